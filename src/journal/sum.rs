//! The sum over all rows.

use crate::delivery::State;

/// Every row in exactly one place: `listed` is the sum of the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[allow(missing_docs)]
pub struct Sum {
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

impl Sum {
    pub(super) fn count(&mut self, state: &State) {
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
