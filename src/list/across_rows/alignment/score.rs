//! How well a cell of one column fits a text of another, row by row.
//!
//! Pure. What two texts have in common counts the more the fewer rows have it, and the more of either text it
//! makes up. An index from features to rows finds the best row for a cell without comparing all with all.

use super::features::{Features, SPACE};

/// A feature that more rows have than this is not looked up in the index, only compared.
const COMMON: usize = 48;
/// How many rows are compared in full for the best one.
const CANDIDATES: usize = 6;
/// From this score on two columns have something to do with each other in this row.
pub(crate) const RELATED: f32 = 0.8;

/// Two columns whose cells should speak of the same thing row by row.
pub(crate) struct Relation<'f> {
    /// What each row is recognised by.
    rows: Vec<Features>,
    /// The texts of each row's cell: of an address its domain and its local part, of other cells one.
    cells: &'f [Vec<Features>],
    /// What a feature counts, by its number: 1 for one that a single row has, 0 for one that very many have.
    weights: Vec<f32>,
    /// The weight of all of a row's features together.
    totals: Vec<f32>,
    /// Where the rows of each feature begin in `postings`.
    starts: Vec<u32>,
    postings: Vec<u32>,
}

/// The row that a cell fits best.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Best {
    pub(crate) row: usize,
    pub(crate) score: f32,
}

