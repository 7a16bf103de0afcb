//! What a run takes with it.

use std::path::PathBuf;

use super::list_watch::Watched;
use crate::campaign::folder::opened::Opened;
use crate::dispatch::{Candidate, Rules};
use crate::id::Pseudonym;
use crate::journal::SenderLock;
use crate::signoff::Approved;
use crate::vault::Outbox;

/// What a run takes with it.
pub(crate) struct Run {
    pub(crate) lock: SenderLock,
    pub(crate) opened: Opened,
    pub(crate) outbox: Outbox,
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) approved: Vec<(u32, Approved)>,
    pub(crate) rules: Rules,
    /// Mails that a sender which died left open: in doubt now.
    pub(crate) died: Vec<Pseudonym>,
    /// Bytes of the largest mail that may go out, as the relay counts them.
    pub(crate) largest: u64,
    /// What to compare the mails with during the run; `None`: it can reach nobody.
    pub(crate) watched: Option<Watched>,
    /// Where the dialogue with the relay is written.
    pub(crate) transcript: Option<PathBuf>,
}
