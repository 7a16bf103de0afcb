//! Cells that an earlier seal gave to another row: a column of references, contacts or greetings that was sorted on
//! its own or moved shows there, though no text of the list shows it.
//!
//! Pure. What rows had comes as keyed marks, so neither side holds a text. Only what one row had then and one row has
//! now belongs to anybody: a value that several rows share accuses nobody.

use std::collections::HashMap;
use std::hash::Hash;

use crate::config;
use crate::finding::{Code, Problem};
use crate::id::{CampaignKey, CellKey, CellMark, Pseudonym};
use crate::phrase::Phrase;

use crate::list::accepted;
use crate::list::file::faults::{Column, Faults};
use crate::list::name_key;
use crate::list::row::columns::Roles;
use crate::list::row::judge::Entry;

/// From this many cells on, the column is reported.
const MANY: usize = 4;
/// How many of them are named.
const SHOWN: usize = 2;

/// What each row of a list has in its columns, as marks. The first column is that of the names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    columns: Vec<CellMark>,
    rows: Vec<Pseudonym>,
    /// Row by row, as many as there are columns.
    marks: Vec<CellMark>,
}

/// A list is read beside this: what its rows had in an earlier seal, by the key of the campaign.
pub struct Before<'k> {
    /// Makes pseudonyms and marks.
    pub key: &'k CampaignKey,
    /// `None`: nothing is known of an earlier seal.
    pub given: Option<Given>,
}

impl Given {
    /// From columns by the marks of their headers, rows, and marks row by row; `None` where those don't fit together.
    #[must_use]
    pub fn new(
        columns: Vec<CellMark>,
        rows: Vec<Pseudonym>,
        marks: Vec<CellMark>,
    ) -> Option<Given> {
        let fits =
            !columns.is_empty() && rows.len().checked_mul(columns.len()) == Some(marks.len());
        fits.then_some(Given {
            columns,
            rows,
            marks,
        })
    }

    /// The columns, by the marks of their headers.
    #[must_use]
    pub fn columns(&self) -> &[CellMark] {
        &self.columns
    }

    /// Each row and its marks, in the order of the list.
    pub fn rows(&self) -> impl Iterator<Item = (&Pseudonym, &[CellMark])> {
        self.rows.iter().zip(self.marks.chunks(self.columns.len()))
    }

    fn mark(&self, row: usize, column: usize) -> CellMark {
        self.marks[row * self.columns.len() + column]
    }

    fn name(&self, row: usize) -> CellMark {
        self.mark(row, 0)
    }

    /// The row of each mark of a column that one row alone has.
    fn holders(&self, column: usize) -> HashMap<CellMark, Option<usize>> {
        let marks = (0..self.rows.len()).map(|row| (self.mark(row, column), row));
        ones(marks.filter(|(mark, _)| *mark != CellMark::EMPTY))
    }
}

/// The place of each key; `None` where it has several.
fn ones<K: Hash + Eq>(places: impl Iterator<Item = (K, usize)>) -> HashMap<K, Option<usize>> {
    let mut found = HashMap::with_capacity(places.size_hint().0);
    for (key, at) in places {
        found
            .entry(key)
            .and_modify(|place| *place = None)
            .or_insert(Some(at));
    }
    found
}

/// A list whose rows have their marks.
pub(crate) struct Marked<'t> {
    roles: &'t Roles,
    columns: &'t [Column],
    /// The entry of each row of `given`.
    entries: Vec<usize>,
    /// The column of each column of `given`.
    places: Vec<usize>,
    given: Given,
}

