//! `check`: reads everything, mails nobody.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::compose_all::{check_readable, compose_each};
use crate::campaign::{Campaign, Error, Kind, ListIdentity};
use crate::config;
use crate::delivery::State;
use crate::dispatch::{Domain, Work};
use crate::finding::{self, Code, Finding, Place};
use crate::id::{CampaignKey, Digest};
use crate::journal::{Journal, Ledger};
use crate::list::{self, Before, Difference, Excluded, Given, List, MailedKind, Recipient, Sum};
use crate::notice::{self, Press, Readable, Sources};
use crate::vault::{Inputs, Vault};

/// Result of `check`.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Which list it is.
    pub list: ListIdentity,
    /// The sum over the rows.
    pub sum: Sum,
    /// The excluded rows.
    pub left_out: Vec<Excluded>,
    /// How many rows each ground excludes.
    pub excluded: BTreeMap<String, usize>,
    /// The kinds that are mailed, if the settings don't name them.
    pub kinds: Vec<MailedKind>,
    /// All findings, sorted.
    pub faults: Vec<Finding>,
    /// How the list differs from the one sealed before; `None` if nothing is sealed.
    pub difference: Option<Difference>,
    /// The mails that would go out.
    pub work: Work,
}

impl Checked {
    /// Whether any error prevents the seal.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.faults.iter().any(Finding::is_error)
    }
}

/// All inputs, before any mail is made.
pub(crate) struct CampaignInput {
    pub(crate) list: List,
    pub(crate) press: Option<Press>,
    /// If there is no press: what can be read all the same, to be checked.
    pub(crate) readable: Option<Readable>,
    pub(crate) faults: Vec<Finding>,
    /// The digests of the inputs, taken before anything was read; `None` if one could not be read.
    pub(crate) inputs: Option<Inputs>,
}

impl Campaign {
    /// Reads list, templates and attachments, and makes every mail once to check that it can be
    /// made.
    ///
    /// # Errors
    /// [`Error::Key`] if the key can't be used; [`Error::Vault`] and [`Error::Journal`] if what was
    /// sealed before can't be read.
    pub fn check(&self) -> Result<Checked, Error> {
        Ok(self.check_rows()?.0)
    }

    /// The result of a check, and the rows that would be mailed.
    pub(crate) fn check_rows(&self) -> Result<(Checked, Vec<Recipient>), Error> {
        // If there is no key yet, a temporary one: every check gives the same result with any key.
        let key = self
            .key_if_any()?
            .unwrap_or_else(|| CampaignKey::from_bytes([0; 32]));
        let journal = self.journal_if_any(&key)?;
        let nothing = Ledger::default();
        let ledger = journal.as_ref().map_or(&nothing, Journal::ledger);
        let mut read = self.read_beside_seals(&key, ledger)?;
        let mut faults = std::mem::take(&mut read.faults);
        if let Some(readable) = &read.readable {
            let all = &read.list.recipients;
            check_readable(self.settings(), readable, &read.list, all, &mut faults);
        }
        if let Some(press) = &read.press {
            compose_each(
                self.settings(),
                press,
                &read.list,
                &key,
                &mut faults,
                |_| Ok(()),
            )?;
        }
        faults.extend(self.open_to_others());
        faults.extend(self.rectification_faults_now(&read.list)?);
        finding::sort(&mut faults);
        let excluded = read
            .list
            .excluded_by_ground()
            .into_iter()
            .map(|(ground, n)| (ground.to_owned(), n))
            .collect();
        let difference = self
            .sealed_rows(ledger)?
            .map(|before| list::compare(&read.list, before));
        let work = work(&read.list, &key, ledger);
        let (list, sum) = (ListIdentity::of(self.settings()), read.list.sum());
        let kinds = list::mailed_kinds(&read.list, &self.settings().list);
        let checked = Checked {
            list,
            sum,
            left_out: read.list.excluded,
            excluded,
            kinds,
            faults,
            difference,
            work,
        };
        Ok((checked, read.list.recipients))
    }

    /// The content of the cell of each finding, for a screen whose reader asked for it.
    #[must_use]
    pub fn revealed(&self, faults: &[Finding]) -> Vec<Option<String>> {
        list::reveal(self.dir(), &self.settings().list, faults)
    }

    pub(crate) fn read_inputs(&self) -> CampaignInput {
        let list = || list::read(self.dir(), &self.settings().list);
        self.read_with(self.inputs().ok(), list)
    }

    /// Reads everything, and compares the list with what an earlier seal gave its rows. The list
    /// that was sealed last is compared with the seal before it as it was then: what was found in
    /// it remains a finding.
    ///
    /// # Errors
    /// [`Error::Vault`] if the earlier seal can't be read.
    pub(crate) fn read_beside_seals(
        &self,
        key: &CampaignKey,
        ledger: &Ledger,
    ) -> Result<CampaignInput, Error> {
        let inputs = self.inputs().ok();
        let newest = ledger.newest_seal().map(|seal| seal.sealed.seal);
        let given = match (
            newest,
            inputs.as_ref().and_then(|inputs| self.list_digest(inputs)),
        ) {
            (Some(newest), Some(list)) => {
                Vault::open(&self.vault_file())?.cells_before(newest, &list)?
            }
            // A trial is no authority, and may have gone wrong: if it can't be read, it is ignored.
            (None, Some(list)) => self.given_in_trial(key, &list).unwrap_or_default(),
            _ => None,
        };
        let before = Before { key, given };
        Ok(self.read_with(inputs, || {
            list::read_beside(self.dir(), &self.settings().list, &before)
        }))
    }

