//! Lines that stand in one another's place: other values of one line, or the branches of a template.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash as _, Hasher as _};

use super::line_groups::LineGroup;
use super::sequence::common;

/// Where this many different runs of lines stand between the same two lines, they are merged values: no template has as
/// many branches in one place. A line that fewer mails have is rare.
const VALUES: usize = 8;

/// Runs of this many lines that stand in one another's place are alternatives, however few.
const LONGEST: usize = 3;

/// How often alternatives are looked for: what is joined makes others stand in the same place.
const ROUNDS: usize = 5;

/// Different sequences of lines that are compared in a round, the most frequent ones.
const COMPARED: usize = 2_000;

/// Before the first line and after the last.
const EDGE: u32 = u32::MAX;

/// Groups that were joined.
struct Joined(Vec<u32>);

impl Joined {
    fn of(&self, group: u32) -> u32 {
        let mut at = group;
        while self.0[at as usize] != at {
            at = self.0[at as usize];
        }
        at
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.of(one), self.of(other));
        // The earlier group has the more frequent lines.
        self.0[one.max(other) as usize] = one.min(other);
    }

    fn apply(&self, sequences: &mut [Vec<u32>]) {
        for group in sequences.iter_mut().flatten() {
            *group = self.of(*group);
        }
    }
}

/// Joins the groups whose lines stand in one another's place, in the sequences too.
pub(crate) fn join(groups: &mut [LineGroup], sequences: &mut [Vec<u32>]) {
    let mut joined = Joined((0..groups.len() as u32).collect());
    join_values(groups, sequences, &mut joined);
    joined.apply(sequences);
    for _ in 0..ROUNDS {
        if !join_branches(groups, sequences, &mut joined) {
            break;
        }
        joined.apply(sequences);
    }
    for at in 0..groups.len() {
        let into = joined.of(at as u32) as usize;
        if into != at {
            let lines = std::mem::take(&mut groups[at].lines);
            let pairs = common(&groups[into].fixed, &groups[at].fixed);
            let fixed = pairs.iter().map(|(place, _)| groups[into].fixed[*place]);
            groups[into].fixed = fixed.collect();
            groups[into].lines.extend(lines);
        }
    }
}

/// Joins rare lines position by position where many different runs of them stand between the same two frequent lines.
fn join_values(groups: &[LineGroup], sequences: &[Vec<u32>], joined: &mut Joined) {
    let mut mails = vec![0_usize; groups.len()];
    for sequence in sequences {
        let once: HashSet<u32> = sequence.iter().copied().collect();
        once.iter().for_each(|group| mails[*group as usize] += 1);
    }
    let is_rare = |group: u32| mails[group as usize] < VALUES;
    let mut contents: HashMap<Between, HashSet<u64>> = HashMap::new();
    for sequence in sequences {
        for (start, end) in runs(sequence, is_rare) {
            let known = contents.entry(between(sequence, start, end)).or_default();
            if known.len() < VALUES {
                known.insert(hash(&sequence[start..end]));
            }
        }
    }
    let mut first: HashMap<Between, &[u32]> = HashMap::new();
    for sequence in sequences {
        for (start, end) in runs(sequence, is_rare) {
            let key = between(sequence, start, end);
            if contents[&key].len() >= VALUES {
                let run = &sequence[start..end];
                join_runs(groups, first.entry(key).or_insert(run), run, joined);
            }
        }
    }
}

/// The lines before and after a run, and its length.
type Between = (u32, u32, usize);

fn between(sequence: &[u32], start: usize, end: usize) -> Between {
    let before = start.checked_sub(1).map_or(EDGE, |at| sequence[at]);
    let after = sequence.get(end).copied().unwrap_or(EDGE);
    (before, after, end - start)
}

fn hash(run: &[u32]) -> u64 {
    let mut hasher = DefaultHasher::new();
    run.hash(&mut hasher);
    hasher.finish()
}

fn join_runs(groups: &[LineGroup], one: &[u32], other: &[u32], joined: &mut Joined) -> bool {
    let part = |group: &u32| groups[*group as usize].part;
    let mut pairs = one.iter().zip(other);
    let alike = pairs.all(|(one, other)| part(one) == part(other));
    if alike {
        let mut pairs = one.iter().zip(other);
        pairs
            .by_ref()
            .for_each(|(one, other)| joined.join(*one, *other));
    }
    alike
}

/// Joins short runs of as many lines each that stand in one another's place, in the most frequent sequence and another.
fn join_branches(groups: &[LineGroup], sequences: &[Vec<u32>], joined: &mut Joined) -> bool {
    let mut counts: HashMap<&[u32], (usize, usize)> = HashMap::new();
    for (mail, sequence) in sequences.iter().enumerate() {
        counts.entry(sequence).or_insert((0, mail)).0 += 1;
    }
    let mut different: Vec<(&[u32], (usize, usize))> = counts.into_iter().collect();
    different.sort_by_key(|(_, (count, first))| (std::cmp::Reverse(*count), *first));
    let mut changed = false;
    let Some((most, _)) = different.first() else {
        return false;
    };
    for (other, _) in different.iter().skip(1).take(COMPARED) {
        let mut pairs = common(most, other);
        pairs.push((most.len(), other.len()));
        let (mut left, mut right) = (0, 0);
        for (l, r) in pairs {
            let (one, another) = (&most[left..l], &other[right..r]);
            if (1..=LONGEST).contains(&one.len()) && one.len() == another.len() {
                changed |= join_runs(groups, one, another, joined);
            }
            (left, right) = (l + 1, r + 1);
        }
    }
    changed
}

/// Where runs of such lines begin and end.
fn runs(sequence: &[u32], is_such: impl Fn(u32) -> bool) -> Vec<(usize, usize)> {
    let (mut runs, mut start) = (Vec::new(), None);
    for at in 0..=sequence.len() {
        match (sequence.get(at).is_some_and(|one| is_such(*one)), start) {
            (true, None) => start = Some(at),
            (false, Some(begin)) => {
                runs.push((begin, at));
                start = None;
            }
            _ => {}
        }
    }
    runs
}
