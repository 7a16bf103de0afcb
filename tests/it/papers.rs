//! Attachments from outside: what another organisation is named by in them is found, and what can't be read is told.

use std::fs;

use crate::harness::Folder;

/// The codes that `check` tells of one attachment of this name and content.
fn told(file: &str, content: &[u8]) -> Vec<String> {
    let folder = Folder::new();
    fs::write(folder.path("templates").join(file), content).unwrap();
    let set = format!("notice.attachment=[{{ file = 'templates/{file}', name = '{file}' }}]");
    let ran = folder.heraut(&["check", "--json", "--set", &set]);
    let faults = ran.json()["faults"].as_array().unwrap().clone();
    faults
        .iter()
        .map(|fault| fault["code"].as_str().unwrap().to_owned())
        .collect()
}

/// One page with this content, in a font that every reader has.
fn pdf(content: &str) -> Vec<u8> {
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    let page =
        format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F {font}>>>>>>");
    let stream = format!("<</Length {}>>stream\n{content}\nendstream", content.len());
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page.as_str(),
        stream.as_str(),
    ];
    let (mut out, mut table) = ("%PDF-1.7\n".to_owned(), String::new());
    for (nth, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", nth + 1);
    }
    let at = out.len();
    out += &format!(
        "xref\n0 5\n0000000000 65535 f \n{table}trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n"
    );
    out.into_bytes()
}

/// A letter whose parts are small enough each and unpack to 70 MB together.
fn large_letter() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for nth in 0..7 {
        let name = format!("word/media/{nth}.bin");
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut zip, &vec![b' '; 10 << 20]).unwrap();
    }
    zip.start_file(
        "word/document.xml",
        zip::write::SimpleFileOptions::default(),
    )
    .unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_papers_hide_is_found_and_what_cannot_be_read_is_told() {
    let drawn_backwards = "BT /F 12 Tf 250 700 Td (Waterkers) Tj -150 0 Td (Platform) Tj ET";
    // The shipped list has a Platform Waterkers.
    let curves = "0 0 m 1 1 2 2 3 3 c ".repeat(60);
    let png = [
        &b"\x89PNG\r\n\x1a\n\0\0\0\x18tEXt"[..],
        b"Author\0Vergeten Buitenpl",
        b"crc!",
    ]
    .concat();
    // Larger than what is read of a text: the name behind it is not found, and that is told.
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, &[b'a'; (1 << 20) + 1]).unwrap();
    let packed = packed.finish().unwrap();
    let length = u32::try_from(packed.len() + 9).unwrap().to_be_bytes();
    let long = [
        &b"\x89PNG\r\n\x1a\n"[..],
        &length,
        b"zTXtComment\0\0",
        &packed,
        b"crc!",
    ]
    .concat();
    for (file, content, code) in [
        ("a.pdf", pdf(drawn_backwards), "notice-leak-attachment"),
        ("b.pdf", pdf(&curves), "notice-pdf-curves"),
        ("c.png", png, "notice-picture-maker"),
        ("d.png", long, "notice-picture-unread"),
        ("e.docx", large_letter(), "notice-office-unreadable"),
    ] {
        let codes = told(file, &content);
        assert!(
            codes.iter().any(|one| one.starts_with(code)),
            "{file}: {codes:?}"
        );
    }
}

#[test]
fn a_name_is_found_in_html_wherever_its_reader_sees_it() {
    let html = "templates/bijlage-3.1.html.hbs";
    // The shipped list has a Platform Waterkers; these mails go to others.
    for words in [
        "Platform W&#97terk&shy;ers",
        "Platform <span style='display:none'>x<span>x</span></span>Water<i hidden>x</i>kers",
        "onze<a style='display:block'>Platform Waterkers</a>en",
        "Platform <!-->Waterkers<!-- -->",
        "<a href='mailto:x@voorbeeldzaken.example?subject=Platform%20Waterkers'>mail</a>",
        "<!--[if mso]><b>P</b>latform Waterkers<![endif]-->",
    ] {
        let folder = Folder::new();
        folder.change(
            html,
            "Er staan geen namen",
            &format!("{words} Er staan geen namen"),
        );
        let ran = folder.heraut(&["check", "--json"]);
        let faults = ran.json()["faults"].as_array().unwrap().clone();
        let leaks =
            |fault: &&serde_json::Value| fault["code"] == "notice-leak" && fault["file"] == html;
        assert_eq!(
            faults.iter().filter(leaks).count(),
            1,
            "{words}: {}",
            ran.err
        );
    }
}

