//! Finds every known name in a text as whole words, in one pass over the words.
//!
//! Names are sorted. Of all that begin a text, the longest is the last one that doesn't sort after the text, or a name that this one begins with, and so on: a chain that is known
//! beforehand. Few words begin as any name does, and a table of beginnings says so at the cost of a look.

use std::ops::Range;

use crate::formats::text::normalized::Normalized;

/// Names are indexed by their first bytes, this many; shorter names by all of theirs.
const LONGEST_HEAD: usize = 6;
/// The shortest name, in octets.
const SHORTEST_HEAD: usize = 3;

/// Names to be found in texts.
#[derive(Debug)]
pub(crate) struct NameMatcher {
    /// In the order of their octets, none twice.
    names: Vec<Box<[u8]>>,
    /// For each name the longest other one that it begins with.
    within: Vec<Option<usize>>,
    heads: FirstBytes,
}

impl NameMatcher {
    /// A spotter for these names: squeezed, in order, none twice, none under three octets.
    pub(crate) fn new(names: Vec<Box<[u8]>>) -> Self {
        debug_assert!(names.is_sorted_by(|one, next| one < next), "names in order");
        let mut within: Vec<Option<usize>> = Vec::with_capacity(names.len());
        for (at, name) in names.iter().enumerate() {
            let chain = std::iter::successors(at.checked_sub(1), |&one| within[one]);
            within.push(chain.into_iter().find(|&one| name.starts_with(&names[one])));
        }
        let heads = FirstBytes::of(&names);
        NameMatcher {
            names,
            within,
            heads,
        }
    }

    /// Each name in `text` as whole words: its place, and its number in the sorted order.
    pub(crate) fn find<'t>(
        &'t self,
        text: &'t Normalized,
    ) -> impl Iterator<Item = (Range<usize>, usize)> + 't {
        let octets = text.text.as_slice();
        let heads = text
            .begins()
            .iter()
            .filter(|&&from| self.heads.may_begin(&octets[from..]));
        heads.flat_map(move |&from| {
            let standing = self.standing_at(&octets[from..]);
            let ranges = standing.map(move |name| (from..from + self.names[name].len(), name));
            ranges.filter(|(range, _)| {
                text.ends(range.end) || is_ending(text.rest_of_word(range.end))
            })
        })
    }

    /// The names that `text` begins with, the longest first.
    fn standing_at<'t>(&'t self, text: &[u8]) -> impl Iterator<Item = usize> + 't {
        let behind = self.names.partition_point(|name| **name <= *text);
        let chain = |first: Option<usize>| std::iter::successors(first, |&name| self.within[name]);
        let longest =
            chain(behind.checked_sub(1)).find(|&name| text.starts_with(&self.names[name]));
        chain(longest)
    }
}

/// Endings that Dutch joins to a name: `Eemlands`, `Eemlandgroep`.
const ENDINGS: [&[u8]; 14] = [
    b"s",
    b"se",
    b"er",
    b"ers",
    b"avond",
    b"bestuur",
    b"bijeenkomst",
    b"dag",
    b"fonds",
    b"groep",
    b"leden",
    b"lid",
    b"project",
    b"team",
];

fn is_ending(rest: &[u8]) -> bool {
    ENDINGS.contains(&rest)
}

/// The beginnings of all names: says for certain that a text begins with none of them, or that it may.
#[derive(Debug)]
struct FirstBytes {
    /// For each length of a beginning a table of bits, as large as the names need; empty where none is so short.
    tables: [Vec<u64>; LONGEST_HEAD - SHORTEST_HEAD + 1],
}

impl FirstBytes {
    fn of(names: &[Box<[u8]>]) -> Self {
        let mut tables: [Vec<u64>; LONGEST_HEAD - SHORTEST_HEAD + 1] = Default::default();
        for (nth, table) in tables.iter_mut().enumerate() {
            let length = SHORTEST_HEAD + nth;
            let here = || {
                names
                    .iter()
                    .filter(|name| name.len().min(LONGEST_HEAD) == length)
            };
            let count = here().count();
            if count > 0 {
                // Sixteen bits for a name, of which two are set: one look in sixty is in vain (Bloom, 1970).
                table.resize((count * 16).next_power_of_two().div_ceil(64).max(1), 0);
                for name in here() {
                    for bit in bits(name, length, table.len()) {
                        table[bit / 64] |= 1 << (bit % 64);
                    }
                }
            }
        }
        FirstBytes { tables }
    }

    /// Whether a name may begin `text`.
    fn may_begin(&self, text: &[u8]) -> bool {
        self.tables.iter().enumerate().any(|(nth, table)| {
            let length = SHORTEST_HEAD + nth;
            if table.is_empty() || text.len() < length {
                return false;
            }
            bits(text, length, table.len())
                .into_iter()
                .all(|bit| table[bit / 64] >> (bit % 64) & 1 == 1)
        })
    }
}

/// The bits of the first `length` bytes, in a table of so many words of 64 bits, a power of two.
fn bits(text: &[u8], length: usize, words: usize) -> [usize; 2] {
    let mut head = [0; 8];
    head[..length].copy_from_slice(&text[..length]);
    // The golden ratio spreads neighbours apart (Knuth, The Art of Computer Programming, 6.4); upper bits are best mixed.
    let mixed = u64::from_le_bytes(head).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    [mixed >> 40, mixed >> 20].map(|bits| bits as usize & (words * 64 - 1))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn spotter(names: &[String]) -> NameMatcher {
        let names: BTreeSet<&String> = names
            .iter()
            .filter(|name| name.len() >= SHORTEST_HEAD)
            .collect();
        NameMatcher::new(
            names
                .into_iter()
                .map(|name| name.as_bytes().into())
                .collect(),
        )
    }

    fn string(name: &[u8]) -> String {
        String::from_utf8(name.to_vec()).unwrap()
    }

    fn found(spotter: &NameMatcher, text: &str) -> Vec<(usize, String)> {
        let text = Normalized::of(text);
        let mut found: Vec<_> = spotter
            .find(&text)
            .map(|(range, name)| (range.start, string(&spotter.names[name])))
            .collect();
        found.sort();
        found
    }

    #[test]
    fn names_within_names_are_all_found() {
        let names = ["noord", "noordholland", "holland", "hollandsdiep", "zuid"].map(str::to_owned);
        let at = |from: usize, name: &str| (from, name.to_owned());
        let text = "Zuid, Noord-Holland en Noorden";
        assert_eq!(
            found(&spotter(&names), text),
            [
                at(0, "zuid"),
                at(4, "noord"),
                at(4, "noordholland"),
                at(9, "holland")
            ]
        );
        assert_eq!(found(&spotter(&[]), text), []);
    }

    proptest! {
        #[test]
        fn it_finds_what_a_look_at_every_place_finds(
            names in prop::collection::vec("[ab]{3,8}|é[ab]{1,3}", 0..24),
            text in "([ab]{1,4}|é[ab]|\\. ){0,30}",
        ) {
            let squeezed = Normalized::of(&text);
            let spotter = spotter(&names.iter().map(|name| Normalized::of(name).letters()).collect::<Vec<_>>());
            let mut all = vec![];
            for from in squeezed.begins() {
                for name in &spotter.names {
                    if squeezed.text[*from..].starts_with(name) && squeezed.ends(from + name.len()) {
                        all.push((*from, string(name)));
                    }
                }
            }
            all.sort();
            prop_assert_eq!(found(&spotter, &text), all);
        }
    }
}
