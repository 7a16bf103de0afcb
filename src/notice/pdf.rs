//! The text inside a PDF (ISO 32000-1): unpacked, and turned from the codes of its fonts into letters.
//!
//! Pure. A search, no reader: every stream that unpacks is looked at, and every string is read under every
//! character map of the file (section 9.10.3), since which font a string is in would ask for the whole
//! page tree. That reads too much rather than too little. Not seen: pictures of text, encrypted files, fonts
//! that say nothing of their letters, packings that `unfilter.rs` doesn't know.

use std::collections::HashMap;

use memchr::memmem;

use super::inside::MOST_OCTETS;
use super::scan::{Scanner, text_of};
use super::unfilter::unpack;

/// More fonts than a letter has; each is another reading of the whole text.
const MOST_MAPS: usize = 32;

/// All text that can be found.
pub(super) fn text(bytes: &[u8]) -> String {
    let (outside, streams) = streams(bytes);
    let mut out = String::new();
    let mut maps = Vec::new();
    let mut pages = Vec::new();
    add_strings(&outside, &mut out);
    for Stream { bytes: stream, .. } in &streams {
        if memmem::find(stream, b"begincmap").is_some() {
            maps.push(Map::read(stream));
        } else if memmem::find(stream, b"BT").is_some() && memmem::find(stream, b"ET").is_some() {
            pages.push(pieces(stream));
        } else if stream.iter().take(512).all(|b| *b >= b' ' || b.is_ascii_whitespace()) {
            // Objects packed together, and XMP.
            add_strings(stream, &mut out);
            out.push_str(&String::from_utf8_lossy(stream));
        }
    }
    maps.truncate(MOST_MAPS);
    for page in &pages {
        for map in std::iter::once(None).chain(maps.iter().map(Some)) {
            out.push('\n');
            for piece in page {
                match piece {
                    Piece::Gap => out.push(' '),
                    Piece::Codes(codes) => match map {
                        Some(map) => map.add(codes, &mut out),
                        // Without a map, most simple fonts are Latin.
                        None => out.extend(codes.iter().copied().map(char::from)),
                    },
                }
            }
        }
    }
    out
}

/// A stream, unpacked as far as its packing is known, and what its dictionary says it is.
pub(super) struct Stream<'b> {
    dictionary: &'b [u8],
    pub(super) bytes: Vec<u8>,
}

impl Stream<'_> {
    /// Whether its `/Type` is this (section 7.3.8.2).
    pub(super) fn is(&self, kind: &[u8]) -> bool {
        memmem::find_iter(self.dictionary, b"/Type").any(|at| {
            let rest = self.dictionary[at + b"/Type".len()..].trim_ascii_start();
            rest.strip_prefix(kind).is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
        })
    }
}

/// What lies outside streams, and every stream.
pub(super) fn streams(bytes: &[u8]) -> (Vec<u8>, Vec<Stream<'_>>) {
    let (mut outside, mut found, mut at, mut left) = (Vec::new(), Vec::new(), 0, MOST_OCTETS);
    while let Some(begin) = memmem::find(&bytes[at..], b"stream").map(|begin| at + begin) {
        outside.extend_from_slice(&bytes[at..begin]);
        let head = &bytes[at..begin];
        let body = begin + b"stream".len();
        let body = body + bytes[body..].iter().take(2).take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let end = memmem::find(&bytes[body..], b"endstream").map_or(bytes.len(), |end| body + end);
        let dictionary = &head[memmem::rfind(head, b"obj").unwrap_or(0)..];
        let stream = unpack(dictionary, &bytes[body..end], left);
        left = left.saturating_sub(stream.len() as u64);
        found.push(Stream { dictionary, bytes: stream });
        at = (end + b"endstream".len()).min(bytes.len());
    }
    outside.extend_from_slice(&bytes[at..]);
    (outside, found)
}

/// A piece of what a page shows.
enum Piece {
    /// Codes of a font.
    Codes(Vec<u8>),
    /// Where the pen moves.
    Gap,
}

/// The strings of a page in order. Strings within one array stand close together unless a number moves the
/// pen by a fifth of a letter or more (section 9.4.3).
fn pieces(page: &[u8]) -> Vec<Piece> {
    let mut scanner = Scanner { bytes: page, at: 0 };
    let mut out = Vec::new();
    let mut in_array = false;
    while let Some(byte) = scanner.peek() {
        if let Some(codes) = scanner.string() {
            out.push(Piece::Codes(codes));
            continue;
        }
        let word = scanner.word();
        match byte {
            b'[' => in_array = true,
            b']' => in_array = false,
            _ if in_array => {
                let moved = std::str::from_utf8(word).ok().and_then(|word| word.parse::<f32>().ok());
                if moved.is_some_and(|moved| moved.abs() >= 200.0) {
                    out.push(Piece::Gap);
                }
            }
            // Any operator but those that only show text.
            _ if byte.is_ascii_alphabetic() && !matches!(word, b"Tj" | b"TJ") => out.push(Piece::Gap),
            _ => {}
        }
    }
    out
}

/// Texts of dictionaries: titles, authors, bookmarks, links (section 7.9.2.2).
fn add_strings(bytes: &[u8], out: &mut String) {
    let mut scanner = Scanner { bytes, at: 0 };
    while scanner.peek().is_some() {
        let Some(string) = scanner.string() else {
            scanner.word();
            continue;
        };
        out.push('\n');
        out.push_str(&text_of(&string));
    }
    out.push('\n');
}

