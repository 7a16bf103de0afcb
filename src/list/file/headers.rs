//! Which of the first rows holds the headers.
//!
//! Pure. By the names that the settings give; where those are not there, by its looks, and only to say what was found: a
//! list without its columns is not read further.

use std::collections::HashSet;

use super::faults::Faults;
use super::table_row::{Row, plain};
use crate::config;
use crate::finding::Code;

/// The headers are in one of this many rows, counted from the first that is not empty.
const NEAR: usize = 20;

/// Removes what is above the headers: blank rows, and a title, which is reported. `wanted` are
/// headers to know their row by; it must hold them all, so that no organisation is taken for headers.
pub(crate) fn begin_at_headers(rows: &mut Vec<Row>, wanted: &[&str], faults: &mut Faults) {
    let has = |row: &Row, name: &str| row.cells.iter().any(|cell| plain(cell) == name);
    let first = rows
        .iter()
        .position(|row| !row.is_blank())
        .unwrap_or(rows.len());
    let near = &rows[first..rows.len().min(first + NEAR)];
    let is_title = near
        .first()
        .is_some_and(|row| !wanted.iter().any(|name| has(row, name)));
    let lower = near
        .iter()
        .position(|row| wanted.iter().all(|name| has(row, name)))
        .or_else(|| by_looks(near));
    let above = match lower.filter(|lower| is_title && *lower > 0 && !wanted.is_empty()) {
        Some(lower) => {
            let (top, last) = (near[0].number, near[lower].number.saturating_sub(1));
            faults.rows(
                top,
                last,
                Code::ListRowsAbove.with("row", last.saturating_add(1)),
            );
            first + lower
        }
        None => first,
    };
    rows.drain(..above);
}

/// The first row with as many cells as the list is wide, where all above have one or none and all near below it more.
fn by_looks(near: &[Row]) -> Option<usize> {
    let filled = |row: &Row| {
        row.cells
            .iter()
            .filter(|cell| !plain(cell).is_empty())
            .count()
    };
    let at = near.iter().position(|row| filled(row) > 1)?;
    (filled(&near[at]) > 2 && are_some(&near[at], &near[at + 1..])).then_some(at)
}

/// Whether a row surely is one of headers: words that differ, none an address or a number, and an address near below it
/// in a column that has a header.
pub(crate) fn are_some(header: &Row, below: &[Row]) -> bool {
    let names: Vec<String> = header
        .cells
        .iter()
        .map(plain)
        .filter(|name| !name.is_empty())
        .collect();
    let is_name = |name: &String| {
        !name.contains('@') && name.chars().any(char::is_alphabetic) && name.chars().count() <= 60
    };
    let differ = names.iter().collect::<HashSet<_>>().len() == names.len();
    let has_address = |row: &Row| {
        let mut cells = row.cells.iter().enumerate();
        cells.any(|(at, cell)| {
            cell.contains('@') && header.cells.get(at).is_some_and(|name| !name.is_empty())
        })
    };
    // Headers name things that each row has; a name that occurs again below is no header.
    let near = || below.iter().take(NEAR);
    let again = near().any(|row| {
        row.cells
            .iter()
            .any(|cell| !cell.is_empty() && names.contains(&plain(cell)))
    });
    names.len() > 1 && names.iter().all(is_name) && differ && !again && near().any(has_address)
}

/// The headers that the settings name and every list has.
pub(crate) fn wanted(settings: &config::ListSettings) -> Vec<&str> {
    let columns = &settings.columns;
    let names = columns
        .id
        .iter()
        .chain([&columns.organisation])
        .chain(&columns.email)
        .chain(&columns.kind);
    names.map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u32, cells: &[&str]) -> Row {
        Row {
            number,
            cells: cells.iter().collect(),
            ..Row::default()
        }
    }

    #[test]
    fn a_title_above_the_headers_is_passed_over_and_told() {
        let begin = |mut rows: Vec<Row>| {
            let mut faults = Faults::new("list.csv");
            begin_at_headers(&mut rows, &["id", "naam"], &mut faults);
            let reported = faults
                .all
                .iter()
                .map(|f| (f.place.row, f.place.last_row, f.code_name()))
                .collect::<Vec<_>>();
            (rows[0].number, reported)
        };
        let title = vec![
            row(1, &[]),
            row(2, &["Overzicht"]),
            row(3, &[""]),
            row(4, &["naam", "id ", "x"]),
        ];
        assert_eq!(
            begin(title),
            (4, vec![(Some(2), Some(3), "list-rows-above")])
        );
        let missing = vec![row(1, &["id", "name"]), row(2, &["id", "naam"])];
        assert_eq!(begin(missing), (1, vec![]));
        // Other headers than the settings name, under a title.
        let other = vec![
            row(1, &["Overzicht", "", ""]),
            row(2, &["Nr.", "Naam organisatie", "E-mailadres"]),
            row(3, &["1", "Brug", "info@brug.example"]),
            row(4, &["2", "Huis", "info@huis.example"]),
        ];
        assert_eq!(begin(other), (2, vec![(Some(1), None, "list-rows-above")]));
        // No headers at all: nobody is passed over.
        let bare = vec![
            row(1, &["1", "Brug", "info@brug.example"]),
            row(2, &["2", "Huis", "info@huis.example"]),
        ];
        assert_eq!(begin(bare), (1, vec![]));
        let short = vec![
            row(1, &["Brug", "x", ""]),
            row(2, &["2", "Huis", "info@huis.example"]),
        ];
        assert_eq!(begin(short), (1, vec![]));
    }
}
