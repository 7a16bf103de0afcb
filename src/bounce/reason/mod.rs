//! Why a mail came back: what a server said, against two tables.
//!
//! Words come before codes, since many servers answer everything with one code and many relays
//! write a code of their own; only codes that mean one thing come before words.

mod codes;
mod words;

use crate::reply::Enhanced;

use super::cause::ReturnCause;

pub use codes::{CODES, CodeRow};
pub use words::{WORDS, WordRow};

/// What is known about one recipient's failure.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence<'t> {
    /// What the server said: `Diagnostic-Code`, or the lines beside the address in the text.
    pub(super) said: &'t str,
    /// `Status` of the report.
    pub(super) stated: Option<Enhanced>,
}

/// What follows from the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FoundReason {
    pub(super) cause: ReturnCause,
    pub(super) status: Option<Enhanced>,
}

/// Finds the cause, and the code of the server that decided.
pub(super) fn find(evidence: &Evidence<'_>) -> FoundReason {
    let said = words::normalized(evidence.said);
    let reply = reply_code_in(&said);
    let answered = enhanced_in(&said).filter(|code| agrees(*code, reply));
    // Where the server gave no code, the relay made `Status` up from the reply's three digits.
    let is_made_up = answered.is_none() && reply.is_some();
    let stated = evidence.stated.filter(|_| !is_made_up);
    let permanent = reply.is_some_and(|reply| reply >= 500);

    let cause = answered
        .and_then(codes::firm_cause)
        .or_else(|| words::cause(&said, permanent))
        .or_else(|| answered.and_then(codes::cause))
        .or_else(|| stated.and_then(codes::cause))
        .or_else(|| reply.and_then(codes::of_reply))
        .unwrap_or(ReturnCause::Unclear);
    FoundReason {
        cause,
        status: answered.or_else(|| status(evidence.stated, is_made_up, cause, reply)),
    }
}

/// Why a server refused a mail, as far as its reply says.
#[must_use]
pub fn cause_of_reply(said: &str) -> ReturnCause {
    let stated = None;
    find(&Evidence { said, stated }).cause
}

/// Whether a server's reply stands in it.
pub(super) fn has_reply(said: &str) -> bool {
    reply_code_in(said).is_some()
}

/// Whether a server's refusal for good stands in it.
pub(super) fn has_refusal(said: &str) -> bool {
    reply_code_in(said).is_some_and(|reply| reply >= 500)
}

/// The code that the relay states, unless it was made up and says something else than the words.
fn status(
    stated: Option<Enhanced>,
    is_made_up: bool,
    cause: ReturnCause,
    reply: Option<u16>,
) -> Option<Enhanced> {
    let general = |class| Enhanced {
        class,
        subject: 0,
        detail: 0,
    };
    let class = reply.and_then(|reply| u8::try_from(reply / 100).ok());
    match stated {
        Some(stated) if is_made_up && codes::cause(stated).is_some_and(|other| other != cause) => {
            class.map(general)
        }
        Some(stated) => Some(stated),
        None => class.filter(|class| matches!(class, 4 | 5)).map(general),
    }
}

/// Whether a code may stand in a reply (RFC 2034, section 4).
fn agrees(code: Enhanced, reply: Option<u16>) -> bool {
    reply.is_none_or(|reply| reply / 100 == u16::from(code.class))
}

/// The first enhanced status code in `text`, wherever it stands: not a piece of an IP address or of
/// a version.
pub(super) fn enhanced_in(text: &str) -> Option<Enhanced> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'.', bytes).find_map(|dot| {
        let start = dot.checked_sub(1)?;
        if start > 0 && (bytes[start - 1].is_ascii_alphanumeric() || bytes[start - 1] == b'.') {
            return None;
        }
        let rest = &bytes[start..];
        let len = rest
            .iter()
            .take(10)
            .take_while(|b| b.is_ascii_digit() || **b == b'.')
            .count();
        let code = std::str::from_utf8(&rest[..len]).ok()?;
        Enhanced::read(code.trim_end_matches('.'))
    })
}

/// The first three digits that can be a reply of a server that refuses.
fn reply_code_in(text: &str) -> Option<u16> {
    let bytes = text.as_bytes();
    bytes.windows(3).enumerate().find_map(|(at, digits)| {
        let (before, after) = (at.checked_sub(1).map(|at| bytes[at]), bytes.get(at + 3));
        let is_alone = !before.is_some_and(|b| b.is_ascii_alphanumeric() || b".-_/#[".contains(&b))
            && !after.is_some_and(|b| b.is_ascii_alphanumeric() || b"._/:".contains(b));
        let is_code = matches!(digits, [b'4' | b'5', b'0'..=b'5', b'0'..=b'9']);
        (is_alone && is_code)
            .then(|| std::str::from_utf8(digits).ok()?.parse().ok())
            .flatten()
    })
}

#[cfg(test)]
mod tests;
