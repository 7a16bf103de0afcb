//! Files that go with every mail: read once, checked for being what their names say, encoded once.

use std::path::Path;
use std::sync::Arc;

use super::encode::base64_lines;
use super::{Enclosure, Shared, paper, wire};
use crate::config::{Attachment, AttachmentSource, Handling};
use crate::fault::{Fault, Place};
use crate::id::Digest;
use crate::phrase::Phrase;

/// The most octets all attachments of a mail may take on the wire: 10 MiB, which most servers accept.
const MOST_OCTETS: u64 = 10 * 1024 * 1024;

/// The longest file name: one header line holds it.
const LONGEST_NAME: usize = 60;

/// A kind of file that may be attached.
struct Kind {
    extensions: &'static [&'static str],
    media_type: &'static str,
    agrees: fn(&[u8]) -> bool,
}

/// Few on purpose: what a reader's mail program opens safely. No archives, no programs, no macros, and
/// no `.csv`, which is what lists look like.
const KINDS: [Kind; 9] = [
    Kind { extensions: &["pdf"], media_type: "application/pdf", agrees: |b| b.starts_with(b"%PDF-") },
    Kind {
        extensions: &["docx"],
        media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        agrees: |b| is_zip_with(b, b"word/document.xml"),
    },
    Kind {
        extensions: &["xlsx"],
        media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        agrees: |b| is_zip_with(b, b"xl/workbook.xml"),
    },
    Kind {
        extensions: &["odt"],
        media_type: "application/vnd.oasis.opendocument.text",
        agrees: |b| is_zip_with(b, b"mimetypeapplication/vnd.oasis.opendocument.text"),
    },
    Kind {
        extensions: &["ods"],
        media_type: "application/vnd.oasis.opendocument.spreadsheet",
        agrees: |b| is_zip_with(b, b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
    },
    Kind { extensions: &["png"], media_type: "image/png", agrees: |b| b.starts_with(b"\x89PNG\r\n\x1a\n") },
    Kind {
        extensions: &["jpg", "jpeg"],
        media_type: "image/jpeg",
        agrees: |b| b.starts_with(b"\xff\xd8\xff"),
    },
    Kind { extensions: &["gif"], media_type: "image/gif", agrees: |b| b.starts_with(b"GIF8") },
    Kind { extensions: &["txt"], media_type: "text/plain", agrees: is_text },
];

/// Reads and encodes all attachments, in order, with what deserves a look; or tells all their faults.
pub(super) fn load(
    dir: &Path,
    attachments: &[Attachment],
) -> Result<(Vec<Enclosure>, Vec<Fault>), Vec<Fault>> {
    let mut faults = vec![];
    let mut enclosures: Vec<Enclosure> = vec![];
    for attachment in attachments {
        match load_one(dir, attachment) {
            Ok(one) if enclosures.iter().any(|other| other.name.eq_ignore_ascii_case(&one.name)) => {
                let phrase = Phrase::new("notice-attachment-name-twice").with("name", &one.name);
                faults.push(Fault::error(Place::file(path_of(attachment)), phrase));
            }
            Ok(one) => {
                faults.extend(paper::look(&path_of(attachment), &one.name, one.media_type, &one.content));
                enclosures.push(one);
            }
            Err(fault) => faults.push(*fault),
        }
    }
    let total: u64 = enclosures.iter().map(|one| one.shared.bytes.len() as u64).sum();
    if let (true, Some(last)) = (total > MOST_OCTETS, attachments.last()) {
        let phrase = Phrase::new("notice-attachments-too-large");
        faults.push(Fault::error(Place::file(path_of(last)), sizes(phrase, total)));
    }
    if faults.iter().any(Fault::is_error) { Err(faults) } else { Ok((enclosures, faults)) }
}

fn path_of(attachment: &Attachment) -> String {
    match &attachment.source {
        AttachmentSource::File(path) | AttachmentSource::Template(path) => path.display().to_string(),
    }
}

/// Octets as whole kilobytes, rounded up, beside the most there may be.
fn sizes(phrase: Phrase, octets: u64) -> Phrase {
    phrase.with("size", octets.div_ceil(1024)).with("most", MOST_OCTETS / 1024)
}

fn load_one(dir: &Path, attachment: &Attachment) -> Result<Enclosure, Box<Fault>> {
    let place = || Place::file(path_of(attachment));
    let fault = |phrase: Phrase| Box::new(Fault::error(place(), phrase.with("name", &attachment.name)));
    match attachment.handling {
        Handling::Send => {}
        Handling::Confidential | Handling::Information => {
            return Err(fault(Phrase::new("notice-attachment-handling")));
        }
    }
    let path = match &attachment.source {
        AttachmentSource::File(path) => dir.join(path),
        AttachmentSource::Template(_) => return Err(fault(Phrase::new("notice-letters-not-built"))),
    };
    if !is_safe_name(&attachment.name) {
        return Err(fault(Phrase::new("notice-attachment-name").with("most", LONGEST_NAME)));
    }
    let kind = kind_of(&attachment.name)
        .ok_or_else(|| fault(Phrase::new("notice-attachment-kind-unknown").with("known", known_kinds())))?;
    let content = read(&path).map_err(fault)?;
    if !(kind.agrees)(&content) {
        return Err(fault(Phrase::new("notice-attachment-kind-differs")));
    }
    enclose(&attachment.name, kind.media_type, content)
        .map_err(|_| fault(Phrase::new("notice-attachment-stuck")))
}

/// The file's bytes, unless it is missing, empty or so large that reading it makes no sense.
fn read(path: &Path) -> Result<Vec<u8>, Phrase> {
    let unreadable = |_| Phrase::new("notice-attachment-unreadable");
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    // Base64 makes four octets of three, and a line end every 76.
    let encoded = size.div_ceil(3) * 4 / 76 * 78;
    if encoded > MOST_OCTETS {
        return Err(sizes(Phrase::new("notice-attachment-too-large"), encoded));
    }
    let content = std::fs::read(path).map_err(unreadable)?;
    if content.is_empty() {
        return Err(Phrase::new("notice-attachment-empty"));
    }
    Ok(content)
}

/// The MIME entity of a file. Both `name=` and `filename=`, since older readers know only the first.
fn enclose(name: &str, media_type: &'static str, content: Vec<u8>) -> Result<Enclosure, wire::WireFault> {
    let charset = if media_type == "text/plain" { "; charset=utf-8" } else { "" };
    let mut bytes = format!(
        "Content-Type: {media_type}{charset};\r\n name=\"{name}\"\r\n\
         Content-Transfer-Encoding: base64\r\n\
         Content-Disposition: attachment;\r\n filename=\"{name}\"\r\n\r\n"
    )
    .into_bytes();
    bytes.extend(base64_lines(&content));
    wire::check_shared(&bytes)?;
    let digest = Digest::of(&content);
    let shared = Arc::new(Shared { digest: Digest::of(&bytes), bytes });
    Ok(Enclosure { name: name.to_owned(), media_type, content, digest, shared })
}

/// ASCII letters, digits and `-_.`, with something before and behind the last dot.
fn is_safe_name(name: &str) -> bool {
    let safe = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    safe && name.len() <= LONGEST_NAME && !name.starts_with('.') && !name.ends_with('.') && name.contains('.')
}

fn kind_of(name: &str) -> Option<&'static Kind> {
    let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    KINDS.iter().find(|kind| kind.extensions.contains(&extension.as_str()))
}

