//! PDF (ISO 32000-1): objects and streams are `lopdf`'s to read; which letters a page shows, and what of it was not
//! read, is decided here.
//!
//! Reads rather too much than too little: every page, form and annotation of every revision, every string of every
//! object, and the metadata. What a later revision replaced is still in the file, and anybody can read it there.

mod cmap;
mod font;
mod page;
mod strings;
mod text;

use lopdf::xref::XrefEntry;
use lopdf::{DecompressError, Document, LoadOptions, Object, Stream};
use memchr::memmem;

use super::{MAX_UNPACKED, Reason, Unread};
pub use strings::text_of;

/// The most revisions of one file that are read, the newest first. Editors leave one or two.
const MAX_REVISIONS: usize = 8;

/// A PDF and its revisions, opened for reading.
pub struct Pdf {
    /// The file as a reader opens it, then older revisions, then the file by a scan for objects.
    documents: Vec<Document>,
    unread: Unread,
}

/// The text of a PDF.
#[derive(Debug, Clone, Default)]
pub struct PdfText {
    /// All letters that could be read: page by page, then texts of other objects.
    pub text: String,
    /// What could not be read.
    pub unread: Unread,
}

impl Pdf {
    /// Opens a PDF. Never fails: what can't be opened is said by [`Pdf::text`].
    #[must_use]
    pub fn open(bytes: &[u8]) -> Pdf {
        let mut unread = Unread::default();
        let mut documents = Vec::new();
        match load(bytes, false) {
            Ok(document) => {
                if document.is_encrypted() || document.trailer.has(b"Encrypt") {
                    unread.add(Reason::Locked, None);
                } else if document.catalog().is_err() || document.page_iter().next().is_none() {
                    unread.add(Reason::Broken, None);
                }
                if lacks_packed_objects(&document) {
                    unread.add(Reason::Packing, None);
                }
                documents.push(document);
            }
            Err(reason) => unread.add(reason, None),
        }
        let ends: Vec<usize> = memmem::find_iter(bytes, b"%%EOF").map(|at| at + b"%%EOF".len()).collect();
        let older = ends.iter().rev().skip(1).take(MAX_REVISIONS);
        documents.extend(older.filter_map(|end| load(&bytes[..*end], false).ok()));
        // Objects that no table names any more, and whole files whose table is wrong.
        documents.extend(load(bytes, true).ok());
        Pdf { documents, unread }
    }

    /// The file as a reader opens it; `None` where that can't be told.
    #[must_use]
    pub fn current(&self) -> Option<&Document> {
        self.documents.first().filter(|document| document.catalog().is_ok())
    }

    /// The file, its older revisions, and the objects that a scan finds.
    #[must_use]
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// A stream of one of these documents, unpacked; `None` where its packing is unknown, damaged or too large.
    #[must_use]
    pub fn unpacked(stream: &Stream, document: &Document) -> Option<Vec<u8>> {
        stream_bytes(stream, document, MAX_UNPACKED).ok()
    }

    /// Reads everything.
    #[must_use]
    pub fn text(&self) -> PdfText {
        let mut reading = text::Reading::new(MAX_UNPACKED, self.unread.clone());
        for (nth, document) in self.documents.iter().enumerate() {
            reading.document(document, nth == 0);
        }
        reading.finish()
    }
}

/// Whether an object that lies in an object stream (section 7.5.7) could not be had from it.
fn lacks_packed_objects(document: &Document) -> bool {
    document.reference_table.entries.iter().any(|(number, entry)| {
        matches!(entry, XrefEntry::Compressed { .. }) && !document.objects.contains_key(&(*number, 0))
    })
}

/// A stream unpacked, its filter followed through a reference too.
fn stream_bytes(stream: &Stream, document: &Document, limit: usize) -> Result<Vec<u8>, Reason> {
    let by_reference = [b"Filter".as_slice(), b"DecodeParms"].iter().any(|key| {
        stream.dict.get(key).is_ok_and(|value| matches!(value, Object::Reference(_) | Object::Array(_)))
    });
    let unpacked = if by_reference {
        let mut direct = stream.clone();
        for key in [b"Filter".as_slice(), b"DecodeParms"] {
            if let Ok(value) = stream.dict.get_deref(key, document) {
                direct.dict.set(key, followed(value, document));
            }
        }
        direct.get_plain_content_with_limit(limit)
    } else {
        stream.get_plain_content_with_limit(limit)
    };
    unpacked.map_err(|fault| match fault {
        lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => Reason::TooLarge,
        _ => Reason::Packing,
    })
}

/// An array's items, each followed where it is a reference.
fn followed(value: &Object, document: &Document) -> Object {
    match value {
        Object::Array(items) => {
            let direct = |item| document.dereference(item).map_or(Object::Null, |(_, item)| item.clone());
            Object::Array(items.iter().map(direct).collect())
        }
        value => value.clone(),
    }
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
