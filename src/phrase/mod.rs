//! Everything the program says to people: a key, its arguments, and the messages in Dutch and
//! English.
//!
//! Rooms make [`Phrase`]s and never text; only a [`Speaker`] turns them into text. The messages are
//! in `phrase/nl/*.ftl` and `phrase/en/*.ftl` (Project Fluent). A message's `.hint` attribute says
//! what to do next. The test in `words.rs` finds keys without messages and messages without keys.

mod figures;
mod language;
mod months;
mod outside;
mod size;
mod speaker;
mod system;
#[cfg(test)]
mod words;

use std::borrow::Cow;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use language::Language;
pub use months::months;
pub use outside::{harmless, quoted, said_outside};
pub use size::size;
pub use speaker::{Said, Speaker};
pub use system::{SystemFault, system_words};

/// Something to say: the key of a message and its arguments.
///
/// A stored one keeps the key and the names of another version of this program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    key: Cow<'static, str>,
    args: Vec<(Cow<'static, str>, Arg)>,
}

/// An argument, written in the form of the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// A text, unchanged.
    Text(String),
    /// A whole number; also chooses between singular and plural.
    Number(i64),
    /// A time as people write it, with the date if it is not today.
    At(Timestamp),
    /// A time with its day and year, also today: for messages about the clock itself.
    Dated(Timestamp),
    /// A length of time.
    Span(Duration),
    /// Another phrase.
    Phrase(Box<Phrase>),
    /// Several values, written `a, b and c`.
    List(Vec<Arg>),
}

impl Phrase {
    /// The message with this key, without arguments.
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Phrase {
            key: Cow::Borrowed(key),
            args: Vec::new(),
        }
    }

    /// Adds one argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((Cow::Borrowed(name), value.into()));
        self
    }

    /// The key: a stable code for programs.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The arguments.
    #[must_use]
    pub fn args(&self) -> &[(Cow<'static, str>, Arg)] {
        &self.args
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Arg::Text(text.clone())
    }
}

impl From<Timestamp> for Arg {
    fn from(at: Timestamp) -> Self {
        Arg::At(at)
    }
}

impl From<Duration> for Arg {
    fn from(span: Duration) -> Self {
        Arg::Span(span)
    }
}

impl From<Phrase> for Arg {
    fn from(phrase: Phrase) -> Self {
        Arg::Phrase(Box::new(phrase))
    }
}

impl<A: Into<Arg>> From<Vec<A>> for Arg {
    fn from(list: Vec<A>) -> Self {
        Arg::List(list.into_iter().map(Into::into).collect())
    }
}

macro_rules! number {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Arg {
            fn from(number: $kind) -> Self {
                Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}
number!(u8, u16, u32, u64, usize, i32, i64);
