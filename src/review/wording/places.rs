//! What is in the places of a template's line where its mails differ.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::line_groups::{LineGroup, Lines};

/// What fills one place, and in which mails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filling {
    /// The words; none where nothing stands.
    pub(crate) words: Vec<u32>,
    pub(crate) mails: usize,
    /// The first mail that has it.
    pub(crate) first: usize,
}

/// A place where lines of one template differ.
#[derive(Debug)]
pub(crate) struct FillPlace {
    /// How many of the fixed words stand before it.
    pub(crate) after: usize,
    /// What fills it, most frequent first.
    pub(crate) fillings: Vec<Filling>,
}

impl FillPlace {
    /// How many mails have the line.
    pub(crate) fn mails(&self) -> usize {
        self.fillings.iter().map(|filling| filling.mails).sum()
    }
}

/// The words between the fixed ones: before the first, between the first and the second, and so on.
pub(crate) fn between<'w>(fixed: &[u32], words: &'w [u32]) -> Vec<&'w [u32]> {
    let (mut gaps, mut rest) = (Vec::with_capacity(fixed.len() + 1), words);
    for word in fixed {
        let Some(at) = rest.iter().position(|other| other == word) else {
            break;
        };
        gaps.push(&rest[..at]);
        rest = &rest[at + 1..];
    }
    gaps.push(rest);
    gaps
}

/// The places of each group in which its lines differ.
pub(crate) fn places(groups: &[LineGroup], lines: &Lines) -> Vec<Vec<FillPlace>> {
    let mut uses = vec![(0_usize, usize::MAX); lines.different.len()];
    for (mail, of_mail) in lines.of_mails.iter().enumerate() {
        for line in of_mail {
            let (count, first) = &mut uses[*line as usize];
            (*count, *first) = (*count + 1, mail.min(*first));
        }
    }
    groups
        .iter()
        .map(|group| of_group(group, lines, &uses))
        .collect()
}

fn of_group(group: &LineGroup, lines: &Lines, uses: &[(usize, usize)]) -> Vec<FillPlace> {
    if group.lines.len() < 2 {
        return Vec::new();
    }
    let mut gaps: Vec<HashMap<&[u32], (usize, usize)>> = Vec::new();
    gaps.resize_with(group.fixed.len() + 1, HashMap::new);
    for line in &group.lines {
        let (count, first) = uses[*line as usize];
        for (gap, words) in between(&group.fixed, lines.words(*line))
            .into_iter()
            .enumerate()
        {
            let filling = gaps[gap].entry(words).or_insert((0, usize::MAX));
            *filling = (filling.0 + count, first.min(filling.1));
        }
    }
    let place = |(after, gap): (usize, HashMap<&[u32], (usize, usize)>)| {
        let filling = |(words, (mails, first)): (&[u32], (usize, usize))| Filling {
            words: words.to_vec(),
            mails,
            first,
        };
        let mut fillings: Vec<Filling> = gap.into_iter().map(filling).collect();
        let key = |one: &Filling| (Reverse(one.mails), one.first, one.words.clone());
        fillings.sort_by_cached_key(key);
        FillPlace { after, fillings }
    };
    let places = gaps.into_iter().enumerate().map(place);
    places.filter(|place| place.fillings.len() > 1).collect()
}
