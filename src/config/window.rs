//! When mails may go out: hours of a day and days of a week.

use jiff::civil::{Time, Weekday};

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
