//! Why a connection to the relay failed or ended: in our words, and in the system's own for `-v`.

use std::io;

use crate::phrase::{Phrase, system_words};

/// A connection that could not be made, or was cut.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{system}")]
pub struct Broken {
    said: Phrase,
    /// The operating system's text, in English.
    pub system: String,
}

impl Broken {
    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        self.said.clone()
    }

    /// The cause as the operating system reports it.
    pub(crate) fn of(fault: &io::Error) -> Broken {
        Broken {
            said: system_words(fault),
            system: fault.to_string(),
        }
    }

    /// The resolver knows no such name.
    pub(crate) fn no_name(fault: &io::Error) -> Broken {
        Broken {
            said: Phrase::new("system-name"),
            system: fault.to_string(),
        }
    }

    pub(crate) fn closed() -> Broken {
        Broken {
            said: Phrase::new("system-closed"),
            system: "the relay closed the line".to_owned(),
        }
    }

    pub(crate) fn tls() -> Broken {
        Broken {
            said: Phrase::new("system-tls-cut"),
            system: "TLS was broken off".to_owned(),
        }
    }

    pub(super) fn takes_no_more() -> Broken {
        Broken {
            said: Phrase::new("system-full-line"),
            system: "the line takes no more".to_owned(),
        }
    }

    pub(super) fn given_up() -> Broken {
        Broken {
            said: Phrase::new("system-given-up"),
            system: "the line was given up".to_owned(),
        }
    }
}
