//! Rows that look like each other: the same id, the same mailbox, the same organisation.
//!
//! Pure, and linear in the rows: a group of a thousand names at most [`SHOWN`] others in each row.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use crate::config::Duplicates;
use crate::finding::{Code, Problem};

use crate::list::file::faults::{Column, Faults};
use crate::list::name_key;
use crate::list::row::columns::Roles;
use crate::list::row::judge::Entry;

/// How many other rows a fault names.
const SHOWN: usize = 5;

/// Marks entries whose id several rows have.
pub(crate) fn ids(entries: &mut [Entry<'_>], id: &Column, faults: &mut Faults) {
    let groups = groups(entries, |entry| {
        entry.id.as_ref().map(|id| Cow::from(id.as_str()))
    });
    for group in groups {
        for (at, others) in others(entries, &group) {
            faults.at(
                entries[at].row,
                Some(id),
                others.fill(Problem::new(Code::ListIdTwice)),
            );
            entries[at].invalid = true;
        }
    }
}

/// Marks entries that are mailed and whose mailbox several rows have, as the settings say; reports those
/// whose mailbox is also that of a row that is left out.
pub(crate) fn addresses(
    entries: &mut [Entry<'_>],
    columns: &[Column],
    policy: Duplicates,
    faults: &mut Faults,
) {
    let groups = groups(entries, |entry| {
        entry
            .address
            .as_ref()
            .map(|(_, address)| Cow::from(address.mailbox_key()))
    });
    for group in groups {
        let (mailed, left_out): (Vec<usize>, Vec<usize>) = group
            .into_iter()
            .partition(|at| entries[*at].ground.is_none());
        for (at, others) in others(entries, &mailed) {
            let left_out = left_out.first().map(|at| entries[*at].row);
            let entry = &mut entries[at];
            let column = entry.address.as_ref().map(|(column, _)| &columns[*column]);
            if let Some(row) = left_out {
                let phrase = Code::ListAddressLeftOut.with("other", row);
                faults.at(entry.row, column, phrase);
            }
            match policy {
                _ if others.all == 0 => {}
                Duplicates::Refuse => {
                    faults.at(
                        entry.row,
                        column,
                        others.fill(Problem::new(Code::ListAddressTwice)),
                    );
                    entry.invalid = true;
                }
                Duplicates::Send => {
                    faults.at(
                        entry.row,
                        column,
                        others.fill(Problem::new(Code::ListAddressShared)),
                    );
                }
            }
        }
    }
}

/// Reports an organisation that is in several rows: in each as an error, or in each later row as a warning, as
/// the settings say. Also where one of them is left out: a second spelling would get it mailed all the
/// same. Two that are both left out do no harm.
pub(crate) fn organisations(
    entries: &mut [Entry<'_>],
    roles: &Roles,
    columns: &[Column],
    policy: Duplicates,
    faults: &mut Faults,
) {
    let column = &columns[roles.organisation];
    for group in groups(entries, |entry| named(entry, roles.organisation)) {
        if policy == Duplicates::Refuse {
            let mailed: Vec<usize> = group
                .iter()
                .copied()
                .filter(|at| entries[*at].ground.is_none())
                .collect();
            for (at, others) in others(entries, &mailed)
                .into_iter()
                .filter(|(_, others)| others.all > 0)
            {
                let phrase = others.fill(Problem::new(Code::ListOrganisationTwice));
                faults.at(entries[at].row, Some(column), phrase);
                entries[at].invalid = true;
            }
        }
        let Some((first, later)) = group.split_first() else {
            continue;
        };
        for at in later {
            let (first, entry) = (&entries[*first], &entries[*at]);
            if first.ground.is_none() && entry.ground.is_none() {
                if policy == Duplicates::Send {
                    let phrase = Code::ListOrganisationAlike.with("other", first.row);
                    faults.at(entry.row, Some(column), phrase);
                }
            } else if first.ground.is_some() != entry.ground.is_some() {
                let phrase = Code::ListOrganisationLeftOut.with("other", first.row);
                faults.at(entry.row, Some(column), phrase);
            }
        }
    }
}

/// What two spellings of the entry's name have in common.
fn named<'e>(entry: &'e Entry<'_>, organisation: usize) -> Option<Cow<'e, str>> {
    // A row whose form is wrong has no id either; its cells may be in the wrong columns.
    entry.id.as_ref()?;
    let key = name_key::key(&entry.cells[organisation]);
    (!key.is_empty()).then_some(Cow::from(key))
}

/// The positions of entries that have a key in common, in the order of the list; only groups of two or more.
fn groups<'e, 's>(
    entries: &'e [Entry<'s>],
    key: impl Fn(&'e Entry<'s>) -> Option<Cow<'e, str>>,
) -> Vec<Vec<usize>> {
    // Most keys occur once: a group is made only when a second one comes.
    let mut first: HashMap<Cow<'e, str>, (usize, Option<usize>)> =
        HashMap::with_capacity(entries.len());
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let Some(key) = key(entry) else { continue };
        match first.entry(key) {
            Slot::Vacant(slot) => {
                slot.insert((at, None));
            }
            Slot::Occupied(mut slot) => match *slot.get() {
                (_, Some(group)) => groups[group].push(at),
                (other, None) => {
                    slot.insert((other, Some(groups.len())));
                    groups.push(vec![other, at]);
                }
            },
        }
    }
    groups
}

/// The rows that one row has something in common with.
struct Others {
    shown: Vec<u32>,
    all: usize,
}

impl Others {
    fn fill(self, phrase: Problem) -> Problem {
        phrase
            .with("rows", self.shown)
            .with("others", self.all)
            .with("more", self.all.saturating_sub(SHOWN))
    }
}

fn others(entries: &[Entry<'_>], group: &[usize]) -> Vec<(usize, Others)> {
    let rows = |at: usize| {
        let shown = group
            .iter()
            .filter(|other| **other != at)
            .take(SHOWN)
            .map(|other| entries[*other].row);
        Others {
            shown: shown.collect(),
            all: group.len().saturating_sub(1),
        }
    };
    group.iter().map(|at| (*at, rows(*at))).collect()
}
