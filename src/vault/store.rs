//! The vault on disk: one SQLite file, 0600, with the seals, their rows, their mails, and texts.

use std::cmp::Reverse;
use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row as SqlRow, params};

use super::manifest::{DigestTaker, Head};
use crate::address::Address;
use crate::id::{Digest, ListId, Pseudonym};
use crate::phrase::Phrase;

/// `heRV`: says that a file is a vault of this program.
const APPLICATION_ID: i32 = 0x6865_5256;
/// The form this program writes.
const VERSION: i32 = 1;

const SCHEMA: &str = "
    CREATE TABLE seal (
        seal       INTEGER PRIMARY KEY,
        digest     BLOB    NOT NULL,
        supplement INTEGER NOT NULL,
        at         INTEGER NOT NULL,
        head       TEXT    NOT NULL,
        inputs     TEXT    NOT NULL,
        octets     INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE row (
        seal         INTEGER NOT NULL,
        ordinal      INTEGER NOT NULL,
        pseudonym    BLOB    NOT NULL,
        list_id      TEXT    NOT NULL,
        sheet_row    INTEGER NOT NULL,
        organisation TEXT    NOT NULL,
        ground       TEXT,
        legal        TEXT,
        PRIMARY KEY (seal, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX row_by_pseudonym ON row (pseudonym, seal);
    CREATE TABLE mail (
        seal       INTEGER NOT NULL,
        ordinal    INTEGER NOT NULL,
        pseudonym  BLOB    NOT NULL,
        address    TEXT    NOT NULL,
        message_id TEXT    NOT NULL,
        subject    TEXT    NOT NULL,
        digest     BLOB    NOT NULL,
        own_digest BLOB    NOT NULL,
        octets     INTEGER NOT NULL,
        layout     TEXT    NOT NULL,
        own        BLOB    NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX mail_by_pseudonym ON mail (pseudonym, seal);
    CREATE UNIQUE INDEX mail_by_order ON mail (seal, ordinal, pseudonym, address, digest, own_digest, octets);
    CREATE TABLE shared (digest BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE text (id BLOB PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
";

/// Why the vault cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum VaultFault {
    /// The disk or SQLite refused.
    #[error("the vault could not be read or written: {0}")]
    Disk(#[from] rusqlite::Error),
    /// The file could not be made.
    #[error("the vault's file could not be made: {0}")]
    File(#[from] std::io::Error),
    /// The file is no vault, or of another form.
    #[error("the file is no vault that this program can read")]
    Form,
    /// What is stored is not what was sealed.
    #[error("what is stored is not what was sealed")]
    NotAsSealed,
    /// A text cannot be opened with this key.
    #[error("a text of the vault cannot be opened with this key")]
    Text,
    /// Something that should be there is not.
    #[error("the vault does not hold what the journal speaks of")]
    Missing,
}

impl VaultFault {
    /// What to tell people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            VaultFault::Disk(fault) => Phrase::new("vault-disk").with("what", fault.to_string()),
            VaultFault::File(fault) => Phrase::new("vault-disk").with("what", fault.to_string()),
            VaultFault::Form => Phrase::new("vault-form"),
            VaultFault::NotAsSealed => Phrase::new("vault-not-as-sealed"),
            VaultFault::Text => Phrase::new("vault-text"),
            VaultFault::Missing => Phrase::new("vault-missing"),
        }
    }
}

/// One seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealRow {
    /// Its number.
    pub seal: u32,
    /// The campaign digest.
    pub digest: Digest,
    /// Whether it adds to the seals before it.
    pub supplement: bool,
    /// When.
    pub at: Timestamp,
    /// What was agreed to besides the mails.
    pub head: Head,
    /// The inputs it was made from.
    pub inputs: super::Inputs,
    /// Octets of all its mails.
    pub octets: u64,
}

/// One row of the list, as a seal knew it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// As the journal knows it.
    pub recipient: Pseudonym,
    /// As the list knows it.
    pub list_id: ListId,
    /// The row as a spreadsheet shows it.
    pub sheet_row: u32,
    /// The organisation's name.
    pub organisation: String,
    /// The ground it was left out on.
    pub ground: Option<String>,
    /// Its legal ground.
    pub legal: Option<String>,
}

/// One sealed mail, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailRow {
    /// Whose.
    pub recipient: Pseudonym,
    /// Forward-path.
    pub address: Address,
    /// `Message-ID` without the angle brackets.
    pub message_id: String,
    /// The subject.
    pub subject: String,
    /// The mail digest.
    pub digest: Digest,
    /// Octets, without `Date:`.
    pub octets: u64,
}

/// The open vault.
#[derive(Debug)]
pub struct Vault {
    pub(super) db: Connection,
}

/// Opens the file with its form checked, or makes it.
pub(super) fn connect(path: &Path) -> Result<Connection, VaultFault> {
    if !path.exists() {
        OpenOptions::new().create(true).append(true).mode(0o600).open(path)?;
    }
    let db = Connection::open(path)?;
    db.busy_timeout(Duration::from_secs(10))?;
    // Only a file that is made here takes it: a mail's own bytes lie in few pages, so they are read in few calls.
    db.pragma_update(None, "page_size", 16_384)?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    // Each mail and row is read once or twice: nothing is gained by keeping many pages.
    db.pragma_update(None, "cache_size", -512)?;
    // What a query sorts holds names: it never goes into a temporary file.
    db.pragma_update(None, "temp_store", "MEMORY")?;
    let number = |name: &str| db.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    if number("application_id")? == 0 {
        let work = rusqlite::Transaction::new_unchecked(&db, rusqlite::TransactionBehavior::Immediate)?;
        let made =
            work.query_row("SELECT 1 FROM sqlite_schema LIMIT 1", [], |_| Ok(())).optional()?.is_some();
        if !made {
            work.execute_batch(SCHEMA)?;
            work.pragma_update(None, "application_id", APPLICATION_ID)?;
            work.pragma_update(None, "user_version", VERSION)?;
        }
        work.commit()?;
    }
    if number("application_id")? != APPLICATION_ID || number("user_version")? != VERSION {
        return Err(VaultFault::Form);
    }
    Ok(db)
}

impl Vault {
    /// Opens the vault, or makes an empty one.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn open(path: &Path) -> Result<Vault, VaultFault> {
        Ok(Vault { db: connect(path)? })
    }

    /// One seal.
    ///
    /// # Errors
    /// [`VaultFault`]; [`VaultFault::Missing`] where there is none.
    pub fn seal(&self, seal: u32) -> Result<SealRow, VaultFault> {
        self.db
            .prepare_cached(
                "SELECT seal, digest, supplement, at, head, inputs, octets FROM seal WHERE seal = ?1",
            )?
            .query_row([seal], |row| Ok(read_seal(row)))
            .optional()?
            .ok_or(VaultFault::Missing)?
    }

    /// The rows of a seal, in the order of the list.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn rows(&self, seal: u32) -> Result<Vec<Row>, VaultFault> {
        let mut statement = self.db.prepare_cached(
            "SELECT pseudonym, list_id, sheet_row, organisation, ground, legal
             FROM row WHERE seal = ?1 ORDER BY ordinal",
        )?;
        let rows = statement.query_map([seal], |row| Ok(read_row(row)))?;
        rows.map(|row| row?).collect()
    }

    /// Every row that any seal knew, as the newest one knew it, in the order of the list.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn all_rows(&self) -> Result<Vec<Row>, VaultFault> {
        let mut rows = Vec::new();
        self.each_row(|seal, row| rows.push((seal, row)))?;
        rows.sort_by_key(|(seal, row)| (row.sheet_row, Reverse(*seal)));
        Ok(rows.into_iter().map(|(_, row)| row).collect())
    }

    /// Hands over every row that any seal knew, with the newest seal that knew it and as that one knew it, in
    /// no order.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn each_row(&self, mut take: impl FnMut(u32, Row)) -> Result<(), VaultFault> {
        // In the order of the file; only rows of older seals ask the index, at random places.
        let mut statement = self.db.prepare_cached(
            "SELECT pseudonym, list_id, sheet_row, organisation, ground, legal, seal FROM row AS one
             WHERE seal = (SELECT max(seal) FROM row) OR NOT EXISTS
                 (SELECT 1 FROM row AS later WHERE later.pseudonym = one.pseudonym AND later.seal > one.seal)",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            take(row.get(6)?, read_row(row)?);
        }
        Ok(())
    }

    /// How the list knows this row.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn list_id(&self, recipient: &Pseudonym) -> Result<Option<ListId>, VaultFault> {
        let id: Option<String> = self
            .db
            .prepare_cached("SELECT list_id FROM row WHERE pseudonym = ?1 ORDER BY seal DESC LIMIT 1")?
            .query_row([recipient.as_bytes()], |row| row.get(0))
            .optional()?;
        id.map(|id| ListId::new(&id).map_err(|_| VaultFault::NotAsSealed)).transpose()
    }

    /// Hands over the mails of a seal, without their bytes, in the order of the list.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn mails(&self, seal: u32, mut take: impl FnMut(MailRow)) -> Result<(), VaultFault> {
        let mut statement = self.db.prepare_cached(
            "SELECT pseudonym, address, message_id, subject, digest, octets
             FROM mail WHERE seal = ?1 ORDER BY ordinal",
        )?;
        let mut rows = statement.query([seal])?;
        while let Some(row) = rows.next()? {
            take(read_mail(row)?);
        }
        Ok(())
    }

    /// How many mails a seal holds.
    pub(super) fn count(&self, seal: u32) -> Result<usize, VaultFault> {
        let last: Option<i64> = self
            .db
            .prepare_cached("SELECT max(ordinal) FROM mail WHERE seal = ?1")?
            .query_row([seal], |row| row.get(0))?;
        Ok(last.and_then(|last| usize::try_from(last + 1).ok()).unwrap_or(0))
    }

    /// The mail of one recipient in one seal, without its bytes.
    ///
    /// # Errors
    /// [`VaultFault`]; [`VaultFault::Missing`] where there is none.
    pub fn mail(&self, seal: u32, recipient: &Pseudonym) -> Result<MailRow, VaultFault> {
        self.db
            .prepare_cached(
                "SELECT pseudonym, address, message_id, subject, digest, octets
                 FROM mail WHERE seal = ?1 AND pseudonym = ?2",
            )?
            .query_row(params![seal, recipient.as_bytes()], |row| Ok(read_mail(row)))
            .optional()?
            .ok_or(VaultFault::Missing)?
    }

    /// Takes the campaign digest of a seal anew from what is stored, and compares. Hands over who gets which
    /// mail where, in the order of the list.
    ///
    /// # Errors
    /// [`VaultFault::NotAsSealed`] when the digest differs from `wanted`.
    pub fn verify(&self, seal: u32, wanted: &Digest, mut take: impl FnMut(Listed)) -> Result<(), VaultFault> {
        let mut digest = DigestTaker::new(&self.seal(seal)?.head);
        let mut statement = self.db.prepare_cached(
            "SELECT pseudonym, address, digest, own_digest, rowid, octets
             FROM mail WHERE seal = ?1 ORDER BY ordinal",
        )?;
        let mut rows = statement.query([seal])?;
        while let Some(row) = rows.next()? {
            let recipient = Pseudonym::from_bytes(row.get(0)?);
            let address = address_of(row, 1)?;
            let (mail, own) = (Digest::from_bytes(row.get(2)?), Digest::from_bytes(row.get(3)?));
            digest.mail(&recipient, &address, &mail, &own);
            let octets = octets_of(row, 5)?;
            take(Listed { seal, place: row.get(4)?, recipient, address, own, octets });
        }
        if digest.finish() == *wanted { Ok(()) } else { Err(VaultFault::NotAsSealed) }
    }
}

