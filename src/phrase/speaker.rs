//! Turns phrases into words in one language.
//!
//! A key without words or a value that is missing is our fault, never a reason to fall silent on
//! send day: the key then stands in brackets, and `words.rs` sees to it that no such key ships.

use std::borrow::Cow;
use std::time::Duration;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use unic_langid::LanguageIdentifier;

use super::figures::{grouped, id_with_word, number_value};
use super::outside::{harmless, quoted};
use super::{Arg, Phrase};

/// A language the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Dutch.
    Dutch,
    /// English.
    English,
}

impl Language {
    /// The language of a locale such as `nl_NL.UTF-8`: Dutch where it begins with `nl`, else English.
    #[must_use]
    pub fn from_locale(locale: &str) -> Self {
        let language: String = locale.chars().take_while(char::is_ascii_alphabetic).collect();
        if language.eq_ignore_ascii_case("nl") { Language::Dutch } else { Language::English }
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

    /// The text of every file of words.
    pub(super) const fn sources(self) -> &'static [&'static str] {
        match self {
            Language::Dutch => DUTCH,
            Language::English => ENGLISH,
        }
    }
}

macro_rules! sources {
    ($lang:literal: $($room:literal),*) => {
        &[$(include_str!(concat!($lang, "/", $room, ".ftl"))),*]
    };
}
const DUTCH: &[&str] = sources!("nl": "phrase", "config", "list", "notice", "relay", "journal", "vault",
    "signoff", "dispatch", "review", "campaign", "cli");
const ENGLISH: &[&str] = sources!("en": "phrase", "config", "list", "notice", "relay", "journal", "vault",
    "signoff", "dispatch", "review", "campaign", "cli");

/// Words, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What is said.
    pub text: String,
    /// What to do next.
    pub hint: Option<String>,
}

