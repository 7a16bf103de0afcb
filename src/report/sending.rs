//! What the mail server answered, and when: read from the journal.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::delivery::Verdict;
use crate::journal::Event;
use crate::journal::event::RunEnd;
use crate::phrase::Phrase;

/// Answers of the mail server about mails, by what they meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answers {
    /// It took the mail.
    pub accepted: usize,
    /// Not now.
    pub later: usize,
    /// Not at all.
    pub refused: usize,
    /// None, or one that leaves open whether it took the mail.
    pub in_doubt: usize,
}

impl Answers {
    /// All of them.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.accepted + self.later + self.refused + self.in_doubt
    }

    pub(super) fn add(&mut self, other: Answers) {
        self.accepted += other.accepted;
        self.later += other.later;
        self.refused += other.refused;
        self.in_doubt += other.in_doubt;
    }
}

/// A run of the sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendingRun {
    /// When it began.
    pub began: Timestamp,
    /// When it ended, and why; `None` while it runs, and after a crash.
    pub ended: Option<(Timestamp, RunEnd)>,
    /// What was answered in it.
    pub answers: Answers,
}

/// All sending of a campaign.
#[derive(Debug, Clone, Default)]
pub struct Sending {
    /// The runs, oldest first.
    pub runs: Vec<SendingRun>,
    /// What was answered in each second since 1970.
    seconds: BTreeMap<i64, Answers>,
}

impl Sending {
    /// The kinds of event that it is made of.
    pub const KINDS: [&'static str; 4] = ["run_began", "run_ended", "answered", "lost_sight"];

    /// Takes in the next event; any of another kind changes nothing.
    pub fn take_in(&mut self, at: Timestamp, event: &Event) {
        let mut answers = Answers::default();
        match event {
            Event::RunBegan(_) => {
                self.runs.push(SendingRun {
                    began: at,
                    ended: None,
                    answers,
                });
                return;
            }
            Event::RunEnded { why, .. } => {
                if let Some(run) = self.runs.last_mut() {
                    run.ended = Some((at, *why));
                }
                return;
            }
            Event::LostSight { .. } => answers.in_doubt = 1,
            Event::Answered(answered) => match answered.verdict {
                Verdict::Accepted { .. } => answers.accepted = 1,
                Verdict::Deferred { .. } => answers.later = 1,
                Verdict::Refused => answers.refused = 1,
                Verdict::InDoubt => answers.in_doubt = 1,
            },
            _ => return,
        }
        if let Some(run) = self.runs.last_mut() {
            run.answers.add(answers);
        }
        self.seconds.entry(at.as_second()).or_default().add(answers);
    }

    /// Everything that was answered.
    #[must_use]
    pub fn total(&self) -> Answers {
        let mut sum = Answers::default();
        self.seconds.values().for_each(|one| sum.add(*one));
        sum
    }

    /// What was answered in each second in which anything was, oldest first.
    pub(super) const fn seconds(&self) -> &BTreeMap<i64, Answers> {
        &self.seconds
    }
}

/// When and why a run ended, and what was answered in it; in a redacted report how much was.
#[must_use]
pub fn run_phrase(run: &SendingRun, redacted: bool) -> [Phrase; 2] {
    let answers = &run.answers;
    let answered = match redacted {
        true => Phrase::new("report-run-redacted").with("count", answers.total()),
        false => Phrase::new("report-run")
            .with("accepted", answers.accepted)
            .with("later", answers.later)
            .with("refused", answers.refused)
            .with("doubt", answers.in_doubt),
    };
    let ended = match &run.ended {
        Some((at, why)) => Phrase::new("report-run-ended")
            .with("at", *at)
            .with("why", Phrase::new(ended_key(*why))),
        None => Phrase::new("report-run-open"),
    };
    [ended, answered]
}

const fn ended_key(why: RunEnd) -> &'static str {
    match why {
        RunEnd::NothingDue => "report-end-nothing-due",
        RunEnd::Stopped => "report-end-stopped",
        RunEnd::Withdrawn => "report-end-withdrawn",
        RunEnd::Lapsed => "report-end-lapsed",
        RunEnd::Brake => "report-end-brake",
        RunEnd::Relay => "report-end-relay",
        RunEnd::Window => "report-end-window",
        RunEnd::Pace => "report-end-pace",
        RunEnd::Limit => "report-end-limit",
        RunEnd::Clock => "report-end-clock",
    }
}