/// What letters the codes of a font stand for.
struct Map {
    letters: HashMap<Vec<u8>, String>,
}

impl Map {
    fn read(stream: &[u8]) -> Map {
        let mut letters = HashMap::new();
        let mut scanner = Scanner { bytes: stream, at: 0 };
        let mut strings: Vec<Vec<u8>> = Vec::new();
        let mut array = 0;
        while scanner.peek().is_some() {
            if let Some(string) = scanner.string() {
                strings.push(string);
                continue;
            }
            match scanner.word() {
                b"beginbfchar" | b"beginbfrange" => strings.clear(),
                b"endbfchar" => {
                    for pair in strings.chunks_exact(2) {
                        letters.insert(pair[0].clone(), utf16(&pair[1]));
                    }
                }
                b"[" => array = strings.len(),
                b"]" => {
                    let each = strings.split_off(array.min(strings.len()));
                    let first = strings.len().checked_sub(2).map(|at| strings.split_off(at).swap_remove(0));
                    if let Some(first) = first {
                        add_each(&first, &each, &mut letters);
                    }
                }
                b"endbfrange" => strings.chunks_exact(3).for_each(|range| add_range(range, &mut letters)),
                _ => {}
            }
        }
        Map { letters }
    }

    fn add(&self, mut codes: &[u8], out: &mut String) {
        while !codes.is_empty() {
            let known = (1..=codes.len().min(4)).rev().find_map(|length| {
                let (code, rest) = codes.split_at(length);
                self.letters.get(code).map(|letters| (letters, rest))
            });
            codes = match known {
                Some((letters, rest)) => {
                    out.push_str(letters);
                    rest
                }
                None => &codes[1..],
            };
        }
    }
}

/// `<first> <last> [<letters> …]`: letters for each code of a range.
fn add_each(first: &[u8], each: &[Vec<u8>], letters: &mut HashMap<Vec<u8>, String>) {
    let number = first.iter().fold(0_u32, |n, b| n << 8 | u32::from(*b));
    for (code, letter) in (number..).zip(each) {
        if let Some(code) = code.to_be_bytes().get(4_usize.saturating_sub(first.len())..) {
            letters.insert(code.to_vec(), utf16(letter));
        }
    }
}

/// `<first> <last> <letter>`: letters that follow each other.
fn add_range(range: &[Vec<u8>], letters: &mut HashMap<Vec<u8>, String>) {
    let number = |code: &[u8]| code.iter().fold(0_u32, |n, b| n << 8 | u32::from(*b));
    let (first, last, width) = (number(&range[0]), number(&range[1]), range[0].len());
    let start = number(&range[2]);
    for step in 0..=last.saturating_sub(first).min(0xffff) {
        let code = first.saturating_add(step).to_be_bytes();
        let letter = char::from_u32(start.saturating_add(step));
        if let (Some(code), Some(letter)) = (code.get(4_usize.saturating_sub(width)..), letter) {
            letters.insert(code.to_vec(), letter.to_string());
        }
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).filter_map(Result::ok).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::squeeze::Squeezed;

    /// Made by Typst: packed streams, fonts cut down to the letters used.
    #[test]
    fn a_real_pdf_is_read_through_its_fonts() {
        let text = text(include_bytes!("../../templates/bijlage-3.2.pdf"));
        let squeezed = Squeezed::of(&text).letters();
        for words in ["Tweede Kamer", "vertrouwelijk", "overzicht"] {
            assert!(squeezed.contains(&*Squeezed::of(words).letters()), "{words}");
        }
    }

    /// Made by ReportLab: Flate within ASCII85, a word whose letters change font, properties.
    #[test]
    fn a_pdf_of_another_writer_is_read() {
        let text = text(include_bytes!("../../tests/papers/reportlab.pdf"));
        let squeezed = Squeezed::of(&text).letters();
        for words in ["Stichting Noord", "Café Müller", "info@brug.example", "Platform Waterkers"] {
            assert!(squeezed.contains(&*Squeezed::of(words).letters()), "{words}: {text}");
        }
    }

    #[test]
    fn text_is_found_in_strings_arrays_and_properties() {
        let pdf = b"%PDF-1.4 1 0 obj <</Author (Caf\\351 \\(M\\)) /Title <FEFF004200720075 0067>>> endobj
            2 0 obj <</Length 9>> stream\nBT /F1 9 Tf [(Stich) -20 (ting) -300 (Noord)] TJ T* (en) Tj ET\nendstream";
        let text = text(pdf);
        for words in ["Caf\u{e9} (M)", "Brug", "Stichting Noord en"] {
            assert!(text.contains(words), "{words}: {text}");
        }
    }

    #[test]
    fn a_map_turns_codes_into_letters() {
        let map = Map::read(
            b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfchar <0003> <00660069> endbfchar
              2 beginbfrange <0010> <0011> [<0078> <0079>] <0041> <0043> <0061> endbfrange",
        );
        let mut out = String::new();
        map.add(b"\0\x41\0\x43\0\x03\xff\0\x42\0\x11", &mut out);
        assert_eq!(out, "acfiby");
    }

    #[test]
    fn whatever_the_bytes_there_is_an_answer() {
        let whole = include_bytes!("../../templates/bijlage-3.2.pdf");
        for nth in 0..40_usize {
            let mut bytes = whole[..whole.len() - nth * 97].to_vec();
            for step in 0..50 {
                let at = (nth * 7919 + step * 104_729) % bytes.len();
                bytes[at] ^= 1 << (nth % 8);
            }
            let _read = text(&bytes);
        }
    }
}
