//! The desk that letters are made at: the template, the fonts, and the files beside it.
//!
//! A letter reads its own row and the files whose paths are in the template (or in a piece that it imports) as
//! they are, within the template's folder: so what it is made from is known beforehand, and belongs to what is
//! sealed. Nothing else is there: no network, no clock, no fonts of the machine.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::ast::{Named, Str};
use typst::syntax::{FileId, RootedPath, Source, SyntaxNode, VirtualPath, VirtualRoot, parse};
use typst::text::{Font, FontBook, Lang, TextElem};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World, WorldExt as _};
use typst_kit::fonts::FontStore;

/// The row, as the template reads it.
const DATA: &str = "data.json";

/// Why a file is not read; Typst's own messages are English too.
const NOT_NAMED: &str = "only files whose path stands in the template as it is are read";

/// What every letter of one template is made with.
pub(crate) struct LetterWorld {
    library: LazyHash<Library>,
    fonts: FontStore,
    main: Source,
    data: FileId,
    /// The files beside the template that it names, each read once.
    beside: BTreeMap<String, Beside>,
}

enum Beside {
    Piece(Source),
    File(Bytes),
}

/// The desk with one row on it.
pub(crate) struct RowWorld<'d> {
    desk: &'d LetterWorld,
    data: Bytes,
}

impl LetterWorld {
    /// Lays out a template, by its whole path; `None` where its files cannot be read.
    pub(crate) fn new(path: &Path, text: String) -> Option<LetterWorld> {
        let (folder, name) = split(path)?;
        let main = Source::new(virtual_file(&name)?, text);
        let data = virtual_file(DATA)?;
        let beside = beside(&folder, main.id(), main.text());
        let mut fonts = FontStore::new();
        fonts.extend(typst_kit::fonts::embedded());
        let mut library = Library::default();
        // Without a word of the template a letter is Dutch, as the mail is; hyphens and screen readers go by it.
        // Where the template does say, a default would also be the language of the whole.
        let pieces = beside.values().filter_map(|file| match file {
            Beside::Piece(source) => Some(source),
            Beside::File(_) => None,
        });
        if !std::iter::once(&main)
            .chain(pieces)
            .any(|source| names_language(source.root()))
        {
            library.styles.set(TextElem::lang, Lang::DUTCH);
        }
        Some(LetterWorld {
            library: LazyHash::new(library),
            fonts,
            main,
            data,
            beside,
        })
    }

    /// The template as it is, and what it names, for a digest of all that its letters have in common.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &[u8]> {
        let beside = self.beside.iter().flat_map(|(name, file)| {
            let bytes = match file {
                Beside::Piece(source) => source.text().as_bytes(),
                Beside::File(bytes) => bytes.as_slice(),
            };
            [name.as_bytes(), bytes]
        });
        std::iter::once(self.main.text().as_bytes()).chain(beside)
    }

    /// The template as it is.
    pub(crate) fn text(&self) -> &str {
        self.main.text()
    }

    /// The desk with a row on it.
    pub(crate) fn sit(&self, data: Vec<u8>) -> RowWorld<'_> {
        RowWorld {
            desk: self,
            data: Bytes::new(data),
        }
    }

    /// The line of the template that a fault is about, if it is one of the template's.
    pub(crate) fn line(&self, span: impl Into<typst::syntax::DiagSpan>) -> Option<u32> {
        let span = span.into();
        let here = span.id() == Some(self.main.id());
        let range = here.then(|| self.sit(vec![]).range(span)).flatten()?;
        let nth = self.main.lines().byte_to_line(range.start)?;
        u32::try_from(nth + 1).ok()
    }

    /// What the reader of the language finds wrong with the template, at which line.
    pub(crate) fn misspelt(&self) -> Option<(Option<u32>, String)> {
        let errors = self.main.root().errors_and_warnings().0;
        errors
            .first()
            .map(|error| (self.line(error.span), error.message.to_string()))
    }
}

