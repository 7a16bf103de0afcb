//! What a person's decision changes: about an organisation, or about one mail.

use jiff::Timestamp;

use super::Ledger;
use crate::delivery::{Impossible, State, Turn, Word};
use crate::id::{Pseudonym, TextId};
use crate::journal::ledger::decisions::{Decision, can_be_withheld};

impl Ledger {
    pub(crate) fn withhold(
        &mut self,
        at: Timestamp,
        recipient: Pseudonym,
        by: TextId,
        why: TextId,
    ) -> Result<(), Impossible> {
        let state = self.rows.own_state_of(&recipient);
        if self.rows.decisions.forbids_an_offer(&recipient) || !can_be_withheld(state) {
            let state = state.cloned().unwrap_or(State::Withheld);
            return Err(Impossible {
                state,
                turn: Turn::Withhold,
            });
        }
        self.rows.decisions.decide(recipient, at, by, why, true);
        Ok(())
    }

    pub(crate) fn release(
        &mut self,
        at: Timestamp,
        recipient: Pseudonym,
        by: TextId,
        why: TextId,
    ) -> Result<(), Impossible> {
        if !self.rows.decisions.is_withheld(&recipient) {
            let state = self
                .rows
                .own_state_of(&recipient)
                .cloned()
                .unwrap_or(State::Queued);
            return Err(Impossible {
                state,
                turn: Turn::Again,
            });
        }
        self.rows.decisions.decide(recipient, at, by, why, false);
        self.doubt_what_comes_back(at, &recipient);
        Ok(())
    }

    pub(crate) fn due_again(
        &mut self,
        at: Timestamp,
        recipient: Pseudonym,
    ) -> Result<(), Impossible> {
        if self.rows.decisions.is_withheld(&recipient) {
            return Err(Impossible {
                state: State::Withheld,
                turn: Turn::Again,
            });
        }
        self.turned(at, recipient, &Turn::Again)?.due_again();
        self.doubt_what_comes_back(at, &recipient);
        Ok(())
    }

    /// If records are missing, somebody may have brought this mail back before, and a run may have
    /// sent it.
    fn doubt_what_comes_back(&mut self, at: Timestamp, recipient: &Pseudonym) {
        let is_open = self
            .rows
            .own_state_of(recipient)
            .is_some_and(State::is_open);
        if is_open
            && self
                .loss
                .as_ref()
                .is_some_and(|loss| loss.may_have_sent(recipient))
            && let Some(record) = self.rows.record_mut(recipient)
        {
            record.mail.doubt_for_lost_records(at);
        }
    }

    pub(crate) fn resolve(
        &mut self,
        at: Timestamp,
        recipient: Pseudonym,
        word: Word,
        by: TextId,
    ) -> Result<(), Impossible> {
        let mail = self.turned(at, recipient, &Turn::Resolve(word))?;
        match word {
            Word::Arrived => {
                let tried = mail.tried.get_or_insert_default();
                (tried.vouched, tried.perhaps_taken) = (Some(by), false);
            }
            Word::Resend => {
                mail.due_again();
                // A person who says "send it again" says that no attempt arrived.
                if let Some(tried) = &mut mail.tried {
                    tried.perhaps_taken = false;
                    tried.resent = true;
                }
            }
        }
        Ok(())
    }

    /// The newest decision of a person about this organisation, whether or not a seal knows it.
    #[must_use]
    pub fn decision(&self, recipient: &Pseudonym) -> Option<&Decision> {
        self.rows.decisions.get(recipient)
    }

    /// The newest decision about each organisation that people decided about, in no particular
    /// order.
    pub fn decisions(&self) -> impl Iterator<Item = (&Pseudonym, &Decision)> {
        self.rows.decisions.iter()
    }

    /// The ground on which a row was excluded after its last seal.
    #[must_use]
    pub fn ground(&self, recipient: &Pseudonym) -> Option<&TextId> {
        self.grounds.get(recipient)
    }
}
