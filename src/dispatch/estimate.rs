//! Forecast: when a run will have offered what is due. Pure.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::Rules;
use super::candidates::Domain;
use super::schedule::pace;
use super::schedule::quota::Cap;
use super::schedule::window::{Opening, opening};
use crate::config::Rate;
use crate::journal::ledger::state::Recent;

/// The work of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Number of mails.
    pub mails: usize,
    /// How many of them go to the domain with the most mails.
    pub to_one_domain: usize,
}

impl Work {
    /// The work of mails to these domains.
    pub fn to(domains: impl Iterator<Item = Domain>) -> Work {
        let mut domains: Vec<Domain> = domains.collect();
        domains.sort_unstable();
        let to_one_domain = domains
            .chunk_by(Domain::eq)
            .map(<[Domain]>::len)
            .max()
            .unwrap_or_default();
        Work {
            mails: domains.len(),
            to_one_domain,
        }
    }

    /// The same work, limited to this many mails.
    #[must_use]
    pub fn at_most(self, limit: usize) -> Work {
        Work {
            mails: self.mails.min(limit),
            to_one_domain: self.to_one_domain.min(limit),
        }
    }
}

/// When a run that starts now would end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forecast {
    /// No pace slows it down: the relay decides.
    Unpaced,
    /// The last mail goes at about this time.
    Ends(Timestamp),
    /// Some mails don't go before the deadline.
    Late {
        /// The deadline.
        deadline: Timestamp,
        /// Number of those mails.
        left: usize,
    },
}

impl Forecast {
    /// When it ends, if that can be forecast.
    #[must_use]
    pub const fn ends(self) -> Option<Timestamp> {
        match self {
            Forecast::Ends(at) => Some(at),
            Forecast::Unpaced | Forecast::Late { .. } => None,
        }
    }
}

/// When this work will be done from `now` on, at this pace and in this window, under caps that
/// `recent` offers already use. A server that defers mails or asks for time makes it later.
#[must_use]
pub fn estimate(rules: &Rules, work: Work, recent: &Recent, now: Timestamp) -> Forecast {
    let period = |rate: Option<Rate>| rate.map_or(Duration::ZERO, Rate::period);
    let by_connections = period(rules.pace.per_connection) / u32::from(rules.connections.max(1));
    let overall = period(rules.pace.rate).max(by_connections);
    let mut caps = pace::caps(rules.pace);
    caps.iter_mut()
        .for_each(|cap| cap.remember(recent.ago(now), Duration::ZERO));
    let unpaced = overall.is_zero() && caps.is_empty() && rules.pace.per_domain.is_none();
    let ends = last(rules, work.mails, overall, caps, now);
    let of_domain = last(
        rules,
        work.to_one_domain,
        period(rules.pace.per_domain),
        Vec::new(),
        now,
    );
    match (
        ends,
        of_domain,
        rules.window.as_ref().and_then(|window| window.deadline),
    ) {
        (Ok(_), Ok(_), _) if unpaced => Forecast::Unpaced,
        (Ok(ends), Ok(of_domain), _) => Forecast::Ends(ends.max(of_domain)),
        (ends, of_domain, Some(deadline)) => {
            let left = ends.err().max(of_domain.err()).unwrap_or_default();
            Forecast::Late { deadline, left }
        }
        // Only a deadline closes a window for ever.
        (_, _, None) => Forecast::Unpaced,
    }
}

