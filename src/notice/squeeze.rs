//! Text reduced to what a name is recognised by: letters and digits, lower case, without accents.
//!
//! Blanks, punctuation and hyphens go, but where words began is remembered. So `Vereniging "De Brug"`,
//! `vereniging de brug` and `Vereni-⏎ging De-Brug` are one, while `onderdebrug` holds no `De Brug`.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::html::{Token, decode, tokens};
use crate::address::is_invisible;

/// Squeezed text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Squeezed {
    /// The letters and digits, UTF-8.
    pub(super) text: String,
    /// For each octet of `text`: whether a word begins there.
    begins: Vec<bool>,
    /// Whether what comes next begins a word.
    fresh: bool,
}

impl Squeezed {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Squeezed { fresh: true, ..Squeezed::default() }
    }

    /// `text`, squeezed.
    pub(super) fn of(text: &str) -> Self {
        let mut out = Squeezed::new();
        out.add(text);
        out
    }

    /// More text, as if it stood directly behind.
    pub(super) fn add(&mut self, text: &str) {
        self.text.reserve(text.len());
        self.begins.reserve(text.len());
        for c in text.chars() {
            // Nearly all letters of a letter are these.
            if c.is_ascii_alphanumeric() {
                self.text.push(c.to_ascii_lowercase());
                self.begins.push(self.fresh);
                self.fresh = false;
            } else if c.is_ascii() {
                self.fresh = true;
            } else if !is_invisible(c) {
                std::iter::once(c).nfkd().for_each(|c| self.letter(c));
            }
        }
    }

    /// The end of a word, whatever comes next.
    pub(super) fn gap(&mut self) {
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
        for lower in c.to_lowercase().filter(|c| !is_combining_mark(*c)) {
            self.begins.push(self.fresh);
            self.fresh = false;
            self.text.push(lower);
            self.begins.resize(self.text.len(), false);
        }
    }

    /// Whether `from..to` is made of whole words.
    pub(super) fn is_whole(&self, from: usize, to: usize) -> bool {
        let begins = |at: usize| self.begins.get(at).copied().unwrap_or(true);
        begins(from) && begins(to)
    }

    /// How many words it holds.
    pub(super) fn words(&self) -> usize {
        self.begins.iter().filter(|begins| **begins).count()
    }
}

/// What a reader sees, and behind it all that stands in attributes, comments and styles.
pub(super) fn squeeze_html(html: &str) -> Squeezed {
    let tokens = tokens(html);
    let mut out = Squeezed::new();
    for (_, token) in &tokens {
        if let Token::Text(text) = token {
            out.add(&decode(text));
        } else if !is_inline(token) {
            out.gap();
        }
    }
    for (_, token) in &tokens {
        out.gap();
        match token {
            Token::Text(_) | Token::Close(_) => {}
            Token::Raw(text) => out.add(text),
            Token::Comment(text) => out.add(&decode(text)),
            Token::Open(_, attributes) => {
                for (_, value) in attributes {
                    out.gap();
                    out.add(&percent_decoded(value));
                }
            }
        }
    }
    out
}

/// Tags that may stand within a word, and comments, which readers don't see.
fn is_inline(token: &Token) -> bool {
    match token {
        Token::Open(name, _) | Token::Close(name) => {
            matches!(&**name, "a" | "b" | "em" | "font" | "i" | "span" | "strong" | "u" | "wbr")
        }
        Token::Comment(_) => true,
        Token::Text(_) | Token::Raw(_) => false,
    }
}

/// `info%40brug.example`, as links write it (RFC 3986, section 2.1).
fn percent_decoded(value: &str) -> Cow<'_, str> {
    let mut parts = value.split('%');
    let first = parts.next().unwrap_or_default();
    if first.len() == value.len() {
        return Cow::Borrowed(value);
    }
    let mut out = first.as_bytes().to_vec();
    for part in parts {
        match part.get(..2).and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
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
    Cow::Owned(String::from_utf8_lossy(&out).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squeezed(text: &str) -> String {
        Squeezed::of(text).text
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
        let text = Squeezed::of("onder de Brug-brug");
        assert_eq!((text.text.as_str(), text.words()), ("onderdebrugbrug", 4));
        assert!(text.is_whole(5, 11) && text.is_whole(0, 15) && text.is_whole(7, 11));
        assert!(!text.is_whole(4, 11) && !text.is_whole(5, 10));
        // An accent written as a mark of its own ends no word.
        assert_eq!(Squeezed::of("Cafe\u{301}s").words(), 1);
    }
}