    /// What the trial gave the rows, for the first seal of another kind of run.
    fn given_in_trial(&self, key: &CampaignKey, list: &Digest) -> Result<Option<Given>, Error> {
        if self.kind() == Kind::Trial {
            return Ok(None);
        }
        let ledger = self.journal_of(Kind::Trial, key)?;
        let newest = ledger
            .as_ref()
            .and_then(Ledger::newest_seal)
            .map(|seal| seal.sealed.seal);
        let vault = self.vault_file_of(Kind::Trial);
        match newest {
            Some(newest) if vault.exists() => Ok(Vault::open(&vault)?.cells_before(newest, list)?),
            _ => Ok(None),
        }
    }

    /// The digest of the list, with that of its register, as in [`List`].
    pub(crate) fn list_digest(&self, inputs: &Inputs) -> Option<Digest> {
        let list = &self.settings().list;
        let digest = |path: &Path| inputs.0.get(&path.display().to_string());
        let own = digest(&list.file)?;
        match list.register.as_deref() {
            Some(register) => {
                let both = [&own.as_bytes()[..], digest(register)?.as_bytes()];
                Some(Digest::of_pieces(both))
            }
            None => Some(*own),
        }
    }

    fn read_with(&self, inputs: Option<Inputs>, list: impl FnOnce() -> List) -> CampaignInput {
        let settings = self.settings();
        let list = list();
        let mut faults = list.faults.clone();
        let is_read = !list.columns.is_empty();
        if is_read {
            faults.extend(list::check_accepted(&settings.list, &faults));
        } else {
            let place = Place::file(settings.list.file.display().to_string());
            faults.push(Finding::at(place, Code::ListTemplatesLater));
        }
        faults.extend(self.list_among_attachments());
        faults.extend(self.kind_faults());
        faults.extend(self.signer_faults());
        let sources = Sources {
            dir: self.dir(),
            notice: &settings.notice,
            sender: &settings.sender,
            columns: &list.columns,
            recipients: &list.recipients,
        };
        let (press, readable) = match Press::load(&sources) {
            Ok((press, warnings)) => {
                faults.extend(warnings);
                (is_read.then_some(press), None)
            }
            Err(found) => {
                faults.extend(found);
                (None, is_read.then(|| Readable::load(&sources)))
            }
        };
        // A finding about a row's own file has no file to fix: it names its row.
        for fault in faults
            .iter_mut()
            .filter(|fault| fault.place.file.is_empty())
        {
            fault.place.file = settings.list.file.display().to_string();
        }
        CampaignInput {
            list,
            press,
            readable,
            faults,
            inputs,
        }
    }

    /// Every file that mails are made from.
    pub(crate) fn notice_files(&self) -> Result<Vec<PathBuf>, Error> {
        let files = notice::files(self.dir(), &self.settings().notice);
        files.map_err(|(folder, fault)| Error::file(folder.display().to_string())(fault))
    }

    /// The inputs by name, each with its digest.
    pub(crate) fn inputs(&self) -> Result<Inputs, Error> {
        let settings = self.settings();
        let mut inputs = BTreeMap::new();
        let files = self.notice_files()?;
        let lists = std::iter::once(&settings.list.file).chain(&settings.list.register);
        for path in lists.chain(&files) {
            inputs.insert(path.display().to_string(), self.digest_of(path)?);
        }
        inputs.insert(config::FILE.to_owned(), settings.sealed_fingerprint());
        Ok(Inputs(inputs))
    }

    /// The digests of what was read, once every mail was made from it. The list's digest is that of
    /// the very bytes its rows came from; every other file must be the same after as before.
    ///
    /// # Errors
    /// [`Error::InputMoved`] if a file was saved in between: then rows and digests may belong to
    /// two versions.
    pub(crate) fn inputs_of(&self, read: &CampaignInput) -> Result<Inputs, Error> {
        let now = self.inputs()?;
        let Some(before) = &read.inputs else {
            // It could not be read a moment ago, and now it can: the disk fails, and nobody saved
            // it.
            let fault = std::io::Error::other("the disk failed for a moment");
            return Err(Error::file(self.settings().list.file.display().to_string())(fault));
        };
        let mut names = before.differing(&now);
        if self.list_digest(&now) != Some(read.list.digest) && names.is_empty() {
            names.push(self.settings().list.file.display().to_string());
        }
        if names.is_empty() {
            Ok(now)
        } else {
            Err(Error::InputMoved { names })
        }
    }

    pub(crate) fn digest_of(&self, path: &Path) -> Result<Digest, Error> {
        let read = std::fs::File::open(self.dir().join(path)).and_then(Digest::of_all);
        read.map_err(Error::file(path.display().to_string()))
    }
}

/// The mails to rows of the list that are new or open.
pub(crate) fn work(list: &List, key: &CampaignKey, ledger: &Ledger) -> Work {
    let is_open = |row: &&Recipient| {
        let entry = ledger.recipient(&key.pseudonym(&row.id));
        entry
            .and_then(|entry| entry.state())
            .is_none_or(State::is_open)
    };
    Work::to(
        list.recipients
            .iter()
            .filter(is_open)
            .map(|row| Domain::of(row.address.domain())),
    )
}
