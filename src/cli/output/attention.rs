//! The mails that need a person: what happened, where to look, what to do.

use super::deferred;
use super::message::plain;
use super::screen::{Cell, Color, Screen, ScreenRow};
use crate::campaign::{
    MailStatus, ReturnCause, Status, cause_phrase, next_step_phrase, state_phrase,
};
use crate::delivery::State;
use crate::journal::event::Lost;
use crate::phrase::Phrase;
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
    let Some(phrase) = explanation(mail) else {
        return Vec::new();
    };
    let said = screen.speaker.say(&phrase);
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
