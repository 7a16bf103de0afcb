//! Reads returned mail and shows what it is.

use std::path::PathBuf;

use super::{document, words};
use crate::campaign::{Error, ReadReturn, Returns};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::message::plain;
use crate::cli::output::screen::{Cell, Color, Screen, ScreenRow};
use crate::phrase::Phrase;

/// Reads the mails at these paths, shows each that a person should know of, and the sum. Records
/// nothing.
pub(crate) fn run(context: &CommandContext, paths: &[PathBuf]) -> Result<Exit, Error> {
    let returns = context.campaign.read_returns(paths)?;
    context.print(|speaker| document::of(&returns, speaker, context.global.reveal));
    show(context, &returns);
    Ok(Exit::Done)
}

fn show(context: &CommandContext, returns: &Returns) {
    let screen = &context.screen;
    let wanted = |mail: &&ReadReturn| context.global.verbose || words::needs_a_person(mail.kind);
    let rows: Vec<ScreenRow> = returns
        .mails
        .iter()
        .filter(wanted)
        .flat_map(|mail| rows(context, screen, mail))
        .collect();
    screen.table(&rows);
    screen.say(&words::sum(&returns.sum));
    if let Some(phrase) = words::faults(&returns.sum) {
        screen.say(&phrase);
    }
    screen.say(&plain("cli-bounces-nothing-recorded"));
}

/// A row for each recipient; one for a mail that names nobody.
fn rows(context: &CommandContext, screen: &Screen, mail: &ReadReturn) -> Vec<ScreenRow> {
    let place = match mail.number {
        Some(number) => Phrase::new("cli-bounces-in")
            .with("file", &mail.file)
            .with("number", number),
        None => Phrase::new("cli-bounces-file").with("file", &mail.file),
    };
    let kind = screen.text(&words::kind(mail.kind));
    let color = if words::needs_a_person(mail.kind) {
        Color::Red
    } else {
        Color::Plain
    };
    let row = |who: String, mut lines: Vec<String>| {
        lines.push(screen.text(&place));
        ScreenRow {
            cells: vec![Cell::new(who), Cell::new(&kind).color(color)],
            words: lines,
        }
    };
    if mail.recipients.is_empty() {
        return vec![row(screen.text(&plain("cli-bounces-nobody")), Vec::new())];
    }
    let of_recipient = mail.recipients.iter().map(|one| {
        let who = match &one.matched {
            Some((id, _)) => Phrase::new("cli-id").with("id", id.to_string()),
            None => plain("cli-bounces-unmatched"),
        };
        let mut lines = Vec::new();
        if words::needs_a_person(mail.kind) {
            lines.push(screen.text(&words::why(&one.said)));
            lines.push(screen.text(&words::next(one.said.cause)));
        }
        if context.global.reveal {
            lines.extend(one.said.address.clone());
        }
        row(screen.text(&who), lines)
    });
    of_recipient.collect()
}
