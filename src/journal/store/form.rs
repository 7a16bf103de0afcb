//! The form of the journal's file: its tables, whose file it is, and which program can read it.
//!
//! `user_version` is the highest form of its records ([`Event::form`]). It is raised in the transaction that writes the
//! first record of a higher form, so a program that knows only lower ones refuses the file instead of taking the record
//! for damage, and a journal without such records stays readable for it.

use rusqlite::{Connection, OptionalExtension};

use super::chain::Record;
use super::fault::StoreFault;
use crate::journal::event::Event;

/// `heRA`: marks a file as a journal of this program.
const APPLICATION_ID: i32 = 0x6865_5241;
/// The form of a journal without newer records.
const FIRST: i32 = 1;

const SCHEMA: &str = "
    CREATE TABLE event (
        seq  INTEGER PRIMARY KEY,
        at   INTEGER NOT NULL,
        kind TEXT    NOT NULL,
        body TEXT    NOT NULL,
        hash BLOB    NOT NULL
    ) STRICT;
    CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
    CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
";

/// Makes the tables of an empty file, within a transaction.
///
/// # Errors
/// [`StoreFault::Disk`].
pub(super) fn make(work: &Connection) -> Result<(), StoreFault> {
    let is_empty = work
        .query_row("SELECT 1 FROM sqlite_schema LIMIT 1", [], |_| Ok(()))
        .optional()?
        .is_none();
    if is_empty {
        work.execute_batch(SCHEMA)?;
        work.pragma_update(None, "application_id", APPLICATION_ID)?;
        work.pragma_update(None, "user_version", FIRST)?;
    }
    Ok(())
}

/// Checks that it is a journal that this program can read; returns its form.
///
/// # Errors
/// [`StoreFault::Foreign`], [`StoreFault::Newer`], [`StoreFault::Disk`].
pub(super) fn check(db: &Connection) -> Result<i32, StoreFault> {
    let number = |name: &str| db.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    if number("application_id")? != APPLICATION_ID {
        return Err(StoreFault::Foreign);
    }
    match number("user_version")? {
        form @ FIRST..=Event::NEWEST_FORM => Ok(form),
        newer => Err(StoreFault::Newer(newer)),
    }
}

/// Raises the form to that of an event that is written in the same transaction.
///
/// # Errors
/// As [`check`]: a newer program may have written meanwhile.
pub(super) fn raise(work: &Connection, to: i32) -> Result<(), StoreFault> {
    if check(work)? < to {
        work.pragma_update(None, "user_version", to)?;
    }
    Ok(())
}

/// The highest form of records that are read.
///
/// # Errors
/// [`StoreFault::Damaged`] for a record that can't be read.
pub(super) fn of_records(records: &[Record]) -> Result<i32, StoreFault> {
    records.iter().try_fold(FIRST, |form, record| {
        let (_, event) = record.happened()?;
        Ok(form.max(event.form()))
    })
}
