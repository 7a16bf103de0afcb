//! `seal` and `rerun`: freezes every mail that may still go out, and says what changed.

use std::collections::HashSet;

use jiff::Timestamp;

use super::check::{Read, work};
use super::proof::compose_each;
use super::{Campaign, Error, ListIdentity};
use crate::dispatch::Work;
use crate::fault::{self, Fault};
use crate::id::{CampaignKey, Digest, ListId, Pseudonym};
use crate::journal::event::Sealed;
use crate::journal::{Event, Journal, Ledger, SenderLock};
use crate::list::Sum;
use crate::notice::Mail;
use crate::vault::{Changes, Head, Inputs, NewSeal, SealWriter, Vault};

/// What is asked of a seal.
#[derive(Debug, Clone, Default)]
pub struct SealAsk {
    /// Who seals.
    pub by: Option<String>,
    /// Only rows that are new, or were refused, expired, bounced or withheld and have been corrected.
    pub supplement: bool,
    /// Begin the trial anew.
    pub fresh: bool,
}

/// What a seal did.
#[derive(Debug, Clone)]
pub struct SealOutcome {
    /// The campaign digest that now counts; `None` when there was nothing to seal and never was.
    pub digest: Option<Digest>,
    /// Whether a new seal was made; otherwise everything was as sealed before, or nothing was to seal.
    pub made: bool,
    /// Mails in the seal.
    pub mails: usize,
    /// Octets of its mails.
    pub octets: u64,
    /// What changed since the seal before it; `None` for the first.
    pub changes: Option<ChangeList>,
    /// Which list was sealed.
    pub list: ListIdentity,
    /// The sum of the list.
    pub sum: Sum,
    /// Warnings of the check.
    pub warnings: Vec<Fault>,
    /// Rows that changed in the list after their mail was accepted or handed over: not sent again.
    pub changed_too_late: Vec<ListId>,
    /// Since when records of the journal may be missing: then every mail of the seal begins in doubt.
    pub records_lost: Option<Timestamp>,
    /// The mails that may go out now.
    pub work: Work,
}

/// What changed, with the list's ids.
#[derive(Debug, Clone, Default)]
pub struct ChangeList {
    /// Settings, by their line in the manifest.
    pub settings: Vec<String>,
    /// Input files that differ.
    pub files: Vec<String>,
    /// Rows with a mail now and none before.
    pub added: Vec<ListId>,
    /// Rows with a mail before and none now.
    pub gone: Vec<ListId>,
    /// Rows whose mail is another.
    pub changed: Vec<ListId>,
}

/// What a seal makes of one row's mail.
enum Place {
    /// It belongs to the seal.
    Take,
    /// It stays as it is.
    Leave,
    /// It changed after it was handed over.
    TooLate,
}

impl Campaign {
    /// Seals. Holds the sender lock meanwhile.
    ///
    /// # Errors
    /// [`Error::Input`] when anything has an error; then nothing was sealed.
    pub fn seal(&self, ask: &SealAsk, now: Timestamp) -> Result<SealOutcome, Error> {
        let mut lock = self.lock()?;
        if ask.fresh {
            lock = self.begin_trial_anew(lock, now)?;
        }
        let key = self.key()?;
        let mut journal = self.journal(&key)?;
        self.seal_with(ask, now, &key, &mut journal, &lock)
    }

