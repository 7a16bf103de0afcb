//! Letters with accents that were read in the wrong code page: `CafŽ Belgi‘`, `Caf‚`, `CafÃ©`, `Caf√©`.
//!
//! Pure. Names of every language of Europe must pass, so what looks odd is an error only where it can't be anything else
//! and all else in the file fits; where it may be right it is a warning.

use std::borrow::Cow;

use super::accents;
use super::byte_order_mark::mark;
use super::code_page::{CodePageTable, MACINTOSH, MS_DOS, MS_DOS_437, Page, WINDOWS_1252};
use crate::config::{self, Encoding};
use crate::finding::{Code, Problem};
use crate::list::accepted;
use crate::list::file::faults::Faults;
use crate::list::file::limits::LONGEST_CELL;

/// What a text was written in and what it was read as, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Misread {
    written: &'static str,
    read: &'static str,
    sure: bool,
    /// In how many cells it shows.
    cells: usize,
}

impl Misread {
    fn problem(&self, code: Code, row: Option<u32>) -> Problem {
        let example = match (self.written, self.read) {
            ("macintosh", _) => "CafŽ",
            ("ms-dos", _) => "Caf‚",
            (_, "macintosh") => "Caf√©",
            (_, "ms-dos") => "Caf├®",
            _ => "CafÃ©",
        };
        Problem::new(code)
            .with("written", self.written)
            .with("read", self.read)
            .with("example", example)
            .with("cells", self.cells)
            .with("row", row.unwrap_or(0))
    }
}

/// The text of a CSV that was saved in a code page of Macintosh or MS-DOS, which is reported once for the file.
///
/// `None` where it may be what the settings say, or where somebody accepted that it looks otherwise.
pub(crate) fn decode<'b>(
    bytes: &'b [u8],
    settings: &config::ListSettings,
    faults: &mut Faults,
) -> Option<Cow<'b, str>> {
    let may_be = match settings.encoding {
        Some(Encoding::Utf8) => bytes.utf8_chunks().all(|chunk| chunk.valid().is_ascii()),
        Some(Encoding::Utf16) => false,
        Some(Encoding::Windows1252) | None => true,
    };
    if !may_be || mark(bytes).is_some() || bytes.contains(&0) || std::str::from_utf8(bytes).is_ok()
    {
        return None;
    }
    let mut seen = Seen::new();
    // Cell by cell: a file without any would fill the memory.
    for cell in bytes
        .split(|byte| b"\n\r;,\t\"|".contains(byte))
        .filter(|cell| !cell.is_ascii())
    {
        let cell = seen
            .windows
            .decode(&cell[..cell.len().min(LONGEST_CELL)])
            .into_owned();
        seen.single(&cell);
    }
    let (found, table) = seen.verdict()?;
    if !found.sure {
        faults.file(found.problem(Code::ListCodePageDoubtful, None));
        return None;
    }
    let problem = found.problem(Code::ListCodePage, None);
    let accepted = accepted::reason(settings, &problem, None);
    let is_accepted = accepted.is_some();
    faults.file_unless(problem, accepted);
    (!is_accepted).then(|| table.decode(bytes))
}

/// Whether a text that was read as Windows-1252 is surely UTF-8.
pub(crate) fn is_utf8(bytes: &[u8]) -> bool {
    let mut seen = Seen::new();
    for cell in bytes
        .split(|byte| b"\n\r;,\t".contains(byte))
        .filter(|cell| !cell.is_ascii())
    {
        let cell = seen
            .windows
            .decode(&cell[..cell.len().min(LONGEST_CELL)])
            .into_owned();
        seen.double(&cell);
    }
    seen.twice.iter().any(|tally| tally.sure > 0)
}

/// Examines cells that are read as they are in the file, and reports once if they were misread before. Each cell
/// has its row.
pub(crate) fn report<'c>(
    cells: impl Iterator<Item = (u32, &'c str)>,
    settings: &config::ListSettings,
    faults: &mut Faults,
) {
    let mut seen = Seen::new();
    let mut first = None;
    for (row, cell) in cells {
        if !cell.is_ascii() {
            let before = seen.suspects();
            seen.single(cell);
            seen.double(cell);
            if first.is_none() && seen.suspects() > before {
                first = Some(row);
            }
        }
    }
    let twice = seen.verdict_twice();
    let once = seen.verdict().map(|(found, _)| found);
    let worst = [twice, once]
        .into_iter()
        .flatten()
        .max_by_key(|found| (found.sure, found.cells));
    match worst {
        Some(found) if found.sure => {
            let problem = found.problem(Code::ListMisread, first);
            let accepted = accepted::reason(settings, &problem, None);
            faults.file_unless(problem, accepted);
        }
        Some(found) => faults.file(found.problem(Code::ListCodePageDoubtful, first)),
        None => {}
    }
}

