//! Why a journal can't be used, and the messages for people.

use super::store::fault::StoreFault;
use super::store::proof::Gap;
use crate::phrase::{Phrase, system_words};

/// Why the journal can't be used.
#[derive(Debug, thiserror::Error)]
pub enum JournalFault {
    /// The disk, the format or the chain.
    #[error(transparent)]
    Store(#[from] StoreFault),
    /// A head could not be read or written.
    #[error("the journal's head could not be read or written: {0}")]
    Head(#[from] std::io::Error),
    /// Records are missing that were there.
    #[error("the journal ends before its head: {head} records were written, {found} are there")]
    Shorter {
        /// Number of records according to the head.
        head: u64,
        /// Number of records found.
        found: u64,
    },
    /// There are records, but not those that the head saw.
    #[error("the journal is not the one its head belongs to")]
    Other,
    /// The event can't follow what the journal says. Nothing was written.
    #[error("this cannot follow what the journal says: {0}")]
    CannotFollow(String),
    /// Another machine wrote last.
    #[error("another machine wrote to this journal last")]
    OtherMachine,
    /// Nothing on this machine says how far the journal went.
    #[error("nothing on this machine says how far this journal went")]
    NoHead,
    /// The campaign was closed here, to continue elsewhere.
    #[error("the campaign was handed over")]
    HandedOver {
        /// When it was closed.
        at: jiff::Timestamp,
    },
    /// The head that a person brought is not where this journal ends.
    #[error("the journal ends at {found} records, the head given is of {given}")]
    NotItsHead {
        /// Number of records according to the person's head.
        given: u64,
        /// Number of records found.
        found: u64,
    },
}

impl JournalFault {
    pub(super) const fn of(gap: Gap, found: u64) -> JournalFault {
        match gap {
            Gap::OtherMachine => JournalFault::OtherMachine,
            Gap::NoHead => JournalFault::NoHead,
            Gap::Shorter(head) => JournalFault::Shorter {
                head: head.count,
                found,
            },
            Gap::Other => JournalFault::Other,
        }
    }

    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            JournalFault::Store(StoreFault::Damaged(damage)) => {
                Phrase::new("journal-damaged").with("what", damage.phrase())
            }
            JournalFault::Store(StoreFault::Foreign) => Phrase::new("journal-foreign"),
            JournalFault::Store(StoreFault::Newer(form)) => {
                Phrase::new("journal-newer").with("form", i64::from(*form))
            }
            JournalFault::Store(fault) if fault.is_damage() => {
                Phrase::new("journal-damaged").with("what", fault.why())
            }
            JournalFault::Store(fault) => Phrase::new("journal-disk").with("what", fault.why()),
            JournalFault::Head(fault) => {
                Phrase::new("journal-head").with("what", system_words(fault))
            }
            JournalFault::Shorter { head, found } => Phrase::new("journal-shorter")
                .with("head", *head)
                .with("found", *found),
            JournalFault::CannotFollow(_) => Phrase::new("journal-cannot-follow"),
            JournalFault::Other => Phrase::new("journal-other"),
            JournalFault::OtherMachine => Phrase::new("journal-other-machine"),
            JournalFault::NoHead => Phrase::new("journal-no-head"),
            JournalFault::HandedOver { at } => Phrase::new("journal-handed-over").with("at", *at),
            JournalFault::NotItsHead { given, found } => Phrase::new("journal-not-its-head")
                .with("given", *given)
                .with("found", *found),
        }
    }

    /// Whether the journal itself is at fault (exit code 11), not the disk around it.
    #[must_use]
    pub fn is_about_the_journal(&self) -> bool {
        match self {
            JournalFault::Store(StoreFault::Newer(_)) => true,
            JournalFault::Store(fault) => fault.is_damage(),
            JournalFault::Shorter { .. }
            | JournalFault::Other
            | JournalFault::OtherMachine
            | JournalFault::NoHead
            | JournalFault::HandedOver { .. }
            | JournalFault::NotItsHead { .. } => true,
            JournalFault::Head(_) | JournalFault::CannotFollow(_) => false,
        }
    }
}