fn known_kinds() -> Vec<&'static str> {
    KINDS.iter().flat_map(|kind| kind.extensions).copied().collect()
}

/// A zip archive (APPNOTE 6.3.10, section 4.3.7) with these bytes in it: names of members stand there as they are.
fn is_zip_with(bytes: &[u8], member: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") && bytes.windows(member.len()).any(|window| window == member)
}

fn is_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes)
        .is_ok_and(|text| !text.chars().any(|c| c.is_control() && !"\r\n\t".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::testing::Folder;

    fn codes(folder: &Folder) -> Vec<&'static str> {
        let faults = load(folder.dir.path(), &folder.notice.attachments).unwrap_err();
        faults.iter().filter(|fault| fault.is_error()).map(Fault::code).collect()
    }

    #[test]
    fn a_file_is_encoded_once_as_a_whole_entity() {
        let folder = Folder::new().attach("Bijlage-3.2.pdf", b"%PDF-1.7\n");
        let one = load(folder.dir.path(), &folder.notice.attachments).unwrap().0.remove(0);
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
            ("a.pdf", &b"PK\x03\x04word/document.xml"[..], "notice-attachment-kind-differs"),
            ("a.docx", b"PK\x03\x04xl/workbook.xml", "notice-attachment-kind-differs"),
            ("a.png", b"GIF89a", "notice-attachment-kind-differs"),
            ("a.txt", b"a\0b", "notice-attachment-kind-differs"),
            ("a.pdf", b"", "notice-attachment-empty"),
            ("a.csv", b"id;naam", "notice-attachment-kind-unknown"),
            ("a.exe", b"MZ", "notice-attachment-kind-unknown"),
            ("\u{e9}.pdf", b"%PDF-1.7", "notice-attachment-name"),
            ("a\".pdf", b"%PDF-1.7", "notice-attachment-name"),
            ("pdf", b"%PDF-1.7", "notice-attachment-name"),
        ] {
            assert_eq!(codes(&Folder::new().attach(name, content)), [code], "{name}");
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
        let mut folder = Folder::new().attach("a.pdf", b"%PDF-1.7");
        folder.notice.attachments[0].source = AttachmentSource::Template("a.typ".into());
        assert_eq!(codes(&folder), ["notice-letters-not-built"]);
    }

    #[test]
    fn names_are_given_once_and_sizes_have_an_end() {
        let folder = Folder::new().attach("a.pdf", b"%PDF-1.7").attach("A.pdf", b"%PDF-1.7");
        assert_eq!(codes(&folder), ["notice-attachment-name-twice"]);
        let half = [b"%PDF-1.7".to_vec(), vec![b' '; 4 << 20]].concat();
        let folder = Folder::new().attach("a.pdf", &half).attach("b.pdf", &half);
        assert_eq!(codes(&folder), ["notice-attachments-too-large"]);
        let folder = Folder::new().attach("a.pdf", [half.clone(), half].concat());
        assert_eq!(codes(&folder), ["notice-attachment-too-large"]);
    }
}
