//! Words that count or rank: `12 van 143`, `volgnummer 12`, `nr. 12 van`, `143 organisaties`. Nobody is told how many
//! others there are, or which one it is.
//!
//! Dutch, and the English of `12 of the 143`. `2 of 3 dagen` is a choice, since `of` is Dutch for `or`.

use crate::formats::text::word_set::WordSet;
use crate::formats::text::words;

/// Words beside which a number counts.
const ANCHORS: [&str; 11] = [
    "van",
    "uit",
    "of",
    "/",
    "volgnummer",
    "rangnummer",
    "organisaties",
    "verenigingen",
    "stichtingen",
    "ontvangers",
    "geadresseerden",
];

/// Words that may come before the total.
const FILLERS: [&str; 10] = [
    "de", "het", "the", "alle", "in", "totaal", "ongeveer", "circa", "deze", "onze",
];

/// Looks for words that count.
#[derive(Debug)]
pub(crate) struct CountingPhrases(WordSet);

impl CountingPhrases {
    pub(crate) fn new() -> Self {
        CountingPhrases(WordSet::in_any_case(&ANCHORS))
    }

    /// Where a text counts: the octets of the words that do it. Lines may be broken anywhere.
    pub(crate) fn find(&self, text: &str) -> Vec<usize> {
        let mut found = vec![];
        self.0.each(text, |at, word| {
            let end = at + word.len();
            let counts = match word {
                "/" => is_share(token_at(text, at)) || is_pair(text, at, end, word),
                _ if !words::is_whole(text, at..end, "") => false,
                "van" | "uit" | "of" => is_pair(text, at, end, word),
                "volgnummer" | "rangnummer" => {
                    words_behind(text, end).next().and_then(number).is_some()
                }
                _ => is_amount(text, at),
            };
            if counts {
                found.push(at);
            }
        });
        found
    }
}

/// As far as it is looked to either side, in octets: a few words. So a text without blanks costs no more than another.
const NEAR: usize = 80;

/// The text before an offset, and the text after it.
fn near(text: &str, at: usize) -> (&str, &str) {
    let from = (at.saturating_sub(NEAR)..=at)
        .find(|from| text.is_char_boundary(*from))
        .unwrap_or(at);
    let end = (at + NEAR).min(text.len());
    let to = (at..=end)
        .rev()
        .find(|to| text.is_char_boundary(*to))
        .unwrap_or(at);
    (&text[from..at], &text[at..to])
}

/// The run without blanks around an octet.
fn token_at(text: &str, at: usize) -> &str {
    let (before, behind) = near(text, at);
    let left = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let right = behind.split(char::is_whitespace).next().unwrap_or_default();
    &text[at - left.len()..at + right.len()]
}

/// `3/143`, and no date (`12/2024`, `1/2/2025`).
fn is_share(token: &str) -> bool {
    let pair = words::bare(token)
        .split_once('/')
        .and_then(|(first, all)| Some((digits(first)?, digits(all)?)));
    pair.is_some_and(|(first, all)| first <= all && !is_year(all))
}

/// Whether a number comes before the word, and one that is no smaller after it.
fn is_pair(text: &str, at: usize, end: usize, word: &str) -> bool {
    let mut before = words_before(text, at);
    let Some(this) = before.next() else {
        return false;
    };
    let Some(first) = number(this) else {
        return false;
    };
    let numbered = before.next().is_some_and(|word| {
        let word = word.to_lowercase();
        matches!(
            words::bare(&word),
            "nr" | "nummer" | "no" | "number" | "volgnummer" | "plaats"
        )
    });
    let mut behind = words_behind(text, end).take(4).peekable();
    let mut of_all = false;
    while let Some(filler) =
        behind.next_if(|word| FILLERS.iter().any(|one| one.eq_ignore_ascii_case(word)))
    {
        of_all |= filler.eq_ignore_ascii_case("the");
    }
    if word.eq_ignore_ascii_case("of") && !of_all && !numbered {
        return false;
    }
    match behind.peek().and_then(|word| number(word)) {
        Some(all) if is_year(all) => false,
        // `een` is an article as often as a number: `een van de twee dagen`.
        Some(all) => {
            first <= all && (digits(words::bare(this)).is_some() || first > 1 || all >= 10)
        }
        // `nr. 12 van de lijst`; not `nr. 1 / bijlage`.
        None => numbered && word != "/" && behind.peek().is_some(),
    }
}

