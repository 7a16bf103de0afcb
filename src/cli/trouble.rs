//! The mails that need a person: what happened, where to look, what to do.

use super::plain;
use super::screen::{Cell, Ink, Row, Screen};
use crate::campaign::{MailStatus, Status, state_phrase};
use crate::delivery::State;
use crate::phrase::Phrase;
use crate::reply::ReplyCode;

/// One row for each mail that needs a person.
pub(super) fn table(screen: &Screen, status: &Status, reveal: bool) {
    let rows: Vec<Row> = status.mails.iter().filter_map(|mail| row(screen, mail, reveal)).collect();
    screen.table(&rows);
}

fn row(screen: &Screen, mail: &MailStatus, reveal: bool) -> Option<Row> {
    let code = mail.answer.and_then(|(_, code)| code);
    let phrase = match &mail.state {
        State::Refused { reply } => explain(*reply),
        State::InDoubt => Phrase::new("cli-doubt")
            .with("at", mail.offered_at.unwrap_or(mail.at))
            .with("message", &mail.message_id)
            .with("id", mail.id.to_string()),
        State::Expired => plain("cli-expired"),
        State::Bounced => plain("cli-bounced"),
        State::Queued
        | State::Offered
        | State::Accepted
        | State::Deferred { .. }
        | State::Delayed
        | State::Delivered
        | State::Withheld => return None,
    };
    let said = screen.speaker.say(&phrase);
    let state = Cell::new(screen.text(&state_phrase(mail.state.name()))).ink(Ink::Red);
    let code = match &mail.state {
        State::Refused { reply } => reply.to_string(),
        _ => code.map(|code| code.to_string()).unwrap_or_default(),
    };
    let mut words = vec![said.text];
    words.extend(said.hint);
    if reveal {
        words.push(format!("{} <{}>", mail.organisation, mail.address));
    }
    Some(Row { cells: vec![state, Cell::new(mail.id.to_string()), Cell::new(code)], words })
}

/// What a refusal means, by its enhanced code (RFC 3463).
pub(super) fn explain(reply: ReplyCode) -> Phrase {
    plain(match reply.enhanced.map(|code| (code.subject, code.detail)) {
        Some((1, 1 | 6)) => "cli-refused-mailbox",
        Some((1, 2 | 10)) => "cli-refused-domain",
        Some((1, _)) => "cli-refused-address",
        Some((2, 1)) => "cli-refused-closed",
        Some((2, 2)) => "cli-refused-full",
        Some((2 | 3, 3 | 4)) => "cli-refused-size",
        Some((6, _)) => "cli-refused-content",
        Some((7, _)) => "cli-refused-policy",
        _ => "cli-refused",
    })
}
