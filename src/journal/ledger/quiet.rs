//! When the journal was last written to, and its longest silence so far: to check a clock against.

use std::time::Duration;

use jiff::Timestamp;

/// The last record, and the longest silence between two.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Quiet {
    last: Option<Timestamp>,
    longest: Duration,
}

impl Quiet {
    pub(crate) fn hear(&mut self, at: Timestamp) {
        self.longest = self.longest.max(self.span(at).unwrap_or_default());
        self.last = Some(at);
    }

    /// The time of the last record.
    #[must_use]
    pub const fn last(&self) -> Option<Timestamp> {
        self.last
    }

    /// The longest silence between two records so far.
    #[must_use]
    pub const fn longest(&self) -> Duration {
        self.longest
    }

    /// Time from the last record to `now`; `None` if there is no record, or it is ahead of `now`.
    #[must_use]
    pub fn span(&self, now: Timestamp) -> Option<Duration> {
        self.last
            .and_then(|last| Duration::try_from(now.duration_since(last)).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_set_back_makes_no_silence() {
        let at = |hours: i64| Timestamp::from_second(1_700_000_000 + hours * 3_600).unwrap();
        let hours = |hours: u64| Duration::from_secs(hours * 3_600);
        let mut quiet = Quiet::default();
        for hour in [0, 5, 2, 4] {
            quiet.hear(at(hour));
        }
        assert_eq!((quiet.longest(), quiet.last()), (hours(5), Some(at(4))));
        assert_eq!(
            (quiet.span(at(9)), quiet.span(at(3))),
            (Some(hours(5)), None)
        );
    }
}
