//! The vault on disk: one SQLite file, 0600, with the seals, their rows, their mails, and texts.

use std::cmp::Reverse;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};

use super::fault::VaultFault;
use super::schema;
use super::sealed::manifest::{DigestTaker, row_line};
use super::sealed::read::{MAIL_COLUMNS, ROW_COLUMNS, read_mail, read_row, read_seal};
use super::sealed::rows::{MailRow, SealRow, SealedRow};
use crate::address::Address;
use crate::finding::Finding;
use crate::id::{Digest, ListId, Pseudonym};

/// The open vault.
#[derive(Debug)]
pub struct Vault {
    pub(super) db: Connection,
}

/// Asks for a row by its pseudonym. Without the plus, SQLite prefers the primary key, and reads every row of the seal.
fn row_of_seal() -> String {
    format!("SELECT {ROW_COLUMNS} FROM row WHERE +seal = ?1 AND pseudonym = ?2")
}

fn mail_of_seal() -> String {
    format!("SELECT {MAIL_COLUMNS} FROM mail WHERE seal = ?1 AND pseudonym = ?2")
}

const BY_INDEX: &str = "pseudonym = ?1 ORDER BY seal";

fn newest_row(which: &str) -> String {
    format!("SELECT {ROW_COLUMNS} FROM row WHERE {which} DESC LIMIT 1")
}

impl Vault {
    /// Opens the vault, or makes an empty one.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn open(path: &Path) -> Result<Vault, VaultFault> {
        Ok(Vault {
            db: schema::connect(path)?,
        })
    }

    /// One seal.
    ///
    /// # Errors
    /// [`VaultFault`]; [`VaultFault::Missing`] if there is no such seal.
    pub fn seal(&self, seal: u32) -> Result<SealRow, VaultFault> {
        self.db
            .prepare_cached(
                "SELECT seal, digest, supplement, at, head, inputs, octets, sum, cells FROM seal WHERE seal = ?1",
            )?
            .query_row([seal], |row| Ok(read_seal(row)))
            .optional()?
            .ok_or(VaultFault::Missing)?
    }

    /// The rows of a seal, in the order of the list.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn rows(&self, seal: u32) -> Result<Vec<SealedRow>, VaultFault> {
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT {ROW_COLUMNS} FROM row WHERE seal = ?1 ORDER BY ordinal"
        ))?;
        let rows = statement.query_map([seal], |row| Ok(read_row(row)))?;
        rows.map(|row| row?).collect()
    }

    /// Every row that any seal knew, as the newest one knew it, in the order of the list.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn all_rows(&self) -> Result<Vec<SealedRow>, VaultFault> {
        let mut rows = Vec::new();
        self.each_row(|seal, row| rows.push((seal, row)))?;
        rows.sort_by_key(|(seal, row)| (row.sheet_row, Reverse(*seal)));
        Ok(rows.into_iter().map(|(_, row)| row).collect())
    }

    /// Passes on every row that any seal knew, with the newest seal that knew it and as that one
    /// knew it, in no particular order.
    ///
    /// # Errors
    /// [`VaultFault`]; [`VaultFault::NotAsSealed`] if the index would leave a row out or give it
    /// twice.
    pub fn each_row(&self, mut take: impl FnMut(u32, SealedRow)) -> Result<(), VaultFault> {
        // In the order of the file; only rows of older seals ask the index, at random places.
        let mut statement = self.db.prepare_cached(&format!("SELECT {ROW_COLUMNS} FROM row AS one
             WHERE seal = (SELECT max(seal) FROM row NOT INDEXED) OR NOT EXISTS
                 (SELECT 1 FROM row AS later WHERE later.pseudonym = one.pseudonym AND later.seal > one.seal)"))?;
        let mut rows = statement.query([])?;
        let mut count: i64 = 0;
        while let Some(row) = rows.next()? {
            count += 1;
            take(row.get(7)?, read_row(row)?);
        }
        // A column that no index holds: this counts the rows themselves.
        let counted = "SELECT count(DISTINCT pseudonym) FROM row WHERE sheet_row >= 0";
        let known: i64 = self.db.query_row(counted, [], |row| row.get(0))?;
        if known == count {
            Ok(())
        } else {
            Err(VaultFault::NotAsSealed)
        }
    }

    /// The id of this row in the list.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn list_id(&self, recipient: &Pseudonym) -> Result<Option<ListId>, VaultFault> {
        Ok(self.newest_row(recipient)?.map(|row| row.list_id))
    }

    /// The row as the newest seal that knows it has it.
    fn newest_row(&self, recipient: &Pseudonym) -> Result<Option<SealedRow>, VaultFault> {
        let found = |which: &str| {
            let mut statement = self.db.prepare_cached(&newest_row(which))?;
            let row = statement
                .query_row([recipient.as_bytes()], |row| Ok(read_row(row)))
                .optional()?;
            row.transpose()
        };
        // What the index doesn't know is searched among the rows themselves.
        let row = match found(BY_INDEX)? {
            None => found("+pseudonym = ?1 ORDER BY +seal")?,
            row => row,
        };
        row.map(|row| same(recipient, &row.recipient).map(|()| row))
            .transpose()
    }

    /// The row as this seal has it.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn row(&self, seal: u32, recipient: &Pseudonym) -> Result<Option<SealedRow>, VaultFault> {
        let mut statement = self.db.prepare_cached(&row_of_seal())?;
        let row = statement
            .query_row(params![seal, recipient.as_bytes()], |row| Ok(read_row(row)))
            .optional()?;
        row.transpose()
    }

    /// The ground on which the newest seal that knows this row excluded it.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn ground(&self, recipient: &Pseudonym) -> Result<Option<String>, VaultFault> {
        Ok(self.newest_row(recipient)?.and_then(|row| row.ground))
    }

    /// Passes on the mails of a seal, without their bytes, in the order of the list.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn mails(&self, seal: u32, mut take: impl FnMut(MailRow)) -> Result<(), VaultFault> {
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT {MAIL_COLUMNS} FROM mail WHERE seal = ?1 ORDER BY ordinal"
        ))?;
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
        Ok(last
            .and_then(|last| usize::try_from(last + 1).ok())
            .unwrap_or(0))
    }

    /// The mail of one recipient in one seal, without its bytes.
    ///
    /// # Errors
    /// [`VaultFault`]; [`VaultFault::Missing`] if there is no such mail.
    pub fn mail(&self, seal: u32, recipient: &Pseudonym) -> Result<MailRow, VaultFault> {
        self.db
            .prepare_cached(&mail_of_seal())?
            .query_row(params![seal, recipient.as_bytes()], |row| {
                Ok(read_mail(row))
            })
            .optional()?
            .ok_or(VaultFault::Missing)?
            .and_then(|mail| same(recipient, &mail.recipient).map(|()| mail))
    }

    /// The findings that were sealed with a seal, in order; `None` if the seal is from before they
    /// were kept.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn findings(&self, seal: u32) -> Result<Option<Vec<Finding>>, VaultFault> {
        if self.seal(seal)?.head.form == 1 {
            return Ok(None);
        }
        let mut findings = Vec::new();
        self.each_finding(seal, |line| {
            findings.push(serde_json::from_str(line).map_err(|_| VaultFault::NotAsSealed)?);
            Ok(())
        })?;
        Ok(Some(findings))
    }

    fn each_finding(
        &self,
        seal: u32,
        mut take: impl FnMut(&str) -> Result<(), VaultFault>,
    ) -> Result<(), VaultFault> {
        let mut statement = self
            .db
            .prepare_cached("SELECT body FROM finding WHERE seal = ?1 ORDER BY ordinal")?;
        let mut found = statement.query([seal])?;
        while let Some(finding) = found.next()? {
            take(
                finding
                    .get_ref(0)?
                    .as_str()
                    .map_err(|_| VaultFault::NotAsSealed)?,
            )?;
        }
        Ok(())
    }

    /// From now on all reads see the file as it is now, whatever is written to it meanwhile.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn stand_still(&self) -> Result<(), VaultFault> {
        Ok(self.db.execute_batch("BEGIN")?)
    }

    /// Computes the campaign digest of a seal again from what is stored, and compares it. Passes on
    /// who gets which mail where, in the order of the list. Returns the manifest's last lines.
    ///
    /// # Errors
    /// [`VaultFault::NotAsSealed`] if the digest differs from `wanted`.
    pub fn verify(
        &self,
        seal: u32,
        wanted: &Digest,
        mut take: impl FnMut(ListedMail),
    ) -> Result<String, VaultFault> {
        let stored = self.seal(seal)?;
        let form = stored.head.form;
        let mut digest = DigestTaker::new(&stored.head);
        let mut octets_of_all = 0;
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT {MAIL_COLUMNS}, rowid FROM mail WHERE seal = ?1 ORDER BY ordinal"
        ))?;
        let mut rows = statement.query([seal])?;
        while let Some(row) = rows.next()? {
            let mail = read_mail(row)?;
            digest.mail(&mail.line());
            octets_of_all += mail.octets;
            let line = Digest::of(mail.line().line(form).as_bytes());
            let MailRow {
                recipient,
                address,
                octets,
                ..
            } = mail;
            take(ListedMail {
                seal,
                place: row.get(9)?,
                recipient,
                address,
                line,
                octets,
            });
        }
        if form > 1 {
            for row in self.rows(seal)? {
                digest.row(&row_line(&row));
            }
            self.each_finding(seal, |body| {
                digest.finding(body);
                Ok(())
            })?;
        }
        let tail = digest.tail();
        if digest.finish() == *wanted && octets_of_all == stored.octets {
            Ok(tail)
        } else {
            Err(VaultFault::NotAsSealed)
        }
    }
}

