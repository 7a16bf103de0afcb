//! What a relay answers: SMTP replies and enhanced status codes.
//!
//! Pure. RFC 5321 section 4.2 (replies), RFC 2034 and RFC 3463 (enhanced codes).

pub mod dot;

use std::fmt;

use serde::{Deserialize, Serialize};

/// An enhanced status code (RFC 3463), such as `5.1.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Enhanced {
    /// 2 success, 4 a persistent transient failure, 5 a permanent failure.
    pub class: u8,
    /// What it is about: 1 address, 2 mailbox, 3 mail system, 4 network, 5 protocol, 6 content, 7 policy.
    pub subject: u16,
    /// The detail within the subject.
    pub detail: u16,
}

impl Enhanced {
    /// Reads a code from the start of a reply's text. `None` if there is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let word = text.split_ascii_whitespace().next()?;
        let mut parts = word.split('.');
        let mut number = || {
            let part = parts.next()?;
            (!part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u16>().ok())
                .flatten()
        };
        let (class, subject, detail) = (number()?, number()?, number()?);
        let class = u8::try_from(class)
            .ok()
            .filter(|class| matches!(class, 2 | 4 | 5))?;
        parts.next().is_none().then_some(Enhanced {
            class,
            subject,
            detail,
        })
    }
}

impl fmt::Display for Enhanced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

/// The kind of a reply, by its first digit (RFC 5321, section 4.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// 2yz: done.
    Completed,
    /// 3yz: continue.
    Intermediate,
    /// 4yz: not now.
    Transient,
    /// 5yz: not at all.
    Permanent,
}

/// Most characters of a relay's text on a screen.
const MOST_SHOWN: usize = 300;

/// A relay's text without addresses: nothing with an `@` is shown.
#[must_use]
pub fn masked(words: &str) -> String {
    let shown = |word: &str| {
        if word.contains('@') {
            "…@…".to_owned()
        } else {
            word.to_owned()
        }
    };
    words.split(' ').map(shown).collect::<Vec<_>>().join(" ")
}

/// Placeholder of the queue id in older texts, when the journal held the id.
const QUEUE_ID: &str = "{queue-id}";

/// The relay's text, from a text with that placeholder and the queue id of an old record.
#[must_use]
pub fn with_queue_id(wording: &str, queue_id: &QueueId) -> String {
    wording.replace(QUEUE_ID, queue_id.as_str())
}

/// The relay's own id for a mail, from its answer when it accepted the mail ([`Reply::text`]).
#[must_use]
pub fn queue_id_in(text: &str) -> Option<QueueId> {
    let (code, rest) = text.split_once(' ')?;
    Reply::new(code.parse().ok()?, vec![rest.to_owned()])?.queue_id()
}

/// A whole reply of the relay: one code, one or more lines of text.
///
/// ```
/// use heraut::reply::{Class, Reply};
///
/// let taken = Reply::new(250, vec!["2.0.0 Ok: queued as 4XbQ1z".to_owned()]).unwrap();
/// assert_eq!(taken.class(), Class::Completed);
/// assert_eq!(taken.enhanced().unwrap().to_string(), "2.0.0");
/// assert_eq!(taken.queue_id().unwrap().as_str(), "4XbQ1z");
/// // The journal keeps the codes, and none of the text.
/// assert_eq!(taken.code_only().to_string(), "250 2.0.0");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    code: u16,
    lines: Vec<String>,
}

impl Reply {
    /// A reply with a code from 200 to 599. The caller has replaced bytes that are not printable
    /// ASCII or UTF-8 text.
    #[must_use]
    pub fn new(code: u16, lines: Vec<String>) -> Option<Self> {
        (200..600).contains(&code).then_some(Reply { code, lines })
    }

    /// The three-digit code.
    #[must_use]
    pub const fn code(&self) -> u16 {
        self.code
    }

    /// The kind, by the first digit.
    #[must_use]
    pub const fn class(&self) -> Class {
        match self.code / 100 {
            2 => Class::Completed,
            3 => Class::Intermediate,
            4 => Class::Transient,
            _ => Class::Permanent,
        }
    }

    /// The enhanced code, if its class agrees with the reply's (RFC 2034, section 4).
    #[must_use]
    pub fn enhanced(&self) -> Option<Enhanced> {
        let found = Enhanced::read(self.lines.first()?)?;
        (u16::from(found.class) == self.code / 100).then_some(found)
    }

