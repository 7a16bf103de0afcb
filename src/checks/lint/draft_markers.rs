//! What a writer leaves for later: `{{`, `TODO`, `XXX`, lorem ipsum, `[naam]`, `<naam>`; and a greeting to nobody.

use std::borrow::Cow;

use crate::formats::text::word_set::WordSet;
use crate::formats::text::words;

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

/// Words in brackets that somebody still has to replace, in lower case.
const BLANKS: [&str; 44] = [
    "naam",
    "name",
    "voornaam",
    "achternaam",
    "organisatie",
    "organisation",
    "naam organisatie",
    "organisatienaam",
    "datum",
    "date",
    "adres",
    "address",
    "e-mail",
    "email",
    "e-mailadres",
    "mailadres",
    "aanhef",
    "salutation",
    "titel",
    "title",
    "plaats",
    "straat",
    "postcode",
    "telefoon",
    "telefoonnummer",
    "contactpersoon",
    "contact",
    "functie",
    "afzender",
    "onderwerp",
    "kenmerk",
    "bedrag",
    "nummer",
    "link",
    "url",
    "tekst",
    "text",
    "vul in",
    "invullen",
    "hier invullen",
    "bijlage",
    "tijd",
    "locatie",
    "ondertekenaar",
];

/// How lines of greeting begin.
const GREETINGS: [&str; 6] = ["geachte", "geacht", "beste", "dear", "hallo", "t.a.v."];

/// Looks for leftovers.
#[derive(Debug)]
pub(crate) struct DraftMarkers(WordSet);

impl DraftMarkers {
    pub(crate) fn new() -> Self {
        DraftMarkers(WordSet::exactly(&LEFTOVERS))
    }

    /// Each leftover, and where: as a word of its own where it is a word.
    pub(crate) fn find(&self, text: &str) -> Vec<(usize, Cow<'static, str>)> {
        let mut found: Vec<(usize, Cow<'static, str>)> = vec![];
        self.0.each(text, |at, word| {
            if stands_alone(text, at, word) {
                found.push((at, word.into()));
            }
        });
        for (at, open) in text.match_indices(['[', '<']) {
            if let Some(word) = blank(&text[at..]).filter(|word| *word != "invullen" || open == "<")
            {
                let close = if open == "[" { ']' } else { '>' };
                found.push((at, format!("{open}{word}{close}").into()));
            }
        }
        found.extend(
            not_applicable(text)
                .filter(|at| is_greeting(text, *at))
                .map(|at| (at, "n.v.t.".into())),
        );
        found
    }
}

/// What is to be filled in between these brackets, if that is what they hold.
fn blank(text: &str) -> Option<&'static str> {
    // No blank is longer: a text of nothing but brackets costs no more than another.
    const LONGEST: usize = 40;
    let close = if text.starts_with('[') { b']' } else { b'>' };
    let end = text
        .bytes()
        .take(LONGEST + 2)
        .position(|byte| byte == close)?;
    let inside = text[1..end].trim().to_lowercase();
    BLANKS.iter().find(|word| **word == inside).copied()
}

/// Where a text says that something doesn't apply: `n.v.t.`, `nvt`.
pub(crate) fn not_applicable(text: &str) -> impl Iterator<Item = usize> {
    let forms = ["n.v.t", "N.v.t", "N.V.T", "nvt", "NVT"];
    let all = forms
        .into_iter()
        .flat_map(move |form| text.match_indices(form));
    all.filter(move |(at, form)| words::is_whole(text, *at..at + form.len(), ""))
        .map(|(at, _)| at)
}

/// Whether the line of this place is a greeting.
pub(crate) fn is_greeting(text: &str, at: usize) -> bool {
    let line = text[..at]
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .trim_start()
        .to_lowercase();
    let is_short =
        |rest: &str| rest.chars().count() < 25 && !rest.starts_with(char::is_alphanumeric);
    let begins = |word: &&str| line.strip_prefix(*word).is_some_and(is_short);
    GREETINGS.iter().any(begins) || line.trim_end_matches([':', ' ']) == "aan"
}

fn stands_alone(text: &str, at: usize, word: &str) -> bool {
    let end = at + word.len();
    // Some write four of them, or ten.
    let more = if word == "XXX" {
        text[end..].bytes().take_while(|byte| *byte == b'X').count()
    } else {
        0
    };
    words::is_whole(text, at..end + more, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_to_be_filled_in_are_left_over_and_other_brackets_are_not() {
        for (text, word) in [
            ("Geachte [naam],", "[naam]"),
            ("Geachte <Naam>,", "<naam>"),
            ("op [ DATUM ] om", "[datum]"),
            ("aan [naam organisatie]", "[naam organisatie]"),
            ("<invullen>", "<invullen>"),
            ("Geachte n.v.t.,", "n.v.t."),
            ("x\n  Beste NVT", "n.v.t."),
            ("Aan: n.v.t.", "n.v.t."),
        ] {
            let found: Vec<String> = DraftMarkers::new()
                .find(text)
                .into_iter()
                .map(|(_, word)| word.into_owned())
                .collect();
            assert_eq!(found, [word], "{text}");
        }
        for text in [
            "zie noot [1]",
            "[sic]",
            "[…]",
            "a < b en c > d",
            "<https://brug.example>",
            "[De Brug]",
            "indien n.v.t. leeg laten",
            "Geachten.v.t.",
            "Geachte mevrouw Nvtens",
            "Beste [",
            "[naam",
            &"[".repeat(100_000),
        ] {
            assert_eq!(DraftMarkers::new().find(text), [], "{text}");
        }
        assert_eq!(not_applicable("bedrag: n.v.t. of NVT, nvtx").count(), 2);
    }

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
            let found = DraftMarkers::new().find(text);
            assert_eq!(found, [(text.find(word).unwrap(), word.into())], "{text}");
        }
        for text in [
            "todo, TODOs, éXXX en xxx",
            "XXXL",
            "MXXX",
            "Loremipsum",
            "Dat moet u nog invullende",
        ] {
            assert_eq!(DraftMarkers::new().find(text), [], "{text}");
        }
    }
}
