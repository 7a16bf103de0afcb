//! A table as every kind of file gives it: a header row and rows, each with its number, and the faults
//! that belong to the table's form.
//!
//! Pure. Here it is settled what a column is called on screens (`D email`), which rows are empty,
//! and what a row with too many or too few cells is.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::address::{Address, trim_unseen};
use crate::fault::{Fault, Place};
use crate::phrase::Phrase;

use super::cells::Cells;
use super::headers;

/// One row as the file gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// The row as a spreadsheet shows it.
    pub(crate) number: u32,
    /// Its cells, from column A.
    pub(crate) cells: Cells,
    /// Errors of the row's form, with the column if it is one column's.
    pub(crate) faults: Vec<(Option<usize>, Phrase)>,
    /// What deserves a look, with its column.
    pub(crate) looks: Vec<(usize, Phrase)>,
    /// Passed over because it is hidden and the settings say so.
    pub(crate) skipped: bool,
}

impl Row {
    /// Nothing in it that can be seen, and nothing wrong with it.
    pub(crate) fn is_blank(&self) -> bool {
        self.faults.is_empty() && self.cells.iter().all(|cell| trim_unseen(cell).is_empty())
    }
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its header, trimmed; empty where there is none.
    pub(crate) name: String,
    /// Letter and header, as faults name it.
    pub(crate) label: String,
}

/// Collects faults, each with its place in the one file.
#[derive(Debug)]
pub(crate) struct Faults {
    /// The file, and the sheet of it, that faults are in.
    pub(crate) file: String,
    pub(crate) all: Vec<Fault>,
    /// How many of them are errors.
    pub(crate) errors: usize,
    /// Whether the file is a workbook.
    is_workbook: bool,
}

impl Faults {
    pub(crate) fn new(file: impl Into<String>) -> Self {
        Faults {
            file: file.into(),
            all: Vec::new(),
            errors: 0,
            is_workbook: false,
        }
    }

    /// From here on, faults lie in this sheet of the file.
    pub(crate) fn in_sheet(&mut self, sheet: &str) {
        self.file = format!("{} [{sheet}]", self.file);
        self.is_workbook = true;
    }

    /// An error of the whole file.
    pub(crate) fn file(&mut self, phrase: Phrase) {
        self.add(Fault::error(Place::file(&self.file), phrase));
    }

    /// An error of the whole file, unless somebody accepted it.
    pub(crate) fn file_unless(&mut self, phrase: Phrase, accepted: Option<String>) {
        self.add(Fault {
            accepted,
            ..Fault::error(Place::file(&self.file), phrase)
        });
    }

    /// Something about the whole file that deserves a look.
    pub(crate) fn look_file(&mut self, phrase: Phrase) {
        self.add(Fault::warning(Place::file(&self.file), phrase));
    }

    /// An error in a row, in a column if it is one column's.
    pub(crate) fn error(&mut self, row: u32, column: Option<&Column>, phrase: Phrase) {
        let place = self.place(row, column);
        self.add(Fault::error(place, phrase));
    }

    /// An error in a cell, unless somebody accepted it.
    pub(crate) fn error_unless(
        &mut self,
        row: u32,
        column: &Column,
        phrase: Phrase,
        accepted: Option<String>,
    ) {
        let place = self.place(row, Some(column));
        self.add(Fault {
            accepted,
            ..Fault::error(place, phrase)
        });
    }

    /// An error of a whole column, unless somebody accepted it.
    pub(crate) fn column(&mut self, column: &Column, phrase: Phrase, accepted: Option<String>) {
        let place = Place::file(&self.file).column(&column.label);
        self.add(Fault {
            accepted,
            ..Fault::error(place, phrase)
        });
    }

    /// Something in a row that deserves a look.
    pub(crate) fn look(&mut self, row: u32, column: Option<&Column>, phrase: Phrase) {
        let place = self.place(row, column);
        self.add(Fault::warning(place, phrase));
    }

    /// Faults of another file.
    pub(crate) fn extend(&mut self, faults: Vec<Fault>) {
        faults.into_iter().for_each(|fault| self.add(fault));
    }

    fn add(&mut self, fault: Fault) {
        self.errors += usize::from(fault.is_error());
        self.all.push(fault);
    }

    /// An error in a row and a column known by its letters alone.
    pub(crate) fn error_at(&mut self, row: u32, letters: String, phrase: Phrase) {
        self.add(Fault::error(
            Place::file(&self.file).row(row).column(letters),
            phrase,
        ));
    }

    /// Rows from `first` to `last` that deserve a look.
    pub(crate) fn look_rows(&mut self, first: u32, last: u32, phrase: Phrase) {
        let last_row = (first < last).then_some(last);
        let place = Place {
            last_row,
            ..Place::file(&self.file).row(first)
        };
        self.add(Fault::warning(place, phrase));
    }

    fn place(&self, row: u32, column: Option<&Column>) -> Place {
        let place = Place::file(&self.file).row(row);
        match column {
            Some(column) => place.column(&column.label),
            None => place,
        }
    }
}

/// A header row and the rows below it.
#[derive(Debug)]
pub(crate) struct Table {
    /// The row the headers stand in.
    pub(crate) header_row: u32,
    /// The columns, without the empty ones at the end.
    pub(crate) columns: Vec<Column>,
    /// The rows that are not empty. Each has as many cells as there are columns, trimmed.
    pub(crate) rows: Vec<Row>,
    /// Whether the headers can be relied on.
    pub(crate) sound: bool,
    /// Whether the first row surely is one of headers, and no organisation's.
    pub(crate) are_headers: bool,
}