    /// The lines of text, without codes.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Code and text on one line, for people and for the vault.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{} {}", self.code, self.lines.join(" "))
            .trim_end()
            .to_owned()
    }

    /// [`text`](Self::text) as a screen may show it: no address, and at most a few lines.
    #[must_use]
    pub fn shown(&self) -> String {
        masked(&self.text()).chars().take(MOST_SHOWN).collect()
    }

    /// The relay's own id for a mail it accepted, if the reply has one: the forms are in the table
    /// of this file's tests. Sayings, status codes and returned `Message-ID`s don't count.
    #[must_use]
    pub fn queue_id(&self) -> Option<QueueId> {
        let text = self.lines.join(" ");
        MARKS
            .iter()
            .find_map(|mark| QueueId::read(&text[text.find(mark)? + mark.len()..]))
            .or_else(|| {
                let (before, _) = text.split_once(" Message accepted")?;
                QueueId::read(before.rsplit(' ').next()?)
            })
    }

    /// The part of the reply that the journal may hold: none of the relay's text.
    #[must_use]
    pub fn code_only(&self) -> ReplyCode {
        ReplyCode {
            code: self.code,
            enhanced: self.enhanced(),
        }
    }
}

/// A reply without its text: what the journal keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ReplyCode {
    /// The three-digit code.
    pub code: u16,
    /// The enhanced code, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enhanced: Option<Enhanced>,
}

impl fmt::Display for ReplyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        self.enhanced
            .map_or(Ok(()), |enhanced| write!(f, " {enhanced}"))
    }
}

/// What precedes the queue id in the answers of Postfix, Exchange, Exim, qpsmtpd before Postfix,
/// Haraka and Courier.
const MARKS: [&str; 8] = [
    "queued as ",
    "InternalId=",
    " id=",
    "queued mail ",
    "queue id ",
    "(Queue-Id: ",
    "Message Queued (",
    "Ok. ",
];

/// A relay's queue id: 1 to 64 letters, digits and `-_.:`; never an address. If Haraka hands on
/// while the client waits, the next host's id and its own: `X (Y)`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct QueueId(String);

impl QueueId {
    fn read(text: &str) -> Option<Self> {
        let (id, rest) = split_id(text);
        let both = rest.strip_prefix(" (").and_then(|rest| {
            let (own, rest) = split_id(rest);
            (rest.starts_with(')') && is_of_haraka(own)).then(|| format!("{id} ({own})"))
        });
        let id = both.unwrap_or_else(|| id.to_owned());
        let is_one =
            looks_like_an_id(&id) && !rest.starts_with('@') && Enhanced::read(&id).is_none();
        (is_one && id.len() <= 64).then_some(QueueId(id))
    }

    /// The id as the relay wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The longest prefix of `text` that a queue id may consist of, without the marks that end it, and
/// the rest.
fn split_id(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_alphanumeric() && !"-_.:".contains(c))
        .unwrap_or(text.len());
    let (id, rest) = text.split_at(end);
    (id.trim_end_matches(['.', ':', '-']), rest)
}

/// Words are not ids: an id has a digit, or is a hexadecimal number that happens to have only
/// letters, or has letters that no word has.
fn looks_like_an_id(id: &str) -> bool {
    let is_no_word = id.bytes().all(|b| b.is_ascii_hexdigit())
        || id.bytes().skip(1).any(|b| b.is_ascii_uppercase());
    id.bytes().any(|b| b.is_ascii_digit()) || (id.len() >= 6 && is_no_word)
}

/// A UUID and the number of the transaction, as Haraka names its mails.
fn is_of_haraka(id: &str) -> bool {
    let Some((uuid, number)) = id.split_once('.') else {
        return false;
    };
    let lengths = uuid.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12])
        && uuid.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit())
        && number.bytes().all(|b| b.is_ascii_digit())
}

impl TryFrom<String> for QueueId {
    type Error = crate::id::NotAnId;
    /// Accepts every id that this program ever wrote, also those it would no longer read in a
    /// reply.
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let own = text
            .strip_suffix(')')
            .and_then(|text| text.split_once(" ("))
            .map_or("", |(_, own)| own);
        let (first, rest) = split_id(&text);
        let whole = rest.is_empty() || (is_of_haraka(own) && rest.len() == own.len() + 3);
        let fits =
            whole && !first.is_empty() && text.len() <= 64 && !text.ends_with(['.', ':', '-']);
        if fits {
            Ok(QueueId(text))
        } else {
            Err(crate::id::NotAnId("queue id"))
        }
    }
}

impl From<QueueId> for String {
    fn from(id: QueueId) -> String {
        id.0
    }
}

impl fmt::Display for QueueId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests;
