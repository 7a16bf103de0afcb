//! The languages the program speaks.

macro_rules! sources {
    ($lang:literal: $($room:literal),*) => {
        &[$(include_str!(concat!($lang, "/", $room, ".ftl"))),*]
    };
}
const DUTCH: &[&str] = sources!("nl": "phrase", "config", "list", "notice", "relay", "mailbox", "journal", "vault",
    "signoff", "dispatch", "review", "campaign", "bounce", "web", "serve", "cli", "resolve", "rectify", "report", "proof");
const ENGLISH: &[&str] = sources!("en": "phrase", "config", "list", "notice", "relay", "mailbox", "journal", "vault",
    "signoff", "dispatch", "review", "campaign", "bounce", "web", "serve", "cli", "resolve", "rectify", "report", "proof");

/// A language the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Dutch.
    Dutch,
    /// English.
    English,
}

impl Language {
    /// The language of a locale such as `nl_NL.UTF-8`: Dutch if it begins with `nl`, otherwise
    /// English.
    #[must_use]
    pub fn from_locale(locale: &str) -> Self {
        let language: String = locale
            .chars()
            .take_while(char::is_ascii_alphabetic)
            .collect();
        if language.eq_ignore_ascii_case("nl") {
            Language::Dutch
        } else {
            Language::English
        }
    }

    /// The code of the language (ISO 639-1), as in `--lang` and HTML's `lang`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Language::Dutch => "nl",
            Language::English => "en",
        }
    }

    pub(super) const fn thousands(self) -> char {
        match self {
            Language::Dutch => '.',
            Language::English => ',',
        }
    }

    /// The text of every message file.
    pub(super) const fn sources(self) -> &'static [&'static str] {
        match self {
            Language::Dutch => DUTCH,
            Language::English => ENGLISH,
        }
    }
}
