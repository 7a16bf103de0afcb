//! The vault's records: seals, rows of the list, and mails. Pure.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::head::SealHead;
use crate::address::Address;
use crate::id::{Digest, ListId, Pseudonym};

/// The inputs of a seal by name, each with its digest: files, and the settings that were sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Inputs(pub BTreeMap<String, Digest>);

impl Inputs {
    /// The names whose content differs between the two, or that only one of them has.
    #[must_use]
    pub fn differing(&self, other: &Inputs) -> Vec<String> {
        let names: BTreeSet<&String> = self.0.keys().chain(other.0.keys()).collect();
        names
            .into_iter()
            .filter(|name| self.0.get(*name) != other.0.get(*name))
            .cloned()
            .collect()
    }
}

/// One seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealRow {
    /// Number of the seal.
    pub seal: u32,
    /// The campaign digest.
    pub digest: Digest,
    /// Whether it adds to the earlier seals.
    pub supplement: bool,
    /// Time of the seal.
    pub at: Timestamp,
    /// What people approved besides the mails.
    pub head: SealHead,
    /// The inputs it was made from.
    pub inputs: Inputs,
    /// Octets of all its mails.
    pub octets: u64,
    /// Digest of what its rows had in their columns; `None` in seals from before that was kept.
    pub cells: Option<Digest>,
}

/// One row of the list, as a seal knew it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedRow {
    /// Its pseudonym in the journal.
    pub recipient: Pseudonym,
    /// Its id in the list.
    pub list_id: ListId,
    /// The row number as a spreadsheet shows it.
    pub sheet_row: u32,
    /// The organisation's name.
    pub organisation: String,
    /// The ground on which it was excluded.
    pub ground: Option<String>,
    /// Its legal ground.
    pub legal: Option<String>,
    /// Whether it gets a letter instead; `None` in seals from before that was recorded.
    pub by_post: Option<bool>,
}

/// One sealed mail, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailRow {
    /// Pseudonym of the recipient.
    pub recipient: Pseudonym,
    /// Forward-path.
    pub address: Address,
    /// `Message-ID` without the angle brackets.
    pub message_id: String,
    /// The mail digest.
    pub digest: Digest,
    /// Digest of layout and own bytes.
    pub own: Digest,
    /// Octets, without `Date:`.
    pub octets: u64,
}