/// The files that a template reads besides its row, by their paths from its folder.
pub(crate) fn files(path: &Path) -> Vec<PathBuf> {
    let Some((folder, name)) = split(path) else {
        return vec![];
    };
    let (Some(main), Ok(text)) = (virtual_file(&name), std::fs::read_to_string(path)) else {
        return vec![];
    };
    beside(&folder, main, &text)
        .into_keys()
        .map(PathBuf::from)
        .collect()
}

/// A template's folder, without links on the way, and its name there.
fn split(path: &Path) -> Option<(PathBuf, String)> {
    let folder = path.parent()?.canonicalize().ok()?;
    Some((folder, path.file_name()?.to_str()?.to_owned()))
}

fn virtual_file(name: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern())
}

/// Every string that is the path of a file in the folder, in the template and in the pieces it so names. A row's
/// own file comes first: nothing on the disk takes its place.
fn beside(folder: &Path, main: FileId, text: &str) -> BTreeMap<String, Beside> {
    let mut found = BTreeMap::new();
    let mut unread = vec![(main.get().vpath().clone(), text.to_owned())];
    while let Some((at, text)) = unread.pop() {
        let mut strings = Vec::new();
        strings_in(&parse(&text), &mut strings);
        for string in strings {
            let Some(path) = at.parent().unwrap_or_else(|| at.clone()).join(&string).ok() else {
                continue;
            };
            let name = path.get_without_slash().to_owned();
            let known = name == DATA || path == *main.get().vpath() || found.contains_key(&name);
            let Some(bytes) = (!known).then(|| read(folder, &path)).flatten() else {
                continue;
            };
            let piece = path.extension() == Some("typ");
            let file = match String::from_utf8(bytes) {
                Ok(text) if piece => {
                    unread.push((path.clone(), text.clone()));
                    let id = RootedPath::new(VirtualRoot::Project, path).intern();
                    Beside::Piece(Source::new(id, text))
                }
                Ok(text) => Beside::File(Bytes::from_string(text)),
                Err(bytes) => Beside::File(Bytes::new(bytes.into_bytes())),
            };
            found.insert(name, file);
        }
    }
    found
}

/// Whether `lang:` is set anywhere.
fn names_language(node: &SyntaxNode) -> bool {
    let here = node
        .cast::<Named<'_>>()
        .is_some_and(|named| named.name().as_str() == "lang");
    here || node.children().any(names_language)
}

fn strings_in(node: &SyntaxNode, found: &mut Vec<String>) {
    if let Some(string) = node.cast::<Str<'_>>() {
        found.push(string.get().to_string());
    }
    for child in node.children() {
        strings_in(child, found);
    }
}

/// A file in the folder. A link that leads out of it leads nowhere.
fn read(folder: &Path, path: &VirtualPath) -> Option<Vec<u8>> {
    let real = path.realize(folder).ok()?.canonicalize().ok()?;
    let inside = real.starts_with(folder) && real.is_file();
    inside.then(|| std::fs::read(real).ok()).flatten()
}

impl World for RowWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.desk.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.desk.fonts.book()
    }

    fn main(&self) -> FileId {
        self.desk.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.desk.main.id() {
            return Ok(self.desk.main.clone());
        }
        match self.desk.named(id)? {
            Beside::Piece(source) => Ok(source.clone()),
            Beside::File(_) => Err(FileError::NotSource),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.desk.data {
            return Ok(self.data.clone());
        }
        if id == self.desk.main.id() {
            return Ok(Bytes::from_string(self.desk.main.text().to_owned()));
        }
        match self.desk.named(id)? {
            Beside::Piece(source) => Ok(Bytes::from_string(source.text().to_owned())),
            Beside::File(bytes) => Ok(bytes.clone()),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.desk.fonts.font(index)
    }

    /// There is no clock: a date is in the template or in the list.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

impl LetterWorld {
    fn named(&self, id: FileId) -> FileResult<&Beside> {
        let path = id.get();
        let found =
            (*path.root() == VirtualRoot::Project).then(|| path.vpath().get_without_slash());
        found
            .and_then(|name| self.beside.get(name))
            .ok_or_else(|| FileError::Other(Some(NOT_NAMED.into())))
    }
}
