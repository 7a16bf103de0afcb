//! Text from outside on its way to a reader: it can't control a terminal, hide anything, or have a
//! meaning in a shell.

use std::borrow::Cow;

/// Nobody reads more of a relay's reply than this.
const LONGEST: usize = 400;

/// Whether a character controls a terminal, changes the direction of writing, or is invisible
/// (Unicode's Default_Ignorable_Code_Point, as far as it occurs in text).
fn steers(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Returns the text without characters that control the reader's terminal or change the direction
/// of writing.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.contains(steers) {
        Cow::Owned(text.replace(steers, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A relay's reply, on one line and cut to a readable length.
#[must_use]
pub fn said_outside(text: &str) -> String {
    let line = harmless(text).replace('\n', " ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// A word in the form for a shell (POSIX, 2.2.2): unchanged if every character is literal,
/// otherwise in quotes.
#[must_use]
pub fn quoted(word: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_alphanumeric() || "_-./:@%+,=".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(format!("'{}'", harmless(word).replace('\'', "'\\''")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_relay_says_is_one_short_line_that_steers_nothing() {
        assert_eq!(
            said_outside("a\u{202e}b\u{200b}c\u{2028}d\u{1b}[2J\ne"),
            "a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}[2J e"
        );
        assert_eq!(
            said_outside(&"é".repeat(13_000)).chars().count(),
            LONGEST + 1
        );
    }

    #[test]
    fn what_is_to_be_typed_means_itself() {
        for (word, typed) in [
            ("ORG-041", "ORG-041"),
            ("", "''"),
            (";touch${IFS}x;", "';touch${IFS}x;'"),
            ("a b; echo X", "'a b; echo X'"),
            ("it's", "'it'\\''s'"),
            ("a\u{1b}b", "'a\u{fffd}b'"),
        ] {
            assert_eq!(quoted(word), typed);
        }
    }
}