    pub(super) fn seal_with(
        &self,
        ask: &SealAsk,
        now: Timestamp,
        key: &CampaignKey,
        journal: &mut Journal,
        _lock: &SenderLock,
    ) -> Result<SealOutcome, Error> {
        let mut read = self.read_inputs();
        let mut faults = std::mem::take(&mut read.faults);
        let inputs = if faults.iter().any(Fault::is_error) { Inputs::default() } else { self.inputs()? };
        let mailed = read.list.recipients.iter().map(|row| (&row.id, &row.address));
        self.hold_against_memory(key, journal.ledger(), mailed)?;
        let mut vault = self.vault()?;
        let head = Head::of(self.settings(), self.kind().name());
        let before = journal.ledger().newest_seal().map(|seal| seal.sealed.seal);
        let number = before.unwrap_or(0) + 1;
        let same_input = is_same_input(&vault, before, &inputs, &head)?;
        let mut writer = vault.begin_seal(number, &head)?;
        let mut too_late = Vec::new();
        if let Some(press) = &read.press {
            compose_each(self.settings(), press, &read.list, key, &mut faults, |mail| {
                match place(journal.ledger(), &mail, ask.supplement) {
                    Place::Take => writer.mail(&mail)?,
                    Place::Leave => {}
                    Place::TooLate => too_late.push(mail.list_id.clone()),
                }
                Ok(())
            })?;
        }
        fault::sort(&mut faults);
        let sum = read.list.sum();
        if faults.iter().any(Fault::is_error) {
            return Err(Error::Input { faults, sum: Some(sum) });
        }
        let listed = write_rows(&mut writer, &read, key)?;
        writer.findings(&faults)?;
        let unchanged = !journal.ledger().has_stranded()
            && (same_input || is_unchanged(journal.ledger(), &writer, &listed, ask.supplement));
        let outcome = |made: Option<&NewSeal>, changes| SealOutcome {
            digest: made
                .map(|seal| seal.digest)
                .or_else(|| journal.ledger().newest_seal().map(|seal| seal.sealed.digest)),
            made: made.is_some(),
            mails: made.map_or(0, |seal| seal.mails.len()),
            octets: made.map_or(0, |seal| seal.octets),
            changes,
            list: ListIdentity::of(self.settings()),
            sum,
            warnings: faults.clone(),
            changed_too_late: too_late.clone(),
            records_lost: journal.ledger().records_lost_since(),
            work: work(&read.list, key, journal.ledger()),
        };
        if unchanged {
            drop(writer);
            let mut same = outcome(None, None);
            if let Some(seal) = before {
                let stored = vault.seal(seal)?;
                vault.mails(seal, |_| same.mails += 1)?;
                same.octets = stored.octets;
            }
            return Ok(same);
        }
        if writer.is_empty() && (ask.supplement || before.is_some()) {
            // Nothing may go out that is not sealed already; rows left out since are told all the same.
            return Ok(outcome(None, None));
        }
        let made = writer.finish(now, ask.supplement, &inputs)?;
        let changes = match before {
            Some(before) => Some(self.change_list(&vault, before, made.seal)?),
            None => None,
        };
        let outcome = outcome(Some(&made), changes);
        self.record_seal(ask, now, key, journal, &made, &listed)?;
        Ok(outcome)
    }

    /// One commit: the seal, its mails, the rows left out, and the rows that left the list unsent.
    fn record_seal(
        &self,
        ask: &SealAsk,
        now: Timestamp,
        key: &CampaignKey,
        journal: &mut Journal,
        made: &NewSeal,
        listed: &Listed,
    ) -> Result<(), Error> {
        let texts = self.texts(key)?;
        let by = match &ask.by {
            Some(name) => {
                let id = crate::signoff::person(key, name);
                texts.keep_as(id, name)?;
                Some(id)
            }
            None => None,
        };
        let gone = texts.keep("left the list")?;
        let seal = made.seal;
        let sealed = Sealed { seal, digest: made.digest, supplement: ask.supplement, by };
        let mut events = vec![Event::Sealed(sealed)];
        events.extend(made.mails.iter().map(|&(recipient, mail)| Event::Queued { seal, recipient, mail }));
        events.extend(listed.excluded.iter().map(|&recipient| Event::Excluded { seal, recipient }));
        if !ask.supplement {
            let left = journal.ledger().recipients().filter(|(recipient, entry)| {
                let open = entry.state().is_some_and(|state| state.is_open()) && !entry.is_excluded();
                open && !listed.everyone.contains(recipient)
            });
            let mut left: Vec<Pseudonym> = left.map(|(recipient, _)| *recipient).collect();
            left.sort();
            events.extend(left.into_iter().map(|recipient| Event::Withheld {
                recipient,
                by: None,
                why: gone,
            }));
        }
        let events: Vec<_> = events.into_iter().map(|event| (now, event)).collect();
        journal.append(&events)?;
        self.seal_is_known(journal)
    }

