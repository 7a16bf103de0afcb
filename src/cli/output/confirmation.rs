//! The confirmation before a real send: what a person must see, and their decision to begin.

use std::io::{BufRead, IsTerminal, Write};

use jiff::Timestamp;

use super::changes;
use super::message::plain;
use super::screen::{Color, Screen};
use crate::campaign::{ClockDoubt, Error, LastLook};
use crate::phrase::Phrase;

/// Shows what speaks against the clock, and asks a person to confirm that it is right all the same.
pub(crate) fn vouch_for_clock(screen: &Screen, doubt: ClockDoubt) -> Result<(), Error> {
    if !std::io::stdin().is_terminal() || !screen.is_terminal() {
        return Err(Error::ClockUnsure(doubt));
    }
    screen.lines(&screen.text(&doubt.phrase()), Color::Red);
    let typed = asked(screen, &plain("cli-clock-ask"));
    let yes = screen.text(&plain("cli-clock-yes"));
    if typed.is_some_and(|typed| typed.eq_ignore_ascii_case(&yes)) {
        Ok(())
    } else {
        Err(Error::ClockUnsure(doubt))
    }
}

/// What a person types as an answer; `None` if nothing can be read.
fn asked(screen: &Screen, question: &Phrase) -> Option<String> {
    let ask = screen.text(question);
    let _unread = write!(std::io::stderr().lock(), "{ask} ");
    let mut typed = String::new();
    std::io::stdin().lock().read_line(&mut typed).ok()?;
    Some(typed.trim().to_owned())
}

/// Shows what a person must see before a real send, and asks for their decision to begin.
pub(crate) fn last_look(screen: &Screen, look: &LastLook) -> Result<(), Error> {
    if !std::io::stdin().is_terminal() || !screen.is_terminal() {
        return Err(Error::NotConfirmed);
    }
    let (host, tls) = look
        .relay
        .split_once(" tls=")
        .unwrap_or((&look.relay, "none"));
    let relay = Phrase::new("cli-look-relay")
        .with("host", host)
        .with("tls", tls);
    let relay = match &look.user {
        Some(user) => Phrase::new("cli-look-relay-login")
            .with("relay", relay)
            .with("user", user),
        None => relay,
    };
    let first = Phrase::new("cli-look-real")
        .with("mails", look.mails)
        .with("relay", relay);
    screen.lines(&screen.text(&first), Color::Accent);
    let pace = look
        .rate
        .clone()
        .map(|rate| Phrase::new("cli-look-pace").with("rate", rate));
    let until = |at: Timestamp| match look.deadline {
        Some(deadline) => Phrase::new("cli-look-end-deadline")
            .with("end", at)
            .with("deadline", deadline),
        None => Phrase::new("cli-look-end").with("end", at),
    };
    let facts = pace.into_iter().chain(look.forecast.ends().map(until));
    let facts: Vec<String> = facts.map(|phrase| screen.text(&phrase)).collect();
    screen.lines(&facts.join(" "), Color::Plain);
    let agreed = Phrase::new("cli-look-agreed").with("roles", look.roles.clone());
    let begun = look
        .begun
        .map(|at| Phrase::new("cli-agreed-begun").with("at", at));
    let words = [Some(agreed.with("digest", look.digest.short())), begun];
    let words: Vec<String> = words
        .iter()
        .flatten()
        .map(|phrase| screen.text(phrase))
        .collect();
    screen.lines(&words.join(" "), Color::Plain);
    changes::records_lost(screen, look.records_lost);
    let last = match look.last_sent {
        Some((mails, at)) => Phrase::new("cli-look-last")
            .with("mails", mails)
            .with("at", at),
        None => plain("cli-look-first"),
    };
    screen.lines(&screen.text(&last), Color::Plain);
    campaign_named(screen, &look.campaign, look.mails)
}

/// Asks a person to type the campaign's name and the number of mails: twice, since a typing error is
/// not a "no".
fn campaign_named(screen: &Screen, campaign: &str, mails: usize) -> Result<(), Error> {
    let wanted = format!("{campaign} {mails}");
    let is_wanted = |typed: &str| typed.split_whitespace().eq(wanted.split_whitespace());
    let question = Phrase::new("cli-look-type").with("wanted", &wanted);
    let Some(first) = asked(screen, &question).filter(|typed| !typed.is_empty()) else {
        return Err(Error::NotConfirmed);
    };
    if is_wanted(&first) {
        return Ok(());
    }
    let again = Phrase::new("cli-look-wrong")
        .with("typed", first)
        .with("wanted", &wanted);
    screen.notes.lines(&screen.text(&again), Color::Red);
    match asked(screen, &question).filter(|typed| !typed.is_empty()) {
        Some(typed) if is_wanted(&typed) => Ok(()),
        Some(typed) => Err(Error::WrongName {
            typed,
            campaign: wanted,
        }),
        None => Err(Error::NotConfirmed),
    }
}
