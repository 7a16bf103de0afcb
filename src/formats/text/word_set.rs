//! Searches a text for several words at once.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// A few words to find anywhere, inside other words too.
#[derive(Debug)]
pub(crate) struct WordSet {
    words: &'static [&'static str],
    /// All words in one look; `None` where there is no such automaton, and each is looked for.
    all: Option<AhoCorasick>,
    any_case: bool,
}

impl WordSet {
    /// For words as they are written.
    pub(crate) fn exactly(words: &'static [&'static str]) -> Self {
        // Only the search for the leftmost has a fast way over text that holds none.
        let all = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostFirst)
            .build(words)
            .ok();
        WordSet {
            words,
            all,
            any_case: false,
        }
    }

    /// For words in lower case, found in capitals too (ASCII).
    pub(crate) fn in_any_case(words: &'static [&'static str]) -> Self {
        // Few words, some of them on every line: a table of steps (DFA) is the fastest.
        let all = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .match_kind(MatchKind::LeftmostFirst)
            .ascii_case_insensitive(true)
            .build(words)
            .ok();
        WordSet {
            words,
            all,
            any_case: true,
        }
    }

    /// Calls `found` with each place, and the word at it.
    pub(crate) fn each(&self, text: &str, mut found: impl FnMut(usize, &'static str)) {
        let Some(all) = &self.all else {
            let lower = if self.any_case {
                text.to_ascii_lowercase()
            } else {
                text.to_owned()
            };
            for word in self.words {
                lower
                    .match_indices(word)
                    .for_each(|(at, _)| found(at, word));
            }
            return;
        };
        for one in all.find_iter(text) {
            found(one.start(), self.words[one.pattern().as_usize()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_with_the_automaton_and_without() {
        for any_case in [true, false] {
            let words = &["van", "uit"];
            let with = if any_case {
                WordSet::in_any_case(words)
            } else {
                WordSet::exactly(words)
            };
            let without = WordSet {
                words,
                all: None,
                any_case,
            };
            for seek in [with, without] {
                let mut found = vec![];
                seek.each("é VAN, van en uit", |at, word| found.push((at, word)));
                found.sort_unstable();
                let all = [(3, "van"), (8, "van"), (15, "uit")];
                assert_eq!(found, all[usize::from(!any_case)..], "{any_case}");
            }
        }
    }
}
