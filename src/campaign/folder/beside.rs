//! The state of a campaign in another folder, or of another kind of run in this one: read, and held while something
//! follows from it.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::kind::{Decided, Kind};
use super::user;
use crate::campaign::{Campaign, Error};
use crate::id::CampaignKey;
use crate::journal::{self, SenderLock};

impl Campaign {
    /// The state of this kind of run in another folder. Settings are those of this campaign: only what was recorded
    /// there counts.
    pub(crate) fn beside(&self, dir: &Path, kind: Kind) -> Campaign {
        let mut campaign = self.clone();
        dir.clone_into(&mut campaign.dir);
        campaign.remembers = self.remembers && !user::lies_in(&self.state, dir);
        campaign.kind = OnceCell::from(Decided {
            kind,
            real: Vec::new(),
        });
        campaign.proven = OnceLock::new();
        campaign
    }

    /// Keeps senders of this campaign out, beside what the lock holds already; `None`: nothing else is held.
    pub(crate) fn lock_beside(
        &self,
        key: &CampaignKey,
        lock: Option<SenderLock>,
    ) -> Result<SenderLock, Error> {
        let lock = match lock {
            Some(lock) => lock.and(&self.lock_file())?,
            None => SenderLock::take(&self.lock_file())?,
        };
        Ok(lock.and(&self.state_lock(key))?)
    }

    /// The files whose change means that something was recorded here.
    pub(crate) fn files_of_record(&self) -> [PathBuf; 2] {
        let journal = journal::file_in(&self.folder());
        let wal = journal.with_extension("db-wal");
        [journal, wal]
    }
}
