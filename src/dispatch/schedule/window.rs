//! The window in which mails may go out: not before, hours, days, deadline. Pure.

use jiff::Timestamp;
use jiff::civil::Time;

use crate::config;

/// What the window says about a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// Mails may go out now.
    Open,
    /// Not now, but at this moment.
    At(Timestamp),
    /// Never again: the deadline has passed, or comes before the next opening.
    Over,
}

/// The window at `now`. `None` restricts nothing: trials and rehearsals.
#[must_use]
pub fn opening(window: Option<&config::Window>, now: Timestamp) -> Opening {
    let Some(window) = window else {
        return Opening::Open;
    };
    let start = window
        .not_before
        .map_or(now, |not_before| not_before.max(now));
    let Some(opens) = next_open(window, start) else {
        return Opening::Over;
    };
    match window.deadline {
        Some(deadline) if opens > deadline => Opening::Over,
        _ if opens > now => Opening::At(opens),
        _ => Opening::Open,
    }
}

/// The first moment from `from` on that is within the hours of one of the days.
fn next_open(window: &config::Window, from: Timestamp) -> Option<Timestamp> {
    let local = from.to_zoned_datetime(window.timezone.clone());
    let mut date = local.date();
    // Eight days include every weekday, and today twice.
    for _ in 0..8 {
        if window.days.has(date.weekday()) {
            let (open, close) = window
                .hours
                .map_or((Time::MIN, None), |hours| (hours.from, Some(hours.until)));
            // A time that the clock skips counts as the later moment, one that it repeats as the
            // earlier.
            let opens = date
                .to_datetime(open)
                .to_zoned_datetime(window.timezone.clone())
                .ok()?
                .timestamp();
            let closes = match close {
                Some(close) => date
                    .to_datetime(close)
                    .to_zoned_datetime(window.timezone.clone())
                    .ok()?,
                None => date
                    .tomorrow()
                    .ok()?
                    .to_zoned_datetime(window.timezone.clone())
                    .ok()?,
            };
            let first = opens.max(from);
            if first < closes.timestamp() {
                return Some(first);
            }
        }
        date = date.tomorrow().ok()?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Hours, Weekdays};
    use jiff::tz::TimeZone;

    fn window() -> config::Window {
        config::Window {
            not_before: None,
            deadline: None,
            hours: Some(Hours {
                from: "08:30".parse().unwrap(),
                until: "17:30".parse().unwrap(),
            }),
            days: Weekdays([true, true, true, true, true, false, false]),
            timezone: TimeZone::get("Europe/Amsterdam").unwrap(),
        }
    }

    fn t(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn hours_and_days_are_those_of_the_place() {
        let open = |now| opening(Some(&window()), t(now));
        assert_eq!(
            open("2024-12-18T07:29:59Z"),
            Opening::At(t("2024-12-18T07:30:00Z"))
        );
        assert_eq!(open("2024-12-18T07:30:00Z"), Opening::Open);
        assert_eq!(
            open("2024-12-18T16:30:00Z"),
            Opening::At(t("2024-12-19T07:30:00Z"))
        );
        assert_eq!(
            open("2024-12-20T16:30:00Z"),
            Opening::At(t("2024-12-23T07:30:00Z")),
            "a weekend"
        );
        assert_eq!(
            open("2024-03-29T17:00:00Z"),
            Opening::At(t("2024-04-01T06:30:00Z")),
            "summer time begins"
        );
        assert_eq!(opening(None, t("2024-12-22T03:00:00Z")), Opening::Open);
    }

    #[test]
    fn not_before_and_deadline() {
        let mut window = window();
        window.not_before = Some(t("2024-12-19T12:00:00Z"));
        window.deadline = Some(t("2024-12-20T09:00:00Z"));
        let open = |now| opening(Some(&window), t(now));
        assert_eq!(
            open("2024-12-18T09:00:00Z"),
            Opening::At(t("2024-12-19T12:00:00Z"))
        );
        assert_eq!(open("2024-12-20T09:00:00Z"), Opening::Open);
        assert_eq!(open("2024-12-20T09:00:01Z"), Opening::Over);
        assert_eq!(
            open("2024-12-19T17:00:00Z"),
            Opening::At(t("2024-12-20T07:30:00Z"))
        );
        window.deadline = Some(t("2024-12-20T07:00:00Z"));
        assert_eq!(
            opening(Some(&window), t("2024-12-19T17:00:00Z")),
            Opening::Over,
            "no opening before it"
        );
    }
}
