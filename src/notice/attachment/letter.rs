//! Letters: a PDF for each organisation, made in this process by Typst from a `.typ` template.
//!
//! A row is data and never markup: the template reads it as `json("data.json")`, a file that exists only here.
//! Every letter is PDF/UA-1 and PDF/A-2a and knows no clock, author, path or host. The same row, template and files
//! beside it ([`super::typst_world`]) give the same bytes.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Map, Value};
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst::model::Document as _;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::file;
use super::typst_world;
use super::typst_world::LetterWorld;
use crate::finding::{Code, Finding, Place, Problem};
use crate::id::{Digest, hex};
use crate::list::Recipient;
use crate::notice::template::value::{collapse_line_breaks, is_refused};
use crate::notice::{Audience, Enclosure, Sources};

/// How many sweeps the compiler's memory of earlier work outlives; without an end it grows by a megabyte a letter.
const REMEMBERED: usize = 2;

/// Letters made since the program began: a sweep comes after one for each core.
static MADE: AtomicUsize = AtomicUsize::new(0);

/// One template of letters.
pub(crate) struct Letter {
    /// The file name that the reader sees.
    name: String,
    file: String,
    desk: LetterWorld,
    /// Of the template and what it names: what all its letters have in common.
    common: Digest,
    standards: PdfStandards,
    values: BTreeMap<String, String>,
    columns: Vec<String>,
    source: Arc<Enclosure>,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Letter")
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}

/// The files that a template reads besides its row, by their paths from the campaign folder.
pub(crate) fn files(dir: &Path, template: &Path) -> Vec<PathBuf> {
    let folder = template.parent().unwrap_or(Path::new(""));
    typst_world::files(&dir.join(template))
        .into_iter()
        .map(|name| folder.join(name))
        .collect()
}

