//! Letters: a PDF for each organisation, made in this process by Typst from a `.typ` template.
//!
//! A row is data and never markup: the template reads it as `json("data.json")`, a file that exists only here.
//! Every letter is PDF/UA-1 and PDF/A-2a, with the embedded fonts and what lies beside the template, and knows no
//! clock, author, path or host. The same row and template give the same bytes.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Map, Value};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World, WorldExt as _};
use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::merge::{fold, is_refused};
use super::{Audience, Enclosure, Sources, attach};
use crate::fault::{Fault, Place};
use crate::id::{Digest, hex};
use crate::list::Recipient;
use crate::phrase::Phrase;

/// The row, as the template reads it.
const DATA: &str = "data.json";

/// How many letters the compiler's memory of earlier work goes back; without an end it grows by a megabyte each.
const REMEMBERED: usize = 8;

/// One template of letters.
pub(super) struct Letter {
    /// The file name that the reader sees.
    name: String,
    file: String,
    desk: Desk,
    standards: PdfStandards,
    values: BTreeMap<String, String>,
    columns: Vec<String>,
    source: Arc<Enclosure>,
}

/// What every letter is made with.
struct Desk {
    library: LazyHash<Library>,
    fonts: FontStore,
    main: Source,
    data: FileId,
    /// The template's own folder: nothing outside it is read.
    folder: PathBuf,
    /// Pictures and pieces beside the template, each read once.
    beside: Mutex<HashMap<FileId, FileResult<Bytes>>>,
}

/// The desk with one row on it.
struct Sitting<'d> {
    desk: &'d Desk,
    data: Bytes,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Letter").field("file", &self.file).finish_non_exhaustive()
    }
}

