//! What the journal records: codes, pseudonyms, digests and times, nothing personal.
//!
//! A person's name or words are a [`TextId`]: the text itself lies encrypted in the vault.
//! The JSON form of these types is the journal's format on disk; fields are only ever added.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use super::braked::Braked;
use crate::delivery::{Verdict, Word};
use crate::id::{Digest, Pseudonym, TextId};
use crate::reply::ReplyCode;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A campaign digest was made. The mails and exclusions it takes follow in the same commit.
    Sealed(Sealed),
    /// A mail of that seal waits for its sign-off and its turn.
    Queued {
        /// The seal's number.
        seal: u32,
        /// Whose mail.
        recipient: Pseudonym,
        /// The mail digest.
        mail: Digest,
    },
    /// A row of the list that gets no mail, on a ground the vault knows.
    Excluded {
        /// The seal's number.
        seal: u32,
        /// Which row.
        recipient: Pseudonym,
        /// The ground, where no seal has the row with it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ground: Option<TextId>,
    },
    /// A person agreed to a digest.
    WordGiven(WordGiven),
    /// A person took a word back.
    WordWithdrawn {
        /// The digest it was given on.
        digest: Digest,
        /// The role it was given in.
        role: String,
        /// Who.
        by: TextId,
        /// Why, where they said it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<TextId>,
    },
    /// A remark, an answer to one, or the end of one.
    Remark(Remark),
    /// A person took an organisation out, whatever seals come, until [`Event::Released`]; or, where nobody did, its
    /// row left the list before it was offered.
    Withheld {
        /// Which.
        recipient: Pseudonym,
        /// Who; nobody when the row left the list.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<TextId>,
        /// Why.
        why: TextId,
    },
    /// A person lets an organisation back in that a person took out.
    Released {
        /// Which.
        recipient: Pseudonym,
        /// Who.
        by: TextId,
        /// Why.
        why: TextId,
    },
    /// A person says that a mail that was refused, expired or gone from the list is due again, as it is.
    DueAgain {
        /// Whose mail.
        recipient: Pseudonym,
        /// Who.
        by: TextId,
        /// Why.
        why: TextId,
    },
    /// A sender began.
    RunBegan(RunBegan),
    /// A sender ended in good order.
    RunEnded {
        /// Why.
        why: RunEnd,
        /// What the brake saw, where it was the brake.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        braked: Option<Braked>,
    },
    /// A person asked the running sender to stop.
    StopAsked,
    /// The relay took MAIL, RCPT and DATA. Durable before the final dot is written.
    Offered(Offered),
    /// The relay's answer about a mail.
    Answered(Answered),
    /// The line died or fell silent after the final dot was handed over, or the process died.
    LostSight {
        /// Whose mail.
        recipient: Pseudonym,
        /// Which attempt.
        attempt: u32,
        /// How.
        how: Lost,
    },
    /// The mail was not accepted in the time allowed.
    Expired {
        /// Whose mail.
        recipient: Pseudonym,
    },
    /// A person's word on a mail in doubt.
    Resolved {
        /// Whose mail.
        recipient: Pseudonym,
        /// The word.
        word: Word,
        /// Who.
        by: TextId,
        /// Why.
        why: TextId,
    },
    /// The relay could not be used; no mail was touched.
    RelayFault {
        /// At which step of the session.
        step: Step,
        /// Its code, where it gave one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply: Option<ReplyCode>,
        /// Its words, where it gave any, in the vault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<TextId>,
    },
    /// A person took over a journal whose end nothing on this machine proves, or that was damaged.
    Adopted(Adopted),
    /// A person closed the campaign here, to go on elsewhere. Only an adoption opens it again.
    HandedOver {},
}

/// See [`Event::Adopted`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adopted {
    /// Who.
    pub by: TextId,
    /// Why.
    pub why: TextId,
    /// Whether records may be missing: then whatever could have gone since may have, and comes into doubt.
    #[serde(default)]
    pub records_lost: bool,
    /// The head that the person brought as proof of the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
    /// How many records were whole, where the rest was damaged and put aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_back_to: Option<u64>,
    /// Campaigns of the same name, by what the user's state folder calls them, that this one goes on from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
}

/// See [`Event::Sealed`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// Numbered from 1.
    pub seal: u32,
    /// The campaign digest.
    pub digest: Digest,
    /// Whether it adds to the seals before it; otherwise it takes their place.
    pub supplement: bool,
    /// Who sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<TextId>,
}

