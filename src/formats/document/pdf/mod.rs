//! PDF (ISO 32000-1): objects and streams are `lopdf`'s to read; which letters a page shows, and what of it was not
//! read, is decided here.
//!
//! Reads rather too much than too little: every page, form and annotation of every revision, every string of every
//! object, and the metadata. What a later revision replaced is still in the file, and anybody can read it there.

mod budget;
mod catalog;
mod content;
mod font;
pub(crate) mod inspect;
mod layout;
mod lengths;
mod matrix;
mod object_streams;
mod page;
mod state;
mod strings;
mod text;

use std::borrow::Cow;

use lopdf::xref::XrefRecovery;
use lopdf::{Document, LoadOptions, Object, Stream};
use memchr::memmem;

use super::Reason;
use super::limits::{MAX_LOCKED_PACKED, MAX_PDF_UNPACKED, MAX_UNPACKED};
use budget::Budget;
pub use strings::text_of;
pub use text::PdfText;

/// The most revisions of one file that are read, the newest first. Editors leave one or two.
const MAX_REVISIONS: usize = 8;

/// A PDF and its revisions. One of them at a time is in memory.
pub struct Pdf<'b> {
    /// With the lengths of its streams written out.
    bytes: Cow<'b, [u8]>,
    budget: Budget,
}

impl<'b> Pdf<'b> {
    /// Takes the bytes of a PDF. Never fails: what can't be opened is said by [`Pdf::text`].
    #[must_use]
    pub fn open(bytes: &'b [u8]) -> Pdf<'b> {
        Pdf::with_budget(bytes, MAX_PDF_UNPACKED)
    }

    /// The same, unpacking no more than so many bytes.
    fn with_budget(bytes: &'b [u8], most: usize) -> Pdf<'b> {
        Pdf {
            bytes: lengths::written_out(bytes),
            budget: Budget::of(most),
        }
    }

    fn documents(&self, mut each: impl FnMut(Loaded)) {
        each(Loaded::Current(self.load(&self.bytes)));
        let ends: Vec<usize> = memmem::find_iter(&self.bytes, b"%%EOF")
            .map(|at| at + b"%%EOF".len())
            .collect();
        let older = ends.iter().rev().skip(1).take(MAX_REVISIONS);
        older
            .filter_map(|end| self.load(&self.bytes[..*end]).ok())
            .for_each(|(document, missing)| each(Loaded::Other(document, missing)));
        // Objects that no table names any more, and whole files whose table is wrong.
        if let Ok((document, missing)) = self.load_once(&self.bytes, true) {
            each(Loaded::Other(document, missing));
        }
    }

    /// Reads a file by its table of objects, or by a scan where the table doesn't lead to the pages.
    fn load(&self, bytes: &[u8]) -> Result<(Document, Option<Reason>), Reason> {
        let (document, missing) = self.load_once(bytes, false)?;
        let is_scanned = document.xref_recovery == Some(XrefRecovery::Reconstructed);
        if !is_scanned && !document.trailer.has(b"Encrypt") && !leads_to_pages(&document) {
            let scanned = self.load_once(bytes, true).ok();
            if let Some(scanned) = scanned.filter(|(scanned, _)| leads_to_pages(scanned)) {
                return Ok(scanned);
            }
        }
        Ok((document, missing))
    }

    /// A file and, if not all of its objects could be unpacked, why.
    fn load_once(&self, bytes: &[u8], by_scan: bool) -> Result<(Document, Option<Reason>), Reason> {
        let options = LoadOptions {
            filter: Some(object_streams::hold),
            max_decompressed_size: Some(limit_for(bytes)),
            force_reconstruct: by_scan,
            ..LoadOptions::default()
        };
        let loaded = Document::load_mem_with_options(bytes, options);
        let mut document = loaded.map_err(|fault| match fault {
            lopdf::Error::Decompress(_) => Reason::TooLarge,
            _ => Reason::Broken,
        })?;
        let missing = object_streams::release(&mut document, &self.budget);
        Ok((document, missing))
    }

    /// A stream of one of these documents, unpacked; `None` where its packing is unknown, damaged or too large.
    #[must_use]
    pub fn unpacked(&self, stream: &Stream, document: &Document) -> Option<Vec<u8>> {
        self.budget.unpack(stream, document).ok()
    }

    /// Whether the file says anywhere that it is encrypted, also one that can't be loaded.
    pub(crate) fn names_encryption(&self) -> bool {
        names_encryption(&self.bytes)
    }

    /// Reads everything.
    #[must_use]
    pub fn text(&self) -> PdfText {
        self.text_beside(|_, _| {})
    }

    /// Reads everything, and shows `each` the documents on the way: the file as a reader opens it (`true`, if it has a
    /// catalogue), then its older revisions, the newest first, and the objects that a scan finds.
    pub fn text_beside(&self, mut each: impl FnMut(&Document, bool)) -> PdfText {
        let mut reading = text::PdfReading::new(&self.budget);
        self.documents(|document| match document {
            Loaded::Current(Ok((document, missing))) => {
                each(&document, document.catalog().is_ok());
                reading.note_whole(&document, missing);
                reading.document(&document, true);
            }
            Loaded::Current(Err(reason)) => reading.unread.add(reason, None),
            Loaded::Other(document, missing) => {
                each(&document, false);
                reading.note_other(missing);
                reading.document(&document, false);
            }
        });
        reading.finish()
    }
}

/// One reading of the file, and why it lacks objects, if it does.
enum Loaded {
    Current(Result<(Document, Option<Reason>), Reason>),
    Other(Document, Option<Reason>),
}

/// Whether a dictionary of encryption is named anywhere (section 7.6.1).
fn names_encryption(bytes: &[u8]) -> bool {
    memmem::find(bytes, b"/Encrypt").is_some()
}

/// How much lopdf may unpack of each stream that it needs while it loads a file. It takes the object streams of an encrypted
/// file itself ([`object_streams`]), so they share one limit; a file that has more is not read.
fn limit_for(bytes: &[u8]) -> usize {
    if !names_encryption(bytes) {
        return MAX_UNPACKED;
    }
    let object_streams = memmem::find_iter(bytes, b"ObjStm").count();
    MAX_LOCKED_PACKED / object_streams.max(1)
}

/// Whether the catalogue leads to the root of the pages (section 7.7.3).
fn leads_to_pages(document: &Document) -> bool {
    let catalog = document.catalog().ok();
    let root = catalog
        .and_then(|catalog| catalog.get(b"Pages").and_then(Object::as_reference).ok())
        .and_then(|root| document.get_dictionary(root).ok());
    root.is_some_and(|root| {
        let kids = root.get_deref(b"Kids", document);
        kids.and_then(Object::as_array).is_ok()
    })
}

#[cfg(test)]
mod tests;