impl Table {
    /// Takes the rows of a file apart: the first row that is not empty holds the headers. `None`
    /// with a fault when there is nothing.
    pub(crate) fn new(mut rows: Vec<Row>, faults: &mut Faults) -> Option<Table> {
        while rows.last().is_some_and(Row::is_blank) {
            rows.pop();
        }
        let mut rows = rows.into_iter().skip_while(Row::is_blank);
        let Some(header) = rows.next() else {
            faults.file(Phrase::new("list-empty"));
            return None;
        };
        let columns = columns(&header.cells);
        let sound = check_headers(&header, &columns, faults);
        let rows: Vec<Row> = rows.filter(|row| !row.is_blank()).collect();
        let are_headers = headers::are_some(&header, &rows);
        let mut table = Table {
            header_row: header.number,
            columns,
            rows: Vec::new(),
            sound,
            are_headers,
        };
        let usual = usual_width(&rows).max(header.cells.len());
        let mut unnamed = vec![false; table.columns.len()];
        let mut last = table.header_row;
        for row in rows {
            // Blank rows, and rows that a spreadsheet does not even write down.
            if row.number > last.saturating_add(1) {
                faults.look_rows(last + 1, row.number - 1, Phrase::new("list-row-empty"));
            }
            last = row.number;
            if row.skipped {
                continue;
            }
            let row = table.fit(row, usual, faults.is_workbook);
            for (at, cell) in row.cells.iter().enumerate() {
                unnamed[at] |= !cell.is_empty() && table.columns[at].name.is_empty();
            }
            table.rows.push(row);
        }
        for (column, _) in table
            .columns
            .iter()
            .zip(&unnamed)
            .filter(|(_, unnamed)| **unnamed)
        {
            faults.error(
                table.header_row,
                Some(column),
                Phrase::new("list-header-empty"),
            );
            table.sound = false;
        }
        if table.rows.is_empty() {
            faults.file(Phrase::new("list-no-rows"));
        }
        Some(table)
    }

    /// The headers, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        let names = self.columns.iter().map(|column| &column.name);
        names.filter(|name| !name.is_empty()).cloned().collect()
    }

    /// Trims the cells and makes them as many as the columns; what that would hide is a fault.
    /// Empty cells at the end are nothing, unless the row alone has them: then a delimiter stands in one of its
    /// cells, and all behind it have moved.
    fn fit(&self, mut row: Row, usual: usize, is_workbook: bool) -> Row {
        let width = self.columns.len();
        if row.cells.len() < width {
            let phrase = Phrase::new("list-row-short")
                .with("cells", row.cells.len())
                .with("columns", width);
            row.faults.push((None, phrase));
        } else if row.cells.len() > usual
            || row
                .cells
                .iter()
                .skip(width)
                .any(|cell| !trim_unseen(cell).is_empty())
        {
            let phrase = Phrase::new("list-row-long")
                .with("cells", row.cells.len())
                .with("columns", width);
            let phrase = phrase.with("kind", if is_workbook { "workbook" } else { "csv" });
            row.faults.push((None, phrase));
        }
        row.cells = row.cells.fit(width, trim_unseen);
        row
    }
}

/// How many cells most rows have.
fn usual_width(rows: &[Row]) -> usize {
    let mut widths: HashMap<usize, usize> = HashMap::new();
    for row in rows {
        *widths.entry(row.cells.len()).or_default() += 1;
    }
    widths
        .into_iter()
        .max_by_key(|(width, rows)| (*rows, Reverse(*width)))
        .map_or(0, |(width, _)| width)
}

fn columns(cells: &Cells) -> Vec<Column> {
    let names = cells.iter().map(plain);
    let mut columns: Vec<Column> = names
        .enumerate()
        .map(|(at, name)| Column {
            label: label(at, &name),
            name,
        })
        .collect();
    while columns.last().is_some_and(|column| column.name.is_empty()) {
        columns.pop();
    }
    columns
}

/// A header on one line, without what cannot be seen at its ends.
pub(crate) fn plain(header: &str) -> String {
    trim_unseen(header)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Letter and header; a header that is an address is no header and is not shown.
fn label(at: usize, name: &str) -> String {
    let shown = if name.contains('@') {
        String::new()
    } else {
        name.chars().take(40).collect()
    };
    format!("{} {shown}", letters(at)).trim_end().to_owned()
}

/// The letters of a column: `A`, `Z`, `AA`.
pub(crate) fn letters(at: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = at + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest % 26]));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

fn check_headers(header: &Row, columns: &[Column], faults: &mut Faults) -> bool {
    let before = faults.all.len();
    for (at, phrase) in &header.faults {
        faults.error(
            header.number,
            at.and_then(|at| columns.get(at)),
            phrase.clone(),
        );
    }
    if columns
        .iter()
        .any(|column| Address::parse(&column.name).is_ok())
    {
        faults.error(header.number, None, Phrase::new("list-header-address"));
        return false;
    }
    let mut seen = HashMap::new();
    for (at, column) in columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !column.name.is_empty())
    {
        if let Some(first) = seen.insert(column.name.as_str(), at) {
            let phrase = Phrase::new("list-header-twice").with("other", letters(first));
            faults.error(header.number, Some(column), phrase);
        }
    }
    faults.all.len() == before
}

#[cfg(test)]
mod tests;
