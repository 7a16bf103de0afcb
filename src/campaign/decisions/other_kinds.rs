//! People's decisions in another kind of run, such as a trial, taken over into this one.

use std::collections::HashSet;

use jiff::Timestamp;

use crate::campaign::{Campaign, Error, Kind};
use crate::id::{CampaignKey, Pseudonym};
use crate::journal::ledger::state::Decision;
use crate::journal::{Event, Journal, Ledger};
use crate::vault::EncryptedTexts;

/// A decision that a new trial starts with.
pub(crate) struct Kept {
    recipient: Pseudonym,
    decision: Decision,
    /// The name and the reason, if the vault still had them.
    words: [Option<String>; 2],
}

/// The event that takes a decision over; `None` if this journal has the same decision, or the mail
/// is settled here.
fn taken_over(ledger: &Ledger, recipient: Pseudonym, decision: &Decision) -> Option<Event> {
    let is_withheld = ledger.decision(&recipient).is_some_and(|own| own.withheld);
    let state = ledger.recipient(&recipient).and_then(|entry| entry.state());
    let (by, why) = (decision.by, decision.why);
    match (decision.withheld, is_withheld) {
        (true, false) => {
            let is_out = state.is_some_and(|state| !state.is_open() && !state.is_correctable());
            (!is_out).then_some(Event::Withheld {
                recipient,
                by: Some(by),
                why,
            })
        }
        (false, true) => Some(Event::Released { recipient, by, why }),
        (true, true) | (false, false) => None,
    }
}

impl Campaign {
    /// Takes over people's decisions about organisations from another kind of run, if they are
    /// newer than those of this journal. An organisation withheld in the trial stays withheld in
    /// the real send.
    pub(crate) fn take_over_decisions(
        &self,
        key: &CampaignKey,
        journal: &mut Journal,
        now: Timestamp,
    ) -> Result<(), Error> {
        for kind in self.kind().others() {
            let Some(other) = self.journal_of(kind, key)? else {
                continue;
            };
            let newer = |ledger: &Ledger| {
                let own =
                    |recipient: &Pseudonym| ledger.decision(recipient).map(|decision| decision.at);
                let mut newer: Vec<(Pseudonym, Decision)> = other
                    .decisions()
                    .filter(|(recipient, decision)| {
                        own(recipient).is_none_or(|at| at < decision.at)
                    })
                    .map(|(recipient, decision)| (*recipient, decision.clone()))
                    .collect();
                newer.sort_by_key(|(recipient, _)| *recipient);
                newer
            };
            let found = newer(journal.ledger());
            if found.is_empty() {
                continue;
            }
            // Opened only here: a first seal is written while nobody else has the vault open.
            self.copy_texts(kind, key, &self.texts(key)?, &found)?;
            journal.append_after(|ledger| {
                let events = newer(ledger)
                    .into_iter()
                    .filter_map(|(recipient, decision)| {
                        let event = taken_over(ledger, recipient, &decision)?;
                        Some((now.max(decision.at), event))
                    });
                Ok::<_, std::convert::Infallible>(events.collect())
            })?;
        }
        Ok(())
    }

    /// People's decisions in a trial that starts over, with their names and reasons.
    pub(crate) fn decisions_of_the_trial(&self) -> Result<Vec<Kept>, Error> {
        let Some(key) = self.key_if_any()? else {
            return Ok(Vec::new());
        };
        let Some(ledger) = self.journal_of(self.kind(), &key)? else {
            return Ok(Vec::new());
        };
        let texts = self.texts(&key)?;
        let mut kept = Vec::new();
        for (recipient, decision) in ledger.decisions().filter(|(_, decision)| decision.withheld) {
            let words = [texts.read(&decision.by)?, texts.read(&decision.why)?];
            kept.push(Kept {
                recipient: *recipient,
                decision: decision.clone(),
                words,
            });
        }
        kept.sort_by_key(|one| one.recipient);
        Ok(kept)
    }

    /// Records them in the new trial.
    pub(crate) fn keep_decisions(&self, kept: Vec<Kept>, now: Timestamp) -> Result<(), Error> {
        if kept.is_empty() {
            return Ok(());
        }
        let key = self.key()?;
        let texts = self.texts(&key)?;
        let mut events = Vec::new();
        for Kept {
            recipient,
            decision: Decision { at, by, why, .. },
            words: [name, reason],
        } in kept
        {
            for (id, text) in [(by, name), (why, reason)] {
                if let Some(text) = text {
                    texts.keep_as(id, &text)?;
                }
            }
            events.push((
                now.max(at),
                Event::Withheld {
                    recipient,
                    by: Some(by),
                    why,
                },
            ));
        }
        Ok(self.journal(&key)?.append(&events)?)
    }

    /// Organisations withheld in another kind of run, if this journal has no record of it yet.
    pub(crate) fn withheld_elsewhere(
        &self,
        key: &CampaignKey,
        ledger: &Ledger,
    ) -> Result<HashSet<Pseudonym>, Error> {
        let mut found = HashSet::new();
        for kind in self.kind().others() {
            let Some(other) = self.journal_of(kind, key)? else {
                continue;
            };
            let newer = other.decisions().filter(|(recipient, decision)| {
                decision.withheld
                    && ledger
                        .decision(recipient)
                        .is_none_or(|own| own.at < decision.at)
            });
            found.extend(newer.map(|(recipient, _)| *recipient));
        }
        Ok(found)
    }

    fn copy_texts(
        &self,
        kind: Kind,
        key: &CampaignKey,
        texts: &EncryptedTexts,
        decisions: &[(Pseudonym, Decision)],
    ) -> Result<(), Error> {
        let theirs = EncryptedTexts::open(&self.vault_file_of(kind), key)?;
        for (_, decision) in decisions {
            for id in [decision.by, decision.why] {
                if let Some(text) = theirs.read(&id)? {
                    texts.keep_as(id, &text)?;
                }
            }
        }
        Ok(())
    }
}
