//! Which cells of a column are in the wrong row, judged by another column.
//!
//! Pure. A cell is in the wrong row if it fits another row clearly, its own hardly, and the cell in that
//! other row doesn't fit there either: an organisation that uses the domain of its umbrella body takes
//! nobody's place. Weaker signs count where two cells fit each other's rows, or many in a row fit their neighbours'.

use super::score::{Best, RELATED, Relation};

/// A cell fits its own row where the score there is at least this share of the best.
const OWN_SHARE: f32 = 0.3;
/// The least score that counts: at least this, and `BASE` and `MORE` for each power of e of pairs of cells and rows that
/// have no partner. The chance that one such pair looks alike grows with their number, and falls by about nine tenths
/// with each point of the score; measured on invented lists, see `docs/list.md`.
const LEAST: f32 = 1.2;
const BASE: f32 = 0.9;
const MORE: f32 = 0.45;
/// Two cells that fit each other's rows count together and may be so much less; each must fit at least so well.
const MUTUAL: f32 = 1.3;
const EACH: f32 = 0.35;
/// Once a column is known to be out of order, a cell of it is in the wrong row from this score on.
const CLEAR: f32 = 1.7;
/// Scores at which cells are counted against made-up ones.
const LEVELS: [f32; 2] = [1.7, 2.5];
/// This many cells in the wrong row put the column out of order.
const MANY: usize = 4;
/// A run of rows that fits better so far above or below has at least this many cells that do.
const RUN: usize = 3;
/// How far a shift is looked for, and with which shifts it is compared.
const FAR: usize = 3;
const FARTHER: std::ops::Range<usize> = 7..12;

/// A cell and the row that it fits instead of its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Misplaced {
    pub(crate) cell: usize,
    pub(crate) row: usize,
    pub(crate) score: f32,
}

/// What one column says about another.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    /// Cells in the wrong row, in the order of the list.
    pub(crate) misplaced: Vec<Misplaced>,
    /// How each cell fits its own row.
    own: Vec<f32>,
    /// Cells with something to be recognised by, and those of them that fit their own row or another.
    pub(crate) telling: usize,
    pub(crate) related: usize,
}

/// `settled` are cells that another column shows to be in the right row.
pub(crate) fn judge(relation: &Relation<'_>, settled: &[bool]) -> Judged {
    let count = relation.len();
    let mut sums = vec![0.0_f32; count];
    let own: Vec<f32> = (0..count).map(|at| relation.score(at, at)).collect();
    // What fits its own row better than any other could matter is not looked for elsewhere: most cells of most lists.
    let fits = |cell: usize| own[cell] >= RELATED && own[cell] > relation.bound(cell) * OWN_SHARE;
    let best = |cell: usize| {
        if fits(cell) {
            None
        } else {
            relation.best_other(cell, &mut sums)
        }
    };
    let best: Vec<Option<Best>> = (0..count).map(best).collect();
    let scores = best.iter().map(|best| best.map_or(0.0, |best| best.score));
    let other: Vec<f32> = scores.collect();
    let telling: Vec<usize> = (0..count)
        .filter(|cell| relation.is_telling(*cell))
        .collect();
    let related = telling
        .iter()
        .filter(|cell| own[**cell].max(other[**cell]) >= RELATED)
        .count();
    let mut judged = Judged {
        own,
        telling: telling.len(),
        related,
        ..Judged::default()
    };
    let least = judged.least(relation);
    let misplaced = |least: f32, judged: &Judged| -> Vec<Option<Misplaced>> {
        let of = |(cell, best): (usize, &Option<Best>)| {
            let one = best.map(|best| Misplaced {
                cell,
                row: best.row,
                score: best.score,
            });
            one.filter(|one| !settled[one.cell] && judged.is_misplaced(relation, *one, least))
        };
        best.iter().enumerate().map(of).collect()
    };
    let mut found = misplaced(least, &judged);
    let is_disordered = found.iter().flatten().count() >= MANY;
    let clear = if is_disordered {
        Some(CLEAR)
    } else {
        judged.more_than_chance(relation, &best, &mut sums)
    };
    if let Some(clear) = clear {
        found = misplaced(least.min(clear), &judged);
    }
    judged.add_shifted(relation, least, &mut found);
    judged.misplaced = found
        .into_iter()
        .flatten()
        .filter(|one| !settled[one.cell])
        .collect();
    judged
}

impl Judged {
    /// Whether a cell has no partner in its row.
    fn is_alone(&self, relation: &Relation<'_>, cell: usize) -> bool {
        relation.is_little(self.own[cell], cell)
    }

