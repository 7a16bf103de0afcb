//! How likely letters with accents are beside their neighbours, in names of any language of Europe.
//!
//! Pure. Measured by rule and not by word lists: a capital with an accent at the end of a word in small letters, or a sign
//! amid a word, is no name's; everything else may be somebody's.

use super::code_page::{CodePageTable, WINDOWS_1252};

/// What is oddest in a cell that was read as Windows-1252: `Some(true)` where no name has it, `Some(false)` where few have.
pub(crate) fn worst(cell: &[char]) -> Option<bool> {
    let odd = cell.iter().enumerate().filter(|(_, c)| !c.is_ascii());
    odd.filter_map(|(at, c)| oddness(cell, at, *c)).max()
}

fn oddness(cell: &[char], at: usize, c: char) -> Option<bool> {
    let (before, behind) = beside(cell, at);
    let (within, ends) = (
        before.is_alphabetic() && behind.is_alphabetic(),
        before.is_lowercase(),
    );
    let at_end = before.is_alphabetic() && !behind.is_alphabetic();
    let odd = |yes: bool, sure: bool| yes.then_some(sure);
    match c {
        // Bytes that Windows-1252 leaves unassigned.
        '\u{81}' | '\u{8d}' | '\u{8f}' | '\u{90}' | '\u{9d}' => {
            odd(before.is_alphabetic() || behind.is_alphabetic(), true)
        }
        'Ÿ' => odd(
            ends || behind.is_lowercase(),
            at_end || before.is_alphabetic(),
        ),
        'Ž' | 'Š' | 'Œ' => odd(
            before.is_alphabetic() && (ends || behind.is_lowercase()),
            ends && at_end,
        ),
        '‡' | '‰' | 'ˆ' | '˜' | 'ƒ' if within => Some(true),
        '‰' | 'ˆ' | '˜' => odd(at_end, true),
        'ƒ' => odd(at_end && ends, false),
        // It looks like a comma.
        '‚' => odd(
            before.is_alphabetic(),
            within || (ends && !behind.is_whitespace()),
        ),
        '„' | '‹' | '¡' | '¢' | '£' | '¤' => odd(within && behind.is_lowercase(), true),
        '™' => odd(within && ends && behind.is_lowercase(), true),
        // A blank is easily forgotten after a closing quote.
        '”' | '“' => {
            let alone = cell.iter().filter(|c| "„“”\"".contains(**c)).count() == 1;
            odd(
                within && behind.is_lowercase(),
                alone && before.is_uppercase(),
            )
        }
        '…' | '›' | '€' | '•' => odd(within && ends && behind.is_lowercase(), false),
        // Dutch has ë after i and e; what is transcribed from Arabic has ‘ before a vowel.
        '‘' => odd(
            matches!(before, 'i' | 'e') && !"aeiou".contains(behind) && !cell[..at].contains(&'‘'),
            false,
        ),
        'Õ' | 'Ô' | 'Ò' | 'Ó' => odd(ends && behind.is_lowercase(), false),
        _ => None,
    }
}

/// Whether each letter of a cell may be where it is. `read` is the cell as it was read: what is no letter there and
/// here says nothing.
pub(crate) fn are_natural(cell: &[char], read: &[char]) -> bool {
    let all = cell
        .iter()
        .zip(read)
        .enumerate()
        .filter(|(_, (c, _))| !c.is_ascii());
    all.into_iter().all(|(at, (c, _))| is_natural(cell, at, *c))
}

fn is_natural(cell: &[char], at: usize, c: char) -> bool {
    let (before, behind) = beside(cell, at);
    match c {
        'ª' | 'º' => before.is_ascii_digit(),
        '’' => before.is_alphanumeric() || behind.is_alphanumeric(),
        '‘' | '“' | '«' | '„' | '‚' => !before.is_alphabetic(),
        '”' | '»' => !behind.is_alphabetic(),
        '–' | '—' | '…' | '•' | '·' | '\u{a0}' => true,
        '€' | '£' | '§' | '°' | '®' | '©' | '™' | '†' => {
            !(before.is_alphabetic() && behind.is_alphabetic())
        }
        c if c > '\u{17f}' => false,
        c if c.is_lowercase() => {
            !behind.is_uppercase() && (before.is_alphabetic() || behind.is_alphabetic() || c == 'à')
        }
        c if c.is_uppercase() => {
            !before.is_lowercase() && (before.is_alphabetic() || behind.is_alphabetic())
        }
        _ => false,
    }
}

/// Letters that lists in western Europe have most.
pub(crate) fn is_common(c: char) -> bool {
    "éèëêïöüçáíóñÉË".contains(c)
}

/// Whether a cell holds UTF-8 that was read in this page, and nothing that a name may have.
pub(crate) fn is_read_twice(cell: &[char], page: &CodePageTable) -> bool {
    let mut pairs = cell
        .iter()
        .enumerate()
        .filter_map(|(at, c)| Some((at, page.byte(*c)?)));
    pairs.any(|(at, lead)| is_utf8(cell, at, lead, page).unwrap_or(false))
}

fn is_utf8(cell: &[char], at: usize, lead: u8, page: &CodePageTable) -> Option<bool> {
    let length = match lead {
        0xc2..=0xc5 => 2,
        0xe2 => 3,
        _ => return None,
    };
    let mut bytes = vec![lead];
    for c in cell.get(at + 1..at + length)? {
        bytes.push(page.byte(*c)?);
    }
    let meant = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    let known = matches!(meant, '\u{a0}'..='\u{17f}') || "‘’‚“”„–—…•€™‹›".contains(meant);
    if !known {
        return None;
    }
    if length == 3 || *page.page != WINDOWS_1252 {
        return Some(true);
    }
    // Two characters that may be beside each other where all are capitals: a quote after Ã, a blank after Â.
    let before = at.checked_sub(1).map_or(' ', |at| cell[at]);
    let behind = cell.get(at + 2).copied().unwrap_or(' ');
    let second = cell[at + 1];
    let may_be = second.is_alphabetic() || "‘’“”‚„‹›«»–—…•€™\u{a0}\u{ad}".contains(second);
    Some(!may_be || before.is_lowercase() || behind.is_lowercase())
}

/// The characters before and after it; NUL if there is none.
fn beside(cell: &[char], at: usize) -> (char, char) {
    let before = at.checked_sub(1).map_or('\0', |at| cell[at]);
    (before, cell.get(at + 1).copied().unwrap_or('\0'))
}
