//! Watches the list during a run. Before the next mail, and every few seconds while the run waits,
//! it checks whether an input was saved, or a person made a mail due again that was not yet
//! compared with the list. If an open mail differs from what the list gives, the run ends, as it
//! would not have begun.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::time::Duration;

use tokio::sync::{Mutex, watch};

use crate::campaign::mismatch::Mismatch;
use crate::campaign::{Campaign, Error};
use crate::clock::{Clock, SystemClock};
use crate::id::{CampaignKey, Pseudonym};

/// A run checks no more often than this, and a saved file must not change for as long before it is
/// read.
const MOMENT: Duration = Duration::from_secs(1);

/// How often a run checks that has nothing else to do.
const WHILE_WAITING: Duration = Duration::from_secs(5);

/// A file that is saved again and again is read in the end as it is.
const PATIENCE: u32 = 30;

/// What the file system says about every input: when it was changed, how large it is, which file it
/// is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamps(Vec<(PathBuf, Option<[i64; 5]>, u64)>);

/// What a run compares its mails with.
pub(crate) struct Watched {
    pub(crate) key: CampaignKey,
    /// The inputs, as they were before they were read for this run.
    pub(crate) seen: Stamps,
    /// `--as-sealed`: rows that the list excluded at the start. No other change counts.
    pub(crate) left_out: Option<HashSet<Pseudonym>>,
}

/// Watches the list for one run.
pub(crate) struct ListWatch {
    campaign: Campaign,
    clock: SystemClock,
    watched: Option<Watched>,
    seen: RefCell<Option<Stamps>>,
    looked: Cell<Duration>,
    differs: RefCell<Option<Error>>,
    /// One task checks at a time; the others wait for its result.
    turnstile: Mutex<()>,
}

impl ListWatch {
    /// `None`: a run that can reach nobody continues, and the next one seals again.
    pub(crate) fn new(
        campaign: Campaign,
        clock: SystemClock,
        watched: Option<Watched>,
    ) -> ListWatch {
        let seen = RefCell::new(watched.as_ref().map(|watched| watched.seen.clone()));
        // The first check is immediate: a person may have taken long to confirm.
        let (looked, differs) = (Cell::new(Duration::ZERO), RefCell::default());
        ListWatch {
            campaign,
            clock,
            watched,
            seen,
            looked,
            differs,
            turnstile: Mutex::new(()),
        }
    }

    /// Whether the mails are still what the list gives. `again`: compare, whether or not a file was
    /// saved.
    pub(crate) async fn holds(&self, again: bool) -> bool {
        let Some(watched) = &self.watched else {
            return true;
        };
        let _turnstile = self.turnstile.lock().await;
        if self.differs.borrow().is_some() {
            return false;
        }
        let now = self.clock.elapsed();
        let is_first = self.looked.get().is_zero();
        if !again && !is_first && now < self.looked.get() + MOMENT {
            return true;
        }
        self.looked.set(now.max(Duration::from_nanos(1)));
        let stamps = self.campaign.stamps();
        if !again && self.seen.borrow().as_ref() == Some(&stamps) {
            return true;
        }
        let found = self.look_again(watched, stamps).await;
        self.looked.set(self.clock.elapsed());
        match found {
            Ok(stamps) => {
                *self.seen.borrow_mut() = Some(stamps);
                true
            }
            Err(differs) => {
                *self.differs.borrow_mut() = Some(differs);
                false
            }
        }
    }

    /// Waits until nobody is saving, and compares the open mails with the files as they then are.
    async fn look_again(&self, watched: &Watched, mut stamps: Stamps) -> Result<Stamps, Error> {
        for tries in 1.. {
            self.clock.sleep(MOMENT).await;
            let now = self.campaign.stamps();
            if now != stamps && tries < PATIENCE {
                stamps = now;
                continue;
            }
            let (campaign, key) = (self.campaign.clone(), watched.key.clone());
            let left_out = watched.left_out.clone();
            let compared =
                tokio::task::spawn_blocking(move || campaign.compare(&key, left_out.as_ref()));
            let compared = compared.await.map_err(|fault| Error::File {
                what: self.campaign.settings().list.file.display().to_string(),
                fault: fault.into(),
            })?;
            match compared {
                Err(Error::InputMoved { .. }) if tries < PATIENCE => {}
                Err(fault) => return Err(fault),
                Ok(()) => return Ok(now),
            }
        }
        Ok(stamps)
    }

    /// Checks at intervals, and ends the run when the list gives something else.
    pub(crate) async fn keep(&self, stop: &watch::Sender<bool>) {
        while self.holds(false).await {
            self.clock.sleep(WHILE_WAITING).await;
        }
        stop.send_replace(true);
    }

    /// The error that ended the run, if the list caused it.
    pub(crate) fn into_found(self) -> Option<Error> {
        self.differs.into_inner()
    }
}

impl Campaign {
    /// The inputs according to the file system. Reads no file.
    pub(crate) fn stamps(&self) -> Stamps {
        let settings = self.settings();
        let lists =
            std::iter::once(settings.list.file.clone()).chain(settings.list.register.clone());
        // A folder that the disk doesn't tell changes the stamps: what is compared then says so.
        let files = self.notice_files().unwrap_or_default();
        let files = lists.chain(files).chain(self.files_of_earlier());
        let stamp = |file: PathBuf| {
            let data = std::fs::metadata(self.dir().join(&file)).ok();
            let times = data.as_ref().map(|data| {
                [
                    data.mtime(),
                    data.mtime_nsec(),
                    data.ctime(),
                    data.ctime_nsec(),
                    i64::try_from(data.len()).unwrap_or(i64::MAX),
                ]
            });
            (file, times, data.map_or(0, |data| data.ino()))
        };
        Stamps(files.map(stamp).collect())
    }

    /// Compares the mails that are open now with the list, as at the start of a run.
    fn compare(
        &self,
        key: &CampaignKey,
        left_out: Option<&HashSet<Pseudonym>>,
    ) -> Result<(), Error> {
        self.hold_run_against_earlier()?;
        let Some(ledger) = self.journal_of(self.kind(), key)? else {
            return Ok(());
        };
        if let Some(before) = left_out
            && self.left_out_now(key, &ledger)?.is_subset(before)
        {
            return Ok(());
        }
        let mut against = self.against_list(key, &self.vault()?, &ledger)?;
        if let Some(before) = left_out {
            against.differing.retain(|(id, mismatch)| {
                matches!(mismatch, Mismatch::Gone | Mismatch::LeftOut)
                    && !before.contains(&key.pseudonym(id))
            });
        }
        self.list_differs(&ledger, &against).map_or(Ok(()), Err)
    }
}
