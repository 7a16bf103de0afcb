//! Texts of dictionaries (ISO 32000-1, section 7.9.2.2): titles, authors, bookmarks, links, form fields.

use lopdf::{Dictionary, Document, Object};

use crate::formats::document::limits::MAX_OBJECT_DEPTH;

/// A text string: UTF-16 or UTF-8 with a byte order mark in front, otherwise one byte a letter.
///
/// UTF-8 without a mark is read as such too: many programs write it.
#[must_use]
pub fn text_of(string: &[u8]) -> String {
    if let Some(pairs) = string.strip_prefix(b"\xfe\xff") {
        return utf16_be(pairs);
    }
    match std::str::from_utf8(string.strip_prefix(b"\xef\xbb\xbf").unwrap_or(string)) {
        Ok(text) => text.to_owned(),
        Err(_) => string.iter().copied().map(char::from).collect(),
    }
}

/// UTF-16, big-endian, with a replacement character for what is none.
pub(super) fn utf16_be(pairs: &[u8]) -> String {
    let units = pairs
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// Adds every string of every object, each on a line of its own, until there is more than so much; whether all were.
pub(super) fn add_all(document: &Document, out: &mut String, most: usize) -> bool {
    add_dictionary(&document.trailer, MAX_OBJECT_DEPTH, out);
    for object in document.objects.values() {
        if out.len() > most {
            return false;
        }
        add(object, MAX_OBJECT_DEPTH, out);
    }
    true
}

fn add(object: &Object, depth: usize, out: &mut String) {
    if depth == 0 {
        return;
    }
    match object {
        Object::String(bytes, _) => {
            out.push_str(&text_of(bytes));
            out.push('\n');
        }
        Object::Array(items) => items.iter().for_each(|item| add(item, depth - 1, out)),
        Object::Dictionary(dictionary) => add_dictionary(dictionary, depth, out),
        Object::Stream(stream) => add_dictionary(&stream.dict, depth, out),
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::Reference(_) => {}
    }
}

fn add_dictionary(dictionary: &Dictionary, depth: usize, out: &mut String) {
    dictionary
        .iter()
        .for_each(|(_, value)| add(value, depth - 1, out));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_its_mark_says() {
        for (bytes, text) in [
            (&b"\xfe\xff\0B\0r\0u\0g"[..], "Brug"),
            (b"\xef\xbb\xbfCaf\xc3\xa9", "Café"),
            (b"Caf\xc3\xa9", "Café"),
            (b"Caf\xe9", "Café"),
            (b"", ""),
        ] {
            assert_eq!(text_of(bytes), text);
        }
    }
}
