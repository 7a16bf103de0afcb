//! Fonts of a page (ISO 32000-1, section 9.6 to 9.10): from the codes of a string to letters.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object};

use self::cmap::CMap;
use self::widths::Widths;
use super::budget::Budget;

/// A code that no standard encoding uses, to ask which letter a glyph's name means.
const FREE_CODE: u8 = 1;

/// What a font says of its codes.
pub(super) struct Font {
    letters: Letters,
    widths: Widths,
}

/// How a font's codes become letters.
enum Letters {
    /// The font says it itself.
    Map(CMap),
    /// One byte a letter; `None` for codes without a known meaning.
    Table(Box<[Option<String>; 256]>),
    /// It can't be known; a code has two bytes.
    Unknown,
}

/// What a string shows.
#[derive(Debug, Default)]
pub(super) struct ShownString {
    /// Its letters; [`UNKNOWN`] for a code that none is known for.
    pub(super) text: String,
    /// How many codes it has.
    pub(super) codes: usize,
    /// How many of them are a blank of one byte, which word spacing widens (section 9.3.3).
    pub(super) blanks: usize,
    /// How far it moves the pen, in thousandths of the font's size.
    pub(super) width: f32,
}

/// Stands for a letter that is not known.
pub(super) const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

impl Font {
    /// Reads a font's dictionary.
    pub(super) fn of(dictionary: &Dictionary, document: &Document, budget: &Budget) -> Font {
        let is_composite = dictionary
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|kind| kind == b"Type0");
        let letters = match to_unicode(dictionary, document, budget) {
            Some(map) => Letters::Map(map),
            // Codes are numbers of glyphs, or of a registered character collection.
            None if is_composite => Letters::Unknown,
            None => Letters::Table(Box::new(table(dictionary, document, budget))),
        };
        Font {
            letters,
            widths: Widths::of(dictionary, document, is_composite),
        }
    }

    /// Reads a string.
    pub(super) fn shown(&self, codes: &[u8]) -> ShownString {
        let mut shown = ShownString::default();
        let mut add = |code: u32, letters: Option<&str>| {
            shown.codes += 1;
            shown.width += self.widths.of_code(code, letters);
            match letters {
                Some(letters) if !letters.contains('\0') => shown.text.push_str(letters),
                _ => shown.text.push(UNKNOWN),
            }
        };
        match &self.letters {
            Letters::Map(map) => map.decode(codes, add),
            Letters::Table(table) => {
                codes
                    .iter()
                    .for_each(|code| add(u32::from(*code), table[usize::from(*code)].as_deref()));
            }
            Letters::Unknown => codes.chunks(2).for_each(|code| {
                add(
                    code.iter()
                        .fold(0, |number, byte| number << 8 | u32::from(*byte)),
                    None,
                );
            }),
        }
        if shown.codes == codes.len() {
            shown.blanks = codes.iter().filter(|code| **code == b' ').count();
        }
        shown
    }
}

fn to_unicode(dictionary: &Dictionary, document: &Document, budget: &Budget) -> Option<CMap> {
    let stream = dictionary
        .get_deref(b"ToUnicode", document)
        .and_then(Object::as_stream)
        .ok()?;
    let map = CMap::read(&budget.unpack(stream, document).ok()?);
    (!map.is_empty()).then_some(map)
}

