//! Writing a seal: every mail stored ready for the wire, in one transaction, before the journal
//! records it.

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::{ErrorCode, OptionalExtension, Transaction, TransactionBehavior, params};

use super::fault::VaultFault;
use super::sealed::head::SealHead;
use super::sealed::manifest::{DigestTaker, MailLine, finding_line, row_line};
use super::sealed::rows::{Inputs, SealRow, SealedRow};
use super::sealed::sums;
use super::store::Vault;
use crate::finding::Finding;
use crate::id::{Digest, Pseudonym};
use crate::list::{Excluded, Recipient};
use crate::notice::{Mail, Piece};

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSeal {
    /// Number of the seal.
    pub seal: u32,
    /// The campaign digest.
    pub digest: Digest,
    /// Its mails, in order.
    pub mails: Vec<(Pseudonym, Digest)>,
    /// Bytes of all mails.
    pub octets: u64,
}

/// A seal being written. Nothing of it is visible until [`finish`](SealWriter::finish).
pub struct SealWriter<'v> {
    pub(super) work: Transaction<'v>,
    pub(super) seal: u32,
    head: SealHead,
    digest: DigestTaker,
    mails: Vec<(Pseudonym, Digest)>,
    rows: u32,
    octets: u64,
    shared: HashSet<Digest>,
    /// Digest of what its rows had in their columns.
    pub(super) cells: Option<Digest>,
}

impl Vault {
    /// Begins seal number `seal`. Overwrites a seal of that number that the journal doesn't know:
    /// the caller keeps that one beforehand ([`put_aside_unknown`](Vault::put_aside_unknown)).
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn begin_seal(&mut self, seal: u32, head: &SealHead) -> Result<SealWriter<'_>, VaultFault> {
        self.write_straight()?;
        let work = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        for table in ["seal", "row", "mail", "finding", "cells"] {
            work.execute(&format!("DELETE FROM {table} WHERE seal >= ?1"), [seal])?;
        }
        Ok(SealWriter {
            work,
            seal,
            head: head.clone(),
            digest: DigestTaker::new(head),
            mails: Vec::new(),
            rows: 0,
            octets: 0,
            shared: HashSet::new(),
            cells: None,
        })
    }

    /// Before the first seal nobody needs to read the vault, so its mails need not go through a WAL
    /// first, which halves the writing. The next process that opens the vault gives it a WAL again
    /// (`src/vault/store.rs`).
    fn write_straight(&self) -> Result<(), VaultFault> {
        let is_first = self
            .db
            .query_row("SELECT 1 FROM seal LIMIT 1", [], |_| Ok(()))
            .optional()?
            .is_none();
        if !is_first {
            return Ok(());
        }
        match self.db.pragma_update(None, "journal_mode", "DELETE") {
            // Somebody is reading the vault just now: then with a WAL.
            Err(rusqlite::Error::SqliteFailure(fault, _))
                if matches!(
                    fault.code,
                    ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked
                ) =>
            {
                Ok(())
            }
            set => Ok(set?),
        }
    }

    /// Records that these inputs give the same mails as this seal. They are not part of the digest:
    /// they only save making every mail again to find that out.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn note_inputs(&self, seal: u32, inputs: &Inputs) -> Result<(), VaultFault> {
        let row = SealRow {
            inputs: inputs.clone(),
            ..self.seal(seal)?
        };
        let head: String =
            self.db
                .query_row("SELECT head FROM seal WHERE seal = ?1", [seal], |row| {
                    row.get(0)
                })?;
        let inputs = serde_json::to_string(inputs).map_err(|_| VaultFault::Form)?;
        // A seal from before there were checksums continues without one.
        let sum = sums::of_seal(&row, &head, &inputs);
        self.db.execute(
            "UPDATE seal SET inputs = ?2, sum = CASE WHEN sum IS NULL THEN NULL ELSE ?3 END WHERE seal = ?1",
            params![seal, inputs, sum],
        )?;
        Ok(())
    }
}

