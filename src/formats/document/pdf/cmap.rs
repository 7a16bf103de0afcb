//! ToUnicode character maps (ISO 32000-1, section 9.10.3): which letters the codes of a font stand for.
//!
//! Read here, since a library's map is built for every code of every range that a file claims, and a file may claim
//! four thousand million. Ranges are kept as ranges.

use std::collections::HashMap;

use lopdf::Object;
use lopdf::content::Content;

use super::strings::utf16_be;

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
        for operation in Content::decode_iter(content).map_while(Result::ok) {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "endcodespacerange" => map.add_lengths(operands),
                "endbfchar" => operands.chunks_exact(2).for_each(|pair| map.add_single(&pair[0], &pair[1])),
                "endbfrange" => {
                    operands.chunks_exact(3).for_each(|range| map.add_range(&range[0], &range[1], &range[2]));
                }
                _ => {}
            }
        }
        for ranges in &mut map.ranges {
            ranges.sort_by_key(|(first, ..)| *first);
        }
        map
    }

    fn add_lengths(&mut self, operands: &[Object]) {
        for pair in operands.chunks_exact(2) {
            if let Some((length, _)) = code(&pair[0])
                && !self.lengths.contains(&length)
            {
                self.lengths.push(length);
            }
        }
        self.lengths.sort_unstable();
    }

    fn add_single(&mut self, source: &Object, target: &Object) {
        if let (Some(code), Ok(letters)) = (code(source), target.as_str())
            && self.single.len() < MAX_RANGES
        {
            self.single.insert(code, utf16_be(letters));
        }
    }

    fn add_range(&mut self, first: &Object, last: &Object, target: &Object) {
        let (Some((length, first)), Some((_, last))) = (code(first), code(last)) else { return };
        match target {
            Object::String(letters, _) if first <= last => {
                let ranges = &mut self.ranges[length - 1];
                if ranges.len() < MAX_RANGES {
                    ranges.push((first, last, utf16_be(letters)));
                }
            }
            Object::Array(each) => {
                for (number, letters) in (first..=last).zip(each) {
                    if let Ok(letters) = letters.as_str()
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
        let counted = u32::from(letters.pop()?).checked_add(number - first).and_then(char::from_u32)?;
        letters.push(counted);
        Some(letters)
    }

    /// Adds the letters of a string; returns how many of its codes the map doesn't know.
    pub(super) fn decode(&self, mut codes: &[u8], out: &mut String) -> usize {
        let mut unknown = 0;
        while !codes.is_empty() {
            let known = (1..=codes.len().min(4)).rev().find_map(|length| {
                let (code, rest) = codes.split_at(length);
                Some((self.letters(length, number(code))?, rest))
            });
            match known {
                Some((letters, rest)) => {
                    out.push_str(&letters);
                    codes = rest;
                }
                None => {
                    unknown += 1;
                    codes = &codes[self.lengths.first().copied().unwrap_or(1).min(codes.len())..];
                }
            }
        }
        unknown
    }
}

/// Length and number of a code of 1 to 4 bytes.
fn code(object: &Object) -> Option<(usize, u32)> {
    let bytes = object.as_str().ok().filter(|bytes| (1..=4).contains(&bytes.len()))?;
    Some((bytes.len(), number(bytes)))
}

fn number(code: &[u8]) -> u32 {
    code.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_turns_codes_into_letters() {
        let map = CMap::read(
            b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfchar <0003> <00660069> endbfchar
              2 beginbfrange <0010> <0011> [<0078> <0079>] <0041> <0043> <0061> endbfrange",
        );
        let mut out = String::new();
        assert_eq!(map.decode(b"\0\x41\0\x43\0\x03\xff\x02\0\x42\0\x11", &mut out), 1);
        assert_eq!(out, "acfiby");
    }

    #[test]
    fn a_range_of_all_codes_costs_no_more_than_one() {
        let map = CMap::read(b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange");
        let mut out = String::new();
        assert_eq!(map.decode(&[0, 0, 0, 1], &mut out), 0);
        assert_eq!(out, "B");
    }
}
