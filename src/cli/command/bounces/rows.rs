//! One returned mail on the screen.

use super::words;
use crate::campaign::{ReadReturn, TrayPlace, next_step_phrase, return_kind_phrase};
use crate::cli::context::CommandContext;
use crate::cli::output::message::plain;
use crate::cli::output::screen::{Cell, Color, ScreenRow};
use crate::phrase::{Phrase, said_outside};

/// A row for each recipient; one for a mail that names nobody.
pub(super) fn of_mail(context: &CommandContext, mail: &ReadReturn) -> Vec<ScreenRow> {
    let screen = &context.screen;
    let place = match mail.number {
        Some(number) => Phrase::new("cli-bounces-in")
            .with("file", &mail.file)
            .with("number", number),
        None => Phrase::new("cli-bounces-file").with("file", &mail.file),
    };
    let kind = screen.text(&return_kind_phrase(mail.kind));
    let color = if words::needs_a_person(mail.kind) {
        Color::Red
    } else {
        Color::Plain
    };
    let row = |who: String, mut lines: Vec<String>| {
        if context.global.reveal {
            lines.extend(mail.sender.as_deref().map(said_outside));
            lines.push(said_outside(&mail.subject));
        }
        if let Some(TrayPlace::Waits(number)) = mail.tray {
            let phrase = Phrase::new("cli-tray-number").with("number", number);
            lines.push(screen.text(&phrase));
        }
        if !mail.file.is_empty() {
            lines.push(screen.text(&place));
        }
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
            lines.extend(one.said.address.as_deref().map(said_outside));
        }
        row(screen.text(&who), lines)
    });
    of_recipient.collect()
}
