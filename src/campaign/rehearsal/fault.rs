//! Why there is no rehearsal, and the messages for people.

use crate::phrase::Phrase;

/// Why there is no rehearsal. Nothing was sealed or connected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RehearsalFault {
    /// The address is not on the guest list.
    #[error("not a guest of rehearsals")]
    NotAGuest {
        /// What was typed.
        address: String,
    },
    /// The relay is the built-in catcher.
    #[error("the catcher is no way to rehearse")]
    InCatcher,
    /// The guest list was given on the command line.
    #[error("the guest list stands in the settings only")]
    GuestsNotInSettings,
}

impl RehearsalFault {
    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            RehearsalFault::NotAGuest { address } => {
                Phrase::new("campaign-not-a-guest").with("address", address)
            }
            RehearsalFault::InCatcher => Phrase::new("campaign-rehearsal-in-catcher"),
            RehearsalFault::GuestsNotInSettings => Phrase::new("campaign-guests-in-settings"),
        }
    }
}
