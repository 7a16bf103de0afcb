//! A mail as somebody has it, beside the same mail as it was sealed. Pure.

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::header::{HeaderField, split};

/// One thing that differs from the sealed mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailDifference {
    /// A field of the header has other words, is there twice, or stands elsewhere.
    FieldChanged(String),
    /// A field of the header is gone.
    FieldGone(String),
    /// A field of the header that people may be shown was added.
    FieldAdded(String),
    /// A part, by its number and kind, has more words in front or behind: a footer, a warning.
    WordsAdded(usize, String),
    /// A part has other content, another kind or another file name.
    PartChanged(usize, String),
    /// A part is gone.
    PartGone(usize, String),
    /// A part was added.
    PartAdded(usize, String),
    /// Every part says the same and is written in other bytes.
    Encoded,
}

/// How a mail compares with the sealed one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MailComparison {
    /// What differs; nothing: unchanged.
    pub differences: Vec<MailDifference>,
    /// Names of the fields that were added on the way, which change nothing that people read.
    pub added_on_the_way: Vec<String>,
}

/// Compares a mail, in the line ends of the wire, with the bytes that were sealed.
pub(super) fn compare(found: &[u8], sealed: &[u8]) -> MailComparison {
    let ((found_fields, found_body), (fields, body)) = (split(found), split(sealed));
    let mut compared = MailComparison::default();
    compare_headers(&found_fields, &fields, &mut compared);
    // How many line ends follow the last line is up to whoever saved the file.
    if without_end(found_body) != without_end(body) {
        compare_parts(found, sealed, &mut compared.differences);
    }
    compared
}

fn compare_headers(
    found: &[HeaderField<'_>],
    sealed: &[HeaderField<'_>],
    compared: &mut MailComparison,
) {
    let mut differences = Vec::new();
    let mut last = 0;
    for field in sealed {
        let same_name = found.iter().filter(|one| one.name == field.name);
        let place = found.iter().position(|one| one == field);
        let differs = match (same_name.count(), place) {
            (0, _) => Some(MailDifference::FieldGone(field.name.clone())),
            (1, Some(place)) if place >= last => {
                last = place;
                None
            }
            _ => Some(MailDifference::FieldChanged(field.name.clone())),
        };
        differences.extend(differs);
    }
    let known = |one: &HeaderField<'_>| sealed.iter().any(|field| field.name == one.name);
    for one in found.iter().filter(|one| !known(one)) {
        let dates = found.iter().filter(|other| other.name == "date").count();
        let name = one.name.clone();
        if !one.is_added_on_the_way() || (name == "date" && dates > 1) {
            differences.push(MailDifference::FieldAdded(name));
        } else if !compared.added_on_the_way.contains(&name) {
            compared.added_on_the_way.push(name);
        }
    }
    differences.dedup();
    compared.differences = differences;
}

fn without_end(body: &[u8]) -> &[u8] {
    let end = body.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n'));
    end.map_or(&[], |end| &body[..=end])
}

/// A part that holds content, decoded.
struct Leaf {
    kind: String,
    /// Its file name, if it has one.
    name: Option<String>,
    content: Vec<u8>,
}

fn leaves(mail: &Message<'_>) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    for part in &mail.parts {
        if matches!(part.body, PartType::Multipart(_)) {
            continue;
        }
        let kind = part.content_type().map_or("text/plain".to_owned(), |kind| {
            format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("plain"))
        });
        let content = match &part.body {
            PartType::Text(text) | PartType::Html(text) => {
                text.replace("\r\n", "\n").trim_end().as_bytes().to_vec()
            }
            _ => part.contents().to_vec(),
        };
        let name = part.attachment_name().map(str::to_owned);
        leaves.push(Leaf {
            kind,
            name,
            content,
        });
    }
    leaves
}

fn compare_parts(found: &[u8], sealed: &[u8], differences: &mut Vec<MailDifference>) {
    let parse = |bytes| {
        MessageParser::default()
            .parse(bytes)
            .map(|mail| leaves(&mail))
    };
    let (found, sealed) = (
        parse(found).unwrap_or_default(),
        parse(sealed).unwrap_or_default(),
    );
    let before = differences.len();
    for (number, part) in (1..).zip(&sealed) {
        let kind = || part.kind.clone();
        match found.get(number - 1) {
            None => differences.push(MailDifference::PartGone(number, kind())),
            Some(one) if one.kind != part.kind || one.name != part.name => {
                differences.push(MailDifference::PartChanged(number, kind()));
            }
            Some(one) if one.content == part.content => {}
            Some(one) if holds(&one.content, &part.content) => {
                differences.push(MailDifference::WordsAdded(number, kind()));
            }
            Some(_) => differences.push(MailDifference::PartChanged(number, kind())),
        }
    }
    for (number, part) in (1..).zip(&found).skip(sealed.len()) {
        differences.push(MailDifference::PartAdded(number, part.kind.clone()));
    }
    if differences.len() == before {
        differences.push(MailDifference::Encoded);
    }
}

fn holds(content: &[u8], sealed: &[u8]) -> bool {
    !sealed.is_empty() && memchr::memmem::find(content, sealed).is_some()
}

#[cfg(test)]
mod tests;