impl Letter {
    /// Reads the template. What is wrong with its syntax is told here; the rest with the first letter.
    pub(super) fn load(sources: &Sources<'_>, path: &Path, name: &str) -> Result<Letter, Box<Fault>> {
        let file = path.display().to_string();
        let fault = |code| Box::new(Fault::error(Place::file(&file), Phrase::new(code).with("name", name)));
        let bytes =
            std::fs::read(sources.dir.join(path)).map_err(|_| fault("notice-attachment-unreadable"))?;
        let text = String::from_utf8(bytes.clone()).map_err(|_| fault("notice-template-not-utf8"))?;
        let whole =
            sources.dir.join(path).canonicalize().map_err(|_| fault("notice-attachment-unreadable"))?;
        let folder =
            whole.parent().map(Path::to_owned).ok_or_else(|| fault("notice-attachment-unreadable"))?;
        let main_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let main = virtual_file(&main_name).ok_or_else(|| fault("notice-attachment-unreadable"))?;
        let data = virtual_file(DATA).ok_or_else(|| fault("notice-attachment-unreadable"))?;
        let main = Source::new(main, text);
        let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|_| fault("notice-attachment-stuck"))?;
        // The template goes through the leak check as text: what it says, every letter says.
        let disposition = "Content-Disposition: attachment\r\n";
        let source = attach::enclose(name, "text/plain", bytes, disposition, Audience::All)
            .map_err(|_| fault("notice-attachment-stuck"))?;
        let mut fonts = FontStore::new();
        fonts.extend(typst_kit::fonts::embedded());
        let library = LazyHash::new(Library::default());
        let desk = Desk { library, fonts, main, data, folder, beside: Mutex::default() };
        if let Some(error) = desk.main.root().errors_and_warnings().0.first() {
            let sitting = Sitting { desk: &desk, data: Bytes::new(Vec::new()) };
            let line =
                sitting.range(error.span).and_then(|range| desk.main.lines().byte_to_line(range.start));
            let place = Place { row: line.map(to_line), ..Place::file(&file) };
            let phrase = Phrase::new("notice-letter-syntax").with("name", name);
            return Err(Box::new(Fault::error(place, phrase.with("message", error.message.as_str()))));
        }
        Ok(Letter {
            name: name.to_owned(),
            file,
            desk,
            standards,
            values: sources.notice.values.clone(),
            columns: sources.columns.to_vec(),
            source: Arc::new(source),
        })
    }

    /// The template itself, for the leak check.
    pub(super) fn source(&self) -> Arc<Enclosure> {
        self.source.clone()
    }

    /// The letter of one organisation.
    pub(super) fn of(&self, recipient: &Recipient) -> Result<Arc<Enclosure>, Box<Fault>> {
        let data = self.data(recipient)?;
        let made = self.make(&data);
        comemo::evict(REMEMBERED);
        let content = made.map_err(|error| self.fault(recipient, &data, &error))?;
        let disposition = format!("Content-Disposition: attachment;\r\n filename=\"{}\"\r\n", self.name);
        let one = attach::enclose(&self.name, "application/pdf", content, &disposition, Audience::One);
        one.map(Arc::new).map_err(|_| self.stuck(recipient, "notice-attachment-stuck", ""))
    }

    /// The row's cells and the values of the settings. An empty one is not there at all, so a template that takes
    /// it for granted is stopped.
    fn data(&self, recipient: &Recipient) -> Result<Map<String, Value>, Box<Fault>> {
        let cells = self.columns.iter().filter_map(|column| recipient.fields.get_key_value(column));
        let mut data = Map::new();
        for (name, value) in cells.chain(&self.values) {
            let value = fold(value);
            if value.chars().any(is_refused) {
                return Err(self.stuck(recipient, "notice-merge-control", name));
            }
            if !value.is_empty() {
                data.insert(name.clone(), Value::String(value.into_owned()));
            }
        }
        Ok(data)
    }

    fn make(&self, data: &Map<String, Value>) -> Result<Vec<u8>, SourceDiagnostic> {
        let text = serde_json::to_vec(data).unwrap_or_default();
        // Names the document for good: what it is made from, and nothing of when or where.
        let ident = Digest::of_pieces([self.desk.main.text().as_bytes(), text.as_slice()]);
        let options = PdfOptions {
            ident: Smart::Custom(hex(ident.as_bytes())),
            creator: Smart::Custom(None),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        };
        let sitting = Sitting { desk: &self.desk, data: Bytes::new(text) };
        let document = typst::compile::<PagedDocument>(&sitting).output;
        let bytes = document.and_then(|document| typst_pdf::pdf(&document, &options));
        bytes.map_err(|errors| errors.into_iter().next().unwrap_or_else(unreachable_error))
    }

    fn fault(
        &self,
        recipient: &Recipient,
        data: &Map<String, Value>,
        error: &SourceDiagnostic,
    ) -> Box<Fault> {
        let sitting = Sitting { desk: &self.desk, data: Bytes::new(Vec::new()) };
        let main = &self.desk.main;
        let here = error.span.id() == Some(main.id());
        let range = here.then(|| sitting.range(error.span)).flatten();
        let line = range.and_then(|range| main.lines().byte_to_line(range.start)).map(to_line);
        // A message may quote a value, and a cell's content is told to nobody.
        let quotes = |value: &Value| value.as_str().is_some_and(|value| error.message.contains(value));
        let message = if data.values().any(quotes) { "…" } else { error.message.as_str() };
        let mut fault = self.stuck(recipient, "notice-letter-stuck", "");
        fault.place.row = line;
        fault.phrase = fault.phrase.with("message", message);
        fault
    }

    fn stuck(&self, recipient: &Recipient, code: &'static str, column: &str) -> Box<Fault> {
        let phrase = super::merge::about(recipient, code).with("name", &self.name).with("column", column);
        Box::new(Fault::error(Place::file(&self.file), phrase))
    }
}

/// An error without a word, which Typst never gives.
fn unreachable_error() -> SourceDiagnostic {
    SourceDiagnostic::error(typst::syntax::Span::detached(), "…")
}

fn to_line(nth: usize) -> u32 {
    u32::try_from(nth + 1).unwrap_or(u32::MAX)
}

fn virtual_file(name: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern())
}

impl Desk {
    /// A file beside the template. A link that leads out of the folder leads nowhere.
    fn beside(&self, id: FileId) -> FileResult<Bytes> {
        let mut known = self.beside.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(id).or_insert_with(|| self.read(id)).clone()
    }

    fn read(&self, id: FileId) -> FileResult<Bytes> {
        let shown = PathBuf::from(id.vpath().get_without_slash());
        if *id.root() != VirtualRoot::Project {
            return Err(FileError::AccessDenied);
        }
        let path = id.vpath().realize(&self.folder).map_err(|_| FileError::AccessDenied)?;
        let real = path.canonicalize().map_err(|_| FileError::NotFound(shown.clone()))?;
        if !real.starts_with(&self.folder) {
            return Err(FileError::AccessDenied);
        }
        std::fs::read(real).map(Bytes::new).map_err(|_| FileError::NotFound(shown))
    }
}

