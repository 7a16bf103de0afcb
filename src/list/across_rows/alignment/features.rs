//! What a cell can be recognised by: runs of three letters, and the initials of its words.
//!
//! Pure. Letters are compared without case and accents; each feature is a number below [`SPACE`], a hash,
//! so that tables of them are arrays. Two features share a number by chance once in sixty thousand.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::address::Address;

/// How many different features there can be.
pub(crate) const SPACE: usize = 1 << 16;

/// Words that say what something is, not which one: forms of organisations, titles, mailboxes.
const GENERIC: [&str; 84] = [
    "aan",
    "actief",
    "administratie",
    "afdeling",
    "algemeen",
    "beste",
    "bestuur",
    "bureau",
    "buurt",
    "club",
    "collectief",
    "comite",
    "commissie",
    "communicatie",
    "contact",
    "contactpersoon",
    "cooperatie",
    "dhr",
    "directeur",
    "directie",
    "dorp",
    "email",
    "federatie",
    "fonds",
    "forum",
    "foundation",
    "geacht",
    "geachte",
    "griffie",
    "groep",
    "hallo",
    "heer",
    "hello",
    "hoi",
    "info",
    "informatie",
    "initiatief",
    "kantoor",
    "klantenservice",
    "koepel",
    "kring",
    "landelijk",
    "landelijke",
    "leden",
    "ledenadministratie",
    "lid",
    "mail",
    "mevr",
    "mevrouw",
    "mw",
    "nederland",
    "nederlands",
    "nederlandse",
    "netwerk",
    "office",
    "ons",
    "onze",
    "org",
    "organisatie",
    "penningmeester",
    "pers",
    "platform",
    "post",
    "raad",
    "receptie",
    "redactie",
    "secretariaat",
    "secretaris",
    "service",
    "servicedesk",
    "sticht",
    "stichting",
    "support",
    "team",
    "the",
    "unie",
    "ver",
    "verband",
    "verbond",
    "vereniging",
    "voorzitter",
    "webmaster",
    "welkom",
    "www",
];

/// Words that initials often pass over, and that tell nothing.
const SMALL: [&str; 22] = [
    "a", "af", "bij", "de", "den", "der", "een", "en", "et", "het", "in", "la", "le", "of", "op",
    "s", "t", "te", "ten", "tot", "van", "voor",
];

/// The features of one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Features {
    /// Runs of three letters, each once, in the order of the text.
    pub(crate) grams: Vec<u32>,
    /// Initials, or what may be some, each with its length; sorted.
    pub(crate) initials: Vec<(u32, u8)>,
}

impl Features {
    pub(crate) fn is_empty(&self) -> bool {
        self.grams.is_empty() && self.initials.is_empty()
    }

    /// The same with its runs in the order of their numbers, to be looked up.
    pub(crate) fn sorted(mut self) -> Features {
        self.grams.sort_unstable();
        self
    }

    /// What speaks of nobody: the first half of one text and the second of another.
    pub(crate) fn spliced(&self, other: &Features) -> Features {
        let (first, second) = (self.grams.len() / 2, other.grams.len() / 2);
        let grams = [&self.grams[..first], &other.grams[second..]].concat();
        Features {
            grams,
            initials: vec![],
        }
        .once()
    }

    fn once(mut self) -> Features {
        let mut seen = HashSet::with_capacity(self.grams.len());
        self.grams.retain(|gram| seen.insert(*gram));
        self.initials.sort_unstable();
        self.initials.dedup();
        self
    }
}

/// A name or another text of words: its own letters, and the initials of its words.
pub(crate) fn of_words(text: &str) -> Features {
    let mut found = Features::default();
    for spelling in spellings(text) {
        let all: Vec<&str> = spelling
            .split(' ')
            .filter(|word| !word.is_empty())
            .collect();
        let telling: Vec<&str> = all.iter().copied().filter(|word| !is_idle(word)).collect();
        for word in &telling {
            grams(word, &mut found.grams);
        }
        // As domains write it: words without blanks, whether or not with the small ones between them.
        let no_form: Vec<&str> = all
            .iter()
            .copied()
            .filter(|word| GENERIC.binary_search(word).is_err())
            .collect();
        for run in [&telling, &no_form] {
            for pair in run.windows(2) {
                joint(pair[0], pair[1], &mut found.grams);
            }
        }
        let not_small: Vec<&str> = all
            .iter()
            .copied()
            .filter(|word| !SMALL.contains(word))
            .collect();
        for words in [&all, &telling, &no_form, &not_small] {
            let short: String = words
                .iter()
                .filter_map(|word| word.chars().next())
                .collect();
            initials(&short, &mut found.initials);
        }
    }
    found.once()
}