impl Letter {
    /// Reads the template. Reports what is wrong with its syntax; the rest comes with the first letter.
    pub(crate) fn load(
        sources: &Sources<'_>,
        path: &Path,
        name: &str,
    ) -> Result<Letter, Box<Finding>> {
        let file = path.display().to_string();
        let fault = |code: Code| {
            Box::new(Finding::at(
                Place::file(&file),
                Problem::new(code).with("name", name),
            ))
        };
        let whole = sources.dir.join(path);
        let bytes = std::fs::read(&whole).map_err(|_| fault(Code::NoticeAttachmentUnreadable))?;
        let text =
            String::from_utf8(bytes.clone()).map_err(|_| fault(Code::NoticeTemplateNotUtf8))?;
        let desk = LetterWorld::new(&whole, text)
            .ok_or_else(|| fault(Code::NoticeAttachmentUnreadable))?;
        let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|_| fault(Code::NoticeAttachmentStuck))?;
        // The template goes through the leak check as text: what it says, every letter says.
        let disposition = "Content-Disposition: attachment\r\n";
        let source = file::enclose(name, "text/plain", bytes, disposition, Audience::All)
            .map_err(|_| fault(Code::NoticeAttachmentStuck))?;
        if let Some((row, message)) = desk.misspelt() {
            let mut fault = fault(Code::NoticeLetterSyntax);
            fault.place.row = row;
            fault.problem = fault.problem.with("message", message);
            return Err(fault);
        }
        Ok(Letter {
            name: name.to_owned(),
            file,
            common: Digest::of_pieces(desk.sources()),
            desk,
            standards,
            values: sources.notice.values.clone(),
            columns: sources.columns.to_vec(),
            source: Arc::new(source),
        })
    }

    /// The template itself, for the leak check.
    pub(crate) fn source(&self) -> Arc<Enclosure> {
        self.source.clone()
    }

    /// The letter of one organisation.
    pub(crate) fn of(&self, recipient: &Recipient) -> Result<Arc<Enclosure>, Box<Finding>> {
        let data = self.data(recipient)?;
        let made = self.make(&data);
        sweep();
        let content = made.map_err(|why| match why {
            LetterError::NamesAuthor => self.stuck(recipient, Code::NoticeLetterAuthor, ""),
            LetterError::Stuck(error) => self.fault(recipient, &data, &error),
        })?;
        let disposition = format!(
            "Content-Disposition: attachment;\r\n filename=\"{}\"\r\n",
            self.name
        );
        let one = file::enclose(
            &self.name,
            "application/pdf",
            content,
            &disposition,
            Audience::One,
        );
        one.map(Arc::new)
            .map_err(|_| self.stuck(recipient, Code::NoticeAttachmentStuck, ""))
    }

    /// The row's cells and the values of the settings. An empty one is not there at all, so a template that takes
    /// it for granted is stopped.
    fn data(&self, recipient: &Recipient) -> Result<Map<String, Value>, Box<Finding>> {
        let cells = recipient
            .fields
            .iter()
            .filter(|(name, _)| self.columns.iter().any(|known| known == name));
        let values = self
            .values
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let mut data = Map::new();
        for (name, value) in cells.chain(values) {
            let value = collapse_line_breaks(value);
            if value.chars().any(is_refused) {
                return Err(self.stuck(recipient, Code::NoticeMergeControl, name));
            }
            if !value.is_empty() {
                data.insert(name.to_owned(), Value::String(value.into_owned()));
            }
        }
        Ok(data)
    }

    fn make(&self, data: &Map<String, Value>) -> Result<Vec<u8>, LetterError> {
        let text = serde_json::to_vec(data).unwrap_or_default();
        // Names the document for good: what it is made from, and nothing of when or where.
        let ident = Digest::of_pieces([self.common.as_bytes().as_slice(), text.as_slice()]);
        let options = PdfOptions {
            ident: Smart::Custom(hex(ident.as_bytes())),
            creator: Smart::Custom(None),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        };
        let document = typst::compile::<PagedDocument>(&self.desk.sit(text))
            .output
            .map_err(LetterError::of)?;
        if !document.info().author.is_empty() {
            return Err(LetterError::NamesAuthor);
        }
        typst_pdf::pdf(&document, &options).map_err(LetterError::of)
    }

    fn fault(
        &self,
        recipient: &Recipient,
        data: &Map<String, Value>,
        error: &SourceDiagnostic,
    ) -> Box<Finding> {
        let told = tells(&error.message, data, self.desk.text());
        let message = if told { "…" } else { error.message.as_str() };
        let mut fault = self.stuck(recipient, Code::NoticeLetterStuck, "");
        fault.place.row = self.desk.line(error.span);
        fault.problem = fault.problem.with("message", message);
        fault
    }

    fn stuck(&self, recipient: &Recipient, code: Code, column: &str) -> Box<Finding> {
        let phrase = crate::notice::template::value::row_problem(recipient, code)
            .with("name", &self.name)
            .with("column", column);
        Box::new(Finding::at(Place::file(&self.file), phrase))
    }
}

/// Why there is no letter.
enum LetterError {
    /// Its properties would name who wrote it.
    NamesAuthor,
    /// What Typst says.
    Stuck(Box<SourceDiagnostic>),
}

impl LetterError {
    /// The first error is the one to fix. Typst always gives one.
    fn of(errors: impl IntoIterator<Item = SourceDiagnostic>) -> Self {
        let wordless = || SourceDiagnostic::error(typst::syntax::Span::detached(), "…");
        LetterError::Stuck(Box::new(errors.into_iter().next().unwrap_or_else(wordless)))
    }
}

/// Whether a message has a word of a cell in it, one that is not the template's own. It may quote a value, in parts
/// or with its quotes escaped, and a cell's content is shown to nobody.
fn tells(message: &str, data: &Map<String, Value>, template: &str) -> bool {
    let words = data
        .values()
        .filter_map(Value::as_str)
        .flat_map(|value| value.split(|c: char| !c.is_alphanumeric()));
    words
        .filter(|word| word.len() > 1)
        .any(|word| message.contains(word) && !template.contains(word))
}

/// Lets the compiler forget. Its memory is one for the whole process, and its age counts in sweeps: one after each
/// letter would on many cores throw away what the others still use.
fn sweep() {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    if (MADE.fetch_add(1, Ordering::Relaxed) + 1).is_multiple_of(cores) {
        comemo::evict(REMEMBERED);
    }
}

#[cfg(test)]
mod tests;
