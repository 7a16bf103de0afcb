//! Which list this is, in the office's own words.

use serde::Serialize;

use crate::config::{self, Settings};
use crate::phrase::Phrase;

/// What the settings say about the list, shown wherever people decide about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListIdentity {
    /// What the office calls it.
    pub name: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// The day it was drawn up.
    pub date: Option<jiff::civil::Date>,
    /// How many rows it should have.
    pub expected: Option<u32>,
    /// Its file, as the settings name it.
    pub file: String,
}

impl ListIdentity {
    pub(crate) fn of(settings: &Settings) -> Self {
        let config::ListSettings {
            name,
            version,
            date,
            expected,
            file,
            ..
        } = &settings.list;
        ListIdentity {
            name: name.clone(),
            version: version.clone(),
            date: *date,
            expected: *expected,
            file: file.display().to_string(),
        }
    }

    /// The parts that describe it, to be joined by commas: `Bijlage 2, version 1, 21 Nov 2024, in
    /// list.csv`.
    #[must_use]
    pub fn parts(&self) -> Vec<Phrase> {
        let day = |date: jiff::civil::Date| {
            Phrase::new("campaign-list-date")
                .with("day", i64::from(date.day()))
                .with(
                    "month",
                    Phrase::new("month-short").with("month", i64::from(date.month())),
                )
                .with("year", date.year().to_string())
        };
        let parts = [
            self.name
                .as_ref()
                .map(|name| Phrase::new("campaign-list-name").with("name", name)),
            self.version
                .as_ref()
                .map(|it| Phrase::new("campaign-list-version").with("version", it)),
            self.date.map(day),
            Some(Phrase::new("campaign-list-file").with("file", &self.file)),
            self.expected
                .map(|rows| Phrase::new("campaign-list-expected").with("rows", rows)),
        ];
        parts.into_iter().flatten().collect()
    }
}
