//! The parts of a returned mail.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders as _, PartType};

use super::address::is_daemon;
use super::fields::{HeaderFields, groups};

/// Most parts within parts. What lies deeper is not read: it belongs to a returned original.
const MAX_NESTED: usize = 64;

/// Most octets of a text that are read.
const MAX_TEXT: usize = 64 * 1024;

/// A returned mail taken apart.
#[derive(Debug, Default)]
pub(in crate::bounce) struct ParsedReturn {
    /// Its own header.
    pub(in crate::bounce) header: HeaderFields,
    /// `Subject`, decoded.
    pub(in crate::bounce) subject: String,
    /// `Date`, in seconds since 1970.
    pub(in crate::bounce) date: Option<i64>,
    /// What people read, without the returned original.
    pub(in crate::bounce) text: String,
    /// Groups of fields from `message/delivery-status`.
    pub(in crate::bounce) status: Vec<HeaderFields>,
    /// From `message/disposition-notification`.
    pub(in crate::bounce) disposition: Option<HeaderFields>,
    /// From `message/feedback-report`.
    pub(in crate::bounce) feedback: Option<HeaderFields>,
    /// The header of the returned original.
    pub(in crate::bounce) original: Option<HeaderFields>,
}

impl ParsedReturn {
    /// Takes the mail apart; `None` if it has no header.
    pub(in crate::bounce) fn parse(octets: &[u8]) -> Option<ParsedReturn> {
        let octets = without_depths(without_from_line(octets));
        let parsed = MessageParser::default().parse(octets)?;
        let outer = parsed.parts.first()?;
        let mut mail = ParsedReturn {
            header: header_of(&parsed, outer),
            subject: parsed.subject().unwrap_or_default().to_owned(),
            date: parsed.date().map(mail_parser::DateTime::to_timestamp),
            ..ParsedReturn::default()
        };
        let has_plain = parsed
            .parts
            .iter()
            .any(|part| matches!(part.body, PartType::Text(_)) && !is_headers(part));
        for part in &parsed.parts {
            mail.take(&parsed, part, has_plain);
        }
        if mail.status.is_empty() && mail.is_of_daemon() {
            mail.unwrap_report(&parsed);
        }
        Some(mail)
    }

    /// Whether a program that reports sent it; also if nobody did.
    pub(in crate::bounce) fn is_of_daemon(&self) -> bool {
        is_daemon(self.field("from").unwrap_or("<>"))
    }

    /// A report that a gateway returned within a report of its own counts as the gateway's.
    fn unwrap_report(&mut self, parsed: &Message<'_>) {
        let inner = parsed.parts.iter().find_map(|part| match &part.body {
            PartType::Message(inner) => Some(inner),
            _ => None,
        });
        let is_report = |part: &MessagePart<'_>| subtype(part).ends_with("delivery-status");
        if let Some(inner) = inner.filter(|inner| inner.parts.iter().any(is_report)) {
            self.original = None;
            for part in &inner.parts {
                self.take(inner, part, true);
            }
        }
    }

    /// The value of a field of its own header.
    pub(in crate::bounce) fn field(&self, name: &str) -> Option<&str> {
        self.header.get(name)
    }

    fn take(&mut self, parsed: &Message<'_>, part: &MessagePart<'_>, has_plain: bool) {
        match &part.body {
            PartType::Message(original) => {
                if let (None, Some(first)) = (&self.original, original.parts.first()) {
                    self.original = Some(header_of(original, first));
                }
            }
            PartType::Binary(octets) | PartType::InlineBinary(octets) => self.report(part, octets),
            PartType::Text(text) if is_headers(part) => {
                self.original.get_or_insert_with(|| header_in(text));
            }
            PartType::Text(text) => self.read_text(text),
            PartType::Html(html) if !has_plain => {
                self.read_text(&mail_parser::decoders::html::html_to_text(cut(html)));
            }
            PartType::Html(_) => {}
            // The library takes a mail for many parts whose boundary never comes.
            PartType::Multipart(parts) if parts.is_empty() => {
                let octets = parsed.raw_message.get(part.offset_body as usize..);
                self.read_text(&String::from_utf8_lossy(octets.unwrap_or_default()));
            }
            PartType::Multipart(_) => {}
        }
    }

    /// A part for programs, by its type: `delivery-status`, also under the names of RFC 6533.
    fn report(&mut self, part: &MessagePart<'_>, octets: &[u8]) {
        let text = String::from_utf8_lossy(&octets[..octets.len().min(MAX_TEXT)]);
        match subtype(part).as_str() {
            "delivery-status" | "global-delivery-status" => self.status.extend(groups(&text)),
            "disposition-notification" | "global-disposition-notification" => {
                let mut fields = HeaderFields::default();
                groups(&text)
                    .into_iter()
                    .for_each(|group| fields.append(group));
                self.disposition = Some(fields);
            }
            "feedback-report" => {
                self.feedback = Some(groups(&text).into_iter().next().unwrap_or_default());
            }
            "rfc822-headers" | "global-headers" => {
                self.original.get_or_insert_with(|| header_in(&text));
            }
            _ => {}
        }
    }

    fn read_text(&mut self, text: &str) {
        let text = cut(text);
        if self.text.len() + text.len() <= MAX_TEXT {
            self.text.push_str(text);
            self.text.push_str("\n\n");
        }
    }
}

/// The mail without what lies in it too deep: the library would otherwise go as deep as it is made.
fn without_depths(octets: &[u8]) -> &[u8] {
    static OPENS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(["message/rfc822", "message/global", "multipart/"])
            .ok()
    });
    let Some(opens) = OPENS.as_ref() else {
        return octets;
    };
    let deep = opens.find_iter(octets).nth(MAX_NESTED);
    deep.map_or(octets, |found| &octets[..found.start()])
}

/// The mail without the line that mailbox files put before it (RFC 4155).
fn without_from_line(octets: &[u8]) -> &[u8] {
    let is_one = octets.starts_with(b"From ") || octets.starts_with(b">From ");
    match memchr::memchr(b'\n', octets) {
        Some(end) if is_one => &octets[end + 1..],
        _ => octets,
    }
}

fn header_of(message: &Message<'_>, part: &MessagePart<'_>) -> HeaderFields {
    let octets = message
        .raw_message
        .get(part.offset_header as usize..part.offset_body as usize)
        .unwrap_or_default();
    let octets = &octets[..octets.len().min(MAX_TEXT)];
    HeaderFields::parse(&String::from_utf8_lossy(octets))
}

/// A header that is the content of a part; empty lines before it don't count.
fn header_in(text: &str) -> HeaderFields {
    HeaderFields::parse(cut(text).trim_start_matches(['\r', '\n']))
}

fn is_headers(part: &MessagePart<'_>) -> bool {
    matches!(subtype(part).as_str(), "rfc822-headers" | "global-headers")
}

fn subtype(part: &MessagePart<'_>) -> String {
    part.content_type()
        .and_then(|kind| kind.subtype())
        .unwrap_or_default()
        .to_ascii_lowercase()
}

/// At most so much of a text, cut between characters.
fn cut(text: &str) -> &str {
    let mut end = text.len().min(MAX_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
