//! The kinds of file that may go with a mail, and the names they may have.

/// A kind of file that may be attached.
pub(crate) struct FileType {
    extensions: &'static [&'static str],
    pub(crate) media_type: &'static str,
    pub(crate) agrees: fn(&[u8]) -> bool,
}

/// The longest file name: one header line holds it.
pub(crate) const LONGEST_NAME: usize = 60;

/// Few on purpose: what a reader's mail program opens safely. No archives, no programs, no macros, and
/// no `.csv`, which is what lists look like.
const KINDS: [FileType; 9] = [
    FileType {
        extensions: &["pdf"],
        media_type: "application/pdf",
        agrees: |b| b.starts_with(b"%PDF-"),
    },
    FileType {
        extensions: &["docx"],
        media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        agrees: |b| is_zip_with(b, b"word/document.xml"),
    },
    FileType {
        extensions: &["xlsx"],
        media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        agrees: |b| is_zip_with(b, b"xl/workbook.xml"),
    },
    FileType {
        extensions: &["odt"],
        media_type: "application/vnd.oasis.opendocument.text",
        agrees: |b| is_zip_with(b, b"mimetypeapplication/vnd.oasis.opendocument.text"),
    },
    FileType {
        extensions: &["ods"],
        media_type: "application/vnd.oasis.opendocument.spreadsheet",
        agrees: |b| is_zip_with(b, b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
    },
    FileType {
        extensions: &["png"],
        media_type: "image/png",
        agrees: |b| b.starts_with(b"\x89PNG\r\n\x1a\n"),
    },
    FileType {
        extensions: &["jpg", "jpeg"],
        media_type: "image/jpeg",
        agrees: |b| b.starts_with(b"\xff\xd8\xff"),
    },
    FileType {
        extensions: &["gif"],
        media_type: "image/gif",
        agrees: |b| b.starts_with(b"GIF8"),
    },
    FileType {
        extensions: &["txt"],
        media_type: "text/plain",
        agrees: is_text,
    },
];

/// ASCII letters, digits and `-_.`, with something before and after the last dot.
pub(crate) fn is_safe_name(name: &str) -> bool {
    let safe = name
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    safe && name.len() <= LONGEST_NAME
        && !name.starts_with('.')
        && !name.ends_with('.')
        && name.contains('.')
}

/// The kind that a name promises.
pub(crate) fn kind_of(name: &str) -> Option<&'static FileType> {
    let extension = name
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    KINDS
        .iter()
        .find(|kind| kind.extensions.contains(&extension.as_str()))
}

/// All extensions that may be.
pub(crate) fn known_kinds() -> Vec<&'static str> {
    KINDS
        .iter()
        .flat_map(|kind| kind.extensions)
        .copied()
        .collect()
}

/// A zip archive (APPNOTE 6.3.10, section 4.3.7) with these bytes in it: names of members are stored as they are.
fn is_zip_with(bytes: &[u8], member: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") && bytes.windows(member.len()).any(|window| window == member)
}

fn is_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| {
        !text
            .chars()
            .any(|c| c.is_control() && !"\r\n\t".contains(c))
    })
}
