//! The mails that need a person: what happened, where to look, what to do.

use super::deferred;
use super::message::plain;
use super::screen::{Cell, Color, Screen, ScreenRow};
use crate::campaign::{
    MailStatus, ReturnCause, Status, cause_phrase, next_step_phrase, state_phrase,
};
use crate::delivery::State;
use crate::journal::event::Lost;
use crate::phrase::{Phrase, Speaker};
use crate::reply::ReplyCode;

/// Why mails are deferred, and one row for each mail that needs a person.
pub(crate) fn table(screen: &Screen, status: &Status, reveal: bool) {
    let mails = status.mails.iter();
    let mut rows = deferred::table(screen, status);
    rows.extend(mails.filter_map(|mail| row(screen, mail, reveal)));
    screen.table(&rows);
}

/// One row for each mail in doubt.
pub(crate) fn doubts(screen: &Screen, status: &Status, reveal: bool) {
    let in_doubt = status
        .mails
        .iter()
        .filter(|mail| mail.state == State::InDoubt);
    let rows: Vec<ScreenRow> = in_doubt
        .filter_map(|mail| row(screen, mail, reveal))
        .collect();
    screen.table(&rows);
}

/// What happened to a mail that needs a person, and what to do.
pub(crate) fn explained(screen: &Screen, mail: &MailStatus) -> Vec<String> {
    explained_by(&screen.speaker, mail)
}

/// The same by this speaker: for files, whose times have their day.
pub(crate) fn explained_by(speaker: &Speaker, mail: &MailStatus) -> Vec<String> {
    let Some(phrase) = explanation(mail) else {
        return Vec::new();
    };
    let said = speaker.say(&phrase);
    std::iter::once(said.text).chain(said.hint).collect()
}

fn row(screen: &Screen, mail: &MailStatus, reveal: bool) -> Option<ScreenRow> {
    let code = mail.answer.and_then(|(_, code)| code);
    let mut words = explained(screen, mail);
    if words.is_empty() {
        return None;
    }
    let state = Cell::new(screen.text(&state_phrase(mail.state.name()))).color(Color::Red);
    let code = match &mail.state {
        State::Refused { reply } => reply.to_string(),
        _ => code.map(|code| code.to_string()).unwrap_or_default(),
    };
    if reveal {
        words.push(format!("{} <{}>", mail.organisation, mail.address));
    }
    let id = screen.text(&plain("cli-id").with("id", mail.id.to_string()));
    Some(ScreenRow {
        cells: vec![state, Cell::new(id), Cell::new(code)],
        words,
    })
}

fn explanation(mail: &MailStatus) -> Option<Phrase> {
    match &mail.state {
        State::Refused { reply } => Some(explain(*reply).with("id", mail.id.to_string())),
        State::InDoubt => Some(
            Phrase::new(match mail.doubt {
                _ if mail.records_missing => "cli-doubt-lost",
                Some(Lost::Unclear) => "cli-doubt-unclear",
                _ => "cli-doubt",
            })
            .with("reply", mail.reply.clone().unwrap_or_default())
            .with("at", mail.offered_at.unwrap_or(mail.at))
            .with("message", &mail.message_id)
            .with("id", mail.id.to_string()),
        ),
        State::Expired => Some(plain("cli-expired").with("id", mail.id.to_string())),
        State::Bounced => {
            let cause = mail.returned_for.unwrap_or(ReturnCause::Unclear);
            let phrase = plain("cli-bounced").with("cause", cause_phrase(cause));
            Some(phrase.with("next", next_step_phrase(cause)))
        }
        State::Deferred { .. } => mail.answer.and_then(|(_, code)| put_off(code?)),
        State::Queued
        | State::Offered
        | State::Accepted
        | State::Delayed
        | State::Delivered
        | State::Withheld => None,
    }
}

/// A mail that is tried again for days though a person can most likely see at once what is wrong
/// (RFC 3463, X.1.1 and X.1.2: no such mailbox, no such domain).
fn put_off(reply: ReplyCode) -> Option<Phrase> {
    match reply.enhanced.map(|code| (code.subject, code.detail))? {
        (1, 2) => Some(plain("cli-put-off-domain")),
        (1, 1) => Some(plain("cli-put-off-mailbox")),
        _ => None,
    }
}

/// The meaning of a refusal, by its enhanced code (RFC 3463).
pub(crate) fn explain(reply: ReplyCode) -> Phrase {
    plain(
        match reply.enhanced.map(|code| (code.subject, code.detail)) {
            Some((1, 1 | 6)) => "cli-refused-mailbox",
            Some((1, 2 | 10)) => "cli-refused-domain",
            Some((1, _)) => "cli-refused-address",
            Some((2, 1)) => "cli-refused-closed",
            Some((2, 2)) => "cli-refused-full",
            Some((2 | 3, 3 | 4)) => "cli-refused-size",
            Some((6, _)) => "cli-refused-content",
            Some((7, _)) => "cli-refused-policy",
            _ => "cli-refused",
        },
    )
}

/// Why an organisation was not told by mail, and what to do: the same words on a screen, in a table and in the report.
pub(crate) struct WhyAndNext {
    pub(crate) why: String,
    pub(crate) next: String,
}

impl WhyAndNext {
    /// Of an organisation about which nobody has to do anything.
    pub(crate) const fn none() -> WhyAndNext {
        WhyAndNext {
            why: String::new(),
            next: String::new(),
        }
    }

    fn of(speaker: &Speaker, why: &Phrase, next: &'static str) -> WhyAndNext {
        WhyAndNext {
            why: speaker.text(why),
            next: speaker.text(&plain(next)),
        }
    }

    /// Of a mail that was refused, came back, expired or is withheld.
    pub(crate) fn of_mail(speaker: &Speaker, mail: &MailStatus) -> WhyAndNext {
        if mail.state == State::Withheld {
            return match &mail.withheld_by {
                Some(by) => WhyAndNext::withheld(speaker, by.as_deref()),
                None => WhyAndNext::of(speaker, &plain("cli-status-gone"), "cli-untold-gone"),
            };
        }
        let mut said = explained_by(speaker, mail).into_iter();
        let why = said.next().unwrap_or_default();
        // What came back says why, and not the relay that had taken the mail.
        let answer = match mail.state {
            State::Bounced => &mail.returned_words,
            _ => &mail.reply,
        };
        let why = match answer {
            Some(answer) => format!("{why} ({answer})"),
            None => why,
        };
        let next = said.next().unwrap_or_default();
        WhyAndNext { why, next }
    }

    /// Of an organisation that a person withholds.
    pub(crate) fn withheld(speaker: &Speaker, by: Option<&str>) -> WhyAndNext {
        let why = match by {
            Some(by) => Phrase::new("cli-status-withheld-by").with("by", by),
            None => plain("cli-status-withheld"),
        };
        WhyAndNext::of(speaker, &why, "cli-untold-withheld")
    }

    /// Of an organisation that gets a letter.
    pub(crate) fn by_post(speaker: &Speaker, ground: &str) -> WhyAndNext {
        let why = Phrase::new("cli-untold-by-post").with("ground", ground);
        WhyAndNext::of(speaker, &why, "cli-untold-letter")
    }
}
