//! Sealed mails on their way out: read one by one, each checked against what was sealed.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};

use super::sealing::own_digest;
use super::store::{self, Vault, VaultFault};
use crate::address::Address;
use crate::id::{Digest, Pseudonym};

/// A sealed mail with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Whose.
    pub recipient: Pseudonym,
    /// Forward-path.
    pub address: Address,
    /// `Message-ID` without the angle brackets.
    pub message_id: String,
    /// The mail digest.
    pub digest: Digest,
    /// The bytes in order, without `Date:`.
    pub pieces: Vec<Arc<[u8]>>,
}

impl Stored {
    /// The whole mail without `Date:`.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.pieces.concat()
    }
}

/// The mails of the active seals, verified when they were opened and once more as each is read.
///
/// All reading happens in one transaction, begun before the seals are verified: what goes out comes from
/// the very state of the file that was verified, whatever is written to the vault meanwhile.
pub struct Outbox {
    db: Connection,
    /// Sorted by recipient.
    wanted: Vec<Wanted>,
    shared: RefCell<HashMap<Digest, Arc<[u8]>>>,
}

/// Where a mail lies, and the check of its own bytes.
struct Wanted {
    recipient: Pseudonym,
    place: i64,
    own: Digest,
}

impl Outbox {
    /// Verifies these seals against their digests and opens their mails. `take` hears of every mail
    /// in the order of the list: its seal, whose it is and where it goes.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn open(
        path: &Path,
        seals: &[(u32, Digest)],
        mut take: impl FnMut(u32, Pseudonym, &Address),
    ) -> Result<Outbox, VaultFault> {
        let vault = Vault { db: store::connect(path)? };
        // Each mail is read once: nothing is gained by keeping many pages.
        vault.db.pragma_update(None, "cache_size", -512)?;
        vault.db.execute_batch("BEGIN")?;
        let mut wanted = Vec::new();
        for (seal, digest) in seals {
            vault.verify(*seal, digest, |place, recipient, address, own| {
                take(*seal, recipient, &address);
                wanted.push(Wanted { recipient, place, own });
            })?;
        }
        // A later seal holds the mail that counts, and was written behind the earlier ones.
        wanted.sort_unstable_by_key(|one| (one.recipient, Reverse(one.place)));
        wanted.dedup_by_key(|one| one.recipient);
        wanted.shrink_to_fit();
        Ok(Outbox { db: vault.db, wanted, shared: RefCell::default() })
    }

    /// Reads the mail of this recipient.
    ///
    /// # Errors
    /// [`VaultFault::NotAsSealed`] when a byte of it is another than was sealed.
    pub fn read(&self, recipient: &Pseudonym) -> Result<Stored, VaultFault> {
        let at = self.wanted.binary_search_by_key(recipient, |one| one.recipient);
        let wanted = at.ok().and_then(|at| self.wanted.get(at)).ok_or(VaultFault::Missing)?;
        let mut statement = self.db.prepare_cached(
            "SELECT address, message_id, digest, layout, own, pseudonym FROM mail WHERE rowid = ?1",
        )?;
        let mut rows = statement.query([wanted.place])?;
        let row = rows.next()?.ok_or(VaultFault::Missing)?;
        let fault = |_| VaultFault::NotAsSealed;
        let layout = row.get_ref(3)?.as_str().map_err(fault)?;
        let own = row.get_ref(4)?.as_blob().map_err(fault)?;
        if own_digest(layout, own) != wanted.own || row.get::<_, [u8; 16]>(5)? != *recipient.as_bytes() {
            return Err(VaultFault::NotAsSealed);
        }
        Ok(Stored {
            recipient: *recipient,
            address: Address::parse(row.get_ref(0)?.as_str().map_err(fault)?)
                .map_err(|_| VaultFault::NotAsSealed)?,
            message_id: row.get(1)?,
            digest: Digest::from_bytes(row.get(2)?),
            pieces: self.pieces(layout, own)?,
        })
    }

    fn pieces(&self, layout: &str, own: &[u8]) -> Result<Vec<Arc<[u8]>>, VaultFault> {
        let mut rest = own;
        let mut pieces = Vec::new();
        for word in layout.split(' ') {
            let (kind, value) = word.split_at_checked(1).ok_or(VaultFault::NotAsSealed)?;
            if kind == "o" {
                let octets = value.parse().map_err(|_| VaultFault::NotAsSealed)?;
                let (piece, after) = rest.split_at_checked(octets).ok_or(VaultFault::NotAsSealed)?;
                pieces.push(Arc::from(piece));
                rest = after;
            } else {
                let digest = format!("sha256:{value}").parse().map_err(|_| VaultFault::NotAsSealed)?;
                pieces.push(self.shared(&digest)?);
            }
        }
        Ok(pieces)
    }

    /// Shared bytes, read and checked the first time.
    fn shared(&self, digest: &Digest) -> Result<Arc<[u8]>, VaultFault> {
        if let Some(bytes) = self.shared.borrow().get(digest) {
            return Ok(bytes.clone());
        }
        let bytes: Vec<u8> = self
            .db
            .query_row("SELECT bytes FROM shared WHERE digest = ?1", [digest.as_bytes()], |row| row.get(0))
            .optional()?
            .ok_or(VaultFault::Missing)?;
        if Digest::of(&bytes) != *digest {
            return Err(VaultFault::NotAsSealed);
        }
        let bytes: Arc<[u8]> = bytes.into();
        self.shared.borrow_mut().insert(*digest, bytes.clone());
        Ok(bytes)
    }
}