/// A mail as the manifest of its seal lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedMail {
    /// Number of the seal.
    pub seal: u32,
    /// Position of the mail in the file.
    pub(super) place: i64,
    /// Pseudonym of the recipient.
    pub recipient: Pseudonym,
    /// Forward-path.
    pub address: Address,
    /// The digest of its line in the manifest.
    pub(super) line: Digest,
    /// Bytes, without `Date:`.
    pub octets: u64,
}

/// Rejects an index that leads to another record.
fn same(asked: &Pseudonym, found: &Pseudonym) -> Result<(), VaultFault> {
    if asked == found {
        Ok(())
    } else {
        Err(VaultFault::NotAsSealed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One organisation is asked for thousands of times: what it costs must not grow with the list.
    #[test]
    fn whoever_asks_for_one_row_or_mail_reads_no_others() {
        let dir = tempfile::tempdir().unwrap();
        let vault = Vault::open(&dir.path().join("vault.db")).unwrap();
        let recipient = Pseudonym::from_bytes([7; 16]);
        assert_eq!(vault.row(1, &recipient).unwrap(), None);
        for query in [row_of_seal(), newest_row(BY_INDEX), mail_of_seal()] {
            let plan = format!("EXPLAIN QUERY PLAN {query}");
            let mut plan = vault.db.prepare(&plan).unwrap();
            let mut rows = plan.raw_query();
            while let Some(step) = rows.next().unwrap() {
                let step: String = step.get(3).unwrap();
                assert!(
                    step.contains("_by_pseudonym (pseudonym=?"),
                    "{query}: {step}"
                );
            }
        }
    }
}
