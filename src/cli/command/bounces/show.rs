//! Returned mails as people see them.

use super::{rows, words};
use crate::campaign::{ReadReturn, Recording, Returns};
use crate::cli::bounces_args::BouncesArgs;
use crate::cli::context::CommandContext;
use crate::cli::output::message::plain;
use crate::cli::output::screen::ScreenRow;
use crate::phrase::Phrase;

/// Shows each mail that a person should know of, and the sum.
pub(super) fn show(context: &CommandContext, returns: &Returns, ask: &BouncesArgs) {
    let screen = &context.screen;
    let wanted = |mail: &&ReadReturn| {
        let unsure = mail.recorded == Some(Recording::Unsure);
        context.global.verbose || ask.tray || unsure || words::needs_a_person(mail.kind)
    };
    let shown: Vec<ScreenRow> = returns
        .mails
        .iter()
        .filter(wanted)
        .flat_map(|mail| rows::of_mail(context, mail))
        .collect();
    screen.table(&shown);
    screen.say(&words::sum(&returns.sum));
    if let Some(phrase) = words::faults(&returns.sum) {
        screen.say(&phrase);
    }
    let waits = returns.waiting();
    if waits > 0 && !ask.dry_run {
        screen.warn(&Phrase::new("cli-bounces-waits").with("count", waits));
    }
    if returns.not_kept > 0 {
        screen.warn(&Phrase::new("cli-bounces-tray-full").with("count", returns.not_kept));
    }
    if ask.dry_run {
        screen.say(&plain("cli-bounces-nothing-recorded"));
    } else {
        screen.say(&Phrase::new("cli-bounces-recorded").with("count", returns.sum.recorded));
    }
}