fn clock_time(local: DateTime) -> String {
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// Speaks one language, in one time zone, at one moment.
pub struct Speaker {
    language: Language,
    tz: TimeZone,
    /// A moment of this day is written without it; on pages that are read days later there is none.
    today: Option<Date>,
    bundle: FluentBundle<FluentResource>,
}

impl Speaker {
    /// Speaks `language`, and writes times in `tz` as one does at `now`.
    #[must_use]
    pub fn new(language: Language, tz: TimeZone, now: Timestamp) -> Self {
        let id: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::Dutch => |value, _| number_value(value, Language::Dutch),
            Language::English => |value, _| number_value(value, Language::English),
        }));
        // A name that is taken already cannot be, in a bundle that is new.
        let _known = bundle.add_function("ID", id_with_word);
        for source in language.sources() {
            // A message that does not parse is left out and shows as a key without words; see `words.rs`.
            let words =
                FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(readable, _)| readable);
            bundle.add_resource_overriding(words);
        }
        let today = Some(tz.to_datetime(now).date());
        Speaker { language, tz, today, bundle }
    }

    /// The same speaker for what is kept and read later: every moment has its day and year.
    #[must_use]
    pub fn for_pages(self) -> Self {
        Speaker { today: None, ..self }
    }

    /// The language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The phrase in words, with what to do next.
    #[must_use]
    pub fn say(&self, phrase: &Phrase) -> Said {
        let Some(message) = self.bundle.get_message(phrase.key()) else {
            return Said { text: in_brackets(phrase), hint: None };
        };
        let args = self.arguments_with(phrase, false);
        // A hint is typed: what an id or a folder is called must mean itself there.
        let typed = self.arguments_with(phrase, true);
        let fill = |pattern, args: &FluentArgs<'_>| {
            let mut faults = Vec::new();
            let text = self.bundle.format_pattern(pattern, Some(args), &mut faults);
            if faults.is_empty() { text.into_owned() } else { format!("{text} {}", in_brackets(phrase)) }
        };
        Said {
            text: message.value().map_or_else(|| in_brackets(phrase), |text| fill(text, &args)),
            hint: message.get_attribute("hint").map(|hint| fill(hint.value(), &typed)),
        }
    }

    /// The phrase in words.
    #[must_use]
    pub fn text(&self, phrase: &Phrase) -> String {
        self.say(phrase).text
    }

    /// The words of a message that fills nothing in, by a key that is only known at run time.
    #[must_use]
    pub fn words(&self, key: &str) -> String {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        let said = pattern.map(|pattern| self.bundle.format_pattern(pattern, None, &mut Vec::new()));
        said.map_or_else(|| format!("[{key}]"), Cow::into_owned)
    }

    /// A moment as people write it: `16:02` today, `18 dec 15:40` this year, with the year otherwise.
    #[must_use]
    pub fn time(&self, at: Timestamp) -> String {
        let local = self.tz.to_datetime(at);
        let Some(today) = self.today else { return self.dated(at) };
        if local.date() == today {
            return clock_time(local);
        }
        let same_year = local.year() == today.year();
        self.with_day(local, if same_year { "date-and-time" } else { "date-with-year" })
    }

    /// A moment with its day and year, whatever day it is today.
    #[must_use]
    pub fn dated(&self, at: Timestamp) -> String {
        self.with_day(self.tz.to_datetime(at), "date-with-year")
    }

    fn with_day(&self, local: DateTime, key: &'static str) -> String {
        let month = Phrase::new("month-short").with("month", i64::from(local.month()));
        // Days and years are names rather than amounts: text, so that nothing groups their digits.
        let phrase = Phrase::new(key)
            .with("day", local.day().to_string())
            .with("month", month)
            .with("year", local.year().to_string())
            .with("time", clock_time(local));
        self.text(&phrase)
    }

    /// A length of time in words, in its two largest units: `40 seconden`, `1 uur en 30 minuten`.
    #[must_use]
    pub fn span(&self, span: Duration) -> String {
        let seconds = span.as_secs();
        if seconds == 0 {
            return self.text(&Phrase::new("span-under-second"));
        }
        let units = [
            ("span-days", seconds / 86_400),
            ("span-hours", seconds / 3_600 % 24),
            ("span-minutes", seconds / 60 % 60),
            ("span-seconds", seconds % 60),
        ];
        let largest = units.iter().position(|(_, count)| *count > 0).unwrap_or(3);
        let said = units[largest..]
            .iter()
            .take(2)
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| self.text(&Phrase::new(key).with("count", *count)))
            .collect();
        self.list(said)
    }

    /// A length of time as a clock counts down: `1:46`, and `1:02:03` from an hour on.
    #[must_use]
    pub fn countdown(&self, span: Duration) -> String {
        let seconds = span.as_secs();
        let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        if hours > 0 {
            format!("{hours}:{minutes:02}:{seconds:02}")
        } else {
            format!("{minutes}:{seconds:02}")
        }
    }

    /// A whole number, its thousands apart from 10,000 on.
    #[must_use]
    pub fn number(&self, number: i64) -> String {
        grouped(number, self.language)
    }

    fn arguments_with(&self, phrase: &Phrase, typed: bool) -> FluentArgs<'static> {
        let mut args = FluentArgs::with_capacity(phrase.args().len());
        for (name, value) in phrase.args() {
            let value = match value {
                Arg::Number(number) => FluentValue::from(*number),
                Arg::Text(text) if typed && *name == "id" => FluentValue::from(quoted(text).into_owned()),
                other => FluentValue::from(self.value(other)),
            };
            args.set(*name, value);
        }
        args
    }

    fn value(&self, value: &Arg) -> String {
        match value {
            Arg::Text(text) => harmless(text).into_owned(),
            Arg::Number(number) => self.number(*number),
            Arg::At(at) => self.time(*at),
            Arg::Dated(at) => self.dated(*at),
            Arg::Span(span) => self.span(*span),
            Arg::Phrase(phrase) => self.text(phrase),
            Arg::List(values) => self.list(values.iter().map(|value| self.value(value)).collect()),
        }
    }

    fn list(&self, mut values: Vec<String>) -> String {
        let Some(last) = values.pop() else { return String::new() };
        if values.is_empty() {
            return last;
        }
        self.text(&Phrase::new("list-last").with("before", values.join(", ")).with("last", last))
    }
}

impl std::fmt::Debug for Speaker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Speaker").field("language", &self.language).finish_non_exhaustive()
    }
}

