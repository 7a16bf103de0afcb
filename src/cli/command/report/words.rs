//! A row of the list in words.

use crate::campaign::{
    MailStatus, ReportRow, RowOutcome, cause_phrase, next_step_phrase, state_phrase,
};
use crate::cli::output::attention::{WhyAndNext, explain, explained_by};
use crate::cli::output::message::plain;
use crate::delivery::State;
use crate::phrase::{Phrase, Speaker};
use crate::report::{Reached, ReportLine};

/// Makes the lines of a report.
pub(super) struct Words<'s> {
    speaker: &'s Speaker,
    redacted: bool,
    /// The states in words, as most lines say nothing else.
    states: Vec<(&'static str, String)>,
}

impl<'s> Words<'s> {
    pub(super) fn of(speaker: &'s Speaker, redacted: bool) -> Words<'s> {
        let names = State::NAMES.into_iter().chain(["excluded"]);
        Words {
            speaker,
            redacted,
            states: names
                .map(|name| (name, speaker.text(&state_phrase(name))))
                .collect(),
        }
    }

    /// The line of this row.
    pub(super) fn line(&self, row: &ReportRow) -> ReportLine {
        let (reached, state) = match &row.outcome {
            RowOutcome::Mailed(mail) => (Reached::by_mail(&mail.state), mail.state.name()),
            RowOutcome::Withheld { .. } => (Reached::NotTold, State::Withheld.name()),
            RowOutcome::LeftOut { by_post: true, .. } => (Reached::NotTold, "excluded"),
            RowOutcome::LeftOut { .. } => (Reached::LeftOut, "excluded"),
            RowOutcome::Unsealed => (Reached::Open, "unsealed"),
        };
        let words = self.why_and_next(&row.outcome);
        let mut line = ReportLine {
            id: row.id.clone(),
            organisation: row.organisation.clone(),
            address: String::new(),
            reached,
            state: self.state(state),
            since: None,
            attempts: 0,
            message_id: String::new(),
            reply: String::new(),
            why: words.why,
            next: words.next,
            ground: String::new(),
        };
        match &row.outcome {
            RowOutcome::Mailed(mail) if !self.redacted => with_mail(&mut line, mail),
            RowOutcome::LeftOut { ground, .. } => line.ground = self.ground(ground.as_deref()),
            _ => {}
        }
        line
    }

    fn state(&self, name: &str) -> String {
        let known = self.states.iter().find(|(known, _)| *known == name);
        known.map_or_else(|| self.say("state-unsealed"), |(_, words)| words.clone())
    }

    fn ground(&self, ground: Option<&str>) -> String {
        ground.map_or_else(|| self.say("review-ground-own"), str::to_owned)
    }

    fn say(&self, key: &'static str) -> String {
        self.speaker.text(&plain(key))
    }

    fn why_and_next(&self, outcome: &RowOutcome) -> WhyAndNext {
        let of = |why: String, next: &'static str| WhyAndNext {
            why,
            next: self.say(next),
        };
        match outcome {
            RowOutcome::Mailed(mail) if self.redacted => self.unnamed(mail),
            RowOutcome::Mailed(mail) => match Reached::by_mail(&mail.state) {
                Reached::NotTold => WhyAndNext::of_mail(self.speaker, mail),
                Reached::Open => self.still_open(mail),
                Reached::Told | Reached::LeftOut => WhyAndNext::none(),
            },
            RowOutcome::Withheld { .. } if self.redacted => {
                of(self.say("report-why-withheld"), "report-next-person")
            }
            RowOutcome::Withheld { by } => WhyAndNext::withheld(self.speaker, by.as_deref()),
            RowOutcome::LeftOut {
                ground,
                by_post: true,
            } if self.redacted => {
                let why = Phrase::new("cli-untold-by-post");
                let why = why.with("ground", self.ground(ground.as_deref()));
                of(self.speaker.text(&why), "report-next-letter")
            }
            RowOutcome::LeftOut {
                ground,
                by_post: true,
            } => WhyAndNext::by_post(self.speaker, &self.ground(ground.as_deref())),
            RowOutcome::LeftOut { .. } => WhyAndNext::none(),
            RowOutcome::Unsealed => of(self.say("report-why-unsealed"), "report-next-unsealed"),
        }
    }

    /// Of a mail of which it is not known yet.
    fn still_open(&self, mail: &MailStatus) -> WhyAndNext {
        if mail.state == State::InDoubt {
            let mut said = explained_by(self.speaker, mail).into_iter();
            return WhyAndNext {
                why: said.next().unwrap_or_default(),
                next: said.next().unwrap_or_default(),
            };
        }
        let why = match &mail.state {
            State::Deferred { .. } => mail.reply.clone().unwrap_or_default(),
            State::Delayed => mail.returned_words.clone().unwrap_or_default(),
            _ => String::new(),
        };
        let next = match &mail.state {
            State::Deferred { not_before } => {
                let phrase = Phrase::new("report-next-deferred");
                self.speaker.text(&phrase.with("at", *not_before))
            }
            state => self.say(next_while_open(state)),
        };
        WhyAndNext { why, next }
    }

    /// Without anything that says of whom it is.
    fn unnamed(&self, mail: &MailStatus) -> WhyAndNext {
        let cause = mail.returned_for.unwrap_or_else(|| mail.cause());
        let (why, next) = match &mail.state {
            State::Refused { reply } => (
                self.speaker.text(&explain(*reply)),
                self.say("report-next-other-way"),
            ),
            State::Bounced => (
                self.speaker.text(&cause_phrase(cause)),
                self.speaker.text(&next_step_phrase(cause)),
            ),
            State::Expired => (self.say("cli-expired"), self.say("report-next-other-way")),
            State::Withheld => (
                self.say(match mail.withheld_by {
                    Some(_) => "report-why-withheld",
                    None => "cli-status-gone",
                }),
                self.say("report-next-person"),
            ),
            State::InDoubt => (
                self.say("report-why-in-doubt"),
                self.say("report-next-in-doubt"),
            ),
            State::Deferred { .. } => (String::new(), self.say("report-next-later")),
            State::Accepted | State::Delivered => (String::new(), String::new()),
            state @ (State::Queued | State::Offered | State::Delayed) => {
                (String::new(), self.say(next_while_open(state)))
            }
        };
        WhyAndNext { why, next }
    }
}

/// What the record of the mail says beside its words.
fn with_mail(line: &mut ReportLine, mail: &MailStatus) {
    line.address = mail.address.to_string();
    line.since = Some(mail.at);
    line.attempts = mail.attempts;
    line.message_id.clone_from(&mail.message_id);
    line.reply = mail.reply.clone().unwrap_or_default();
}

const fn next_while_open(state: &State) -> &'static str {
    match state {
        State::Delayed => "report-next-delayed",
        State::Offered => "report-next-offered",
        _ => "report-next-queued",
    }
}
