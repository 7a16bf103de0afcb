//! What a writer leaves for later: `{{`, `TODO`, `XXX`, lorem ipsum.

use super::seek::Seek;

/// The words, in the cases they are left in.
const LEFTOVERS: [&str; 15] = [
    "{{",
    "}}",
    "TODO",
    "XXX",
    "FIXME",
    "Lorem",
    "lorem",
    "LOREM",
    "[invullen]",
    "[Invullen]",
    "[INVULLEN]",
    "nog invullen",
    "Nog invullen",
    "NOG INVULLEN",
    "Nog Invullen",
];

/// Looks for leftovers.
#[derive(Debug)]
pub(super) struct Leftovers(Seek);

impl Leftovers {
    pub(super) fn new() -> Self {
        Leftovers(Seek::exactly(&LEFTOVERS))
    }

    /// Each leftover, and where: as a word of its own where it is a word.
    pub(super) fn find(&self, text: &str) -> Vec<(usize, &'static str)> {
        let mut found = vec![];
        self.0.each(text, |at, word| {
            if stands_alone(text, at, word) {
                found.push((at, word));
            }
        });
        found
    }
}

fn stands_alone(text: &str, at: usize, word: &str) -> bool {
    if !word.starts_with(char::is_alphabetic) {
        return true;
    }
    let behind = &text[at + word.len()..];
    // Some write four of them, or ten.
    let behind = if word == "XXX" { behind.trim_start_matches('X') } else { behind };
    let goes_on = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !goes_on(text[..at].chars().next_back()) && !goes_on(behind.chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_are_words_of_their_own() {
        for (text, word) in [
            ("a\nTODO: x", "TODO"),
            ("XXXX", "XXX"),
            ("op XXXXXXXXXX.", "XXX"),
            ("LOREM IPSUM", "LOREM"),
            ("Lorem ipsum", "Lorem"),
            ("naam (nog invullen)", "nog invullen"),
            ("Geachte {{naam", "{{"),
            ("[invullen]", "[invullen]"),
        ] {
            let found = Leftovers::new().find(text);
            assert_eq!(found, [(text.find(word).unwrap(), word)], "{text}");
        }
        for text in ["todo, TODOs, éXXX en xxx", "XXXL", "MXXX", "Loremipsum", "Dat moet u nog invullende"] {
            assert_eq!(Leftovers::new().find(text), [], "{text}");
        }
    }
}