impl SealWriter<'_> {
    /// Stores a row that is mailed, whether or not this seal holds its mail.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn row(&mut self, id: &Pseudonym, row: &Recipient) -> Result<(), VaultFault> {
        self.insert_row(&SealedRow {
            recipient: *id,
            list_id: row.id.clone(),
            sheet_row: row.row,
            organisation: row.organisation.clone(),
            ground: None,
            legal: None,
            by_post: Some(false),
        })
    }

    /// Stores a row that is excluded.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn excluded(&mut self, id: &Pseudonym, row: &Excluded) -> Result<(), VaultFault> {
        self.insert_row(&SealedRow {
            recipient: *id,
            list_id: row.id.clone(),
            sheet_row: row.row,
            organisation: row.organisation.clone(),
            ground: Some(row.ground.clone()),
            legal: row.legal.clone(),
            by_post: Some(row.by_post),
        })
    }

    /// Stores a row as another seal knows it.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn known_row(&mut self, row: &SealedRow) -> Result<(), VaultFault> {
        self.insert_row(row)
    }

    fn insert_row(&mut self, row: &SealedRow) -> Result<(), VaultFault> {
        self.rows += 1;
        let sum = sums::of_row(self.seal, self.rows, row);
        self.work
            .prepare_cached("INSERT INTO row VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?
            .execute(params![
                self.seal,
                self.rows,
                row.recipient.as_bytes(),
                row.list_id.as_str(),
                row.sheet_row,
                row.organisation,
                row.ground,
                row.legal,
                row.by_post,
                sum
            ])?;
        self.digest.row(&row_line(row));
        Ok(())
    }

    /// Stores the findings that were sealed, once all rows and mails are stored.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn findings(&mut self, findings: &[Finding]) -> Result<(), VaultFault> {
        for (ordinal, finding) in (0_i64..).zip(findings) {
            let line = finding_line(finding);
            self.work
                .prepare_cached("INSERT INTO finding VALUES (?1, ?2, ?3)")?
                .execute(params![self.seal, ordinal, line])?;
            self.digest.finding(&line);
        }
        Ok(())
    }

    /// Stores a mail: its own bytes as they are, shared ones once.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn mail(&mut self, mail: &Mail) -> Result<(), VaultFault> {
        let (layout, own) = self.lay_out(mail)?;
        let own_digest = own_digest(&layout, &own);
        let line = MailLine {
            recipient: &mail.recipient,
            address: &mail.address,
            digest: &mail.digest,
            own: &own_digest,
            octets: mail.len() as u64,
            message_id: &mail.message_id,
        };
        self.digest.mail(&line);
        let ordinal = i64::try_from(self.mails.len()).unwrap_or(i64::MAX);
        let sum = sums::of_mail(self.seal, ordinal, &line);
        self.work
            .prepare_cached(
                "INSERT INTO mail VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .execute(params![
                self.seal,
                ordinal,
                mail.recipient.as_bytes(),
                mail.address.to_string(),
                mail.message_id,
                mail.subject,
                mail.digest.as_bytes(),
                own_digest.as_bytes(),
                i64::try_from(mail.len()).unwrap_or(i64::MAX),
                layout,
                own,
                sum
            ])?;
        self.mails.push((mail.recipient, mail.digest));
        self.octets += mail.len() as u64;
        Ok(())
    }

    /// Where the bytes come from, in order: `o<octets>` of the mail's own, `s<digest>` of shared
    /// ones.
    fn lay_out(&mut self, mail: &Mail) -> Result<(String, Vec<u8>), VaultFault> {
        let mut layout = Vec::new();
        let mut own = Vec::new();
        for piece in &mail.pieces {
            match piece {
                Piece::Own(bytes) => {
                    layout.push(format!("o{}", bytes.len()));
                    own.extend_from_slice(bytes);
                }
                Piece::Shared(shared) => {
                    layout.push(format!("s{}", shared.digest.hex()));
                    if self.shared.insert(shared.digest) {
                        self.work
                            .prepare_cached("INSERT OR IGNORE INTO shared VALUES (?1, ?2)")?
                            .execute(params![shared.digest.as_bytes(), shared.bytes])?;
                    }
                }
            }
        }
        Ok((layout.join(" "), own))
    }

    /// The campaign digest so far.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.digest.clone().finish()
    }

    /// How many mails it holds so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.mails.len()
    }

    /// Whether it holds no mail.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.mails.is_empty()
    }

    /// Makes the seal durable.
    ///
    /// # Errors
    /// [`VaultFault`]; then nothing of it is stored.
    pub fn finish(
        self,
        at: Timestamp,
        supplement: bool,
        inputs: &Inputs,
    ) -> Result<NewSeal, VaultFault> {
        let digest = self.digest.clone().finish();
        let json = |value: Result<String, serde_json::Error>| value.map_err(|_| VaultFault::Form);
        let (head, named) = (
            json(serde_json::to_string(&self.head))?,
            json(serde_json::to_string(inputs))?,
        );
        let (seal, octets) = (self.seal, self.octets);
        let at = Timestamp::from_millisecond(at.as_millisecond()).map_err(|_| VaultFault::Form)?;
        let (inputs, cells) = (inputs.clone(), self.cells);
        let row = SealRow {
            seal,
            digest,
            supplement,
            at,
            head: self.head,
            inputs,
            octets,
            cells,
        };
        let sum = sums::of_seal(&row, &head, &named);
        self.work.execute(
            "INSERT INTO seal VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                seal,
                digest.as_bytes(),
                supplement,
                at.as_millisecond(),
                head,
                named,
                i64::try_from(octets).unwrap_or(i64::MAX),
                sum,
                cells.as_ref().map(Digest::as_bytes)
            ],
        )?;
        self.work.commit()?;
        Ok(NewSeal {
            seal: self.seal,
            digest,
            mails: self.mails,
            octets: self.octets,
        })
    }
}

/// The digest of layout and own bytes: with the shared digests in the layout it covers the whole
/// mail, and nothing shared needs to be hashed again for each mail.
pub(super) fn own_digest(layout: &str, own: &[u8]) -> Digest {
    Digest::of_pieces([layout.as_bytes(), b"\n", own])
}