/// `143 organisaties`, `143 andere organisaties`; not `in 2024 organisaties`, nor one.
fn is_amount(text: &str, at: usize) -> bool {
    let mut before = words_before(text, at);
    let first = before.next();
    let (count, beyond) = match first.and_then(number) {
        Some(count) => (count, before.next()),
        // An adjective.
        None if first.is_some_and(|word| word.ends_with(['e', 'E'])) => {
            match before.next().and_then(number) {
                Some(count) => (count, before.next()),
                None => return false,
            }
        }
        None => return false,
    };
    let of_time = |word: &str| {
        ["in", "van", "sinds", "vanaf", "tot", "en"]
            .iter()
            .any(|one| one.eq_ignore_ascii_case(word))
    };
    count > 1 && !(is_year(count) && beyond.is_some_and(of_time))
}

/// The words before an octet, the nearest first, up to the end of a sentence.
fn words_before(text: &str, at: usize) -> impl Iterator<Item = &str> {
    let words = near(text, at)
        .0
        .rsplit(char::is_whitespace)
        .filter(|word| !word.is_empty());
    // An abbreviation is no sentence's end: `nr. 12`.
    words.take_while(|word| {
        let short = matches!(word.to_lowercase().as_str(), "nr." | "no." | "ca.");
        short || !word.ends_with(['.', '!', '?', ';'])
    })
}

/// The words after an offset.
fn words_behind(text: &str, at: usize) -> impl Iterator<Item = &str> {
    near(text, at)
        .1
        .split_whitespace()
        .filter(|word| *word != ":")
        .map(|word| word.trim_start_matches([':', '#']))
}

fn is_year(number: u32) -> bool {
    (1900..2100).contains(&number)
}

/// `143`, `1.234`, `12e`, `twaalf`, `honderddrieënveertig`, with the signs around it.
fn number(word: &str) -> Option<u32> {
    let bare = words::bare(word);
    let rank = ["ste", "de", "e"]
        .iter()
        .find_map(|end| bare.strip_suffix(end))
        .and_then(digits);
    digits(bare).or(rank).or_else(|| words_of_number(bare))
}

fn digits(word: &str) -> Option<u32> {
    if !word.bytes().next()?.is_ascii_digit() {
        return None;
    }
    let mut groups = word.split('.');
    let (first, rest) = (groups.next()?, word.contains('.'));
    let grouped = !rest || (first.len() <= 3 && groups.all(|group| group.len() == 3));
    if grouped {
        word.replace('.', "").parse().ok()
    } else {
        None
    }
}

/// Numbers that Dutch has one word for.
const NAMED: [(&str, u32); 29] = [
    ("een", 1),
    ("één", 1),
    ("twee", 2),
    ("drie", 3),
    ("vier", 4),
    ("vijf", 5),
    ("zes", 6),
    ("zeven", 7),
    ("acht", 8),
    ("negen", 9),
    ("tien", 10),
    ("elf", 11),
    ("twaalf", 12),
    ("dertien", 13),
    ("veertien", 14),
    ("vijftien", 15),
    ("zestien", 16),
    ("zeventien", 17),
    ("achttien", 18),
    ("negentien", 19),
    ("twintig", 20),
    ("dertig", 30),
    ("veertig", 40),
    ("vijftig", 50),
    ("zestig", 60),
    ("zeventig", 70),
    ("tachtig", 80),
    ("negentig", 90),
    ("honderd", 100),
];

