//! Why the vault can't be used.

use crate::phrase::{Phrase, SystemFault, system_words};
use crate::sqlite;

/// Why the vault can't be used.
#[derive(Debug, thiserror::Error)]
pub enum VaultFault {
    /// The disk or SQLite refused.
    #[error("the vault could not be read or written: {0}")]
    Disk(#[from] rusqlite::Error),
    /// The file could not be made.
    #[error("the vault's file could not be made: {0}")]
    File(#[from] std::io::Error),
    /// The file is not a vault, or has another format.
    #[error("the file is no vault that this program can read")]
    Form,
    /// What is stored is not what was sealed.
    #[error("what is stored is not what was sealed")]
    NotAsSealed,
    /// A text can't be opened with this key.
    #[error("a text of the vault cannot be opened with this key")]
    Text,
    /// Something that should be there is missing.
    #[error("the vault does not hold what the journal speaks of")]
    Missing,
}

impl VaultFault {
    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            VaultFault::Disk(_) | VaultFault::File(_) => {
                Phrase::new("vault-disk").with("what", self.why())
            }
            VaultFault::Form => Phrase::new("vault-form"),
            VaultFault::NotAsSealed => Phrase::new("vault-not-as-sealed"),
            VaultFault::Text => Phrase::new("vault-text"),
            VaultFault::Missing => Phrase::new("vault-missing"),
        }
    }

    /// The reason, as part of a sentence.
    fn why(&self) -> Phrase {
        match self {
            VaultFault::Disk(fault) => sqlite::words(fault),
            VaultFault::File(fault) => system_words(fault),
            VaultFault::Form => Phrase::new("vault-why-form"),
            VaultFault::NotAsSealed => Phrase::new("vault-why-changed"),
            VaultFault::Text => Phrase::new("vault-why-text"),
            VaultFault::Missing => Phrase::new("vault-why-missing"),
        }
    }
}

impl From<VaultFault> for SystemFault {
    fn from(fault: VaultFault) -> Self {
        SystemFault::new(fault.why(), fault.to_string())
    }
}
