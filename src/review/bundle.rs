//! Writes the bundle: its pages, its files for programs, and the mails themselves.

use std::path::{Path, PathBuf};

use super::csv_files;
use super::fault::ReviewFault;
use super::folder::file_names;
use super::folder::place::OffLimits;
use super::folder::write::BundleFolder;
use super::input::Input;
use super::mails::{ReadMail, each_mail};
use super::page::bundle_input::Case;
use super::page::enclosures::Enclosures;
use super::page::templates::Book;
use super::page::{overview, wordings};
use super::wording::patterns::{Gathering, Wordings};
use crate::id::Digest;
use crate::phrase::Speaker;
use crate::vault::Outbox;

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

/// Writes the bundle to `out`. That must be empty, not exist yet, or be an earlier bundle to the
/// byte, and lie outside the campaign's files. The bundle is made beside it and moved there at the
/// end: nobody ever sees half of one. A bundle of another campaign digest is not replaced but kept
/// beside it.
///
/// # Errors
/// [`ReviewFault`].
pub fn bundle(
    input: Input,
    out: &Path,
    off_limits: &OffLimits,
    speaker: Speaker,
) -> Result<Bundle, ReviewFault> {
    let mut case = Case::load(input, speaker)?;
    let book = Book::new(&case.speaker)?;
    let mut folder = BundleFolder::begin(out, off_limits, case.seal.digest)?;
    let mut enclosures = Enclosures::default();
    let wordings = write_mails(&mut case, &book, &mut folder, &mut enclosures)?;
    if let Some(wordings) = &wordings {
        let page = book.wordings(&wordings::view(&case, wordings))?;
        folder.file("wordings.html", page.as_bytes())?;
    }
    let patterns = wordings.map(|wordings| wordings.patterns.len());
    folder.file("manifest.csv", &csv_files::csv(&case)?)?;
    folder.file("excluded.csv", &csv_files::excluded(&case)?)?;
    if let Some(post) = csv_files::post(&case)? {
        folder.file("post.csv", &post)?;
    }
    if !case.input.redact {
        folder.file("manifest.txt", csv_files::lines(&case)?.as_bytes())?;
        if let Some((rows, findings)) = csv_files::lists(&case) {
            folder.file("rows.txt", rows.as_bytes())?;
            folder.file("findings.txt", findings.as_bytes())?;
        }
    }
    folder.file(
        "index.html",
        book.index(&overview::view(&case, enclosures, patterns)?)?
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
/// its pages. Returns what they say; `None` in a redacted bundle.
fn write_mails(
    case: &mut Case,
    book: &Book,
    folder: &mut BundleFolder,
    enclosures: &mut Enclosures,
) -> Result<Option<Wordings>, ReviewFault> {
    let (mut words, mut read) = (Gathering::default(), Vec::with_capacity(case.mails.len()));
    let shared = &*case;
    let seal = [(shared.seal.seal, shared.seal.digest)];
    let outbox = Outbox::open(&shared.input.vault, &seal, |_| {})?;
    let make = |mail: ReadMail| mail.on_page(shared, book);
    each_mail(shared, &outbox, make, |opened| {
        let at = shared.order[opened.place];
        let mail = &shared.mails[at];
        for attachment in &opened.attachments {
            let first = enclosures.count(attachment);
            if first && opened.shown.is_some() {
                folder.file(&file_names::attachment(attachment), &attachment.content)?;
            }
        }
        if let Some(shown) = opened.shown {
            let path = |kind: &str| format!("mails/{}.{kind}", mail.file);
            folder.file_known(&path("eml"), &opened.bytes, &mail.sealed.digest)?;
            folder.file_known(&path("view.html"), shown.page.as_bytes(), &shown.digest)?;
            words.add(shown.words);
        }
        let octets = opened.bytes.len() as u64;
        read.push((at, opened.message_id, opened.subject, octets));
        Ok(())
    })?;
    // What is shown about a mail is what its bytes say.
    for (at, message_id, subject, octets) in read {
        let mail = &mut case.mails[at];
        mail.sealed.message_id = message_id;
        mail.sealed.octets = octets;
        mail.subject = subject;
    }
    Ok((!case.input.redact).then(|| words.compared()))
}
