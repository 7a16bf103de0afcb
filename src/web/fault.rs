//! Why there is no review page.

use std::net::SocketAddr;

use crate::campaign::Error;
use crate::phrase::{Phrase, system_words};

/// Why there is no review page.
#[derive(Debug, thiserror::Error)]
pub enum ServeFault {
    /// The campaign can't be opened.
    #[error(transparent)]
    Campaign(#[from] Error),
    /// The address can't be listened on.
    #[error("{address}: {fault}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The cause.
        fault: std::io::Error,
    },
    /// The certificate or the key can't be used.
    #[error("{file}: no certificate or key that can be used")]
    Tls {
        /// The file.
        file: String,
    },
    /// A template gave no page: an error in this program.
    #[error("a page could not be made")]
    Page,
}

impl ServeFault {
    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            ServeFault::Campaign(error) => error.phrase(),
            ServeFault::Listen { address, fault } => Phrase::new("web-listen")
                .with("address", address.to_string())
                .with("why", system_words(fault)),
            ServeFault::Tls { file } => Phrase::new("web-tls").with("file", file),
            ServeFault::Page => Phrase::new("web-page"),
        }
    }
}
