//! Returned mail that waits for a person, and what the person said about it.

use serde::{Deserialize, Serialize};

use crate::id::{Pseudonym, TextId};

/// See [`Event::TrayKept`](super::Event::TrayKept).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrayKept {
    /// Number of the item, from 1.
    pub number: u32,
    /// Keyed digest of the returned mail's octets: read again, it is the same item. What the mail
    /// says is in the vault under an id that follows from it.
    pub report: TextId,
}

/// See [`Event::TraySettled`](super::Event::TraySettled).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraySettled {
    /// Number of the item.
    pub number: u32,
    /// The organisation that the returned mail is about; `None`: none of ours, or no news.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Pseudonym>,
    /// Who said so.
    pub by: TextId,
    /// The reason.
    pub why: TextId,
}
