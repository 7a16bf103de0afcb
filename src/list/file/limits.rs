//! More than any list has: rows, columns, cells and text beyond which a file is refused instead of read.
//!
//! Pure. A few megabytes can unpack to gigabytes of cells, and a file that was named by mistake for hours of work.

use crate::finding::{Code, Problem};

/// A stray cell far to the right would fill the memory.
pub(crate) const MOST_COLUMNS: usize = 1024;
/// Rows that aren't empty.
const MOST_ROWS: usize = 250_000;
/// Rows of a spreadsheet, empty ones included.
const MOST_LINES: usize = 1_048_576;
/// Cells, with those left out between them.
const MOST_CELLS: usize = 12_000_000;
/// Text of all cells, in bytes.
pub(crate) const MOST_TEXT: usize = 96 * 1024 * 1024;
/// Characters of one cell, as in a spreadsheet.
pub(crate) const LONGEST_CELL: usize = 32_767;

/// What was read so far.
#[derive(Debug, Default)]
pub(crate) struct ReadSoFar {
    rows: usize,
    lines: usize,
    cells: usize,
    text: usize,
}

impl ReadSoFar {
    /// Counts a row, with the bytes of its text and its cells.
    pub(crate) fn add(
        &mut self,
        is_blank: bool,
        (text, cells): (usize, usize),
    ) -> Result<(), Problem> {
        self.lines += 1;
        self.rows += usize::from(!is_blank);
        self.grow(text, cells)
    }

    /// Counts a row of a spreadsheet, which a workbook holds only if something is in it.
    pub(crate) fn row(&mut self) {
        self.rows += 1;
    }

    /// Counts text and cells.
    pub(crate) fn grow(&mut self, text: usize, cells: usize) -> Result<(), Problem> {
        self.text += text;
        self.cells += cells;
        let within = self.rows <= MOST_ROWS
            && self.lines <= MOST_LINES
            && self.cells <= MOST_CELLS
            && self.text <= MOST_TEXT;
        if within {
            Ok(())
        } else {
            Err(Code::ListTooLong.with("rows", MOST_ROWS))
        }
    }
}

/// The cell up to the limit, and whether it is longer.
pub(crate) fn shorten(cell: &str) -> (&str, bool) {
    if cell.len() <= LONGEST_CELL {
        return (cell, false);
    }
    match cell.char_indices().nth(LONGEST_CELL) {
        Some((end, _)) => (&cell[..end], true),
        None => (cell, false),
    }
}

/// A cell that is longer than one can be.
pub(crate) fn too_long() -> Problem {
    Code::ListCellLong.with("most", LONGEST_CELL)
}

/// A row with text beyond the last column.
pub(crate) fn too_wide() -> Problem {
    Code::ListSheetWide.with("columns", MOST_COLUMNS)
}