    fn change_list(&self, vault: &Vault, before: u32, after: u32) -> Result<ChangeList, Error> {
        let Changes { head, added, gone, changed } = vault.changes(before, after)?;
        let rows = vault.all_rows()?;
        let name = |recipients: Vec<Pseudonym>| {
            let wanted: HashSet<Pseudonym> = recipients.into_iter().collect();
            rows.iter().filter(|row| wanted.contains(&row.recipient)).map(|row| row.list_id.clone()).collect()
        };
        let files = vault.seal(before)?.inputs.differing(&vault.seal(after)?.inputs);
        Ok(ChangeList { settings: head, files, added: name(added), gone: name(gone), changed: name(changed) })
    }

    /// Puts the old trial aside, so that the next one begins with nothing sent.
    pub(super) fn begin_trial_anew(&self, lock: SenderLock, now: Timestamp) -> Result<SenderLock, Error> {
        if self.kind() != super::Kind::Trial {
            return Err(Error::OnlyTrials);
        }
        let aside = self.folder().with_file_name(format!("trial-until-{}", now.strftime("%Y%m%d-%H%M%S")));
        std::fs::rename(self.folder(), aside).map_err(Error::file("var/trial"))?;
        self.make_folders()?;
        self.lock_anew(lock)
    }
}

/// All rows of the list as the journal knows them.
struct Listed {
    everyone: HashSet<Pseudonym>,
    excluded: Vec<Pseudonym>,
}

fn write_rows(writer: &mut SealWriter<'_>, read: &Read, key: &CampaignKey) -> Result<Listed, Error> {
    let mut listed = Listed { everyone: HashSet::new(), excluded: Vec::new() };
    for row in &read.list.recipients {
        let id = key.pseudonym(&row.id);
        writer.row(&id, row)?;
        listed.everyone.insert(id);
    }
    for row in &read.list.excluded {
        let id = key.pseudonym(&row.id);
        writer.excluded(&id, row)?;
        listed.everyone.insert(id);
        listed.excluded.push(id);
    }
    Ok(listed)
}

/// After the first offer a seal takes only mails that were never accepted, offered or in doubt; what was
/// refused, expired, bounced or withheld only once it is another mail.
fn place(ledger: &Ledger, mail: &Mail, supplement: bool) -> Place {
    let Some(entry) = ledger.recipient(&mail.recipient) else { return Place::Take };
    let Some(before) = entry.mail() else { return Place::Take };
    let another = before.digest() != Some(mail.digest);
    if before.state.is_open() {
        if supplement { Place::Leave } else { Place::Take }
    } else if before.state.is_correctable() {
        if another { Place::Take } else { Place::Leave }
    } else if another {
        Place::TooLate
    } else {
        Place::Leave
    }
}

/// Whether the newest seal already says all of this, though it was made from other files.
fn is_unchanged(ledger: &Ledger, writer: &SealWriter<'_>, listed: &Listed, supplement: bool) -> bool {
    let Some(newest) = ledger.newest_seal() else { return false };
    let excluded: HashSet<&Pseudonym> = listed.excluded.iter().collect();
    let as_before = ledger.recipients().all(|(recipient, entry)| {
        let settled = entry.state().is_some_and(|state| !state.is_open());
        if listed.everyone.contains(recipient) {
            settled || entry.is_excluded() == excluded.contains(recipient)
        } else {
            settled || entry.is_excluded()
        }
    });
    !supplement
        && !newest.sealed.supplement
        && newest.sealed.digest == writer.digest()
        && as_before
        && listed.everyone.iter().all(|recipient| ledger.recipient(recipient).is_some())
}

/// Whether the newest seal was made from the very same files and settings: then it stands, however much
/// of it has gone out since.
fn is_same_input(vault: &Vault, newest: Option<u32>, inputs: &Inputs, head: &Head) -> Result<bool, Error> {
    let Some(newest) = newest else { return Ok(false) };
    let stored = vault.seal(newest)?;
    Ok(stored.inputs == *inputs && stored.head == *head)
}
