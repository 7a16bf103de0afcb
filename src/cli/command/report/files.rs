//! The files of a report, written side by side as the rows pass by.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use super::book::{begun, filled};
use crate::campaign::Error;
use crate::cli::report_args::ReportArgs;
use crate::new_place::NewFile;
use crate::phrase::Speaker;
use crate::report::{ReportFacts, ReportLine, ReportPage, ReportTable, ReportWorkbook, cells};

/// A file on its way to its place, and what writes it.
struct Placing<W> {
    path: PathBuf,
    new: NewFile,
    writer: W,
}

/// The files that were asked for.
pub(super) struct ReportFiles<'s> {
    speaker: &'s Speaker,
    redacted: bool,
    page: Option<Placing<ReportPage>>,
    table: Option<Placing<ReportTable>>,
    book: Option<Placing<ReportWorkbook>>,
}

/// What was written, by its kind.
#[derive(Debug, Clone, Default)]
pub(super) struct WrittenFiles {
    pub(super) html: Option<PathBuf>,
    pub(super) csv: Option<PathBuf>,
    pub(super) xlsx: Option<PathBuf>,
}

impl WrittenFiles {
    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = &PathBuf> {
        [&self.html, &self.csv, &self.xlsx].into_iter().flatten()
    }
}

impl<'s> ReportFiles<'s> {
    /// Begins them. None of their places may be taken.
    pub(super) fn begin(ask: &ReportArgs, speaker: &'s Speaker) -> Result<ReportFiles<'s>, Error> {
        let redacted = ask.redact;
        let page = |file| ReportPage::begin(file, speaker);
        let table = |file| ReportTable::begin(file, redacted);
        let book = |file| begun(file, speaker, redacted);
        Ok(ReportFiles {
            speaker,
            redacted,
            page: placing(ask.html.as_deref(), page)?,
            table: placing(ask.csv.as_deref(), table)?,
            book: placing(ask.xlsx.as_deref(), book)?,
        })
    }

    /// Writes a line where every row has one.
    pub(super) fn line(&mut self, line: &ReportLine) -> Result<(), Error> {
        if let Some(table) = &mut self.table {
            let written = table.writer.line(line, self.speaker);
            written.map_err(Error::making(&table.path))?;
        }
        if let Some(book) = &mut self.book {
            let cells = cells(line, self.speaker, self.redacted);
            cells.iter().for_each(|cell| book.writer.text(cell));
            book.writer.end_row().map_err(Error::making(&book.path))?;
        }
        Ok(())
    }

    /// Writes what comes after the rows. Once all of it is written, the files are put in their places.
    pub(super) fn finish<'l>(
        self,
        facts: &ReportFacts,
        open: impl Iterator<Item = &'l ReportLine> + Clone,
        speaker: &Speaker,
    ) -> Result<WrittenFiles, Error> {
        let mut ready = Vec::new();
        let mut written = WrittenFiles::default();
        if let Some(Placing { path, new, writer }) = self.page {
            let program = concat!("heraut ", env!("CARGO_PKG_VERSION"));
            let file = writer.write(facts, open, speaker, program);
            ready.push((path.clone(), new, file.map_err(Error::making(&path))?));
            written.html = Some(path);
        }
        if let Some(Placing { path, new, writer }) = self.table {
            let file = writer.finish().map_err(Error::making(&path))?;
            ready.push((path.clone(), new, file));
            written.csv = Some(path);
        }
        if let Some(Placing { path, new, writer }) = self.book {
            let file = filled(writer, facts, speaker).map_err(Error::making(&path))?;
            ready.push((path.clone(), new, file));
            written.xlsx = Some(path);
        }
        for (path, new, file) in ready {
            new.place(file).map_err(Error::making(&path))?;
        }
        Ok(written)
    }
}

fn placing<W>(
    path: Option<&Path>,
    begin: impl FnOnce(BufWriter<File>) -> io::Result<W>,
) -> Result<Option<Placing<W>>, Error> {
    let Some(path) = path else { return Ok(None) };
    let (new, file) = NewFile::begin(path).map_err(Error::making(path))?;
    Ok(Some(Placing {
        writer: begin(file).map_err(Error::making(path))?,
        path: path.to_owned(),
        new,
    }))
}
