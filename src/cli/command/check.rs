//! `check`, and the findings about the input wherever they come up.

use std::collections::BTreeMap;
use std::path::Path;

use super::overview;
use crate::campaign::Error;
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::findings::{faults, faults_with_cells};
use crate::cli::output::message::{plain, verbatim};
use crate::cli::output::screen::{Cell, Color, Screen, ScreenRow};
use crate::cli::output::{changes, document, forecast, json, totals};
use crate::finding::Finding;
use crate::list::{Excluded, MailedKind};
use crate::phrase::{Phrase, harmless};

/// Most kinds to show.
const KINDS: usize = 12;

/// Checks everything and reports all of it.
pub(crate) fn run(context: &CommandContext) -> Result<Exit, Error> {
    let checked = context.campaign.check()?;
    let screen = &context.screen;
    let forecast = forecast::of(context, checked.work)?;
    context.print(|speaker| json::with_forecast(json::check(&checked, speaker), forecast));
    if context.global.reveal {
        faults_with_cells(
            screen,
            &checked.faults,
            context.campaign.revealed(&checked.faults),
        );
    } else {
        faults(screen, &checked.faults);
    }
    if let Some(difference) = &checked.difference {
        changes::difference(screen, difference);
    }
    if checked.faults.is_empty() {
        screen.say(&plain("cli-check-fine"));
    }
    changes::list(screen, &checked.list);
    screen.say(&verbatim(&totals::of_list(
        screen,
        checked.sum,
        &checked.excluded,
    )));
    left_out(screen, &checked.left_out);
    kinds(context, &checked.kinds);
    if checked.has_errors() {
        screen.next(
            &screen.text(&plain("cli-next-mend")),
            &context.command("check"),
        );
        return Ok(Exit::Input);
    }
    forecast::say(context, forecast, checked.work);
    overview::next(context, &context.campaign.overview(context.now)?);
    Ok(Exit::Done)
}

/// Writes a copy of the list in which every row has an id.
pub(crate) fn write_ids(context: &CommandContext, out: &Path) -> Result<Exit, Error> {
    let written = context.campaign.write_ids(out)?;
    context.print(|_| json::written(&written, out));
    let phrase = Phrase::new("cli-ids-written")
        .with("given", written.given)
        .with("rows", written.rows);
    context.screen.say(
        &phrase
            .with("file", out.display().to_string())
            .with("column", written.column),
    );
    Ok(Exit::Done)
}

/// `check`, if the settings alone are already wrong.
pub(crate) fn settings_only(screen: &Screen, found: &[Finding], is_json: bool) -> Exit {
    if is_json {
        document::print(&json::check_of_settings(found, &screen.speaker));
    }
    faults(screen, found);
    screen.say(&plain("cli-check-settings-first"));
    Exit::Input
}

/// Shows what stopped a command, and what to do next.
pub(crate) fn failed(screen: &Screen, error: &Error) {
    if let Error::Input { faults: found, .. } = error {
        faults(screen, found);
    }
    screen.warn(&error.phrase());
    if let Some(words) = error.system_words().filter(|_| screen.verbose) {
        screen
            .notes
            .lines(&format!("  {}", harmless(&words)), Color::Plain);
    }
}

/// Shows which kinds are mailed. A kind of a single row, or one that names an organisation, may be
/// a cell in the wrong place: it is shown by its rows, and its text only on request.
fn kinds(context: &CommandContext, kinds: &[MailedKind]) {
    let told = |kind: &MailedKind| {
        let shown = !kind.kind.is_empty() && (kind.is_plain || context.global.reveal);
        let words = kind.kind.replace(char::is_control, " ");
        let phrase = Phrase::new(match (shown, kind.kind.is_empty()) {
            (true, _) => "cli-kind",
            (false, true) => "cli-kind-none",
            (false, false) => "cli-kind-rows",
        });
        let phrase = phrase
            .with("kind", words)
            .with("count", kind.rows.len())
            .with("row", kind.rows[0]);
        context.screen.text(&phrase)
    };
    let mut all: Vec<String> = kinds.iter().take(KINDS).map(told).collect();
    if let Some(more) = kinds.len().checked_sub(KINDS).filter(|more| *more > 0) {
        all.push(
            context
                .screen
                .text(&Phrase::new("cli-kinds-more").with("count", more)),
        );
    }
    if !all.is_empty() {
        context
            .screen
            .say(&Phrase::new("cli-kinds").with("kinds", all.join(", ")));
    }
}

/// Shows who is excluded, by ground: every row with its id.
fn left_out(screen: &Screen, rows: &[Excluded]) {
    let mut grounds: BTreeMap<&str, Vec<&Excluded>> = BTreeMap::new();
    for row in rows {
        grounds.entry(&row.ground).or_default().push(row);
    }
    if grounds.is_empty() || screen.quiet {
        return;
    }
    let line = |(ground, rows): (&&str, &Vec<&Excluded>)| {
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let by_post = rows.iter().any(|row| row.by_post);
        let key = if by_post {
            "cli-left-out-by-post"
        } else {
            "cli-left-out"
        };
        ScreenRow {
            cells: vec![Cell::new(*ground)],
            words: vec![screen.text(&Phrase::new(key).with("ids", ids.join(", ")))],
        }
    };
    screen.table(&grounds.iter().map(line).collect::<Vec<_>>());
}
