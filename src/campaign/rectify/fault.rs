//! Why there is no rectification.

use crate::phrase::Phrase;

/// Why a rectification can't be made, or can't go on.
#[derive(Debug, thiserror::Error)]
pub enum RectifyFault {
    /// Nobody has, or may have, the earlier mail.
    #[error("nobody has the earlier mail")]
    Nobody,
    /// The folder already holds something.
    #[error("the folder is not empty")]
    NotEmpty {
        /// The folder.
        dir: String,
    },
    /// The folder is where the program keeps its own state.
    #[error("the folder is the program's own")]
    InState {
        /// The folder.
        dir: String,
    },
    /// The path can't be written in the settings.
    #[error("the path is not text")]
    Path {
        /// The folder.
        dir: String,
    },
    /// The earlier campaign went on during a run, and the list no longer fits it.
    #[error("the list no longer fits the earlier campaign")]
    Overtaken,
    /// This campaign corrects no other: it has no list to renew.
    #[error("no rectification")]
    NotOne,
}

impl RectifyFault {
    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            RectifyFault::Nobody => Phrase::new("rectify-nobody"),
            RectifyFault::NotEmpty { dir } => Phrase::new("rectify-not-empty").with("dir", dir),
            RectifyFault::InState { dir } => Phrase::new("rectify-in-state").with("dir", dir),
            RectifyFault::Path { dir } => Phrase::new("rectify-path").with("dir", dir),
            RectifyFault::Overtaken => Phrase::new("rectify-overtaken"),
            RectifyFault::NotOne => Phrase::new("rectify-not-one"),
        }
    }
}
