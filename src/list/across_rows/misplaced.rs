//! Cells in the wrong row: a column that was sorted by itself, moved, or had two cells swapped.
//!
//! Pure. Decides which columns are compared with which, and how to report what `alignment` finds: a whole
//! column once, single cells by row.

use std::num::NonZero;

use std::collections::HashMap;

use crate::config;
use crate::finding::{Code, Problem};

use super::alignment::{self, Judged, Misplaced, Relation, Texts};
use crate::list::accepted;
use crate::list::file::faults::{Column, Faults};
use crate::list::row::columns::Roles;
use crate::list::row::judge::Entry;

/// From this many misplaced cells on, the column is reported.
const MANY: usize = 4;
/// How many rows are named.
const SHOWN: usize = 5;
/// Two columns have to do with each other when this share of the cells that tell anything fit some row.
const RELATED: f32 = 0.4;
/// A cell that fits its own row this well by one column counts as misplaced by no other.
const SETTLED: f32 = 0.8;
/// At most this many columns of words are compared with each other.
const COLUMNS: usize = 6;

/// Holds names against addresses, and the other columns of words against each other and against addresses.
pub(crate) fn report(
    entries: &mut [Entry<'_>],
    roles: &Roles,
    columns: &[Column],
    settings: &config::ListSettings,
    faults: &mut Faults,
) {
    let kept: Vec<usize> = (0..entries.len())
        .filter(|at| entries[*at].id.is_some())
        .collect();
    let email = roles.email.first().copied().unwrap_or_default();
    let mut wrong = Vec::new();
    if kept.len() > 2 {
        let list = Kept {
            rows: kept.iter().map(|at| &entries[*at]).collect(),
            columns,
            settings,
        };
        wrong = list.judge(roles, email, faults);
    }
    for row in wrong {
        entries[kept[row]].invalid = true;
    }
}

/// The rows whose cells are in the columns they belong to.
struct Kept<'t, 's> {
    rows: Vec<&'t Entry<'s>>,
    columns: &'t [Column],
    settings: &'t config::ListSettings,
}

/// Two columns that are compared with each other.
enum Pair {
    /// Names against addresses.
    Names,
    /// A column of words against the parts before the `@`.
    Local(usize),
    /// Two columns of words.
    Words(usize, usize),
}

/// Does the work of each, as many at a time as there are processors, and gives what came of it in their order.
fn on_all_processors<P: Sync, T: Send>(all: &[P], work: impl Fn(&P) -> T + Sync) -> Vec<T> {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut done = Vec::with_capacity(all.len());
    for some in all.chunks(cores) {
        std::thread::scope(|threads| {
            let running: Vec<_> = some.iter().map(|one| threads.spawn(|| work(one))).collect();
            let panics = |panic| std::panic::resume_unwind(panic);
            done.extend(
                running
                    .into_iter()
                    .map(|thread| thread.join().unwrap_or_else(panics)),
            );
        });
    }
    done
}

impl Kept<'_, '_> {
    /// The rows that are in error.
    fn judge(&self, roles: &Roles, email: usize, faults: &mut Faults) -> Vec<usize> {
        let address = || {
            self.rows
                .iter()
                .map(|entry| entry.address.as_ref().map(|(_, address)| address))
        };
        let (names, addresses) = (
            self.texts(roles.organisation),
            alignment::addresses(address()),
        );
        let of_names = alignment::relate(&names, &addresses);
        let words: Vec<usize> = (0..self.columns.len())
            .filter(|at| self.is_of_words(*at, roles))
            .take(COLUMNS)
            .collect();
        let texts: Vec<Texts> = words.iter().map(|at| self.texts(*at)).collect();
        let locals = alignment::locals(address());
        let of_locals: Vec<Relation<'_>> = texts
            .iter()
            .map(|rows| alignment::relate(rows, &locals))
            .collect();
        let fits = |relation: &Relation<'_>, row: usize| relation.score(row, row) >= SETTLED;
        let settled =
            |row| fits(&of_names, row) || of_locals.iter().any(|locals| fits(locals, row));
        let settled: Vec<bool> = (0..self.rows.len()).map(settled).collect();

        let nobody = vec![false; self.rows.len()];
        let mut pairs = vec![Pair::Names];
        for one in 0..words.len() {
            pairs.push(Pair::Local(one));
            pairs.extend((one + 1..words.len()).map(|other| Pair::Words(one, other)));
        }
        let judged = on_all_processors(&pairs, |pair| match *pair {
            Pair::Names => alignment::judge(&of_names, &settled),
            Pair::Local(one) => alignment::judge(&of_locals[one], &settled),
            Pair::Words(one, other) => {
                alignment::judge(&alignment::relate(&texts[one], &texts[other]), &nobody)
            }
        });
        let mut wrong = Vec::new();
        for (pair, judged) in pairs.iter().zip(&judged) {
            wrong.extend(match *pair {
                Pair::Names => self.report(judged, roles.organisation, email, faults),
                Pair::Local(one) => self.report_related(judged, words[one], email, faults),
                Pair::Words(one, other) => {
                    self.report_related(judged, words[one], words[other], faults)
                }
            });
        }
        wrong
    }

    fn texts(&self, column: usize) -> Texts {
        alignment::words(self.rows.iter().map(|entry| &entry.cells[column]))
    }

    /// Whether a column holds words of each row's own: no code, no kind, no years, no long text.
    fn is_of_words(&self, at: usize, roles: &Roles) -> bool {
        let known = [roles.id, roles.kind, roles.period, Some(roles.organisation)];
        if known.contains(&Some(at))
            || roles.email.contains(&at)
            || self.columns[at].name.is_empty()
        {
            return false;
        }
        let cells = self
            .rows
            .iter()
            .map(|entry| &entry.cells[at])
            .filter(|cell| !cell.is_empty());
        let mut different: Vec<&str> = cells.collect();
        let filled = different.len();
        let wordy = different.iter().filter(|cell| is_words(cell)).count();
        different.sort_unstable();
        different.dedup();
        filled * 2 >= self.rows.len() && different.len() * 3 >= filled && wordy * 4 >= filled * 3
    }

    fn report_related(
        &self,
        judged: &Judged,
        beside: usize,
        column: usize,
        faults: &mut Faults,
    ) -> Vec<usize> {
        let related =
            judged.related >= 3 && judged.related as f32 >= judged.telling as f32 * RELATED;
        if related {
            self.report(judged, beside, column, faults)
        } else {
            vec![]
        }
    }

    fn report(
        &self,
        judged: &Judged,
        beside: usize,
        column: usize,
        faults: &mut Faults,
    ) -> Vec<usize> {
        let found = &judged.misplaced;
        let place = &self.columns[column];
        if found.len() >= MANY {
            let phrase = self
                .of_column(found, column)
                .with("beside", &self.columns[beside].label);
            let accepted = accepted::reason(self.settings, &phrase, None);
            faults.column(place, phrase, accepted);
            return vec![];
        }
        let mut wrong = Vec::new();
        for one in found {
            let entry = self.rows[one.cell];
            let phrase = Code::ListCellElsewhere
                .with("beside", &self.columns[beside].label)
                .with("other", self.rows[one.row].row);
            let accepted = accepted::reason(self.settings, &phrase, entry.id.as_ref());
            if accepted.is_none() {
                wrong.push(one.cell);
            }
            faults.error_unless(entry.row, place, phrase, accepted);
        }
        wrong
    }

    /// What seems to have become of a column.
    fn of_column(&self, found: &[Misplaced], column: usize) -> Problem {
        let rows: Vec<u32> = found
            .iter()
            .take(SHOWN)
            .map(|one| self.rows[one.cell].row)
            .collect();
        let phrase = if self.is_sorted(column) {
            Problem::new(Code::ListColumnSorted)
        } else if let Some(by) = usual_shift(found) {
            let key = if by > 0 {
                Code::ListColumnShiftedUp
            } else {
                Code::ListColumnShiftedDown
            };
            Problem::new(key).with("by", by.unsigned_abs())
        } else {
            Problem::new(Code::ListColumnMixed)
        };
        phrase
            .with("count", found.len())
            .with("rows", rows)
            .with("more", found.len().saturating_sub(SHOWN))
    }

    fn is_sorted(&self, column: usize) -> bool {
        let cells = self
            .rows
            .iter()
            .map(|entry| entry.cells[column].to_lowercase());
        let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
        cells.is_sorted() || cells.iter().rev().is_sorted()
    }
}

/// By how many rows most of the cells moved, if most did by the same.
fn usual_shift(found: &[Misplaced]) -> Option<isize> {
    let mut shifts: HashMap<isize, usize> = HashMap::new();
    for one in found {
        *shifts
            .entry(one.row.wrapping_sub(one.cell).cast_signed())
            .or_default() += 1;
    }
    let (by, cells) = shifts
        .into_iter()
        .max_by_key(|(by, cells)| (*cells, -by.abs(), *by))?;
    (cells * 2 > found.len()).then_some(by)
}

/// Letters for the most part, and not many.
fn is_words(cell: &str) -> bool {
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    let other = cell
        .chars()
        .filter(|c| !c.is_alphabetic() && !c.is_whitespace())
        .count();
    letters > 2 && letters > other * 2 && cell.len() < 120
}
