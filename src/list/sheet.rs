//! The chosen sheet of an `.xlsx` into rows.
//!
//! Pure. Values come from `calamine`, what is hidden or merged from `unseen.rs`; neither is ever passed
//! over in silence.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Reader as _, Sheet, SheetType, SheetVisible, Xlsx};

use crate::config::{self, HiddenRows};
use crate::phrase::Phrase;

use super::file::wanted;
use super::shown::shown;
use super::table::{Faults, Row, begin_at_headers, letters};
use super::unseen::{self, Unseen};

/// More columns than any list has; a stray cell far to the right would fill the memory.
const WIDEST: u32 = 1024;

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// The rows of the workbook's sheet. `None` with a fault when it cannot be read.
pub(super) fn rows(bytes: &[u8], settings: &config::List, faults: &mut Faults) -> Option<Vec<Row>> {
    let Ok(mut workbook) = Xlsx::new(Cursor::new(bytes)) else {
        faults.file(Phrase::new("list-workbook-unreadable"));
        return None;
    };
    let sheet = choose(&mut workbook, settings, faults)?;
    faults.in_sheet(&sheet);
    let (Some(mut rows), Some(unseen)) = (values(&mut workbook, &sheet), unseen::read(bytes, &sheet)) else {
        faults.file(Phrase::new("list-workbook-unreadable"));
        return None;
    };
    if rows.iter().any(|row| row.cells.len() > WIDEST as usize) {
        faults.file(Phrase::new("list-sheet-wide").with("columns", WIDEST));
        return None;
    }
    begin_at_headers(&mut rows, &wanted(settings), faults);
    let width = rows.first().map_or(0, |row| row.cells.len());
    for row in &mut rows {
        if row.cells.len() < width {
            row.cells.widen(width);
        }
    }
    tell(&mut rows, &unseen, settings.hidden_rows, faults);
    Some(rows)
}

/// The sheet that the settings name, or the only one that can be seen.
fn choose(workbook: &mut Book<'_>, settings: &config::List, faults: &mut Faults) -> Option<String> {
    let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let (visible, hidden): (Vec<&Sheet>, Vec<&Sheet>) =
        sheets.partition(|sheet| sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = visible.iter().map(|sheet| sheet.name.clone()).collect();
    if let Some(stated) = &settings.sheet {
        if visible.iter().chain(&hidden).any(|sheet| sheet.name == *stated) {
            return Some(stated.clone());
        }
        faults.file(Phrase::new("list-sheet-missing").with("sheet", stated).with("sheets", names));
        return None;
    }
    match &names[..] {
        [] => {
            faults.file(Phrase::new("list-workbook-unreadable"));
            None
        }
        [only] => Some(only.clone()),
        [first, ..] => {
            let sheet = names.iter().find(|name| has_headers(workbook, name, settings)).unwrap_or(first);
            let phrase = Phrase::new("list-sheet-not-stated").with("sheet", sheet);
            faults.file(phrase.with("sheets", names.clone()));
            Some(sheet.clone())
        }
    }
}

/// Whether one of the first rows of the sheet holds the headers that the settings name.
fn has_headers(workbook: &mut Book<'_>, sheet: &str, settings: &config::List) -> bool {
    let wanted = wanted(settings);
    let rows = values(workbook, sheet).unwrap_or_default();
    rows.iter()
        .take(20)
        .any(|row| wanted.iter().all(|name| row.cells.iter().any(|cell| cell.trim() == *name)))
}

/// Every row with a cell that is not empty, as people see it.
fn values(workbook: &mut Book<'_>, sheet: &str) -> Option<Vec<Row>> {
    let mut cells = workbook.worksheet_cells_reader(sheet).ok()?;
    let formats: Vec<Option<String>> = cells
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref().map(|format| format.format_code.clone()))
        .collect();
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    while let Some((cell, style)) = cells.next_cell_with_style_id().ok()? {
        let (row, column) = cell.get_position();
        if *cell.get_value() == calamine::DataRef::Empty {
            continue;
        }
        let number = row.saturating_add(1);
        let row = rows.entry(number).or_insert_with(|| Row { number, ..Row::default() });
        let at = column.min(WIDEST) as usize;
        row.cells.widen(at);
        let format = formats.get(style).and_then(Option::as_deref);
        match shown(cell.get_value(), format) {
            Ok(text) => row.cells.set(at, &line_breaks(text)),
            Err(phrase) => {
                row.cells.set(at, "");
                row.faults.push((Some(at), phrase));
            }
        }
    }
    Some(rows.into_values().collect())
}

/// Line breaks as `\n`; Excel writes the CR of CRLF as `_x000D_` (ECMA-376, part 1, section 22.4.2.4).
fn line_breaks(text: String) -> String {
    if text.contains('\r') || text.contains("_x000D_") {
        text.replace("_x000D_", "\r").replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

/// Tells what is hidden, merged or never worked out.
fn tell(rows: &mut [Row], unseen: &Unseen, policy: HiddenRows, faults: &mut Faults) {
    let Some(header) = rows.first().map(|row| row.number) else { return };
    tell_hidden_rows(&mut rows[1..], unseen, policy, faults);
    for column in 0..rows.iter().map(|row| row.cells.len()).max().unwrap_or(0) {
        let hidden = u32::try_from(column).is_ok_and(|at| unseen.is_column_hidden(at.saturating_add(1)));
        if hidden && rows.iter().any(|row| row.cells.get(column).is_some_and(|cell| !cell.is_empty())) {
            faults.error_at(header, letters(column), Phrase::new("list-column-hidden"));
        }
    }
    tell_merged(rows, unseen);
    for (row, column) in &unseen.open_formulas {
        if let Ok(at) = rows.binary_search_by_key(row, |row| row.number) {
            let column = usize::try_from(*column).ok().and_then(|column| column.checked_sub(1));
            rows[at].faults.push((column, Phrase::new("list-formula-open")));
        }
    }
}

fn tell_hidden_rows(rows: &mut [Row], unseen: &Unseen, policy: HiddenRows, faults: &mut Faults) {
    let mut skipped = 0_usize;
    for row in rows.iter_mut().filter(|row| unseen.rows.contains(&row.number)) {
        match policy {
            HiddenRows::Include => {}
            HiddenRows::Refuse => row.faults.push((None, Phrase::new("list-row-hidden"))),
            HiddenRows::Skip => {
                row.skipped = true;
                skipped += 1;
            }
        }
    }
    if skipped > 0 {
        faults.look_file(Phrase::new("list-rows-skipped").with("rows", skipped));
    }
}

/// A merged cell shows one value over several cells of which all but the first are empty. Counted by
/// where stretches begin and end, so that many of them cost no more than few.
fn tell_merged(rows: &mut [Row], unseen: &Unseen) {
    let mut edges = vec![0_i64; rows.len() + 1];
    for area in unseen.merged.iter().filter(|area| area.columns.0 <= WIDEST) {
        let first = rows.partition_point(|row| row.number < area.rows.0);
        let behind = rows.partition_point(|row| row.number <= area.rows.1);
        if first < behind {
            edges[first] += 1;
            edges[behind] -= 1;
        }
    }
    let mut open = 0;
    for (at, (row, edge)) in rows.iter_mut().zip(edges).enumerate() {
        open += edge;
        if open > 0 {
            let header = at == 0;
            let phrase =
                if header { Phrase::new("list-header-merged") } else { Phrase::new("list-row-merged") };
            row.faults.push((None, phrase));
        }
    }
}
