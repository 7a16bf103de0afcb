//! Errors of the operating system about a file or a connection, in our messages: its own texts are
//! in one language only.

use std::io::{Error, ErrorKind};

use super::Phrase;

/// Why the system refused, in the reader's language. The error's `Display` has its own text.
#[must_use]
pub fn system_words(fault: &Error) -> Phrase {
    Phrase::new(match fault.kind() {
        ErrorKind::NotFound => "system-not-found",
        ErrorKind::PermissionDenied => "system-denied",
        ErrorKind::AlreadyExists => "system-exists",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "system-full"
        }
        ErrorKind::ReadOnlyFilesystem => "system-read-only",
        ErrorKind::IsADirectory => "system-folder",
        ErrorKind::NotADirectory => "system-no-folder",
        ErrorKind::ResourceBusy | ErrorKind::AddrInUse | ErrorKind::WouldBlock => "system-busy",
        ErrorKind::ConnectionRefused => "system-refused",
        ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::AddrNotAvailable => "system-unreachable",
        ErrorKind::TimedOut => "system-timed-out",
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::NotConnected => "system-cut",
        ErrorKind::UnexpectedEof => "system-closed",
        _ => "system-other",
    })
}

/// An error of the operating system or SQLite: our message, and its own text for `-v`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{own}")]
pub struct SystemFault {
    said: Phrase,
    own: String,
}

impl SystemFault {
    /// With our message, and the system's own text.
    #[must_use]
    pub fn new(said: Phrase, own: impl Into<String>) -> Self {
        SystemFault {
            said,
            own: own.into(),
        }
    }

    /// With only the message that it is an error on this machine.
    #[must_use]
    pub fn other(own: impl Into<String>) -> Self {
        SystemFault::new(Phrase::new("system-other"), own)
    }

    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        self.said.clone()
    }
}

impl From<&Error> for SystemFault {
    fn from(fault: &Error) -> Self {
        SystemFault::new(system_words(fault), fault.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::{Language, Speaker};

    #[test]
    fn what_the_system_says_is_said_in_the_language_of_the_reader() {
        let tz = jiff::tz::TimeZone::UTC;
        let dutch = Speaker::new(Language::Dutch, tz, jiff::Timestamp::UNIX_EPOCH);
        for (number, said) in [
            (2, "het is er niet"),
            (13, "dat mag hier niet"),
            (28, "de schijf is vol"),
            (30, "daar kan niets worden geschreven"),
            (104, "de verbinding werd verbroken"),
            (111, "op die poort luistert niets"),
            (113, "die computer is vanaf hier niet te bereiken"),
        ] {
            assert_eq!(
                dutch.text(&system_words(&Error::from_raw_os_error(number))),
                said,
                "{number}"
            );
        }
    }
}
