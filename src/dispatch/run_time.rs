//! The time of one run: its wall clock at the start, and how much time has passed since. If the two
//! disagree, the wall clock was set, or was wrong.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::clock::FAR;

/// The time of one run.
#[derive(Debug, Clone, Copy)]
pub(super) struct RunTime {
    wall: Timestamp,
    lived: Duration,
}

impl RunTime {
    /// A run begins. `lived`: as [`crate::clock::Clock::lived`] counts.
    pub(super) const fn begins(wall: Timestamp, lived: Duration) -> Self {
        RunTime { wall, lived }
    }

    /// The wall clock at the start of the run.
    pub(super) const fn began(&self) -> Timestamp {
        self.wall
    }

    /// What the wall clock would show now if nobody had set it since.
    pub(super) fn by_now(&self, lived: Duration) -> Timestamp {
        let passed = SignedDuration::try_from(lived.saturating_sub(self.lived));
        passed
            .ok()
            .and_then(|passed| self.wall.checked_add(passed).ok())
            .unwrap_or(Timestamp::MAX)
    }

    /// Whether the wall clock moved so far from the time that passed that nothing may be decided by
    /// it.
    pub(super) fn moved(&self, now: Timestamp, lived: Duration) -> bool {
        now.duration_since(self.by_now(lived)).unsigned_abs() > FAR.unsigned_abs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_corrected_moves_nothing_and_one_that_jumps_does() {
        let at = |hours: i64| Timestamp::from_second(1_700_000_000 + hours * 3_600).unwrap();
        let after = |hours: u64| Duration::from_secs(hours * 3_600);
        let time = RunTime::begins(at(0), after(7));
        assert_eq!(time.by_now(after(10)), at(3));
        // A run that waits for weeks.
        assert!(!time.moved(at(1_000), after(1_007)));
        for (now, moved) in [
            (3, false),
            (27, false),
            (28, true),
            (-21, false),
            (-22, true),
        ] {
            assert_eq!(time.moved(at(now), after(10)), moved, "{now}");
        }
    }
}
