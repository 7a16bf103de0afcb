//! The list: reads what the office hands over into recipients, or says exactly what is wrong.
//!
//! Owns the files' dialects, the columns, the faults of rows, the grounds of exclusion, duplicates and
//! the sum. Never touches the network or a template.

mod accents;
mod accepted;
mod alignment;
mod cell_text;
mod cells;
mod code_page;
mod columns;
mod compare;
mod dialect;
mod file;
mod fit;
mod format;
mod given;
mod headers;
mod ids;
mod kinds;
mod limits;
mod looks;
mod misplaced;
mod misread;
mod names;
mod nothings;
mod number_format;
mod records;
mod register;
mod reveal;
mod rows;
mod rules;
mod scripts;
mod sheet;
mod table;
mod text;
mod twins;
mod workbook;
mod years;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use crate::address::Address;
use crate::config::{self, Instead};
use crate::fault::{self, Fault};
use crate::id::{Digest, ListId, Tells, what_ids_tell};
use crate::phrase::Phrase;
pub use accepted::check_accepted;
pub use cells::Fields;
pub use compare::{Change, Changed, Difference, KnownRow, compare};
pub use fit::least_fitting;
use given::Marked;
pub use given::{Before, Given};
pub use ids::{Written, write_ids};
pub use kinds::{MailedKind, mailed_kinds};
use register::Register;
pub use reveal::reveal;
use rows::{Entry, Judge};
use table::{Column, Faults, Table};

/// One organisation that is to be mailed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The list's own id.
    pub id: ListId,
    /// The row as a spreadsheet shows it.
    pub row: u32,
    /// The organisation's name.
    pub organisation: String,
    /// Where the mail goes.
    pub address: Address,
    /// Every column by its header, the ones above included, as text people see; trimmed.
    pub fields: Fields,
}

/// One organisation on the list that is not mailed, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excluded {
    /// The list's own id.
    pub id: ListId,
    /// The row as a spreadsheet shows it.
    pub row: u32,
    /// The organisation's name.
    pub organisation: String,
    /// The ground, in words.
    pub ground: String,
    /// Its legal ground, in words.
    pub legal: Option<String>,
    /// Whether it goes on the list for post.
    pub by_post: bool,
    /// The addresses in its cells: nobody else's mail may hold them.
    pub addresses: Vec<Address>,
}

/// `listed = excluded + invalid + ready`, always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Sum {
    /// Rows of the list.
    pub listed: usize,
    /// Rows left out with a ground.
    pub excluded: usize,
    /// Rows with an error.
    pub invalid: usize,
    /// Rows that can be mailed.
    pub ready: usize,
}

/// The list as read: every row is in exactly one of the places of its [`Sum`].
#[derive(Debug, Clone)]
pub struct List {
    /// Rows that can be mailed, in the order of the list.
    pub recipients: Vec<Recipient>,
    /// Rows left out, in the order of the list.
    pub excluded: Vec<Excluded>,
    /// How many rows have an error.
    pub invalid: usize,
    /// The ids of rows with an error, as far as they have one of their own.
    pub invalid_ids: Vec<ListId>,
    /// All faults, sorted.
    pub faults: Vec<Fault>,
    /// The headers, in order.
    pub columns: Vec<String>,
    /// The digest of the file as it was read; where there is a register of exclusions, of both.
    pub digest: Digest,
    /// What each row has in its columns, as marks, where it was read with a key.
    pub given: Option<Given>,
}

impl Recipient {
    /// The addresses in its cells, besides the one its mail goes to: nobody else's mail may hold them.
    #[must_use]
    pub fn other_addresses(&self) -> Vec<Address> {
        let mut found = addresses(self.fields.iter().map(|(_, cell)| cell));
        found.retain(|address| *address != self.address);
        found
    }
}

impl List {
    /// The sum over the rows.
    #[must_use]
    pub fn sum(&self) -> Sum {
        let (excluded, invalid, ready) = (self.excluded.len(), self.invalid, self.recipients.len());
        Sum {
            listed: excluded + invalid + ready,
            excluded,
            invalid,
            ready,
        }
    }

    /// How many rows each ground left out.
    #[must_use]
    pub fn excluded_by_ground(&self) -> BTreeMap<&str, usize> {
        let mut grounds = BTreeMap::new();
        for row in &self.excluded {
            *grounds.entry(row.ground.as_str()).or_insert(0) += 1;
        }
        grounds
    }
}

/// Reads the list: each row by itself, and beside those with the same id, address or name. A file that cannot be read at
/// all gives an empty list and its fault.
#[must_use]
pub fn read(dir: &Path, settings: &config::ListSettings) -> List {
    read_files(dir, settings, None)
}

/// Reads the list as [`read`] does, and holds its columns against each other over all rows, and its rows against what an
/// earlier seal gave them. That takes some 0.1 ms a row: for a check and a seal, not for each reading.
#[must_use]
pub fn read_beside(dir: &Path, settings: &config::ListSettings, before: &Before<'_>) -> List {
    read_files(dir, settings, Some(before))
}

