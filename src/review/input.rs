//! The input of a bundle, or of the pages in a browser.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Mutex;

use super::page::links::Links;
use crate::address::Address;
use crate::id::{CampaignKey, Digest, ListId};
use crate::journal::{Ledger, Tip};
use crate::phrase::Phrase;
use crate::signoff::Standing;
use crate::vault::EncryptedTexts;

/// Returns the positions of the pairs of name and address that fit least, worst first.
pub(crate) type LeastFitting = fn(&[(&str, &Address)]) -> Vec<usize>;

/// The text of a mail in pieces, each with whether it comes from the list, by the id of its row and its digest; `None` if that
/// can't be known any more.
pub(crate) type TextMarks =
    Box<dyn Fn(&ListId, &Digest) -> Option<Vec<(String, bool)>> + Send + Sync>;

/// Input of a bundle, or of the pages in a browser.
pub struct Input {
    /// Path of the vault.
    pub vault: PathBuf,
    /// The vault's texts: names of people, remarks.
    pub texts: Mutex<EncryptedTexts>,
    /// The current state. The seal's digest comes from here, not from the vault.
    pub ledger: Ledger,
    /// Where the journal ends.
    pub head: Tip,
    /// Number of the seal.
    pub seal: u32,
    /// How far its sign-off is.
    pub standing: Standing,
    /// Which list it is, in parts.
    pub list: Vec<Phrase>,
    /// When its mails would go out with the current settings: name and value.
    pub planned: Vec<(Phrase, Phrase)>,
    /// The kinds of organisation that get a mail, with their number, if that is known.
    pub kinds: Vec<Phrase>,
    /// The kind of each row that gets a mail, by its row in the spreadsheet, if that is known.
    pub kind_of_rows: HashMap<u32, String>,
    /// The list's file, as findings name it.
    pub list_file: String,
    /// The grounds whose rows get a letter, for seals that don't record it themselves.
    pub by_post: HashSet<String>,
    /// The grounds that the settings name; others may reveal more than a kind.
    pub grounds: HashSet<String>,
    /// Finds the names and addresses that fit least.
    pub least_fitting: LeastFitting,
    /// Where the pages lead.
    pub links: Links,
    /// The campaign's key: what rows are called in a redacted bundle is derived from it.
    pub key: CampaignKey,
    /// Show only aliases and counts: no name, no address, no id, no text of a mail or a remark, and nothing that links
    /// an alias to a mail or a row.
    pub redact: bool,
    /// Finds what of a mail comes from the list; `None`: the pages don't show it.
    pub marks: Option<TextMarks>,
}
