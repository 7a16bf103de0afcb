//! Clock doubts: when a person must confirm this computer's clock before a run relies on it. Pure.
//!
//! One clock alone can't prove the time. Three things speak against it: a record ahead of it, a
//! long silence, or a mail whose time is up though no run saw that come. A person is asked only if
//! something in the run depends on it.

use std::time::Duration;

use jiff::Timestamp;

use crate::clock::FAR;
use crate::config::Window;
use crate::delivery::State;
use crate::dispatch::Rules;
use crate::dispatch::plan::{Placement, Terms, is_from_the_future, turn_of};
use crate::id::Pseudonym;
use crate::journal::Ledger;
use crate::journal::ledger::state::MailEntry;
use crate::phrase::{Arg, Phrase};

const DAY: Duration = Duration::from_secs(86_400);
/// No silence up to the first is long, and every silence beyond the second is, whatever came
/// before.
const LONG: (Duration, Duration) = (DAY.saturating_mul(3), DAY.saturating_mul(14));

/// What speaks against the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockDoubt {
    /// Mails would be marked expired at once, and no run saw their time come.
    Expires {
        /// The clock's time.
        now: Timestamp,
        /// When the journal was last written to.
        last: Timestamp,
        /// Number of those mails.
        mails: usize,
    },
    /// Records are ahead of the clock: it was wrong then, or is wrong now.
    Behind {
        /// The clock's time.
        now: Timestamp,
        /// Time of the record.
        last: Timestamp,
    },
    /// Nothing was recorded for long: more than twice the longest silence before, but at least
    /// three days and at most fourteen.
    Silence {
        /// The clock's time.
        now: Timestamp,
        /// When the journal was last written to.
        last: Timestamp,
    },
}

impl ClockDoubt {
    /// What speaks against the clock before a run of these mails. `due`: how many may go at once.
    #[must_use]
    pub fn of<'r>(
        ledger: &Ledger,
        rules: &Rules,
        mails: impl Iterator<Item = &'r Pseudonym>,
        due: usize,
        now: Timestamp,
    ) -> Option<ClockDoubt> {
        if rules.clock_vouched {
            return None;
        }
        let last = ledger.quiet().last()?;
        let terms = Terms::of(rules, now);
        let (mut expire, mut ahead, mut waited) = (0, None, false);
        for recipient in mails.filter(|one| rules.is_asked_for(one)) {
            let turn = turn_of(ledger, recipient, |_| true, terms);
            expire += usize::from(turn == Placement::Expire);
            if let Some(mail) = ledger.recipient(recipient).and_then(|entry| entry.mail())
                && let State::Deferred { not_before } = mail.state
            {
                ahead = ahead.max(set_ahead(mail, now));
                waited |= last < *not_before && *not_before <= now;
            }
        }
        if expire > 0 {
            return Some(ClockDoubt::Expires {
                now,
                last,
                mails: expire,
            });
        }
        if let Some(last) = ahead {
            return Some(ClockDoubt::Behind { now, last });
        }
        let hangs_on_it = waited
            || rules
                .window
                .as_ref()
                .is_some_and(|window| limits(window, last));
        ClockDoubt::by_records(ledger, now)
            .filter(|doubt| due > 0 && (hangs_on_it || matches!(doubt, ClockDoubt::Behind { .. })))
    }

    /// What the times of the records alone show.
    #[must_use]
    pub fn by_records(ledger: &Ledger, now: Timestamp) -> Option<ClockDoubt> {
        let quiet = ledger.quiet();
        let last = quiet.last()?;
        if last.duration_since(now) > FAR {
            return Some(ClockDoubt::Behind { now, last });
        }
        let long = quiet.longest().saturating_mul(2).clamp(LONG.0, LONG.1);
        quiet
            .span(now)
            .filter(|span| *span > long)
            .map(|_| ClockDoubt::Silence { now, last })
    }

    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        let (key, now, last, mails) = match *self {
            ClockDoubt::Expires { now, last, mails } => {
                ("campaign-clock-expires", now, last, mails)
            }
            ClockDoubt::Behind { now, last } => ("campaign-clock-behind", now, last, 0),
            ClockDoubt::Silence { now, last } => ("campaign-clock-silence", now, last, 0),
        };
        Phrase::new(key)
            .with("mails", mails)
            .with("now", Arg::Dated(now))
            .with("last", Arg::Dated(last))
    }
}

/// Whether this window could have held back a mail that it allows now, or the other way round.
fn limits(window: &Window, last: Timestamp) -> bool {
    let moments = window.not_before.is_some_and(|from| from > last) || window.deadline.is_some();
    moments || window.hours.is_some() || window.days.0.contains(&false)
}

/// When this mail was deferred, if that is far ahead of the clock.
fn set_ahead(mail: MailEntry<'_>, now: Timestamp) -> Option<Timestamp> {
    is_from_the_future(mail, now).then_some(mail.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Event;

    fn at(days: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + days * 86_400).unwrap()
    }

    #[test]
    fn a_silence_is_measured_by_those_before_it_and_a_record_ahead_is_told() {
        let doubt = |records: &[i64], now| {
            let mut ledger = Ledger::default();
            records
                .iter()
                .for_each(|day| ledger.apply(at(*day), &Event::StopAsked).unwrap());
            ClockDoubt::by_records(&ledger, at(now))
        };
        let silence = |last, now| {
            Some(ClockDoubt::Silence {
                now: at(now),
                last: at(last),
            })
        };
        assert_eq!(doubt(&[], 1_000), None);
        assert_eq!((doubt(&[0], 3), doubt(&[0], 4)), (None, silence(0, 4)));
        assert_eq!(
            (doubt(&[0, 5], 15), doubt(&[0, 5], 16)),
            (None, silence(5, 16))
        );
        assert_eq!(
            (doubt(&[0, 400], 414), doubt(&[0, 400], 415)),
            (None, silence(400, 415))
        );
        let behind = Some(ClockDoubt::Behind {
            now: at(8),
            last: at(10),
        });
        assert_eq!((doubt(&[10], 9), doubt(&[10], 8)), (None, behind));
    }
}
