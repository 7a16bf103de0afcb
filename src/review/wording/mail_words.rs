//! One mail as lines of words, with what is known of its row replaced.

use crate::formats::html::lines::visible_lines;
use crate::review::page::parsed_mail::ParsedMail;

/// In the place of the organisation's name, its address and its id. No text has control characters.
const NAME: char = '\u{1}';
const ADDRESS: char = '\u{2}';
const ID: char = '\u{3}';

/// A shorter id may be a word of any text.
const SHORTEST_ID: usize = 3;

/// Where in a mail a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum LinePart {
    Subject,
    /// What a reader sees of the HTML.
    Html,
    Text,
    /// The name of an attachment.
    Attachment,
}

/// What of the row of a mail its text may contain.
#[derive(Debug, Clone)]
pub(crate) struct RowValues {
    pub(crate) organisation: String,
    pub(crate) address: String,
    pub(crate) id: String,
}

impl RowValues {
    /// The line with these values replaced, words apart by one space.
    fn hidden(&self, line: &str) -> String {
        let mut line = collapsed(line);
        let values = [
            (&collapsed(&self.organisation), NAME, 1),
            (&self.address, ADDRESS, 1),
            (&self.id, ID, SHORTEST_ID),
        ];
        for (value, sign, shortest) in values {
            if value.len() >= shortest && line.contains(value.as_str()) {
                line = line.replace(value.as_str(), sign.encode_utf8(&mut [0; 4]));
            }
        }
        line
    }

    /// Puts the values back.
    pub(crate) fn shown(&self, text: &str) -> String {
        text.replace(NAME, &collapsed(&self.organisation))
            .replace(ADDRESS, &self.address)
            .replace(ID, &self.id)
    }
}

/// Whether a word contains a value of the row.
pub(crate) fn has_known(word: &str) -> bool {
    word.contains([NAME, ADDRESS, ID])
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One mail.
#[derive(Debug, Clone)]
pub(crate) struct MailWords {
    pub(crate) known: RowValues,
    pub(crate) lines: Vec<(LinePart, String)>,
    /// Characters of its text part.
    pub(crate) length: u64,
    /// Bytes of its attachments.
    pub(crate) attachments: u64,
}

impl MailWords {
    /// The mail as its reader gets it.
    pub(crate) fn of(opened: &ParsedMail, known: RowValues) -> MailWords {
        let mut lines = vec![(LinePart::Subject, known.hidden(&opened.subject))];
        let mut add = |part: LinePart, line: &str| {
            let line = known.hidden(line);
            if !line.is_empty() {
                lines.push((part, line));
            }
        };
        let html = visible_lines(&opened.html);
        html.iter().for_each(|line| add(LinePart::Html, line));
        opened
            .text
            .lines()
            .for_each(|line| add(LinePart::Text, line));
        let files = opened.attachments.iter();
        files.for_each(|file| add(LinePart::Attachment, &file.name));
        let octets = opened
            .attachments
            .iter()
            .map(|file| file.content.len() as u64);
        MailWords {
            length: opened.text.chars().count() as u64,
            attachments: octets.sum(),
            lines,
            known,
        }
    }
}
