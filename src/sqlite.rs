//! What journal and vault both ask of SQLite.

use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

/// The version of SQLite in this program.
#[must_use]
pub(crate) fn version() -> &'static str {
    rusqlite::version()
}

/// How often, and after how long, a file that others hold is asked for again: ten seconds in all.
const TRIES: usize = 1_000;
const BETWEEN: Duration = Duration::from_millis(10);

/// Going over to the write-ahead log (<https://sqlite.org/wal.html>) needs the file alone, and SQLite does not wait for that as it waits for other locks.
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

#[cfg(test)]
mod tests {
    use super::*;

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
