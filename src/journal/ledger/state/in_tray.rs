//! Which returned mails wait for a person.

use super::{Ledger, TrayEntry};
use crate::id::TextId;

impl Ledger {
    /// Every returned mail that was kept for a person, oldest first.
    #[must_use]
    pub fn tray(&self) -> &[TrayEntry] {
        self.tray.entries()
    }

    /// How many of them still wait.
    #[must_use]
    pub fn open_in_tray(&self) -> usize {
        let open = self.tray().iter().filter(|entry| entry.is_open());
        open.count()
    }

    /// The one that was kept of this returned mail.
    #[must_use]
    pub fn tray_entry_of(&self, report: &TextId) -> Option<&TrayEntry> {
        self.tray.of(report)
    }

    /// The one with this number.
    #[must_use]
    pub fn tray_entry(&self, number: u32) -> Option<&TrayEntry> {
        let mut entries = self.tray().iter();
        entries.find(|entry| entry.kept.number == number)
    }

    /// The number of the next one.
    #[must_use]
    pub fn next_in_tray(&self) -> u32 {
        let numbers = self.tray().iter().map(|entry| entry.kept.number);
        numbers.max().unwrap_or(0).saturating_add(1)
    }
}
