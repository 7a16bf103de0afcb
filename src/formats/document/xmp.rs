//! What XMP (ISO 16684-1) says under a name: as an element, with its list within, or as the attribute that short XMP is
//! written in.
//!
//! Pure. Names are given with their usual prefix, in lower case, whatever prefix a packet declares for their namespace.
//! Read as HTML, so that a packet that breaks off, or a whole picture, is read as far as it goes.

use std::borrow::Cow;
use std::collections::HashMap;

use memchr::memmem;

use crate::formats::html::tokens::{Token, tokens};

/// Namespaces of XMP (ISO 16684-1; the IPTC's and Adobe's) with the prefix that nearly all programs give them.
const NAMESPACES: [(&str, &str); 8] = [
    (
        "http://iptc.org/std/iptc4xmpcore/1.0/xmlns/",
        "iptc4xmpcore",
    ),
    ("http://ns.adobe.com/exif/1.0/", "exif"),
    ("http://ns.adobe.com/exif/1.0/aux/", "aux"),
    ("http://ns.adobe.com/photoshop/1.0/", "photoshop"),
    ("http://ns.adobe.com/tiff/1.0/", "tiff"),
    ("http://ns.adobe.com/xap/1.0/rights/", "xmprights"),
    ("http://ns.adobe.com/pdf/1.3/", "pdf"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
];

/// Other prefixes that a packet declares for the namespaces above: each with the usual one.
#[derive(Default)]
struct Prefixes(HashMap<String, &'static str>);

impl Prefixes {
    fn of(tokens: &[(usize, Token<'_>)]) -> Prefixes {
        let attributes = tokens.iter().filter_map(|(_, token)| match token {
            Token::Open(_, attributes) => Some(attributes),
            _ => None,
        });
        let declared = attributes.flatten().filter_map(|(name, value)| {
            let (prefix, uri) = (name.strip_prefix("xmlns:")?, value.trim().to_lowercase());
            let (_, usual) = NAMESPACES.iter().find(|(known, _)| *known == uri)?;
            (prefix != *usual).then(|| (prefix.to_owned(), *usual))
        });
        Prefixes(declared.collect())
    }

    /// The name with its usual prefix.
    fn usual<'n>(&self, name: &'n str) -> Cow<'n, str> {
        let known = name
            .split_once(':')
            .and_then(|(prefix, local)| Some((self.0.get(prefix)?, local)));
        known.map_or(Cow::Borrowed(name), |(usual, local)| {
            Cow::Owned(format!("{usual}:{local}"))
        })
    }
}

/// Whether there is any text under a name for which `wanted` is true.
pub(crate) fn says(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> bool {
    // Within a picture's own octets nothing can be read as tags.
    let begin = [&b"<?xpacket"[..], b"<x:xmpmeta", b"<rdf:RDF"]
        .iter()
        .find_map(|one| memmem::find(bytes, one));
    let text = String::from_utf8_lossy(&bytes[begin.unwrap_or(0)..]);
    let tokens = tokens(&text);
    let prefixes = Prefixes::of(&tokens);
    let wanted = |name: &str| wanted(&prefixes.usual(name));
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
            "<rdf:RDF xmlns:d=\"http://purl.org/dc/elements/1.1/\"><d:creator>A. Vos",
            "<rdf:Description xmlns:D='http://purl.org/dc/elements/1.1/' D:creator='A. Vos'/>",
        ] {
            assert!(creator(text), "{text}");
        }
        for text in [
            "",
            "<dc:creator/>A. Vos",
            "<dc:creator><rdf:Seq><rdf:li> </rdf:li></rdf:Seq></dc:creator>A. Vos",
            "<rdf:Description dc:creator=''/>",
            "<dc:title>A. Vos</dc:title>",
            "<rdf:RDF xmlns:d='http://maker.example/'><d:creator>A. Vos</d:creator>",
        ] {
            assert!(!creator(text), "{text}");
        }
    }
}
