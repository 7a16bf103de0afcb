//! What XMP (ISO 16684-1) says under a name: as an element, with its list within, or as the attribute that short XMP is
//! written in.
//!
//! Pure. Names are given with their usual prefix, in lower case.

use memchr::memmem;

use crate::formats::html::tokens::{Token, tokens};

/// Whether there is any text under a name for which `wanted` is true.
pub(crate) fn says(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> bool {
    // Within a picture's own octets nothing can be read as tags.
    let begin = [&b"<?xpacket"[..], b"<x:xmpmeta", b"<rdf:RDF"]
        .iter()
        .find_map(|one| memmem::find(bytes, one));
    let text = String::from_utf8_lossy(&bytes[begin.unwrap_or(0)..]);
    let tokens = tokens(&text);
    let ends = tokens
        .iter()
        .skip(1)
        .map(|(at, _)| *at)
        .chain(std::iter::once(text.len()));
    let mut within: Option<&str> = None;
    for ((at, token), end) in tokens.iter().zip(ends) {
        match token {
            Token::Open(name, attributes) => {
                if attributes
                    .iter()
                    .any(|(name, value)| wanted(name) && !value.trim().is_empty())
                {
                    return true;
                }
                if within.is_none() && wanted(name) && !text[*at..end].ends_with("/>") {
                    within = Some(name);
                }
            }
            Token::Close(name) if within == Some(name) => within = None,
            Token::Text(text) if within.is_some() && !text.trim().is_empty() => return true,
            Token::Text(_) | Token::Raw(_) | Token::Comment(_) | Token::Close(_) => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_element_and_as_attribute() {
        let creator = |text: &str| says(text.as_bytes(), |name| name == "dc:creator");
        for text in [
            "<dc:creator>A. Vos</dc:creator>",
            "<dc:creator xml:lang=\"nl\">A. Vos</dc:creator>",
            "<dc:creator></dc:creator><dc:creator><rdf:Seq><rdf:li>A. Vos</rdf:li></rdf:Seq></dc:creator>",
            "\"<a' <x:xmpmeta><rdf:Description dc:creator='A. Vos'/>",
        ] {
            assert!(creator(text), "{text}");
        }
        for text in [
            "",
            "<dc:creator/>A. Vos",
            "<dc:creator><rdf:Seq><rdf:li> </rdf:li></rdf:Seq></dc:creator>A. Vos",
            "<rdf:Description dc:creator=''/>",
            "<dc:title>A. Vos</dc:title>",
        ] {
            assert!(!creator(text), "{text}");
        }
    }
}
