//! Keeps seals that the journal doesn't know: a vault that holds one is copied beside the vault
//! that continues, before anything overwrites it.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rusqlite::{OptionalExtension, params};

use super::fault::VaultFault;
use super::store::Vault;
use crate::id::Digest;

/// A seal that no journal here knows, and the copy of the vault that keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutAside {
    /// Number of the seal.
    pub seal: u32,
    /// Its campaign digest.
    pub digest: Digest,
    /// The copy's name, in the vault's folder.
    pub file: String,
}

impl Vault {
    /// Keeps a whole copy of the vault in `folder` if it holds seals after number `known`: the
    /// program died between vault and journal, or the journal is an older one, and then mails of
    /// that seal may have gone out. An existing copy stays.
    ///
    /// # Errors
    /// [`VaultFault`]; then nothing may be sealed.
    pub fn put_aside_unknown(
        &self,
        known: u32,
        folder: &Path,
    ) -> Result<Option<PutAside>, VaultFault> {
        let newest = "SELECT seal FROM seal WHERE seal > ?1 ORDER BY seal DESC LIMIT 1";
        let newest: Option<u32> = self
            .db
            .query_row(newest, [known], |row| row.get(0))
            .optional()?;
        let Some(seal) = newest else { return Ok(None) };
        let digest = self.seal(seal)?.digest;
        let file = format!("vault-seal-{seal}-{}.db", &digest.hex()[..12]);
        let (kept, unfinished) = (folder.join(&file), folder.join(format!("{file}.new")));
        if !kept.exists() {
            // Left by an unfinished copy.
            let _gone = fs::remove_file(&unfinished);
            OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(&unfinished)?;
            let name = unfinished
                .to_str()
                .ok_or_else(|| std::io::Error::other("its name is no UTF-8"))?;
            self.db.execute("VACUUM INTO ?1", params![name])?;
            File::open(&unfinished)?.sync_all()?;
            fs::rename(&unfinished, &kept)?;
            File::open(folder)?.sync_all()?;
        }
        Ok(Some(PutAside { seal, digest, file }))
    }
}
