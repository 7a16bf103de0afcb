//! A table as every kind of file gives it: a header row and rows, each with its number, and the faults
//! that belong to the table's form.
//!
//! Pure. Here it is settled what a column is called on screens (`D email`), which rows are empty,
//! and what a row with too many or too few cells is.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::address::{Address, trim_unseen};
use crate::finding::Code;

use super::cells::Cells;
use super::faults::{Column, Faults, letters};
use super::headers;
use super::table_row::{Row, plain};

/// A header row and the rows below it.
#[derive(Debug)]
pub(crate) struct Table {
    /// The row of the headers.
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
            faults.file(Code::ListEmpty);
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
                faults.rows(last + 1, row.number - 1, Code::ListRowEmpty);
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
            faults.at(table.header_row, Some(column), Code::ListHeaderEmpty);
            table.sound = false;
        }
        if table.rows.is_empty() {
            faults.file(Code::ListNoRows);
        }
        Some(table)
    }

    /// The headers, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        let names = self.columns.iter().map(|column| &column.name);
        names.filter(|name| !name.is_empty()).cloned().collect()
    }

    /// Trims the cells and makes them as many as the columns; what that would hide is a fault.
    /// Empty cells at the end are nothing, unless the row alone has them: then a delimiter is in one of its
    /// cells, and all after it have moved.
    fn fit(&self, mut row: Row, usual: usize, is_workbook: bool) -> Row {
        let width = self.columns.len();
        if row.cells.len() < width {
            let phrase = Code::ListRowShort
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
            let phrase = Code::ListRowLong
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

/// Letter and header; a header that is an address is no header and is not shown.
fn label(at: usize, name: &str) -> String {
    let shown = if name.contains('@') {
        String::new()
    } else {
        name.chars().take(40).collect()
    };
    format!("{} {shown}", letters(at)).trim_end().to_owned()
}

fn check_headers(header: &Row, columns: &[Column], faults: &mut Faults) -> bool {
    let before = faults.all.len();
    for (at, phrase) in &header.faults {
        faults.at(
            header.number,
            at.and_then(|at| columns.get(at)),
            phrase.clone(),
        );
    }
    if columns
        .iter()
        .any(|column| Address::parse(&column.name).is_ok())
    {
        faults.at(header.number, None, Code::ListHeaderAddress);
        return false;
    }
    let mut seen = HashMap::new();
    for (at, column) in columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !column.name.is_empty())
    {
        if let Some(first) = seen.insert(column.name.as_str(), at) {
            let phrase = Code::ListHeaderTwice.with("other", letters(first));
            faults.at(header.number, Some(column), phrase);
        }
    }
    faults.all.len() == before
}

#[cfg(test)]
mod tests;
