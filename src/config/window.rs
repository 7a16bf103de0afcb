//! When mails may go out: hours of a day and days of a week, and the moments of `[window]`.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::{Offset, TimeZone};
use toml_edit::Datetime;

use crate::finding::{Code, Problem};

use super::section::wrong_kind;
use super::toml_tree::{TomlNode, TomlValue};
use super::values::string;

/// `[window]`: binds live runs only.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// Nothing goes out before this time.
    pub not_before: Option<Timestamp>,
    /// Nothing goes out after this time.
    pub deadline: Option<Timestamp>,
    /// The hours of a day.
    pub hours: Option<Hours>,
    /// The days of a week.
    pub days: Weekdays,
    /// The time zone of hours and days.
    pub timezone: TimeZone,
}

/// From one time of day to another, the first included and the second not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// From.
    pub from: Time,
    /// Until; later than `from`.
    pub until: Time,
}

/// The days of a week, Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekdays(pub [bool; 7]);

impl Weekdays {
    /// Whether this day is one of them.
    #[must_use]
    pub fn has(&self, day: Weekday) -> bool {
        self.0[usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)]
    }
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// `08:30-17:30`
pub(super) fn hours(node: &TomlNode) -> Result<Hours, Problem> {
    let text = string(node)?;
    parse_hours(&text).ok_or_else(|| Code::ConfigHours.with("value", text))
}

fn parse_hours(text: &str) -> Option<Hours> {
    let (from, until) = text.split_once('-')?;
    let hours = Hours {
        from: time_of_day(from)?,
        until: time_of_day(until)?,
    };
    (hours.from < hours.until).then_some(hours)
}

fn time_of_day(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(':')?;
    let digits =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(hour) || !digits(minute) || minute.len() != 2 {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// `mon-fri`, `mon,wed,fri` or `all`.
pub(super) fn days(node: &TomlNode) -> Result<Weekdays, Problem> {
    let text = string(node)?;
    parse_days(&text).ok_or_else(|| Code::ConfigDays.with("value", text))
}

fn parse_days(text: &str) -> Option<Weekdays> {
    if text == "all" {
        return Some(Weekdays([true; 7]));
    }
    let day = |name: &str| DAYS.iter().position(|day| *day == name.trim());
    let mut week = [false; 7];
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = (day(first)?, day(last)?);
        // From Friday to Monday goes round the end of the week.
        let length = (last + 7 - first) % 7;
        (first..=first + length).for_each(|day| week[day % 7] = true);
    }
    Some(Weekdays(week))
}

/// A name of the tz database.
pub(super) fn timezone(node: &TomlNode) -> Result<TimeZone, Problem> {
    let text = string(node)?;
    TimeZone::get(&text).map_err(|_| Code::ConfigTimezone.with("value", text))
}

/// A day without a time.
pub(super) fn day(node: &TomlNode) -> Result<Date, Problem> {
    let day = match &node.value {
        TomlValue::Moment(moment) if moment.time.is_none() => calendar_day(moment),
        _ => None,
    };
    day.ok_or_else(|| Problem::new(Code::ConfigDay))
}

fn calendar_day(moment: &Datetime) -> Option<Date> {
    let date = moment.date?;
    let small = |number: u8| i8::try_from(number).ok();
    Date::new(
        i16::try_from(date.year).ok()?,
        small(date.month)?,
        small(date.day)?,
    )
    .ok()
}

/// A date and a time of `[window]`, before its time zone is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WindowTime {
    /// With an offset of its own.
    Fixed(Timestamp),
    /// As the clock on the wall shows it.
    Local(DateTime),
}

impl WindowTime {
    pub(super) fn read(node: &TomlNode) -> Result<Self, Problem> {
        match &node.value {
            TomlValue::Moment(moment) => WindowTime::from_toml(moment)
                .ok_or_else(|| Problem::new(Code::ConfigMomentIncomplete)),
            other => Err(wrong_kind("config-kind-moment", other)),
        }
    }

    fn from_toml(moment: &Datetime) -> Option<Self> {
        let (date, time) = (calendar_day(moment)?, moment.time?);
        let small = |number: u8| i8::try_from(number).ok();
        // A fraction of a second means nothing here.
        let second = small(time.second.unwrap_or(0))?;
        let local =
            date.to_datetime(Time::new(small(time.hour)?, small(time.minute)?, second, 0).ok()?);
        let seconds = match moment.offset {
            None => return Some(WindowTime::Local(local)),
            Some(toml_edit::Offset::Z) => 0,
            Some(toml_edit::Offset::Custom { minutes }) => i32::from(minutes) * 60,
        };
        Offset::from_seconds(seconds)
            .ok()?
            .to_timestamp(local)
            .ok()
            .map(WindowTime::Fixed)
    }

    /// The moment itself. A local time that the clock skips or shows twice is refused.
    pub(super) fn settle(self, zone: &TimeZone) -> Result<Timestamp, Problem> {
        match self {
            WindowTime::Fixed(at) => Ok(at),
            WindowTime::Local(local) => zone
                .to_ambiguous_timestamp(local)
                .unambiguous()
                .map_err(|_| Problem::new(Code::ConfigMomentAmbiguous)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days_of(text: &str) -> Option<String> {
        let week = parse_days(text)?;
        Some(
            week.0
                .iter()
                .map(|day| if *day { 'x' } else { '.' })
                .collect(),
        )
    }

    #[test]
    fn days_are_spans_or_lists() {
        for (text, week) in [
            ("mon-fri", "xxxxx.."),
            ("mon,wed,fri", "x.x.x.."),
            ("mon-tue, sat", "xx...x."),
            ("fri-mon", "x...xxx"),
            ("sun", "......x"),
            ("all", "xxxxxxx"),
        ] {
            assert_eq!(days_of(text).as_deref(), Some(week), "{text}");
        }
        for bad in ["", "monday", "mon-", "mon,,tue", "mon-fri-sun", "ma-vr"] {
            assert_eq!(days_of(bad), None, "{bad:?}");
        }
        assert!(parse_days("mon").unwrap().has(Weekday::Monday));
        assert!(!parse_days("mon").unwrap().has(Weekday::Sunday));
    }

    #[test]
    fn hours_go_from_early_to_late() {
        let hours = parse_hours("08:30-17:30").unwrap();
        assert_eq!(
            (hours.from, hours.until),
            (Time::constant(8, 30, 0, 0), Time::constant(17, 30, 0, 0))
        );
        for bad in [
            "",
            "8-17",
            "17:30-08:30",
            "08:30-08:30",
            "08:30-24:00",
            "08:3-09:00",
            "+8:30-09:00",
        ] {
            assert_eq!(parse_hours(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_local_time_must_exist_once() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let settle = |text: &str| {
            let moment: Datetime = text.parse().unwrap();
            WindowTime::from_toml(&moment)
                .map(|moment| moment.settle(&zone).ok().map(|at| at.to_string()))
        };
        assert_eq!(
            settle("2024-12-20T17:00:00"),
            Some(Some("2024-12-20T16:00:00Z".to_owned()))
        );
        assert_eq!(
            settle("2024-12-20T17:00:00+05:30"),
            Some(Some("2024-12-20T11:30:00Z".to_owned()))
        );
        assert_eq!(
            settle("2024-12-20T17:00:00Z"),
            Some(Some("2024-12-20T17:00:00Z".to_owned()))
        );
        // Clocks skip 02:30 in March and show it twice in October.
        assert_eq!(settle("2024-03-31T02:30:00"), Some(None));
        assert_eq!(settle("2024-10-27T02:30:00"), Some(None));
        assert_eq!(settle("2024-12-20"), None);
    }
}
