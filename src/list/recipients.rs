//! The rows of a list once it is read: those that are mailed, those that are not and why, and their sum.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::across_rows::given_before::Given;
use super::file::cells::Fields;
use super::file::faults::Faults;
use super::row::judge::Entry;
use crate::address::Address;
use crate::finding::{self, Finding};
use crate::id::{Digest, ListId};

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
    pub faults: Vec<Finding>,
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

impl List {
    /// No rows yet, and the faults in order.
    pub(super) fn nothing(digest: Digest, faults: Faults) -> List {
        let mut faults = faults.all;
        finding::sort(&mut faults);
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
    pub(super) fn place(
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

/// Every address in a cell of its own.
fn addresses<'c>(cells: impl Iterator<Item = &'c str>) -> Vec<Address> {
    cells
        .filter(|cell| cell.contains('@'))
        .filter_map(|cell| Address::parse(cell).ok())
        .collect()
}
