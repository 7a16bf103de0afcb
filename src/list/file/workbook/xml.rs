//! Reading XML as a stream, no more of it at hand than one element.
//!
//! Whoever reads gets elements and texts; namespaces and their prefixes are passed over, since writers choose either
//! form (ECMA-376 strict and transitional).

use std::io::{BufRead, BufReader, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A longer stretch without a tag is no list's: a cell holds 32,767 characters at most.
const LONGEST_STRETCH: usize = 4 * 1024 * 1024;

/// Something of a document, in its order.
pub(crate) enum Node<'n> {
    /// An element begins; an empty one ends at once.
    Open(&'n BytesStart<'n>),
    /// The local name of the element that ends.
    Close(&'n str),
    /// Text between tags, decoded.
    Text(&'n str),
}

/// Whether to read on.
pub(crate) type Flow = std::ops::ControlFlow<()>;

/// Reads to the end, or until `take` has enough. `None` when it is no XML, or holds a stretch without an end.
pub(crate) fn read(
    source: impl Read,
    mut take: impl FnMut(Node<'_>) -> Option<Flow>,
) -> Option<()> {
    let mut reader = Reader::from_reader(BufReader::new(Stretches { source, length: 0 }));
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let flow = match next(&mut reader, &mut buffer)? {
            Event::Start(element) => take(Node::Open(&element))?,
            Event::End(element) => take(Node::Close(element.local_name().as_ref()))?,
            Event::Text(text) => take(Node::Text(&text.xml10_content()))?,
            Event::CData(text) => take(Node::Text(&text.xml10_content()))?,
            Event::GeneralRef(name) => match name.resolve_char_ref().ok()? {
                Some(c) => take(Node::Text(c.encode_utf8(&mut [0; 4])))?,
                None => take(Node::Text(quick_xml::escape::resolve_xml_entity(&name)?))?,
            },
            Event::Eof => return Some(()),
            _ => Flow::Continue(()),
        };
        if flow.is_break() {
            return Some(());
        }
    }
}

fn next<'b>(reader: &mut Reader<impl BufRead>, buffer: &'b mut Vec<u8>) -> Option<Event<'b>> {
    reader.read_event_into(buffer).ok()
}

/// The attribute of this local name.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut sound = attributes.with_checks(false).filter_map(Result::ok);
    let found = sound.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(
        found
            .normalized_value(XmlVersion::Implicit1_0)
            .ok()?
            .into_owned(),
    )
}

/// The same as a number.
pub(crate) fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.parse().ok()
}

/// `1` or `true`.
pub(crate) fn flag(element: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(element, name).as_deref(), Some("1" | "true"))
}

/// Text with `_xHHHH_` for characters that XML has no place for (ECMA-376, part 1, section 22.4.2.4).
pub(crate) fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let (mut out, mut rest) = (String::with_capacity(text.len()), text.as_str());
    while let Some(at) = rest.find("_x") {
        let code = rest
            .get(at + 2..at + 6)
            .filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let is_hex = |code: &&str| code.bytes().all(|byte| byte.is_ascii_hexdigit());
        let c = code
            .filter(is_hex)
            .and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        out.push_str(&rest[..at]);
        match c {
            Some(c) => {
                out.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    out + rest
}

/// Fails where a stretch without a tag grows too long: it would have to be held whole.
struct Stretches<R> {
    source: R,
    length: usize,
}

impl<R: Read> Read for Stretches<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.length = match memchr::memrchr(b'<', &buffer[..read]) {
            Some(at) => read - at,
            None => self.length + read,
        };
        if self.length > LONGEST_STRETCH {
            return Err(std::io::ErrorKind::InvalidData.into());
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_has_no_place_for_come_back() {
        let back = |text: &str| unescaped(text.to_owned());
        assert_eq!(back("a_x000D_\nb"), "a\r\nb");
        assert_eq!(back("_x005F_x000D_"), "_x000D_");
        for plain in [
            "_x",
            "_x12",
            "_xyz12_",
            "é_x00é_",
            "_x000D",
            "x_x_x_",
            "_xD800_",
        ] {
            assert_eq!(back(plain), plain);
        }
    }

    #[test]
    fn texts_are_decoded_and_a_stretch_without_end_is_refused() {
        let text = |xml: &[u8]| {
            let mut out = String::new();
            read(xml, |node| {
                if let Node::Text(text) = node {
                    out.push_str(text);
                }
                Some(Flow::Continue(()))
            })
            .map(|()| out)
        };
        assert_eq!(
            text(b"<a>x &amp; <b/>&#233;<![CDATA[<c>]]></a>").as_deref(),
            Some("x & \u{e9}<c>")
        );
        assert_eq!(text(b"<a>&unheard;</a>"), None);
        let long = [
            b"<a>".as_slice(),
            &vec![b' '; LONGEST_STRETCH + 9000],
            b"</a>",
        ]
        .concat();
        assert_eq!(text(&long), None);
    }
}
