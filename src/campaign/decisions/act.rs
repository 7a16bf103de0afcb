//! People's decisions: resolve, stop, and what every decision is recorded with.

use jiff::Timestamp;

use crate::campaign::error::Wanted;
use crate::campaign::folder::opened::Opened;
use crate::campaign::{Campaign, Error};
use crate::delivery::{State, Word};
use crate::id::{ListId, Pseudonym, TextId};
use crate::journal::{Event, Ledger};
use crate::signoff;

impl Campaign {
    /// Records a person's decision about mails in doubt: about all of them, or about no mail if one
    /// is not in doubt.
    ///
    /// # Errors
    /// [`Error::NoSuchId`], [`Error::WrongState`].
    pub fn resolve(
        &self,
        ids: &[String],
        word: Word,
        by: &str,
        why: &str,
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut opened = self.open_sealed()?;
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            let row = (id, opened.find(id)?);
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        let (by, why) = opened.reasons(by, why)?;
        opened.journal.append_after(|ledger| {
            let mut events = Vec::new();
            for (id, recipient) in rows {
                match state_of(ledger, &recipient, self.is_busy()) {
                    Some(State::InDoubt) => {
                        // A mail left open by a sender that died comes into doubt first.
                        let left = ledger.left_by_a_dead_sender(&recipient);
                        events.extend(left.map(|event| (now, event)));
                        events.push((
                            now,
                            Event::Resolved {
                                recipient,
                                word,
                                by,
                                why,
                                from_log: false,
                            },
                        ));
                    }
                    state => return Err(wrong_state(id, state.as_ref(), Wanted::Resolve)),
                }
            }
            Ok(events)
        })??;
        self.record_root(&mut opened, now)
    }

    /// Asks a running sender to stop.
    ///
    /// # Errors
    /// [`Error::NotRunning`].
    pub fn stop(&self, now: Timestamp) -> Result<(), Error> {
        if !self.is_busy() {
            return Err(Error::NotRunning);
        }
        // A trial may still be sealing: then there is a run, but no seal yet.
        let key = self.key_if_any()?.ok_or(Error::NotRunning)?;
        Ok(self.journal(&key)?.append(&[(now, Event::StopAsked)])?)
    }
}

impl Opened {
    /// The row with this id, in any seal.
    pub(crate) fn find(&self, id: &str) -> Result<Pseudonym, Error> {
        let unknown = || Error::NoSuchId { id: id.to_owned() };
        let recipient = self.key.pseudonym(&ListId::new(id).map_err(|_| unknown())?);
        self.journal
            .ledger()
            .recipient(&recipient)
            .map(|_| recipient)
            .ok_or_else(unknown)
    }

    /// The ground on which the row is excluded, if the vault or the journal has it.
    pub(crate) fn ground_of(&self, recipient: &Pseudonym) -> Result<Option<String>, Error> {
        if let Some(ground) = self.journal.ledger().ground(recipient) {
            return Ok(self.texts.read(ground)?);
        }
        Ok(self.vault.ground(recipient)?)
    }

    pub(crate) fn reasons(&self, by: &str, why: &str) -> Result<(TextId, TextId), Error> {
        let person = signoff::person(&self.key, by);
        self.texts.keep_as(person, by)?;
        Ok((person, self.texts.keep(why)?))
    }
}

/// The state as people see it: a mail offered by a sender that no longer lives is in doubt.
pub(crate) fn state_of(
    ledger: &Ledger,
    recipient: &Pseudonym,
    sender_lives: bool,
) -> Option<State> {
    let entry = ledger.recipient(recipient)?;
    if entry.is_excluded() {
        return None;
    }
    match entry.state()? {
        State::Offered if !sender_lives => Some(State::InDoubt),
        state => Some(state.clone()),
    }
}

pub(crate) fn wrong_state(id: &str, state: Option<&State>, wanted: Wanted) -> Error {
    Error::WrongState {
        id: id.to_owned(),
        state: state.map_or("excluded", State::name),
        wanted,
    }
}
