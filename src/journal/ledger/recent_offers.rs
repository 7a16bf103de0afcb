//! When the relay was recently asked to take a mail: the caps of an hour and a day count these
//! after a restart.

use std::collections::VecDeque;
use std::time::Duration;

use jiff::Timestamp;

use crate::delivery::Verdict;
use crate::journal::event::RunEnd;

/// No cap looks back further.
const DAY: i64 = 86_400_000;

/// The times within a day at which it was asked, in the order of the journal; and its recent
/// refusals.
#[derive(Debug, Clone, Default)]
pub struct Recent {
    asked: VecDeque<i64>,
    refused: u32,
}

impl Recent {
    pub(crate) fn offered(&mut self, at: Timestamp) {
        let at = at.as_millisecond();
        while self.asked.front().is_some_and(|first| *first < at - DAY) {
            self.asked.pop_front();
        }
        self.asked.push_back(at);
    }

    pub(crate) const fn answered(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::Accepted { .. } => self.refused = 0,
            Verdict::Refused => self.refused = self.refused.saturating_add(1),
            Verdict::Deferred { .. } | Verdict::InDoubt => {}
        }
    }

    /// After the brake a person starts the next run, and it counts from zero.
    pub(crate) fn ended(&mut self, why: RunEnd) {
        if why == RunEnd::Brake {
            self.refused = 0;
        }
    }

    /// How many mails in a row were refused, over all runs: since the last accepted one, or since
    /// the brake last stopped a run. The next run's brake starts with this number.
    #[must_use]
    pub const fn refused(&self) -> u32 {
        self.refused
    }

    /// How long ago each was, newest first. A time in the future counts as just now: the clock was
    /// set back.
    pub fn ago(&self, now: Timestamp) -> impl Iterator<Item = Duration> {
        let now = now.as_millisecond();
        self.asked
            .iter()
            .rev()
            .map(move |at| Duration::from_millis(u64::try_from(now - at).unwrap_or(0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_kept_and_the_future_is_now() {
        let at = |seconds: i64| Timestamp::from_second(1_700_000_000 + seconds).unwrap();
        let mut recent = Recent::default();
        for seconds in [0, 10, 86_405] {
            recent.offered(at(seconds));
        }
        let ago: Vec<u64> = recent.ago(at(86_400)).map(|ago| ago.as_secs()).collect();
        assert_eq!(
            ago,
            [0, 86_390],
            "the first is older than a day before the last"
        );
    }
}
