//! Who isn't told, or perhaps isn't, and what waits for a person of what came back.

use std::collections::HashSet;

use super::ReadingRoom;
use crate::campaign::Error;
use crate::campaign::folder::opened::View;
use crate::campaign::returns::{TrayItem, in_tray};
use crate::campaign::state::status::{MailStatus, Which};
use crate::delivery::State;
use crate::id::Pseudonym;

impl ReadingRoom {
    /// The mails of organisations that aren't told (refused, expired, returned) or perhaps aren't
    /// (in doubt, delayed), in the order of the list.
    ///
    /// # Errors
    /// Errors of journal, vault and key.
    pub fn not_told(&self) -> Result<Vec<MailStatus>, Error> {
        let wanted: HashSet<Pseudonym> = self
            .ledger()
            .recipients()
            .filter(|(_, entry)| entry.state().is_some_and(is_not_told))
            .map(|(recipient, _)| *recipient)
            .collect();
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let (vault, lives) = (self.campaign.vault()?, self.campaign.is_busy());
        let view = View {
            key: &self.key,
            ledger: self.ledger(),
            vault: &vault,
            texts: &self.texts,
        };
        let status = self
            .campaign
            .status_of(view, lives, Which::These(&wanted))?;
        let mails = status.mails.into_iter();
        Ok(mails.filter(|mail| is_not_told(&mail.state)).collect())
    }

    /// How many returned mails wait for a person.
    #[must_use]
    pub fn waiting_in_tray(&self) -> usize {
        self.ledger().open_in_tray()
    }

    /// The returned mails that wait for a person, oldest first, and at most so many.
    ///
    /// # Errors
    /// Errors of the vault.
    pub fn tray(&self, most: usize) -> Result<Vec<TrayItem>, Error> {
        in_tray(self.ledger(), &self.key, &self.texts, most)
    }
}

/// Whether a mail in this state didn't arrive, or perhaps didn't. What a sender that died left open
/// is in doubt.
const fn is_not_told(state: &State) -> bool {
    match state {
        State::Refused { .. }
        | State::Expired
        | State::Bounced
        | State::InDoubt
        | State::Offered
        | State::Delayed => true,
        State::Queued
        | State::Deferred { .. }
        | State::Accepted
        | State::Delivered
        | State::Withheld => false,
    }
}