/// A mail as the manifest of its seal lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The seal.
    pub seal: u32,
    /// Where the mail lies in the file.
    pub(super) place: i64,
    /// Whose it is.
    pub recipient: Pseudonym,
    /// Forward-path.
    pub address: Address,
    /// The check of its own bytes.
    pub own: Digest,
    /// Octets, without `Date:`; what the vault says, not what was sealed.
    pub octets: u64,
}

fn address_of(row: &SqlRow<'_>, at: usize) -> Result<Address, VaultFault> {
    let text: String = row.get(at)?;
    Address::parse(&text).map_err(|_| VaultFault::NotAsSealed)
}

fn read_seal(row: &SqlRow<'_>) -> Result<SealRow, VaultFault> {
    let (head, inputs): (String, String) = (row.get(4)?, row.get(5)?);
    Ok(SealRow {
        seal: row.get(0)?,
        digest: Digest::from_bytes(row.get(1)?),
        supplement: row.get(2)?,
        at: Timestamp::from_millisecond(row.get(3)?).map_err(|_| VaultFault::NotAsSealed)?,
        head: serde_json::from_str(&head).map_err(|_| VaultFault::NotAsSealed)?,
        inputs: serde_json::from_str(&inputs).map_err(|_| VaultFault::NotAsSealed)?,
        octets: octets_of(row, 6)?,
    })
}

fn read_row(row: &SqlRow<'_>) -> Result<Row, VaultFault> {
    let list_id: String = row.get(1)?;
    Ok(Row {
        recipient: Pseudonym::from_bytes(row.get(0)?),
        list_id: ListId::new(&list_id).map_err(|_| VaultFault::NotAsSealed)?,
        sheet_row: row.get(2)?,
        organisation: row.get(3)?,
        ground: row.get(4)?,
        legal: row.get(5)?,
    })
}

fn read_mail(row: &SqlRow<'_>) -> Result<MailRow, VaultFault> {
    Ok(MailRow {
        recipient: Pseudonym::from_bytes(row.get(0)?),
        address: address_of(row, 1)?,
        message_id: row.get(2)?,
        subject: row.get(3)?,
        digest: Digest::from_bytes(row.get(4)?),
        octets: octets_of(row, 5)?,
    })
}

fn octets_of(row: &SqlRow<'_>, at: usize) -> Result<u64, VaultFault> {
    Ok(u64::try_from(row.get::<_, i64>(at)?).unwrap_or(0))
}
