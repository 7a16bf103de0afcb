//! Bytes into text: UTF-8, UTF-16 and Windows-1252, as stated, or guessed and reported.
//!
//! Pure. Bytes that are no text come out as U+FFFD, so that the cell they are in can be named;
//! nothing is dropped. `misread.rs` reports a file of another code page than these.

use std::borrow::Cow;

use crate::config::Encoding;
use crate::finding::{Code, Problem};

use super::byte_order_mark::mark;
use super::code_page::{CodePageTable, WINDOWS_1252};
use super::misread;
use crate::list::file::faults::Faults;

/// A file's text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Text<'b> {
    /// Without a byte order mark.
    pub(crate) text: Cow<'b, str>,
    /// Whether some bytes could not be read; each is read as U+FFFD.
    pub(crate) spoiled: bool,
}

/// Reads `bytes` as stated. If nothing is stated the guess is used, and reported as an error.
pub(crate) fn decode<'b>(
    bytes: &'b [u8],
    stated: Option<Encoding>,
    faults: &mut Faults,
) -> Text<'b> {
    let marked = mark(bytes);
    let encoding = match (stated, marked) {
        (Some(stated), Some(marked)) if stated != marked => {
            let phrase = Problem::new(Code::ListEncodingDiffers);
            faults.file(
                phrase
                    .with("stated", name(stated))
                    .with("found", name(marked)),
            );
            marked
        }
        (Some(Encoding::Utf16), None) => {
            faults.file(Code::ListEncodingNoMark);
            Encoding::Utf16
        }
        (Some(stated), _) => stated,
        (None, marked) => {
            let guess = marked.unwrap_or_else(|| guess(bytes));
            faults.file(Code::ListEncodingNotStated.with("encoding", name(guess)));
            guess
        }
    };
    let text = match encoding {
        Encoding::Utf8 => utf8(bytes),
        Encoding::Utf16 => utf16(bytes),
        Encoding::Windows1252 => windows_1252(bytes),
    };
    if marked.is_none()
        && stated == Some(Encoding::Windows1252)
        && !bytes.is_ascii()
        && std::str::from_utf8(bytes).is_ok()
    {
        faults.file(Problem::new(Code::ListEncodingDoubtful));
    }
    text
}

/// What a list is really written in where it can't be what is stated: stated as UTF-8 while none of its letters is,
/// and each is one of Windows-1252; or the other way round. That is reported once, for the file; elsewhere each cell shows
/// what it lost.
pub(crate) fn corrected(
    bytes: &[u8],
    stated: Option<Encoding>,
    faults: &mut Faults,
) -> Option<Encoding> {
    if mark(bytes).is_some() {
        return stated;
    }
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    let found = match stated {
        Some(Encoding::Utf8)
            if !is_utf8
                && bytes.utf8_chunks().all(|chunk| chunk.valid().is_ascii())
                && !windows_1252(bytes).spoiled =>
        {
            Encoding::Windows1252
        }
        Some(Encoding::Windows1252) if is_utf8 && misread::is_utf8(bytes) => Encoding::Utf8,
        _ => return stated,
    };
    let stated = stated.map_or("", name);
    faults.file(
        Code::ListEncodingWrong
            .with("stated", stated)
            .with("found", name(found)),
    );
    Some(found)
}

/// As the settings write it.
const fn name(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "utf-8",
        Encoding::Utf16 => "utf-16",
        Encoding::Windows1252 => "windows-1252",
    }
}

/// Without a mark: text with many zero bytes is UTF-16, what is valid UTF-8 is nothing else, and the
/// rest is what Excel writes in western Europe.
fn guess(bytes: &[u8]) -> Encoding {
    let head = &bytes[..bytes.len().min(4096)];
    if head.iter().filter(|b| **b == 0).count() * 4 > head.len() {
        return Encoding::Utf16;
    }
    if std::str::from_utf8(bytes).is_ok() {
        Encoding::Utf8
    } else {
        Encoding::Windows1252
    }
}

fn utf8(bytes: &[u8]) -> Text<'_> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Text {
            text: text.into(),
            spoiled: false,
        },
        Err(_) => Text {
            text: String::from_utf8_lossy(bytes),
            spoiled: true,
        },
    }
}

