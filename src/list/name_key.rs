//! What two spellings of one organisation's name have in common.
//!
//! Pure.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that tell a legal form, not a name.
const FORMS: [&str; 15] = [
    "stichting",
    "st",
    "sticht",
    "vereniging",
    "ver",
    "bv",
    "nv",
    "cv",
    "vof",
    "cooperatie",
    "cooperatief",
    "ua",
    "fundatie",
    "federatie",
    "foundation",
];

/// The name without case, accents, punctuation, blanks and legal form. A name that is nothing but these
/// is kept as far as it has letters.
pub(crate) fn key(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
    {
        match c {
            'ß' => plain.push_str("ss"),
            'ø' => plain.push('o'),
            'æ' => plain.push_str("ae"),
            '&' | '+' => plain.push_str(" en "),
            // `B.V.` is one word, and so is `'t`.
            '.' | '\'' | '’' | '‘' | '`' => {}
            _ if c.is_alphanumeric() => plain.push(c),
            _ => plain.push(' '),
        }
    }
    let bare: String = plain
        .split_whitespace()
        .filter(|word| !FORMS.contains(word))
        .collect();
    if bare.is_empty() {
        plain.split_whitespace().collect()
    } else {
        bare
    }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn spellings_of_one_name_are_one() {
        for (a, b) in [
            ("Stichting 't Huis", "’T HUIS"),
            ("Café Müller B.V.", "cafe muller bv"),
            ("Ñandú-fonds", "Nandufonds"),
            ("Vereniging \"De Brug\" & Co.", "De Brug en Co"),
            ("De\u{a0}Brug", "de brug"),
        ] {
            assert_eq!(key(a), key(b), "{a} / {b}");
        }
    }

    #[test]
    fn different_names_stay_different() {
        for (a, b) in [
            ("De Brug", "De Burg"),
            ("Huis Noord", "Huis Zuid"),
            ("Fonds 1", "Fonds 2"),
        ] {
            assert_ne!(key(a), key(b), "{a} / {b}");
        }
        assert_eq!(key("Stichting"), "stichting");
        assert_eq!(key("—"), "");
    }
}
