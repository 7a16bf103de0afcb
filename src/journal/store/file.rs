//! The journal on disk: one SQLite file that only grows.
//!
//! The format: table `event(seq, at, kind, body, hash)`, STRICT, triggers refuse UPDATE and DELETE;
//! `application_id` says whose file it is and `user_version` which form ([`form`]). WAL with
//! `synchronous=FULL`: a commit returns after fsync. Every append first reads what others added
//! since, in the same transaction, so the chain has one order.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::chain::{Damage, Record, Tip};
use super::fault::StoreFault;
use super::form;
use crate::id::{Digest, Pseudonym};
use crate::journal::event::Event;
use crate::journal::ledger::state::Ledger;
use crate::sqlite;

/// The open file and how far it was read.
#[derive(Debug)]
pub struct Store {
    pub(super) db: Connection,
    tip: Tip,
}

/// An event that was read, and when it happened.
pub type Happened = (Timestamp, Event);

/// Folds events that come after the first `read` records.
///
/// # Errors
/// [`Damage::Impossible`] with the number of the record that can't follow.
pub(crate) fn fold_after(read: u64, news: &[Happened], ledger: &mut Ledger) -> Result<(), Damage> {
    for (number, (at, event)) in (read + 1..).zip(news) {
        ledger
            .apply(*at, event)
            .map_err(|_| Damage::Impossible(number))?;
    }
    Ok(())
}

impl Store {
    /// Opens the journal, or makes an empty one. Nothing is read yet: the tip is at the start.
    ///
    /// # Errors
    /// [`StoreFault`].
    pub fn open(path: &Path) -> Result<Store, StoreFault> {
        sqlite::make_file(path)?;
        let db = sqlite::open(path, sqlite::PATIENCE)?;
        sqlite::use_write_ahead_log(&db)?;
        db.pragma_update(None, "synchronous", "FULL")?;
        // The file is read once from its beginning, and extended at its end.
        db.pragma_update(None, "cache_size", -256)?;
        let mut store = Store {
            db,
            tip: Tip::default(),
        };
        store.prepare()?;
        Ok(store)
    }

    /// Opens an existing journal for reading only: takes no lock and makes no file.
    ///
    /// # Errors
    /// [`StoreFault`].
    pub fn open_to_read(path: &Path) -> Result<Store, StoreFault> {
        let db = sqlite::open(path, sqlite::PATIENCE)?;
        db.pragma_update(None, "query_only", true)?;
        db.pragma_update(None, "cache_size", -256)?;
        let store = Store {
            db,
            tip: Tip::default(),
        };
        form::check(&store.db)?;
        Ok(store)
    }

    fn prepare(&mut self) -> Result<(), StoreFault> {
        let work = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        form::make(&work)?;
        work.commit()?;
        form::check(&self.db).map(drop)
    }

    /// How far the journal was read.
    #[must_use]
    pub const fn tip(&self) -> Tip {
        self.tip
    }

    /// The check value of the key that the pseudonyms were made with, if it is stored.
    ///
    /// # Errors
    /// [`StoreFault::Disk`].
    pub fn key_check(&self) -> Result<Option<Vec<u8>>, StoreFault> {
        let there = "SELECT 1 FROM sqlite_schema WHERE name = 'key_check'";
        if self
            .db
            .query_row(there, [], |_| Ok(()))
            .optional()?
            .is_none()
        {
            return Ok(None);
        }
        Ok(self
            .db
            .query_row("SELECT value FROM key_check", [], |row| row.get(0))
            .optional()?)
    }

    /// Stores that check value, if there is none.
    ///
    /// # Errors
    /// [`StoreFault::Disk`].
    pub fn keep_key_check(&self, check: &[u8]) -> Result<(), StoreFault> {
        if self.key_check()?.is_none() {
            self.db.execute_batch(
                "CREATE TABLE IF NOT EXISTS key_check (value BLOB NOT NULL) STRICT",
            )?;
            self.db
                .execute("INSERT INTO key_check VALUES (?1)", [check])?;
        }
        Ok(())
    }

    /// Any row of the list that the journal names.
    ///
    /// # Errors
    /// [`StoreFault`].
    pub fn any_recipient(&self) -> Result<Option<Pseudonym>, StoreFault> {
        let body: Option<String> = self
            .db
            .query_row(
                "SELECT body FROM event WHERE kind = 'queued' LIMIT 1",
                [],
                |row| row.get(0),
            )
            .optional()?;
        Ok(body.and_then(|body| match serde_json::from_str(&body) {
            Ok(Event::Queued { recipient, .. }) => Some(recipient),
            _ => None,
        }))
    }

    /// Goes back to the beginning: the next read is of everything.
    pub fn rewind(&mut self) {
        self.tip = Tip::default();
    }

    /// Reads what was added since the tip, checks the chain, and passes each event on.
    ///
    /// # Errors
    /// [`StoreFault`]; the events before the error were passed on.
    pub fn read(
        &mut self,
        mut take: impl FnMut(Timestamp, Event) -> Result<(), Damage>,
    ) -> Result<(), StoreFault> {
        let mut rows = self.db.prepare_cached(
            "SELECT seq, at, kind, body, hash FROM event WHERE seq > ?1 ORDER BY seq",
        )?;
        let mut rows = rows.query(params![seq_key(self.tip.count)])?;
        while let Some(row) = rows.next()? {
            let record = record_of(row)?;
            let (at, event) = match self.tip.follow(&record) {
                Ok(happened) => happened,
                // Written since the file was opened, perhaps by a newer program.
                Err(damage) => {
                    return Err(form::check(&self.db).map_or_else(|newer| newer, |_| damage.into()));
                }
            };
            take(at, event)?;
        }
        Ok(())
    }

