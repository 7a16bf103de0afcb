//! PDF (ISO 32000-1): objects and streams are `lopdf`'s to read; which letters a page shows, and what of it was not
//! read, is decided here.
//!
//! Reads rather too much than too little: every page, form and annotation of every revision, every string of every
//! object, and the metadata. What a later revision replaced is still in the file, and anybody can read it there.

mod budget;
mod catalog;
mod cmap;
mod content;
mod font;
pub(crate) mod inspect;
mod layout;
mod matrix;
mod page;
mod state;
mod strings;
mod text;
mod widths;

use lopdf::{Document, LoadOptions, Stream};
use memchr::memmem;

use super::{MAX_UNPACKED, Reason};
use budget::{Budget, MAX_IN_ALL};
pub use strings::text_of;
pub use text::PdfText;

/// The most revisions of one file that are read, the newest first. Editors leave one or two.
const MAX_REVISIONS: usize = 8;

/// A PDF and its revisions. One of them at a time is in memory.
pub struct Pdf<'b> {
    bytes: &'b [u8],
    budget: Budget,
}

impl<'b> Pdf<'b> {
    /// Takes the bytes of a PDF. Never fails: what can't be opened is said by [`Pdf::text`].
    #[must_use]
    pub const fn open(bytes: &'b [u8]) -> Pdf<'b> {
        Pdf::with_budget(bytes, MAX_IN_ALL)
    }

    /// The same, unpacking no more than so many bytes.
    const fn with_budget(bytes: &'b [u8], most: usize) -> Pdf<'b> {
        Pdf {
            bytes,
            budget: Budget::of(most),
        }
    }

    fn documents(&self, mut each: impl FnMut(Loaded)) {
        each(Loaded::Current(load(self.bytes, false)));
        let ends: Vec<usize> = memmem::find_iter(self.bytes, b"%%EOF")
            .map(|at| at + b"%%EOF".len())
            .collect();
        let older = ends.iter().rev().skip(1).take(MAX_REVISIONS);
        older
            .filter_map(|end| load(&self.bytes[..*end], false).ok())
            .for_each(|document| each(Loaded::Other(document)));
        // Objects that no table names any more, and whole files whose table is wrong.
        if let Ok(document) = load(self.bytes, true) {
            each(Loaded::Other(document));
        }
    }

    /// A stream of one of these documents, unpacked; `None` where its packing is unknown, damaged or too large.
    #[must_use]
    pub fn unpacked(&self, stream: &Stream, document: &Document) -> Option<Vec<u8>> {
        self.budget.unpack(stream, document).ok()
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
            Loaded::Current(Ok(document)) => {
                each(&document, document.catalog().is_ok());
                reading.note_whole(&document);
                reading.document(&document, true);
            }
            Loaded::Current(Err(reason)) => reading.unread.add(reason, None),
            Loaded::Other(document) => {
                each(&document, false);
                reading.document(&document, false);
            }
        });
        reading.finish()
    }
}

/// One reading of the file.
enum Loaded {
    Current(Result<Document, Reason>),
    Other(Document),
}

fn load(bytes: &[u8], by_scan: bool) -> Result<Document, Reason> {
    let options = LoadOptions {
        max_decompressed_size: Some(MAX_UNPACKED),
        force_reconstruct: by_scan,
        ..LoadOptions::default()
    };
    Document::load_mem_with_options(bytes, options).map_err(|fault| match fault {
        lopdf::Error::Decompress(_) => Reason::TooLarge,
        _ => Reason::Broken,
    })
}

#[cfg(test)]
mod tests;
