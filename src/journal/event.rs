//! The events of the journal: codes, pseudonyms, digests and times, nothing personal.
//!
//! A person's name or text is a [`TextId`]: the text itself is encrypted in the vault. The JSON form of these types is
//! the journal's format on disk; fields are only ever added.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

mod adopted;
mod invited;
mod kind;
mod returned;
mod rooted;
mod tray;

pub use super::ledger::braked::Braked;
use crate::delivery::{Verdict, Word};
use crate::id::{Digest, Pseudonym, TextId};
use crate::reply::ReplyCode;
pub use adopted::Adopted;
pub use invited::Invited;
pub use returned::{MatchedBy, Notification};
pub use rooted::Rooted;
pub use tray::{TrayKept, TraySettled};

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A campaign digest was made. The mails and exclusions of the seal follow in the same commit.
    Sealed(Sealed),
    /// A mail of that seal waits for approval and its turn.
    Queued {
        /// Number of the seal.
        seal: u32,
        /// Pseudonym of the recipient.
        recipient: Pseudonym,
        /// The mail digest.
        mail: Digest,
    },
    /// A row of the list that gets no mail, on a ground the vault knows.
    Excluded {
        /// Number of the seal.
        seal: u32,
        /// Pseudonym of the row.
        recipient: Pseudonym,
        /// The ground, if no seal has the row with it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ground: Option<TextId>,
    },
    /// A person approved a digest.
    WordGiven(WordGiven),
    /// A person withdrew an approval.
    WordWithdrawn {
        /// The digest it was given on.
        digest: Digest,
        /// The role it was given in.
        role: String,
        /// Who withdrew it.
        by: TextId,
        /// The reason, if one was given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<TextId>,
        /// The invitation by which it was withdrawn in the page; `None`: in a terminal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        invitation: Option<u32>,
    },
    /// A remark, an answer to one, or the closing of one.
    Remark(Remark),
    /// A person was invited to the review page.
    Invited(Invited),
    /// The link of an invitation was opened: from now on only this session is the invited person.
    InvitationOpened {
        /// Number of the invitation.
        number: u32,
        /// Digest of the session's secret.
        session: Digest,
    },
    /// An invitation was revoked, and its session with it.
    InvitationRevoked {
        /// Number of the invitation.
        number: u32,
    },
    /// A person withheld an organisation, over all seals, until [`Event::Released`]; or, with no person, its row left
    /// the list before it was offered.
    Withheld {
        /// Pseudonym of the organisation.
        recipient: Pseudonym,
        /// Who withheld it; `None` if the row left the list.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<TextId>,
        /// The reason.
        why: TextId,
    },
    /// A person released an organisation that a person withheld.
    Released {
        /// Pseudonym of the organisation.
        recipient: Pseudonym,
        /// Who released it.
        by: TextId,
        /// The reason.
        why: TextId,
    },
    /// A person says that a mail that was refused, expired or gone from the list is due again, as it is.
    DueAgain {
        /// Pseudonym of the recipient.
        recipient: Pseudonym,
        /// Who said so.
        by: TextId,
        /// The reason.
        why: TextId,
    },
    /// A sender began.
    RunBegan(RunBegan),
    /// A sender ended in good order.
    RunEnded {
        /// Why it ended.
        why: RunEnd,
        /// What the brake saw, if the brake ended it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        braked: Option<Braked>,
    },
    /// A person asked the running sender to stop.
    StopAsked,
    /// The relay accepted MAIL, RCPT and DATA. Durable before the final dot is written.
    Offered(Offered),
    /// The relay's answer about a mail.
    Answered(Answered),
    /// The connection broke or fell silent after the final dot was handed over, or the process died.
    LostSight {
        /// Pseudonym of the recipient.
        recipient: Pseudonym,
        /// Number of the attempt.
        attempt: u32,
        /// How it came into doubt.
        how: Lost,
    },
    /// The mail was not accepted in the time allowed.
    Expired {
        /// Pseudonym of the recipient.
        recipient: Pseudonym,
    },
    /// A person's decision about a mail in doubt.
    Resolved {
        /// Pseudonym of the recipient.
        recipient: Pseudonym,
        /// The decision.
        word: Word,
        /// Who decided.
        by: TextId,
        /// The reason; the lines of the log if it decided.
        why: TextId,
        /// The relay's log shows it, for which the person vouches. Absent in older journals.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        from_log: bool,
    },
    /// A returned mail says what became of a mail of ours.
    Returned(Notification),
    /// A returned mail waits for a person.
    TrayKept(TrayKept),
    /// A person said what such a mail is about.
    TraySettled(TraySettled),
    /// The relay could not be used; no mail was touched.
    RelayFault {
        /// Step of the session at which it failed.
        step: Step,
        /// The relay's code, if it gave one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply: Option<ReplyCode>,
        /// The relay's text, if it gave any, in the vault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<TextId>,
    },
    /// A person took over a journal whose end nothing on this machine proves, or that was damaged.
    Adopted(Adopted),
    /// A person closed the campaign here, to continue elsewhere. Only an adoption opens it again.
    HandedOver {},
    /// What the records say of each organisation so far, under one hash that names nobody.
    Rooted(Rooted),
}

