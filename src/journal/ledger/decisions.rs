//! What people decided about whole organisations: withheld, or released. The newest decision
//! counts, over every seal.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::delivery::State;
use crate::id::{Pseudonym, TextId};

/// The newest decision about one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// When it was made.
    pub at: Timestamp,
    /// Who decided.
    pub by: TextId,
    /// The reason given.
    pub why: TextId,
    /// `true`: withheld; `false`: released.
    pub withheld: bool,
    /// In a journal from before withholding outlasted a seal: a later seal may offer the mail all
    /// the same.
    pub(crate) sealed_since: bool,
}

/// The newest decision about each organisation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Decisions(HashMap<Pseudonym, Decision>);

impl Decisions {
    pub(crate) fn get(&self, recipient: &Pseudonym) -> Option<&Decision> {
        if self.0.is_empty() {
            None
        } else {
            self.0.get(recipient)
        }
    }

    pub(crate) fn is_withheld(&self, recipient: &Pseudonym) -> bool {
        self.get(recipient)
            .is_some_and(|decision| decision.withheld)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Pseudonym, &Decision)> {
        self.0.iter()
    }

    pub(crate) fn decide(
        &mut self,
        recipient: Pseudonym,
        at: Timestamp,
        by: TextId,
        why: TextId,
        withheld: bool,
    ) {
        self.0.insert(
            recipient,
            Decision {
                at,
                by,
                why,
                withheld,
                sealed_since: false,
            },
        );
    }

    pub(crate) fn sealed(&mut self, recipient: &Pseudonym) {
        if let Some(decision) = self.0.get_mut(recipient) {
            decision.sealed_since = true;
        }
    }

    /// Whether a person's decision forbids an offer to this organisation.
    pub(crate) fn forbids_an_offer(&self, recipient: &Pseudonym) -> bool {
        self.get(recipient)
            .is_some_and(|decision| decision.withheld && !decision.sealed_since)
    }
}

/// Whether a person's withholding can stand in the journal: the mail is not on its way or with the
/// recipient. In doubt it can: a sender may find the doubt while a person withholds, and whichever
/// record comes first, both hold.
pub(crate) const fn can_be_withheld(state: Option<&State>) -> bool {
    match state {
        None
        | Some(
            State::Queued
            | State::Deferred { .. }
            | State::Refused { .. }
            | State::Expired
            | State::InDoubt
            | State::Withheld
            | State::Bounced,
        ) => true,
        Some(State::Offered | State::Accepted | State::Delayed | State::Delivered) => false,
    }
}

/// Whether withholding shows as the mail's state. A mail that was handed over keeps its own state.
pub(crate) const fn shows_as_withheld(state: &State) -> bool {
    match state {
        State::Queued
        | State::Deferred { .. }
        | State::Refused { .. }
        | State::Expired
        | State::Withheld => true,
        State::Offered
        | State::Accepted
        | State::InDoubt
        | State::Delayed
        | State::Delivered
        | State::Bounced => false,
    }
}
