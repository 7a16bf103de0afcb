//! What a rectification begins with, in each language.

use super::date::day_in_words;
use crate::phrase::Language;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The files of a rectification, and their words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kit {
    language: Language,
    /// What is added to the campaign's name.
    pub(crate) suffix: &'static str,
    /// The list.
    pub(crate) list: &'static str,
    /// Its headers: id, organisation, address, day of the earlier mail.
    pub(crate) columns: [&'static str; 4],
    /// Its templates: subject, text, HTML.
    pub(crate) templates: [(&'static str, &'static str); 3],
}

const DUTCH: Kit = Kit {
    language: Language::Dutch,
    suffix: "-rectificatie",
    list: "rectificatie.csv",
    columns: ["id", "organisatie", "email", "datum_eerder_bericht"],
    templates: [
        (
            "templates/rectificatie.subject.hbs",
            include_str!("kit/nl.subject.hbs"),
        ),
        (
            "templates/rectificatie.txt.hbs",
            include_str!("kit/nl.txt.hbs"),
        ),
        (
            "templates/rectificatie.html.hbs",
            include_str!("kit/nl.html.hbs"),
        ),
    ],
};

const ENGLISH: Kit = Kit {
    language: Language::English,
    suffix: "-rectification",
    list: "rectification.csv",
    columns: ["id", "organisation", "email", "date_of_earlier_message"],
    templates: [
        (
            "templates/rectification.subject.hbs",
            include_str!("kit/en.subject.hbs"),
        ),
        (
            "templates/rectification.txt.hbs",
            include_str!("kit/en.txt.hbs"),
        ),
        (
            "templates/rectification.html.hbs",
            include_str!("kit/en.html.hbs"),
        ),
    ],
};

impl Kit {
    pub(crate) const ALL: [Kit; 2] = [DUTCH, ENGLISH];

    pub(crate) const fn of(language: Language) -> Kit {
        match language {
            Language::Dutch => DUTCH,
            Language::English => ENGLISH,
        }
    }

    /// The day of a mail, as its list writes it.
    pub(crate) fn day(&self, at: Timestamp, zone: &TimeZone) -> String {
        day_in_words(at, zone, self.language)
    }

    /// The longest name of a campaign is 64 characters.
    pub(crate) fn name(&self, earlier: &str) -> String {
        const MOST: usize = 64;
        let kept: String = earlier.chars().take(MOST - self.suffix.len()).collect();
        format!("{kept}{}", self.suffix)
    }
}