/// What speaks for one page.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    /// Cells that hold something no name holds.
    sure: usize,
    /// Cells that hold something few names hold.
    likely: usize,
    /// Cells whose letters make no sense in this page.
    against: usize,
    /// Letters that are frequent where lists like this are written.
    common: usize,
}

/// What the cells so far show.
struct Seen {
    windows: CodePageTable,
    /// Pages that a text may have been written in, when it was read as Windows-1252.
    written: [(CodePageTable, Tally); 2],
    /// Pages that a UTF-8 text may have been read as.
    read: [CodePageTable; 4],
    twice: [Tally; 4],
}

impl Seen {
    fn new() -> Self {
        let written =
            [&MACINTOSH, &MS_DOS].map(|page| (CodePageTable::new(page), Tally::default()));
        let read: [&'static Page; 4] = [&WINDOWS_1252, &MACINTOSH, &MS_DOS, &MS_DOS_437];
        Seen {
            windows: CodePageTable::new(&WINDOWS_1252),
            written,
            read: read.map(CodePageTable::new),
            twice: Default::default(),
        }
    }

    fn suspects(&self) -> usize {
        let all = self
            .written
            .iter()
            .map(|(_, tally)| tally)
            .chain(&self.twice);
        all.map(|tally| tally.sure + tally.likely).sum()
    }

    /// A cell, not all ASCII, whose letters may have been written in another page than Windows-1252.
    fn single(&mut self, cell: &str) {
        let read: Vec<char> = cell.chars().collect();
        let worst = accents::worst(&read);
        for (table, tally) in &mut self.written {
            let Some(meant) = in_page(&read, &self.windows, table) else {
                tally.against += 1;
                continue;
            };
            if !accents::are_natural(&meant, &read) {
                tally.against += 1;
                continue;
            }
            tally.sure += usize::from(worst == Some(true));
            tally.likely += usize::from(worst == Some(false));
            tally.common += meant.iter().filter(|c| accents::is_common(**c)).count();
        }
    }

    /// A cell, not all ASCII, whose letters may be UTF-8 that was read as something else.
    fn double(&mut self, cell: &str) {
        let read: Vec<char> = cell.chars().collect();
        for (table, tally) in self.read.iter().zip(&mut self.twice) {
            tally.sure += usize::from(accents::is_read_twice(&read, table));
        }
    }

    fn verdict(&self) -> Option<(Misread, &CodePageTable)> {
        let (table, tally) = self
            .written
            .iter()
            .max_by_key(|(_, tally)| (tally.sure, tally.likely, tally.common))?;
        let sure = tally.sure > 0 && tally.against == 0;
        let cells = tally.sure + tally.likely;
        // One odd sign alone may be somebody's whim.
        if !sure && tally.sure == 0 && (tally.against > 0 || tally.likely < 2) {
            return None;
        }
        Some((
            Misread {
                written: table.page.name,
                read: WINDOWS_1252.name,
                sure,
                cells,
            },
            table,
        ))
    }

    fn verdict_twice(&self) -> Option<Misread> {
        let (table, tally) = self
            .read
            .iter()
            .zip(&self.twice)
            .max_by_key(|(_, tally)| tally.sure)?;
        let (sure, cells) = (tally.sure > 0, tally.sure);
        sure.then_some(Misread {
            written: "utf-8",
            read: table.page.name,
            sure,
            cells,
        })
    }
}

/// The cell as it was meant, where it was written in this page; `None` where it has a letter that Windows-1252 doesn't.
fn in_page(read: &[char], windows: &CodePageTable, page: &CodePageTable) -> Option<Vec<char>> {
    let one = |c: &char| {
        if c.is_ascii() {
            Some(*c)
        } else {
            windows.byte(*c).map(|byte| page.char(byte))
        }
    };
    read.iter().map(one).collect()
}

#[cfg(test)]
mod tests;