impl<'f> Relation<'f> {
    pub(crate) fn new(rows: Vec<Features>, cells: &'f [Vec<Features>]) -> Self {
        let in_rows = counts(rows.iter());
        // A text that two rows share says less about either; one that occurs twice in a cell is one.
        let in_cells = counts(cells.iter().flatten());
        let much = (rows.len().max(20) as f32 * 0.3).ln();
        let weight = |(rows, cells): (&u32, &u32)| {
            let seen = (*rows).max(*cells).max(1) as f32;
            (1.0 - seen.ln() / much).max(0.0)
        };
        let weights: Vec<f32> = in_rows.iter().zip(&in_cells).map(weight).collect();
        let total = |row: &Features| row.grams.iter().map(|gram| weights[*gram as usize]).sum();
        let totals = rows.iter().map(total).collect();
        let (starts, postings) = index(&rows, &in_rows);
        Relation {
            rows,
            cells,
            weights,
            totals,
            starts,
            postings,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether the row has something to be recognised by.
    pub(crate) fn is_known(&self, row: usize) -> bool {
        !self.rows[row].is_empty()
    }

    /// Whether the cell has something to be recognised by.
    pub(crate) fn is_telling(&self, cell: usize) -> bool {
        self.cells[cell].iter().any(|text| !text.is_empty())
    }

    /// The most that a cell's letters can score.
    pub(crate) fn most(&self, cell: usize) -> f32 {
        let of = |text: &Features| {
            text.grams
                .iter()
                .map(|gram| self.weights[*gram as usize])
                .sum::<f32>()
        };
        self.cells[cell].iter().map(of).sum()
    }

    /// No row scores more with this cell.
    pub(crate) fn bound(&self, cell: usize) -> f32 {
        let of = |text: &Features| {
            let letters: f32 = text
                .grams
                .iter()
                .map(|gram| self.weights[*gram as usize])
                .sum();
            text.initials
                .iter()
                .map(|short| self.of_initials(short))
                .fold(letters, f32::max)
        };
        self.cells[cell].iter().map(of).sum()
    }

    fn of_initials(&self, (gram, length): &(u32, u8)) -> f32 {
        self.weights[*gram as usize] * f32::from(*length - 1)
    }

    /// Whether a row and its own cell have each something to be recognised by.
    pub(crate) fn can_tell(&self, at: usize) -> bool {
        self.is_known(at) && self.is_telling(at)
    }

    /// Whether a score says that a cell has little or nothing in common with its row; a text of common letters can have
    /// no more.
    pub(crate) fn is_little(&self, score: f32, cell: usize) -> bool {
        score
            < (RELATED / 2.0)
                .min(self.most(cell) / 2.0)
                .max(f32::MIN_POSITIVE)
    }

    /// How well a cell fits a row: about the number of letters that only the two share, less where they are a
    /// small part of both.
    pub(crate) fn score(&self, row: usize, cell: usize) -> f32 {
        self.score_texts(row, &self.cells[cell])
    }

    fn score_texts(&self, row: usize, texts: &[Features]) -> f32 {
        texts.iter().map(|text| self.score_text(row, text)).sum()
    }

    /// The best row for a made-up cell: the first half of one, the second of another.
    pub(crate) fn best_of_spliced(
        &self,
        first: usize,
        second: usize,
        sums: &mut [f32],
    ) -> Option<Best> {
        let halves = self.cells[first].iter().zip(&self.cells[second]);
        let texts: Vec<Features> = halves
            .map(|(first, second)| first.spliced(second))
            .collect();
        self.best(&texts, |row| row != first && row != second, sums)
    }

    fn score_text(&self, row: usize, text: &Features) -> f32 {
        let known = &self.rows[row];
        let (mut common, mut all) = (0.0_f32, 0.0_f32);
        for gram in &text.grams {
            let weight = self.weights[*gram as usize];
            // What no row has makes up the text all the same.
            all += weight;
            if known.grams.binary_search(gram).is_ok() {
                common += weight;
            }
        }
        let share = |of: f32| {
            if of > 0.0 {
                (common / of).min(1.0)
            } else {
                0.0
            }
        };
        let letters = common * share(all).max(0.7 * share(self.totals[row]));
        let initials = text
            .initials
            .iter()
            .filter(|short| known.initials.binary_search(short).is_ok());
        let initials = initials.map(|short| self.of_initials(short));
        letters.max(initials.fold(0.0, f32::max))
    }

    /// The row other than its own that a cell fits best. `sums` has room for all rows and is all zeros before
    /// and after.
    pub(crate) fn best_other(&self, cell: usize, sums: &mut [f32]) -> Option<Best> {
        self.best(&self.cells[cell], |row| row != cell, sums)
    }

    fn best(
        &self,
        texts: &[Features],
        may: impl Fn(usize) -> bool,
        sums: &mut [f32],
    ) -> Option<Best> {
        let mut touched: Vec<u32> = Vec::new();
        for text in texts {
            for gram in text
                .grams
                .iter()
                .copied()
                .chain(text.initials.iter().map(|(gram, _)| *gram))
            {
                let gram = gram as usize;
                for row in
                    &self.postings[self.starts[gram] as usize..self.starts[gram + 1] as usize]
                {
                    let sum = &mut sums[*row as usize];
                    if *sum == 0.0 {
                        touched.push(*row);
                    }
                    *sum += self.weights[gram].max(f32::MIN_POSITIVE);
                }
            }
        }
        let mut candidates: Vec<(f32, usize)> = touched
            .iter()
            .map(|row| (sums[*row as usize], *row as usize))
            .filter(|(_, row)| may(*row))
            .collect();
        touched.iter().for_each(|row| sums[*row as usize] = 0.0);
        if candidates.len() > CANDIDATES {
            candidates.select_nth_unstable_by(CANDIDATES, |a, b| b.0.total_cmp(&a.0));
            candidates.truncate(CANDIDATES);
        }
        let scored = candidates.into_iter().map(|(_, row)| Best {
            row,
            score: self.score_texts(row, texts),
        });
        // The first of equals, whatever order the index gave.
        scored.max_by(|a, b| a.score.total_cmp(&b.score).then(b.row.cmp(&a.row)))
    }
}

/// How many texts have each feature.
fn counts<'f>(texts: impl Iterator<Item = &'f Features>) -> Vec<u32> {
    let mut counts = vec![0_u32; SPACE];
    for text in texts {
        text.grams
            .iter()
            .for_each(|gram| counts[*gram as usize] += 1);
        text.initials
            .iter()
            .for_each(|(gram, _)| counts[*gram as usize] += 1);
    }
    counts
}

fn index(rows: &[Features], counts: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let kept = |gram: u32| counts[gram as usize] as usize <= COMMON;
    let mut starts = vec![0_u32; SPACE + 1];
    for (gram, count) in counts.iter().enumerate() {
        let here = if kept(gram as u32) { *count } else { 0 };
        starts[gram + 1] = starts[gram] + here;
    }
    let mut next = starts.clone();
    let mut postings = vec![0_u32; starts[SPACE] as usize];
    for (row, text) in rows.iter().enumerate() {
        let all = text
            .grams
            .iter()
            .copied()
            .chain(text.initials.iter().map(|(gram, _)| *gram));
        for gram in all.filter(|gram| kept(*gram)) {
            postings[next[gram as usize] as usize] = row as u32;
            next[gram as usize] += 1;
        }
    }
    (starts, postings)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::address::Address;
    use crate::list::across_rows::alignment::{locals, relate, words};

    proptest! {
        #[test]
        fn no_row_scores_more_with_a_cell_than_its_bound(
            names in proptest::collection::vec("(stichting |de )?[a-d]{2,5}( [a-d]{1,4}){0,3}", 3..12),
            locals_of in proptest::collection::vec("[a-d]{1,6}([.-][a-d]{1,3})?", 12),
        ) {
            let addresses = locals_of.iter().map(|local| Address::parse(&format!("{local}@brug.example")).ok());
            let addresses: Vec<_> = addresses.take(names.len()).collect();
            let (names, cells) = (
                words(names.iter().map(String::as_str)),
                locals(addresses.iter().map(Option::as_ref)),
            );
            let relation = relate(&names, &cells);
            for cell in 0..relation.len() {
                let most = (0..relation.len()).map(|row| relation.score(row, cell)).fold(0.0, f32::max);
                prop_assert!(most <= relation.bound(cell) * 1.000_1, "{most} of {}", relation.bound(cell));
            }
        }
    }
}
