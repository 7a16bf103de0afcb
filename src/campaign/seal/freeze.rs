//! `seal` and `rerun`: freezes every mail that may still go out, and says what changed.

use jiff::Timestamp;

use super::check::CampaignInput;
use super::compose_all::{check_readable, compose_each};
use super::outcome::{SealAsk, SealOutcome};
use super::placing::place;
use super::record::{SealChanges, Sealing, departed, write_rows};
use crate::campaign::folder::opened::Begun;
use crate::campaign::{Campaign, Error};
use crate::finding::{self, Finding};
use crate::id::{CampaignKey, Digest};
use crate::journal::{Ledger, SenderLock};
use crate::vault::manifest::FORM;
use crate::vault::{SealWriter, Vault};

impl Campaign {
    /// Seals. Holds the sender lock meanwhile.
    ///
    /// # Errors
    /// [`Error::Input`] if anything has an error; then nothing was sealed.
    pub fn seal(&self, ask: &SealAsk, now: Timestamp) -> Result<SealOutcome, Error> {
        let mut lock = self.lock_earlier(self.lock()?)?;
        if ask.fresh {
            lock = self.begin_trial_anew(lock, now)?;
        }
        self.seal_with(ask, now, &mut self.begin()?, &lock)
    }

    pub(crate) fn seal_with(
        &self,
        ask: &SealAsk,
        now: Timestamp,
        begun: &mut Begun,
        _lock: &SenderLock,
    ) -> Result<SealOutcome, Error> {
        let (key, journal) = (&begun.key, &mut begun.journal);
        self.take_over_decisions(key, journal, now)?;
        let (read, mut faults) = self.read_to_seal(key, journal.ledger())?;
        let mut vault = self.vault()?;
        let head = &self.current_head();
        let has_new_head = !self.changed_head(&vault, journal.ledger())?.is_empty();
        let before = journal.ledger().newest_seal();
        let before = before.map_or(0, |seal| seal.sealed.seal);
        let unbegun = unbegun(&vault, journal.ledger())?;
        let put_aside = vault.put_aside_unknown(before, &self.folder())?;
        let mut writer = vault.begin_seal(before + 1, head)?;
        let found =
            self.write_mails(ask, key, journal.ledger(), &read, &mut faults, &mut writer)?;
        let faults = without_errors(faults, &read)?;
        let inputs = &self.inputs_of(&read)?;
        let listed = write_rows(&mut writer, &read, key)?;
        writer.findings(&faults)?;
        let departed = departed(journal.ledger(), &listed);
        // Open mails that are the same are sealed again if they need another head, or if other
        // mails of the digest went out; before the first has gone out, also if grounds or accepted
        // reasons differ.
        let is_other = unbegun.is_some_and(|digest| digest != writer.digest());
        let anew =
            !ask.supplement && found.same > 0 && (has_new_head || !departed.is_empty() || is_other);
        let is_needed = found.is_news() || anew;
        let finished = is_needed.then(move || writer.finish(now, ask.supplement, inputs));
        let made = finished.transpose()?;
        let sealing = Sealing {
            campaign: self,
            ask,
            now,
            key,
            texts: &self.texts(key)?,
            read: &read,
            inputs,
            head,
        };
        let made = made.as_ref();
        let changes = sealing.changes(&vault, journal.ledger(), made, &found, &departed)?;
        sealing.record_all(journal, &vault, made, &listed, &departed)?;
        let ledger = journal.ledger();
        // What is unchanged came out the same from these inputs.
        if !found.is_stale && !has_new_head {
            for seal in ledger.active_seals() {
                vault.note_inputs(seal.sealed.seal, inputs)?;
            }
        }
        let outcome = sealing.outcome(&vault, ledger, made.is_some(), changes, faults, found)?;
        Ok(SealOutcome {
            put_aside,
            ..outcome
        })
    }

    /// Reads everything that a seal is made from. No organisation may be mailed that another
    /// campaign of this machine has mailed.
    fn read_to_seal(
        &self,
        key: &CampaignKey,
        ledger: &Ledger,
    ) -> Result<(CampaignInput, Vec<Finding>), Error> {
        let mut read = self.read_beside_seals(key, ledger)?;
        let mut faults = std::mem::take(&mut read.faults);
        faults.extend(self.rectification_faults(&read.list)?);
        let mailed = read.list.recipients.iter();
        self.hold_against_memory(key, ledger, mailed.map(|row| (&row.id, &row.address)))?;
        Ok((read, faults))
    }

    /// Makes every mail of the list and writes those that belong in this seal.
    fn write_mails(
        &self,
        ask: &SealAsk,
        key: &CampaignKey,
        ledger: &Ledger,
        read: &CampaignInput,
        faults: &mut Vec<Finding>,
        writer: &mut SealWriter<'_>,
    ) -> Result<SealChanges, Error> {
        let mut found = SealChanges::default();
        if let Some(readable) = &read.readable {
            let all = &read.list.recipients;
            check_readable(self.settings(), readable, &read.list, all, faults);
        }
        let Some(press) = &read.press else {
            return Ok(found);
        };
        compose_each(self.settings(), press, &read.list, key, faults, |mail| {
            let place = place(ledger, &mail.recipient, mail.digest);
            let takes = place.is_taken(ask.supplement);
            found.hear(ledger, &mail, place, takes);
            if takes {
                writer.mail(&mail)?;
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Puts the old trial aside, so that the next one begins with nothing sent.
    pub(crate) fn begin_trial_anew(
        &self,
        lock: SenderLock,
        now: Timestamp,
    ) -> Result<SenderLock, Error> {
        if self.kind() != crate::campaign::Kind::Trial {
            return Err(Error::OnlyTrials);
        }
        let kept = self.decisions_of_the_trial()?;
        let aside = self
            .folder()
            .with_file_name(format!("trial-until-{}", now.strftime("%Y%m%d-%H%M%S")));
        std::fs::rename(self.folder(), aside).map_err(Error::file("var/trial"))?;
        self.make_folders()?;
        let lock = self.lock_anew(lock)?;
        self.keep_decisions(kept, now)?;
        Ok(lock)
    }
}

/// The warnings, in the order of the list; one error, and nothing is sealed.
fn without_errors(mut faults: Vec<Finding>, read: &CampaignInput) -> Result<Vec<Finding>, Error> {
    finding::sort(&mut faults);
    if faults.iter().any(Finding::is_error) {
        let sum = Some(read.list.sum());
        return Err(Error::Input { faults, sum });
    }
    Ok(faults)
}

/// The digest of the newest seal, if it is a whole one of which nothing has gone out.
fn unbegun(vault: &Vault, ledger: &Ledger) -> Result<Option<Digest>, Error> {
    let newest = ledger
        .newest_seal()
        .filter(|seal| !seal.sealed.supplement && seal.begun.is_none());
    let Some(newest) = newest.filter(|_| !ledger.ever_offered()) else {
        return Ok(None);
    };
    // A manifest of an older format says the same in other lines.
    let is_of_now = vault.seal(newest.sealed.seal)?.head.form == FORM;
    Ok(is_of_now.then_some(newest.sealed.digest))
}
