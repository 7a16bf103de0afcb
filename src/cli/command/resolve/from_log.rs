//! Shows what logs say of the mails in doubt, and records what they prove.

use super::document;
use crate::campaign::{Error, LogAnswer, LogAnswers, LogCoverage, LogFile, LogForm, LogOutcome};
use crate::cli::command::decisions::next;
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::message::plain;
use crate::cli::output::screen::{Cell, Color, Screen, ScreenRow};
use crate::cli::resolve_args::ResolveArgs;
use crate::clock::SystemClock;
use crate::phrase::{Phrase, harmless};

/// Reads the logs. Exit 7 while mails are still in doubt.
pub(super) fn run(context: &CommandContext, ask: &ResolveArgs) -> Result<Exit, Error> {
    let (files, now) = (&ask.from_log[..], context.now);
    let by = ask.by.as_deref().filter(|_| !ask.dry_run);
    let answers = match by {
        Some(by) => context
            .campaign
            .settle_by_logs(files, by, &SystemClock::start())?,
        None => context.campaign.search_logs(files, now)?,
    };
    context.print(|_| document::of_logs(&answers, by.is_some()));
    show(context, &answers, by.is_some());
    if by.is_some() {
        next(context)?;
    }
    Ok(match answers.left() {
        0 => Exit::Done,
        _ => Exit::InDoubt,
    })
}

fn show(context: &CommandContext, answers: &LogAnswers, recorded: bool) {
    let screen = &context.screen;
    for file in &answers.files {
        screen.say(&of_file(screen, file));
    }
    if answers.mails.is_empty() {
        screen.say(&plain("cli-log-no-doubt"));
        return;
    }
    let zone = context.campaign.settings().window.timezone.iana_name();
    let rows: Vec<ScreenRow> = answers
        .mails
        .iter()
        .map(|mail| row(screen, mail, zone.unwrap_or_default()))
        .collect();
    screen.table(&rows);
    let left = answers.left();
    let key = match recorded {
        true => "cli-log-sum",
        false => "cli-log-would",
    };
    let settled = answers.mails.iter().filter(|mail| mail.settled).count();
    let sum = Phrase::new(key).with("settled", settled);
    screen.say(&sum.with("left", left));
}

fn of_file(screen: &Screen, file: &LogFile) -> Phrase {
    let named = |key| {
        let phrase = Phrase::new(key).with("file", &file.file);
        phrase.with("lines", i64::try_from(file.lines).unwrap_or(i64::MAX))
    };
    let Some(form) = file.form else {
        return named("cli-log-file-unknown");
    };
    let form = plain(match form {
        LogForm::Postfix => "cli-log-form-postfix",
        LogForm::Exim => "cli-log-form-exim",
        LogForm::Exchange => "cli-log-form-exchange",
    });
    match (file.from, file.until) {
        (Some(from), Some(until)) => named("cli-log-file")
            .with("form", form)
            .with("from", screen.speaker.exact(from))
            .with("until", screen.speaker.exact(until)),
        _ => named("cli-log-file-untimed").with("form", form),
    }
}

fn row(screen: &Screen, mail: &LogAnswer, zone: &str) -> ScreenRow {
    let color = match mail.settled {
        true => Color::Plain,
        false => Color::Red,
    };
    let id = screen.text(&plain("cli-id").with("id", mail.id.to_string()));
    let mut lines = vec![screen.text(&said(screen, mail, zone))];
    lines.extend(mail.lines.iter().map(|line| {
        let file = harmless(&line.file);
        format!("{file}:{}: {}", line.number, line.text)
    }));
    ScreenRow {
        cells: vec![Cell::new(id).color(color)],
        words: vec![lines.join("\n")],
    }
}

fn said(screen: &Screen, mail: &LogAnswer, zone: &str) -> Phrase {
    match mail.outcome {
        LogOutcome::Taken | LogOutcome::HandedOn if mail.came_back_before => {
            plain("cli-log-came-back-before")
        }
        LogOutcome::Taken | LogOutcome::HandedOn if !mail.settled => plain("cli-log-meanwhile"),
        LogOutcome::Taken => plain("cli-log-taken"),
        LogOutcome::HandedOn => plain("cli-log-handed-on"),
        LogOutcome::Named => plain("cli-log-named"),
        LogOutcome::KeptBack => plain("cli-log-kept-back"),
        LogOutcome::CameBack => plain("cli-log-came-back"),
        LogOutcome::NotThere => {
            let at = mail.offered_at.map(|at| screen.speaker.exact(at));
            Phrase::new(match mail.covers {
                LogCoverage::Yes => "cli-log-not-there-covered",
                LogCoverage::IfInZone => "cli-log-not-there-if-zone",
                LogCoverage::No => "cli-log-not-there-elsewhere",
                LogCoverage::Unknown => "cli-log-not-there-unknown",
            })
            .with("id", mail.id.to_string())
            .with("zone", zone)
            .with("at", at.unwrap_or_default())
        }
    }
}
