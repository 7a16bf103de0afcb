//! What a command has open of its campaign: the key and the journal, and with them the vault and its texts.

use super::campaign::Campaign;
use crate::campaign::Error;
use crate::id::CampaignKey;
use crate::journal::{Journal, Ledger};
use crate::vault::{EncryptedTexts, Vault};

/// The key and the journal, with the vault still closed: a first seal is written while nobody has it open.
pub(crate) struct Begun {
    pub(crate) key: CampaignKey,
    pub(crate) journal: Journal,
}

/// Everything of a campaign that commands work with.
pub(crate) struct Opened {
    pub(crate) key: CampaignKey,
    pub(crate) journal: Journal,
    pub(crate) vault: Vault,
    pub(crate) texts: EncryptedTexts,
}

/// The same to read in, also with a ledger that a run has carried on.
#[derive(Clone, Copy)]
pub(crate) struct View<'o> {
    pub(crate) key: &'o CampaignKey,
    pub(crate) ledger: &'o Ledger,
    pub(crate) vault: &'o Vault,
    pub(crate) texts: &'o EncryptedTexts,
}

impl Begun {
    pub(crate) const fn ledger(&self) -> &Ledger {
        self.journal.ledger()
    }

    /// Opens the vault too.
    pub(crate) fn with_vault(self, campaign: &Campaign) -> Result<Opened, Error> {
        let (vault, texts) = (campaign.vault()?, campaign.texts(&self.key)?);
        Ok(Opened {
            key: self.key,
            journal: self.journal,
            vault,
            texts,
        })
    }
}

impl Opened {
    pub(crate) const fn ledger(&self) -> &Ledger {
        self.journal.ledger()
    }

    pub(crate) const fn view(&self) -> View<'_> {
        View {
            key: &self.key,
            ledger: self.journal.ledger(),
            vault: &self.vault,
            texts: &self.texts,
        }
    }
}

impl Campaign {
    /// Key and journal to write; made the first time.
    pub(crate) fn begin(&self) -> Result<Begun, Error> {
        let key = self.key()?;
        let journal = self.journal(&key)?;
        Ok(Begun { key, journal })
    }

    /// Key and journal to read; `None` if nothing was recorded yet.
    pub(crate) fn begun(&self) -> Result<Option<Begun>, Error> {
        let Some(key) = self.key_if_any()? else {
            return Ok(None);
        };
        let journal = self.journal_if_any(&key)?;
        Ok(journal.map(|journal| Begun { key, journal }))
    }

    /// Everything to read; `None` if nothing was sealed yet.
    pub(crate) fn sealed(&self) -> Result<Option<Opened>, Error> {
        let begun = self.begun()?;
        let sealed = begun.filter(|begun| begun.ledger().newest_seal().is_some());
        sealed.map(|begun| begun.with_vault(self)).transpose()
    }

    /// Everything to write; made the first time.
    pub(crate) fn open_to_write(&self) -> Result<Opened, Error> {
        self.begin()?.with_vault(self)
    }

    /// Everything to write, if something was sealed.
    ///
    /// # Errors
    /// [`Error::NotSealed`]; then nothing was made.
    pub(crate) fn open_sealed(&self) -> Result<Opened, Error> {
        let key = self.key_if_any()?.ok_or(Error::NotSealed)?;
        if self.journal_if_any(&key)?.is_none() {
            return Err(Error::NotSealed);
        }
        let journal = self.journal(&key)?;
        if journal.ledger().newest_seal().is_none() {
            return Err(Error::NotSealed);
        }
        Begun { key, journal }.with_vault(self)
    }
}