/// See [`Event::Sealed`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// Number of the seal, from 1.
    pub seal: u32,
    /// The campaign digest.
    pub digest: Digest,
    /// Whether it adds to the earlier seals; otherwise it replaces them.
    pub supplement: bool,
    /// Who sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<TextId>,
}

/// See [`Event::WordGiven`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordGiven {
    /// The approved campaign digest.
    pub digest: Digest,
    /// The role it was given in.
    pub role: String,
    /// Who approved.
    pub by: TextId,
    /// Who recorded it, if that was somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_by: Option<TextId>,
    /// The paper it was given on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<TextId>,
    /// The invitation by which it was given in the page; `None`: in a terminal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<u32>,
    /// The signature, as a text in the vault, if the seal asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<TextId>,
}

/// See [`Event::Remark`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Number of the remark, from 1.
    pub number: u32,
    /// Made, answered or closed.
    pub act: RemarkAct,
    /// Who wrote it.
    pub by: TextId,
    /// The text; `None` when it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextId>,
    /// The mail it is about; `None`: the whole seal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<Pseudonym>,
    /// The digest it was made on.
    pub digest: Digest,
    /// The invitation by which it was written in the page; `None`: in a terminal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<u32>,
}

/// What is done with a remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemarkAct {
    /// The remark is made.
    Made,
    /// The remark is answered.
    Answered,
    /// The remark is closed.
    Closed,
}

/// See [`Event::RunBegan`]. Holds the settings that may change on the day; the others are in the seal.
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
    /// Most mails in an hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_hour: Option<u32>,
    /// Most mails in a day.
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
    /// An approval was withdrawn.
    Withdrawn,
    /// The approvals expired before the first mail went out on them.
    Lapsed,
    /// The brake stopped it.
    Brake,
    /// The relay could not be used.
    Relay,
    /// The deadline passed or the window closed.
    Window,
    /// The mails of an hour or a day were used up.
    Pace,
    /// The limit given on the command line was reached.
    Limit,
    /// The wall clock jumped, or shows that a mail's time was up though no run saw it come: a person must check it.
    Clock,
}

/// See [`Event::Offered`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// Pseudonym of the recipient.
    pub recipient: Pseudonym,
    /// Number of the attempt, from 1.
    pub attempt: u32,
    /// `Date:` of the mail, chosen at the first offer and kept.
    pub date: Timestamp,
}

/// See [`Event::Answered`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Pseudonym of the recipient.
    pub recipient: Pseudonym,
    /// Number of the attempt, from 1.
    pub attempt: u32,
    /// The step that the answer belongs to.
    pub step: Step,
    /// The verdict on the answer.
    pub verdict: Verdict,
    /// The code; `None` if the connection was cut before the final dot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<ReplyCode>,
    /// The relay's text, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<TextId>,
    /// Deferred, and perhaps taken all the same: the answer to the dot was about the system. Absent in older journals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub perhaps_taken: Option<bool>,
}

/// A step of the SMTP session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Opening the TCP connection.
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

/// How a mail came into doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lost {
    /// The connection was cut.
    Cut,
    /// No answer in the time allowed.
    Silent,
    /// The answer was not an SMTP reply.
    Garbled,
    /// The process died; found at the next start.
    Died,
    /// The answers left open whether it was taken.
    Unclear,
}
