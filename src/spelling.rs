//! Which spellings of a person's name are one: nobody becomes two people by typing it differently.
//!
//! Pure. What a reader sees as letters counts. Case, accents, blanks, punctuation, invisible
//! characters, look-alike letters of other scripts (Unicode Technical Standard 39) and the order of
//! the words don't count.

mod alike;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::address::is_invisible;

/// A name reduced to what its spellings have in common. It has two forms, because no single one
/// covers both another order of the words and another division into words.
#[derive(Clone, PartialEq, Eq)]
pub struct Spelling {
    words: String,
    letters: String,
}

impl Spelling {
    /// The spelling of a name as somebody typed it.
    #[must_use]
    pub fn of(name: &str) -> Spelling {
        let words = words_of(name);
        if words.is_empty() {
            // Only visible signs.
            let signs = name
                .nfkd()
                .filter(|c| !c.is_whitespace() && !is_invisible(*c));
            let signs: String = signs.flat_map(char::to_lowercase).collect();
            return Spelling {
                words: signs.clone(),
                letters: signs,
            };
        }
        // Initials are one word, however they are written: A.B., A. B. and AB.
        let (mut initials, mut sorted, mut letters) = (String::new(), Vec::new(), Vec::new());
        for word in &words {
            let mut plain = String::new();
            alike::reduce(word, &mut plain);
            letters.extend(plain.chars());
            if word.iter().filter(|c| !is_combining_mark(**c)).count() == 1 {
                initials.push_str(&plain);
            } else {
                sorted.push(plain);
            }
        }
        sorted.push(initials);
        sorted.sort_unstable();
        let begin = least_rotation(&letters);
        letters.rotate_left(begin);
        Spelling {
            words: sorted.join(" "),
            letters: letters.into_iter().collect(),
        }
    }

    /// Its words in a canonical order: `de Wit, Ann` and `Ann de Wit` give the same.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Its letters without gaps, rotated so that they come first in the alphabet: `Anne-Marie Vos`,
    /// `Annemarie Vos` and `Vos, Anne Marie` give the same.
    #[must_use]
    pub fn letters(&self) -> &str {
        &self.letters
    }

    /// Whether both may be the same person's name.
    #[must_use]
    pub fn is_one_with(&self, other: &Spelling) -> bool {
        self.words == other.words || self.letters == other.letters
    }
}

impl std::fmt::Debug for Spelling {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Spelling(…)")
    }
}

/// Characters that people type as an apostrophe: they end no word.
const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{b4}' | '\u{2b9}'..='\u{2bf}' | '\u{2c8}' | '\u{55a}' | '\u{2018}'..='\u{201b}'
        | '\u{2032}' | '\u{2035}' | '\u{a78b}' | '\u{a78c}' | '\u{ff07}' | '\u{ff40}')
}

/// The words as lists of letters, each letter with the marks that are part of it.
fn words_of(name: &str) -> Vec<Vec<char>> {
    let mut words = vec![Vec::new()];
    for c in name.chars().filter(|c| !is_apostrophe(*c)).nfkd() {
        if is_invisible(c) || is_apostrophe(c) {
            continue;
        }
        let Some(word) = words.last_mut() else {
            continue;
        };
        if is_combining_mark(c) {
            // An accent on a Latin letter, or on one that looks like it, may be left out. In other
            // scripts marks are letters: without them two names would become one.
            if word.last().is_some_and(|base| !alike::takes_accents(*base)) {
                word.push(c);
            }
        } else if c.is_alphanumeric() {
            word.push(c);
        } else if !word.is_empty() {
            words.push(Vec::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Start of the rotation that comes first in the alphabet.
fn least_rotation(row: &[char]) -> usize {
    let (mut one, mut other, mut same) = (0, 1, 0);
    while one < row.len() && other < row.len() && same < row.len() {
        let at = |begin: usize| row[(begin + same) % row.len()];
        match at(one).cmp(&at(other)) {
            std::cmp::Ordering::Equal => {
                same += 1;
                continue;
            }
            std::cmp::Ordering::Greater => one += same + 1,
            std::cmp::Ordering::Less => other += same + 1,
        }
        if one == other {
            other += 1;
        }
        same = 0;
    }
    one.min(other)
}

#[cfg(test)]
mod tests;