const HTML: &str = "templates/bijlage-3.1.html.hbs";
const TEXT: &str = "templates/bijlage-3.1.txt.hbs";

/// What a command tells, code and file each, of a campaign whose HTML names an organisation, after a change.
fn all_told(change: impl Fn(&Folder), words: &[&str]) -> Vec<String> {
    let folder = Folder::new();
    folder.change(
        HTML,
        "Er staan geen namen",
        "Platform Waterkers Er staan geen namen",
    );
    change(&folder);
    let out = folder.heraut(&[words, &["--json"]].concat()).json();
    let faults = out["faults"]
        .as_array()
        .or(out["error"]["faults"].as_array());
    let word = |fault: &serde_json::Value, key: &str| fault[key].as_str().unwrap().to_owned();
    let said = |fault| format!("{} {}", word(fault, "code"), word(fault, "file"));
    faults.unwrap().iter().map(said).collect()
}

fn assert_told(told: &[String], wanted: &[&str], why: &str) {
    for wanted in wanted {
        let is_it = |one: &String| one.starts_with(wanted);
        assert!(told.iter().any(is_it), "{why}: {wanted}: {told:?}");
    }
}

#[test]
fn an_attachment_that_may_not_go_hides_no_leak() {
    // A PDF that names its author may not go, and may name an organisation as well.
    let content = pdf("BT /F 12 Tf 9 700 Td (Platform Waterkers) Tj ET");
    let author = "5 0 obj<</Author(I. van Voorbeeld)>>endobj trailer<</Root 1 0 R/Info 5 0 R>>";
    let files = |folder: &Folder| {
        fs::write(folder.path("a.pdf"), [&content, author.as_bytes()].concat()).unwrap();
        fs::write(folder.path("b.txt"), "info@waterkersplatform.example\n").unwrap();
    };
    let set = "notice.attachment=[{ file = 'a.pdf', name = 'a.pdf' }, \
               { file = 'b.txt', name = 'b.txt' }, { file = 'none.pdf', name = 'c.pdf' }]";
    let wanted = [
        "notice-pdf-author a.pdf",
        "notice-leak-attachment a.pdf",
        "notice-leak-attachment b.txt",
        "notice-attachment-unreadable none.pdf",
        "notice-leak templates/bijlage-3.1.html.hbs",
    ];
    for command in ["check", "seal"] {
        assert_told(&all_told(files, &[command, "--set", set]), &wanted, command);
    }
}

#[test]
fn a_template_or_a_row_that_makes_no_mail_hides_no_leak() {
    let leak = "notice-leak templates/bijlage-3.1.html.hbs";
    // A template that can't be filled in: itself, or the other one.
    for file in [TEXT, HTML] {
        let wrong = |folder: &Folder| folder.change(file, "{{kenmerk}}", "{{kenmerkk}}");
        let wanted = ["notice-placeholder-unknown", leak];
        assert_told(&all_told(wrong, &["check"]), &wanted, file);
    }
    // A picture that isn't there.
    let img = "<img src='cid:weg' alt='x'>Er staan";
    let picture = |folder: &Folder| folder.change(HTML, "Er staan", img);
    let wanted = ["notice-inline-unknown", leak];
    assert_told(&all_told(picture, &["check"]), &wanted, "picture");
    // Rows whose mail can't be made.
    let empty = |folder: &Folder| {
        folder.change(TEXT, "{{kenmerk}}", "{{kenmerk}} {{leeg}}");
        let file = folder.path("recipients.example.csv");
        let list = fs::read_to_string(&file).unwrap();
        let (head, rows) = list.split_once('\n').unwrap();
        let rows: String = rows.lines().map(|row| format!(";{row}\n")).collect();
        fs::write(&file, format!("leeg;{head}\n{rows}")).unwrap();
    };
    let wanted = ["notice-merge-empty", leak];
    assert_told(&all_told(empty, &["check"]), &wanted, "row");
}

