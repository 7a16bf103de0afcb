//! Whether journal and seals are whole: the chain, its heads, and every seal's digest.

use crate::campaign::{Campaign, Error};
use crate::journal::Tip;
use crate::vault::VaultFault;

/// A journal and its seals, all of it checked.
#[derive(Debug, Clone)]
pub struct VerifiedJournal {
    /// Where the journal ends: how many records it has, and the hash of the last.
    pub head: Tip,
    /// How many seals were computed again, and agree with the journal.
    pub seals: usize,
    /// How many mails they hold together.
    pub mails: usize,
}

impl Campaign {
    /// Reads every record, compares the journal with its heads, and computes every seal's digest
    /// again from the vault.
    ///
    /// # Errors
    /// [`Error::NotSealed`] if there is no journal; errors of journal and vault.
    pub fn verify_journal(&self) -> Result<VerifiedJournal, Error> {
        let key = self.key_if_any()?.ok_or(Error::NotSealed)?;
        let journal = self.journal_if_any(&key)?.ok_or(Error::NotSealed)?;
        let vault = self.vault()?;
        let (mut seals, mut mails) = (0, 0);
        for entry in journal.ledger().seals() {
            let sealed = &entry.sealed;
            if vault.seal(sealed.seal)?.digest != sealed.digest {
                return Err(VaultFault::NotAsSealed.into());
            }
            vault.verify(sealed.seal, &sealed.digest, |_| mails += 1)?;
            seals += 1;
        }
        Ok(VerifiedJournal {
            head: journal.tip(),
            seals,
            mails,
        })
    }
}