/// The letters of a simple font: its base encoding, and what differs from it by the names of glyphs.
fn table(dictionary: &Dictionary, document: &Document, budget: &Budget) -> [Option<String>; 256] {
    let encoding = dictionary.get_deref(b"Encoding", document).ok();
    let differing = encoding.and_then(|encoding| encoding.as_dict().ok());
    let base = match (encoding, differing) {
        (Some(Object::Name(name)), _) => Some(name.clone()),
        (_, Some(own)) => own
            .get(b"BaseEncoding")
            .and_then(Object::as_name)
            .ok()
            .map(<[u8]>::to_vec),
        _ => None,
    };
    let mut table = match base {
        Some(name) => standard(&name),
        None => built_in(dictionary, document, budget),
    };
    if let Some(array) = differing.and_then(|own| own.get_deref(b"Differences", document).ok()) {
        let mut names = GlyphNames::default();
        let mut code = 0_usize;
        for item in array.as_array().into_iter().flatten() {
            match item {
                Object::Integer(number) => code = usize::try_from(*number).unwrap_or(256),
                Object::Name(name) => {
                    if let Some(place) = table.get_mut(code) {
                        *place = names.letters(name);
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }
    table
}

/// What a font without an encoding of its own means: the standard one where the reader has the font, and what the
/// font program says where it comes with the file.
fn built_in(
    dictionary: &Dictionary,
    document: &Document,
    budget: &Budget,
) -> [Option<String>; 256] {
    let descriptor = dictionary
        .get_deref(b"FontDescriptor", document)
        .and_then(Object::as_dict);
    let Ok(descriptor) = descriptor else {
        return standard(b"StandardEncoding");
    };
    if let Ok(program) = descriptor
        .get_deref(b"FontFile", document)
        .and_then(Object::as_stream)
    {
        return budget
            .unpack(program, document)
            .map_or_else(|_| unknown(), |bytes| type1(&bytes));
    }
    let is_embedded = descriptor.has(b"FontFile2") || descriptor.has(b"FontFile3");
    if is_embedded {
        unknown()
    } else {
        standard(b"StandardEncoding")
    }
}

/// The encoding in a Type 1 font program: `dup 65 /A put` (Adobe Type 1 Font Format, section 2.2).
fn type1(program: &[u8]) -> [Option<String>; 256] {
    let clear = memchr::memmem::find(program, b"eexec").unwrap_or(program.len());
    let text = String::from_utf8_lossy(&program[..clear]);
    if text.contains("/Encoding StandardEncoding") {
        return standard(b"StandardEncoding");
    }
    let (mut table, mut names) = (unknown(), GlyphNames::default());
    let spaced = text.replace('/', " /");
    let words: Vec<&str> = spaced.split_ascii_whitespace().collect();
    for entry in words.windows(4) {
        if let ["dup", code, name, "put"] = entry
            && let (Ok(code), Some(name)) = (code.parse::<usize>(), name.strip_prefix('/'))
            && let Some(place) = table.get_mut(code)
        {
            *place = names.letters(name.as_bytes());
        }
    }
    table
}

fn unknown() -> [Option<String>; 256] {
    std::array::from_fn(|_| None)
}

/// A standard encoding (annex D); the one of that name, if it is known.
fn standard(name: &[u8]) -> [Option<String>; 256] {
    let mut font = Dictionary::new();
    font.set("Type", "Font");
    font.set("Encoding", Object::Name(name.to_vec()));
    let document = Document::new();
    let Ok(encoding) = font.get_font_encoding(&document) else {
        return unknown();
    };
    std::array::from_fn(|code| {
        let code = u8::try_from(code).ok()?;
        encoding
            .bytes_to_string(&[code])
            .ok()
            .filter(|letters| !letters.is_empty())
    })
}

/// The letters that names of glyphs mean (Adobe Glyph List Specification, section 2).
#[derive(Default)]
struct GlyphNames(HashMap<Vec<u8>, Option<String>>);

impl GlyphNames {
    fn letters(&mut self, name: &[u8]) -> Option<String> {
        if let Some(known) = self.0.get(name) {
            return known.clone();
        }
        let letters = letters_of(name);
        self.0.insert(name.to_vec(), letters.clone());
        letters
    }
}

/// `f_i.alt` is `f` and `i`: what follows the first full stop says how, and underlines join.
fn letters_of(name: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(name).ok()?;
    if text == ".notdef" {
        return Some(String::new());
    }
    let base = text.split('.').next().unwrap_or_default();
    base.split('_')
        .map(|part| listed(part).or_else(|| by_number(part)))
        .collect()
}

fn listed(name: &str) -> Option<String> {
    let mut encoding = Dictionary::new();
    let differences = vec![
        Object::Integer(FREE_CODE.into()),
        Object::Name(name.as_bytes().to_vec()),
    ];
    encoding.set("Differences", Object::Array(differences));
    let mut font = Dictionary::new();
    font.set("Type", "Font");
    font.set("Encoding", Object::Dictionary(encoding));
    let document = Document::new();
    let letters = font
        .get_font_encoding(&document)
        .ok()?
        .bytes_to_string(&[FREE_CODE])
        .ok()?;
    (!letters.is_empty()).then_some(letters)
}

/// `uni20AC20AC` is UTF-16 in fours, `u1F600` one number.
fn by_number(name: &str) -> Option<String> {
    if let Some(digits) = name
        .strip_prefix("uni")
        .filter(|digits| digits.len() % 4 == 0 && digits.is_ascii())
    {
        let units: Option<Vec<u16>> = digits
            .as_bytes()
            .chunks(4)
            .map(|four| u16::from_str_radix(std::str::from_utf8(four).ok()?, 16).ok())
            .collect();
        return String::from_utf16(&units.filter(|units| !units.is_empty())?).ok();
    }
    let digits = name
        .strip_prefix('u')
        .filter(|digits| (4..=6).contains(&digits.len()))?;
    Some(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?.to_string())
}

mod cmap;
mod widths;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs_stand_for_letters() {
        for (name, letters) in [
            ("A", Some("A")),
            ("eacute", Some("é")),
            ("Euro", Some("€")),
            ("f_i", Some("fi")),
            ("a.sc", Some("a")),
            ("uni00E9", Some("é")),
            ("u1F600", Some("😀")),
            (".notdef", Some("")),
            ("g17", None),
        ] {
            assert_eq!(letters_of(name.as_bytes()).as_deref(), letters, "{name}");
        }
    }

    #[test]
    fn an_encoding_in_a_font_program_is_read() {
        let table =
            type1(b"/Encoding 256 array\ndup 65/eacute put\ndup 66 /b put\nreadonly def currentfile eexec");
        assert_eq!(table[65].as_deref(), Some("é"));
        assert_eq!(table[66].as_deref(), Some("b"));
        assert_eq!(table[67], None);
    }

    #[test]
    fn a_name_that_is_no_encoding_makes_nothing_up() {
        assert!(standard(b"Odd-H").iter().all(Option::is_none));
        assert_eq!(standard(b"WinAnsiEncoding")[0xe9].as_deref(), Some("é"));
    }
}
