use proptest::prelude::*;
use proptest::sample::{Index, select};
use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

use super::*;

fn one(left: &str, right: &str) -> bool {
    Spelling::of(left).is_one_with(&Spelling::of(right))
}

/// An independent implementation of the standard, over every character that there is.
#[test]
fn every_letter_that_the_standard_takes_for_a_latin_one_is_known() {
    let mut seen = 0;
    // The planes between and behind hold no letters.
    for c in (0x80..0x4_0000)
        .chain(0xe_0000..0xe_1000)
        .filter_map(char::from_u32)
    {
        let looks: String = skeleton(&c.to_string()).collect();
        assert!(
            !looks.is_empty() || is_invisible(c),
            "U+{:04X} is not seen",
            u32::from(c)
        );
        let looks: String = looks.chars().filter(|c| !is_combining_mark(*c)).collect();
        let latin = !looks.is_empty() && looks.chars().all(|c| c.is_ascii_alphanumeric());
        if !latin || !c.is_alphanumeric() || c.nfkd().ne(std::iter::once(c)) {
            continue;
        }
        seen += 1;
        let known = alike::LOOK_ALIKES
            .iter()
            .find(|(_, letters)| letters.contains(c));
        let expected = looks.to_ascii_lowercase();
        assert_eq!(
            known.map(|(latin, _)| *latin),
            Some(expected.as_str()),
            "U+{:04X}",
            u32::from(c)
        );
    }
    let all: usize = alike::LOOK_ALIKES
        .iter()
        .map(|(_, letters)| letters.chars().count())
        .sum();
    assert_eq!(seen, all, "letters that the standard does not know");
    assert!(all > 500, "{all}");
}

#[test]
fn spellings_of_one_person_are_one() {
    for (left, right) in [
        ("A. Vos", "A.Vos"),
        ("A. Vos", "a  VOS"),
        ("A. Vos", "Vos, A."),
        ("A. Vos", "А. V\u{43e}s"),
        ("A. Vos", "A. V\u{200b}os"),
        ("A. Vos", "A. V\u{ad}os\u{feff}"),
        ("A. Vos", "Ａ． Ｖｏｓ"),
        ("A. Vos", "A. V0s"),
        ("A.B. Vos", "AB Vos"),
        ("A.B. Vos", "Vos, A. B."),
        ("R. Ösdal", "R. O\u{308}sdal"),
        ("R. Ösdal", "R Osdal"),
        ("Ann de Wit", "ann  de wit"),
        ("Ann de Wit", "Wit, Ann de"),
        ("J. van den Broek", "Broek, van den, J."),
        ("Anne-Marie de Wit", "de Wit, Annemarie"),
        ("Anne\u{2011}mari\u{e9} Vos", "Anne Marie Vos"),
        ("J. D'Hondt", "J. D\u{2019}Hondt"),
        ("J. D'Hondt", "J DHondt"),
        ("J. D'Hondt", "J. D\u{b4}Hondt"),
        ("Weiß", "WEISS"),
        ("Łukasz Søren", "Lukasz Soren"),
        ("Ilse Mol", "llse Mol"),
        ("Νίκος Παππάς", "ΝΊΚΟΣ ΠΑΠΠΆΣ"),
        ("Николай Ёлкин", "НИКОЛАЙ ЕЛКИН"),
    ] {
        assert!(one(left, right), "{left} and {right}");
    }
}

#[test]
fn names_of_two_people_are_two() {
    for (left, right) in [
        ("Jan de Vries", "Jan de Vries jr."),
        ("Jan de Vries (inkoop)", "Jan de Vries (juridische zaken)"),
        ("Jan de Vries 1", "Jan de Vries 2"),
        ("A. Vos", "B. Vos"),
        ("A. Vos", "A. Bos"),
        ("A. Vos", "Anna Vos"),
        ("R. Bos", "B. Ros"),
        ("Николай", "Михаил"),
        ("राम", "रमा"),
        ("森", "林"),
        ("!", "?"),
    ] {
        assert!(!one(left, right), "{left} and {right}");
    }
}

