//! The pieces of the page: answers, facts, what happened, each in words. Pure.

use jiff::Timestamp;
use serde::Serialize;

use crate::phrase::{Phrase, Speaker, harmless};

/// The answer to one question.
#[derive(Debug, Serialize)]
pub(super) struct QuestionAnswer {
    pub(super) text: String,
    pub(super) tone: &'static str,
    pub(super) facts: Vec<Fact>,
    pub(super) entries: Vec<PageEntry>,
}

/// One fact by its name.
#[derive(Debug, Serialize)]
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) value: String,
    pub(super) mono: bool,
}

/// Something that happened.
#[derive(Debug, Serialize)]
pub(super) struct PageEntry {
    pub(super) at: String,
    pub(super) text: String,
    pub(super) said: Option<String>,
    pub(super) tone: &'static str,
}

pub(super) struct PageSpeaker<'s> {
    pub(super) speaker: &'s Speaker,
}

impl PageSpeaker<'_> {
    pub(super) fn say(&self, key: &'static str) -> String {
        self.speaker.text(&Phrase::new(key))
    }

    pub(super) fn fact(&self, key: &'static str, value: impl Into<String>) -> Fact {
        Fact {
            label: self.say(key),
            value: harmless(&value.into()).into_owned(),
            mono: false,
        }
    }

    pub(super) fn mono(&self, key: &'static str, value: impl Into<String>) -> Fact {
        Fact {
            mono: true,
            ..self.fact(key, value)
        }
    }

    pub(super) fn entry(&self, at: Timestamp, phrase: &Phrase, said: Option<&String>) -> PageEntry {
        PageEntry {
            at: self.speaker.exact(at),
            text: self.speaker.text(phrase),
            said: said.map(|said| harmless(said).into_owned()),
            tone: "",
        }
    }
}
