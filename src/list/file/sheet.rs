//! The chosen sheet of an `.xlsx` into rows.
//!
//! Pure. What the file holds comes from `workbook/`, how a number is shown from `number_format/`; here it is settled
//! what a cell says, and nothing that can't be read surely is passed over in silence.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use crate::config::{self, HiddenRows};
use crate::finding::{Code, Problem};

use super::cell_text::Reading;
use super::faults::{Faults, letters};
use super::headers::{begin_at_headers, wanted};
use super::limits::{self, MOST_COLUMNS, ReadSoFar};
use super::table_row::Row;
use super::workbook::{Found, Sheet, Workbook};

/// The rows of the workbook's sheet. `None` with a fault when it cannot be read.
pub(crate) fn rows(
    bytes: &[u8],
    settings: &config::ListSettings,
    faults: &mut Faults,
) -> Option<Vec<Row>> {
    let Some(mut workbook) = Workbook::open(bytes) else {
        faults.file(Code::ListWorkbookUnreadable);
        return None;
    };
    let sheet = choose(&mut workbook, settings, faults)?;
    faults.in_sheet(&sheet.name);
    let (mut rows, found) = match values(&mut workbook, &sheet) {
        Ok(read) => read,
        Err(phrase) => {
            faults.file(phrase);
            return None;
        }
    };
    if rows.iter().any(|row| row.cells.len() > MOST_COLUMNS) {
        faults.file(limits::too_wide());
        return None;
    }
    begin_at_headers(&mut rows, &wanted(settings), faults);
    let width = rows.first().map_or(0, |row| row.cells.len());
    for row in &mut rows {
        if row.cells.len() < width {
            row.cells.widen(width);
        }
    }
    report(&mut rows, &found, settings.hidden_rows, faults);
    Some(rows)
}

/// The sheet that the settings name, or the only one that can be seen.
fn choose(
    workbook: &mut Workbook<'_>,
    settings: &config::ListSettings,
    faults: &mut Faults,
) -> Option<Sheet> {
    let sheets = workbook.sheets.clone();
    let visible: Vec<&Sheet> = sheets.iter().filter(|sheet| sheet.visible).collect();
    let names: Vec<String> = visible.iter().map(|sheet| sheet.name.clone()).collect();
    if let Some(stated) = &settings.sheet {
        let found = sheets.iter().find(|sheet| sheet.name == *stated);
        if found.is_none() {
            faults.file(
                Code::ListSheetMissing
                    .with("sheet", stated)
                    .with("sheets", names),
            );
        }
        return found.cloned();
    }
    match &visible[..] {
        [] => {
            faults.file(Code::ListWorkbookUnreadable);
            None
        }
        [only] => Some((*only).clone()),
        [first, ..] => {
            let likely = visible
                .iter()
                .find(|sheet| has_headers(workbook, sheet, settings));
            let sheet = likely.unwrap_or(first);
            let known = if likely.is_some() { "yes" } else { "no" };
            let phrase = Code::ListSheetNotStated
                .with("sheet", &sheet.name)
                .with("known", known);
            faults.file(phrase.with("sheets", names));
            Some((*sheet).clone())
        }
    }
}

/// Whether one of the first rows of the sheet holds the headers that the settings name.
fn has_headers(
    workbook: &mut Workbook<'_>,
    sheet: &Sheet,
    settings: &config::ListSettings,
) -> bool {
    let wanted = wanted(settings);
    let rows = some_values(workbook, sheet, 20)
        .map(|(rows, _)| rows)
        .unwrap_or_default();
    rows.iter().any(|row| {
        wanted
            .iter()
            .all(|name| row.cells.iter().any(|cell| cell.trim() == *name))
    })
}

/// Every row with a cell that is not empty, as people see it.
fn values(workbook: &mut Workbook<'_>, sheet: &Sheet) -> Result<(Vec<Row>, Found), Problem> {
    some_values(workbook, sheet, usize::MAX)
}