fn in_brackets(phrase: &Phrase) -> String {
    format!("[{}]", phrase.key())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speaker(language: Language) -> Speaker {
        let tz = TimeZone::get("Europe/Amsterdam").unwrap();
        Speaker::new(language, tz, "2024-12-19T09:00:00Z".parse().unwrap())
    }

    #[test]
    fn times_are_written_as_people_do() {
        let (nl, en) = (speaker(Language::Dutch), speaker(Language::English));
        for (at, dutch, english) in [
            ("2024-12-19T15:02:07Z", "16:02", "16:02"),
            ("2024-12-18T23:30:00Z", "00:30", "00:30"),
            ("2024-12-18T14:40:00Z", "18 dec 15:40", "18 Dec 15:40"),
            ("2024-03-01T08:05:00Z", "1 mrt 09:05", "1 Mar 09:05"),
            ("2023-05-02T08:05:00Z", "2 mei 2023 10:05", "2 May 2023 10:05"),
            // In Amsterdam it is already the next year.
            ("2024-12-31T23:30:00Z", "1 jan 2025 00:30", "1 Jan 2025 00:30"),
        ] {
            assert_eq!(nl.time(at.parse().unwrap()), dutch);
            assert_eq!(en.time(at.parse().unwrap()), english);
        }
    }

    #[test]
    fn on_pages_every_moment_has_its_day_and_year() {
        let pages = speaker(Language::Dutch).for_pages();
        assert_eq!(pages.time("2024-12-19T15:02:07Z".parse().unwrap()), "19 dec 2024 16:02");
    }

    #[test]
    fn an_id_that_is_a_bare_number_is_called_one() {
        let withheld = |id: &str| {
            let phrase = Phrase::new("campaign-withheld-already").with("id", id);
            speaker(Language::Dutch).text(&phrase)
        };
        assert!(withheld("33").starts_with("Nr. 33 "), "{}", withheld("33"));
        assert!(withheld("ORG-033").starts_with("ORG-033 "), "{}", withheld("ORG-033"));
        let both = Phrase::new("cli-left-out").with("ids", "27, 55");
        assert_eq!(speaker(Language::English).text(&both), "id 27, 55");
    }

    #[test]
    fn spans_in_words_and_as_a_countdown() {
        let (nl, en) = (speaker(Language::Dutch), speaker(Language::English));
        for (seconds, dutch, english, countdown) in [
            (0, "minder dan een seconde", "less than a second", "0:00"),
            (1, "1 seconde", "1 second", "0:01"),
            (40, "40 seconden", "40 seconds", "0:40"),
            (106, "1 minuut en 46 seconden", "1 minute and 46 seconds", "1:46"),
            (720, "12 minuten", "12 minutes", "12:00"),
            (3_723, "1 uur en 2 minuten", "1 hour and 2 minutes", "1:02:03"),
            (10_800, "3 uur", "3 hours", "3:00:00"),
            (86_400, "1 dag", "1 day", "24:00:00"),
            (172_805, "2 dagen", "2 days", "48:00:05"),
        ] {
            let span = Duration::from_secs(seconds);
            assert_eq!(nl.span(span), dutch);
            assert_eq!(en.span(span), english);
            assert_eq!(nl.countdown(span), countdown);
        }
    }

    #[test]
    fn numbers_are_grouped_from_ten_thousand_and_choose_the_plural() {
        let (nl, en) = (speaker(Language::Dutch), speaker(Language::English));
        for (number, dutch, english) in [
            (0, "0", "0"),
            (9_999, "9999", "9999"),
            (10_000, "10.000", "10,000"),
            (-1_234_567, "-1.234.567", "-1,234,567"),
            (i64::MIN, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808"),
        ] {
            assert_eq!(nl.number(number), dutch);
            assert_eq!(en.number(number), english);
        }
        let days = |count: i64| Phrase::new("span-days").with("count", count);
        assert_eq!(nl.text(&days(12_000)), "12.000 dagen");
        assert_eq!(en.text(&days(1)), "1 day");
    }

    #[test]
    fn lists_and_nested_phrases_are_joined_in_the_language() {
        let list = |values: &[&str]| {
            Phrase::new("list-last")
                .with("before", values.to_vec())
                .with("last", Phrase::new("span-under-second"))
        };
        assert_eq!(
            speaker(Language::Dutch).text(&list(&["a", "b", "c"])),
            "a, b en c en minder dan een seconde"
        );
        assert_eq!(speaker(Language::English).text(&list(&["a", "b"])), "a and b and less than a second");
        assert_eq!(speaker(Language::English).text(&list(&["a"])), "a and less than a second");
    }

    #[test]
    fn what_is_missing_shows_its_key_and_never_panics() {
        let nl = speaker(Language::Dutch);
        let said = nl.say(&Phrase::new("no-such-key").with("x", 1));
        assert_eq!(said, Said { text: "[no-such-key]".to_owned(), hint: None });
        assert_eq!(nl.text(&Phrase::new("list-last").with("before", "a")), "a en {$last} [list-last]");
    }

    #[test]
    fn text_from_outside_cannot_steer_the_terminal() {
        let phrase = Phrase::new("list-last").with("before", "\u{1b}[2Ja\u{202e}").with("last", "b\nc");
        assert_eq!(speaker(Language::English).text(&phrase), "\u{fffd}[2Ja\u{fffd} and b\nc");
    }

    #[test]
    fn a_locale_names_a_language() {
        for dutch in ["nl", "nl_NL.UTF-8", "NL", "nl-BE"] {
            assert_eq!(Language::from_locale(dutch), Language::Dutch, "{dutch}");
        }
        for english in ["", "C", "en_GB.UTF-8", "de_DE", "nld_XX"] {
            assert_eq!(Language::from_locale(english), Language::English, "{english}");
        }
    }
}
