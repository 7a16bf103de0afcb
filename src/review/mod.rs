//! The dry run for people: a folder that anybody can open and check.
//!
//! `index.html` says what was sealed, who agreed and who is waited for; every mail has a page of its own,
//! read back from the sealed bytes the way a reader's program does, and lies there as `mails/ID.eml`.
//! `sha256sum -c SHA256SUMS` checks the folder, `sha256sum manifest.txt` gives the campaign digest, and
//! `sha256sum mails/ID.eml` the mail's. (A mail that was sent has a `Date:` line before the rest:
//! `tail -n +2 sent.eml | sha256sum`.) No page runs a script or loads anything.
//! This room writes files and nothing else: it knows neither the relay nor the sender.

mod csv_files;
pub mod folder;
pub mod page;

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::address::Address;
use crate::id::{Digest, ListId};
use crate::journal::{Ledger, Tip};
use crate::phrase::{Phrase, Speaker, system_words};
use crate::signoff::Standing;
use crate::vault::{EncryptedTexts, Outbox, VaultFault};
use folder::write::BundleFolder;
use page::bundle_input::Case;
use page::enclosures::Enclosures;

pub use folder::place::OffLimits;

/// Input of a bundle.
pub struct Input<'a> {
    /// Path of the vault.
    pub vault: &'a Path,
    /// The vault's texts: names of people, remarks.
    pub texts: &'a EncryptedTexts,
    /// The current state. The seal's digest comes from here, not from the vault.
    pub ledger: &'a Ledger,
    /// Where the journal ends.
    pub head: Tip,
    /// Number of the seal.
    pub seal: u32,
    /// How far its sign-off is.
    pub standing: &'a Standing,
    /// Which list it is, in parts.
    pub list: &'a [Phrase],
    /// When its mails would go out with the current settings: name and value.
    pub planned: &'a [(Phrase, Phrase)],
    /// The kinds of organisation that get a mail, with their number, if that is known.
    pub kinds: &'a [Phrase],
    /// The grounds whose rows get a letter, for seals that don't record it themselves.
    pub by_post: &'a HashSet<&'a str>,
    /// The grounds that the settings name; others may reveal more than a kind.
    pub grounds: &'a HashSet<&'a str>,
    /// Returns the positions of the pairs of name and address that fit least, worst first.
    pub least_fitting: fn(&[(&str, &Address)]) -> Vec<usize>,
    /// Show only ids, digests and counts: no name, no address, no text of a mail or a remark.
    pub redact: bool,
}

/// The result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Path of the bundle.
    pub dir: PathBuf,
    /// The campaign digest of its content.
    pub digest: Digest,
    /// Number of mails in it.
    pub mails: usize,
    /// Number of files.
    pub files: usize,
    /// Total size in bytes.
    pub octets: u64,
    /// Where earlier bundles are now: of another digest, or with a file that somebody added.
    pub kept: Vec<PathBuf>,
}

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

/// Writes the bundle to `out`. That must be empty, not exist yet, or be an earlier bundle to the
/// byte, and lie outside the campaign's files. The bundle is made beside it and moved there at the
/// end: nobody ever sees half of one. A bundle of another campaign digest is not replaced but kept
/// beside it.
///
/// # Errors
/// [`ReviewFault`].
pub fn bundle(
    input: &Input<'_>,
    out: &Path,
    off_limits: &OffLimits,
    speaker: &Speaker,
) -> Result<Bundle, ReviewFault> {
    let mut case = Case::load(input, speaker)?;
    let book = page::templates::Book::new(speaker)?;
    let mut folder = BundleFolder::begin(out, off_limits, case.seal.digest)?;
    let mut enclosures = Enclosures::default();
    write_mails(&mut case, &book, &mut folder, &mut enclosures)?;
    folder.file("manifest.csv", &csv_files::csv(&case)?)?;
    folder.file("excluded.csv", &csv_files::excluded(&case)?)?;
    if let Some(post) = csv_files::post(&case)? {
        folder.file("post.csv", &post)?;
    }
    if !input.redact {
        folder.file("manifest.txt", csv_files::lines(&case)?.as_bytes())?;
        if let Some((rows, findings)) = csv_files::lists(&case) {
            folder.file("rows.txt", rows.as_bytes())?;
            folder.file("findings.txt", findings.as_bytes())?;
        }
    }
    folder.file(
        "index.html",
        book.index(&page::overview::view(&case, enclosures)?)?
            .as_bytes(),
    )?;
    let placed = folder.finish()?;
    Ok(Bundle {
        dir: out.to_owned(),
        digest: case.seal.digest,
        mails: case.mails.len(),
        files: placed.files,
        octets: placed.octets,
        kept: placed.kept,
    })
}

/// Reads every mail back from its sealed bytes, compares them with the approved digest, and writes
/// its pages.
fn write_mails(
    case: &mut Case<'_>,
    book: &page::templates::Book,
    folder: &mut BundleFolder,
    enclosures: &mut Enclosures,
) -> Result<(), ReviewFault> {
    let outbox = Outbox::open(
        case.input.vault,
        &[(case.seal.seal, case.seal.digest)],
        |_| {},
    )?;
    for place in 0..case.mails.len() {
        let at = case.order[place];
        let mail = &mut case.mails[at];
        let stored = outbox.read(&mail.sealed.recipient)?;
        let bytes = stored.bytes();
        if Digest::of(&bytes) != mail.sealed.digest {
            return Err(VaultFault::NotAsSealed.into());
        }
        let opened = page::parsed_mail::open(&bytes).ok_or_else(|| ReviewFault::Unreadable {
            id: mail.row.list_id.clone(),
        })?;
        // What is shown about a mail is what its bytes say.
        mail.sealed.message_id = stored.message_id;
        mail.sealed.octets = bytes.len() as u64;
        mail.subject.clone_from(&opened.subject);
        let mail = &case.mails[at];
        for attachment in &opened.attachments {
            let first = enclosures.count(attachment);
            if first && !case.input.redact {
                folder.file(
                    &folder::file_names::attachment(attachment),
                    &attachment.content,
                )?;
            }
        }
        if !case.input.redact {
            folder.file_known(
                &format!("mails/{}.eml", mail.file),
                &bytes,
                &mail.sealed.digest,
            )?;
            let page = book.letter(&page::mail_page::view(case, place, &opened)?)?;
            folder.file(&format!("mails/{}.view.html", mail.file), page.as_bytes())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod bits;
#[cfg(test)]
mod tests;
