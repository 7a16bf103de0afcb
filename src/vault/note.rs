//! What the vault keeps beside the seals: a check value of the key, and how far the journal went at
//! the last seal.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OptionalExtension, params};

use super::encrypted_texts::EncryptedTexts;
use super::fault::VaultFault;
use super::schema;
use crate::id::{CampaignKey, ListId, Pseudonym};
use crate::sqlite;

const KEY: &str = "key";
const JOURNAL: &str = "journal";

/// What a folder's files say about a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyProof {
    /// The files were made with this key.
    Right,
    /// The files were made with another key.
    Wrong,
    /// No file was made with any key.
    Nothing,
    /// A seal is being written: the vault can't be asked now.
    Busy,
}

fn note(db: &Connection, name: &str) -> Result<Option<Vec<u8>>, VaultFault> {
    let there = db
        .query_row(
            "SELECT 1 FROM sqlite_schema WHERE name = 'note'",
            [],
            |_| Ok(()),
        )
        .optional()?;
    if there.is_none() {
        return Ok(None);
    }
    let value = db.query_row("SELECT value FROM note WHERE name = ?1", [name], |row| {
        row.get(0)
    });
    Ok(value.optional()?)
}

/// Writing the first seal of a large list takes long, and other commands must not wait for it.
const A_MOMENT: Duration = Duration::from_millis(100);

fn open(path: &Path, patience: Duration) -> Result<Option<Connection>, VaultFault> {
    if !path.metadata().is_ok_and(|file| file.len() > 0) {
        return Ok(None);
    }
    let db = sqlite::open(path, patience)?;
    // A process that is making the vault right now has not created its tables yet: a note alone
    // would look like a vault of another kind.
    let made: i32 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    Ok((made == schema::APPLICATION_ID).then_some(db))
}

/// The result of a query, or `busy` if a seal is being written.
fn unless_busy<T>(looked: Result<T, VaultFault>, busy: T) -> Result<T, VaultFault> {
    match looked {
        Err(VaultFault::Disk(rusqlite::Error::SqliteFailure(fault, _)))
            if matches!(
                fault.code,
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked
            ) =>
        {
            Ok(busy)
        }
        looked => looked,
    }
}

/// Compares a key with the vault at `path`: with its check value, or, in a vault from before there
/// was one, with what was made with the key. Makes no file.
///
/// # Errors
/// [`VaultFault`] if the vault can't be read.
pub fn prove_key(path: &Path, key: &CampaignKey) -> Result<KeyProof, VaultFault> {
    unless_busy(proof_of(path, key), KeyProof::Busy)
}

fn proof_of(path: &Path, key: &CampaignKey) -> Result<KeyProof, VaultFault> {
    let Some(db) = open(path, A_MOMENT)? else {
        return Ok(KeyProof::Nothing);
    };
    let proof = |right: bool| {
        if right {
            KeyProof::Right
        } else {
            KeyProof::Wrong
        }
    };
    if let Some(check) = note(&db, KEY)? {
        return Ok(proof(check == key.check()));
    }
    let made = db
        .query_row("SELECT 1 FROM sqlite_schema WHERE name = 'row'", [], |_| {
            Ok(())
        })
        .optional()?;
    if made.is_none() {
        return Ok(KeyProof::Nothing);
    }
    let row: Option<(String, Vec<u8>)> = db
        .query_row("SELECT list_id, pseudonym FROM row LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    if let Some((id, pseudonym)) = row {
        let id = ListId::new(&id).map_err(|_| VaultFault::NotAsSealed)?;
        return Ok(proof(key.pseudonym(&id).as_bytes()[..] == pseudonym));
    }
    drop(db);
    Ok(EncryptedTexts::open(path, key)?
        .first_opens()?
        .map_or(KeyProof::Nothing, proof))
}

/// Whether the vault at `path` knows this row, and by this key.
///
/// # Errors
/// [`VaultFault`] if the vault can't be read.
pub fn knows_by_key(
    path: &Path,
    key: &CampaignKey,
    recipient: &Pseudonym,
) -> Result<bool, VaultFault> {
    let Some(db) = open(path, sqlite::PATIENCE)? else {
        return Ok(false);
    };
    let id: Option<String> = db
        .query_row(
            "SELECT list_id FROM row WHERE pseudonym = ?1 LIMIT 1",
            [recipient.as_bytes()],
            |row| row.get(0),
        )
        .optional()?;
    Ok(id
        .and_then(|id| ListId::new(&id).ok())
        .is_some_and(|id| key.pseudonym(&id) == *recipient))
}

/// How far the journal went at the last seal, according to the vault at `path`; `None` if that was
/// never recorded.
///
/// # Errors
/// [`VaultFault`] if the vault can't be read.
pub fn journal_at_seal(path: &Path) -> Result<Option<String>, VaultFault> {
    let looked = open(path, A_MOMENT).and_then(|db| match db {
        Some(db) => note(&db, JOURNAL),
        None => Ok(None),
    });
    Ok(unless_busy(looked, None)?.and_then(|value| String::from_utf8(value).ok()))
}

/// Stores the check value of the key in the vault at `path`, if there is a vault and it has none
/// yet.
///
/// # Errors
/// [`VaultFault`].
pub fn keep_key_check(path: &Path, key: &CampaignKey) -> Result<(), VaultFault> {
    let kept = open(path, A_MOMENT).and_then(|db| match db {
        Some(db) if note(&db, KEY)?.is_none() => keep(&db, KEY, &key.check()),
        Some(_) | None => Ok(()),
    });
    // The next process that opens it stores it.
    unless_busy(kept, ())
}

/// Records in the vault at `path` how far the journal goes: a journal that ends before that doesn't
/// belong here.
///
/// # Errors
/// [`VaultFault`].
pub fn keep_journal_at_seal(path: &Path, head: &str) -> Result<(), VaultFault> {
    match open(path, sqlite::PATIENCE)? {
        Some(db) => keep(&db, JOURNAL, head.as_bytes()),
        None => Ok(()),
    }
}

fn keep(db: &Connection, name: &str, value: &[u8]) -> Result<(), VaultFault> {
    db.execute_batch(
        "CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT",
    )?;
    db.execute(
        "INSERT OR REPLACE INTO note VALUES (?1, ?2)",
        params![name, value],
    )?;
    Ok(())
}
