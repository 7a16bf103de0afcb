//! The patterns: mails that differ in merged values alone.

use std::collections::{HashMap, HashSet};

use super::alternatives;
use super::line_groups::{LineGroup, LineIndex, Lines, group};
use super::mail_words::MailWords;
use super::places::{FillPlace, places};
use super::sequence::common;

/// Mails that differ in merged values alone.
#[derive(Debug)]
pub(crate) struct Pattern {
    /// The group of each line.
    pub(crate) lines: Vec<u32>,
    /// Its mails, by their position in the order of reading.
    pub(crate) mails: Vec<usize>,
}

/// All mails, by what they say.
#[derive(Debug)]
pub(crate) struct Wordings {
    pub(crate) mails: Vec<MailWords>,
    pub(crate) lines: Lines,
    pub(crate) groups: Vec<LineGroup>,
    /// In which places the lines of each group differ.
    pub(crate) places: Vec<Vec<FillPlace>>,
    /// Most frequent first.
    pub(crate) patterns: Vec<Pattern>,
}

/// What the mails say, while they are read one after the other: each line is kept once.
#[derive(Debug, Default)]
pub(crate) struct Gathering {
    mails: Vec<MailWords>,
    lines: LineIndex,
}

impl Gathering {
    /// Adds the next mail in the order of reading.
    pub(crate) fn add(&mut self, mut mail: MailWords) {
        self.lines.add(std::mem::take(&mut mail.lines));
        self.mails.push(mail);
    }

    /// Compares the mails with one another.
    pub(crate) fn compared(self) -> Wordings {
        let (mails, lines) = (self.mails, self.lines.into_lines());
        let (mut groups, of_lines) = group(&lines);
        let in_groups = |mail: &[u32]| mail.iter().map(|at| of_lines[*at as usize]).collect();
        let of_mails = lines.of_mails.iter();
        let mut sequences: Vec<Vec<u32>> = of_mails.map(|mail| in_groups(mail)).collect();
        alternatives::join(&mut groups, &mut sequences);
        Wordings {
            places: places(&groups, &lines),
            patterns: patterns(sequences),
            mails,
            lines,
            groups,
        }
    }
}

impl Wordings {
    /// Which of the lines of `pattern` another one doesn't have, and which of that one's are missing.
    pub(crate) fn differing(&self, pattern: usize, base: usize) -> (Vec<usize>, Vec<usize>) {
        let (here, there) = (&self.patterns[pattern].lines, &self.patterns[base].lines);
        let pairs = common(here, there);
        let left: HashSet<usize> = pairs.iter().map(|(left, _)| *left).collect();
        let right: HashSet<usize> = pairs.iter().map(|(_, right)| *right).collect();
        let outside = |count: usize, known: &HashSet<usize>| {
            (0..count).filter(|at| !known.contains(at)).collect()
        };
        (outside(here.len(), &left), outside(there.len(), &right))
    }
}

fn patterns(sequences: Vec<Vec<u32>>) -> Vec<Pattern> {
    let mut by_lines: HashMap<Vec<u32>, Vec<usize>> = HashMap::new();
    for (mail, lines) in sequences.into_iter().enumerate() {
        by_lines.entry(lines).or_default().push(mail);
    }
    let pattern = |(lines, mails)| Pattern { lines, mails };
    let mut patterns: Vec<Pattern> = by_lines.into_iter().map(pattern).collect();
    patterns.sort_by_key(|one| {
        (
            std::cmp::Reverse(one.mails.len()),
            one.mails.first().copied(),
        )
    });
    patterns
}
