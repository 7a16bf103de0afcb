//! What there is to say of a PDF: what would harm a reader, shut one out, tell more than was meant, or can't be read.
//!
//! Pure. It looks at every object of every revision (ISO 32000-1, section 7) and at the XMP; of language, title and tags
//! at the document's own ([`super::catalog`]).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

use super::catalog;
use super::catalog::Catalog;
use super::{Pdf, text_of};
use crate::finding::{Code, Problem};
use crate::formats::document::limits::MAX_OBJECT_DEPTH;
use crate::formats::document::xmp;
use crate::formats::document::{Reason, Unread};

/// As much of a language as is shown: tags are short, and the file's maker chose it.
const LONGEST_LANGUAGE: usize = 20;

/// As many pages as are named.
const MAX_PAGES_NAMED: usize = 12;

/// What a reader of a PDF writes on it (section 12.5.6.2); with most of them goes who wrote it.
const COMMENTS: [&[u8]; 15] = [
    b"Text",
    b"FreeText",
    b"Line",
    b"Square",
    b"Circle",
    b"Polygon",
    b"PolyLine",
    b"Highlight",
    b"Underline",
    b"Squiggly",
    b"StrikeOut",
    b"Caret",
    b"Stamp",
    b"Ink",
    b"Sound",
];

/// What runs, carries other files, or reaches out without being asked (sections 12.6.4, 12.7.8, 7.11.5): as a key of a
/// dictionary or as a kind.
const ACTIVE: [&[u8]; 9] = [
    b"JavaScript",
    b"JS",
    b"Launch",
    b"EmbeddedFile",
    b"RichMedia",
    b"SubmitForm",
    b"ImportData",
    b"XFA",
    b"AA",
];

/// Entries that hold a person or an organisation, wherever they are: a property that was taken out of a file may still
/// lie in it (section 7.5.6).
const NAMING: [&[u8]; 4] = [b"Author", b"LastModifiedBy", b"Manager", b"Company"];

/// Errors, by their codes, and warnings; `language` is the language of the mail (RFC 5646) that the file goes with.
pub(crate) fn look(content: &[u8], language: &str) -> (Vec<Code>, Vec<Problem>) {
    let pdf = Pdf::open(content);
    let mut seen = Seen::default();
    let mut whole = None;
    let text = pdf.text_beside(|document, is_current| {
        seen.document(document, &pdf);
        if is_current {
            whole = catalog::read(document, &pdf);
        }
    });
    // A file that could not be loaded shows no trailer.
    seen.is_locked |= whole.is_none() && pdf.names_encryption();
    let mut warnings = about_unread(&text.unread, whole.is_some());
    warnings.extend(about_whole(&seen, whole.as_ref(), language));
    (errors(&seen, whole.as_ref()), warnings)
}

fn errors(seen: &Seen, whole: Option<&Catalog>) -> Vec<Code> {
    let acts = seen.acts || whole.is_some_and(|whole| whole.acts);
    let names = seen.names_somebody || whole.is_some_and(|whole| whole.names_somebody);
    let all = [
        (seen.is_locked, Code::NoticePdfLocked),
        (acts, Code::NoticePdfActive),
        (names, Code::NoticePdfAuthor),
        (seen.has_comments, Code::NoticePdfComments),
    ];
    all.into_iter()
        .filter(|(is_so, _)| *is_so)
        .map(|(_, code)| code)
        .collect()
}

/// What could not be read: then nobody but a person can say that no other organisation is named there.
fn about_unread(unread: &Unread, is_whole: bool) -> Vec<Problem> {
    let mut pages_of: [(Code, BTreeSet<u32>, bool); 4] = [
        (Code::NoticePdfPacked, BTreeSet::new(), !is_whole),
        (Code::NoticePdfPicture, BTreeSet::new(), false),
        (Code::NoticePdfCurves, BTreeSet::new(), false),
        (Code::NoticePdfFont, BTreeSet::new(), false),
    ];
    for (reason, pages) in unread.iter() {
        let place = match reason {
            Reason::Broken | Reason::Locked | Reason::Packing | Reason::TooLarge => 0,
            Reason::Picture => 1,
            Reason::Curves => 2,
            Reason::Font => 3,
        };
        pages_of[place].1.extend(pages);
        pages_of[place].2 = true;
    }
    let found = pages_of.into_iter().filter(|(_, _, is_so)| *is_so);
    found
        .map(|(code, pages, _)| {
            Problem::new(code)
                .with("pages", named(&pages))
                .with("count", pages.len())
        })
        .collect()
}

