//! Where the campaign continues: closed here, taken over there.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::campaign::folder::opened::Begun;
use crate::campaign::{Campaign, Error};
use crate::journal::event::Adopted;
use crate::journal::{Claim, Event, JournalFault, TakeoverFindings, Tip};
use crate::signoff;

/// What is asked of an adoption.
#[derive(Debug, Clone)]
pub struct AdoptAsk {
    /// Name of the person who adopts it.
    pub by: String,
    /// The reason.
    pub why: String,
    /// The head that proves where the journal ends: `COUNT:HASH`.
    pub head: Option<String>,
}

/// Result of an adoption.
#[derive(Debug, Clone)]
pub struct Adoption {
    /// Whether records may be missing: then every mail that may have gone is in doubt, now and in
    /// later seals.
    pub records_lost: bool,
    /// How many records the journal had.
    pub records: u64,
    /// Path of the damaged journal, of which only the records before the damage were taken.
    pub damaged: Option<PathBuf>,
    /// How many mails are in doubt now.
    pub in_doubt: usize,
    /// Where the journal ends now.
    pub head: Tip,
}

impl Campaign {
    /// Takes over a journal whose end nothing on this machine proves, that was closed here, or that is damaged.
    ///
    /// # Errors
    /// [`Error::NotAHead`], [`Error::Journal`].
    pub fn adopt(&self, ask: &AdoptAsk, now: Timestamp) -> Result<Adoption, Error> {
        let not_a_head = || Error::NotAHead;
        let claim: Option<Claim> = ask
            .head
            .as_deref()
            .map(|head| head.parse().map_err(|_| not_a_head()))
            .transpose()?;
        let _lock = self.lock()?;
        let key = self.key()?;
        let texts = self.texts(&key)?;
        let by = signoff::person(&key, &ask.by);
        texts.keep_as(by, &ask.by)?;
        let why = texts.keep(&ask.why)?;
        let others = self.remembered_others(&key)?;
        let adopted = |found: &TakeoverFindings| {
            Event::Adopted(Adopted {
                by,
                why,
                records_lost: found.records_lost || !others.is_empty(),
                head: claim.as_ref().map(ToString::to_string),
                cut_back_to: found.damaged.is_some().then_some(found.records),
                others: others.clone(),
            })
        };
        let (journal, found) = self.adopt_journal(&key, now, claim.as_ref(), adopted)?;
        let TakeoverFindings {
            records_lost,
            records,
            damaged,
        } = found;
        let records_lost = records_lost || !others.is_empty();
        let in_doubt = journal.ledger().sum().in_doubt;
        Ok(Adoption {
            records_lost,
            records,
            damaged,
            in_doubt,
            head: journal.tip(),
        })
    }

    /// Closes the campaign here, to continue elsewhere: nothing is sealed, approved or sent here
    /// until somebody takes it over. Returns where the journal ends; again, if it was closed
    /// before.
    ///
    /// # Errors
    /// [`Error::NotSealed`] if there is no journal, [`Error::Lock`], [`Error::Journal`].
    pub fn hand_over(&self, now: Timestamp) -> Result<Tip, Error> {
        let lock = self.lock()?;
        let key = self.key_if_any()?.ok_or(Error::NotSealed)?;
        let there = self.journal_if_any(&key)?.ok_or(Error::NotSealed)?;
        match self.journal(&key) {
            Ok(mut journal) => {
                journal.mark_interrupted_in_doubt(now, &lock)?;
                let mut opened = Begun { key, journal }.with_vault(self)?;
                self.record_root(&mut opened, now)?;
                Ok(opened.journal.hand_over(now)?)
            }
            Err(Error::Journal(JournalFault::HandedOver { .. })) => Ok(there.tip()),
            Err(fault) => Err(fault),
        }
    }
}
