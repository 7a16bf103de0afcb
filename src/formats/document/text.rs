//! The text inside a document: of a PDF as its pages show it, of an office file (body, comments, headers, links and
//! properties), and in the fields of an image.
//!
//! Pure. DOCX, XLSX, ODT and ODS are zip archives of XML; every XML part is read, whatever it is for.

use std::borrow::Cow;

use super::archive::{Member, each_member};
use super::file_type::kind_of;
use super::image;
use super::image::TextBudget;
use super::pdf::Pdf;
use crate::formats::html::tokens::{Token, each_token};

/// What can be read inside a file of this media type, besides its bytes as they lie there.
pub(crate) fn text(media_type: &str, content: &[u8]) -> String {
    if media_type == "application/pdf" {
        return Pdf::open(content).text().text;
    }
    if content.starts_with(b"PK") {
        office(content)
    } else {
        image::texts(media_type, content, &mut TextBudget::new())
    }
}

fn office(content: &[u8]) -> String {
    let mut out = String::new();
    let mut budget = TextBudget::new();
    // What can't be unpacked is reported by whoever inspects the file ([`super::office`]).
    let _unread = each_member(content, |Member { name, bytes }| {
        match (xml(&bytes), kind_of(&name)) {
            (Some(text), _) => add_xml(&text, &mut out),
            (None, Some(kind)) => out.push_str(&image::texts(kind.media_type, &bytes, &mut budget)),
            (None, None) => {}
        }
    });
    out
}

/// A part's text, if it is XML: in UTF-8 or, with a mark in front, UTF-16 (XML 1.0, section 4.3.3).
pub(crate) fn xml(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let wide = |of: fn([u8; 2]) -> u16| {
        let units = bytes
            .chunks_exact(2)
            .skip(1)
            .map(|pair| of([pair[0], pair[1]]));
        let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
        Cow::Owned(text.collect::<String>())
    };
    let text = match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            // A large picture is not worth turning into text.
            if !bytes.trim_ascii_start().starts_with(b"<") {
                return None;
            }
            String::from_utf8_lossy(bytes)
        }
    };
    text.trim_start().starts_with('<').then_some(text)
}

/// Text first, with the pieces of each word together, then the attributes.
fn add_xml(xml: &str, out: &mut String) {
    each_token(xml, |_, token| match token {
        Token::Text(text) | Token::Raw(text) => out.push_str(&text),
        Token::Open(name, _) | Token::Close(name) if is_within_words(&name) => {}
        Token::Open(..) | Token::Close(_) | Token::Comment(_) => out.push('\n'),
    });
    each_token(xml, |_, token| match token {
        Token::Open(_, attributes) => attributes
            .iter()
            .for_each(|(_, value)| out.extend(["\n", value])),
        Token::Comment(text) => out.extend(["\n", &text]),
        Token::Text(_) | Token::Raw(_) | Token::Close(_) => {}
    });
    out.push('\n');
}

/// Runs of text: a word whose one letter is bold is three of them.
fn is_within_words(name: &str) -> bool {
    let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
    matches!(
        local,
        "t" | "r" | "rpr" | "b" | "i" | "u" | "span" | "prooferr" | "lang" | "rfonts" | "color"
    )
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::*;
    use crate::formats::text::normalized::Normalized;

    fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer
                .start_file(*name, zip::write::SimpleFileOptions::default())
                .unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_name_is_found_however_an_office_file_cuts_it_up() {
        let file = packed(&[
            (
                "word/document.xml",
                "<w:p><w:r><w:t>Stich</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ting Noord</w:t></w:r></w:p><w:p><w:r><w:t>en Zuid</w:t></w:r></w:p>",
            ),
            (
                "docProps/core.xml",
                "<?xml version='1.0'?><dc:creator>Caf&#233; M&amp;M</dc:creator>",
            ),
            (
                "word/_rels/document.xml.rels",
                "<Relationship Target='https://brug.example/'/>",
            ),
            ("word/media/a.png", "PNG Zwijg"),
        ]);
        let text = text(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            &file,
        );
        assert!(text.contains("Stichting Noord\n"), "{text}");
        for words in ["Café M&M", "https://brug.example/"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(!text.contains("Zwijg"));
    }

    #[test]
    fn a_part_is_read_whichever_mark_stands_before_it() {
        let wide: Vec<u8> = "\u{feff}<w:t>Noord</w:t>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let high: Vec<u8> = "\u{feff}<w:t>Noord</w:t>"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        for bytes in [
            &wide[..],
            &high,
            "\u{feff}<w:t>Noord</w:t>".as_bytes(),
            b" \n<w:t>Noord</w:t>",
        ] {
            assert_eq!(xml(bytes).unwrap().trim(), "<w:t>Noord</w:t>");
        }
        for bytes in [&b"PNG <"[..], b"\xff\xfe", b""] {
            assert_eq!(xml(bytes), None);
        }
    }

    #[test]
    fn a_real_workbook_gives_its_cells_and_properties() {
        let text = office(include_bytes!("../../../tests/lists/openpyxl.xlsx"));
        assert!(
            Normalized::of(&text).letters().contains("stichtingthuis"),
            "a cell"
        );
        assert!(text.contains("openpyxl"), "a property");
    }

    /// Made by python-docx: a word in two runs, a table, a header, a property.
    #[test]
    fn a_real_letter_gives_its_text_header_and_properties() {
        let text = office(include_bytes!("../../../tests/papers/python-docx.docx"));
        let squeezed = Normalized::of(&text).letters();
        for words in [
            "Stichting Noord",
            "Café Müller",
            "info@brug.example",
            "Platform Waterkers",
        ] {
            assert!(
                squeezed.contains(&*Normalized::of(words).letters()),
                "{words}"
            );
        }
    }

    #[test]
    fn a_damaged_file_is_read_as_far_as_it_goes() {
        let whole = include_bytes!("../../../tests/lists/openpyxl.xlsx");
        // In the data of the sheet, which comes right after its name.
        let name = b"xl/worksheets/sheet1.xml";
        let at = memchr::memmem::find(whole, name).unwrap() + name.len();
        let mut broken = whole.to_vec();
        broken[at + 300..at + 340].fill(0xff);
        let (text, before) = (office(&broken), office(whole));
        assert!(text.contains("openpyxl"), "another part");
        assert!(text.len() < before.len(), "the sheet breaks off");
        // Without the directory at its end nothing says where parts are.
        for length in [2, 100, whole.len() / 2] {
            assert_eq!(office(&whole[..length]), "");
        }
    }
}
