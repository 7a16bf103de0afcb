//! What a file is that is neither a CSV nor an `.xlsx`, by its bytes and whatever its name.
//!
//! Pure.

/// So much of the beginning is looked at.
const HEAD: usize = 8 * 1024;

/// What it is, as the messages know it; `None` where it may be a list.
pub(crate) fn other_than_list(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(HEAD)];
    if head.starts_with(b"PK") {
        return package(bytes, head);
    }
    // Old Excel, or a workbook with a password.
    if head.starts_with(b"\xd0\xcf\x11\xe0") {
        return Some("old");
    }
    if head.starts_with(b"%PDF") {
        return Some("pdf");
    }
    if head.starts_with(b"{\\rtf") {
        return Some("word");
    }
    let text = String::from_utf8_lossy(head)
        .replace('\0', "")
        .to_ascii_lowercase();
    let text = text
        .trim_start_matches(['\u{feff}', '\u{fffd}'])
        .trim_start();
    if text.starts_with("<?xml") && text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Some("xml");
    }
    let web = [
        "<!doctype html",
        "<html",
        "<table",
        "<meta",
        "<head",
        "<style",
        "<div",
        "<body",
    ];
    (web.iter().any(|start| text.starts_with(start))
        || (text.starts_with('<') && text.contains("<table")))
    .then_some("web")
}

/// Packages of other programs; their parts are named at the beginning of the file or at its end.
fn package(bytes: &[u8], head: &[u8]) -> Option<&'static str> {
    let tail = &bytes[bytes.len().saturating_sub(HEAD * 8)..];
    let has = |part: &str| {
        [head, tail].iter().any(|place| {
            place
                .windows(part.len())
                .any(|window| window == part.as_bytes())
        })
    };
    if has("application/vnd.oasis.opendocument") {
        return Some("ods");
    }
    if has("xl/workbook.bin") {
        return Some("xlsb");
    }
    if has("xl/workbook.xml") {
        return None;
    }
    if has("word/document.xml") {
        return Some("word");
    }
    has("Index/Document.iwa").then_some("numbers")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_are_known_by_their_bytes() {
        let ods =
            b"PK\x03\x04\x14\0\0\0\0\0abcdmimetypeapplication/vnd.oasis.opendocument.spreadsheetPK";
        for (bytes, kind) in [
            (&b"\xd0\xcf\x11\xe0\xa1\xb1"[..], "old"),
            (b"%PDF-1.7", "pdf"),
            (ods, "ods"),
            (b"PK\x03\x04 xl/workbook.bin", "xlsb"),
            (b"PK\x03\x04 word/document.xml", "word"),
            (b"PK\x03\x04 Index/Document.iwa", "numbers"),
            (b"{\\rtf1\\ansi", "word"),
            (b"\xef\xbb\xbf\r\n<html><body><table>", "web"),
            (b"<!DOCTYPE HTML PUBLIC", "web"),
            (b"<table border=1><tr><td>id", "web"),
            (b"\xff\xfe<\0h\0t\0m\0l\0>\0", "web"),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                "xml",
            ),
        ] {
            assert_eq!(other_than_list(bytes), Some(kind), "{}", String::from_utf8_lossy(bytes));
        }
        for list in [
            &b"id;naam\n1;<table>"[..],
            b"<naam>;x\n1;y",
            b"PK\x03\x04 xl/workbook.xml",
            b"",
            b"pk;naam",
            b"PK;naam",
        ] {
            assert_eq!(
                other_than_list(list),
                None,
                "{}",
                String::from_utf8_lossy(list)
            );
        }
    }
}
