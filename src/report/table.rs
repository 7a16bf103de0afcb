//! The table for spreadsheets: one line for each row of the list.

use std::fs::File;
use std::io::{self, BufWriter};

use super::line::ReportLine;
use crate::phrase::Speaker;
use crate::review::Spreadsheet;

/// The columns of a redacted table.
const REDACTED_COLUMNS: [&str; 5] = ["alias", "state", "why", "next", "ground"];
/// The columns of a table that names everybody.
const COLUMNS: [&str; 11] = [
    "id",
    "organisation",
    "address",
    "state",
    "since",
    "attempts",
    "message_id",
    "reply",
    "why",
    "next",
    "ground",
];

/// The names of the columns.
#[must_use]
pub const fn columns(redacted: bool) -> &'static [&'static str] {
    if redacted {
        &REDACTED_COLUMNS
    } else {
        &COLUMNS
    }
}

/// The cells of a line, in the order of the columns.
#[must_use]
pub fn cells(line: &ReportLine, speaker: &Speaker, redacted: bool) -> Vec<String> {
    let ReportLine {
        id,
        organisation,
        address,
        state,
        message_id,
        reply,
        why,
        next,
        ground,
        ..
    } = line;
    let cells = match redacted {
        true => vec![id, state, why, next, ground],
        false => {
            let since = line.since.map(|at| speaker.exact(at));
            let attempts = match line.attempts {
                0 => String::new(),
                some => some.to_string(),
            };
            return vec![
                id.clone(),
                organisation.clone(),
                address.clone(),
                state.clone(),
                since.unwrap_or_default(),
                attempts,
                message_id.clone(),
                reply.clone(),
                why.clone(),
                next.clone(),
                ground.clone(),
            ];
        }
    };
    cells.into_iter().cloned().collect()
}

/// The table as it is written.
pub struct ReportTable {
    table: Spreadsheet<BufWriter<File>>,
    redacted: bool,
}

impl ReportTable {
    /// Begins the table.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn begin(file: BufWriter<File>, redacted: bool) -> io::Result<ReportTable> {
        let mut table = Spreadsheet::begin(file)?;
        table.line(columns(redacted))?;
        Ok(ReportTable { table, redacted })
    }

    /// Writes a line.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn line(&mut self, line: &ReportLine, speaker: &Speaker) -> io::Result<()> {
        self.table.line(cells(line, speaker, self.redacted))
    }

    /// Returns the file, to be put in its place.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn finish(self) -> io::Result<BufWriter<File>> {
        self.table.finish()
    }
}
