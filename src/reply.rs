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

/// What a screen shows of a relay's words, in characters.
const MOST_SHOWN: usize = 300;

/// A relay's words without addresses: nothing with an `@` is shown.
#[must_use]
pub fn masked(words: &str) -> String {
    let shown = |word: &str| if word.contains('@') { "…@…".to_owned() } else { word.to_owned() };
    words.split(' ').map(shown).collect::<Vec<_>>().join(" ")
}

/// Stood for the queue id in words that were kept while the journal held the id.
const QUEUE_ID: &str = "{queue-id}";

/// What the relay said, from words kept in that way and the queue id of an old record.
#[must_use]
pub fn with_queue_id(wording: &str, queue_id: &QueueId) -> String {
    wording.replace(QUEUE_ID, queue_id.as_str())
}

/// The relay's own name for a mail, from what it said when it took it ([`Reply::text`]).
#[must_use]
pub fn queue_id_in(text: &str) -> Option<QueueId> {
    let (code, rest) = text.split_once(' ')?;
    Reply::new(code.parse().ok()?, vec![rest.to_owned()])?.queue_id()
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

    /// [`text`](Self::text) as a screen may show it: no address, and no more than a few lines of it.
    #[must_use]
    pub fn shown(&self) -> String {
        masked(&self.text()).chars().take(MOST_SHOWN).collect()
    }

    /// The relay's own name for a mail it took, where the reply tells one: the forms are those of the table in
    /// this file's tests. Sayings, status codes and `Message-ID`s given back are none.
    #[must_use]
    pub fn queue_id(&self) -> Option<QueueId> {
        let text = self.lines.join(" ");
        MARKS.iter().find_map(|mark| QueueId::read(&text[text.find(mark)? + mark.len()..])).or_else(|| {
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

/// What stands before the queue id in the answers of Postfix, Exchange, Exim, qpsmtpd before Postfix, Haraka and Courier.
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

/// A relay's queue id: 1 to 64 letters, digits and `-_.:`; never an address. Where Haraka hands on while the client
/// waits, the next host's id and its own: `X (Y)`.
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
        let is_one = looks_like_an_id(&id) && !rest.starts_with('@') && Enhanced::read(&id).is_none();
        (is_one && id.len() <= 64).then_some(QueueId(id))
    }

    /// The id as the relay wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The longest beginning of `text` that a queue id may consist of, less the marks that end it, and what follows.
fn split_id(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !"-_.:".contains(c)).unwrap_or(text.len());
    let (id, rest) = text.split_at(end);
    (id.trim_end_matches(['.', ':', '-']), rest)
}

/// Words are none: an id has a digit, or is a number in hexadecimal, or of letters that no word is written in, and
/// happens to have letters only.
fn looks_like_an_id(id: &str) -> bool {
    let is_no_word =
        id.bytes().all(|b| b.is_ascii_hexdigit()) || id.bytes().skip(1).any(|b| b.is_ascii_uppercase());
    id.bytes().any(|b| b.is_ascii_digit()) || (id.len() >= 6 && is_no_word)
}

/// A UUID and the number of the transaction, as Haraka names its mails.
fn is_of_haraka(id: &str) -> bool {
    let Some((uuid, number)) = id.split_once('.') else { return false };
    let lengths = uuid.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12])
        && uuid.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit())
        && number.bytes().all(|b| b.is_ascii_digit())
}

impl TryFrom<String> for QueueId {
    type Error = crate::id::NotAnId;
    /// Takes every id that this program ever wrote, also those it would not read in a reply any more.
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let own = text.strip_suffix(')').and_then(|text| text.split_once(" (")).map_or("", |(_, own)| own);
        let (first, rest) = split_id(&text);
        let whole = rest.is_empty() || (is_of_haraka(own) && rest.len() == own.len() + 3);
        let fits = whole && !first.is_empty() && text.len() <= 64 && !text.ends_with(['.', ':', '-']);
        if fits { Ok(QueueId(text)) } else { Err(crate::id::NotAnId("queue id")) }
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

