//! The timeline: answers in columns of equal length, and long silences left out.

use std::collections::BTreeMap;

use super::sending::Answers;

/// Lengths of a column, in seconds.
const LENGTHS: [i64; 12] = [
    1, 5, 15, 60, 300, 900, 3_600, 10_800, 21_600, 86_400, 604_800, 2_419_200,
];
/// At most so many columns, if any length gives so few.
const MOST: usize = 60;
/// So many empty columns are shown; longer silences are left out.
const EMPTY: i64 = 3;

/// The timeline of a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Timeline {
    /// Length of a column, in seconds.
    pub(super) length: i64,
    /// The columns, oldest first.
    pub(super) columns: Vec<Bar>,
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bar {
    /// What was answered in the time from this second on.
    Of(i64, Answers),
    /// A silence that is left out.
    Silence,
}

impl Timeline {
    /// The timeline of these answers. `ahead` is how far the clock on the wall is ahead of UTC, so that columns of an
    /// hour or a day begin with the hour or the day.
    pub(super) fn of(seconds: &BTreeMap<i64, Answers>, ahead: i64) -> Timeline {
        let mut timeline = Timeline::default();
        for length in LENGTHS {
            timeline = Timeline::in_columns(seconds, ahead, length);
            if timeline.columns.len() <= MOST {
                break;
            }
        }
        timeline
    }

    fn in_columns(seconds: &BTreeMap<i64, Answers>, ahead: i64, length: i64) -> Timeline {
        let mut columns = Vec::new();
        let mut last: Option<(i64, Answers)> = None;
        let from = |number: i64| number * length - ahead;
        for (second, answers) in seconds {
            let number = (second + ahead).div_euclid(length);
            match &mut last {
                Some((open, sum)) if *open == number => sum.add(*answers),
                _ => {
                    if let Some((open, sum)) = last.replace((number, *answers)) {
                        columns.push(Bar::Of(from(open), sum));
                        if number - open > EMPTY + 1 {
                            columns.push(Bar::Silence);
                        } else {
                            let empty = |at| Bar::Of(from(at), Answers::default());
                            columns.extend((open + 1..number).map(empty));
                        }
                    }
                }
            }
        }
        columns.extend(last.map(|(open, sum)| Bar::Of(from(open), sum)));
        Timeline { length, columns }
    }

    /// Most answers in one column.
    pub(super) fn most(&self) -> usize {
        let totals = self.columns.iter().map(|column| match column {
            Bar::Of(_, answers) => answers.total(),
            Bar::Silence => 0,
        });
        totals.max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(count: usize) -> Answers {
        Answers {
            accepted: count,
            ..Answers::default()
        }
    }

    fn total(timeline: &Timeline) -> usize {
        let answers = timeline.columns.iter().map(|column| match column {
            Bar::Of(_, answers) => answers.total(),
            Bar::Silence => 0,
        });
        answers.sum()
    }

    #[test]
    fn every_answer_is_in_one_column_and_there_are_few_columns() {
        for (count, apart) in [
            (1, 1),
            (40, 2),
            (3_000, 1),
            (900, 120),
            (5_000, 700),
            (400, 90_000),
        ] {
            let seconds: BTreeMap<i64, Answers> = (0..count)
                .map(|at| (1_734_532_807 + at * apart, accepted(2)))
                .collect();
            let timeline = Timeline::of(&seconds, 3_600);
            assert_eq!(total(&timeline), seconds.len() * 2, "{count} {apart}");
            assert!(
                (1..=MOST).contains(&timeline.columns.len()),
                "{count} {apart}"
            );
        }
        assert_eq!(Timeline::of(&BTreeMap::new(), 0).columns, []);
    }

    #[test]
    fn a_long_silence_takes_one_column_and_a_short_one_is_seen() {
        let at = |second: i64| (second, accepted(1));
        let seconds = BTreeMap::from([at(10), at(12), at(500_000), at(500_001)]);
        let timeline = Timeline::of(&seconds, 0);
        let none = Answers::default();
        assert_eq!(
            timeline.columns,
            [
                Bar::Of(10, accepted(1)),
                Bar::Of(11, none),
                Bar::Of(12, accepted(1)),
                Bar::Silence,
                Bar::Of(500_000, accepted(1)),
                Bar::Of(500_001, accepted(1)),
            ]
        );
        assert_eq!((timeline.length, timeline.most()), (1, 1));
    }

    #[test]
    fn columns_of_a_day_begin_with_the_day_of_the_place() {
        let seconds = (0..200).map(|day| (day * 86_400 + 82_800 + 60, accepted(1)));
        let timeline = Timeline::of(&seconds.collect(), 3_600);
        let first = timeline.columns.first();
        let Some(Bar::Of(from, _)) = first else {
            panic!("{first:?}");
        };
        assert_eq!((from + 3_600).rem_euclid(86_400), 0);
    }
}
