//! One row of a table, as every kind of file gives it.

use super::cells::Cells;
use crate::address::trim_unseen;
use crate::finding::Problem;

/// One row as the file gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// The row as a spreadsheet shows it.
    pub(crate) number: u32,
    /// Its cells, from column A.
    pub(crate) cells: Cells,
    /// Errors of the row's form, with the column if it is one column's.
    pub(crate) faults: Vec<(Option<usize>, Problem)>,
    /// Warnings, each with its column.
    pub(crate) warnings: Vec<(usize, Problem)>,
    /// Passed over because it is hidden and the settings say so.
    pub(crate) skipped: bool,
}

impl Row {
    /// Nothing in it that can be seen, and nothing wrong with it.
    pub(crate) fn is_blank(&self) -> bool {
        self.faults.is_empty() && self.cells.iter().all(|cell| trim_unseen(cell).is_empty())
    }
}

/// A header on one line, without what cannot be seen at its ends.
pub(crate) fn plain(header: &str) -> String {
    trim_unseen(header)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