impl World for Sitting<'_> {
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
        let bytes = self.file(id)?;
        let text = String::from_utf8(bytes.to_vec()).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.desk.data {
            return Ok(self.data.clone());
        }
        if id == self.desk.main.id() {
            return Ok(Bytes::from_string(self.desk.main.text().to_owned()));
        }
        self.desk.beside(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.desk.fonts.font(index)
    }

    /// There is no clock: a date stands in the template or in the list.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Attachment, AttachmentSource, Handling};
    use crate::notice::testing::{Folder, key, recipient};

    const TEMPLATE: &str = "#let data = json(\"data.json\")\n\
        #set document(title: \"Toelichting\", date: datetime(year: 2024, month: 12, day: 12))\n\
        #set text(lang: \"nl\", region: \"NL\")\n= Brief aan #data.organisatie\nKenmerk #data.kenmerk, #data.contact\n";

    fn folder(template: &str) -> Folder {
        let mut folder =
            Folder::new().file("brief.typ", template).text("{{organisatie}}").html("{{organisatie}}");
        let source = AttachmentSource::Template("brief.typ".into());
        folder.notice.attachments.push(Attachment {
            source,
            name: "brief.pdf".into(),
            handling: Handling::Send,
        });
        folder
    }

    fn letter(template: &str, row: &Recipient) -> Result<Vec<u8>, (&'static str, Option<u32>, String)> {
        let folder = folder(template);
        let told =
            |faults: Vec<Fault>| (faults[0].code(), faults[0].place.row, format!("{:?}", faults[0].phrase));
        let press = folder.press().map_err(told)?.0;
        let mail = press.compose(row, &key()).map_err(told)?;
        Ok(mail.own_files[0].content.clone())
    }

    #[test]
    fn a_letter_is_a_tagged_pdf_that_comes_out_the_same_and_tells_nothing_of_its_making() {
        let one = letter(TEMPLATE, &recipient("Stichting 't Huis")).unwrap();
        assert!(one.starts_with(b"%PDF-1.7"));
        assert_eq!(letter(TEMPLATE, &recipient("Stichting 't Huis")).unwrap(), one);
        assert_ne!(letter(TEMPLATE, &recipient("Café Müller")).unwrap(), one);
        let text = String::from_utf8_lossy(&one);
        assert!(text.contains("pdfuaid:part") && text.contains("<pdfaid:part>2"));
        for word in ["Typst", "/tmp", "Author", "dc:creator"] {
            assert!(!text.contains(word), "{word}");
        }
        assert_eq!(crate::notice::paper::look("a", "a", "application/pdf", &one), []);
    }

    #[test]
    fn a_row_is_data_and_never_markup() {
        for name in ["#panic()", "*x* #import \"x\"", "\" + read(\"x\") + \"", "$x$ @y <z>", "`` ` ``\\"] {
            assert!(letter(TEMPLATE, &recipient(name)).is_ok(), "{name}");
        }
    }

    #[test]
    fn what_stops_a_letter_is_told_with_its_line_and_no_cell() {
        let code = |template: &str| letter(template, &recipient("Geheim Genootschap")).unwrap_err();
        assert_eq!(code("#let x = (").0, "notice-letter-syntax");
        let (found, line, said) = code(&TEMPLATE.replace("data.kenmerk", "data.kenmrk"));
        assert_eq!((found, line), ("notice-letter-stuck", Some(5)));
        assert!(said.contains("kenmrk"));
        let said = code(&format!("{TEMPLATE}\n#int(data.organisatie)")).2;
        assert!(!said.contains("Geheim"), "{said}");
        // No title, so no PDF/UA; no clock; nothing outside the folder.
        for line in ["title: \"Toelichting\", ", "lang: \"nl\", "] {
            let less = TEMPLATE.replace(line, "");
            assert!(line.starts_with("lang") || code(&less).0 == "notice-letter-stuck", "{line}");
        }
        for more in [
            "#datetime.today().display()",
            "#read(\"/../geheim\")",
            "#read(\"/etc/passwd\")",
            "#import \"@preview/x:1.0.0\"",
        ] {
            assert_eq!(code(&format!("{TEMPLATE}\n{more}")).0, "notice-letter-stuck", "{more}");
        }
    }

    #[test]
    fn an_empty_cell_is_not_there() {
        let mut row = recipient("x");
        row.fields.insert("kenmerk".into(), " ".into());
        assert_eq!(letter(TEMPLATE, &row).unwrap_err().0, "notice-letter-stuck");
        let asked = TEMPLATE.replace("data.kenmerk", "data.at(\"kenmerk\", default: \"geen\")");
        assert!(letter(&asked, &row).is_ok());
    }
}
