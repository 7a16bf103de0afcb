//! Why a mailbox can't be read.

use crate::phrase::{Phrase, said_outside};
use crate::relay::{Broken, TlsFault};

/// Why a mailbox can't be read. What was read before is not lost: see `campaign/returns/`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailboxFault {
    /// The connection could not be made, or was cut.
    #[error("{0}")]
    Connection(Broken),
    /// TLS could not be put on it.
    #[error("TLS: {0}")]
    Tls(TlsFault),
    /// The server did not answer in time.
    #[error("no answer in time")]
    Silent,
    /// The server ended the session, with these words.
    #[error("it ended the session: {0}")]
    Bye(String),
    /// What came is no IMAP.
    #[error("an answer that is no IMAP")]
    NotImap,
    /// A line or a mail is longer than was asked for, or there are more of them.
    #[error("an answer without an end")]
    TooLong,
    /// The server offers no login that this program knows.
    #[error("it offers no login that this program knows")]
    NoLogin {
        /// Whether a token was to be used.
        token: bool,
    },
    /// The server refused the login, with these words.
    #[error("it refused the login: {0}")]
    LoginRefused(String),
    /// The server doesn't open the folder.
    #[error("it does not open {folder}: {said}")]
    NoFolder {
        /// The folder of the settings.
        folder: String,
        /// The server's words.
        said: String,
    },
    /// The server refused another command, with these words.
    #[error("it refused: {0}")]
    Refused(String),
    /// The server has a mail and doesn't hand it over.
    #[error("it does not hand over mail {uid}")]
    Withheld {
        /// Its UID.
        uid: u32,
        /// The server's words; `None` if it says that it handed over everything.
        said: Option<String>,
    },
}

impl MailboxFault {
    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        let with = |key, said: &String| Phrase::new(key).with("reply", said_outside(said));
        match self {
            MailboxFault::Connection(broken) => {
                Phrase::new("mailbox-connection").with("what", broken.phrase())
            }
            MailboxFault::Tls(fault) => tls(fault),
            MailboxFault::Silent => Phrase::new("mailbox-silent"),
            MailboxFault::Bye(said) => with("mailbox-bye", said),
            MailboxFault::NotImap => Phrase::new("mailbox-not-imap"),
            MailboxFault::TooLong => Phrase::new("mailbox-too-long"),
            MailboxFault::NoLogin { token: true } => Phrase::new("mailbox-no-token-login"),
            MailboxFault::NoLogin { token: false } => Phrase::new("mailbox-no-login"),
            MailboxFault::LoginRefused(said) => with("mailbox-login-refused", said),
            MailboxFault::NoFolder { folder, said } => {
                with("mailbox-no-folder", said).with("folder", folder)
            }
            MailboxFault::Refused(said) => with("mailbox-refused", said),
            MailboxFault::Withheld { uid, said } => match said {
                Some(said) => with("mailbox-mail-refused", said),
                None => Phrase::new("mailbox-mail-left-out"),
            }
            .with("uid", uid.to_string()),
        }
    }

    /// The operating system's own words, for `-v`.
    #[must_use]
    pub fn system(&self) -> Option<String> {
        match self {
            MailboxFault::Connection(broken) => Some(broken.system.clone()),
            MailboxFault::Tls(_)
            | MailboxFault::Silent
            | MailboxFault::Bye(_)
            | MailboxFault::NotImap
            | MailboxFault::TooLong
            | MailboxFault::NoLogin { .. }
            | MailboxFault::LoginRefused(_)
            | MailboxFault::NoFolder { .. }
            | MailboxFault::Refused(_)
            | MailboxFault::Withheld { .. } => None,
        }
    }

    /// Whether the same may go well a little later, without a person.
    #[must_use]
    pub const fn may_pass(&self) -> bool {
        match self {
            MailboxFault::Connection(_) | MailboxFault::Silent | MailboxFault::Bye(_) => true,
            MailboxFault::Tls(_)
            | MailboxFault::NotImap
            | MailboxFault::TooLong
            | MailboxFault::NoLogin { .. }
            | MailboxFault::LoginRefused(_)
            | MailboxFault::NoFolder { .. }
            | MailboxFault::Refused(_)
            | MailboxFault::Withheld { .. } => false,
        }
    }
}

fn tls(fault: &TlsFault) -> Phrase {
    Phrase::new(match fault {
        TlsFault::PlainPort | TlsFault::NotTls => "mailbox-tls-not-tls",
        TlsFault::Issuer | TlsFault::Authority => "mailbox-tls-issuer",
        TlsFault::Expired | TlsFault::NotYet => "mailbox-tls-dates",
        TlsFault::OtherName(_) | TlsFault::Host | TlsFault::NameNotKnown => "mailbox-tls-name",
        TlsFault::CaFileUnreadable | TlsFault::CaFileEmpty => "mailbox-tls-ca-file",
        TlsFault::NoRoots => "mailbox-tls-no-roots",
        TlsFault::Revoked
        | TlsFault::Purpose
        | TlsFault::WeakSignature
        | TlsFault::BadSignature
        | TlsFault::Form
        | TlsFault::NoCertificate => "mailbox-tls-certificate",
        TlsFault::OldVersion
        | TlsFault::NothingInCommon
        | TlsFault::ClientCertificate
        | TlsFault::Alert(_)
        | TlsFault::Broken
        | TlsFault::Own => "mailbox-tls-other",
    })
}
