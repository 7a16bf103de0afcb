//! The months as people write them in full.

use super::Language;

const DUTCH: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The names of the months, the first being January.
#[must_use]
pub const fn months(language: Language) -> &'static [&'static str; 12] {
    match language {
        Language::Dutch => &DUTCH,
        Language::English => &ENGLISH,
    }
}