/// See [`Event::WordGiven`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordGiven {
    /// The campaign digest agreed to.
    pub digest: Digest,
    /// In which role.
    pub role: String,
    /// Who agreed.
    pub by: TextId,
    /// Who recorded it for somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_by: Option<TextId>,
    /// On what paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<TextId>,
}

/// See [`Event::Remark`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Numbered from 1.
    pub number: u32,
    /// Made, answered or closed.
    pub act: RemarkAct,
    /// Who.
    pub by: TextId,
    /// The words; none when it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextId>,
    /// About one mail, or about the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<Pseudonym>,
    /// The digest it was made on.
    pub digest: Digest,
}

/// What is done with a remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemarkAct {
    /// It is made.
    Made,
    /// It is answered.
    Answered,
    /// It is closed.
    Closed,
}

/// See [`Event::RunBegan`]. What may change on the day is recorded here, not in the seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunBegan {
    /// The newest campaign digest at the start.
    pub digest: Digest,
    /// This program's version.
    pub program: String,
    /// Connections at the same time.
    pub connections: u8,
    /// The pace of the run, as the settings write it.
    pub rate: String,
    /// The pace to one domain, as the settings write it.
    pub per_domain: String,
    /// The pace of one connection, as the settings write it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_connection: Option<String>,
    /// The most mails in an hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_hour: Option<u32>,
    /// The most mails in a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_day: Option<u32>,
    /// The wall clock counted as right: a person said so, or the run could reach nobody.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub clock_vouched: bool,
}

/// Why a sender ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunEnd {
    /// Nothing was due any more.
    NothingDue,
    /// A person stopped it: Ctrl-C, SIGTERM or `stop`.
    Stopped,
    /// A sign-off was withdrawn.
    Withdrawn,
    /// The words lapsed before the first mail went out on them.
    Lapsed,
    /// The brake.
    Brake,
    /// The relay could not be used.
    Relay,
    /// The deadline passed or the window closed.
    Window,
    /// The mails of an hour or a day were used up.
    Pace,
    /// The limit given on the command line was reached.
    Limit,
    /// The wall clock jumped, or by it a mail's time was up that no run saw come: a person must look at it.
    Clock,
}

/// See [`Event::Offered`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// Whose mail.
    pub recipient: Pseudonym,
    /// From 1.
    pub attempt: u32,
    /// `Date:` of the mail, chosen at the first offer and kept.
    pub date: Timestamp,
}

/// See [`Event::Answered`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Whose mail.
    pub recipient: Pseudonym,
    /// From 1.
    pub attempt: u32,
    /// To which step.
    pub step: Step,
    /// What it means.
    pub verdict: Verdict,
    /// The code; none when the line was cut before the final dot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<ReplyCode>,
    /// The relay's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<TextId>,
    /// Put off, and perhaps taken all the same: the answer to the dot spoke of the system. Not in journals of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub perhaps_taken: Option<bool>,
}

/// A step of the SMTP session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The TCP connection.
    Connect,
    /// The relay's greeting.
    Greeting,
    /// EHLO.
    Ehlo,
    /// STARTTLS and the TLS handshake.
    Tls,
    /// AUTH.
    Auth,
    /// MAIL.
    Mail,
    /// RCPT.
    Rcpt,
    /// DATA.
    Data,
    /// The body, before the final dot.
    Body,
    /// The final dot.
    Dot,
}

/// How sight of a mail was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lost {
    /// The line was cut.
    Cut,
    /// No answer in the time allowed.
    Silent,
    /// The answer was none.
    Garbled,
    /// The process died; found at the next start.
    Died,
    /// The answers left open whether it was taken.
    Unclear,
}

impl Event {
    /// The kind, as the journal's `kind` column shows it to an auditor.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Event::Sealed(_) => "sealed",
            Event::Queued { .. } => "queued",
            Event::Excluded { .. } => "excluded",
            Event::WordGiven(_) => "word_given",
            Event::WordWithdrawn { .. } => "word_withdrawn",
            Event::Remark(_) => "remark",
            Event::Withheld { .. } => "withheld",
            Event::Released { .. } => "released",
            Event::DueAgain { .. } => "due_again",
            Event::RunBegan(_) => "run_began",
            Event::RunEnded { .. } => "run_ended",
            Event::StopAsked => "stop_asked",
            Event::Offered(_) => "offered",
            Event::Answered(_) => "answered",
            Event::LostSight { .. } => "lost_sight",
            Event::Expired { .. } => "expired",
            Event::Resolved { .. } => "resolved",
            Event::RelayFault { .. } => "relay_fault",
            Event::Adopted(_) => "adopted",
            Event::HandedOver {} => "handed_over",
        }
    }
}
