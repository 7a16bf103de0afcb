//! The campaign that a rectification corrects: its state, read and held still.

use std::path::{Path, PathBuf};

use super::addressed::{Addressed, addressed};
use crate::campaign::folder::opened::Opened;
use crate::campaign::{Campaign, Error, Kind};
use crate::config;
use crate::journal::{JournalFault, LockFault, SenderLock};

/// The state of an earlier campaign.
pub(crate) struct Earlier {
    campaign: Campaign,
    opened: Opened,
    /// Its name, as it was sealed.
    pub(crate) name: String,
    /// Who has, or may have, its mail.
    pub(crate) addressed: Addressed,
}

impl Campaign {
    /// The campaign that this one corrects; `None` if it corrects none.
    ///
    /// # Errors
    /// [`Error::Earlier`] with what is wrong there.
    pub(crate) fn earlier(&self) -> Result<Option<Earlier>, Error> {
        let Some(rectification) = &self.settings().rectification else {
            return Ok(None);
        };
        let dir = match self.dir() == Path::new(".") {
            true => rectification.of.clone(),
            false => self.dir().join(&rectification.of),
        };
        let found = self.state_of(&dir).map_err(in_folder(&rectification.of));
        found.map(Some)
    }

    /// What was recorded in this folder: of the real run as soon as anything was handed over in it, else of the trial.
    pub(crate) fn state_of(&self, dir: &Path) -> Result<Earlier, Error> {
        let settings = dir.join(config::FILE);
        if !settings.exists() {
            let file = settings.display().to_string();
            return Err(Error::NoCampaign { file });
        }
        let live = self.read_beside(dir, Kind::Live)?;
        if live.as_ref().is_some_and(Earlier::has_begun) {
            return live.ok_or(Error::NotSealed);
        }
        let trial = self.read_beside(dir, Kind::Trial)?;
        trial.or(live).ok_or(Error::NotSealed)
    }

    fn read_beside(&self, dir: &Path, kind: Kind) -> Result<Option<Earlier>, Error> {
        let campaign = self.beside(dir, kind);
        let Some(opened) = campaign.sealed()? else {
            return Ok(None);
        };
        if let Some(at) = opened.ledger().handed_over() {
            return Err(JournalFault::HandedOver { at }.into());
        }
        let newest = opened.ledger().newest_seal().ok_or(Error::NotSealed)?;
        let name = opened.vault.seal(newest.sealed.seal)?.head.campaign;
        let addressed = addressed(opened.view())?;
        Ok(Some(Earlier {
            campaign,
            opened,
            name,
            addressed,
        }))
    }

    /// Keeps senders of the earlier campaign out as long as the lock is held: what is decided on its state holds.
    pub(crate) fn lock_earlier(&self, lock: SenderLock) -> Result<SenderLock, Error> {
        let Some(rectification) = &self.settings().rectification else {
            return Ok(lock);
        };
        let Some(earlier) = self.earlier()? else {
            return Ok(lock);
        };
        earlier
            .lock(Some(lock))
            .map_err(in_folder(&rectification.of))
    }

    /// The files, from the campaign's folder, whose change means that something was recorded of the earlier campaign.
    pub(crate) fn files_of_earlier(&self) -> Vec<PathBuf> {
        let Some(rectification) = &self.settings().rectification else {
            return Vec::new();
        };
        let files = [Kind::Live, Kind::Trial]
            .map(|kind| self.beside(&rectification.of, kind).files_of_record());
        files.concat()
    }

    /// Refuses while a sender of the earlier campaign is at work.
    pub(crate) fn hold_against_sender_there(&self, earlier: &Earlier) -> Result<(), Error> {
        match &self.settings().rectification {
            Some(rectification) if earlier.campaign.is_busy() => {
                Err(in_folder(&rectification.of)(LockFault::Held.into()))
            }
            Some(_) | None => Ok(()),
        }
    }
}

impl Earlier {
    /// The kind of run that this is the state of.
    pub(crate) fn kind(&self) -> Kind {
        self.campaign.kind()
    }

    /// Since when records may be missing.
    pub(crate) fn records_lost(&self) -> bool {
        self.opened.ledger().records_lost_since().is_some()
    }

    /// Keeps senders there out, beside what the lock holds already.
    pub(crate) fn lock(&self, lock: Option<SenderLock>) -> Result<SenderLock, Error> {
        self.campaign.lock_beside(&self.opened.key, lock)
    }

    fn has_begun(&self) -> bool {
        self.opened.ledger().ever_offered() || !self.addressed.rows.is_empty()
    }
}

/// The error of something in the folder of the earlier campaign.
fn in_folder(of: &Path) -> impl FnOnce(Error) -> Error {
    let dir = of.display().to_string();
    move |fault| {
        let fault = Box::new(fault);
        Error::Earlier { dir, fault }
    }
}
