//! What a relay answers: SMTP replies and enhanced status codes.
//!
//! Pure. RFC 5321 section 4.2 (replies), RFC 2034 and RFC 3463 (enhanced codes).

pub mod dot;

use std::fmt;

use serde::{Deserialize, Serialize};

/// An enhanced status code (RFC 3463), such as `5.1.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Enhanced {
    /// 2 success, 4 a persistent transient fault, 5 a permanent fault.
    pub class: u8,
    /// What it is about: 1 address, 2 mailbox, 3 mail system, 4 network, 5 protocol, 6 content, 7 policy.
    pub subject: u16,
    /// The detail within the subject.
    pub detail: u16,
}

impl Enhanced {
    /// Reads a code from the start of a reply's text. `None` where there is none.
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
        let class = u8::try_from(class).ok().filter(|class| matches!(class, 2 | 4 | 5))?;
        parts.next().is_none().then_some(Enhanced { class, subject, detail })
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
    /// 3yz: go on.
    Intermediate,
    /// 4yz: not now.
    Transient,
    /// 5yz: not at all.
    Permanent,
}

/// Stands in a wording for the queue id.
const QUEUE_ID: &str = "{queue-id}";

/// What the relay said, from its [`wording`](Reply::wording) and the queue id that the journal knows.
#[must_use]
pub fn with_queue_id(wording: &str, queue_id: &QueueId) -> String {
    wording.replace(QUEUE_ID, queue_id.as_str())
}

/// A whole reply of the relay: one code, one or more lines of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    code: u16,
    lines: Vec<String>,
}

impl Reply {
    /// A reply with a code from 200 to 599. Bytes that are no printable ASCII or UTF-8 text were
    /// replaced before.
    #[must_use]
    pub fn new(code: u16, lines: Vec<String>) -> Option<Self> {
        (200..600).contains(&code).then_some(Reply { code, lines })
    }

    /// The three digits.
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

    /// The enhanced code, where its class agrees with the reply's (RFC 2034, section 4).
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
        format!("{} {}", self.code, self.lines.join(" ")).trim_end().to_owned()
    }

    /// [`text`](Self::text) with a place where the queue id stood. A relay says the same of every mail
    /// it takes but for that, so the vault keeps it once; [`with_queue_id`] makes it whole again.
    #[must_use]
    pub fn wording(&self) -> String {
        let text = self.text();
        self.queue_id().map_or_else(|| text.clone(), |id| text.replace(id.as_str(), QUEUE_ID))
    }

    /// The relay's own name for a mail it took, where the reply tells one.
    ///
    /// Postfix and its kin write `queued as XYZ`, Exim `id=XYZ`, Exchange `[InternalId=XYZ, …]`,
    /// Sendmail `XYZ Message accepted`.
    #[must_use]
    pub fn queue_id(&self) -> Option<QueueId> {
        let text = self.lines.join(" ");
        ["queued as ", "InternalId=", " id=", "queued mail ", "queue id "]
            .iter()
            .find_map(|mark| {
                let at = text.find(mark)? + mark.len();
                QueueId::read(&text[at..])
            })
            .or_else(|| {
                let (before, _) = text.split_once(" Message accepted")?;
                QueueId::read(before.rsplit(' ').next()?)
            })
    }

    /// The facts of the reply that the journal may hold: no words of the relay's.
    #[must_use]
    pub fn code_only(&self) -> ReplyCode {
        ReplyCode { code: self.code, enhanced: self.enhanced() }
    }
}

/// A reply without its words: what the journal keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ReplyCode {
    /// The three digits.
    pub code: u16,
    /// The enhanced code, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enhanced: Option<Enhanced>,
}

impl fmt::Display for ReplyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        self.enhanced.map_or(Ok(()), |enhanced| write!(f, " {enhanced}"))
    }
}

/// A relay's queue id: 1 to 64 letters, digits and `-_.:`; never an address.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct QueueId(String);

impl QueueId {
    fn read(text: &str) -> Option<Self> {
        let id: String =
            text.chars().take_while(|&c| c.is_ascii_alphanumeric() || "-_.:".contains(c)).collect();
        let id = id.trim_end_matches(['.', ':', '-']);
        (!id.is_empty() && id.len() <= 64).then(|| QueueId(id.to_owned()))
    }

    /// The id as the relay wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for QueueId {
    type Error = crate::id::NotAnId;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        QueueId::read(&text).filter(|id| id.0 == text).ok_or(crate::id::NotAnId("queue id"))
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
mod tests {
    use super::*;

    fn reply(code: u16, text: &str) -> Reply {
        Reply::new(code, vec![text.to_owned()]).unwrap()
    }

    #[test]
    fn queue_ids_of_the_relays_we_know() {
        let ids = [
            ("2.0.0 Ok: queued as 4XyZ12abc", Some("4XyZ12abc")),
            ("OK id=1rGhTk-0001ab-2C", Some("1rGhTk-0001ab-2C")),
            ("2.6.0 <x@y.example> [InternalId=123456, Hostname=a.example] Queued mail", Some("123456")),
            ("2.0.0 r4ABCd012 Message accepted for delivery", Some("r4ABCd012")),
            ("2.0.0 Ok", None),
            ("queued as a@b.example", Some("a")),
        ];
        for (text, id) in ids {
            assert_eq!(reply(250, text).queue_id().as_ref().map(QueueId::as_str), id, "{text}");
        }
    }

    #[test]
    fn mails_that_were_taken_alike_are_told_in_the_same_words() {
        let [one, other] =
            ["4XyZ12abc", "9pQrS77de"].map(|id| reply(250, &format!("2.0.0 Ok: queued as {id}, see {id}")));
        assert_eq!(one.wording(), other.wording());
        assert_eq!(with_queue_id(&one.wording(), &one.queue_id().unwrap()), one.text());
        assert_eq!(reply(250, "2.0.0 Ok").wording(), "250 2.0.0 Ok");
    }

    #[test]
    fn an_enhanced_code_counts_only_when_its_class_agrees() {
        assert_eq!(reply(550, "5.1.1 no").enhanced().unwrap().to_string(), "5.1.1");
        assert_eq!(reply(250, "5.1.1 no").enhanced(), None);
        assert_eq!(reply(550, "5.1 no").enhanced(), None);
        assert_eq!(reply(550, "5.1.1.1 no").enhanced(), None);
        assert_eq!(reply(550, "").enhanced(), None);
    }

    #[test]
    fn codes_outside_the_standard_are_no_replies() {
        assert!(Reply::new(199, vec![]).is_none());
        assert!(Reply::new(600, vec![]).is_none());
    }
}