/// A name on the wire: the labels of a domain less its last, or the part before the `@`.
pub(crate) fn of_label(label: &str) -> Features {
    let mut found = Features::default();
    for spelling in spellings(&label.replace('.', "-")) {
        for part in spelling.split(' ').filter(|part| !is_idle(part)) {
            let bare = without_generic(part);
            grams(&bare, &mut found.grams);
            initials(part, &mut found.initials);
            initials(&bare, &mut found.initials);
        }
        let parts: Vec<&str> = spelling.split(' ').filter(|part| !is_idle(part)).collect();
        for pair in parts.windows(2) {
            joint(pair[0], pair[1], &mut found.grams);
        }
    }
    found.once()
}

/// The domain without its last label, as people read it.
pub(crate) fn domain(address: &Address) -> String {
    let (unicode, _) = idna::domain_to_unicode(address.domain());
    unicode
        .rsplit_once('.')
        .map_or(String::new(), |(rest, _)| rest.to_owned())
}

fn is_idle(word: &str) -> bool {
    SMALL.contains(&word) || GENERIC.binary_search(&word).is_ok()
}

/// A label less the generic words it begins or ends with: `stichtingbrug` is about `brug`.
fn without_generic(label: &str) -> String {
    let mut bare = label;
    let long = || GENERIC.iter().filter(|word| word.len() > 4);
    while let Some(rest) =
        long().find_map(|word| bare.strip_prefix(word).or_else(|| bare.strip_suffix(word)))
    {
        bare = rest;
    }
    bare.to_owned()
}

/// The text in small letters, other characters as blanks: with accents taken away, and as German and
/// Scandinavian domains write it (`ü` as `ue`), where that differs.
fn spellings(text: &str) -> Vec<String> {
    let plain = spelling(text, false);
    let other = if text.is_ascii() {
        None
    } else {
        Some(spelling(text, true)).filter(|other| *other != plain)
    };
    std::iter::once(plain).chain(other).collect()
}

fn spelling(text: &str, as_two: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ä' | 'æ' if as_two => out.push_str("ae"),
            'ö' | 'ø' if as_two => out.push_str("oe"),
            'ü' if as_two => out.push_str("ue"),
            'å' if as_two => out.push_str("aa"),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ı' => out.push('i'),
            '&' | '+' => out.push_str(" en "),
            // `B.V.` is one word, `d'Haen` and `'t` are too.
            '\'' | '’' | '‘' | '`' | '.' => {}
            _ if c.is_ascii() => out.push(if c.is_ascii_alphabetic() { c } else { ' ' }),
            _ => {
                for base in c.nfkd().filter(|c| !is_combining_mark(*c)) {
                    out.push(if base.is_alphabetic() { base } else { ' ' });
                }
            }
        }
    }
    out
}

fn grams(word: &str, found: &mut Vec<u32>) {
    let letters: Vec<char> = word.chars().collect();
    found.extend(letters.windows(3).map(hash));
}

/// The runs of three that lie over the place where two words meet.
fn joint(left: &str, right: &str, found: &mut Vec<u32>) {
    let mut ends: Vec<char> = left.chars().rev().take(2).collect();
    ends.reverse();
    ends.extend(right.chars().take(2));
    found.extend(ends.windows(3).map(hash));
}

fn initials(word: &str, found: &mut Vec<(u32, u8)>) {
    let letters: Vec<char> = word.chars().collect();
    if (2..=7).contains(&letters.len()) {
        let with_mark: Vec<char> = std::iter::once('#')
            .chain(letters.iter().copied())
            .collect();
        found.push((
            hash(&with_mark),
            u8::try_from(letters.len()).unwrap_or(u8::MAX),
        ));
    }
}

/// FNV-1a over the letters, folded into [`SPACE`].
fn hash(letters: &[char]) -> u32 {
    let mixed = letters.iter().fold(0x811c_9dc5_u32, |hash, letter| {
        (hash ^ u32::from(*letter)).wrapping_mul(0x0100_0193)
    });
    (mixed ^ (mixed >> 16)) & (SPACE as u32 - 1)
}
