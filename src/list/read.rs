//! Reads the list: its file into rows, each row by itself, and the rows beside each other.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::across_rows;
use super::across_rows::given_before::{Before, Marked};
use super::file;
use super::file::faults::{Column, Faults};
use super::file::table::Table;
use super::file::table_row::Row;
use super::recipients::List;
use super::register::{self, Register};
use super::row;
use super::row::columns::Roles;
use super::row::judge::{Entry, Judge};
use crate::config::{self, Instead};
use crate::finding::{Code, Finding, Problem};
use crate::id::{Digest, Tells, what_ids_tell};

/// Reads the list: each row by itself, and beside those with the same id, address or name. A file that cannot be read at
/// all gives an empty list and its fault.
#[must_use]
pub fn read(dir: &Path, settings: &config::ListSettings) -> List {
    read_files(dir, settings, None)
}

/// Reads the list as [`read`] does, and compares its columns with each other over all rows, and its rows with what an
/// earlier seal gave them. That takes some 0.1 ms a row: for a check and a seal, not for each reading.
#[must_use]
pub fn read_beside(dir: &Path, settings: &config::ListSettings, before: &Before<'_>) -> List {
    read_files(dir, settings, Some(before))
}

fn read_files(dir: &Path, settings: &config::ListSettings, before: Option<&Before<'_>>) -> List {
    let mut faults = Faults::new(settings.file.display().to_string());
    let bytes = file::read::bytes(
        &dir.join(&settings.file),
        Problem::new(Code::ListFileMissing),
        &mut faults,
    );
    let Some(path) = &settings.register else {
        return read_bytes(bytes, None, settings, before, faults);
    };
    let mut register_faults = Faults::new(path.display().to_string());
    let missing = Problem::new(Code::ListRegisterMissing);
    let register = file::read::bytes(&dir.join(path), missing, &mut register_faults);
    if register_faults.errors > 0 {
        faults.extend(register_faults.all);
        return read_bytes(bytes, None, settings, before, faults);
    }
    read_bytes(bytes, Some(&register), settings, before, faults)
}

/// Judges the rows by themselves and among each other, and puts each in its one place. Nothing is read
/// from a list that is at fault already.
pub(super) fn read_bytes(
    bytes: impl Into<Vec<u8>>,
    register: Option<&[u8]>,
    settings: &config::ListSettings,
    before: Option<&Before<'_>>,
    mut faults: Faults,
) -> List {
    let bytes = bytes.into();
    let digest = digest(&bytes, register);
    if faults.errors > 0 {
        return List::nothing(digest, faults);
    }
    let register = match (register, &settings.register) {
        (Some(bytes), Some(path)) => register::read(path, bytes, &mut faults),
        _ => Register::default(),
    };
    let Some(file::read::Rows { rows, spoiled }) = file::read::rows(&bytes, settings, &mut faults)
    else {
        return List::nothing(digest, faults);
    };
    // The rows hold all of it; both would cost half as much again.
    drop(bytes);
    let Some(mut table) = Table::new(rows, &mut faults) else {
        return List::nothing(digest, faults);
    };
    let rows = std::mem::take(&mut table.rows);
    check_count(rows.len(), settings, &mut faults);
    report_code_page(&rows, settings, &mut faults);
    let Some(roles) = row::columns::find(&table, settings, &mut faults) else {
        return List {
            invalid: rows.len(),
            ..List::nothing(digest, faults)
        };
    };
    let mut judge = Judge::new(settings, &register, &table.columns, &roles, spoiled);
    let mut entries: Vec<Entry<'_>> = rows
        .into_iter()
        .map(|row| judge.judge(row, &mut faults))
        .collect();
    faults.extend(register.report_unused(settings.register.as_deref(), &judge.used()));
    let marked = compare_rows(&mut entries, &roles, &table, settings, before, &mut faults);
    name_rows(&entries, &mut faults);
    let mut list = List::nothing(digest, faults);
    let headers: Arc<[String]> = table
        .columns
        .iter()
        .map(|column| column.name.clone())
        .collect();
    let by_post = post_grounds(settings);
    for entry in entries {
        list.place(entry, roles.organisation, &headers, &by_post);
    }
    list.columns = table.names();
    list.given = marked.map(Marked::into_given);
    list
}

/// Reports letters that were read in the wrong code page, unless the file itself is reported already.
fn report_code_page(rows: &[Row], settings: &config::ListSettings, faults: &mut Faults) {
    if !faults.all.iter().any(|fault| fault.is(Code::ListCodePage)) {
        let cells = rows
            .iter()
            .flat_map(|row| row.cells.iter().map(move |cell| (row.number, cell)));
        file::csv::misread::report(cells, settings, faults);
    }
}

