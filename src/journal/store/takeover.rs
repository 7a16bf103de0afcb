//! A journal that a person takes over: as it is, or, if it is damaged, up to its last good record.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::chain::{Record, Tip};
use super::fault::StoreFault;
use super::file::Store;
use super::proof::Claim;
use crate::journal::{Event, Journal, JournalFault, Ledger, Places};

/// What was found when a journal was taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeoverFindings {
    /// Whether records may be missing: then every mail that may have gone since is in doubt.
    pub records_lost: bool,
    /// How many records it had.
    pub records: u64,
    /// Path of the damaged journal, of which only the records before the damage were taken.
    pub damaged: Option<PathBuf>,
}

impl Journal {
    /// Takes over, by a person's decision, a journal that its heads disagree with, that came from
    /// elsewhere, that was closed here, or that is damaged at its end. Nothing is missing only if
    /// its end is proven; `adopted` makes the event from what was found. A damaged file is kept
    /// beside the new one.
    ///
    /// # Errors
    /// [`JournalFault`] if it can't be read or written, or doesn't end at the given head.
    pub fn adopt(
        places: &Places,
        at: Timestamp,
        claim: Option<&Claim>,
        adopted: impl FnOnce(&TakeoverFindings) -> Event,
    ) -> Result<(Journal, TakeoverFindings), JournalFault> {
        let (mut journal, damaged) = match Self::open_unheld(places) {
            Ok(journal) => (journal, None),
            Err(JournalFault::Store(fault)) if fault.can_be_cut_back() => {
                let aside = cut_back(&places.journal, at)?;
                (Self::open_unheld(places)?, Some(aside))
            }
            Err(fault) => return Err(fault),
        };
        let (tip, known) = (journal.tip(), journal.known());
        if let Some(claim) = claim.filter(|claim| !claim.is(tip) && damaged.is_none()) {
            return Err(JournalFault::NotItsHead {
                given: claim.count(),
                found: tip.count,
            });
        }
        let closed = journal.ledger().handed_over().is_some();
        let lacks = known.may_lack(tip, |asked| journal.store.agrees_with(asked), claim, closed)?;
        let found = TakeoverFindings {
            records_lost: lacks || damaged.is_some(),
            records: tip.count,
            damaged,
        };
        journal.append(&[(at, adopted(&found))])?;
        journal.heads.keep(journal.tip())?;
        Ok((journal, found))
    }

    /// Closes the campaign here: nothing more is written until somebody takes it over. Returns
    /// where it ends.
    ///
    /// # Errors
    /// [`JournalFault`].
    pub fn hand_over(mut self, at: Timestamp) -> Result<Tip, JournalFault> {
        self.append(&[(at, Event::HandedOver {})])?;
        self.heads.keep(self.tip())?;
        Ok(self.tip())
    }
}

/// Replaces a damaged journal with one of the records before the first wrong one. The damaged file
/// is moved aside and kept; returns its path.
fn cut_back(journal: &Path, at: Timestamp) -> Result<PathBuf, JournalFault> {
    let good = good_records(journal);
    let new = journal.with_extension("cut-back");
    for left in [
        new.clone(),
        with_suffix(&new, "-wal"),
        with_suffix(&new, "-shm"),
    ] {
        // Left by an interrupted attempt: it was never a journal.
        match fs::remove_file(left) {
            Err(fault) if fault.kind() != io::ErrorKind::NotFound => return Err(fault.into()),
            _ => {}
        }
    }
    let mut store = Store::open(&new)?;
    store.take_over(&good)?;
    drop(store);
    let aside = free_name(journal, at);
    // Its WAL first: if it stayed, the new journal would be read with it.
    for suffix in ["-wal", "-shm"] {
        match fs::rename(with_suffix(journal, suffix), with_suffix(&aside, suffix)) {
            Err(fault) if fault.kind() != io::ErrorKind::NotFound => return Err(fault.into()),
            _ => {}
        }
    }
    fs::hard_link(journal, &aside)?;
    fs::rename(&new, journal)?;
    if let Some(folder) = journal.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(aside)
}

/// A file name beside the journal that is not in use yet.
fn free_name(journal: &Path, at: Timestamp) -> PathBuf {
    let name = |n: u32| {
        let more = if n == 0 {
            String::new()
        } else {
            format!("-{n}")
        };
        journal.with_file_name(format!(
            "journal-damaged-{}{more}.db",
            at.strftime("%Y%m%d-%H%M%S")
        ))
    };
    (0..)
        .map(name)
        .find(|path| !path.exists())
        .unwrap_or_else(|| name(0))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// The records from the first on, as long as each is intact, in its place, and follows.
fn good_records(journal: &Path) -> Vec<Record> {
    let (mut good, mut tip, mut ledger) = (Vec::new(), Tip::default(), Ledger::default());
    let read = Store::open_to_read(journal).and_then(|store| {
        store.each_record(|record| {
            let (at, event) = tip.follow(&record)?;
            ledger
                .apply(at, &event)
                .map_err(|_| super::chain::Damage::Impossible(record.seq))?;
            good.push(record);
            Ok::<_, StoreFault>(())
        })
    });
    // What ends the reading is the damage that is known already.
    let _damage = read.err();
    good
}
