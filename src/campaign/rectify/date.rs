//! A day as people write it in a letter.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::phrase::{Language, months};

/// `18 december 2024`, or `18 December 2024`.
pub(crate) fn day_in_words(at: Timestamp, zone: &TimeZone, language: Language) -> String {
    let day = zone.to_datetime(at).date();
    let month = usize::try_from(day.month())
        .ok()
        .and_then(|month| months(language).get(month.saturating_sub(1)));
    format!("{} {} {}", day.day(), month.unwrap_or(&""), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_that_of_the_place() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let at: Timestamp = "2024-12-31T23:30:00Z".parse().unwrap();
        assert_eq!(day_in_words(at, &zone, Language::Dutch), "1 januari 2025");
        let at: Timestamp = "2024-12-18T12:00:00Z".parse().unwrap();
        assert_eq!(
            day_in_words(at, &zone, Language::English),
            "18 December 2024"
        );
    }
}