impl<'t> Marked<'t> {
    /// Marks the cells of the rows whose cells are in the columns they belong to.
    pub(crate) fn new(
        entries: &[Entry<'_>],
        roles: &'t Roles,
        columns: &'t [Column],
        key: &CampaignKey,
    ) -> Self {
        let cells = key.cells();
        let kept: Vec<usize> = (0..entries.len())
            .filter(|at| entries[*at].id.is_some())
            .collect();
        let of = |column: usize| -> Vec<CellMark> {
            kept.iter()
                .map(|at| cells.mark(&plain(&entries[*at].cells[column])))
                .collect()
        };
        let names = kept
            .iter()
            .map(|at| cells.mark(&name_key::key(&entries[*at].cells[roles.organisation])));
        let mut by_column = vec![(roles.organisation, names.collect::<Vec<_>>())];
        let others = (0..columns.len()).filter(|at| may_belong(*at, roles, columns));
        by_column.extend(
            others
                .map(|at| (at, of(at)))
                .filter(|(_, marks)| is_telling(marks)),
        );
        let marks =
            (0..kept.len()).flat_map(|row| by_column.iter().map(move |(_, marks)| marks[row]));
        let rows = kept
            .iter()
            .filter_map(|at| entries[*at].id.as_ref().map(|id| key.pseudonym(id)));
        let given = Given {
            columns: by_column
                .iter()
                .map(|(at, _)| header(&cells, *at, roles, columns))
                .collect(),
            rows: rows.collect(),
            marks: marks.collect(),
        };
        let places = by_column.iter().map(|(at, _)| *at).collect();
        Marked {
            roles,
            columns,
            entries: kept,
            places,
            given,
        }
    }

    /// Reports the cells that an earlier seal gave to another row, unless somebody accepted it.
    pub(crate) fn report(
        &self,
        entries: &mut [Entry<'_>],
        before: &Given,
        settings: &config::ListSettings,
        faults: &mut Faults,
    ) {
        let beside = Beside::new(&self.given, before);
        for (column, place) in self.places.iter().enumerate() {
            let Some(earlier) = before
                .columns
                .iter()
                .position(|mark| *mark == self.given.columns[column])
            else {
                continue;
            };
            let cells: Vec<&str> = self
                .entries
                .iter()
                .map(|at| &entries[*at].cells[*place])
                .collect();
            if is_numbering(&cells) {
                continue;
            }
            let found = beside.moved(column, earlier, |row| is_code(cells[row]));
            let place = &self.columns[*place];
            if found.len() >= MANY {
                let phrase = self.of_column(&found, entries);
                let accepted = accepted::reason(settings, &phrase, None);
                faults.column(place, phrase, accepted);
                continue;
            }
            for one in found {
                let phrase = self.of_cell(&one, entries);
                let entry = &mut entries[self.entries[one.row]];
                let accepted = accepted::reason(settings, &phrase, entry.id.as_ref());
                entry.invalid |= accepted.is_none();
                faults.error_unless(entry.row, place, phrase, accepted);
            }
        }
    }

    fn of_cell(&self, one: &Moved, entries: &[Entry<'_>]) -> Problem {
        let (row, known, id) = self.whose(one, entries);
        let problem = Code::ListCellOfAnother.with("other", row);
        problem.with("known", known).with("id", id)
    }

    fn of_column(&self, found: &[Moved], entries: &[Entry<'_>]) -> Problem {
        let example = |one: &Moved| {
            let phrase =
                Phrase::new("phrase-cell-of-row").with("row", entries[self.entries[one.row]].row);
            let (row, known, id) = self.whose(one, entries);
            phrase
                .with("other", row)
                .with("known", known)
                .with("id", id)
        };
        let examples: Vec<Phrase> = found.iter().take(SHOWN).map(example).collect();
        Code::ListColumnOfOthers
            .with("count", found.len())
            .with("examples", examples)
    }

    /// The row that had the cell, by its number, whether its id is known, and its id; 0 where it is no longer on the list.
    fn whose(&self, one: &Moved, entries: &[Entry<'_>]) -> (u32, usize, String) {
        let owner = one.owner.map(|row| &entries[self.entries[row]]);
        // Ids that the list doesn't have are nothing to show.
        let id = owner
            .and_then(|owner| owner.id.as_ref())
            .filter(|_| self.roles.id.is_some());
        (
            owner.map_or(0, |owner| owner.row),
            usize::from(id.is_some()),
            id.map(ToString::to_string).unwrap_or_default(),
        )
    }

    /// What a seal keeps.
    pub(crate) fn into_given(self) -> Given {
        self.given
    }
}

/// A row with a cell that was another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Moved {
    row: usize,
    /// The row it belonged to, if that is still there.
    owner: Option<usize>,
}

/// A list beside an earlier one. Rows are known again by id, and by a name that one row alone has: a list may get new
/// ids.
struct Beside<'g> {
    now: &'g Given,
    before: &'g Given,
    /// The row of the earlier list that each row is.
    was: Vec<Option<usize>>,
    /// Whether its id was there.
    has_old_id: Vec<bool>,
    /// The row that each row of the earlier list is now.
    is: Vec<Option<usize>>,
    /// The rows of the earlier list by name.
    names: HashMap<CellMark, Option<usize>>,
}

impl<'g> Beside<'g> {
    fn new(now: &'g Given, before: &'g Given) -> Self {
        let known = |rows: &Given| ones(rows.rows.iter().copied().zip(0..));
        let again = |of: &Given,
                     ids: &HashMap<Pseudonym, Option<usize>>,
                     names: &HashMap<_, Option<usize>>| {
            let row = |row: usize| {
                let by_id = ids.get(&of.rows[row]).copied().flatten();
                by_id.or_else(|| names.get(&of.name(row)).copied().flatten())
            };
            (0..of.rows.len()).map(row).collect::<Vec<_>>()
        };
        let (ids, names) = (known(before), before.holders(0));
        let was = again(now, &ids, &names);
        let is = again(before, &known(now), &now.holders(0));
        let has_old_id = now.rows.iter().map(|id| ids.contains_key(id)).collect();
        Beside {
            now,
            before,
            was,
            has_old_id,
            is,
            names,
        }
    }

    /// The cells of a column that another row had. Of codes and numbers few different ones may come up again by chance,
    /// as numbers of documents do: they count only where most of what changed is another's, or where two changed places.
    fn moved(&self, column: usize, earlier: usize, is_code: impl Fn(usize) -> bool) -> Vec<Moved> {
        let (holders, held) = (self.before.holders(earlier), self.now.holders(column));
        let alone = |row: usize| {
            let mark = self.now.mark(row, column);
            let had = holders.get(&mark).copied().flatten()?;
            held.get(&mark).copied().flatten().map(|_| had)
        };
        // A name that came with a new id is a row's own.
        let counts = |row: usize| column != 0 || self.has_old_id[row];
        let of = |row: usize| {
            let had = alone(row).filter(|had| counts(row) && !self.is_same(row, *had, column))?;
            Some((
                Moved {
                    row,
                    owner: self.is[had],
                },
                had,
            ))
        };
        let found: Vec<(Moved, usize)> = (0..self.now.rows.len()).filter_map(of).collect();
        let changed = (0..self.now.rows.len())
            .filter(|row| self.has_changed(*row, column, earlier))
            .count();
        let most = found.len() * 2 >= changed;
        let from: HashMap<usize, usize> = found.iter().map(|(one, had)| (one.row, *had)).collect();
        let swapped = |one: &Moved| {
            let back = one.owner.and_then(|owner| from.get(&owner));
            back.is_some_and(|had| self.was[one.row] == Some(*had))
        };
        let kept = found.iter().map(|(one, _)| *one);
        kept.filter(|one| most || !is_code(one.row) || swapped(one))
            .collect()
    }

    /// Whether a row of today is the one that had the cell: by its id, and for all but names by its name.
    fn is_same(&self, row: usize, had: usize, column: usize) -> bool {
        // Of several rows of one name each is known by its id alone.
        let by_name = || self.names.get(&self.now.name(row)) == Some(&Some(had));
        self.now.rows[row] == self.before.rows[had] || column != 0 && by_name()
    }

    fn has_changed(&self, row: usize, column: usize, earlier: usize) -> bool {
        let now = self.now.mark(row, column);
        now != CellMark::EMPTY
            && self.was[row].is_some_and(|was| self.before.mark(was, earlier) != now)
    }
}

/// Whether the content of a column may be a row's own: no id, no kind, no years.
fn may_belong(at: usize, roles: &Roles, columns: &[Column]) -> bool {
    let known = [roles.id, roles.kind, roles.period, Some(roles.organisation)];
    !known.contains(&Some(at)) && !columns[at].name.is_empty()
}

/// The mark of a header. The names keep theirs whatever the list calls them.
fn header(cells: &CellKey, at: usize, roles: &Roles, columns: &[Column]) -> CellMark {
    if at == roles.organisation {
        cells.mark("\n")
    } else {
        cells.mark(&plain(&columns[at].name))
    }
}

/// Whether at least a quarter of the content of a column occurs once.
fn is_telling(marks: &[CellMark]) -> bool {
    let filled = marks.iter().filter(|mark| **mark != CellMark::EMPTY);
    let found = ones(filled.clone().copied().zip(0..));
    let own = found.values().filter(|place| place.is_some()).count();
    own > 0 && own * 4 >= filled.count()
}

/// In small letters, with single blanks.
fn plain(cell: &str) -> String {
    cell.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// Codes and numbers; an address is neither.
fn is_code(cell: &str) -> bool {
    cell.contains(|c: char| c.is_ascii_digit()) && !cell.contains('@')
}

/// Whether a column counts the rows: 1, 2, 3. It follows the place of a row, and is no row's own.
fn is_numbering(cells: &[&str]) -> bool {
    let numbers: Option<Vec<u32>> = cells.iter().map(|cell| cell.parse().ok()).collect();
    numbers.is_some_and(|numbers| {
        numbers
            .windows(2)
            .all(|pair| pair[0].checked_add(1) == Some(pair[1]))
    })
}
