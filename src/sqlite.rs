//! What journal and vault both need from SQLite.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::phrase::Phrase;

/// The version of SQLite in this program.
#[must_use]
pub(crate) fn version() -> &'static str {
    rusqlite::version()
}

/// How often, and after how long, to try a file again that others hold: ten seconds in all.
const TRIES: usize = 1_000;
const BETWEEN: Duration = Duration::from_millis(10);

/// How long a command waits for others that hold a file.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// Makes an empty file for its owner alone, if there is none.
pub(crate) fn make_file(path: &Path) -> std::io::Result<()> {
    if !path.exists() {
        OpenOptions::new()
            .create(true)
            .append(true)
            .mode(0o600)
            .open(path)?;
    }
    Ok(())
}

/// Opens a file that is there.
pub(crate) fn open(path: &Path, patience: Duration) -> rusqlite::Result<Connection> {
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    db.busy_timeout(patience)?;
    Ok(db)
}

/// Switching to the write-ahead log (<https://sqlite.org/wal.html>) needs the file alone, and
/// SQLite doesn't wait for that as it waits for other locks.
pub(crate) fn use_write_ahead_log(db: &Connection) -> rusqlite::Result<()> {
    let mut tries = 0..TRIES;
    loop {
        match db.pragma_update(None, "journal_mode", "WAL") {
            Err(fault)
                if fault.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && tries.next().is_some() =>
            {
                std::thread::sleep(BETWEEN);
            }
            set => return set,
        }
    }
}

/// Why SQLite refused (<https://sqlite.org/rescode.html>), in the reader's language. The error's
/// `Display` has its own English text.
pub(crate) fn words(fault: &rusqlite::Error) -> Phrase {
    Phrase::new(match fault.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "system-full",
        Some(ErrorCode::SystemIoFailure) => "sqlite-disk",
        Some(
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::FileLockingProtocolFailed,
        ) => "sqlite-busy",
        Some(ErrorCode::ReadOnly) => "system-read-only",
        Some(ErrorCode::CannotOpen) => "sqlite-cannot-open",
        Some(ErrorCode::PermissionDenied) => "system-denied",
        Some(ErrorCode::DatabaseCorrupt) => "sqlite-damaged",
        Some(ErrorCode::NotADatabase) => "sqlite-no-database",
        Some(ErrorCode::OutOfMemory) => "sqlite-memory",
        Some(_) => "system-other",
        // Not SQLite but the data read from it: no column of ours holds that.
        None => "sqlite-form",
    })
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;
    use crate::phrase::{Language, Speaker};

    #[test]
    fn what_people_meet_is_said_in_their_language() {
        let tz = jiff::tz::TimeZone::UTC;
        let dutch = Speaker::new(Language::Dutch, tz, jiff::Timestamp::UNIX_EPOCH);
        for (code, said) in [
            (ffi::SQLITE_FULL, "de schijf is vol"),
            (ffi::SQLITE_IOERR_FSYNC, "de schijf geeft een fout"),
            (ffi::SQLITE_BUSY, "een ander programma houdt het vast"),
            (ffi::SQLITE_LOCKED, "een ander programma houdt het vast"),
            (ffi::SQLITE_READONLY, "daar kan niets worden geschreven"),
            (ffi::SQLITE_CANTOPEN, "het bestand kan niet worden geopend"),
            (ffi::SQLITE_PERM, "dat mag hier niet"),
            (ffi::SQLITE_CORRUPT, "het bestand is beschadigd"),
            (ffi::SQLITE_NOTADB, "het bestand is geen database"),
            (ffi::SQLITE_NOMEM, "het geheugen is op"),
            (
                ffi::SQLITE_MISUSE,
                "een storing op deze computer; -v laat zien welke",
            ),
        ] {
            let fault = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            assert_eq!(dutch.text(&words(&fault)), said, "{fault}");
        }
        let form = rusqlite::Error::InvalidColumnIndex(3);
        assert_eq!(
            dutch.text(&words(&form)),
            "er staat iets in dat heraut niet schrijft"
        );
    }

    #[test]
    fn a_file_that_another_makes_at_this_moment_is_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("journal.db");
        let other = Connection::open(&path).unwrap();
        other
            .execute_batch("BEGIN EXCLUSIVE; CREATE TABLE one (number INTEGER)")
            .unwrap();
        let held = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(200));
            other.execute_batch("COMMIT").unwrap();
        });
        let db = Connection::open(&path).unwrap();
        db.busy_timeout(Duration::ZERO).unwrap();
        use_write_ahead_log(&db).unwrap();
        held.join().unwrap();
        let mode: String = db
            .pragma_query_value(None, "journal_mode", |row| row.get(0))
            .unwrap();
        assert_eq!(mode, "wal");
    }
}
