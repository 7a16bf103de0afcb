//! Caps: at most a number of mails in any hour, and in any day. Pure.
//!
//! The hour is any sixty minutes, not the one on the clock: a place becomes free an hour after it
//! was taken. The journal says what earlier runs offered, so a restart gives no new places.

use std::collections::VecDeque;
use std::time::Duration;

/// At most this many mails in any span of this length.
#[derive(Debug, Clone)]
pub(crate) struct Cap {
    most: usize,
    span: Duration,
    /// When each taken place becomes free, soonest first.
    back_at: VecDeque<Duration>,
}

impl Cap {
    /// A cap with every place free.
    pub(crate) const fn new(most: u32, span: Duration) -> Self {
        Cap {
            most: most as usize,
            span,
            back_at: VecDeque::new(),
        }
    }

    /// Counts mails that were offered this long before `now`.
    pub(crate) fn remember(&mut self, ago: impl Iterator<Item = Duration>, now: Duration) {
        let span = self.span;
        self.back_at
            .extend(ago.filter(|ago| *ago < span).map(|ago| now + (span - ago)));
        self.back_at.make_contiguous().sort_unstable();
    }

    /// How long until a place is free. Takes nothing.
    pub(crate) fn wait(&self, now: Duration) -> Duration {
        // As many places as there are were taken last; the first of them must be free again.
        let first = self
            .back_at
            .len()
            .checked_sub(self.most)
            .and_then(|at| self.back_at.get(at));
        first.map_or(Duration::ZERO, |back_at| back_at.saturating_sub(now))
    }

    /// Takes a place.
    pub(crate) fn take(&mut self, now: Duration) {
        while self.back_at.front().is_some_and(|back_at| *back_at <= now) {
            self.back_at.pop_front();
        }
        self.back_at.push_back(now + self.span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    #[test]
    fn no_window_of_an_hour_holds_more_wherever_it_begins() {
        let mut cap = Cap::new(5, MINUTE * 60);
        let (mut now, mut went) = (Duration::ZERO, Vec::new());
        for step in 0..200 {
            now += MINUTE * (step * 7 % 23) + cap.wait(now);
            cap.take(now);
            went.push(now);
        }
        for (at, from) in went.iter().enumerate() {
            let within = went[at..]
                .iter()
                .take_while(|then| **then < *from + MINUTE * 60)
                .count();
            assert!(within <= 5, "{within} in the hour from {from:?}");
        }
    }

    #[test]
    fn a_place_comes_back_to_the_second_and_not_before() {
        let mut cap = Cap::new(2, MINUTE * 60);
        let now = MINUTE;
        cap.take(now);
        cap.take(now + MINUTE);
        assert_eq!(cap.wait(now + MINUTE), MINUTE * 59);
        assert!(cap.wait(now + MINUTE * 60).is_zero());
        cap.take(now + MINUTE * 60);
        assert_eq!(cap.wait(now + MINUTE * 60), MINUTE);
    }

    #[test]
    fn what_went_before_a_restart_keeps_its_place() {
        let mut cap = Cap::new(2, MINUTE * 60);
        // Told in no order; the third left the hour before.
        cap.remember(
            [MINUTE * 10, MINUTE * 50, MINUTE * 61].into_iter(),
            Duration::ZERO,
        );
        assert_eq!(cap.wait(Duration::ZERO), MINUTE * 10);
        // A cap that was lowered between the runs: as many must come back as there are too many.
        let mut lower = Cap::new(1, MINUTE * 60);
        lower.remember([MINUTE * 10, MINUTE * 50].into_iter(), Duration::ZERO);
        assert_eq!(lower.wait(Duration::ZERO), MINUTE * 50);
    }
}
