//! The times of log lines. Many lack a zone and some the year: those are read in the zone and year that are most likely,
//! and say so.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// The time of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LogTime {
    pub(super) at: Timestamp,
    /// Whether the line says its zone itself.
    pub(super) zoned: bool,
}

/// By what times without a zone or a year are read.
#[derive(Debug, Clone)]
pub(super) struct LogClock {
    pub(super) zone: TimeZone,
    pub(super) now: Timestamp,
}

impl LogClock {
    /// The time at the beginning of a text, as syslog and Exim write it.
    pub(super) fn leading(&self, text: &str) -> Option<LogTime> {
        self.iso(text).or_else(|| self.syslog(text))
    }

    /// A time by itself, as Exchange writes it.
    pub(super) fn alone(&self, text: &str) -> Option<LogTime> {
        self.iso(text.trim())
    }

    /// `2026-11-30T16:31:07.123+01:00`, `2026-11-30 16:31:07`, and so on.
    fn iso(&self, text: &str) -> Option<LogTime> {
        let date = text.get(..10)?;
        if date.as_bytes().get(4) != Some(&b'-') {
            return None;
        }
        let rest = text.get(11..)?;
        let is_time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.');
        let end = rest.find(|c| !is_time(c)).unwrap_or(rest.len());
        let (time, rest) = rest.split_at(end);
        let local: DateTime = format!("{date}T{time}").parse().ok()?;
        let zone = rest.strip_prefix(' ').unwrap_or(rest);
        match offset(zone) {
            Some(seconds) => {
                let utc = TimeZone::UTC.to_timestamp(local).ok()?;
                let at = utc.checked_sub(SignedDuration::from_secs(seconds)).ok()?;
                Some(LogTime { at, zoned: true })
            }
            None => self.in_zone(local),
        }
    }

    /// `Nov 30 16:31:07`: of the last year in which that is not in the future.
    fn syslog(&self, text: &str) -> Option<LogTime> {
        const MONTHS: [&str; 12] = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ];
        let mut words = text.split_ascii_whitespace();
        let (month, day, time) = (words.next()?, words.next()?, words.next()?);
        let month = MONTHS.iter().position(|name| *name == month)? + 1;
        let day: u8 = day.parse().ok()?;
        let year = self.zone.to_datetime(self.now).year();
        let tomorrow = self.now.checked_add(SignedDuration::from_hours(24)).ok()?;
        [year, year - 1].iter().find_map(|year| {
            let local: DateTime = format!("{year:04}-{month:02}-{day:02}T{time}")
                .parse()
                .ok()?;
            self.in_zone(local).filter(|read| read.at <= tomorrow)
        })
    }

    fn in_zone(&self, local: DateTime) -> Option<LogTime> {
        let at = self.zone.to_timestamp(local).ok()?;
        Some(LogTime { at, zoned: false })
    }
}

/// The offset from UTC at the beginning of a text, in seconds: `Z`, `+01:00`, `+0100`.
fn offset(text: &str) -> Option<i64> {
    if text.starts_with('Z') {
        return Some(0);
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = text.chars().skip(1).filter(|c| *c != ':').take(4).collect();
    let number: i64 = digits.parse().ok().filter(|_| digits.len() == 4)?;
    Some(sign * (number / 100 * 3_600 + number % 100 * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_programs_write_them() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let now: Timestamp = "2026-01-02T12:00:00Z".parse().unwrap();
        let clock = LogClock { zone, now };
        for (text, at, zoned) in [
            (
                "2026-01-02T10:00:00.123456+01:00 mail postfix",
                "2026-01-02T09:00:00.123456Z",
                true,
            ),
            (
                "2026-01-02 10:00:00 1tAbCd-000000-AB <= x",
                "2026-01-02T09:00:00Z",
                false,
            ),
            (
                "2026-01-02 10:00:00.250 +0200 1tAb",
                "2026-01-02T08:00:00.25Z",
                true,
            ),
            (
                "2026-01-02 10:00:00.250 [77] 1tAb",
                "2026-01-02T09:00:00.25Z",
                false,
            ),
            (
                "Jan  2 10:00:00 mail postfix",
                "2026-01-02T09:00:00Z",
                false,
            ),
            (
                "Dec 30 10:00:00 mail postfix",
                "2025-12-30T09:00:00Z",
                false,
            ),
            ("2026-07-01T10:00:00.1Z", "2026-07-01T10:00:00.1Z", true),
        ] {
            let at: Timestamp = at.parse().unwrap();
            assert_eq!(clock.leading(text), Some(LogTime { at, zoned }), "{text}");
        }
        for text in [
            "",
            "Jan",
            "30 Jan 10:00:00",
            "2026-13-01 10:00:00 x",
            "é-é-é-é-é-é-é",
        ] {
            assert_eq!(clock.leading(text), None, "{text}");
        }
    }
}
