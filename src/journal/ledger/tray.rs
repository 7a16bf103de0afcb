//! The returned mails that wait for a person, and those that a person settled.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::id::TextId;
use crate::journal::event::{Event, TrayKept, TraySettled};

/// One returned mail that a person has to settle, or had to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrayEntry {
    /// When it was read.
    pub at: Timestamp,
    /// Its number and its mail.
    pub kept: TrayKept,
    /// What a person said of it, and when.
    pub settled: Option<(Timestamp, TraySettled)>,
    /// Whether the same mail was later read as being about one of ours for certain.
    pub recognised: bool,
}

impl TrayEntry {
    /// Whether it still waits for a person.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.settled.is_none() && !self.recognised
    }
}

/// All of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tray {
    entries: Vec<TrayEntry>,
    /// The place of each mail.
    places: HashMap<TextId, usize>,
}

impl Tray {
    /// Folds what is recorded of it.
    pub(crate) fn take_in(&mut self, at: Timestamp, event: &Event) {
        match event {
            Event::TrayKept(kept) => self.keep(at, kept),
            Event::TraySettled(settled) => self.settle(at, settled),
            _ => {}
        }
    }

    /// All entries, oldest first.
    pub(crate) fn entries(&self) -> &[TrayEntry] {
        &self.entries
    }

    /// The entry of this returned mail.
    pub(crate) fn of(&self, report: &TextId) -> Option<&TrayEntry> {
        self.entries.get(*self.places.get(report)?)
    }

    /// Keeps a mail; the same mail is kept once.
    fn keep(&mut self, at: Timestamp, kept: &TrayKept) {
        if self.places.contains_key(&kept.report) {
            return;
        }
        self.places.insert(kept.report, self.entries.len());
        self.entries.push(TrayEntry {
            at,
            kept: kept.clone(),
            settled: None,
            recognised: false,
        });
    }

    /// A person said what it is about: the first word counts.
    fn settle(&mut self, at: Timestamp, settled: &TraySettled) {
        let mut entries = self.entries.iter_mut();
        let entry = entries.find(|entry| entry.kept.number == settled.number);
        if let Some(entry) = entry.filter(|entry| entry.is_open()) {
            entry.settled = Some((at, settled.clone()));
        }
    }

    /// The mail is about one of ours for certain: nobody has to settle it any more.
    pub(crate) fn recognise(&mut self, report: &TextId) {
        if let Some(place) = self.places.get(report) {
            self.entries[*place].recognised = true;
        }
    }
}
