//! What a journal may lack, and what it no longer takes: records that a person continued without,
//! and a campaign that was closed here.

use std::collections::HashSet;

use jiff::Timestamp;

use crate::delivery::Impossible;
use crate::id::Pseudonym;
use crate::journal::event::Event;

/// Records are missing: a journal that a person took over may lack the end of what happened.
#[derive(Debug, Clone)]
pub(crate) struct Loss {
    pub(crate) since: Timestamp,
    /// Rows about which a person has since said whether they had their mail.
    settled: HashSet<Pseudonym>,
}

impl Loss {
    pub(crate) fn since(at: Timestamp) -> Self {
        Loss {
            since: at,
            settled: HashSet::new(),
        }
    }

    pub(crate) fn settle(&mut self, recipient: Pseudonym) {
        self.settled.insert(recipient);
    }

    /// Whether a missing run may have mailed this row: a missing seal may have held any row.
    pub(crate) fn may_have_sent(&self, recipient: &Pseudonym) -> bool {
        !self.settled.contains(recipient)
    }
}

/// Why an event can't be folded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It can't follow the state of its mail.
    #[error(transparent)]
    Turn(#[from] Impossible),
    /// The campaign was closed here.
    #[error("the campaign was handed over")]
    HandedOver,
}

/// Whether the event may follow a hand-over: what a living sender still has to report, and an
/// adoption.
pub(crate) const fn may_follow_hand_over(event: &Event) -> bool {
    matches!(
        event,
        Event::Adopted(_)
            | Event::Answered(_)
            | Event::LostSight { .. }
            | Event::RelayFault { .. }
            | Event::RunEnded { .. }
    )
}
