//! Why the last run stopped, for the person who starts the next.

use jiff::Timestamp;

use crate::journal::event::{Braked, RunEnd, Step};
use crate::journal::ledger::state::RunEntry;
use crate::phrase::Phrase;
use crate::relay::step_phrase;
use crate::reply::{ReplyCode, masked};
use crate::vault::EncryptedTexts;

/// How a run ended that a person has to look at, and what it saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// When it ended.
    pub at: Timestamp,
    /// What stopped it.
    pub by: StoppedBy,
    /// The relay's text, if it gave one and the vault still has it, with addresses masked.
    pub words: Option<String>,
}

/// What stops a run that goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoppedBy {
    /// The brake; what it saw, if the journal says so.
    Brake(Option<Braked>),
    /// The relay could not be used: at which step, and its answer.
    Relay(Option<(Step, Option<ReplyCode>)>),
    /// This computer's clock jumped, or something depended on it.
    Clock,
}

impl Stop {
    /// How this run ended, if a person has to look at that.
    #[must_use]
    pub fn of(run: &RunEntry, texts: &EncryptedTexts) -> Option<Self> {
        let (at, why) = run.ended?;
        let words = run
            .relay_words
            .and_then(|id| texts.read(&id).ok().flatten());
        let by = match why {
            RunEnd::Brake => StoppedBy::Brake(run.braked),
            RunEnd::Relay => StoppedBy::Relay(run.relay_fault),
            RunEnd::Clock => StoppedBy::Clock,
            RunEnd::NothingDue
            | RunEnd::Stopped
            | RunEnd::Withdrawn
            | RunEnd::Lapsed
            | RunEnd::Window
            | RunEnd::Pace
            | RunEnd::Limit => return None,
        };
        Some(Stop {
            at,
            by,
            words: words.map(|words| masked(&words)),
        })
    }

    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match &self.by {
            StoppedBy::Brake(saw) => Phrase::new("campaign-stopped-brake")
                .with("at", self.at)
                .with("why", saw_phrase(*saw)),
            StoppedBy::Clock => Phrase::new("campaign-stopped-clock").with("at", self.at),
            StoppedBy::Relay(None) => Phrase::new("campaign-stopped-relay").with("at", self.at),
            StoppedBy::Relay(Some((step, reply))) => {
                let phrase = Phrase::new(match reply {
                    Some(_) => "campaign-stopped-relay-reply",
                    None => "campaign-stopped-relay-step",
                });
                let code = || reply.map(|reply| reply.to_string()).unwrap_or_default();
                let reply = self.words.clone().unwrap_or_else(code);
                phrase
                    .with("at", self.at)
                    .with("step", step_phrase(*step))
                    .with("reply", reply)
            }
        }
    }
}

/// What the brake saw, as the end of a sentence.
fn saw_phrase(saw: Option<Braked>) -> Phrase {
    match saw {
        Some(Braked::First { refused }) => {
            Phrase::new("campaign-brake-first").with("refused", refused)
        }
        Some(Braked::Share { refused, answers }) => Phrase::new("campaign-brake-share")
            .with("refused", refused)
            .with("answers", answers),
        Some(Braked::Alike { refused, reply }) => Phrase::new("campaign-brake-alike")
            .with("refused", refused)
            .with("reply", reply.to_string()),
        Some(Braked::Returned { code: Some(code) }) => {
            Phrase::new("campaign-brake-returned").with("code", code.to_string())
        }
        Some(Braked::Returned { code: None }) => Phrase::new("campaign-brake-returned-no-code"),
        Some(Braked::Doubts { doubts }) => {
            Phrase::new("campaign-brake-doubts").with("doubts", doubts)
        }
        None => Phrase::new("campaign-brake-unknown"),
    }
}
