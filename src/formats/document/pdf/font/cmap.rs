//! ToUnicode character maps (ISO 32000-1, section 9.10.3): which letters the codes of a font mean.
//!
//! Read here, since a library's map is built for every code of every range that a file claims, and a file may claim
//! four thousand million. Ranges are kept as ranges.

use std::collections::HashMap;

use super::super::content::{Operand, Operators};
use super::super::strings::utf16_be;

/// The most ranges of one font that are kept; no alphabet needs more.
const MAX_RANGES: usize = 65_536;

/// The letters of a font's codes, by the length of a code in bytes (1 to 4) and its number.
#[derive(Debug, Default)]
pub(super) struct CMap {
    single: HashMap<(usize, u32), String>,
    /// First and last code, and the letter of the first; sorted by the first code.
    ranges: [Vec<(u32, u32, String)>; 4],
    /// How many bytes a code has, by what the map says of its code space; empty where it says nothing.
    lengths: Vec<usize>,
}

impl CMap {
    /// Reads the content of a `ToUnicode` stream.
    pub(super) fn read(content: &[u8]) -> CMap {
        let mut map = CMap::default();
        // A CMap is a PostScript program, and its operators have their operands before them, as on a page.
        let mut operators = Operators::of(content);
        while let Some(operator) = operators.next() {
            let operands = &operators.operands;
            match operator {
                b"endcodespacerange" => map.add_lengths(operands),
                b"endbfchar" => operands
                    .chunks_exact(2)
                    .for_each(|pair| map.add_single(&pair[0], &pair[1])),
                b"endbfrange" => {
                    operands
                        .chunks_exact(3)
                        .for_each(|range| map.add_range(&range[0], &range[1], &range[2]));
                }
                _ => {}
            }
        }
        for ranges in &mut map.ranges {
            ranges.sort_by_key(|(first, ..)| *first);
        }
        map
    }

    fn add_lengths(&mut self, operands: &[Operand]) {
        for pair in operands.chunks_exact(2) {
            if let Some((length, _)) = code(&pair[0])
                && !self.lengths.contains(&length)
            {
                self.lengths.push(length);
            }
        }
        self.lengths.sort_unstable();
    }

    fn add_single(&mut self, source: &Operand, target: &Operand) {
        if let (Some(code), Some(letters)) = (code(source), target.text())
            && self.single.len() < MAX_RANGES
        {
            self.single.insert(code, utf16_be(letters));
        }
    }

    fn add_range(&mut self, first: &Operand, last: &Operand, target: &Operand) {
        let (Some((length, first)), Some((_, last))) = (code(first), code(last)) else {
            return;
        };
        match target {
            Operand::Text(letters) if first <= last => {
                let ranges = &mut self.ranges[length - 1];
                if ranges.len() < MAX_RANGES {
                    ranges.push((first, last, utf16_be(letters)));
                }
            }
            Operand::Array(each) => {
                for (number, letters) in (first..=last).zip(each) {
                    if let Some(letters) = letters.text()
                        && self.single.len() < MAX_RANGES
                    {
                        self.single.insert((length, number), utf16_be(letters));
                    }
                }
            }
            _ => {}
        }
    }

    /// Whether the map says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.single.is_empty() && self.ranges.iter().all(Vec::is_empty)
    }

    /// The letters of one code; `None` where the map doesn't say.
    fn letters(&self, length: usize, number: u32) -> Option<String> {
        if let Some(letters) = self.single.get(&(length, number)) {
            return Some(letters.clone());
        }
        let ranges = &self.ranges[length - 1];
        let behind = ranges.partition_point(|(first, ..)| *first <= number);
        let (first, last, letters) = ranges[..behind].last()?;
        if number > *last {
            return None;
        }
        // The last letter of the target counts up.
        let mut letters = letters.clone();
        let counted = u32::from(letters.pop()?)
            .checked_add(number - first)
            .and_then(char::from_u32)?;
        letters.push(counted);
        Some(letters)
    }

    /// Calls `each` with every code of a string, and its letters where the map says them.
    pub(super) fn decode(&self, mut codes: &[u8], mut each: impl FnMut(u32, Option<&str>)) {
        while !codes.is_empty() {
            let known = (1..=codes.len().min(4)).rev().find_map(|length| {
                let (code, rest) = codes.split_at(length);
                Some((number(code), self.letters(length, number(code))?, rest))
            });
            match known {
                Some((code, letters, rest)) => {
                    each(code, Some(&letters));
                    codes = rest;
                }
                None => {
                    let (code, rest) =
                        codes.split_at(self.lengths.first().copied().unwrap_or(1).min(codes.len()));
                    each(number(code), None);
                    codes = rest;
                }
            }
        }
    }
}

/// Length and number of a code of 1 to 4 bytes.
fn code(operand: &Operand) -> Option<(usize, u32)> {
    let bytes = operand
        .text()
        .filter(|bytes| (1..=4).contains(&bytes.len()))?;
    Some((bytes.len(), number(bytes)))
}

fn number(code: &[u8]) -> u32 {
    code.iter()
        .fold(0, |number, byte| number << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(map: &CMap, codes: &[u8]) -> String {
        let mut out = String::new();
        map.decode(codes, |_, letters| out.push_str(letters.unwrap_or("?")));
        out
    }

    #[test]
    fn a_map_turns_codes_into_letters() {
        let map = CMap::read(
            b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfchar <0003> <00660069> endbfchar
              2 beginbfrange <0010> <0011> [<0078> <0079>] <0041> <0043> <0061> endbfrange",
        );
        assert_eq!(
            decoded(&map, b"\0\x41\0\x43\0\x03\xff\x02\0\x42\0\x11"),
            "acfi?by"
        );
    }

    #[test]
    fn a_range_of_all_codes_costs_no_more_than_one() {
        let map = CMap::read(b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange");
        assert_eq!(decoded(&map, &[0, 0, 0, 1]), "B");
    }
}
