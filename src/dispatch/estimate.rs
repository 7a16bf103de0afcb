//! When a run will have offered what is due. Pure.

use jiff::{SignedDuration, Timestamp};

use super::Rules;
use super::window::{Opening, opening};

/// When so many mails will have been offered at this pace and within this window; `None` where no
/// pace slows them down, so the relay decides, or where they cannot all go before the deadline's last
/// opening.
#[must_use]
pub fn estimate(rules: &Rules, mails: usize, now: Timestamp) -> Option<Timestamp> {
    let period = rules.pace.rate?.period();
    let mut left = u32::try_from(mails).ok()?.saturating_sub(1);
    let mut at = now;
    // A year of days is more than any campaign; past that nobody can say.
    for _ in 0..366 {
        at = match opening(rules.window.as_ref(), at) {
            Opening::Open => at,
            Opening::At(opens) => opens,
            Opening::Over => return None,
        };
        let needed = SignedDuration::try_from(period.checked_mul(left)?).ok()?;
        let closes = closes(rules, at);
        let end = at.checked_add(needed).ok()?;
        match closes {
            Some(closes) if end >= closes => {
                let open_for = std::time::Duration::try_from(closes.duration_since(at)).unwrap_or_default();
                let fit = u32::try_from(open_for.as_nanos() / period.as_nanos().max(1)).unwrap_or(u32::MAX);
                left = left.saturating_sub(fit.saturating_add(1).min(left));
                at = closes;
            }
            _ => return Some(end),
        }
    }
    None
}

/// When the hours that `at` lies in end.
fn closes(rules: &Rules, at: Timestamp) -> Option<Timestamp> {
    let window = rules.window.as_ref()?;
    let until = window.hours?.until;
    let date = at.to_zoned_datetime(window.timezone.clone()).date();
    let closes = date.to_datetime(until).to_zoned_datetime(window.timezone.clone()).ok()?;
    Some(closes.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use std::time::Duration;

    fn rules(window: Option<config::Window>) -> Rules {
        Rules {
            connections: 1,
            pace: config::Pace { rate: "30/min".parse().ok(), per_domain: None },
            retry: config::Retry {
                first: Duration::ZERO,
                factor: 1.0,
                max: Duration::ZERO,
                give_up_after: Duration::MAX,
            },
            brake: config::Brake { first: 5, refused_share: 0.2 },
            doubts: None,
            window,
            wait: false,
            limit: None,
            only: None,
        }
    }

    fn t(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_run_takes_its_pace_and_sleeps_at_night() {
        let now = t("2024-12-18T16:00:00Z");
        assert_eq!(estimate(&rules(None), 31, now), Some(t("2024-12-18T16:01:00Z")));
        assert_eq!(estimate(&rules(None), 1, now), Some(now));
        let window = config::Window {
            not_before: None,
            deadline: None,
            hours: Some(config::Hours { from: "08:00".parse().unwrap(), until: "17:00".parse().unwrap() }),
            days: config::Weekdays([true; 7]),
            timezone: jiff::tz::TimeZone::UTC,
        };
        // 17:00 is an hour away: 1,800 mails fit, and the rest goes on at eight.
        let ends = estimate(&rules(Some(window.clone())), 1_800 + 31, now);
        assert_eq!(ends, Some(t("2024-12-19T08:00:58Z")));
        let over = config::Window { deadline: Some(t("2024-12-18T17:00:00Z")), ..window };
        assert_eq!(estimate(&rules(Some(over)), 1_900, now), None);
    }
}
