//! Why a returned mail in the tray can't be settled, and the messages for people.

use crate::phrase::Phrase;

/// Why a returned mail in the tray can't be settled. Nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrayFault {
    /// No returned mail has this number.
    #[error("no such returned mail")]
    NoSuchNumber {
        /// The number.
        number: u32,
    },
    /// It was settled before.
    #[error("settled before")]
    SettledBefore {
        /// The number.
        number: u32,
    },
    /// The vault no longer has what the mail says.
    #[error("the vault no longer has the mail")]
    NotInVault {
        /// The number.
        number: u32,
    },
    /// The mail doesn't say what became of ours, and neither did the person.
    #[error("nothing says what became of it")]
    StateMissing {
        /// The number.
        number: u32,
    },
    /// The mail says otherwise than the person.
    #[error("the mail says otherwise")]
    SaysOtherwise {
        /// The number.
        number: u32,
    },
}

impl TrayFault {
    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        let (key, number) = match self {
            TrayFault::NoSuchNumber { number } => ("campaign-tray-no-such", *number),
            TrayFault::SettledBefore { number } => ("campaign-tray-settled", *number),
            TrayFault::NotInVault { number } => ("campaign-tray-not-in-vault", *number),
            TrayFault::StateMissing { number } => ("campaign-tray-state-missing", *number),
            TrayFault::SaysOtherwise { number } => ("campaign-tray-says-otherwise", *number),
        };
        Phrase::new(key).with("number", number)
    }
}
