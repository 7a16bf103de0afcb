//! A run in progress: one line that is updated, and one line for each event that needs a person.
//!
//! If standard error is not a terminal: a line at the start, and those events.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::Timestamp;
use unicode_width::UnicodeWidthStr;

use super::message::plain;
use super::screen::{Color, Screen};
use crate::campaign::{Prepared, RowNames};
use crate::dispatch::{Progress, Scope};
use crate::id::Pseudonym;
use crate::phrase::Phrase;

/// Shows how far a run is.
pub(crate) struct Live<'s> {
    screen: &'s Screen,
    bar: ProgressBar,
    names: Rc<RowNames>,
    rate: Option<String>,
    ends_about: Option<Timestamp>,
    counts: RefCell<Counts>,
    finished: Cell<bool>,
    waiting: Cell<Option<Timestamp>>,
    body_told: Cell<bool>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    total: usize,
    accepted: usize,
    later: usize,
    in_doubt: usize,
    settled: usize,
}

impl<'s> Live<'s> {
    pub(crate) fn new(
        screen: &'s Screen,
        prepared: &Prepared,
        rate: Option<String>,
        hidden: bool,
    ) -> Live<'s> {
        let bar = if screen.is_terminal() && !hidden {
            ProgressBar::with_draw_target(Some(prepared.due as u64), ProgressDrawTarget::stderr())
        } else {
            ProgressBar::hidden()
        };
        let cells = if screen.width() >= 72 { 20 } else { 10 };
        let template = format!("{{bar:{cells}}}  {{msg}}");
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style.progress_chars("█░"));
        }
        let counts = Counts {
            total: prepared.due,
            ..Counts::default()
        };
        let live = Live {
            screen,
            bar,
            names: prepared.names.clone(),
            rate,
            ends_about: prepared.forecast.ends(),
            counts: RefCell::new(counts),
            finished: Cell::new(false),
            waiting: Cell::new(None),
            body_told: Cell::new(false),
        };
        if !screen.is_terminal() && !hidden && prepared.due > 0 {
            screen.say(&Phrase::new("cli-progress-begins").with("due", prepared.due));
        }
        live
    }

    /// Shows an event of the sender.
    pub(crate) fn hear(&self, progress: &Progress) {
        match progress {
            Progress::Began { due, later } => {
                self.counts.borrow_mut().total = *due;
                self.counts.borrow_mut().later = *later;
            }
            Progress::Accepted(_) => self.count(|counts| counts.accepted += 1),
            Progress::Deferred(_, _) => self.count(|counts| counts.later += 1),
            Progress::Refused(who, reply) => {
                self.count(|_| ());
                let phrase = Phrase::new("cli-progress-refused").with("id", self.id(who));
                self.warn(&phrase.with("reply", reply.code_only().to_string()));
            }
            Progress::InDoubt(who, _) => {
                self.count(|counts| counts.in_doubt += 1);
                self.warn(&Phrase::new("cli-progress-in-doubt").with("id", self.id(who)));
            }
            Progress::Expired(who) => {
                self.count(|_| ());
                self.warn(&Phrase::new("cli-progress-expired").with("id", self.id(who)));
            }
            Progress::RelayFault(fault, span) => {
                self.warn(&fault.phrase());
                self.say(&Phrase::new("cli-progress-relay").with("span", *span));
            }
            Progress::Slowed { whom, span, reply } => {
                let key = match whom {
                    Scope::Domain => "cli-progress-slowed",
                    Scope::Several => "cli-progress-slowed-several",
                    Scope::Relay => "cli-progress-slowed-relay",
                };
                self.say(
                    &Phrase::new(key)
                        .with("span", *span)
                        .with("reply", reply.to_string()),
                );
            }
            Progress::FewerLines { most, reply } => {
                let phrase = Phrase::new("cli-progress-fewer-lines").with("most", *most);
                self.say(&phrase.with("reply", reply.to_string()));
            }
            Progress::NothingAfterDots => self.say(&plain("cli-progress-unheard")),
            // Every new connection to the relay reports it; once is enough.
            Progress::BodyMayReturn => {
                if !self.body_told.replace(true) {
                    self.warn(&Phrase::new("cli-no-dsn"));
                }
            }
            Progress::Waiting(until) => {
                if self.waiting.replace(Some(*until)) != Some(*until) {
                    self.say(&Phrase::new("cli-progress-waiting").with("until", *until));
                }
            }
            Progress::Stopping | Progress::Braked(_) => {}
        }
    }

    fn count(&self, change: impl FnOnce(&mut Counts)) {
        let mut counts = self.counts.borrow_mut();
        change(&mut counts);
        counts.settled += 1;
        self.bar.set_length(counts.total.max(counts.settled) as u64);
        self.bar.set_position(counts.settled as u64);
    }

    /// Draws the line again.
    pub(crate) fn tick(&self, now: Timestamp) {
        if self.finished.get() {
            return;
        }
        let counts = *self.counts.borrow();
        let text = |phrase: Phrase| self.screen.text(&phrase);
        let accepted = Phrase::new("cli-progress-accepted");
        let left = self.ends_about.filter(|_| counts.settled < counts.total);
        let left = left.and_then(|end| std::time::Duration::try_from(end.duration_since(now)).ok());
        let left = left.map(|span| self.screen.speaker.countdown(span));
        let accepted = text(
            accepted
                .with("accepted", counts.accepted)
                .with("total", counts.total),
        );
        let left = left.map(|left| text(Phrase::new("cli-progress-left").with("left", left)));
        let later = text(Phrase::new("cli-progress-later").with("count", counts.later));
        let doubt = text(Phrase::new("cli-progress-doubt").with("count", counts.in_doubt));
        let room = self
            .screen
            .width()
            .saturating_sub(if self.screen.width() >= 72 { 23 } else { 13 });
        let rate = self.rate.clone();
        self.bar.set_message(fitting(
            room,
            &accepted,
            [rate, left, Some(later), Some(doubt)],
        ));
    }

    /// Removes the updated line.
    pub(crate) fn finish(&self) {
        if !self.finished.replace(true) {
            self.bar.finish_and_clear();
        }
    }

    /// Writes a line above the updated one.
    pub(crate) fn say(&self, phrase: &Phrase) {
        self.bar.suspend(|| self.screen.say(phrase));
    }

    fn warn(&self, phrase: &Phrase) {
        self.bar
            .suspend(|| self.screen.lines(&self.screen.text(phrase), Color::Red));
    }

    fn id(&self, who: &Pseudonym) -> String {
        let id = self.names.id(who);
        id.map_or_else(
            || self.screen.text(&plain("cli-unknown-row")),
            |id| id.to_string(),
        )
    }
}

/// As much as fits. What a person may have to act on is dropped last.
fn fitting(room: usize, first: &str, mut rest: [Option<String>; 4]) -> String {
    for drop in 0..=rest.len() {
        let parts: Vec<&str> = std::iter::once(first)
            .chain(rest.iter().flatten().map(String::as_str))
            .collect();
        let line = parts.join(" · ");
        if line.width() <= room {
            return line;
        }
        if let Some(part) = rest.get_mut(drop) {
            *part = None;
        }
    }
    first.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrower_the_less_and_doubts_last() {
        let rest =
            || ["30/min", "1:46 left", "1 later", "0 in doubt"].map(|part| Some(part.to_owned()));
        let line = |room| fitting(room, "84 of 137 accepted", rest());
        assert_eq!(
            line(80),
            "84 of 137 accepted · 30/min · 1:46 left · 1 later · 0 in doubt"
        );
        assert_eq!(
            line(57),
            "84 of 137 accepted · 1:46 left · 1 later · 0 in doubt"
        );
        assert_eq!(line(35), "84 of 137 accepted · 0 in doubt");
        assert_eq!(line(10), "84 of 137 accepted");
    }
}