/// `drieënveertig`, `honderdtwaalf`, `tweehonderd`, `twaalfhonderd`, `duizend`.
fn words_of_number(word: &str) -> Option<u32> {
    // All begin with one of these, and few other words do.
    if !word.starts_with([
        'e', 'é', 't', 'd', 'v', 'z', 'a', 'n', 'h', 'E', 'É', 'T', 'D', 'V', 'Z', 'A', 'N', 'H',
    ]) {
        return None;
    }
    read_number(&word.to_lowercase())
}

fn read_number(word: &str) -> Option<u32> {
    let plain = |word: &str| {
        NAMED
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, number)| *number)
    };
    for (name, unit) in [("duizend", 1000), ("honderd", 100)] {
        if let Some((times, rest)) = word.split_once(name) {
            let times = if times.is_empty() {
                1
            } else {
                read_number(times)?
            };
            let rest = rest
                .strip_prefix("en")
                .filter(|rest| !rest.is_empty())
                .unwrap_or(rest);
            let rest = if rest.is_empty() {
                0
            } else {
                read_number(rest)?
            };
            return times.checked_mul(unit)?.checked_add(rest);
        }
    }
    plain(word).or_else(|| {
        let (ones, tens) = word.split_once("ën").or_else(|| {
            // `vierentwintig`: the first `en` that a number of tens follows.
            word.match_indices("en")
                .map(|(at, _)| (&word[..at], &word[at + 2..]))
                .find(|(_, tens)| plain(tens).is_some())
        })?;
        Some(plain(ones).filter(|ones| *ones < 10)? + plain(tens).filter(|tens| *tens >= 20)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_count_are_found_over_lines_and_in_letters() {
        for text in [
            "U bent nummer 12 van 143.",
            "nummer 12\nvan 143",
            "12 van de\n  143",
            "(3/143)",
            "brief 2 uit 5",
            "volgnummer 12",
            "Volgnummer: 12",
            "nr. 12 van de lijst",
            "NUMMER 12 VAN 143",
            "12 of the 143",
            "no. 12 of 143",
            "143 organisaties",
            "de 1.234 andere organisaties",
            "twaalf van de honderddrieënveertig",
            "een van de 143",
            "de 12e van 143",
            "alle vierentwintig organisaties",
            "12 van in totaal 143",
        ] {
            assert!(!CountingPhrases::new().find(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn dates_choices_and_one_thing_do_not_count() {
        for text in [
            "2 of 3 dagen",
            "12/2024, 24/7, 1/2/2025",
            "artikel 5 van 2024",
            "20 van 12",
            "een van de twee dagen",
            "1 organisatie",
            "een organisatie van de overheid",
            "in 2024 organisaties bezocht",
            "Andere organisaties zien dit niet.",
            "van 16 december tot en met 20 december",
            "op 9 van 14.00 tot 16.00 uur",
            "Dat was stap 1. Van 143 weten wij niets.",
            "kenmerk VZ-12 van 14",
            "https://a.example/12/143",
            "en/of",
            "het nummer van 14 december",
            "2 of meer organisaties",
        ] {
            assert_eq!(CountingPhrases::new().find(text), [0; 0], "{text}");
        }
    }

    #[test]
    fn numbers_in_letters_are_read() {
        for (word, number) in [
            ("twaalf", Some(12)),
            ("drieënveertig", Some(43)),
            ("vierentwintig", Some(24)),
            ("zevenentachtig", Some(87)),
            ("honderdtwaalf", Some(112)),
            ("honderdendrie", Some(103)),
            ("tweehonderdvijftig", Some(250)),
            ("twaalfhonderd", Some(1200)),
            ("duizend", Some(1000)),
            ("enkele", None),
            ("heren", None),
            ("dertigen", None),
        ] {
            assert_eq!(words_of_number(word), number, "{word}");
        }
    }
}
