//! Whether a log covers a moment.

use jiff::Timestamp;

use super::stamp::LogTime;

/// Whether a log covers a moment: its first line is from before, and its last from after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogCoverage {
    /// No line has a time that was understood.
    Unknown,
    /// It begins later or ends earlier.
    No,
    /// It does, if its times are in the zone that they were read in: they don't say.
    IfInZone,
    /// It does.
    Yes,
}

impl LogCoverage {
    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            LogCoverage::Unknown => "unknown",
            LogCoverage::No => "no",
            LogCoverage::IfInZone => "if_in_zone",
            LogCoverage::Yes => "yes",
        }
    }
}

/// From when to when one file goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct LogSpan {
    pub(super) first: Option<LogTime>,
    pub(super) last: Option<LogTime>,
}

impl LogSpan {
    pub(super) fn covers(&self, at: Timestamp) -> LogCoverage {
        match (self.first, self.last) {
            (Some(first), Some(last)) if first.at <= at && at <= last.at => {
                match first.zoned && last.zoned {
                    true => LogCoverage::Yes,
                    false => LogCoverage::IfInZone,
                }
            }
            (Some(_), Some(_)) => LogCoverage::No,
            _ => LogCoverage::Unknown,
        }
    }
}
