//! Where the returned original begins in a text that has no parts.

use crate::bounce::mail::{HeaderFields, groups};

/// What stands before it, in lower case: at the beginning of a line, after dashes and spaces.
const MARKS: [&str; 26] = [
    "below this line is a copy of the message",
    "below this line is the original bounce",
    "this is a copy of the message",
    "this is a copy of your message",
    "a copy of the message",
    "message headers follow",
    "message header follows",
    "message follows",
    "message text follows",
    "unsent message follows",
    "unsent message below",
    "original message follows",
    "original message",
    "original headers",
    "original message headers",
    "original message header",
    "original mail",
    "returned message follows",
    "returned mail follows",
    "returned message",
    "message header",
    "the original message follows",
    "the header of the original message",
    "included is a copy of the message header",
    "the message header was",
    "copy of the original message",
];

/// Marks that don't stand at the beginning of a line.
const WITHIN: [&str; 3] = [
    "below is a copy of the original message",
    "original message was:",
    "headers of the original message",
];

/// Splits what the program says from the original that it returns, if there is one.
pub(super) fn split(text: &str) -> (&str, Option<HeaderFields>) {
    const MOST_TRIED: usize = 50;
    let mut at = 0;
    let mut tried = 0;
    for line in text.split_inclusive('\n') {
        if tried < MOST_TRIED && begins_original(line) {
            tried += 1;
            let header = header_in(&text[at..]);
            if header.is_some() || is_mark(line) {
                return (&text[..at], header);
            }
        }
        at += line.len();
    }
    (text, None)
}

fn begins_original(line: &str) -> bool {
    is_mark(line) || begins_header(line)
}

fn is_mark(line: &str) -> bool {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    if line.len() > 120 {
        return false;
    }
    let lower = line.to_lowercase();
    // "Original message" and the like only mark it where nothing else is said on the line.
    let marks = |mark: &&str| {
        lower.strip_prefix(*mark).is_some_and(|rest| {
            rest.is_empty() || mark.contains(' ') && mark.len() > 20 || mark.ends_with("follows")
        })
    };
    MARKS.iter().any(marks) || WITHIN.iter().any(|mark| lower.contains(mark))
}

/// A header that begins without a mark.
fn begins_header(line: &str) -> bool {
    let line = line.trim_start_matches(['>', ' ']);
    ["Received: ", "Return-Path: ", "Return-path: "]
        .iter()
        .any(|name| line.starts_with(name))
}

/// The first group of fields that can be the header of a mail. It may be quoted.
fn header_in(text: &str) -> Option<HeaderFields> {
    const MOST_LINES: usize = 400;
    let unquoted: String = text
        .split_inclusive('\n')
        .take(MOST_LINES)
        .map(|line| {
            let line = line.strip_prefix('>').unwrap_or(line);
            line.strip_prefix("> ")
                .or(line.strip_prefix(' ').filter(|rest| is_field(rest)))
                .unwrap_or(line)
        })
        .collect();
    groups(&unquoted).into_iter().find(|fields| {
        fields.has(&["message-id"]) || fields.has(&["from"]) && fields.has(&["subject", "to"])
    })
}

fn is_field(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    })
}
