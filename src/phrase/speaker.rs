//! Turns phrases into text in one language.
//!
//! A key without a message was stored by another version of this program, and is shown as such. A
//! missing value is our error, but never a reason to say nothing on send day: the key then appears
//! in brackets. `words.rs` makes sure that neither ships.

use std::borrow::Cow;
use std::time::Duration;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use unic_langid::LanguageIdentifier;

use super::figures::{grouped, id_with_word, number_value};
use super::language::Language;
use super::outside::{harmless, quoted};
use super::{Arg, Phrase};

/// What is said of a key without a message.
const UNKNOWN: &str = "phrase-unknown";

/// A message, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The message.
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
    /// A time of this day is written without the date; `None` for pages that are read days later.
    today: Option<Date>,
    bundle: FluentBundle<FluentResource>,
}

impl Speaker {
    /// Speaks `language`, and writes times in `tz` relative to `now`.
    #[must_use]
    pub fn new(language: Language, tz: TimeZone, now: Timestamp) -> Self {
        let id: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::Dutch => |value, _| number_value(value, Language::Dutch),
            Language::English => |value, _| number_value(value, Language::English),
        }));
        // The name can't be in use: the bundle is new.
        let _known = bundle.add_function("ID", id_with_word);
        for source in language.sources() {
            // A message that can't be parsed is missing and shows as a key without message; see
            // `words.rs`.
            let words = FluentResource::try_new((*source).to_owned())
                .unwrap_or_else(|(readable, _)| readable);
            bundle.add_resource_overriding(words);
        }
        let today = Some(tz.to_datetime(now).date());
        Speaker {
            language,
            tz,
            today,
            bundle,
        }
    }

    /// The same speaker for texts that are kept and read later: every time has its day and year.
    #[must_use]
    pub fn for_pages(self) -> Self {
        Speaker {
            today: None,
            ..self
        }
    }

    /// The language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The phrase as text, with what to do next.
    #[must_use]
    pub fn say(&self, phrase: &Phrase) -> Said {
        let Some(message) = self.bundle.get_message(phrase.key()) else {
            // A message of another version of this program, as it was stored.
            let unknown = Phrase::new(UNKNOWN).with("key", phrase.key());
            return if phrase.key() == UNKNOWN {
                Said {
                    text: in_brackets(phrase),
                    hint: None,
                }
            } else {
                self.say(&unknown)
            };
        };
        let args = self.arguments_with(phrase, false);
        // People type a hint: an id or the name of a folder must be literal there.
        let typed = self.arguments_with(phrase, true);
        let fill = |pattern, args: &FluentArgs<'_>| {
            let mut faults = Vec::new();
            let text = self.bundle.format_pattern(pattern, Some(args), &mut faults);
            if faults.is_empty() {
                text.into_owned()
            } else {
                format!("{text} {}", in_brackets(phrase))
            }
        };
        Said {
            text: message
                .value()
                .map_or_else(|| in_brackets(phrase), |text| fill(text, &args)),
            hint: message
                .get_attribute("hint")
                .map(|hint| fill(hint.value(), &typed)),
        }
    }

    /// The phrase as text.
    #[must_use]
    pub fn text(&self, phrase: &Phrase) -> String {
        self.say(phrase).text
    }

    /// The text of a message without arguments, by a key that is only known at run time.
    #[must_use]
    pub fn words(&self, key: &str) -> String {
        let pattern = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value());
        let said =
            pattern.map(|pattern| self.bundle.format_pattern(pattern, None, &mut Vec::new()));
        said.map_or_else(|| format!("[{key}]"), Cow::into_owned)
    }

    /// A time as people write it: `16:02` today, `18 dec 15:40` this year, with the year otherwise.
    #[must_use]
    pub fn time(&self, at: Timestamp) -> String {
        let local = self.tz.to_datetime(at);
        let Some(today) = self.today else {
            return self.dated(at);
        };
        if local.date() == today {
            return clock_time(local);
        }
        let same_year = local.year() == today.year();
        self.with_day(
            local,
            if same_year {
                "date-and-time"
            } else {
                "date-with-year"
            },
        )
    }

    /// A time with its day and year, whatever day it is today.
    #[must_use]
    pub fn dated(&self, at: Timestamp) -> String {
        self.with_day(self.tz.to_datetime(at), "date-with-year")
    }

    /// The day of a time, with its year.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> String {
        self.with_day(self.tz.to_datetime(at), "date-alone")
    }

    /// What the clock shows, in minutes or to the second: for a scale whose days are elsewhere.
    #[must_use]
    pub fn on_the_clock(&self, at: Timestamp, to_the_second: bool) -> String {
        let local = self.tz.to_datetime(at);
        let second = to_the_second.then(|| format!(":{:02}", local.second()));
        clock_time(local) + &second.unwrap_or_default()
    }

    /// How far the zone is ahead of UTC then, in seconds.
    #[must_use]
    pub fn ahead_of_utc(&self, at: Timestamp) -> i64 {
        i64::from(self.tz.to_offset(at).seconds())
    }

    /// A time to the second, with its day, its year and how far its zone is from UTC: to find a line of a log by.
    #[must_use]
    pub fn exact(&self, at: Timestamp) -> String {
        let local = self.tz.to_datetime(at);
        let minutes = self.tz.to_offset(at).seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
        let (dated, second) = (self.dated(at), local.second());
        format!("{dated}:{second:02} ({sign}{hours:02}:{minutes:02})")
    }

    fn with_day(&self, local: DateTime, key: &'static str) -> String {
        let month = Phrase::new("month-short").with("month", i64::from(local.month()));
        // Days and years are names, not amounts: they are text, so that nothing groups their
        // digits.
        let phrase = Phrase::new(key)
            .with("day", local.day().to_string())
            .with("month", month)
            .with("year", local.year().to_string())
            .with("time", clock_time(local));
        self.text(&phrase)
    }

    /// A length of time in its two largest units: `40 seconden`, `1 uur en 30 minuten`.
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

    /// A whole number, with its thousands grouped from 10,000 on.
    #[must_use]
    pub fn number(&self, number: i64) -> String {
        grouped(number, self.language)
    }

    fn arguments_with(&self, phrase: &Phrase, typed: bool) -> FluentArgs<'static> {
        let mut args = FluentArgs::with_capacity(phrase.args().len());
        for (name, value) in phrase.args() {
            let value = match value {
                Arg::Number(number) => FluentValue::from(*number),
                Arg::Text(text) if typed && name == "id" => {
                    FluentValue::from(quoted(text).into_owned())
                }
                other => FluentValue::from(self.value(other)),
            };
            args.set(name.clone(), value);
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
        let Some(last) = values.pop() else {
            return String::new();
        };
        if values.is_empty() {
            return last;
        }
        self.text(
            &Phrase::new("list-last")
                .with("before", values.join(", "))
                .with("last", last),
        )
    }
}

impl std::fmt::Debug for Speaker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Speaker")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

fn in_brackets(phrase: &Phrase) -> String {
    format!("[{}]", harmless(phrase.key()))
}

#[cfg(test)]
mod tests;