    /// Folds what was added since the tip into the ledger, and passes each event on.
    ///
    /// # Errors
    /// [`StoreFault`], also for an event that can't follow.
    pub(crate) fn fold(
        &mut self,
        ledger: &mut Ledger,
        mut take: impl FnMut(Happened),
    ) -> Result<(), StoreFault> {
        let mut read = self.tip.count;
        self.read(|at, event| {
            let happened = [(at, event)];
            fold_after(read, &happened, ledger)?;
            read += 1;
            happened.into_iter().for_each(&mut take);
            Ok(())
        })
    }

    /// Passes on every record as it is stored, in order, unchecked.
    ///
    /// # Errors
    /// [`StoreFault`], also those of `take`.
    pub fn each_record(
        &self,
        mut take: impl FnMut(Record) -> Result<(), StoreFault>,
    ) -> Result<(), StoreFault> {
        let mut rows = self
            .db
            .prepare("SELECT seq, at, kind, body, hash FROM event ORDER BY seq")?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            take(record_of(row)?)?;
        }
        Ok(())
    }

    /// Writes records of another journal as they are, into an empty one.
    ///
    /// # Errors
    /// [`StoreFault`]; then nothing was written.
    pub fn take_over(&mut self, records: &[Record]) -> Result<(), StoreFault> {
        let work = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        form::raise(&work, form::of_records(records)?)?;
        records
            .iter()
            .try_for_each(|record| insert(&work, record))?;
        Ok(work.commit()?)
    }

    /// A number that changes when another process commits. Costs no read of the disk.
    ///
    /// # Errors
    /// [`StoreFault::Disk`].
    pub fn data_version(&self) -> Result<i64, StoreFault> {
        Ok(self
            .db
            .pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Appends events in one commit. `choose` sees what others added since the tip, and says which
    /// events to write after that. Returns once all is durable.
    ///
    /// # Errors
    /// [`StoreFault`]; then nothing was written.
    pub fn append<E: std::borrow::Borrow<Event>>(
        &mut self,
        choose: impl FnOnce(&[Happened]) -> Vec<(Timestamp, E)>,
    ) -> Result<Vec<Happened>, StoreFault> {
        let mut tip = self.tip;
        let work = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut known = form::check(&work)?;
        let news = read_since(&work, &mut tip)?;
        for (at, event) in choose(&news) {
            let event = event.borrow();
            if event.form() > known {
                known = event.form();
                form::raise(&work, known)?;
            }
            let record = tip.next(at, event);
            insert(&work, &record)?;
            tip = Tip {
                count: record.seq,
                hash: record.hash,
            };
        }
        work.commit()?;
        self.tip = tip;
        Ok(news)
    }

    /// Whether a record of this kind comes after this many others.
    ///
    /// # Errors
    /// [`StoreFault::Disk`].
    pub fn holds_after(&self, count: u64, kind: &str) -> Result<bool, StoreFault> {
        let found = self.db.query_row(
            "SELECT 1 FROM event WHERE seq > ?1 AND kind = ?2 LIMIT 1",
            params![seq_key(count), kind],
            |_| Ok(()),
        );
        Ok(found.optional()?.is_some())
    }

    /// How many records there are, by the number of the last.
    ///
    /// # Errors
    /// [`StoreFault::Disk`].
    pub fn records(&self) -> Result<u64, StoreFault> {
        let last: Option<i64> = self
            .db
            .query_row("SELECT max(seq) FROM event", [], |row| row.get(0))?;
        Ok(last.and_then(|last| u64::try_from(last).ok()).unwrap_or(0))
    }

    /// Whether the record at the head's count has the head's hash; `None` if the journal is shorter
    /// than that.
    ///
    /// # Errors
    /// [`StoreFault::Disk`].
    pub fn agrees_with(&self, head: Tip) -> Result<Option<bool>, StoreFault> {
        if head.count == 0 {
            return Ok(Some(true));
        }
        let hash: Option<Vec<u8>> = self
            .db
            .query_row(
                "SELECT hash FROM event WHERE seq = ?1",
                [seq_key(head.count)],
                |row| row.get(0),
            )
            .optional()?;
        Ok(hash.map(|hash| hash == head.hash.as_bytes()))
    }
}

fn insert(db: &Connection, record: &Record) -> Result<(), StoreFault> {
    let Record {
        seq,
        at,
        kind,
        body,
        hash,
    } = record;
    db.prepare_cached("INSERT INTO event (seq, at, kind, body, hash) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![seq_key(*seq), at, kind, body, hash.as_bytes()])?;
    Ok(())
}

fn read_since(db: &Connection, tip: &mut Tip) -> Result<Vec<Happened>, StoreFault> {
    let mut statement = db.prepare_cached(
        "SELECT seq, at, kind, body, hash FROM event WHERE seq > ?1 ORDER BY seq",
    )?;
    let mut rows = statement.query(params![seq_key(tip.count)])?;
    let mut news = Vec::new();
    while let Some(row) = rows.next()? {
        news.push(tip.follow(&record_of(row)?)?);
    }
    Ok(news)
}

pub(super) fn record_of(row: &rusqlite::Row<'_>) -> Result<Record, StoreFault> {
    let seq: i64 = row.get(0)?;
    let hash: Vec<u8> = row.get(4)?;
    let seq = u64::try_from(seq).map_err(|_| Damage::Gap(0))?;
    let hash: [u8; 32] = hash.try_into().map_err(|_| Damage::Changed(seq))?;
    Ok(Record {
        seq,
        at: row.get(1)?,
        kind: row.get(2)?,
        body: row.get(3)?,
        hash: Digest::from_bytes(hash),
    })
}

/// SQLite numbers are signed; a journal never reaches the difference.
pub(super) fn seq_key(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}
