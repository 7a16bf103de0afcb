//! Text reduced to what a name is recognised by: letters and digits, lower case, without accents.
//!
//! Blanks, punctuation and hyphens go, but where words began is remembered. So `Vereniging "De Brug"`,
//! `vereniging de brug` and `Vereni-⏎ging De-Brug` are one, while `onderdebrug` holds no `De Brug`.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::address::is_invisible;
use crate::formats::html::tokens::Token;

/// What becomes of each octet: its letter or digit in lower case, or one of the two below.
const LETTERS: [u8; 256] = {
    let mut letters = [OTHER; 256];
    let mut at = 0u8;
    while at < 128 {
        letters[at as usize] = if at.is_ascii_alphanumeric() {
            at.to_ascii_lowercase()
        } else {
            GAP
        };
        at += 1;
    }
    letters
};
/// Octets that are looked at before what they come to is put by.
const STRETCH: usize = 256;
/// Nothing, and the end of a word.
const GAP: u8 = 0;
/// Part of a character outside ASCII.
const OTHER: u8 = 1;

/// Squeezed text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Normalized {
    /// The letters and digits, UTF-8.
    pub(crate) text: Vec<u8>,
    /// Where in `text` words begin, in octets.
    begins: Vec<usize>,
    /// Whether what comes next begins a word.
    fresh: bool,
}

