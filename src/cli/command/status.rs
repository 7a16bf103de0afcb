//! `status`: the sum, and a row per mail.

mod untold;

use std::path::Path;

use super::overview;
use crate::campaign::{Error, MailStatus, ReturnGround, state_phrase, which_mail};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::message::plain;
use crate::cli::output::screen::{Cell, Color, Screen, ScreenRow};
use crate::cli::output::{json, open_remarks};
use crate::delivery::State;
use crate::phrase::{Phrase, harmless};

/// Shows who could not be told by mail.
pub(crate) fn untold(context: &CommandContext, csv: Option<&Path>) -> Result<Exit, Error> {
    untold::run(context, csv)
}

/// Shows it.
pub(crate) fn run(context: &CommandContext, state: Option<&str>) -> Result<Exit, Error> {
    if context.style.json {
        let status = context.campaign.status()?;
        context.print(|_| json::status(&status, state, context.global.reveal));
        return Ok(Exit::Done);
    }
    let overview = context.campaign.overview(context.now)?;
    let screen = &context.screen;
    overview::head(screen, &overview, context.now, context.global.reveal);
    let Some(status) = &overview.status else {
        return Err(Error::NotSealed);
    };
    // Quiet: only what a person must know.
    let wanted = |mail: &&MailStatus| match state {
        Some(state) => mail.state.name() == state,
        None => !screen.quiet || needs_a_person(&mail.state),
    };
    let rows: Vec<ScreenRow> = status
        .mails
        .iter()
        .filter(wanted)
        .map(|mail| row(context, screen, mail))
        .collect();
    if rows.is_empty() {
        screen.say(&plain("cli-status-none"));
    } else {
        screen.table(&rows);
    }
    open_remarks::open(context, &status.remarks);
    overview::next(context, &overview);
    Ok(Exit::Done)
}

const fn needs_a_person(state: &State) -> bool {
    matches!(
        state,
        State::Refused { .. } | State::InDoubt | State::Expired | State::Bounced
    )
}

fn row(context: &CommandContext, screen: &Screen, mail: &MailStatus) -> ScreenRow {
    let color = if needs_a_person(&mail.state) {
        Color::Red
    } else {
        Color::Plain
    };
    let tries = Phrase::new("cli-tries").with("count", mail.attempts);
    let mut words = Vec::new();
    match &mail.state {
        State::Deferred { not_before } => {
            words.push(screen.text(&Phrase::new("cli-status-next").with("at", *not_before)));
        }
        State::Withheld => words.push(screen.text(&match &mail.withheld_by {
            Some(Some(by)) => Phrase::new("cli-status-withheld-by").with("by", by),
            Some(None) => plain("cli-status-withheld"),
            None => plain("cli-status-gone"),
        })),
        _ => words.extend(crate::cli::output::attention::explained(screen, mail)),
    }
    // What the relay said about a mail that it accepted adds nothing; any other reply does.
    let settled = matches!(mail.state, State::Accepted | State::Delivered);
    words.extend(
        mail.reply
            .clone()
            .filter(|_| !settled || context.global.verbose),
    );
    words.extend(mail.earlier.iter().map(|before| {
        let phrase =
            Phrase::new("cli-status-earlier").with("state", state_phrase(before.state.name()));
        screen.text(&phrase.with("at", before.at))
    }));
    if context.global.verbose {
        words.push(format!("<{}>", mail.message_id));
        words.extend(mail.returned.as_ref().map(|ground| which(context, ground)));
    }
    if context.global.reveal {
        words.push(format!("{} <{}>", mail.organisation, mail.address));
    }
    let state = state_phrase(mail.state.name());
    let state = match &mail.vouched_by {
        Some(by) if mail.state == State::Accepted => Phrase::new("cli-status-vouched")
            .with("state", state)
            .with("by", by),
        _ => state,
    };
    let cells = vec![
        Cell::new(screen.text(&plain("cli-id").with("id", mail.id.to_string()))),
        Cell::new(screen.text(&state)).color(color),
        Cell::number(screen.speaker.time(mail.at)),
        Cell::number(if mail.attempts > 1 {
            screen.text(&tries)
        } else {
            String::new()
        }),
    ];
    ScreenRow { cells, words }
}

/// Which returned mail a state follows from.
fn which(context: &CommandContext, ground: &ReturnGround) -> String {
    let said = Phrase::new("cli-status-returned").with("at", ground.read_at);
    let kept = ground.mail.as_deref().unwrap_or_default();
    let mail = which_mail(kept, context.global.reveal);
    let mail = mail.lines().map(harmless).collect::<Vec<_>>().join(" ");
    format!("{} {mail}", context.screen.text(&said))
}
