//! One thing wrong with what people handed in: where it is, how bad, and what to say about it.
//!
//! Settings, list, templates and attachments all tell their faults in this form, so `check` can
//! show everything at once. A fault never holds a cell's content.

use serde::Serialize;

use crate::phrase::Phrase;

/// Whether a fault stops the seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing can be sealed until it is mended.
    Error,
    /// Deserves a look; nothing is stopped.
    Warning,
}

/// Where a fault is, as the person who mends it finds the place.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as the settings name it; for a spreadsheet also the sheet.
    pub file: String,
    /// The row as a spreadsheet shows it, or the line of a text file; from 1.
    pub row: Option<u32>,
    /// The last row, where a fault spans several.
    pub last_row: Option<u32>,
    /// The column's letter and header (`E e-mail`), or the settings key.
    pub column: Option<String>,
}

impl Place {
    /// A whole file.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Place { file: file.into(), ..Place::default() }
    }

    /// A row, or a line, of the file.
    #[must_use]
    pub fn row(mut self, row: u32) -> Self {
        self.row = Some(row);
        self
    }

    /// A column of the list, or a key of the settings.
    #[must_use]
    pub fn column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }
}

/// A fault and its place. Its code is the key of its phrase; the phrase's hint says how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// How bad.
    pub severity: Severity,
    /// What is wrong.
    pub phrase: Phrase,
}

impl Fault {
    /// A fault that stops the seal.
    #[must_use]
    pub fn error(place: Place, phrase: Phrase) -> Self {
        Fault { place, severity: Severity::Error, phrase }
    }

    /// A fault that deserves a look.
    #[must_use]
    pub fn warning(place: Place, phrase: Phrase) -> Self {
        Fault { place, severity: Severity::Warning, phrase }
    }

    /// The stable name of this kind of fault.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.phrase.key()
    }

    /// Whether it stops the seal.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Sorts faults the way people read the files: by file, row, column, then severity and code.
pub fn sort(faults: &mut [Fault]) {
    faults.sort_by(|a, b| (&a.place, a.severity, a.code()).cmp(&(&b.place, b.severity, b.code())));
}
