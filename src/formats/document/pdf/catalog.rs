//! What a PDF says of itself as a whole: its catalogue and properties (ISO 32000-1, sections 7.7.2 and 14.3), found through
//! the trailer. A bookmark's title or a word's language is not the document's.
//!
//! Pure.

use lopdf::{Dictionary, Document, Object};

use super::{Pdf, text_of};
use crate::formats::document::xmp;

/// Entries of the properties that hold a person or an organisation.
const NAMING: [&[u8]; 6] = [
    b"Author",
    b"LastModifiedBy",
    b"LastSavedBy",
    b"Manager",
    b"Company",
    b"Editor",
];

/// Actions that reach out or run (section 12.6.4); on opening nobody asked for one.
const REACHING: [&[u8]; 6] = [
    b"URI",
    b"GoToR",
    b"GoToE",
    b"Launch",
    b"SubmitForm",
    b"ImportData",
];

/// The document as a whole.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Catalog {
    /// It is marked as tagged, and has the tree of its tags.
    pub(crate) tagged: bool,
    /// Its language, as it names it.
    pub(crate) language: Option<String>,
    /// It has a title that is not empty.
    pub(crate) titled: bool,
    /// Its properties hold a name.
    pub(crate) names_somebody: bool,
    /// It does something by being opened.
    pub(crate) acts: bool,
}

/// Reads it; `None` where all is encrypted or there is no catalogue.
pub(crate) fn read(document: &Document, pdf: &Pdf<'_>) -> Option<Catalog> {
    if document.trailer.has(b"Encrypt") {
        return None;
    }
    let root = document.catalog().ok()?;
    let empty = Dictionary::new();
    let within = |of: &'_ Dictionary, key: &[u8]| {
        of.get_deref(key, document)
            .and_then(Object::as_dict)
            .ok()
            .cloned()
    };
    let properties = within(&document.trailer, b"Info").unwrap_or_default();
    let metadata = root
        .get_deref(b"Metadata", document)
        .and_then(Object::as_stream)
        .ok();
    let metadata = metadata
        .and_then(|stream| pdf.unpacked(stream, document))
        .unwrap_or_default();
    let text = |of: &Dictionary, key: &[u8]| {
        let text = of
            .get_deref(key, document)
            .and_then(Object::as_str)
            .map(text_of)
            .unwrap_or_default();
        let text = text.replace('\0', "").trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    let marks = within(root, b"MarkInfo").unwrap_or(empty);
    let marked = marks
        .get_deref(b"Marked", document)
        .and_then(Object::as_bool)
        .unwrap_or_default();
    Some(Catalog {
        tagged: marked && within(root, b"StructTreeRoot").is_some(),
        language: text(root, b"Lang"),
        titled: text(&properties, b"Title").is_some()
            || xmp::says(&metadata, |name| name == "dc:title"),
        names_somebody: NAMING.iter().any(|key| text(&properties, key).is_some()),
        acts: acts(document, root),
    })
}

fn acts(document: &Document, root: &Dictionary) -> bool {
    let action = root
        .get_deref(b"OpenAction", document)
        .and_then(Object::as_dict);
    let kind = action
        .and_then(|action| action.get_deref(b"S", document))
        .and_then(Object::as_name);
    kind.is_ok_and(|kind| REACHING.contains(&kind))
}
