//! The records of a journal as they are stored, for whoever needs their very words.

use jiff::Timestamp;
use rusqlite::OptionalExtension;

use super::chain::Record;
use super::fault::StoreFault;
use super::file::{Store, record_of, seq_key};
use crate::id::Digest;
use crate::journal::event::Rooted;
use crate::journal::{Event, JournalFault, Places};

/// The records of a journal, to read. Whoever opened the journal has checked their chain.
#[derive(Debug)]
pub struct Records(Store);

/// The newest root of a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewestRoot {
    /// When it was recorded.
    pub at: Timestamp,
    /// What was recorded.
    pub rooted: Rooted,
    /// The hash of its record: the journal's head while it was the last.
    pub head: Digest,
}

impl Records {
    /// Opens the records of an existing journal; takes no lock.
    ///
    /// # Errors
    /// [`JournalFault`].
    pub fn of(places: &Places) -> Result<Records, JournalFault> {
        Ok(Records(Store::open_to_read(&places.journal)?))
    }

    /// How many there are now.
    ///
    /// # Errors
    /// [`JournalFault`].
    pub fn count(&self) -> Result<u64, JournalFault> {
        Ok(self.0.records()?)
    }

    /// How many there are of this kind.
    ///
    /// # Errors
    /// [`JournalFault`].
    pub fn count_of(&self, kind: &str) -> Result<u64, JournalFault> {
        let query = "SELECT count(*) FROM event WHERE kind = ?1";
        let counted = self
            .0
            .db
            .query_row(query, [kind], |row| row.get::<_, i64>(0));
        let counted = counted.map_err(StoreFault::from)?;
        Ok(u64::try_from(counted).unwrap_or(0))
    }

    /// Whether a record of one of these kinds comes after this many others.
    ///
    /// # Errors
    /// [`JournalFault`].
    pub fn hold_after<'k>(
        &self,
        count: u64,
        kinds: impl IntoIterator<Item = &'k str>,
    ) -> Result<bool, JournalFault> {
        for kind in kinds {
            if self.0.holds_after(count, kind)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Passes on the first `count` records, in order.
    ///
    /// # Errors
    /// Those of the journal, and those of `take`.
    pub fn each<E: From<JournalFault>>(
        &self,
        count: u64,
        mut take: impl FnMut(&Record) -> Result<(), E>,
    ) -> Result<(), E> {
        let fault = |fault| E::from(JournalFault::from(fault));
        let disk = |broken| fault(StoreFault::from(broken));
        let query = "SELECT seq, at, kind, body, hash FROM event WHERE seq <= ?1 ORDER BY seq";
        let mut rows = self.0.db.prepare_cached(query).map_err(disk)?;
        let mut rows = rows.query([seq_key(count)]).map_err(disk)?;
        while let Some(row) = rows.next().map_err(disk)? {
            take(&record_of(row).map_err(fault)?)?;
        }
        Ok(())
    }

    /// The newest root, if one was recorded.
    ///
    /// # Errors
    /// [`JournalFault`].
    pub fn newest_root(&self) -> Result<Option<NewestRoot>, JournalFault> {
        let query = "SELECT seq, at, kind, body, hash FROM event WHERE kind = 'rooted' ORDER BY seq DESC LIMIT 1";
        let found = self.0.db.query_row(query, [], |row| Ok(record_of(row)));
        let Some(record) = found.optional().map_err(StoreFault::from)? else {
            return Ok(None);
        };
        let record = record?;
        let (at, event) = record.happened().map_err(StoreFault::from)?;
        let head = record.hash;
        Ok(match event {
            Event::Rooted(rooted) => Some(NewestRoot { at, rooted, head }),
            _ => None,
        })
    }
}
