//! The pages for somebody who may not know who is on the list.

use jiff::Timestamp;

use super::{PLANNED, ReadingRoom, is_recent};
use crate::campaign::Error;
use crate::phrase::{Language, Speaker};
use crate::review::{Links, RedactedPages};

impl ReadingRoom {
    /// The pages of the newest seal in a language, with aliases in place of names.
    ///
    /// # Errors
    /// Errors of journal, vault and key.
    pub fn redacted_pages(
        &mut self,
        language: Language,
        now: Timestamp,
    ) -> Result<&RedactedPages, Error> {
        let decisions = self.journal.ledger().decisions_so_far();
        let code = language.code();
        let stands = |(of, since, _): &(u64, Timestamp, RedactedPages)| {
            *of == decisions && is_recent(*since, now, PLANNED)
        };
        if !self.redacted.get(code).is_some_and(stands) {
            // Reads the mails of a new seal.
            self.pages(language, now)?;
            let read = self.read.clone().ok_or(Error::NotSealed)?;
            let zone = self.campaign.settings().window.timezone.clone();
            let speaker = Speaker::new(language, zone, now).for_pages();
            let (key, journal) = (&self.key, &self.journal);
            let input = self
                .campaign
                .review_input(key, journal, Links::Server, true, now)?;
            let pages = RedactedPages::of(input, speaker, &read)?;
            self.redacted.insert(code, (decisions, now, pages));
        }
        let pages = self.redacted.get(code).ok_or(Error::NotSealed)?;
        Ok(&pages.2)
    }
}
