//! What a seal is asked for, and what comes of it.

use jiff::Timestamp;

use super::placing::Beside;
use crate::campaign::decisions::withheld::Withheld;
use crate::campaign::folder::list_identity::ListIdentity;
use crate::dispatch::Work;
use crate::finding::Finding;
use crate::id::{Digest, ListId};
use crate::list::Sum;
use crate::vault::PutAside;

/// What is asked of a seal.
#[derive(Debug, Clone, Default)]
pub struct SealAsk {
    /// Name of the person who seals.
    pub by: Option<String>,
    /// Take only rows that are new or back on the list, and mails that differ: open ones, or
    /// refused, expired and bounced ones that were corrected.
    pub supplement: bool,
    /// Start the trial over.
    pub fresh: bool,
}

/// Result of a seal.
#[derive(Debug, Clone)]
pub struct SealOutcome {
    /// The campaign digest that counts now; `None` if there was nothing to seal and never was.
    pub digest: Option<Digest>,
    /// Whether a new seal was made; otherwise everything was as sealed before, or there was nothing
    /// to seal.
    pub made: bool,
    /// Mails in the seal.
    pub mails: usize,
    /// Bytes of its mails.
    pub octets: u64,
    /// What changed since the previous seal; `None` for the first.
    pub changes: Option<ChangeList>,
    /// Which list was sealed.
    pub list: ListIdentity,
    /// The sum of the list.
    pub sum: Sum,
    /// Warnings of the check.
    pub warnings: Vec<Finding>,
    /// Organisations that people withhold: their mails don't go.
    pub withheld: Vec<Withheld>,
    /// Rows that changed in the list after their mail was accepted or handed over: not sent again.
    pub changed_too_late: Vec<ListId>,
    /// Since when records of the journal may be missing: then every mail of the seal begins in doubt.
    pub records_lost: Option<Timestamp>,
    /// The mails that may go out now.
    pub work: Work,
    /// Where a seal is kept that was in the vault and that the journal doesn't know.
    pub put_aside: Option<PutAside>,
}

/// What changed, with the list's ids.
#[derive(Debug, Clone, Default)]
pub struct ChangeList {
    /// Settings, by their line in the manifest.
    pub settings: Vec<String>,
    /// Input files that differ.
    pub files: Vec<String>,
    /// Rows that have a mail now and had none that counted.
    pub added: Vec<ListId>,
    /// Rows whose mail was still to go, and that left the list or are excluded now.
    pub gone: Vec<ListId>,
    /// Rows whose mail differs.
    pub changed: Vec<ListId>,
    /// Rows on the list whose mail is not in this seal, by reason.
    pub beside: Beside,
}
