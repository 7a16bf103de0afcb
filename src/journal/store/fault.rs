//! Why the journal's file can't be used.

use super::chain::Damage;
use crate::phrase::{Phrase, SystemFault, system_words};
use crate::sqlite;

/// Why the journal can't be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreFault {
    /// The disk or SQLite refused.
    #[error("the journal could not be read or written: {0}")]
    Disk(#[from] rusqlite::Error),
    /// The file could not be made.
    #[error("the journal's file could not be made: {0}")]
    File(#[from] std::io::Error),
    /// A record is not what was written.
    #[error("the journal is damaged: {0}")]
    Damaged(#[from] Damage),
    /// The file is not a journal of this program.
    #[error("the file is no journal of this program")]
    Foreign,
    /// A newer program wrote it.
    #[error("a newer version of this program wrote the journal (form {0})")]
    Newer(i32),
}

impl StoreFault {
    /// Whether SQLite says that the file itself is damaged.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        match self {
            StoreFault::Disk(fault) => {
                matches!(
                    fault.sqlite_error_code(),
                    Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase)
                ) || fault.sqlite_error_code().is_none()
            }
            StoreFault::Damaged(_) | StoreFault::Foreign => true,
            StoreFault::File(_) | StoreFault::Newer(_) => false,
        }
    }

    /// The reason, as part of a sentence.
    #[must_use]
    pub fn why(&self) -> Phrase {
        match self {
            StoreFault::Disk(fault) => sqlite::words(fault),
            StoreFault::File(fault) => system_words(fault),
            StoreFault::Damaged(damage) => damage.phrase(),
            StoreFault::Foreign => Phrase::new("journal-why-foreign"),
            StoreFault::Newer(_) => Phrase::new("journal-why-newer"),
        }
    }

    /// Whether the records before the damage can still be read, so that a person may continue from
    /// there.
    #[must_use]
    pub fn can_be_cut_back(&self) -> bool {
        match self {
            StoreFault::Disk(_) | StoreFault::Damaged(_) => self.is_damage(),
            StoreFault::File(_) | StoreFault::Foreign | StoreFault::Newer(_) => false,
        }
    }
}

impl From<&StoreFault> for SystemFault {
    fn from(fault: &StoreFault) -> Self {
        SystemFault::new(fault.why(), fault.to_string())
    }
}
