//! What went wrong with sending, hour by hour: whether, not how often. Pure.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::delivery::Verdict;
use crate::journal::Event;
use crate::journal::event::RunEnd;
use crate::proof::{LeafLine, Trouble};

const HOUR: i64 = 3600;

/// The hour of a time, counted from 1970 in UTC.
pub(super) fn hour(at: Timestamp) -> i64 {
    at.as_second().div_euclid(HOUR)
}

/// The hours in which something went wrong.
#[derive(Debug, Default)]
pub(super) struct TroubledHours(BTreeMap<i64, Vec<Trouble>>);

impl TroubledHours {
    /// Takes in a record.
    pub(super) fn hear(&mut self, at: Timestamp, event: &Event) {
        let trouble = match event {
            Event::Answered(answered) => match answered.verdict {
                Verdict::Deferred { .. } => Trouble::Deferral,
                Verdict::InDoubt => Trouble::Doubt,
                Verdict::Accepted { .. } | Verdict::Refused => return,
            },
            Event::LostSight { .. } => Trouble::Doubt,
            Event::RelayFault { .. } => Trouble::Relay,
            Event::RunEnded { why, .. } => match why {
                RunEnd::Brake => Trouble::Brake,
                RunEnd::Relay => Trouble::Relay,
                RunEnd::NothingDue
                | RunEnd::Stopped
                | RunEnd::Withdrawn
                | RunEnd::Lapsed
                | RunEnd::Window
                | RunEnd::Pace
                | RunEnd::Limit
                | RunEnd::Clock => return,
            },
            Event::Adopted(_) => Trouble::Adopted,
            _ => return,
        };
        let known = self.0.entry(hour(at)).or_default();
        if !known.contains(&trouble) {
            known.push(trouble);
            known.sort_unstable();
        }
    }

    /// What a leaf says of this hour.
    pub(super) fn line(&self, hour: i64) -> LeafLine {
        LeafLine::Hour {
            from: Timestamp::from_second(hour * HOUR).unwrap_or(Timestamp::UNIX_EPOCH),
            trouble: self.0.get(&hour).cloned().unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_says_whether_and_never_how_often() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let mut hours = TroubledHours::default();
        let ended = |why| Event::RunEnded { why, braked: None };
        for second in [3600, 3601, 7199] {
            hours.hear(at(second), &ended(RunEnd::Relay));
        }
        hours.hear(at(3600), &ended(RunEnd::Brake));
        hours.hear(at(7200), &ended(RunEnd::Limit));
        assert_eq!(
            hours.line(hour(at(5000))).text(),
            "hour 1970-01-01T01:00:00.000Z relay brake\n"
        );
        assert_eq!(hours.line(2).text(), "hour 1970-01-01T02:00:00.000Z none\n");
    }
}