/// The rows beside each other: ids, addresses and names that occur twice, columns that are in the wrong rows, and what
/// an earlier seal gave to another row. Returns the marks of the cells where they are asked for.
fn compare_rows<'t>(
    entries: &mut [Entry<'_>],
    roles: &'t Roles,
    table: &'t Table,
    settings: &config::ListSettings,
    before: Option<&Before<'_>>,
    faults: &mut Faults,
) -> Option<Marked<'t>> {
    match roles.id.map(|at| &table.columns[at]) {
        Some(id) => {
            report_lost_zeros(entries, id, faults);
            report_telling_ids(entries, id, roles.organisation, faults);
            across_rows::duplicates::ids(entries, id, faults);
        }
        None => faults.file(Code::ListIdColumnUnset),
    }
    across_rows::duplicates::addresses(
        entries,
        &table.columns,
        settings.duplicate_addresses,
        faults,
    );
    across_rows::duplicates::organisations(
        entries,
        roles,
        &table.columns,
        settings.duplicate_organisations,
        faults,
    );
    if before.is_some() {
        across_rows::misplaced::report(entries, roles, &table.columns, settings, faults);
    }
    let marked = before.map(|before| Marked::new(entries, roles, &table.columns, before.key));
    if let (Some(marked), Some(given)) = (&marked, before.and_then(|before| before.given.as_ref()))
    {
        marked.report(entries, given, settings, faults);
    }
    marked
}

/// Whether the row's id is what is wrong.
fn is_about_id(fault: &Finding) -> bool {
    matches!(
        fault.code(),
        Some(
            Code::ListIdEmpty
                | Code::ListIdForm
                | Code::ListIdTwice
                | Code::ListIdZeros
                | Code::ListIdTelling
                | Code::ListIdColumnUnset
        )
    )
}

/// Adds to faults of rows the ids of those rows, unless the id itself is at fault.
fn name_rows(entries: &[Entry<'_>], faults: &mut Faults) {
    let file = faults.file.clone();
    let wanted = |fault: &&mut Finding| fault.place.file == file && !is_about_id(fault);
    let mut of_row = HashMap::new();
    for entry in entries {
        if let Some(id) = &entry.id {
            of_row.insert(entry.row, id);
        }
    }
    for fault in faults.all.iter_mut().filter(wanted) {
        fault.id = fault
            .place
            .row
            .and_then(|row| of_row.get(&row))
            .map(ToString::to_string);
    }
}

/// The file's own digest, so that `sha256sum` shows the same; with a register, a digest over both.
fn digest(bytes: &[u8], register: Option<&[u8]>) -> Digest {
    let own = Digest::of(bytes);
    match register {
        Some(register) => Digest::of_pieces([&own.as_bytes()[..], Digest::of(register).as_bytes()]),
        None => own,
    }
}

/// Only the whole column shows that some ids lost their zeros.
fn report_lost_zeros(entries: &[Entry<'_>], id: &Column, faults: &mut Faults) {
    let ids = entries
        .iter()
        .filter_map(|entry| entry.id.as_ref().map(|id| (entry.row, id.as_str())));
    for row in row::warnings::lost_zeros(ids) {
        faults.at(row, Some(id), Problem::new(Code::ListIdZeros));
    }
}

/// Ids are shown where names may not be: one that is an address or a name reveals who is on the list.
fn report_telling_ids(
    entries: &[Entry<'_>],
    id: &Column,
    organisation: usize,
    faults: &mut Faults,
) {
    let with_id = |entry: &Entry<'_>| entry.id.as_ref().map(|id| id.as_str().to_owned());
    let ids: Vec<(u32, String, &str)> = entries
        .iter()
        .filter_map(|entry| Some((entry.row, with_id(entry)?, &entry.cells[organisation])))
        .collect();
    let rows: Vec<(&str, &str)> = ids
        .iter()
        .map(|(_, id, name)| (id.as_str(), *name))
        .collect();
    for ((row, _, _), tells) in ids.iter().zip(what_ids_tell(&rows)) {
        if matches!(tells, Some(Tells::Address | Tells::Name)) {
            faults.at(*row, Some(id), Problem::new(Code::ListIdTelling));
        }
    }
}

/// Every ground that the settings name. What a register names of its own may say more than a kind.
#[must_use]
pub fn grounds(settings: &config::ListSettings) -> HashSet<&str> {
    let of_kinds = settings.exclude.iter().map(|rule| rule.ground.as_str());
    of_kinds
        .chain(settings.period.iter().map(|period| period.ground.as_str()))
        .collect()
}

/// The grounds whose rows go on the list for post, whether their kind or the register gave it.
#[must_use]
pub fn post_grounds(settings: &config::ListSettings) -> HashSet<&str> {
    let by_post = settings
        .exclude
        .iter()
        .filter(|rule| rule.instead == Instead::Post);
    by_post.map(|rule| rule.ground.as_str()).collect()
}

fn check_count(listed: usize, settings: &config::ListSettings, faults: &mut Faults) {
    if let Some(expected) = settings
        .expected
        .filter(|expected| usize::try_from(*expected) != Ok(listed))
    {
        faults.file(
            Code::ListCount
                .with("expected", expected)
                .with("listed", listed),
        );
    }
}
