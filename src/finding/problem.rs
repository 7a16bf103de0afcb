//! What a finding says, before it has a place.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::code::Code;
use super::severity::AcceptedIn;
use crate::phrase::{Arg, Phrase};
use crate::suggest::suggest;

/// A code and the arguments of its message. Stored as the message, whose key is the code's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Phrase", into = "Phrase")]
pub struct Problem {
    code: Option<Code>,
    phrase: Phrase,
}

impl Problem {
    /// The code without arguments.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Problem {
            code: Some(code),
            phrase: Phrase::new(code.name()),
        }
    }

    /// Adds one argument.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl Into<Arg>) -> Self {
        Problem {
            phrase: self.phrase.with(name, value),
            ..self
        }
    }

    /// Its code; `None` if another version of this program stored it under a code that this one
    /// doesn't have.
    #[must_use]
    pub const fn code(&self) -> Option<Code> {
        self.code
    }

    /// The name of its code, also of one that this version doesn't have.
    #[must_use]
    pub fn name(&self) -> &str {
        self.phrase.key()
    }

    /// The name of its code, for tests.
    #[cfg(test)]
    pub(crate) fn code_name(&self) -> &'static str {
        self.code.unwrap().name()
    }

    /// The message.
    #[must_use]
    pub const fn phrase(&self) -> &Phrase {
        &self.phrase
    }

    /// The message.
    #[must_use]
    pub fn into_phrase(self) -> Phrase {
        self.phrase
    }
}

impl Code {
    /// This finding about an acceptance in `place` of what can't be accepted there: with the code that was probably
    /// meant, if `typed` is no code at all.
    #[must_use]
    pub fn not_acceptable(self, typed: &str, place: AcceptedIn) -> Problem {
        let there = Code::ALL.iter().copied();
        let there = there.filter(|code| code.accepted_in() == Some(place));
        let nearest = match Code::named(typed) {
            Some(_) => None,
            None => suggest(typed, there.map(Code::name)),
        };
        self.with("code", typed)
            .with("near", if nearest.is_some() { "yes" } else { "no" })
            .with("nearest", nearest.unwrap_or_default())
    }

    /// Begins a message of this code with one argument.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl Into<Arg>) -> Problem {
        Problem::new(self).with(name, value)
    }
}

/// By name.
impl Ord for Code {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Problem::new(code)
    }
}

impl From<Phrase> for Problem {
    fn from(phrase: Phrase) -> Self {
        Problem {
            code: Code::named(phrase.key()),
            phrase,
        }
    }
}

impl From<Problem> for Phrase {
    fn from(problem: Problem) -> Self {
        problem.phrase
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_which_code_it_is_and_is_its_variant_in_kebab_case() {
        let mut names = std::collections::BTreeSet::new();
        for code in Code::ALL {
            assert_eq!(Code::named(code.name()), Some(*code));
            assert!(names.insert(code.name()), "{code:?} stands twice");
            let mut kebab = String::new();
            for c in format!("{code:?}").chars() {
                if c.is_ascii_uppercase() && !kebab.is_empty() {
                    kebab.push('-');
                }
                kebab.push(c.to_ascii_lowercase());
            }
            assert_eq!(code.name(), kebab);
        }
        assert_eq!(Code::named("of-a-later-version"), None);
    }

    #[test]
    fn what_was_stored_comes_back_to_the_byte_also_from_another_version() {
        let problem = Code::ListCount.with("expected", 40).with("listed", 39);
        let stored = serde_json::to_string(&problem).unwrap();
        assert_eq!(
            stored,
            r#"{"key":"list-count","args":[["expected",{"number":40}],["listed",{"number":39}]]}"#
        );
        let read: Problem = serde_json::from_str(&stored).unwrap();
        assert_eq!(read, problem);

        let later = r#"{"key":"of-a-later-version","args":[["soort",{"text":"a"}]]}"#;
        let read: Problem = serde_json::from_str(later).unwrap();
        assert_eq!((read.code(), read.name()), (None, "of-a-later-version"));
        assert_eq!(serde_json::to_string(&read).unwrap(), later);
        assert!(serde_json::from_str::<Problem>(r#"{"args":[]}"#).is_err());
    }
}
