//! The sum over all rows.

use std::collections::BTreeMap;

use super::state::Ledger;
use crate::delivery::State;

/// Every row counted in exactly one place: `listed` is the sum of the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[allow(missing_docs)]
pub struct Totals {
    pub listed: usize,
    pub excluded: usize,
    pub withheld: usize,
    pub queued: usize,
    pub offered: usize,
    pub accepted: usize,
    pub deferred: usize,
    pub refused: usize,
    pub in_doubt: usize,
    pub expired: usize,
    pub delivered: usize,
    pub delayed: usize,
    pub bounced: usize,
}

impl Totals {
    pub(crate) fn count(&mut self, state: &State) {
        let place = match state {
            State::Queued => &mut self.queued,
            State::Offered => &mut self.offered,
            State::Accepted => &mut self.accepted,
            State::Deferred { .. } => &mut self.deferred,
            State::Refused { .. } => &mut self.refused,
            State::InDoubt => &mut self.in_doubt,
            State::Expired => &mut self.expired,
            State::Delayed => &mut self.delayed,
            State::Delivered => &mut self.delivered,
            State::Bounced => &mut self.bounced,
            State::Withheld => &mut self.withheld,
        };
        *place += 1;
    }
}

impl Ledger {
    /// The sum over all rows of all seals.
    #[must_use]
    pub fn sum(&self) -> Totals {
        let mut sum = Totals {
            listed: self.rows.len(),
            ..Totals::default()
        };
        for (_, entry) in self.recipients() {
            match (entry.is_excluded(), entry.state()) {
                (true, _) | (false, None) => sum.excluded += 1,
                (false, Some(state)) => sum.count(state),
            }
        }
        sum
    }

    /// How many mails of each active seal are open.
    #[must_use]
    pub fn open_by_seal(&self) -> BTreeMap<u32, usize> {
        let mut open = BTreeMap::new();
        for mail in self.listed_mails() {
            if mail.state.is_open() && self.is_active(mail.seal) {
                *open.entry(mail.seal).or_insert(0) += 1;
            }
        }
        open
    }
}
