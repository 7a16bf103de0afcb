//! What was named as a mail, or as a place of mails, and is none.

use crate::phrase::Phrase;

/// Most octets of a mail that is looked at: mail servers take no larger ones.
pub const MOST_OF_MAIL: usize = 50 << 20;

/// Why there is no mail to read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoMail {
    /// A folder without returned mail.
    #[error("no mail here")]
    Here {
        /// The folder.
        path: String,
    },
    /// A file that is too large to be a mail.
    #[error("too large for a mail")]
    TooLarge {
        /// The file.
        path: String,
    },
    /// A mailbox that the settings don't name.
    #[error("no such mailbox in the settings")]
    Mailbox {
        /// The one that was asked for; `None`: whichever there is.
        asked: Option<String>,
    },
}

impl NoMail {
    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            NoMail::Here { path } => Phrase::new("campaign-no-mail-here").with("path", path),
            NoMail::TooLarge { path } => Phrase::new("campaign-mail-large")
                .with("path", path)
                .with("most", MOST_OF_MAIL >> 20),
            NoMail::Mailbox { asked: None } => Phrase::new("campaign-no-mailbox"),
            NoMail::Mailbox { asked: Some(asked) } => {
                Phrase::new("campaign-other-mailbox").with("asked", asked)
            }
        }
    }
}
