//! What a journal may lack, and what it no longer takes: records that a person continued without,
//! and a campaign that was closed here.

use std::collections::HashSet;

use jiff::Timestamp;

use super::state::Ledger;
use crate::delivery::{Impossible, State};
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

impl Ledger {
    /// How many mails were taken, according to the relay or a person, and when the last one was.
    #[must_use]
    pub fn last_taken(&self) -> Option<(usize, Timestamp)> {
        let taken = |state: &State| {
            matches!(
                state,
                State::Accepted | State::Delayed | State::Delivered | State::Bounced
            )
        };
        let mails = self.recipients().filter_map(|(_, entry)| entry.mail());
        let at: Vec<Timestamp> = mails
            .filter(|mail| taken(mail.state))
            .map(|mail| mail.at)
            .collect();
        at.iter().max().map(|last| (at.len(), *last))
    }
}
