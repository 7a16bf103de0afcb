//! The campaign folder: its settings, its state, and the paths in it.

use std::cell::OnceCell;
use std::fs;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::kind::{Decided, Kind};
use super::user;
use crate::campaign::Error;
use crate::config::{self, Settings};
use crate::id::{CampaignKey, hex};
use crate::journal::store::head;
use crate::journal::{
    Claim, Event, Journal, JournalFault, KeyMatch, Ledger, Places, SenderLock, TakeoverFindings,
};
use crate::vault::{self, EncryptedTexts, KeyFault, KeyProof, Vault};

/// An open campaign folder.
#[derive(Debug, Clone)]
pub struct Campaign {
    pub(super) dir: PathBuf,
    settings: Settings,
    /// Read from the list if that decides; once.
    pub(super) kind: OnceCell<Decided>,
    pub(super) state: PathBuf,
    /// Whether the state folder is outside the campaign's folder, so that it doesn't travel with copies of it.
    pub(super) remembers: bool,
    /// Whether the key was compared with vault and journal.
    pub(super) proven: OnceLock<()>,
    /// Whether settings about sign-off were given on the command line.
    pub(crate) sets_approval: bool,
    /// The same about rehearsals.
    pub(crate) sets_guests: bool,
}

impl Campaign {
    /// Reads the settings of the folder. `overrides` are `KEY=VALUE`.
    ///
    /// # Errors
    /// [`Error::NoCampaign`], [`Error::Input`].
    pub fn open(dir: &Path, overrides: &[String]) -> Result<Campaign, Error> {
        let file = dir.join(config::FILE);
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::NoCampaign {
                    file: file.display().to_string(),
                });
            }
            Err(fault) => return Err(Error::file(config::FILE)(fault)),
        };
        let settings = config::read(config::FILE, &text, overrides)
            .map_err(|faults| Error::Input { faults, sum: None })?;
        let outside = head::state_folder().filter(|state| !user::lies_in(state, dir));
        let remembers = outside.is_some();
        let state = outside.unwrap_or_else(|| dir.join("var/state"));
        let sets = |key| {
            overrides
                .iter()
                .any(|set| set.trim_start().starts_with(key))
        };
        let (sets_approval, sets_guests) = (sets("approval"), sets("rehearsal"));
        let (kind, proven) = (OnceCell::new(), OnceLock::new());
        Ok(Campaign {
            dir: dir.to_owned(),
            settings,
            kind,
            state,
            remembers,
            proven,
            sets_approval,
            sets_guests,
        })
    }

    /// The folder.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Its settings.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(crate) fn decided(&self) -> &Decided {
        self.kind.get_or_init(|| self.decide())
    }

    /// Where this kind of run keeps its state.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        self.folder_of(self.kind())
    }

    pub(crate) fn folder_of(&self, kind: Kind) -> PathBuf {
        self.var().join(kind.name())
    }

    /// Where the catcher keeps mails.
    #[must_use]
    pub fn caught(&self) -> PathBuf {
        self.var().join("trial/caught")
    }

    /// The folders of the program's state: the campaign's own, and the user's.
    pub(crate) fn state_folders(&self) -> [PathBuf; 2] {
        [self.var(), self.state.clone()]
    }

    fn var(&self) -> PathBuf {
        self.dir.join("var")
    }

    fn key_file(&self) -> PathBuf {
        self.var().join("key")
    }

    pub(crate) fn vault_file(&self) -> PathBuf {
        vault::file_in(&self.folder())
    }

    pub(crate) fn vault_file_of(&self, kind: Kind) -> PathBuf {
        vault::file_in(&self.var().join(kind.name()))
    }

    /// The journal of another kind of run, folded; `None` if there is none. Read without comparing it with its heads:
    /// nothing is sent on it.
    pub(crate) fn journal_of(
        &self,
        kind: Kind,
        key: &CampaignKey,
    ) -> Result<Option<Ledger>, Error> {
        let journal = crate::journal::file_in(&self.var().join(kind.name()));
        let places = Places {
            journal,
            ..self.places(key)
        };
        Ok(Journal::read_only(&places)?)
    }

    pub(super) fn lock_file(&self) -> PathBuf {
        self.folder().join("lock")
    }

    /// Makes the state folders, only for the owner.
    pub(crate) fn make_folders(&self) -> Result<(), Error> {
        for folder in [self.var(), self.folder()] {
            let what = || folder.display().to_string();
            fs::DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(&folder)
                .map_err(Error::file(what()))?;
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))
                .map_err(Error::file(what()))?;
        }
        Ok(())
    }

    /// Files that were made with the key, of any kind of run.
    fn made_with_key(&self) -> Vec<PathBuf> {
        let files = Kind::ALL.map(|kind| {
            let folder = self.var().join(kind.name());
            [vault::file_in(&folder), crate::journal::file_in(&folder)]
        });
        files.concat()
    }

    /// The key; made the first time.
    pub(crate) fn key(&self) -> Result<CampaignKey, Error> {
        self.hold_owner()?;
        self.make_folders()?;
        let key = vault::load_or_make(&self.key_file(), &self.made_with_key())?;
        self.prove(&key)?;
        Ok(key)
    }

    /// The key, if there is one.
    pub(crate) fn key_if_any(&self) -> Result<Option<CampaignKey>, Error> {
        self.hold_owner()?;
        let key = vault::load_beside(&self.key_file(), &self.made_with_key())?;
        if let Some(key) = &key {
            self.prove(key)?;
        }
        Ok(key)
    }

    /// Compares the key with vault and journal, once: no work begins with a wrong key. Files from before there was a
    /// check value are compared with what was made with the key.
    fn prove(&self, key: &CampaignKey) -> Result<(), Error> {
        if self.proven.get().is_some() {
            return Ok(());
        }
        let vault = vault::prove_key(&self.vault_file(), key)?;
        match vault {
            KeyProof::Wrong => return Err(KeyFault::Wrong.into()),
            // The process that seals has checked it, and the next one checks again.
            KeyProof::Busy => return Ok(()),
            KeyProof::Right | KeyProof::Nothing => {}
        }
        // Whoever opens the journal reports what is wrong with it.
        if let Ok(Some(held)) = Journal::holds_key(&self.places(key), &key.check()) {
            match held {
                KeyMatch::Wrong => return Err(KeyFault::Wrong.into()),
                KeyMatch::By(recipient)
                    if !vault::knows_by_key(&self.vault_file(), key, &recipient)? =>
                {
                    return Err(KeyFault::Unproven.into());
                }
                KeyMatch::Right | KeyMatch::By(_) => {}
            }
        }
        let _first = self.proven.set(());
        Ok(())
    }

    fn places(&self, key: &CampaignKey) -> Places {
        self.places_of(self.kind(), key)
    }

    pub(crate) fn places_of(&self, kind: Kind, key: &CampaignKey) -> Places {
        // Whoever opens the vault reports what can't be read of it.
        let at_seal = vault::journal_at_seal(&vault::file_in(&self.folder_of(kind)))
            .ok()
            .flatten();
        Places {
            journal: crate::journal::file_in(&self.folder_of(kind)),
            state: self.state.clone(),
            head_name: head_name(kind, key),
            at_seal: at_seal.and_then(|head| head.parse().ok()),
            may_begin_anew: kind != Kind::Live,
        }
    }

    pub(crate) fn head_name(&self, key: &CampaignKey) -> String {
        head_name(self.kind(), key)
    }

    /// Where this machine records campaigns.
    pub(crate) fn state(&self) -> &Path {
        &self.state
    }

    /// Whether that is outside the campaign's folder.
    pub(crate) const fn remembers(&self) -> bool {
        self.remembers
    }

    pub(super) fn state_lock(&self, key: &CampaignKey) -> PathBuf {
        self.state.join(format!("{}.lock", self.head_name(key)))
    }

    /// A real campaign needs a state folder that doesn't travel with its own folder: otherwise a copy could not be
    /// noticed.
    fn hold_state(&self) -> Result<(), Error> {
        if self.kind() == Kind::Live && !self.remembers {
            Err(Error::NoStateFolder)
        } else {
            Ok(())
        }
    }

    /// Who owns the folder if somebody else does; `None`: it is ours, or doesn't exist yet.
    fn other_owner(&self) -> Option<Error> {
        let there = [self.folder(), self.var()]
            .into_iter()
            .find(|folder| folder.exists())?;
        let (owner, you) = user::owner_and_you(&there)?;
        Some(Error::OtherUser { owner, you })
    }

    /// Refuses to work in another user's folder. A user who may read everything is refused only if that causes the
    /// trouble.
    fn hold_owner(&self) -> Result<(), Error> {
        match self.other_owner() {
            Some(other) if !user::may_do_anything() => Err(other),
            Some(_) | None => Ok(()),
        }
    }

    /// A journal that another user of this machine wrote last is not another machine's.
    pub(crate) fn of_journal(&self, fault: JournalFault) -> Error {
        match fault {
            fault @ (JournalFault::OtherMachine | JournalFault::NoHead) => {
                self.other_owner().unwrap_or(Error::Journal(fault))
            }
            fault => Error::Journal(fault),
        }
    }

    /// The journal; begun the first time.
    pub(crate) fn journal(&self, key: &CampaignKey) -> Result<Journal, Error> {
        self.hold_state()?;
        self.make_folders()?;
        let journal = Journal::open(&self.places(key)).map_err(|fault| self.of_journal(fault))?;
        journal.keep_key_check(&key.check())?;
        vault::keep_key_check(&self.vault_file(), key)?;
        Ok(journal)
    }

    /// How many records the journal has; 0 if there is no key or no journal yet. Read without the lock: another
    /// process may be making the journal right now, and then it has no record of ours to count.
    pub(crate) fn records(&self) -> u64 {
        match self.key_if_any() {
            Ok(Some(key)) => Journal::records_at(&self.places(&key)).unwrap_or(u64::MAX),
            // Whoever opens key or journal reports what is wrong with them.
            Ok(None) | Err(_) => 0,
        }
    }

    /// The journal for reading, if there is one.
    pub(crate) fn journal_if_any(&self, key: &CampaignKey) -> Result<Option<Journal>, Error> {
        let places = self.places(key);
        if places.journal.exists() {
            self.hold_state()?;
        }
        let journal = Journal::open_read_only(&places).map_err(|fault| self.of_journal(fault))?;
        Ok(journal)
    }

    /// Takes the journal over by a person's decision.
    pub(crate) fn adopt_journal(
        &self,
        key: &CampaignKey,
        at: jiff::Timestamp,
        claim: Option<&Claim>,
        event: impl FnOnce(&TakeoverFindings) -> Event,
    ) -> Result<(Journal, TakeoverFindings), Error> {
        if let Some(other) = self.other_owner() {
            return Err(other);
        }
        let (journal, found) = Journal::adopt(&self.places(key), at, claim, event)?;
        journal.keep_key_check(&key.check())?;
        self.seal_is_known(key, &journal)?;
        Ok((journal, found))
    }

    /// Records in the vault how far the journal goes: a journal that ends before that doesn't belong to its seals.
    pub(crate) fn seal_is_known(&self, key: &CampaignKey, journal: &Journal) -> Result<(), Error> {
        vault::keep_key_check(&self.vault_file(), key)?;
        Ok(vault::keep_journal_at_seal(
            &self.vault_file(),
            &journal.tip().to_string(),
        )?)
    }

    pub(crate) fn vault(&self) -> Result<Vault, Error> {
        self.make_folders()?;
        Ok(Vault::open(&self.vault_file())?)
    }

    pub(crate) fn texts(&self, key: &CampaignKey) -> Result<EncryptedTexts, Error> {
        Ok(EncryptedTexts::open(&self.vault_file(), key)?)
    }

    /// Takes the sender lock, in the folder and, by the campaign's key, in the user's state folder. Copies of the
    /// folder share the second one; without it two copies started together would each send the whole list.
    pub(crate) fn lock(&self) -> Result<SenderLock, Error> {
        self.hold_state()?;
        self.hold_owner()?;
        self.hold_against_trials()?;
        self.make_folders()?;
        let lock = SenderLock::take(&self.lock_file())?;
        let lock = lock.and(&self.state_lock(&self.key()?))?;
        if self.kind() != Kind::Live {
            return Ok(lock);
        }
        // Two folders with one name and different keys share only this lock.
        Ok(lock.and(&self.index()?.lock(&self.settings.campaign.name))?)
    }

    /// Keeps the lock over a folder that was made again, with another lock file.
    pub(crate) fn lock_anew(&self, lock: SenderLock) -> Result<SenderLock, Error> {
        Ok(lock.and(&self.lock_file())?)
    }

    /// Whether a sender, or a seal, is running now.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        // Either file may have been removed by hand.
        let in_state = || {
            self.key_if_any()
                .ok()
                .flatten()
                .map(|key| self.state_lock(&key))
        };
        SenderLock::is_held(&self.lock_file())
            || in_state().is_some_and(|lock| SenderLock::is_held(&lock))
    }
}

fn head_name(kind: Kind, key: &CampaignKey) -> String {
    hex(&key.derive("journal head", &[kind.name().as_bytes()])[..16])
}
