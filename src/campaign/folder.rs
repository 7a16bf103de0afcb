//! The campaign folder: its settings, its state, and where everything in it lies.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::Error;
use crate::config::{self, Reach, Settings};
use crate::id::{CampaignKey, hex};
use crate::journal::{Claim, Event, Found, Journal, Places, SenderLock, head};
use crate::vault::{self, Texts, Vault};

/// The settings file of a campaign folder.
pub(super) const SETTINGS: &str = "config/heraut.toml";

/// The three kinds of run, which never mix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The catcher, or a relay on this machine.
    Trial,
    /// To the reviewers themselves.
    Rehearsal,
    /// To the recipients.
    Live,
}

impl Kind {
    /// Its folder's name, and its name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Trial => "trial",
            Kind::Rehearsal => "rehearsal",
            Kind::Live => "live",
        }
    }
}

/// An open campaign folder.
#[derive(Debug)]
pub struct Campaign {
    dir: PathBuf,
    settings: Settings,
    kind: Kind,
    state: PathBuf,
}

impl Campaign {
    /// Reads the settings of the folder. `overrides` are `KEY=VALUE`.
    ///
    /// # Errors
    /// [`Error::NoCampaign`], [`Error::Input`].
    pub fn open(dir: &Path, overrides: &[String]) -> Result<Campaign, Error> {
        let file = dir.join(SETTINGS);
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::NoCampaign { file: file.display().to_string() });
            }
            Err(fault) => return Err(Error::file(SETTINGS)(fault)),
        };
        let settings =
            config::read(SETTINGS, &text, overrides).map_err(|faults| Error::Input { faults, sum: None })?;
        let kind = match settings.relay.reach() {
            Reach::Nobody | Reach::Loopback => Kind::Trial,
            Reach::Anybody => Kind::Live,
        };
        let state = head::state_folder().unwrap_or_else(|| dir.join("var/state"));
        Ok(Campaign { dir: dir.to_owned(), settings, kind, state })
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

    /// The kind of run that its relay makes.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Where this kind of run keeps its state.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        self.var().join(self.kind.name())
    }

    /// Where the catcher keeps mails.
    #[must_use]
    pub fn caught(&self) -> PathBuf {
        self.var().join("trial/caught")
    }

    /// The folders that hold what the program knows: the campaign's own, and the user's.
    pub(super) fn state_folders(&self) -> [PathBuf; 2] {
        [self.var(), self.state.clone()]
    }

    fn var(&self) -> PathBuf {
        self.dir.join("var")
    }

    fn key_file(&self) -> PathBuf {
        self.var().join("key")
    }

    pub(super) fn vault_file(&self) -> PathBuf {
        vault::file_in(&self.folder())
    }

    fn lock_file(&self) -> PathBuf {
        self.folder().join("lock")
    }

    /// Makes the state folders, for the owner only.
    pub(super) fn make_folders(&self) -> Result<(), Error> {
        for folder in [self.var(), self.folder()] {
            let what = || folder.display().to_string();
            fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder).map_err(Error::file(what()))?;
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).map_err(Error::file(what()))?;
        }
        Ok(())
    }

    /// The key, made the first time.
    pub(super) fn key(&self) -> Result<CampaignKey, Error> {
        self.make_folders()?;
        Ok(vault::load_or_make(&self.key_file())?)
    }

    /// The key, where there is one.
    pub(super) fn key_if_any(&self) -> Result<Option<CampaignKey>, Error> {
        Ok(vault::load_key(&self.key_file())?)
    }

    fn places(&self, key: &CampaignKey) -> Places {
        let name = key.derive("journal head", &[self.kind.name().as_bytes()]);
        Places {
            journal: crate::journal::file_in(&self.folder()),
            state: self.state.clone(),
            head_name: hex(&name[..16]),
            may_begin_anew: self.kind == Kind::Trial,
        }
    }

    /// The journal, begun the first time.
    pub(super) fn journal(&self, key: &CampaignKey) -> Result<Journal, Error> {
        self.make_folders()?;
        Ok(Journal::open(&self.places(key))?)
    }

    /// How many records the journal has; 0 where there is no key or no journal yet. Asked without the lock: another
    /// process may be making the journal this very moment, and then it has no record of ours to count.
    pub(super) fn records(&self) -> u64 {
        match self.key_if_any() {
            Ok(Some(key)) => Journal::records_at(&self.places(&key)).unwrap_or(u64::MAX),
            // What is wrong with the key or the journal is told by whoever opens them.
            Ok(None) | Err(_) => 0,
        }
    }

    /// The journal, where there is one, for reading.
    pub(super) fn journal_if_any(&self, key: &CampaignKey) -> Result<Option<Journal>, Error> {
        Ok(Journal::look(&self.places(key))?)
    }

    /// Takes the journal over on a person's word.
    pub(super) fn adopt_journal(
        &self,
        key: &CampaignKey,
        at: jiff::Timestamp,
        claim: Option<&Claim>,
        event: impl FnOnce(&Found) -> Event,
    ) -> Result<(Journal, Found), Error> {
        Ok(Journal::adopt(&self.places(key), at, claim, event)?)
    }

    pub(super) fn vault(&self) -> Result<Vault, Error> {
        self.make_folders()?;
        Ok(Vault::open(&self.vault_file())?)
    }

    pub(super) fn texts(&self, key: &CampaignKey) -> Result<Texts, Error> {
        Ok(Texts::open(&self.vault_file(), key)?)
    }

    /// Takes the sender lock, in the folder and, by the campaign's key, in the user's state folder: copies of
    /// the folder share that one, and two of them started together would each send the whole list.
    pub(super) fn lock(&self) -> Result<SenderLock, Error> {
        self.make_folders()?;
        let lock = SenderLock::take(&self.lock_file())?;
        let places = self.places(&self.key()?);
        Ok(lock.and(&places.state.join(format!("{}.lock", places.head_name)))?)
    }

    /// Keeps the lock over a folder that was made anew, whose lock file is another.
    pub(super) fn lock_anew(&self, lock: SenderLock) -> Result<SenderLock, Error> {
        Ok(lock.and(&self.lock_file())?)
    }

    /// Whether a sender, or a seal, is at work now.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        SenderLock::is_held(&self.lock_file())
    }
}
