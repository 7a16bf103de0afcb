//! Why there is no bundle, and the messages for people.

use std::io;
use std::path::{Path, PathBuf};

use crate::id::ListId;
use crate::phrase::{Phrase, system_words};
use crate::vault::VaultFault;

/// Why there is no bundle. What was there before is still there, unchanged.
#[derive(Debug, thiserror::Error)]
pub enum ReviewFault {
    /// The vault can't be read, or is not what was sealed.
    #[error(transparent)]
    Vault(#[from] VaultFault),
    /// The disk refused.
    #[error("the bundle could not be written: {0}")]
    Disk(#[from] io::Error),
    /// The folder holds something that is not a bundle.
    #[error("the folder is not empty and no bundle of ours")]
    Foreign {
        /// The folder as it was given.
        dir: PathBuf,
    },
    /// The folder holds a bundle, and a file beside it that replacing it would destroy.
    #[error("the folder holds a file that is not of the bundle")]
    Added {
        /// The folder as it was given.
        dir: PathBuf,
        /// The file.
        file: String,
    },
    /// A file of the bundle that is there is not as heraut wrote it.
    #[error("a file of the bundle that is there was changed")]
    Changed {
        /// The folder as it was given.
        dir: PathBuf,
        /// The file.
        file: String,
    },
    /// The place belongs to the campaign, contains it, or can't be determined.
    #[error("a bundle may not lie there")]
    Reserved {
        /// The folder as it was given.
        dir: PathBuf,
    },
    /// A sealed mail can't be read as a mail with a text and an HTML part.
    #[error("a sealed mail cannot be read back")]
    Unreadable {
        /// The id of its row in the list.
        id: ListId,
    },
    /// A template gave no page: an error in this program.
    #[error("a page could not be made: {0}")]
    Page(#[from] handlebars::RenderError),
}

impl ReviewFault {
    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        let shown = |dir: &Path| dir.display().to_string();
        match self {
            ReviewFault::Vault(fault) => fault.phrase(),
            ReviewFault::Disk(fault) => {
                Phrase::new("review-disk").with("what", system_words(fault))
            }
            ReviewFault::Foreign { dir } => Phrase::new("review-foreign").with("dir", shown(dir)),
            ReviewFault::Added { dir, file } => Phrase::new("review-added")
                .with("dir", shown(dir))
                .with("file", file),
            ReviewFault::Changed { dir, file } => Phrase::new("review-changed")
                .with("dir", shown(dir))
                .with("file", file),
            ReviewFault::Reserved { dir } => Phrase::new("review-reserved").with("dir", shown(dir)),
            ReviewFault::Unreadable { id } => {
                Phrase::new("review-unreadable").with("id", id.as_str())
            }
            ReviewFault::Page(_) => Phrase::new("review-page"),
        }
    }
}
