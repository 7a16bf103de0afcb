//! Ids for a list that has none: derived from what the row says, and written into a copy of the list.
//!
//! An id is derived from the organisation's name as it is compared, and its address. Not from the row, since
//! lists are sorted; not by counting, since an id is to tell nothing. Once written it stays what it is: from
//! then on the column decides, whatever is renamed or corrected. It is no secret (who has the name and
//! the address can derive it), so like any list id it never leaves the vault's side.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write as _};
use std::path::Path;

use crate::address::Address;
use crate::config;
use crate::finding::{self, Code, Finding, Problem};
use crate::id::{Digest, ListId};
use crate::new_place::new_file;
use crate::phrase::system_words;

use super::file::cells::Cells;
use super::file::faults::Faults;
use super::file::read;
use super::file::table::Table;
use super::file::table_row::Row;
use super::name_key;
use super::row::columns;
use super::row::columns::Roles;

/// The header of the column that is added where the settings name none.
const HEADER: &str = "id";
/// Crockford's base 32: no letters that look like others.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Rows of the list.
    pub rows: usize,
    /// Rows that had no id and were given one.
    pub given: usize,
    /// The header of the column with the ids.
    pub column: String,
}

/// Ids that are given, each once.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    taken: HashSet<ListId>,
    /// How many rows say the same.
    alike: HashMap<[u8; 32], u32>,
}

impl Ids {
    /// The id of a row with this name and, of these addresses, the first that is filled in. Rows that say
    /// the same are distinguished by which comes first.
    pub(crate) fn derive<'c>(
        &mut self,
        organisation: &str,
        mut addresses: impl Iterator<Item = &'c str>,
    ) -> Option<ListId> {
        let address = addresses.find(|cell| !cell.is_empty()).unwrap_or_default();
        let mailbox =
            Address::parse(address).map_or_else(|_| address.to_lowercase(), |a| a.mailbox_key());
        let own = Digest::of_pieces([
            name_key::key(organisation).as_bytes(),
            &[0],
            mailbox.as_bytes(),
        ]);
        let nth = self.alike.entry(*own.as_bytes()).or_insert(0);
        loop {
            let id = ListId::new(&short(&Digest::of_pieces([
                own.as_bytes(),
                &nth.to_be_bytes()[..],
            ])))
            .ok()?;
            *nth = nth.checked_add(1)?;
            if self.taken.insert(id.clone()) {
                return Some(id);
            }
        }
    }
}

/// `R-` and ten letters or digits, 50 bits: among a hundred thousand rows two are alike once in two hundred
/// thousand lists, and then the later row gets the next id.
fn short(digest: &Digest) -> String {
    let mut bits = digest
        .as_bytes()
        .iter()
        .take(8)
        .fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    let mut id = String::from("R-");
    for _ in 0..10 {
        id.push(char::from(LETTERS[(bits >> 59) as usize & 31]));
        bits <<= 5;
    }
    id
}

/// Writes a copy of the list in which every row has an id: CSV in UTF-8, cells separated by `;`. Ids that are
/// there stay; where the column is missing it is added in front. A file that exists is never overwritten.
///
/// # Errors
/// Every fault that prevents it: a list whose rows can't be relied on is not copied.
pub fn write_ids(
    dir: &Path,
    settings: &config::ListSettings,
    out: &Path,
) -> Result<Written, Vec<Finding>> {
    let mut faults = Faults::new(settings.file.display().to_string());
    let bytes = read::bytes(
        &dir.join(&settings.file),
        Problem::new(Code::ListFileMissing),
        &mut faults,
    );
    let mut settings = settings.clone();
    let column = settings
        .columns
        .id
        .take()
        .unwrap_or_else(|| HEADER.to_owned());
    // The column of ids need not be there yet, so the headers are not known by it.
    let found = read(&bytes, &mut settings, &column, &mut faults);
    let Some((table, rows, roles)) = found.filter(|_| faults.errors == 0) else {
        return Err(sorted(faults));
    };
    let (records, given) = records(&table, &rows, &roles, &column);
    let written = Written {
        rows: rows.len(),
        given,
        column,
    };
    write(&dir.join(out), &records).map_err(|error| {
        let mut faults = Faults::new(out.display().to_string());
        faults.file(match error.kind() {
            io::ErrorKind::AlreadyExists => Problem::new(Code::ListIdsExists),
            _ => Code::ListIdsUnwritten.with("why", system_words(&error)),
        });
        sorted(faults)
    })?;
    Ok(written)
}

/// The rows, and the columns of their ids, names and addresses.
fn read(
    bytes: &[u8],
    settings: &mut config::ListSettings,
    column: &str,
    faults: &mut Faults,
) -> Option<(Table, Vec<Row>, Roles)> {
    if faults.errors > 0 {
        return None;
    }
    let read::Rows { rows, .. } = read::rows(bytes, settings, faults)?;
    let mut table = Table::new(rows, faults)?;
    let rows = std::mem::take(&mut table.rows);
    let is_there = table.columns.iter().any(|known| known.name == column);
    settings.columns.id = is_there.then(|| column.to_owned());
    settings.columns.kind = None;
    settings.period = None;
    let roles = columns::find(&table, settings, faults)?;
    for row in &rows {
        for (at, phrase) in &row.faults {
            faults.at(
                row.number,
                at.and_then(|at| table.columns.get(at)),
                phrase.clone(),
            );
        }
        let id = roles.id.map_or("", |at| &row.cells[at]);
        if !id.is_empty() && ListId::new(id).is_err() {
            let column = roles.id.and_then(|at| table.columns.get(at));
            faults.at(row.number, column, Code::ListIdForm);
        }
    }
    Some((table, rows, roles))
}

/// Headers and rows, and how many ids were given.
fn records(table: &Table, rows: &[Row], roles: &Roles, column: &str) -> (Vec<Cells>, usize) {
    let mut ids = Ids::default();
    let old = |row: &Row| roles.id.and_then(|at| ListId::new(&row.cells[at]).ok());
    ids.taken.extend(rows.iter().filter_map(old));
    let headers = table.columns.iter().map(|column| column.name.as_str());
    let mut records = vec![match roles.id {
        Some(_) => headers.collect(),
        None => [column].into_iter().chain(headers).collect(),
    }];
    let mut given = 0;
    for row in rows {
        let email = roles.email.iter().map(|at| &row.cells[*at]);
        let fresh = match old(row) {
            Some(_) => None,
            None => ids.derive(&row.cells[roles.organisation], email),
        };
        given += usize::from(fresh.is_some());
        let mut cells = row.cells.clone();
        records.push(match (roles.id, &fresh) {
            (Some(at), Some(id)) => {
                cells.set(at, id.as_str());
                cells
            }
            (Some(_), None) => cells,
            (None, id) => {
                let id = id.as_ref().map_or("", ListId::as_str);
                [id].into_iter().chain(row.cells.iter()).collect()
            }
        });
    }
    (records, given)
}

/// A new file that only its owner can read. The mark tells Excel that it is UTF-8.
fn write(path: &Path, records: &[Cells]) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    for record in records {
        writer.write_record(record.iter())?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| io::Error::other(error.to_string()))?;
    let mut file = new_file(path)?;
    file.write_all(&bytes)?;
    file.sync_all()
}

fn sorted(faults: Faults) -> Vec<Finding> {
    let mut faults = faults.all;
    finding::sort(&mut faults);
    faults
}
