//! Ids of a list that reveal whose they are: anybody who sees only ids learns from them who is on
//! it.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What an id reveals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tells {
    /// A mail address or a domain.
    Address,
    /// An organisation's name, or a word that occurs in few other names.
    Name,
    /// It has the form of a number in a register of organisations.
    Number,
}

/// Shorter words occur in ids by chance.
const SHORTEST_WORD: usize = 4;

/// A word that occurs in more names than this identifies nobody.
const MOST_NAMES: usize = 2;

/// What each id of a list reveals, in the order of the list; `None`: nothing that can be seen from
/// the list.
#[must_use]
pub fn what_ids_tell(rows: &[(&str, &str)]) -> Vec<Option<Tells>> {
    let mut count: HashMap<String, usize> = HashMap::new();
    let mut whole = HashSet::new();
    for (_, name) in rows {
        let words = words(name);
        whole.insert(words.concat());
        for word in words.into_iter().collect::<HashSet<_>>() {
            *count.entry(word).or_insert(0) += 1;
        }
    }
    let tells = |id: &str, name: &str| {
        if is_address(id) {
            return Some(Tells::Address);
        }
        let parts = words(id);
        let key = parts.concat();
        let rare = |word: &String| count.get(word).is_some_and(|names| *names <= MOST_NAMES);
        let named = words(name).iter().any(|word| {
            let long = word.chars().count() >= SHORTEST_WORD && key.contains(word.as_str());
            rare(word)
                && (long
                    || parts.contains(word)
                        && word.chars().all(char::is_alphabetic)
                        && word.len() > 2)
        });
        let of_another = key.chars().any(char::is_alphabetic) && whole.contains(&key);
        if named || of_another {
            return Some(Tells::Name);
        }
        is_register_number(id).then_some(Tells::Number)
    };
    rows.iter().map(|(id, name)| tells(id, name)).collect()
}

/// Words without case and accents.
fn words(text: &str) -> Vec<String> {
    let plain: String = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect();
    let split = plain.split(|c: char| !c.is_alphanumeric());
    split
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_address(id: &str) -> bool {
    let lower = id.to_lowercase();
    let is_domain = lower.rsplit_once('.').is_some_and(|(before, last)| {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        last.len() > 1 && last.chars().all(char::is_alphabetic) && letters(before) > 1
    });
    lower.contains('@')
        || lower.contains('＠')
        || lower.contains("%40")
        || lower.contains("(at)")
        || is_domain
}

/// Chamber of Commerce (8 digits), RSIN (9), branch (12), OIN (20), VAT (`NL…B..`) and bank accounts.
fn is_register_number(id: &str) -> bool {
    let plain: String = id
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .collect::<String>()
        .to_ascii_uppercase();
    let digits = plain.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let is_digits = digits.chars().all(|c| c.is_ascii_digit());
    let mut longest = 0;
    let mut here = 0;
    for c in plain.chars() {
        here = if c.is_ascii_digit() { here + 1 } else { 0 };
        longest = longest.max(here);
    }
    is_digits && matches!(digits.len(), 8 | 9 | 12 | 20) || plain.starts_with("NL") && longest >= 9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_say_whose_they_are_are_known() {
        let rows = [
            ("ORG-001", "Stichting Waterkers"),
            ("bestuur@eikel.example", "Vereniging Eikel"),
            ("berk.example", "Fonds Berk"),
            ("waterk-hazelaar", "Vereniging Hazelaar"),
            ("Café-Müller", "Cafe Muller"),
            ("NVVB", "NVVB, vereniging"),
            ("Fonds Berk", "Stichting Els"),
            ("12345678", "Stichting Iep"),
            ("KvK 12345678", "Stichting Linde"),
            ("NL001234567B01", "Stichting Es"),
            ("NL91 ABNA 0417 1643 00", "Stichting Den"),
            ("stichting-13", "Stichting Spar"),
            ("14", "Stichting Taxus"),
            ("VZ-RTS7-D5", "Stichting Vlier"),
        ];
        use Tells::{Address, Name, Number};
        let expected = [
            None,
            Some(Address),
            Some(Address),
            Some(Name),
            Some(Name),
            Some(Name),
            Some(Name),
            Some(Number),
            Some(Number),
            Some(Number),
            Some(Number),
            None,
            None,
            None,
        ];
        for ((row, found), wanted) in rows.iter().zip(what_ids_tell(&rows)).zip(expected) {
            assert_eq!(found, wanted, "{row:?}");
        }
    }
}
