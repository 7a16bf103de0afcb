//! What an invitation to the review page holds.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{Digest, Pseudonym, TextId};

/// See [`Event::Invited`](super::Event::Invited).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// Number of the invitation, from 1.
    pub number: u32,
    /// Who is invited.
    pub person: TextId,
    /// The roles in which this person may approve; none: reads and remarks.
    pub roles: Vec<String>,
    /// The mails that this person may see; none named: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mails: Vec<Pseudonym>,
    /// Whether this person sees aliases in place of names, and no mail.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub redacted: bool,
    /// When the invitation and its session end.
    pub until: Timestamp,
    /// Digest of the secret in the link. The secret has 256 random bits, so its digest reveals nothing.
    pub token: Digest,
}
