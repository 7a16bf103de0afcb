//! How many mails in how much time, in the text form of the settings: `30/min`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// A rate: a number of mails per second, minute, hour or day. Mails are spread evenly over it.
///
/// ```
/// use heraut::config::Rate;
/// use std::time::Duration;
///
/// let pace: Rate = "30/min".parse().unwrap();
/// assert_eq!(pace.period(), Duration::from_secs(2));
/// assert!("30/week".parse::<Rate>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    mails: u32,
    unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Second,
    Minute,
    Hour,
    Day,
}

impl Unit {
    const fn span(self) -> Duration {
        Duration::from_secs(match self {
            Unit::Second => 1,
            Unit::Minute => 60,
            Unit::Hour => 3_600,
            Unit::Day => 86_400,
        })
    }

    const fn word(self) -> &'static str {
        match self {
            Unit::Second => "s",
            Unit::Minute => "min",
            Unit::Hour => "h",
            Unit::Day => "day",
        }
    }
}

/// The text is not a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a rate such as 30/min")]
pub struct NotARate;

impl Rate {
    /// This many mails a minute, for defaults.
    pub(in crate::config) const fn per_minute(mails: u32) -> Self {
        Rate {
            mails,
            unit: Unit::Minute,
        }
    }

    /// The number of mails.
    #[must_use]
    pub const fn mails(self) -> u32 {
        self.mails
    }

    /// The time they take.
    #[must_use]
    pub const fn span(self) -> Duration {
        self.unit.span()
    }

    /// The time between two mails.
    #[must_use]
    pub fn period(self) -> Duration {
        self.unit.span() / self.mails
    }
}

impl FromStr for Rate {
    type Err = NotARate;

    fn from_str(text: &str) -> Result<Self, NotARate> {
        let (mails, unit) = text.split_once('/').ok_or(NotARate)?;
        let mails: u32 = mails.trim().parse().map_err(|_| NotARate)?;
        let unit = match unit.trim() {
            "s" | "sec" | "second" => Unit::Second,
            "min" | "minute" => Unit::Minute,
            "h" | "hour" => Unit::Hour,
            "d" | "day" => Unit::Day,
            _ => return Err(NotARate),
        };
        (1..=1_000_000)
            .contains(&mails)
            .then_some(Rate { mails, unit })
            .ok_or(NotARate)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.mails, self.unit.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_has_one_text_form() {
        let rate: Rate = "30/min".parse().unwrap();
        assert_eq!(rate.period(), Duration::from_secs(2));
        assert_eq!(rate.to_string(), "30/min");
        for bad in [
            "",
            "30",
            "0/min",
            "-1/min",
            "30/fortnight",
            "1.5/s",
            "unlimited",
        ] {
            assert_eq!(bad.parse::<Rate>(), Err(NotARate), "{bad:?}");
        }
    }
}
