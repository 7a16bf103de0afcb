//! What a returned mail turned out to be.

use crate::reply::Enhanced;

use super::cause::{Fault, ReturnCause};
use super::references::References;

/// What kind of mail came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReturnKind {
    /// It was not delivered, and nobody tries any more.
    Failed,
    /// It was not delivered yet; the relay still tries.
    Delayed,
    /// It lies in a mailbox. That doesn't mean that anybody read it.
    Delivered,
    /// It was handed to a host that gives no further notice.
    Relayed,
    /// It was handed to a list or to several addresses behind an alias.
    Expanded,
    /// An automatic answer: an absence, a receipt.
    AutoReply,
    /// A person's or a list's rule refused it after it was delivered.
    Refused,
    /// It waits for a person: a moderator, or the sender's own confirmation.
    Held,
    /// A report of abuse, or about authentication.
    Feedback,
    /// None of these: a person's answer, or something not understood.
    Other,
}

impl ReturnKind {
    /// The name in JSON and in messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            ReturnKind::Failed => "failed",
            ReturnKind::Delayed => "delayed",
            ReturnKind::Delivered => "delivered",
            ReturnKind::Relayed => "relayed",
            ReturnKind::Expanded => "expanded",
            ReturnKind::AutoReply => "auto_reply",
            ReturnKind::Refused => "refused",
            ReturnKind::Held => "held",
            ReturnKind::Feedback => "feedback",
            ReturnKind::Other => "other",
        }
    }

    /// Whether a mail of this kind reports what became of another.
    #[must_use]
    pub const fn is_report(self) -> bool {
        match self {
            ReturnKind::Failed
            | ReturnKind::Refused
            | ReturnKind::Delayed
            | ReturnKind::Delivered
            | ReturnKind::Relayed
            | ReturnKind::Expanded => true,
            ReturnKind::AutoReply | ReturnKind::Held | ReturnKind::Feedback | ReturnKind::Other => {
                false
            }
        }
    }

    /// Every kind, in the order in which people see them.
    pub const ALL: [ReturnKind; 10] = [
        ReturnKind::Failed,
        ReturnKind::Refused,
        ReturnKind::Delayed,
        ReturnKind::Held,
        ReturnKind::Delivered,
        ReturnKind::Relayed,
        ReturnKind::Expanded,
        ReturnKind::AutoReply,
        ReturnKind::Feedback,
        ReturnKind::Other,
    ];
}

/// What became of the mail to one recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReturnClass {
    /// Whoever reports has given up, also if what stopped the mail was passing (RFC 3464, section
    /// 2.3.3: `failed`).
    Permanent,
    /// Whoever reports still tries.
    Temporary,
    /// Delivered, relayed or expanded.
    Success,
    /// Not said for certain: a person should look.
    Unknown,
}

impl ReturnClass {
    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            ReturnClass::Permanent => "permanent",
            ReturnClass::Temporary => "temporary",
            ReturnClass::Success => "success",
            ReturnClass::Unknown => "unknown",
        }
    }
}

/// One recipient that the mail is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnedRecipient {
    /// The address that the mail names: behind an alias, the address there.
    pub address: Option<String>,
    /// The address the mail was first sent to, if the mail says so.
    pub original: Option<String>,
    /// What became of the mail.
    pub class: ReturnClass,
    /// The enhanced status code of the server that decided. It may differ from what the report
    /// states as `Status`.
    pub status: Option<Enhanced>,
    /// `Status` as the report states it.
    pub stated: Option<Enhanced>,
    /// Why.
    pub cause: ReturnCause,
    /// What the server said, as the mail quotes it: at most 500 characters; empty if it says
    /// nothing.
    pub words: String,
}

impl ReturnedRecipient {
    /// Whose fault it is.
    #[must_use]
    pub const fn fault(&self) -> Fault {
        match self.class {
            ReturnClass::Success => Fault::Unknown,
            ReturnClass::Permanent | ReturnClass::Temporary | ReturnClass::Unknown => {
                self.cause.fault()
            }
        }
    }
}

/// What one returned mail says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// What kind of mail it is.
    pub kind: ReturnKind,
    /// Whom it is about, at most 1,000; none if it names nobody.
    pub recipients: Vec<ReturnedRecipient>,
    /// What may say which mail of ours it is about.
    pub references: References,
    /// `Date`, in seconds since 1970.
    pub date: Option<i64>,
    /// `From`, as it stands: at most 500 characters.
    pub sender: Option<String>,
    /// `Subject`, decoded: at most 500 characters.
    pub subject: String,
}

impl Returned {
    /// A mail that could not be understood.
    pub(super) fn nothing() -> Self {
        Returned {
            kind: ReturnKind::Other,
            recipients: Vec::new(),
            references: References::default(),
            date: None,
            sender: None,
            subject: String::new(),
        }
    }
}
