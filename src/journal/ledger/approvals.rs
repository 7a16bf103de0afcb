//! What the ledger holds of approvals.

use jiff::Timestamp;

use crate::id::TextId;
use crate::journal::event::{Sealed, WordGiven};

/// A person withdrew an approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenBack {
    /// When it was withdrawn.
    pub at: Timestamp,
    /// The reason, if one was given.
    pub why: Option<TextId>,
}

/// An approval given on a digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordEntry {
    /// When it was given.
    pub at: Timestamp,
    /// The approval itself.
    pub word: WordGiven,
    /// Since when it no longer counts: it was withdrawn, or may have been in records that are missing.
    pub withdrawn: Option<Timestamp>,
    /// Set if the person withdrew it.
    pub taken_back: Option<TakenBack>,
    /// A later seal replaced the digest it was given on; sealing the same digest again doesn't make it valid again.
    pub void: bool,
    /// Latest time on any record from this one on: the current time is at least that, whatever the clock says.
    pub latest: Timestamp,
}

impl WordEntry {
    /// An approval just given.
    #[must_use]
    pub const fn new(at: Timestamp, word: WordGiven) -> Self {
        WordEntry {
            at,
            word,
            withdrawn: None,
            taken_back: None,
            void: false,
            latest: at,
        }
    }

    /// Withdraws the selected approvals of a person that still count.
    pub(crate) fn take_back(
        words: &mut [WordEntry],
        is_it: impl Fn(&WordGiven) -> bool,
        back: TakenBack,
    ) {
        for entry in words
            .iter_mut()
            .filter(|entry| is_it(&entry.word) && entry.withdrawn.is_none())
        {
            entry.withdrawn = Some(back.at);
            entry.taken_back = Some(back);
        }
    }

    /// A whole seal replaces everything before it, so all earlier approvals are void. A supplement voids only
    /// approvals of its own digest.
    pub(crate) fn void_all(words: &mut [WordEntry], sealed: &Sealed) {
        for entry in words {
            entry.void |= !sealed.supplement || entry.word.digest == sealed.digest;
        }
    }
}