impl Normalized {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        Normalized {
            fresh: true,
            ..Normalized::default()
        }
    }

    /// `text`, squeezed.
    pub(crate) fn of(text: &str) -> Self {
        let mut out = Normalized::new();
        out.add(text);
        out
    }

    /// The text that is among these bytes: words end where bytes are no UTF-8.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Normalized {
        let mut out = Normalized::new();
        for chunk in bytes.utf8_chunks() {
            out.add(chunk.valid());
            if !chunk.invalid().is_empty() {
                out.gap();
            }
        }
        out
    }

    /// Adds text, as if it followed directly.
    pub(crate) fn add(&mut self, text: &str) {
        self.text.reserve(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let ascii = self.ascii(rest.as_bytes());
            if ascii > 0 {
                rest = &rest[ascii..];
                continue;
            }
            if !is_invisible(first) {
                std::iter::once(first).nfkd().for_each(|c| self.letter(c));
            }
            rest = &rest[first.len_utf8()..];
        }
    }

    /// What is ASCII at the beginning of `text`, nearly all of a letter; gives how much that was.
    fn ascii(&mut self, text: &[u8]) -> usize {
        // Nothing is decided for each letter: where words end no processor guesses. So there is room for all there may
        // be, at hand and for a stretch at a time.
        let (mut letters, mut begins) = ([0; STRETCH], [0; STRETCH / 2 + 1]);
        let mut taken = 0;
        for stretch in text.chunks(STRETCH) {
            let before = self.text.len();
            let (mut length, mut words, mut ended) = (0, 0, stretch.len());
            for (at, &octet) in stretch.iter().enumerate() {
                let letter = LETTERS[usize::from(octet)];
                if letter == OTHER {
                    ended = at;
                    break;
                }
                let is_letter = letter != GAP;
                begins[words] = before + length;
                words += usize::from(is_letter & self.fresh);
                letters[length] = letter;
                length += usize::from(is_letter);
                self.fresh = !is_letter;
            }
            self.text.extend_from_slice(&letters[..length]);
            self.begins.extend_from_slice(&begins[..words]);
            taken += ended;
            if ended < stretch.len() {
                break;
            }
        }
        taken
    }

    /// A letter comes next.
    fn begin(&mut self) {
        if std::mem::take(&mut self.fresh) {
            self.begins.push(self.text.len());
        }
    }

    /// The end of a word, whatever comes next.
    pub(crate) fn gap(&mut self) {
        self.fresh = true;
    }

    /// One letter of any script, or one mark: a mark belongs to the letter before it.
    fn letter(&mut self, c: char) {
        if is_combining_mark(c) {
            return;
        }
        if !c.is_alphanumeric() {
            self.fresh = true;
            return;
        }
        for lower in latin(c).to_lowercase().filter(|c| !is_combining_mark(*c)) {
            self.begin();
            self.text
                .extend_from_slice(lower.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }

    /// Where words begin.
    pub(crate) fn begins(&self) -> &[usize] {
        &self.begins
    }

    /// Whether a word ends at `to`, after at least one letter.
    pub(crate) fn ends(&self, to: usize) -> bool {
        to == self.text.len() || self.begins.binary_search(&to).is_ok()
    }

    /// What follows `to` within the same word.
    pub(crate) fn rest_of_word(&self, to: usize) -> &[u8] {
        let next = self.begins.partition_point(|begin| *begin < to);
        let end = self.begins.get(next).copied().unwrap_or(self.text.len());
        self.text.get(to..end).unwrap_or_default()
    }

    /// The letters as text, to be read by people.
    #[cfg(test)]
    pub(crate) fn letters(&self) -> String {
        String::from_utf8(self.text.clone()).unwrap()
    }

    /// How many letters it has.
    pub(crate) fn len(&self) -> usize {
        // Every octet but those that go on a letter (RFC 3629, section 3).
        self.text
            .iter()
            .filter(|&&octet| octet & 0xc0 != 0x80)
            .count()
    }

    /// How many words it holds.
    pub(crate) fn words(&self) -> usize {
        self.begins.len()
    }
}

/// The Latin letter that a Cyrillic or Greek one looks like (UTS 39): one such letter in a name hides it from a search
/// and from no reader.
const fn latin(c: char) -> char {
    match c {
        'а' | 'А' | 'α' | 'Α' => 'a',
        'В' | 'Β' => 'b',
        'с' | 'С' => 'c',
        'ԁ' => 'd',
        'е' | 'Е' | 'Ε' => 'e',
        'һ' | 'Н' | 'Η' => 'h',
        'і' | 'І' | 'ι' | 'Ι' => 'i',
        'ј' | 'Ј' => 'j',
        'К' | 'Κ' => 'k',
        'ӏ' => 'l',
        'М' | 'Μ' => 'm',
        'Ν' => 'n',
        'о' | 'О' | 'ο' | 'Ο' => 'o',
        'р' | 'Р' | 'ρ' | 'Ρ' => 'p',
        'ѕ' | 'Ѕ' => 's',
        'Т' | 'Τ' => 't',
        'ν' => 'v',
        'х' | 'Х' | 'χ' | 'Χ' => 'x',
        'у' | 'У' | 'Υ' => 'y',
        'Ζ' => 'z',
        c => c,
    }
}

/// The text without marks that lead to notes, which may lie within a name: `Vergeten¹`, `Vergeten1`, `Vergeten [1]`,
/// `Vergeten(1)`, `Vergeten*`. `None` where there are none.
pub(crate) fn without_note_marks(text: &str) -> Option<String> {
    let is_raised = |c: char| {
        matches!(
            c,
            '¹' | '²' | '³' | '\u{2070}'..='\u{2079}' | '*' | '†' | '‡'
        )
    };
    let (mut out, mut rest, mut before) = (String::new(), text, ' ');
    loop {
        let mut last = before;
        let found = rest.char_indices().find(|(_, c)| {
            let behind = std::mem::replace(&mut last, *c);
            is_raised(*c)
                || matches!(c, '[' | '(')
                || (c.is_ascii_digit() && behind.is_alphabetic())
        });
        let Some((at, c)) = found else { break };
        before = rest[..at].chars().next_back().unwrap_or(before);
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let mark = mark_length(rest, before);
        if mark.is_none() && !is_raised(c) {
            out.push(c);
        }
        before = c;
        rest = &rest[mark.unwrap_or(c.len_utf8())..];
    }
    out.push_str(rest);
    (out.len() < text.len()).then_some(out)
}

/// How long the number is that leads to a note at the beginning of `text`, after the letter `before`: in brackets, or as
/// it is, where the word ends with it.
fn mark_length(text: &str, before: char) -> Option<usize> {
    let (open, closing) = match text.as_bytes().first()? {
        b'[' => (1, "]"),
        b'(' => (1, ")"),
        b'0'..=b'9' if before.is_alphabetic() => (0, ""),
        _ => return None,
    };
    let inside = &text[open..];
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    let after = &inside[digits..];
    let ends = open == 1 || !after.starts_with(char::is_alphanumeric);
    ((1..=3).contains(&digits) && ends && after.starts_with(closing))
        .then_some(open + digits + closing.len())
}

/// Tags that may be inside a word, and comments, which readers don't see.
pub(crate) fn is_inline(token: &Token) -> bool {
    match token {
        Token::Open(name, _) | Token::Close(name) => {
            matches!(
                &**name,
                "a" | "b" | "em" | "font" | "i" | "span" | "strong" | "u" | "wbr"
            )
        }
        Token::Comment(_) => true,
        Token::Text(_) | Token::Raw(_) => false,
    }
}

/// `info%40brug.example`, as links write it (RFC 3986, section 2.1): octets of UTF-8, or of windows-1252 where they can't
/// be that.
pub(crate) fn percent_decoded(value: &str) -> Cow<'_, str> {
    let mut parts = value.split('%');
    let first = parts.next().unwrap_or_default();
    if first.len() == value.len() {
        return Cow::Borrowed(value);
    }
    let mut out = first.as_bytes().to_vec();
    for part in parts {
        match part
            .get(..2)
            .and_then(|pair| u8::from_str_radix(pair, 16).ok())
        {
            Some(byte) => {
                out.push(byte);
                out.extend_from_slice(&part.as_bytes()[2..]);
            }
            None => {
                out.push(b'%');
                out.extend_from_slice(part.as_bytes());
            }
        }
    }
    Cow::Owned(String::from_utf8(out).unwrap_or_else(|odd| {
        // Above ASCII the letters of windows-1252 are those of Unicode.
        let octets = odd.as_bytes();
        octets.iter().copied().map(char::from).collect()
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squeezed(text: &str) -> String {
        Normalized::of(text).letters()
    }

    #[test]
    fn spellings_of_one_name_are_one() {
        for text in [
            "Café Müller B.V.",
            "CAFE MULLER BV",
            "Cafe\u{301} Mu\u{308}ller b.v.",
            "Café\u{a0}Mül-\nler (BV)",
            "Caf\u{ad}é Müller\u{200b} BV",
            "Ｃafé Müller BV",
        ] {
            assert_eq!(squeezed(text), "cafemullerbv", "{text:?}");
        }
        assert_eq!(squeezed("İzmir"), "izmir");
    }

    #[test]
    fn words_are_known_by_their_ends() {
        let text = Normalized::of("onder de Brug-brug");
        assert_eq!(
            (text.letters().as_str(), text.words()),
            ("onderdebrugbrug", 4)
        );
        assert_eq!(text.begins(), [0, 5, 7, 11]);
        assert!([5, 7, 11, 15].into_iter().all(|to| text.ends(to)));
        assert!(![4, 10, 14].into_iter().any(|to| text.ends(to)));
        // An accent written as a mark of its own ends no word.
        assert_eq!(Normalized::of("Cafe\u{301}s").words(), 1);
    }
}