/// A PDF whose page lies in parts; the length of each is in an object stream of its own, beside so many numbers.
fn lengths_packed(parts: &[&str], numbers: usize) -> Vec<u8> {
    let (mut out, mut table) = (b"%PDF-1.7\n".to_vec(), Vec::new());
    let mut put = |out: &mut Vec<u8>, number: u32, head: &str, data: &[u8]| {
        table.push((number, 1_u8, u32::try_from(out.len()).unwrap(), 0_u16));
        out.extend(format!("{number} 0 obj\n{head}").bytes());
        out.extend(data);
        out.extend(b"\nendobj\n");
    };
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    let contents: String = (0..parts.len())
        .map(|nth| format!("{} 0 R ", 12 + 4 * nth))
        .collect();
    put(&mut out, 1, "<</Type/Catalog/Pages 2 0 R>>", b"");
    put(&mut out, 2, "<</Type/Pages/Kids[3 0 R]/Count 1>>", b"");
    let page =
        format!("<</Type/Page/Parent 2 0 R/Contents[{contents}]/Resources<</Font<</F {font}>>>>>>");
    put(&mut out, 3, &page, b"");
    let mut compressed = Vec::new();
    for (stream, part) in (10_u32..).step_by(4).zip(parts) {
        let (length, beside) = (stream + 1, stream + 3);
        let index = format!("{length} 0 {beside} 5 ");
        let content = format!("{index}{:<5}[{}]", part.len(), "0 ".repeat(numbers));
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut packed, content.as_bytes()).unwrap();
        let packed = [packed.finish().unwrap(), b"\nendstream".to_vec()].concat();
        let head = format!(
            "<</Type/ObjStm/N 2/First {}/Filter/FlateDecode/Length {}>>stream\n",
            index.len(),
            packed.len() - 10
        );
        put(&mut out, stream, &head, &packed);
        let shown = [part.as_bytes(), b"\nendstream"].concat();
        put(
            &mut out,
            stream + 2,
            &format!("<</Length {length} 0 R>>stream\n"),
            &shown,
        );
        compressed.extend([(length, 2, stream, 0), (beside, 2, stream, 1)]);
    }
    let (own, start) = (10 + 4 * parts.len(), out.len());
    table.extend(compressed);
    let mut entries = vec![0_u8; 7 * own];
    for (number, kind, place, index) in table {
        let entry = [&[kind][..], &place.to_be_bytes(), &index.to_be_bytes()].concat();
        entries[7 * number as usize..][..7].copy_from_slice(&entry);
    }
    let size = entries.len();
    out.extend(
        format!("{own} 0 obj\n<</Type/XRef/Size {own}/W[1 4 2]/Root 1 0 R/Length {size}>>stream\n")
            .bytes(),
    );
    out.extend(entries);
    out.extend(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n").bytes());
    out
}

/// What `check` takes of memory at most with this attachment, in MiB, and what it says.
fn memory(file: &str, content: &[u8]) -> (u64, String) {
    let folder = Folder::new();
    fs::write(folder.path("templates").join(file), content).unwrap();
    let set = format!("notice.attachment=[{{ file = 'templates/{file}', name = '{file}' }}]");
    let mut command = folder.command(&["check", "--json", "--set", &set]);
    let out = fs::File::create(folder.path("out")).unwrap();
    let mut child = command.stdout(out).spawn().unwrap();
    let (status, mut most) = (format!("/proc/{}/status", child.id()), 0);
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok());
        most = most.max(kib.unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let told = fs::read_to_string(folder.path("out")).unwrap();
    (most / 1024, told)
}

#[test]
fn object_streams_that_hold_lengths_or_are_encrypted_fill_no_memory() {
    // The shipped list has a Platform Waterkers. Its name is found in a part whose length is packed.
    let named = [
        "BT /F 12 Tf 100 700 Td (Platform) Tj ET",
        "BT /F 12 Tf 150 700 Td ( Waterkers) Tj ET",
    ];
    let codes = told("a.pdf", &lengths_packed(&named, 3));
    let is_leak = |code: &String| code.starts_with("notice-leak-attachment");
    assert!(codes.iter().any(is_leak), "{codes:?}");
    let locked = include_bytes!("../papers/locked-packed.pdf");
    for (file, content) in [
        ("b.pdf", lengths_packed(&named[..1], 20_000_000)),
        ("c.pdf", locked.to_vec()),
    ] {
        let (mebibytes, told) = memory(file, &content);
        assert!(content.len() < 100_000, "{}", content.len());
        assert!((10..512).contains(&mebibytes), "{file}: {mebibytes} MiB");
        assert!(told.contains("notice-pdf-packed"), "{file}: {told}");
        let is_locked = told.contains("notice-pdf-locked");
        assert_eq!(is_locked, file == "c.pdf", "{file}: {told}");
    }
}