fn read_files(dir: &Path, settings: &config::ListSettings, before: Option<&Before<'_>>) -> List {
    let mut faults = Faults::new(settings.file.display().to_string());
    let bytes = file::bytes(
        &dir.join(&settings.file),
        Phrase::new("list-file-missing"),
        &mut faults,
    );
    let Some(path) = &settings.register else {
        return read_bytes(bytes, None, settings, before, faults);
    };
    let mut register_faults = Faults::new(path.display().to_string());
    let missing = Phrase::new("list-register-missing");
    let register = file::bytes(&dir.join(path), missing, &mut register_faults);
    if register_faults.errors > 0 {
        faults.extend(register_faults.all);
        return read_bytes(bytes, None, settings, before, faults);
    }
    read_bytes(bytes, Some(&register), settings, before, faults)
}

/// Judges the rows by themselves and among each other, and puts each in its one place. Nothing is read
/// from a list that is at fault already.
fn read_bytes(
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
    let Some(file::Rows { rows, spoiled }) = file::rows(&bytes, settings, &mut faults) else {
        return List::nothing(digest, faults);
    };
    // The rows hold all of it; both would cost half as much again.
    drop(bytes);
    let Some(mut table) = Table::new(rows, &mut faults) else {
        return List::nothing(digest, faults);
    };
    let rows = std::mem::take(&mut table.rows);
    check_count(rows.len(), settings, &mut faults);
    if !faults
        .all
        .iter()
        .any(|fault| fault.code() == "list-code-page")
    {
        let cells = rows
            .iter()
            .flat_map(|row| row.cells.iter().map(move |cell| (row.number, cell)));
        misread::tell(cells, settings, &mut faults);
    }
    let Some(roles) = columns::find(&table, settings, &mut faults) else {
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
    faults.extend(register.tell_unused(settings.register.as_deref(), &judge.used()));
    match roles.id.map(|at| &table.columns[at]) {
        Some(id) => {
            tell_lost_zeros(&entries, id, &mut faults);
            tell_telling_ids(&entries, id, roles.organisation, &mut faults);
            twins::ids(&mut entries, id, &mut faults);
        }
        None => faults.file(Phrase::new("list-id-column-unset")),
    }
    twins::addresses(
        &mut entries,
        &table.columns,
        settings.duplicate_addresses,
        &mut faults,
    );
    twins::organisations(
        &mut entries,
        &roles,
        &table.columns,
        settings.duplicate_organisations,
        &mut faults,
    );
    if before.is_some() {
        misplaced::tell(&mut entries, &roles, &table.columns, settings, &mut faults);
    }
    let marked = before.map(|before| Marked::new(&entries, &roles, &table.columns, before.key));
    if let (Some(marked), Some(given)) = (&marked, before.and_then(|before| before.given.as_ref()))
    {
        marked.tell(&mut entries, given, settings, &mut faults);
    }
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

/// Gives the faults of rows the ids of those rows, except where the id itself is at fault.
fn name_rows(entries: &[Entry<'_>], faults: &mut Faults) {
    let file = faults.file.clone();
    let wanted =
        |fault: &&mut Fault| fault.place.file == file && !fault.code().starts_with("list-id-");
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
fn tell_lost_zeros(entries: &[Entry<'_>], id: &Column, faults: &mut Faults) {
    let ids = entries
        .iter()
        .filter_map(|entry| entry.id.as_ref().map(|id| (entry.row, id.as_str())));
    for row in looks::lost_zeros(ids) {
        faults.look(row, Some(id), Phrase::new("list-id-zeros"));
    }
}

/// Ids are shown where names may not be: one that is an address or a name tells who is on the list.
fn tell_telling_ids(entries: &[Entry<'_>], id: &Column, organisation: usize, faults: &mut Faults) {
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
            faults.look(*row, Some(id), Phrase::new("list-id-telling"));
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
            Phrase::new("list-count")
                .with("expected", expected)
                .with("listed", listed),
        );
    }
}

impl List {
    /// No rows yet, and the faults in order.
    fn nothing(digest: Digest, faults: Faults) -> List {
        let mut faults = faults.all;
        fault::sort(&mut faults);
        List {
            recipients: vec![],
            excluded: vec![],
            invalid: 0,
            invalid_ids: vec![],
            faults,
            columns: vec![],
            digest,
            given: None,
        }
    }

    /// Puts a row in its one place.
    fn place(
        &mut self,
        entry: Entry<'_>,
        organisation: usize,
        headers: &Arc<[String]>,
        by_post: &HashSet<&str>,
    ) {
        let name = entry.cells[organisation].to_owned();
        match (entry.invalid, entry.id, entry.ground, entry.address) {
            (false, Some(id), Some(ground), _) => self.excluded.push(Excluded {
                id,
                row: entry.row,
                organisation: name,
                ground: ground.ground.to_owned(),
                legal: ground.legal.map(str::to_owned),
                by_post: by_post.contains(ground.ground),
                addresses: addresses(entry.cells.iter()),
            }),
            (false, Some(id), None, Some((_, address))) => {
                let fields = Fields::new(Arc::clone(headers), entry.cells);
                self.recipients.push(Recipient {
                    id,
                    row: entry.row,
                    organisation: name,
                    address,
                    fields,
                });
            }
            (_, id, _, _) => {
                self.invalid += 1;
                self.invalid_ids.extend(id);
            }
        }
    }
}

/// Every address that stands in a cell of its own.
fn addresses<'c>(cells: impl Iterator<Item = &'c str>) -> Vec<Address> {
    cells
        .filter(|cell| cell.contains('@'))
        .filter_map(|cell| Address::parse(cell).ok())
        .collect()
}

#[cfg(test)]
mod tests;
