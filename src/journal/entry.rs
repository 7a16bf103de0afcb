//! What the ledger holds: seals, rows, mails, words, runs.

use jiff::Timestamp;

use super::event::{RunBegan, RunEnd, Sealed, Step, WordGiven};
use crate::delivery::State;
use crate::id::{Digest, TextId};
use crate::reply::{QueueId, ReplyCode};

/// One seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealEntry {
    /// When.
    pub at: Timestamp,
    /// What.
    pub sealed: Sealed,
}

/// One row of the list, over all seals.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    pub(super) excluded: bool,
    pub(super) current: Option<Box<MailEntry>>,
    pub(super) earlier: Box<[MailEntry]>,
}

/// One mail of one recipient.
#[derive(Debug, Clone)]
pub struct MailEntry {
    /// The newest seal that holds it.
    pub seal: u32,
    /// The mail digest.
    pub mail: Digest,
    /// Where it is.
    pub state: State,
    /// How often it was tried: the relay was asked about this recipient.
    pub attempts: u32,
    /// When it came to its state.
    pub at: Timestamp,
    /// What the tries came to; apart, since most mails of a large campaign wait for theirs.
    pub(super) tried: Option<Box<Tried>>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Tried {
    pub(super) date: Option<Timestamp>,
    pub(super) first_at: Option<Timestamp>,
    pub(super) offered_at: Option<Timestamp>,
    pub(super) queue_id: Option<QueueId>,
    pub(super) answer: Option<Answer>,
}

/// An answer of the relay: to which step, its code and its words.
pub type Answer = (Step, Option<ReplyCode>, Option<TextId>);

/// A word given on a digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordEntry {
    /// When.
    pub at: Timestamp,
    /// The word.
    pub word: WordGiven,
    /// When it was taken back.
    pub withdrawn: Option<Timestamp>,
}

/// The last run of a sender.
#[derive(Debug, Clone)]
pub struct RunEntry {
    /// When it began.
    pub began: Timestamp,
    /// How it was set.
    pub settings: RunBegan,
    /// When and why it ended; `None` while it runs and after a crash.
    pub ended: Option<(Timestamp, RunEnd)>,
    /// Whether a person asked it to stop.
    pub stop_asked: bool,
    /// The last fault of the relay in it.
    pub relay_fault: Option<(Step, Option<ReplyCode>)>,
}

impl MailEntry {
    /// `Date:`, from the first offer on.
    #[must_use]
    pub fn date(&self) -> Option<Timestamp> {
        self.tried.as_ref()?.date
    }

    /// The first attempt.
    #[must_use]
    pub fn first_at(&self) -> Option<Timestamp> {
        self.tried.as_ref()?.first_at
    }

    /// The last offer: what rates are counted with.
    #[must_use]
    pub fn offered_at(&self) -> Option<Timestamp> {
        self.tried.as_ref()?.offered_at
    }

    /// The relay's own name for it.
    #[must_use]
    pub fn queue_id(&self) -> Option<&QueueId> {
        self.tried.as_ref()?.queue_id.as_ref()
    }

    /// The last answer of the relay.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer> {
        self.tried.as_ref()?.answer.as_ref()
    }

    pub(super) fn tried_mut(&mut self) -> &mut Tried {
        self.tried.get_or_insert_default()
    }
}

impl Entry {
    /// Whether the newest seal that knows the row left it out.
    #[must_use]
    pub const fn is_excluded(&self) -> bool {
        self.excluded
    }

    /// The mail that counts: the newest.
    #[must_use]
    pub fn mail(&self) -> Option<&MailEntry> {
        self.current.as_deref()
    }

    /// Mails before it that were tried and replaced by a corrected one, oldest first.
    #[must_use]
    pub fn earlier(&self) -> &[MailEntry] {
        &self.earlier
    }

    /// The state of the mail that counts.
    #[must_use]
    pub fn state(&self) -> Option<&State> {
        self.mail().map(|mail| &mail.state)
    }
}