#[test]
fn a_very_long_name_takes_no_time() {
    let long = "ab".repeat(100_000);
    assert!(one(&long, &long.to_uppercase()));
}

/// A look-alike of a Latin letter, in one of the scripts that people have on a keyboard.
fn impostor(c: char) -> char {
    match c {
        'a' => 'а',
        'e' => 'е',
        'o' => 'ο',
        'c' => 'с',
        'p' => 'р',
        's' => 'ѕ',
        'A' => 'Α',
        'B' => 'В',
        'H' => 'Н',
        'T' => 'Τ',
        'M' => 'Μ',
        'K' => 'К',
        c => c,
    }
}

/// One thing that somebody may do to a name without its becoming another's.
fn twist(name: &str, kind: usize, at: Index) -> String {
    let letters: Vec<char> = name.chars().collect();
    let place = at.index(letters.len());
    let with = |put: &str| {
        letters[..place].iter().collect::<String>()
            + put
            + &letters[place..].iter().collect::<String>()
    };
    match kind {
        0 => name.to_uppercase(),
        1 => name.to_lowercase(),
        2 => name.nfd().collect(),
        3 => with("\u{200b}"),
        4 => with("\u{ad}"),
        5 => with("\u{2060}\u{fe0f}"),
        6 => with("'"),
        7 => name.replace(' ', " \u{a0} "),
        8 => name.replace(' ', ", "),
        9 => name.replace(' ', "-"),
        10 => letters.iter().map(|c| impostor(*c)).collect(),
        11 => letters
            .iter()
            .enumerate()
            .map(|(at, c)| if at == place { impostor(*c) } else { *c })
            .collect(),
        12 => name.nfd().filter(|c| !is_combining_mark(*c)).collect(),
        // ASCII in full width: it begins 0xfee0 further on.
        _ => {
            let wide = |c: char| {
                if c.is_ascii_graphic() {
                    char::from_u32(u32::from(c) + 0xfee0)
                } else {
                    None
                }
            };
            letters.iter().map(|c| wide(*c).unwrap_or(*c)).collect()
        }
    }
}

const WORDS: [&str; 14] = [
    "Ann", "de", "Wit", "Marié", "Ösdal", "van", "Broek", "Hondt", "Çelik", "Nuñez", "Smit",
    "Teun", "Kamp", "Bos",
];

proptest! {
    #[test]
    fn whatever_is_done_to_a_name_it_stays_the_same(
        words in proptest::collection::vec(select(WORDS.to_vec()), 1..5),
        twists in proptest::collection::vec((0..14usize, any::<Index>()), 0..5),
        turned in any::<Index>(),
    ) {
        let name = words.join(" ");
        let mut other = words.clone();
        other.rotate_left(turned.index(words.len()));
        let mut typed = other.join(" ");
        for (kind, at) in &twists {
            typed = twist(&typed, *kind, *at);
        }
        prop_assert!(one(&name, &typed), "{name:?} and {typed:?}");
    }

    #[test]
    fn words_in_any_order_are_the_same(words in Just(WORDS.to_vec()).prop_shuffle(), count in 2..6usize) {
        let some = &words[..count];
        let mut turned = some.to_vec();
        turned.reverse();
        prop_assert!(one(&some.join(" "), &turned.join(", ")));
    }

    #[test]
    fn one_letter_more_is_another_name(
        words in proptest::collection::vec(select(WORDS.to_vec()), 1..5), more in "[b-df-hj-z]{1,8}",
    ) {
        let name = words.join(" ");
        let longer = format!("{name} {more}");
        prop_assert!(!one(&name, &longer));
    }

    #[test]
    fn no_text_is_another_than_itself(text in any::<String>()) {
        prop_assert!(one(&text, &text));
        let padded = format!(" {text}\u{200b}");
        prop_assert!(one(&text, &padded));
    }
}