fn named(pages: &BTreeSet<u32>) -> String {
    let mut text: Vec<String> = pages
        .iter()
        .take(MAX_PAGES_NAMED)
        .map(ToString::to_string)
        .collect();
    if pages.len() > MAX_PAGES_NAMED {
        text.push("…".to_owned());
    }
    text.join(", ")
}

/// What a screen reader needs first of all, and links that lead nowhere.
fn about_whole(seen: &Seen, whole: Option<&Catalog>, mail: &str) -> Vec<Problem> {
    let mut found = vec![];
    if seen.links_to_files {
        found.push(Problem::new(Code::NoticePdfElsewhere));
    }
    if let Some(whole) = whole {
        found.extend((!whole.tagged).then(|| Problem::new(Code::NoticePdfUntagged)));
        found.extend(about_language(whole.language.as_deref(), mail));
        found.extend((!whole.titled).then(|| Problem::new(Code::NoticePdfTitle)));
    }
    found
}

/// A language is a tag (RFC 5646); its first part says which.
fn about_language(language: Option<&str>, mail: &str) -> Option<Problem> {
    let Some(language) = language else {
        return Some(Problem::new(Code::NoticePdfLanguage));
    };
    let first = language.split(['-', '_']).next().unwrap_or_default();
    let other = || {
        let shown: String = language.chars().take(LONGEST_LANGUAGE).collect();
        Code::NoticePdfLanguageOther
            .with("language", shown)
            .with("mail", mail)
    };
    (!first.eq_ignore_ascii_case(mail)).then(other)
}

/// What the objects of a file say besides what its pages show.
#[derive(Debug, Default)]
struct Seen {
    is_locked: bool,
    acts: bool,
    names_somebody: bool,
    has_comments: bool,
    links_to_files: bool,
}

impl Seen {
    fn document(&mut self, document: &Document, pdf: &Pdf<'_>) {
        self.is_locked |= document.trailer.has(b"Encrypt") || document.was_encrypted();
        for object in document.objects.values() {
            self.object(object, document, MAX_OBJECT_DEPTH);
            let metadata = object
                .as_stream()
                .ok()
                .filter(|stream| stream.dict.has_type(b"Metadata"));
            let xmp = metadata.and_then(|stream| pdf.unpacked(stream, document));
            self.names_somebody |= xmp.is_some_and(|xmp| xmp::says(&xmp, is_somebody));
        }
    }

    fn object(&mut self, object: &Object, document: &Document, depth: usize) {
        if depth == 0 {
            return;
        }
        match object {
            Object::Name(name) => self.name(name),
            Object::Array(items) => items
                .iter()
                .for_each(|item| self.object(item, document, depth - 1)),
            Object::Dictionary(dictionary) => self.dictionary(dictionary, document, depth),
            Object::Stream(stream) => self.dictionary(&stream.dict, document, depth),
            Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::String(..)
            | Object::Reference(_) => {}
        }
    }

    fn name(&mut self, name: &[u8]) {
        self.acts |= ACTIVE.contains(&name);
        self.links_to_files |= name == b"GoToR";
    }

    fn dictionary(&mut self, dictionary: &Dictionary, document: &Document, depth: usize) {
        let is = |key: &[u8], names: &[&[u8]]| {
            dictionary
                .get_deref(key, document)
                .and_then(Object::as_name)
                .is_ok_and(|name| names.contains(&name))
        };
        self.acts |= is(b"FS", &[b"URL"]);
        self.has_comments |= is(b"Subtype", &COMMENTS);
        self.names_somebody |= NAMING
            .iter()
            .any(|key| holds_text(dictionary, key, document));
        for (key, value) in dictionary.iter() {
            self.acts |= ACTIVE.contains(&key.as_slice());
            self.object(value, document, depth - 1);
        }
    }
}

/// Whether an entry is a string with letters.
fn holds_text(dictionary: &Dictionary, key: &[u8], document: &Document) -> bool {
    let text = dictionary.get_deref(key, document).and_then(Object::as_str);
    text.is_ok_and(|text| !text_of(text).replace('\0', "").trim().is_empty())
}

/// Whether this property of XMP holds a person or an organisation. The prefix of some differs by program.
fn is_somebody(name: &str) -> bool {
    let (prefix, local) = name.split_once(':').unwrap_or_default();
    match local {
        "creator" | "contributor" => prefix == "dc",
        "author" | "authors" | "lastmodifiedby" | "lastsavedby" | "manager" | "company"
        | "captionwriter" => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
