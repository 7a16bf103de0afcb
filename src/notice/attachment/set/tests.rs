use super::*;
use crate::id::Digest;
use crate::notice::tests::support::Folder;

fn codes(folder: &Folder) -> Vec<&'static str> {
    let faults = Attachments::load(&folder.sources(&[])).unwrap_err();
    faults
        .iter()
        .filter(|fault| fault.is_error())
        .map(Finding::code_name)
        .collect()
}

#[test]
fn a_file_is_encoded_once_as_a_whole_entity() {
    let folder = Folder::new().attach("Bijlage-3.2.pdf", b"%PDF-1.7\n");
    let one = Attachments::load(&folder.sources(&[]))
        .unwrap()
        .0
        .common()
        .remove(0);
    assert_eq!(one.digest, Digest::of(b"%PDF-1.7\n"));
    assert_eq!(one.shared.digest, Digest::of(&one.shared.bytes));
    assert_eq!(
        String::from_utf8(one.shared.bytes.clone()).unwrap(),
        "Content-Type: application/pdf;\r\n name=\"Bijlage-3.2.pdf\"\r\n\
         Content-Transfer-Encoding: base64\r\n\
         Content-Disposition: attachment;\r\n filename=\"Bijlage-3.2.pdf\"\r\n\r\nJVBERi0xLjcK\r\n"
    );
}

#[test]
fn a_file_has_to_be_what_its_name_says() {
    for (name, content, code) in [
        (
            "a.pdf",
            &b"PK\x03\x04word/document.xml"[..],
            "notice-attachment-kind-differs",
        ),
        (
            "a.docx",
            b"PK\x03\x04xl/workbook.xml",
            "notice-attachment-kind-differs",
        ),
        ("a.png", b"GIF89a", "notice-attachment-kind-differs"),
        ("a.txt", b"a\0b", "notice-attachment-kind-differs"),
        ("a.pdf", b"", "notice-attachment-empty"),
        ("a.csv", b"id;naam", "notice-attachment-kind-unknown"),
        ("a.exe", b"MZ", "notice-attachment-kind-unknown"),
        ("\u{e9}.pdf", b"%PDF-1.7", "notice-attachment-name"),
        ("a\".pdf", b"%PDF-1.7", "notice-attachment-name"),
        ("pdf", b"%PDF-1.7", "notice-attachment-name"),
    ] {
        assert_eq!(
            codes(&Folder::new().attach(name, content)),
            [code],
            "{name}"
        );
    }
    let missing = Folder::new().attach("a.pdf", b"%PDF-1.7");
    std::fs::remove_file(missing.dir.path().join("a.pdf")).unwrap();
    assert_eq!(codes(&missing), ["notice-attachment-unreadable"]);
}

#[test]
fn only_papers_that_are_to_be_sent_can_be_attached() {
    for handling in [Handling::Confidential, Handling::Information] {
        let mut folder = Folder::new().attach("a.pdf", b"%PDF-1.7");
        folder.notice.attachments[0].handling = handling;
        assert_eq!(codes(&folder), ["notice-attachment-handling"]);
    }
}

#[cfg(not(feature = "letters"))]
#[test]
fn a_letter_says_how_it_can_be_had() {
    let mut folder = Folder::new().attach("a.pdf", b"%PDF-1.7");
    folder.notice.attachments[0].source = AttachmentSource::Template("a.typ".into());
    assert_eq!(codes(&folder), ["notice-letters-not-built"]);
}

#[test]
fn names_are_given_once_and_sizes_have_an_end() {
    let folder = Folder::new()
        .attach("a.pdf", b"%PDF-1.7")
        .attach("A.pdf", b"%PDF-1.7");
    assert_eq!(codes(&folder), ["notice-attachment-name-twice"]);
    let half = [b"%PDF-1.7".to_vec(), vec![b' '; 4 << 20]].concat();
    let folder = Folder::new().attach("a.pdf", &half).attach("b.pdf", &half);
    assert_eq!(codes(&folder), ["notice-attachments-too-large"]);
    let folder = Folder::new().attach("a.pdf", [half.clone(), half].concat());
    assert_eq!(codes(&folder), ["notice-attachment-too-large"]);
}