/// When the last of these mails goes, one per period, if caps and window allow; or how many don't
/// go.
fn last(
    rules: &Rules,
    mails: usize,
    period: Duration,
    mut caps: Vec<Cap>,
    now: Timestamp,
) -> Result<Timestamp, usize> {
    // Nobody plans further ahead.
    const FOR_EVER: Duration = Duration::from_secs(10 * 366 * 86_400);
    let wall = |at: Duration| {
        SignedDuration::try_from(at)
            .ok()
            .and_then(|at| now.checked_add(at).ok())
            .unwrap_or(Timestamp::MAX)
    };
    let (mut at, mut last, mut open_until) = (Duration::ZERO, now, now);
    for gone in 0..mails {
        loop {
            if wall(at) >= open_until {
                let opens = match opening(rules.window.as_ref(), wall(at)) {
                    Opening::Open => wall(at),
                    Opening::At(opens) => opens,
                    Opening::Over => return Err(mails - gone),
                };
                at = Duration::try_from(opens.duration_since(now))
                    .unwrap_or(at)
                    .max(at);
                open_until = closes(rules, wall(at));
            }
            let wait = caps
                .iter()
                .map(|cap| cap.wait(at))
                .max()
                .unwrap_or_default();
            if wait.is_zero() || at > FOR_EVER {
                break;
            }
            at += wait;
        }
        caps.iter_mut().for_each(|cap| cap.take(at));
        last = wall(at);
        at += period;
    }
    Ok(last)
}

