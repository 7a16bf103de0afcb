//! A number by a section of dates and times: `d mmmm yyyy`, `h:mm`, `[h]:mm:ss`.
//!
//! Pure. Days are counted from 1 January 1900 as day 1, with the 29 February 1900 that never was (ECMA-376, part 1,
//! section 18.17.4.1), or from 1 January 1904 as day 0.

use jiff::civil::Date;

use super::parse::{DatePart, FormatLanguage, FormatPiece, Section};
use crate::phrase::{Language, months};

/// The day after 31 December 9999.
const BEHIND: f64 = 2_958_466.0;
/// From the first to the second calendar.
const LATER: f64 = 1462.0;

const SHORT: [&str; 12] = [
    "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
];
const DAYS: [&str; 7] = [
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
];
const ENGLISH_DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// The moment that a number means; `None` where a spreadsheet shows only `####`, or a day 0.
pub(crate) fn write(section: &Section, serial: f64, since_1904: bool) -> Option<String> {
    let fraction = section
        .parts()
        .map(|part| {
            if let DatePart::Fraction(digits) = part {
                digits
            } else {
                0
            }
        })
        .max();
    let fraction = u32::try_from(fraction.unwrap_or(0).min(3)).unwrap_or(0);
    let shows_day = section.parts().any(|part| {
        matches!(
            part,
            DatePart::Year(_) | DatePart::Month(_) | DatePart::Day(_)
        )
    });
    let serial = if since_1904 && shows_day {
        serial + LATER
    } else {
        serial
    };
    if !(0.0..BEHIND).contains(&serial) || (shows_day && serial < 1.0) {
        return None;
    }
    // Whole parts of a second, of which a day has so many.
    let parts = 10_i64.pow(fraction);
    let day_length = 86_400 * parts;
    let all = (serial * day_length as f64).round() as i64;
    let moment = Moment {
        day: Day::of(all / day_length)?,
        all: all / parts,
        second: all % day_length / parts,
        fraction: all % parts,
        fraction_width: fraction as usize,
        halves: section
            .parts()
            .any(|part| matches!(part, DatePart::Noon { .. })),
        language: section.language,
    };
    let pieces = section.pieces.iter().map(|piece| match piece {
        FormatPiece::Text(text) => text.clone(),
        FormatPiece::Moment(part) => moment.part(*part),
        _ => String::new(),
    });
    Some(pieces.collect())
}

/// A day; of the first calendar's 29 February 1900 there is no [`Date`].
struct Day {
    year: i16,
    month: i8,
    day: i8,
    /// 0 is Monday.
    weekday: usize,
}

impl Day {
    fn of(serial: i64) -> Option<Day> {
        // As spreadsheets count: day 1 is a Sunday, and so on without a gap.
        let weekday = usize::try_from((serial + 5).rem_euclid(7)).ok()?;
        if serial == 60 {
            return Some(Day {
                year: 1900,
                month: 2,
                day: 29,
                weekday,
            });
        }
        let first = Date::new(1899, 12, if serial < 60 { 31 } else { 30 }).ok()?;
        let date = first
            .checked_add(jiff::Span::new().try_days(serial).ok()?)
            .ok()?;
        Some(Day {
            year: date.year(),
            month: date.month(),
            day: date.day(),
            weekday,
        })
    }
}

struct Moment {
    day: Day,
    /// Whole seconds since day 0.
    all: i64,
    /// Whole seconds of the day.
    second: i64,
    fraction: i64,
    fraction_width: usize,
    /// Twelve hours twice.
    halves: bool,
    language: FormatLanguage,
}

impl Moment {
    fn part(&self, part: DatePart) -> String {
        let hour = self.second / 3600;
        match part {
            DatePart::Year(1 | 2) => format!("{:02}", self.day.year % 100),
            DatePart::Year(_) => self.day.year.to_string(),
            DatePart::Month(length) => self.month(length),
            DatePart::Day(length) => self.day(length),
            DatePart::Hour(length) if self.halves => padded((hour + 11) % 12 + 1, length),
            DatePart::Hour(length) => padded(hour, length),
            DatePart::Minute(length) => padded(self.second / 60 % 60, length),
            DatePart::Second(length) => padded(self.second % 60, length),
            DatePart::Fraction(0) => ",".to_owned(),
            DatePart::Fraction(_) => {
                format!(",{:0width$}", self.fraction, width = self.fraction_width)
            }
            DatePart::Noon { short } => {
                let noon = if hour < 12 { "AM" } else { "PM" };
                if short {
                    noon[..1].to_owned()
                } else {
                    noon.to_owned()
                }
            }
            DatePart::Hours(length) => padded(self.all / 3600, length),
            DatePart::Minutes(length) => padded(self.all / 60, length),
            DatePart::Seconds(length) => padded(self.all, length),
        }
    }

    fn month(&self, length: usize) -> String {
        let at = usize::try_from(self.day.month - 1).unwrap_or(0);
        let (long, short) = match self.language {
            FormatLanguage::Dutch => (months(Language::Dutch)[at], SHORT[at]),
            FormatLanguage::English => {
                let month = months(Language::English)[at];
                (month, &month[..3])
            }
        };
        match length {
            1 | 2 => padded(i64::from(self.day.month), length),
            3 => short.to_owned(),
            5 => long[..1].to_owned(),
            _ => long.to_owned(),
        }
    }

    fn day(&self, length: usize) -> String {
        let (long, short) = match self.language {
            FormatLanguage::Dutch => (DAYS[self.day.weekday], 2),
            FormatLanguage::English => (ENGLISH_DAYS[self.day.weekday], 3),
        };
        match length {
            1 | 2 => padded(i64::from(self.day.day), length),
            3 => long[..short].to_owned(),
            _ => long.to_owned(),
        }
    }
}

fn padded(number: i64, length: usize) -> String {
    format!("{number:0length$}")
}
