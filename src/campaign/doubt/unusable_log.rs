//! A log of a relay that can't be read as it was given.

use crate::phrase::Phrase;

/// Why a log can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnusableLog {
    /// It is packed otherwise than with gzip.
    #[error("a packed log")]
    Packed {
        /// The file.
        file: String,
    },
    /// The logs were not given oldest first.
    #[error("logs out of order")]
    OutOfOrder {
        /// The file that ends before the other begins.
        file: String,
        /// The file that was named before it.
        after: String,
    },
}

impl UnusableLog {
    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            UnusableLog::Packed { file } => Phrase::new("campaign-packed-log").with("file", file),
            UnusableLog::OutOfOrder { file, after } => Phrase::new("campaign-logs-out-of-order")
                .with("file", file)
                .with("after", after),
        }
    }
}