/// The same of the first `most` rows that the workbook holds.
fn some_values(
    workbook: &mut Workbook<'_>,
    sheet: &Sheet,
    most: usize,
) -> Result<(Vec<Row>, Found), Problem> {
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    let mut reading = Reading::new(workbook.results, workbook.since_1904);
    let (mut sum, mut too_long) = (ReadSoFar::default(), None);
    let found = workbook.read(sheet, |cell| {
        let (row, column, struck) = (cell.row, cell.column, cell.struck);
        if !rows.contains_key(&row) && rows.len() >= most {
            return ControlFlow::Break(());
        }
        let at = (column.saturating_sub(1) as usize).min(MOST_COLUMNS);
        let read = reading.read(cell);
        let row = rows.entry(row).or_insert_with(|| {
            sum.row();
            Row {
                number: row,
                ..Row::default()
            }
        });
        let (shown, is_long) = limits::shorten(&read.text);
        too_long = sum
            .grow(shown.len(), (at + 1).saturating_sub(row.cells.len()))
            .err();
        row.cells.set(at, shown);
        row.faults
            .extend(is_long.then(|| (Some(at), limits::too_long())));
        row.faults.extend(read.fault.map(|fault| (Some(at), fault)));
        row.warnings.extend(read.warning.map(|one| (at, one)));
        if struck && !shown.trim().is_empty() {
            strike(row, at);
        }
        match too_long {
            Some(_) => ControlFlow::Break(()),
            None => ControlFlow::Continue(()),
        }
    });
    if let Some(problem) = too_long {
        return Err(problem);
    }
    let found = found.ok_or_else(|| Problem::new(Code::ListWorkbookUnreadable))?;
    let (zeros, sure) = reading.finish();
    for (row, column) in zeros {
        let at = column.saturating_sub(1) as usize;
        let (open, doubtful) = (Code::ListFormulaOpen, Code::ListFormulaDoubtful);
        match rows.get_mut(&row) {
            Some(row) if sure => row.faults.push((Some(at), Problem::new(open))),
            Some(row) => row.warnings.push((at, Problem::new(doubtful))),
            None => {}
        }
    }
    Ok((rows.into_values().collect(), found))
}

/// Reports once that somebody struck the row through, or cells of it.
fn strike(row: &mut Row, at: usize) {
    let is_known = |(_, one): &(usize, Problem)| one.code() == Some(Code::ListRowStruck);
    if !row.warnings.iter().any(is_known) {
        row.warnings.push((at, Problem::new(Code::ListRowStruck)));
    }
}

/// Reports what is hidden or merged.
fn report(rows: &mut [Row], found: &Found, policy: HiddenRows, faults: &mut Faults) {
    let Some(header) = rows.first().map(|row| row.number) else {
        return;
    };
    report_hidden_rows(&mut rows[1..], found, policy, faults);
    for column in 0..rows.iter().map(|row| row.cells.len()).max().unwrap_or(0) {
        let hidden =
            u32::try_from(column).is_ok_and(|at| found.is_column_hidden(at.saturating_add(1)));
        if hidden
            && rows
                .iter()
                .any(|row| row.cells.get(column).is_some_and(|cell| !cell.is_empty()))
        {
            faults.error_at(header, letters(column), Code::ListColumnHidden);
        }
    }
    report_merged(rows, found);
    report_notes(&mut rows[1..], found);
}

/// A note may say that a row is not to be mailed.
fn report_notes(rows: &mut [Row], found: &Found) {
    for (number, column) in &found.notes {
        let at = (column.saturating_sub(1) as usize).min(MOST_COLUMNS);
        if let Ok(row) = rows.binary_search_by_key(number, |row| row.number) {
            rows[row]
                .warnings
                .push((at, Problem::new(Code::ListCellNote)));
        }
    }
}

fn report_hidden_rows(rows: &mut [Row], found: &Found, policy: HiddenRows, faults: &mut Faults) {
    let mut skipped = 0_usize;
    for row in rows
        .iter_mut()
        .filter(|row| found.hidden_rows.contains(&row.number))
    {
        match policy {
            HiddenRows::Include => {}
            HiddenRows::Refuse => row.faults.push((None, Problem::new(Code::ListRowHidden))),
            HiddenRows::Skip => {
                row.skipped = true;
                skipped += 1;
            }
        }
    }
    if skipped > 0 {
        faults.file(Code::ListRowsSkipped.with("rows", skipped));
    }
}

/// A merged cell shows one value over several cells of which all but the first are empty. Counted by
/// where stretches begin and end, so that many of them cost no more than few.
fn report_merged(rows: &mut [Row], found: &Found) {
    let mut edges = vec![0_i64; rows.len() + 1];
    for area in found
        .merged
        .iter()
        .filter(|area| area.columns.0 as usize <= MOST_COLUMNS)
    {
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
            let phrase = if header {
                Problem::new(Code::ListHeaderMerged)
            } else {
                Problem::new(Code::ListRowMerged)
            };
            row.faults.push((None, phrase));
        }
    }
}