/// The order of bytes is the mark's; without one, that of the zero bytes of the first characters.
fn utf16(bytes: &[u8]) -> Text<'static> {
    let big = match bytes {
        [0xfe, 0xff, ..] => true,
        [0xff, 0xfe, ..] => false,
        _ => bytes.first() == Some(&0),
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| {
        if big {
            u16::from_be_bytes(*pair)
        } else {
            u16::from_le_bytes(*pair)
        }
    });
    let mut spoiled = !rest.is_empty();
    let mut text = String::with_capacity(bytes.len());
    for unit in char::decode_utf16(units) {
        text.push(unit.unwrap_or_else(|_| {
            spoiled = true;
            char::REPLACEMENT_CHARACTER
        }));
    }
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    match text.strip_prefix('\u{feff}') {
        Some(rest) => Text {
            text: rest.to_owned().into(),
            spoiled,
        },
        None => Text {
            text: text.into(),
            spoiled,
        },
    }
}

/// A byte that Windows-1252 leaves unassigned is no text.
fn windows_1252(bytes: &[u8]) -> Text<'static> {
    let table = CodePageTable::new(&WINDOWS_1252);
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    for byte in bytes {
        text.push(match byte {
            0x81 | 0x8d | 0x8f | 0x90 | 0x9d => char::REPLACEMENT_CHARACTER,
            byte => table.char(*byte),
        });
    }
    let spoiled = text.contains(char::REPLACEMENT_CHARACTER);
    Text {
        text: text.into(),
        spoiled,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], stated: Option<Encoding>) -> (String, bool, Vec<&'static str>) {
        let mut faults = Faults::new("list.csv");
        let text = decode(bytes, stated, &mut faults);
        (
            text.text.into_owned(),
            text.spoiled,
            faults
                .all
                .iter()
                .map(crate::finding::Finding::code_name)
                .collect(),
        )
    }

    #[test]
    fn the_same_words_come_out_of_every_encoding() {
        // Written by Python: "Café €".encode(…)
        let files: [(&[u8], Encoding); 5] = [
            (b"Caf\xc3\xa9 \xe2\x82\xac", Encoding::Utf8),
            (b"\xef\xbb\xbfCaf\xc3\xa9 \xe2\x82\xac", Encoding::Utf8),
            (b"\xff\xfeC\0a\0f\0\xe9\0 \0\xac\x20", Encoding::Utf16),
            (b"\xfe\xff\0C\0a\0f\0\xe9\0 \x20\xac", Encoding::Utf16),
            (b"Caf\xe9 \x80", Encoding::Windows1252),
        ];
        for (bytes, encoding) in files {
            assert_eq!(
                read(bytes, Some(encoding)),
                ("Café €".to_owned(), false, vec![])
            );
            let (text, _, codes) = read(bytes, None);
            assert_eq!(
                (text.as_str(), codes),
                ("Café €", vec!["list-encoding-not-stated"])
            );
        }
    }

    #[test]
    fn what_cannot_be_read_is_marked_and_not_dropped() {
        assert_eq!(
            read(b"a\xe9b", Some(Encoding::Utf8)),
            ("a\u{fffd}b".to_owned(), true, vec![])
        );
        assert_eq!(
            read(b"a\x81b", Some(Encoding::Windows1252)),
            ("a\u{fffd}b".to_owned(), true, vec![])
        );
        let (text, spoiled, _) = read(b"\xff\xfea\0\0\xd8b\0c", Some(Encoding::Utf16));
        assert_eq!((text.as_str(), spoiled), ("a\u{fffd}b\u{fffd}", true));
    }

    #[test]
    fn settings_and_file_that_disagree_are_told() {
        assert_eq!(
            read(b"\xef\xbb\xbfa", Some(Encoding::Windows1252)).2,
            ["list-encoding-differs"]
        );
        assert_eq!(
            read("ÃŠ".as_bytes(), Some(Encoding::Windows1252)).2,
            ["list-encoding-doubtful"]
        );
        assert_eq!(
            read(b"a\0", Some(Encoding::Utf16)).2,
            ["list-encoding-no-mark"]
        );
    }
}
