//! The vault's file: its tables, and how it is opened, made, or migrated to the current format.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use super::fault::VaultFault;
use crate::sqlite;

/// `heRV`: marks a file as a vault of this program.
pub(super) const APPLICATION_ID: i32 = 0x6865_5256;
/// The format that this program writes. Format 1 had no checksums and no findings, and didn't say
/// who gets a letter; formats 1 and 2 didn't keep what rows had in their columns.
const VERSION: i32 = 3;

const SCHEMA: &str = "
    CREATE TABLE seal (
        seal       INTEGER PRIMARY KEY,
        digest     BLOB    NOT NULL,
        supplement INTEGER NOT NULL,
        at         INTEGER NOT NULL,
        head       TEXT    NOT NULL,
        inputs     TEXT    NOT NULL,
        octets     INTEGER NOT NULL,
        sum        BLOB,
        cells      BLOB
    ) STRICT;
    CREATE TABLE cells (seal INTEGER PRIMARY KEY, list BLOB NOT NULL, body BLOB NOT NULL) STRICT;
    CREATE TABLE row (
        seal         INTEGER NOT NULL,
        ordinal      INTEGER NOT NULL,
        pseudonym    BLOB    NOT NULL,
        list_id      TEXT    NOT NULL,
        sheet_row    INTEGER NOT NULL,
        organisation TEXT    NOT NULL,
        ground       TEXT,
        legal        TEXT,
        by_post      INTEGER,
        sum          BLOB,
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
        own        BLOB    NOT NULL,
        sum        BLOB
    ) STRICT;
    CREATE UNIQUE INDEX mail_by_pseudonym ON mail (pseudonym, seal);
    CREATE UNIQUE INDEX mail_by_order
        ON mail (seal, ordinal, pseudonym, address, digest, own_digest, octets, message_id, sum);
    CREATE TABLE finding (
        seal    INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        body    TEXT    NOT NULL,
        PRIMARY KEY (seal, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE shared (digest BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE text (id BLOB PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
";

/// From format 1. The mails of its seals have no checksums; what they say is compared only with the
/// manifest.
const FROM_FORM_1: &str = "
    ALTER TABLE seal ADD COLUMN sum BLOB;
    ALTER TABLE row ADD COLUMN by_post INTEGER;
    ALTER TABLE row ADD COLUMN sum BLOB;
    ALTER TABLE mail ADD COLUMN sum BLOB;
    DROP INDEX mail_by_order;
    CREATE UNIQUE INDEX mail_by_order
        ON mail (seal, ordinal, pseudonym, address, digest, own_digest, octets, message_id, sum);
    CREATE TABLE finding (
        seal    INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        body    TEXT    NOT NULL,
        PRIMARY KEY (seal, ordinal)
    ) STRICT, WITHOUT ROWID;
";

/// From format 2. Its seals say nothing about the cells of their rows.
const FROM_FORM_2: &str = "
    ALTER TABLE seal ADD COLUMN cells BLOB;
    CREATE TABLE cells (seal INTEGER PRIMARY KEY, list BLOB NOT NULL, body BLOB NOT NULL) STRICT;
";

/// Opens the file and checks its format, or makes it.
pub(super) fn connect(path: &Path) -> Result<Connection, VaultFault> {
    sqlite::make_file(path)?;
    let db = sqlite::open(path, sqlite::PATIENCE)?;
    // Only a file that is made here takes it: a mail's own bytes are in few pages, so they are read
    // in few calls.
    db.pragma_update(None, "page_size", 16_384)?;
    sqlite::use_write_ahead_log(&db)?;
    db.pragma_update(None, "synchronous", "FULL")?;
    // Each mail and row is read once or twice: keeping many pages gains nothing.
    db.pragma_update(None, "cache_size", -512)?;
    // Queries sort names: they must never go into a temporary file.
    db.pragma_update(None, "temp_store", "MEMORY")?;
    let number = |name: &str| db.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    if number("application_id")? == 0 {
        let work =
            rusqlite::Transaction::new_unchecked(&db, rusqlite::TransactionBehavior::Immediate)?;
        let made = work.query_row(
            "SELECT 1 FROM sqlite_schema WHERE tbl_name <> 'note' LIMIT 1",
            [],
            |_| Ok(()),
        );
        let made = made.optional()?.is_some();
        if !made {
            work.execute_batch(SCHEMA)?;
            work.pragma_update(None, "application_id", APPLICATION_ID)?;
            work.pragma_update(None, "user_version", VERSION)?;
        }
        work.commit()?;
    }
    let is_older = || Ok::<_, VaultFault>((1..VERSION).contains(&number("user_version")?));
    if number("application_id")? == APPLICATION_ID && is_older()? {
        let work =
            rusqlite::Transaction::new_unchecked(&db, rusqlite::TransactionBehavior::Immediate)?;
        // Another process may have done it meanwhile.
        for (form, change) in [(1, FROM_FORM_1), (2, FROM_FORM_2)] {
            if number("user_version")? == form {
                work.execute_batch(change)?;
                work.pragma_update(None, "user_version", form + 1)?;
            }
        }
        work.commit()?;
    }
    if number("application_id")? != APPLICATION_ID || number("user_version")? != VERSION {
        return Err(VaultFault::Form);
    }
    Ok(db)
}

#[cfg(test)]
mod tests {
    use rusqlite::params;

    use super::*;
    use crate::id::{Digest, Pseudonym};
    use crate::vault::seal_writer::own_digest;
    use crate::vault::{Inputs, Outbox, SealHead, Vault};

    /// The tables as form 1 had them.
    const FORM_1: &str = "
        CREATE TABLE seal (seal INTEGER PRIMARY KEY, digest BLOB NOT NULL, supplement INTEGER NOT NULL,
            at INTEGER NOT NULL, head TEXT NOT NULL, inputs TEXT NOT NULL, octets INTEGER NOT NULL) STRICT;
        CREATE TABLE row (seal INTEGER NOT NULL, ordinal INTEGER NOT NULL, pseudonym BLOB NOT NULL,
            list_id TEXT NOT NULL, sheet_row INTEGER NOT NULL, organisation TEXT NOT NULL, ground TEXT, legal TEXT,
            PRIMARY KEY (seal, ordinal)) STRICT, WITHOUT ROWID;
        CREATE INDEX row_by_pseudonym ON row (pseudonym, seal);
        CREATE TABLE mail (seal INTEGER NOT NULL, ordinal INTEGER NOT NULL, pseudonym BLOB NOT NULL,
            address TEXT NOT NULL, message_id TEXT NOT NULL, subject TEXT NOT NULL, digest BLOB NOT NULL,
            own_digest BLOB NOT NULL, octets INTEGER NOT NULL, layout TEXT NOT NULL, own BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX mail_by_pseudonym ON mail (pseudonym, seal);
        CREATE UNIQUE INDEX mail_by_order ON mail (seal, ordinal, pseudonym, address, digest, own_digest, octets);
        CREATE TABLE shared (digest BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
        CREATE TABLE text (id BLOB PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
    ";

    const MAIL: &[u8] = b"To: \"A\" <info@a.example>\r\nMessage-ID: <1@b.example>\r\n\r\nDag.\r\n";
    const HEAD: &str = r#"{"campaign":"inzage","kind":"trial","from":"b@b.example","reply_to":null,
        "envelope_from":"b@b.example","relay":"catcher","required":[],"roles":[],"valid_for":60,"not_before":null,
        "deadline":null}"#;

    /// A vault as commit 584c2e8 wrote it, with one mail to this address, and its campaign digest.
    fn of_form_1(path: &Path, address: &str) -> (Digest, Pseudonym) {
        let recipient = Pseudonym::from_bytes([7; 16]);
        let own = own_digest(&format!("o{}", MAIL.len()), MAIL);
        let digest = Digest::of(MAIL);
        let manifest = format!(
            "heraut-manifest 1\ncampaign \"inzage\"\nkind \"trial\"\nfrom \"b@b.example\"\nreply-to null\n\
             envelope-from \"b@b.example\"\nrelay \"catcher\"\napproval []\nvalid-for 60\nnot-before null\n\
             deadline null\nmail {recipient} <{address}> {digest} {own}\n"
        );
        let campaign = Digest::of(manifest.as_bytes());
        let db = Connection::open(path).unwrap();
        db.execute_batch(FORM_1).unwrap();
        db.pragma_update(None, "application_id", APPLICATION_ID)
            .unwrap();
        db.pragma_update(None, "user_version", 1).unwrap();
        let octets = i64::try_from(MAIL.len()).unwrap();
        db.execute(
            "INSERT INTO seal VALUES (1, ?1, 0, 0, ?2, '{}', ?3)",
            params![campaign.as_bytes(), HEAD, octets],
        )
        .unwrap();
        db.execute(
            "INSERT INTO row VALUES (1, 1, ?1, 'A', 2, 'A', NULL, NULL)",
            [recipient.as_bytes()],
        )
        .unwrap();
        db.execute(
            "INSERT INTO mail VALUES (1, 0, ?1, ?2, 'another@b.example', 'S', ?3, ?4, ?5, ?6, ?7)",
            params![
                recipient.as_bytes(),
                address,
                digest.as_bytes(),
                own.as_bytes(),
                octets,
                format!("o{}", MAIL.len()),
                MAIL
            ],
        )
        .unwrap();
        (campaign, recipient)
    }

    #[test]
    fn a_vault_of_form_1_is_brought_to_the_form_of_today_and_its_seals_still_hold() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("vault.db");
        let (digest, recipient) = of_form_1(&path, "info@a.example");
        for _ in 0..2 {
            let stored = Outbox::open(&path, &[(1, digest)], |_| {})
                .unwrap()
                .read(&recipient)
                .unwrap();
            assert_eq!(stored.bytes(), MAIL);
            assert_eq!(
                stored.message_id, "1@b.example",
                "what the bytes say counts"
            );
        }
        let vault = Vault::open(&path).unwrap();
        assert_eq!(vault.findings(1).unwrap(), None);
        assert_eq!(vault.cells_before(1, &Digest::of(b"a list")).unwrap(), None);
        assert_eq!(vault.all_rows().unwrap()[0].by_post, None);
        let head: SealHead = serde_json::from_str(HEAD).unwrap();
        assert_eq!(
            (
                head.form,
                head.differing(&SealHead {
                    form: 2,
                    ..head.clone()
                })
            ),
            (1, vec![])
        );

        let other = dir.path().join("other.db");
        let (digest, recipient) = of_form_1(&other, "info@c.example");
        let read = Outbox::open(&other, &[(1, digest)], |_| {})
            .unwrap()
            .read(&recipient);
        assert!(
            matches!(read, Err(VaultFault::NotAsSealed)),
            "to an address that the mail does not name"
        );
    }

    #[test]
    fn a_vault_of_form_2_knows_nothing_of_cells_and_its_seals_still_hold() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("vault.db");
        let head: SealHead = serde_json::from_str(HEAD).unwrap();
        let mut vault = Vault::open(&path).unwrap();
        let writer = vault.begin_seal(1, &SealHead { form: 2, ..head }).unwrap();
        let made = writer
            .finish(jiff::Timestamp::UNIX_EPOCH, false, &Inputs::default())
            .unwrap();
        drop(vault);
        let db = Connection::open(&path).unwrap();
        db.execute_batch(
            "ALTER TABLE seal DROP COLUMN cells; DROP TABLE cells; PRAGMA user_version = 2",
        )
        .unwrap();
        drop(db);
        for _ in 0..2 {
            let vault = Vault::open(&path).unwrap();
            assert_eq!(vault.cells_before(1, &Digest::of(b"a list")).unwrap(), None);
            vault.verify(1, &made.digest, |_| {}).unwrap();
        }
    }

    #[test]
    fn a_vault_in_the_making_takes_no_note_and_one_that_has_nothing_else_is_made() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("vault.db");
        let key = crate::id::CampaignKey::from_bytes([7; 32]);
        // Another process has come as far as the write-ahead log.
        let other = Connection::open(&path).unwrap();
        other.pragma_update(None, "journal_mode", "WAL").unwrap();
        crate::vault::keep_key_check(&path, &key).unwrap();
        let tables = |db: &Connection| {
            db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
                row.get::<_, i64>(0)
            })
            .unwrap()
        };
        assert_eq!(tables(&other), 0);
        other
            .execute_batch("CREATE TABLE note (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT")
            .unwrap();
        connect(&path).unwrap();
        crate::vault::keep_key_check(&path, &key).unwrap();
        connect(&path).unwrap();
        assert!(tables(&other) > 5);
    }
}
