//! What the takeover of a journal holds.

use serde::{Deserialize, Serialize};

use crate::id::TextId;

/// See [`Event::Adopted`](super::Event::Adopted).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adopted {
    /// Who adopted it.
    pub by: TextId,
    /// The reason.
    pub why: TextId,
    /// Whether records may be missing: then every mail that may have gone since comes into doubt.
    #[serde(default)]
    pub records_lost: bool,
    /// The head that the person brought as proof of the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
    /// How many records were intact, if the rest was damaged and put aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_back_to: Option<u64>,
    /// Campaigns of the same name that this one continues, by their names in the user's state folder.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
}