/// Latest moment until which a window that is open at `at` can stay open: the end of the hours or
/// of the day, or the deadline.
fn closes(rules: &Rules, at: Timestamp) -> Timestamp {
    let Some(window) = rules.window.as_ref() else {
        return Timestamp::MAX;
    };
    let date = at.to_zoned_datetime(window.timezone.clone()).date();
    let closes = match window.hours {
        Some(hours) => Some(date.to_datetime(hours.until)),
        None => date
            .tomorrow()
            .ok()
            .map(|next| next.to_datetime(jiff::civil::Time::MIN)),
    };
    let closes = closes.and_then(|local| local.to_zoned_datetime(window.timezone.clone()).ok());
    let closes = closes.map_or(Timestamp::MAX, |zoned| zoned.timestamp());
    // The deadline itself is still in time.
    let deadline = window
        .deadline
        .map(|at| at.checked_add(SignedDuration::from_millis(1)).unwrap_or(at));
    deadline.map_or(closes, |deadline| closes.min(deadline))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    fn rules(window: Option<config::Window>) -> Rules {
        Rules {
            connections: 1,
            connection_limits: config::ConnectionLimits::default(),
            pace: config::PaceSettings {
                rate: "30/min".parse().ok(),
                ..config::PaceSettings::default()
            },
            retry: config::Retry {
                first: Duration::ZERO,
                factor: 1.0,
                max: Duration::ZERO,
                give_up_after: Duration::MAX,
            },
            brake: config::BrakeSettings {
                first: 5,
                refused_share: 0.2,
            },
            doubts: None,
            window,
            wait: false,
            limit: None,
            only: None,
            clock_vouched: false,
        }
    }

    fn t(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn window() -> config::Window {
        config::Window {
            not_before: None,
            deadline: None,
            hours: Some(config::Hours {
                from: "08:00".parse().unwrap(),
                until: "17:00".parse().unwrap(),
            }),
            days: config::Weekdays([true, true, true, true, true, false, false]),
            timezone: jiff::tz::TimeZone::UTC,
        }
    }

    fn ends(rules: &Rules, mails: usize, now: &str) -> Forecast {
        estimate(
            rules,
            Work {
                mails,
                to_one_domain: 1,
            },
            &Recent::default(),
            t(now),
        )
    }

    #[test]
    fn a_run_takes_its_pace_and_sleeps_at_night() {
        let now = "2024-12-18T16:00:00Z";
        assert_eq!(
            ends(&rules(None), 31, now),
            Forecast::Ends(t("2024-12-18T16:01:00Z"))
        );
        assert_eq!(ends(&rules(None), 1, now), Forecast::Ends(t(now)));
        // 17:00 is an hour away: 1,800 mails fit, and the rest goes on at eight.
        let bound = rules(Some(window()));
        assert_eq!(
            ends(&bound, 1_800 + 31, now),
            Forecast::Ends(t("2024-12-19T08:01:00Z"))
        );
        // From Friday to Monday.
        let friday = "2024-12-20T16:59:59Z";
        assert_eq!(
            ends(&bound, 2, friday),
            Forecast::Ends(t("2024-12-23T08:00:00Z"))
        );
        // All day long, on weekdays.
        let all_day = rules(Some(config::Window {
            hours: None,
            ..window()
        }));
        assert_eq!(
            ends(&all_day, 2, "2024-12-20T23:59:59Z"),
            Forecast::Ends(t("2024-12-23T00:00:00Z"))
        );
        let later = config::Window {
            not_before: Some(t("2024-12-19T10:00:00Z")),
            ..window()
        };
        assert_eq!(
            ends(&rules(Some(later)), 31, now),
            Forecast::Ends(t("2024-12-19T10:01:00Z"))
        );
    }

    #[test]
    fn what_does_not_fit_before_the_deadline_is_counted() {
        let now = "2024-12-18T16:00:00Z";
        let deadline = t("2024-12-18T16:30:00Z");
        let late = rules(Some(config::Window {
            deadline: Some(deadline),
            ..window()
        }));
        // 901 go by half past, the last at the very moment.
        assert_eq!(ends(&late, 901, now), Forecast::Ends(deadline));
        assert_eq!(
            ends(&late, 1_000, now),
            Forecast::Late { deadline, left: 99 }
        );
        assert_eq!(
            ends(&late, 5, "2024-12-18T16:31:00Z"),
            Forecast::Late { deadline, left: 5 }
        );
        let unpaced = Rules {
            pace: config::PaceSettings::default(),
            ..late
        };
        assert_eq!(ends(&unpaced, 1_000, now), Forecast::Unpaced);
        assert_eq!(
            ends(&unpaced, 7, "2024-12-18T16:31:00Z"),
            Forecast::Late { deadline, left: 7 }
        );
    }

    #[test]
    fn the_mails_of_an_hour_and_a_day_count() {
        let now = "2024-12-18T10:00:00Z";
        let hourly = capped(config::PaceSettings {
            per_hour: Some(10),
            ..rules(None).pace
        });
        // Ten go by 10:00:18; the eleventh when the first is an hour old, and so on.
        assert_eq!(
            ends(&hourly, 11, now),
            Forecast::Ends(t("2024-12-18T11:00:00Z"))
        );
        assert_eq!(
            ends(&hourly, 30, now),
            Forecast::Ends(t("2024-12-18T12:00:18Z"))
        );
        let daily = capped(config::PaceSettings {
            per_day: Some(10),
            ..config::PaceSettings::default()
        });
        assert_eq!(
            ends(&daily, 21, now),
            Forecast::Ends(t("2024-12-20T10:00:00Z"))
        );
        // What went half an hour ago has its place for half an hour yet.
        let mut recent = Recent::default();
        (0..10).for_each(|_| recent.offered(t("2024-12-18T09:30:00Z")));
        let work = Work {
            mails: 1,
            to_one_domain: 1,
        };
        assert_eq!(
            estimate(&hourly, work, &recent, t(now)),
            Forecast::Ends(t("2024-12-18T10:30:00Z"))
        );
    }

    fn capped(pace: config::PaceSettings) -> Rules {
        Rules {
            pace,
            ..rules(None)
        }
    }

    #[test]
    fn domains_and_connections_count() {
        let domain = capped(config::PaceSettings {
            per_domain: "6/min".parse().ok(),
            ..rules(None).pace
        });
        let work = Work::to(
            ["a.example", "b.example", "a.example", "a.example"]
                .map(Domain::of)
                .into_iter(),
        );
        assert_eq!(
            work,
            Work {
                mails: 4,
                to_one_domain: 3
            }
        );
        let now = t("2024-12-18T10:00:00Z");
        let of_domain = estimate(&domain, work, &Recent::default(), now);
        assert_eq!(of_domain, Forecast::Ends(t("2024-12-18T10:00:20Z")));
        let slow_lines = config::PaceSettings {
            per_connection: "6/min".parse().ok(),
            ..config::PaceSettings::default()
        };
        let two = Rules {
            connections: 2,
            ..capped(slow_lines)
        };
        assert_eq!(
            estimate(&two, work, &Recent::default(), now),
            Forecast::Ends(t("2024-12-18T10:00:15Z"))
        );
    }
}
