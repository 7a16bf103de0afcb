//! Returned mails as people see them.

use super::words;
use crate::campaign::{ReadReturn, Recording, Returns, next_step_phrase};
use crate::cli::bounces_args::BouncesArgs;
use crate::cli::context::CommandContext;
use crate::cli::output::message::plain;
use crate::cli::output::screen::{Cell, Color, Screen, ScreenRow};
use crate::phrase::Phrase;

/// Shows each mail that a person should know of, and the sum.
pub(super) fn show(context: &CommandContext, returns: &Returns, ask: &BouncesArgs) {
    let screen = &context.screen;
    let wanted = |mail: &&ReadReturn| {
        let unsure = mail.recorded == Some(Recording::Unsure);
        context.global.verbose || ask.tray || unsure || words::needs_a_person(mail.kind)
    };
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
    if ask.dry_run {
        screen.say(&plain("cli-bounces-nothing-recorded"));
    } else {
        screen.say(&Phrase::new("cli-bounces-recorded").with("count", returns.sum.recorded));
    }
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
            Some(found) => Phrase::new("cli-id").with("id", found.id.to_string()),
            None => plain("cli-bounces-unmatched"),
        };
        let mut lines = Vec::new();
        if words::needs_a_person(mail.kind) {
            lines.push(screen.text(&words::why(&one.said)));
            lines.push(screen.text(&next_step_phrase(one.said.cause)));
        }
        if let Some(phrase) = mail.recorded.and_then(words::not_recorded) {
            lines.push(screen.text(&phrase));
        }
        if context.global.reveal {
            lines.extend(one.said.address.clone());
        }
        row(screen.text(&who), lines)
    });
    of_recipient.collect()
}