    /// The score from which likeness is more than chance: by how many cells and rows have no partner.
    fn least(&self, relation: &Relation<'_>) -> f32 {
        let alone = |at: &usize| self.is_alone(relation, *at);
        let cells = (0..self.own.len())
            .filter(|cell| relation.is_telling(*cell))
            .filter(alone)
            .count();
        let rows = (0..self.own.len())
            .filter(|row| relation.is_known(*row))
            .filter(alone)
            .count();
        LEAST.max(BASE + MORE * ((cells.max(2) as f32).ln() + (rows.max(2) as f32).ln()))
    }

    /// A score that far more of the cells without a partner reach with some other row than made-up cells do, which are
    /// halves of two cells each and belong nowhere: then these belong somewhere else.
    fn more_than_chance(
        &self,
        relation: &Relation<'_>,
        best: &[Option<Best>],
        sums: &mut [f32],
    ) -> Option<f32> {
        let telling = (0..self.own.len()).filter(|cell| relation.is_telling(*cell));
        let alone: Vec<usize> = telling
            .filter(|cell| self.is_alone(relation, *cell))
            .collect();
        if alone.len() < MANY || alone.len() * 3 < self.telling {
            return None;
        }
        let spliced = alone.iter().zip(alone.iter().cycle().skip(1));
        let spliced =
            spliced.map(|(first, second)| relation.best_of_spliced(*first, *second, sums));
        let made_up: Vec<f32> = spliced
            .map(|best| best.map_or(0.0, |best| best.score))
            .collect();
        let over = |scores: &mut dyn Iterator<Item = f32>, least: f32| {
            scores.filter(|score| *score >= least).count()
        };
        LEVELS.into_iter().find(|level| {
            let found = over(
                &mut alone
                    .iter()
                    .map(|cell| best[*cell].map_or(0.0, |best| best.score)),
                *level,
            );
            let chance = over(&mut made_up.iter().copied(), *level);
            found * 2 >= (2 * MANY).max(5 * chance + alone.len() / 4)
        })
    }

    /// Whether a cell is in the wrong row, and nothing is right where it would belong.
    fn is_misplaced(&self, relation: &Relation<'_>, one: Misplaced, least: f32) -> bool {
        let (own, there) = (self.own[one.cell], self.own[one.row]);
        if own > one.score * OWN_SHARE || one.score < EACH {
            return false;
        }
        if one.score >= least && there <= one.score * OWN_SHARE {
            return true;
        }
        let back = relation.score(one.cell, one.row);
        back >= EACH
            && back + one.score >= (least - MUTUAL).max(1.0)
            && own + there <= (back + one.score) * OWN_SHARE
    }

    /// Cells that each fit too little to tell, but as a run fit the rows so far above or below.
    fn add_shifted(&self, relation: &Relation<'_>, least: f32, found: &mut [Option<Misplaced>]) {
        let count = self.own.len();
        let shifted = |by: isize| -> Vec<f32> {
            let row_of = |cell: usize| cell.checked_add_signed(by).filter(|row| *row < count);
            (0..count)
                .map(|cell| row_of(cell).map_or(0.0, |row| relation.score(row, cell)))
                .collect()
        };
        let chance = FARTHER
            .map(|by| shifted(by as isize).iter().sum::<f32>())
            .fold(0.0, f32::max);
        let chance = 2.0 * chance / count as f32;
        for by in
            (1..=FAR.min(count.saturating_sub(1))).flat_map(|far| [far as isize, -(far as isize)])
        {
            let scores = shifted(by);
            let better =
                |cell: usize| scores[cell] >= EACH && self.own[cell] <= scores[cell] * OWN_SHARE;
            let Some((first, last)) = self.best_run(&scores, chance, least) else {
                continue;
            };
            if (first..=last).filter(|cell| better(*cell)).count() < RUN {
                continue;
            }
            for cell in (first..=last).filter(|cell| better(*cell)) {
                let row = cell.saturating_add_signed(by);
                found[cell].get_or_insert(Misplaced {
                    cell,
                    row,
                    score: scores[cell],
                });
            }
        }
    }

    /// The run of cells that gains most by a shift, if it gains enough.
    fn best_run(&self, shifted: &[f32], chance: f32, least: f32) -> Option<(usize, usize)> {
        let (mut best, mut best_run) = (0.0_f32, None);
        let (mut sum, mut start) = (0.0_f32, 0);
        for (cell, (there, here)) in shifted.iter().zip(&self.own).enumerate() {
            if sum <= 0.0 {
                (sum, start) = (0.0, cell);
            }
            // What fits where it is speaks the more against a shift.
            sum += there - 1.5 * here - chance;
            if sum > best {
                (best, best_run) = (sum, Some((start, cell)));
            }
        }
        best_run.filter(|_| best >= least)
    }
}