    /// Server and version, what it answers to the dot, the id in it.
    const ANSWERS: [(&str, &str, Option<&str>); 22] = [
        ("Postfix 3.7 to 3.11", "2.0.0 Ok: queued as 4XyZ12abc", Some("4XyZ12abc")),
        ("Postfix, short ids", "2.0.0 Ok: queued as 1A2B3C4D5E", Some("1A2B3C4D5E")),
        ("Postfix, short ids", "2.0.0 Ok: queued as ABCDEFABCD", Some("ABCDEFABCD")),
        ("Exim 4.96", "OK id=1rGhTk-0001ab-2C", Some("1rGhTk-0001ab-2C")),
        ("Exim 4.100", "OK id=1wFoOX-00000001abc-2dEf", Some("1wFoOX-00000001abc-2dEf")),
        (
            "Exchange",
            "2.6.0 <x@y.example> [InternalId=123456, Hostname=a.example] Queued mail",
            Some("123456"),
        ),
        ("Sendmail 8.18", "2.0.0 r4ABCd012 Message accepted for delivery", Some("r4ABCd012")),
        ("OpenSMTPD 7.9", "2.0.0 e3d4c5b6 Message accepted for delivery", Some("e3d4c5b6")),
        ("OpenSMTPD 7.9", "2.0.0 deadbeef Message accepted for delivery", Some("deadbeef")),
        ("slimta 5.0.5", "2.6.0 Message accepted for delivery", None),
        ("a relay of few words", "Ok Message accepted", None),
        ("Courier 2.0.6", "Ok. 000000006B0C3BCC.000003D1", Some("000000006B0C3BCC.000003D1")),
        ("Haraka 3.3.4", "Message Queued (4A1F3C62-6A1B-4E55-9C59-0F6E3B0A7D11.1)", Some(HARAKA)),
        (
            "Haraka 3.3.4, smtp_forward to Postfix",
            "2.0.0 Ok: queued as 4XyZ12abc (4A1F3C62-6A1B-4E55-9C59-0F6E3B0A7D11.1)",
            Some("4XyZ12abc (4A1F3C62-6A1B-4E55-9C59-0F6E3B0A7D11.1)"),
        ),
        ("qpsmtpd 0.94, maildir", "Queued! <0a1b2c3d@voorbeeldzaken.example>", None),
        ("qpsmtpd 0.94, postfix-queue", "Queued! <0a1b@v.example> (Queue-Id: 4XyZ12abc)", Some("4XyZ12abc")),
        ("chasquid 1.19", "2.0.0 The road goes ever on and on", None),
        ("smtp-server 3.21.6", "OK: message queued", None),
        ("aiosmtpd", "OK", None),
        ("an id of letters alone", "2.0.0 Ok: queued as QEHCXVSMGPX", Some("QEHCXVSMGPX")),
        ("words where an id might stand", "2.0.0 Ok: queued as requested", None),
        ("an address where an id might stand", "queued as a1@b.example", None),
    ];
    const HARAKA: &str = "4A1F3C62-6A1B-4E55-9C59-0F6E3B0A7D11.1";

    #[test]
    fn queue_ids_of_the_relays_we_know() {
        for (server, text, id) in ANSWERS {
            let reply = reply(250, text);
            let found = reply.queue_id();
            assert_eq!(found.as_ref().map(QueueId::as_str), id, "{server}: {text}");
            let Some(found) = found else { continue };
            assert_eq!(queue_id_in(&reply.text()).as_ref(), Some(&found), "{server}");
            assert_eq!(QueueId::try_from(found.to_string()).as_ref(), Ok(&found), "{server}");
        }
    }

    #[test]
    fn an_id_that_an_older_journal_holds_is_read_and_an_address_never() {
        for old in ["a", "2.6.0", "for", "4XyZ12abc"] {
            assert_eq!(QueueId::try_from(old.to_owned()).unwrap().as_str(), old);
        }
        for bad in ["", "a@b.example", "a b", "4XyZ12abc (other)", "id.", "4XyZ12abc (4A1F.1) x"] {
            assert!(QueueId::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_queue_id_is_found_in_kept_words_of_today_and_of_before() {
        let said = reply(250, "2.0.0 Ok: queued as 4XyZ12abc");
        assert_eq!(queue_id_in(&said.text()), said.queue_id());
        let before = with_queue_id("250 2.0.0 Ok: queued as {queue-id}", &said.queue_id().unwrap());
        assert_eq!(before, said.text());
    }

    #[test]
    fn what_is_shown_holds_no_address_and_has_an_end() {
        let reply = reply(535, &format!("5.7.8 <bericht@voorbeeldzaken.example> no {}", "a ".repeat(999)));
        assert!(reply.shown().starts_with("535 5.7.8 …@… no a a"));
        assert_eq!(reply.shown().chars().count(), MOST_SHOWN);
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
