//! Which sealed mail somebody has in hand.

use super::fault::VaultFault;
use super::store::Vault;
use crate::address::Address;
use crate::id::Pseudonym;

/// The ENVID of a mail (RFC 3461, section 4.4): the part of its `Message-ID` before the `@`. No `<`, `>` or `+` is in it,
/// so relays return it as it stands.
#[must_use]
pub fn envelope_id(message_id: &str) -> &str {
    message_id.split('@').next().unwrap_or_default()
}

impl Vault {
    /// The mails with this `Message-ID`, without the angle brackets: seal and recipient, the newest
    /// seal first.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn mails_called(&self, message_id: &str) -> Result<Vec<(u32, Pseudonym)>, VaultFault> {
        let mut statement = self.db.prepare_cached(
            "SELECT seal, pseudonym FROM mail WHERE message_id = ?1 ORDER BY seal DESC",
        )?;
        let rows = statement.query_map([message_id], |row| {
            Ok((row.get(0)?, Pseudonym::from_bytes(row.get(1)?)))
        })?;
        rows.map(|row| Ok(row?)).collect()
    }

    /// The addresses that return paths of single mails were made from, in any seal.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn bases_of_return_paths(&self) -> Result<Vec<Address>, VaultFault> {
        let mut statement = self.db.prepare_cached("SELECT seal FROM seal")?;
        let seals = statement.query_map([], |row| row.get::<_, u32>(0))?;
        let mut bases = Vec::new();
        for seal in seals {
            let head = self.seal(seal?)?.head;
            if head.verp && !bases.contains(&head.envelope_from) {
                bases.push(head.envelope_from);
            }
        }
        Ok(bases)
    }
}
