//! What a returned mail says became of one of ours.

use serde::{Deserialize, Serialize};

use crate::delivery::DeliveryStatus;
use crate::id::{Digest, Pseudonym, TextId};
use crate::reply::Enhanced;

/// See [`Event::Returned`](super::Event::Returned).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// Pseudonym of the recipient.
    pub recipient: Pseudonym,
    /// Digest of the mail that it is about.
    pub mail: Digest,
    /// What became of it.
    pub status: DeliveryStatus,
    /// By what it was recognised as being about that mail.
    pub by: MatchedBy,
    /// Why it was not delivered, as a word of the table of causes (`docs/returns.md`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// The cause lies with the sender: the address is not to blame, and a run that goes on stops.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub about_us: bool,
    /// The enhanced status code of the server that decided (RFC 3463).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Enhanced>,
    /// Keyed digest of the returned mail's octets: read again, it changes nothing.
    pub report: TextId,
    /// The text of the server that decided, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<TextId>,
}

/// What says which of our mails a returned mail is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchedBy {
    /// Its ENVID (RFC 3461).
    #[serde(rename = "envid")]
    EnvelopeId,
    /// The address that it came back to: each mail has its own (`sender.return_path = "verp"`).
    #[serde(rename = "verp")]
    ReturnPath,
    /// Our `Message-ID`, in the original or in what it answers.
    MessageId,
    /// The recipient's address, which only one organisation has.
    Recipient,
    /// A person who settled it: the record of that has the same report.
    Person,
}

impl MatchedBy {
    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            MatchedBy::EnvelopeId => "envid",
            MatchedBy::ReturnPath => "verp",
            MatchedBy::MessageId => "message_id",
            MatchedBy::Recipient => "recipient",
            MatchedBy::Person => "person",
        }
    }
}
