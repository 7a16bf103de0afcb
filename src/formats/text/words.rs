//! Where words begin and end in a text as it is written: letters and digits, of any script, go on a word.

use std::ops::Range;

use memchr::memmem;

/// Whether a stretch of a text is a word of its own, or several: no letter or digit goes on at its ends, neither directly
/// nor after one of `joins` (`1` is no word of `VZ-1` if `-` joins).
pub(crate) fn is_whole(text: &str, stretch: Range<usize>, joins: &str) -> bool {
    let within = &text[stretch.clone()];
    let (first, last) = (within.chars().next(), within.chars().next_back());
    !goes_on(first, text[..stretch.start].chars().rev(), joins)
        && !goes_on(last, text[stretch.end..].chars(), joins)
}

/// Whether a word that has `edge` at its end is longer than that.
fn goes_on(edge: Option<char>, mut beyond: impl Iterator<Item = char>, joins: &str) -> bool {
    let next = beyond.next();
    let next = if next.is_some_and(|next| joins.contains(next)) {
        beyond.next()
    } else {
        next
    };
    edge.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)
}

/// Where `word` first is in a text as a word of its own ([`is_whole`]).
pub(crate) fn find(text: &str, word: &str, joins: &str) -> Option<usize> {
    let mut found =
        memmem::find_iter(text.as_bytes(), word.as_bytes()).filter(|_| !word.is_empty());
    found.find(|&at| is_whole(text, at..at + word.len(), joins))
}

/// A word without the signs around it: `(143)` is `143`.
pub(crate) fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_where_nothing_goes_on_at_its_ends() {
        for (text, word, joins, at) in [
            ("noorden, noord", "noord", "", Some(9)),
            ("énoord noordé noord", "noord", "", Some(16)),
            ("VZ-1 en 1", "1", "-", Some(8)),
            ("VZ-1", "1", "", Some(3)),
            // Beside a sign a word ends by itself.
            ("a{{b", "{{", "", Some(1)),
            ("noord", "", "", None),
            ("noorden", "noord", "", None),
        ] {
            assert_eq!(find(text, word, joins), at, "{word} in {text}");
        }
        assert_eq!(bare("(“143”),"), "143");
    }
}
