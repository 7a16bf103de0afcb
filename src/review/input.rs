//! The input of a bundle.

use std::collections::HashSet;
use std::path::Path;

use crate::address::Address;
use crate::journal::{Ledger, Tip};
use crate::phrase::Phrase;
use crate::signoff::Standing;
use crate::vault::EncryptedTexts;

/// Input of a bundle.
pub struct Input<'a> {
    /// Path of the vault.
    pub vault: &'a Path,
    /// The vault's texts: names of people, remarks.
    pub texts: &'a EncryptedTexts,
    /// The current state. The seal's digest comes from here, not from the vault.
    pub ledger: &'a Ledger,
    /// Where the journal ends.
    pub head: Tip,
    /// Number of the seal.
    pub seal: u32,
    /// How far its sign-off is.
    pub standing: &'a Standing,
    /// Which list it is, in parts.
    pub list: &'a [Phrase],
    /// When its mails would go out with the current settings: name and value.
    pub planned: &'a [(Phrase, Phrase)],
    /// The kinds of organisation that get a mail, with their number, if that is known.
    pub kinds: &'a [Phrase],
    /// The grounds whose rows get a letter, for seals that don't record it themselves.
    pub by_post: &'a HashSet<&'a str>,
    /// The grounds that the settings name; others may reveal more than a kind.
    pub grounds: &'a HashSet<&'a str>,
    /// Returns the positions of the pairs of name and address that fit least, worst first.
    pub least_fitting: fn(&[(&str, &Address)]) -> Vec<usize>,
    /// Show only ids, digests and counts: no name, no address, no text of a mail or a remark.
    pub redact: bool,
}
