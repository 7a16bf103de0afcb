//! The report on the screen: the sums, the runs, who agreed, and who is not told.

use super::files::WrittenFiles;
use crate::campaign::{ReportRow, state_phrase};
use crate::cli::context::CommandContext;
use crate::cli::output::message::{plain, verbatim};
use crate::cli::output::screen::{Cell, Color, Screen, ScreenRow};
use crate::phrase::Phrase;
use crate::report::{Reached, ReportFacts, ReportLine, run_phrase};

/// Shows it.
pub(super) fn report(
    context: &CommandContext,
    facts: &ReportFacts,
    open: &[(ReportRow, ReportLine)],
    written: &WrittenFiles,
) {
    let screen = &context.screen;
    head(screen, facts);
    sums(screen, facts);
    screen.say(&verbatim(""));
    people(context, facts, open, Reached::NotTold, "report-not-told");
    people(context, facts, open, Reached::Open, "report-open");
    runs(screen, facts);
    approvals(screen, facts);
    for file in written.all() {
        let key = match facts.redacted {
            true => "cli-report-written-redacted",
            false => "cli-report-written",
        };
        screen.say(&Phrase::new(key).with("file", CommandContext::path(file)));
    }
    if written.all().next().is_none() {
        let why = screen.text(&plain("cli-report-files"));
        screen.next(&why, &context.command("report --html report.html"));
    }
}

fn head(screen: &Screen, facts: &ReportFacts) {
    let kind = Phrase::new("review-kind").with("kind", facts.kind);
    let lead = Phrase::new("report-lead")
        .with("at", facts.sealed_at)
        .with("listed", facts.listed);
    let line = [
        facts.campaign.clone(),
        screen.text(&kind),
        screen.text(&lead),
        facts.digest.short(),
    ];
    screen.say(&verbatim(&line.join(" · ")));
    if facts.kind != "live" {
        screen.say(&Phrase::new("report-trial").with("kind", facts.kind));
    }
    if facts.sender_lives {
        screen.say(&plain("report-still-sending"));
    }
    if let Some(since) = facts.records_lost {
        screen.warn(&Phrase::new("report-records-lost").with("since", since));
    }
}

/// Every row in one place, and all of them together.
fn sums(screen: &Screen, facts: &ReportFacts) {
    let number = |rows: usize| {
        let rows = i64::try_from(rows).unwrap_or(i64::MAX);
        Cell::number(screen.speaker.number(rows))
    };
    let row = |rows, state: String, words: String| ScreenRow {
        cells: vec![number(rows), Cell::new(state)],
        words: vec![words],
    };
    let mut rows = Vec::new();
    for state in facts.states.iter().filter(|state| state.rows > 0) {
        let (name, means) = (screen.text(&state.phrase), screen.text(&state.means()));
        rows.push(row(state.rows, name, means));
    }
    if facts.unsealed > 0 {
        let state = screen.text(&plain("state-unsealed"));
        let means = screen.text(&plain("report-means-unsealed"));
        rows.push(row(facts.unsealed, state, means));
    }
    for ground in &facts.grounds {
        let own = || screen.text(&plain("review-ground-own"));
        let mut words = vec![ground.ground.clone().unwrap_or_else(own)];
        words.extend(ground.by_post.then(|| screen.text(&plain("report-letter"))));
        let state = screen.text(&state_phrase("excluded"));
        rows.push(row(ground.rows, state, words.join("; ")));
    }
    let all = screen.text(&plain("report-state-all"));
    rows.push(row(facts.listed, all, String::new()));
    screen.table(&rows);
}

/// Organisations that somebody has to do something about.
fn people(
    context: &CommandContext,
    facts: &ReportFacts,
    open: &[(ReportRow, ReportLine)],
    reached: Reached,
    title: &'static str,
) {
    let screen = &context.screen;
    let lines = open.iter().map(|(_, line)| line);
    let lines: Vec<&ReportLine> = lines.filter(|line| line.reached == reached).collect();
    if lines.is_empty() {
        return;
    }
    let title = screen.text(&plain(title));
    screen.lines(&format!("{title} ({})", lines.len()), Color::Accent);
    let rows: Vec<ScreenRow> = lines
        .into_iter()
        .map(|line| {
            let name = match facts.redacted {
                true => Phrase::new("review-alias").with("alias", &line.id),
                false => plain("cli-id").with("id", &line.id),
            };
            let mut words = vec![line.why.clone(), line.next.clone()];
            words.retain(|words| !words.is_empty());
            if context.global.reveal && !facts.redacted {
                let address = &line.address;
                let address = (!address.is_empty()).then(|| format!(" <{address}>"));
                words.push(line.organisation.clone() + &address.unwrap_or_default());
            }
            let color = match reached {
                Reached::NotTold => Color::Red,
                _ => Color::Plain,
            };
            let state = Cell::new(line.state.clone()).color(color);
            ScreenRow {
                cells: vec![Cell::new(screen.text(&name)), state],
                words,
            }
        })
        .collect();
    screen.table(&rows);
    screen.say(&verbatim(""));
}

fn runs(screen: &Screen, facts: &ReportFacts) {
    if facts.sending.runs.is_empty() {
        return;
    }
    screen.lines(&screen.text(&plain("report-runs")), Color::Accent);
    let rows: Vec<ScreenRow> = facts
        .sending
        .runs
        .iter()
        .map(|run| {
            let [ended, answered] = run_phrase(run, facts.redacted);
            ScreenRow {
                cells: vec![Cell::new(screen.speaker.time(run.began))],
                words: vec![screen.text(&ended), screen.text(&answered)],
            }
        })
        .collect();
    screen.table(&rows);
    screen.say(&verbatim(""));
}

fn approvals(screen: &Screen, facts: &ReportFacts) {
    if facts.approvals.is_empty() {
        return;
    }
    screen.lines(&screen.text(&plain("report-approvals")), Color::Accent);
    let rows: Vec<ScreenRow> = facts
        .approvals
        .iter()
        .map(|one| {
            let mut words = vec![one.by.clone().unwrap_or_default()];
            words.retain(|words| !words.is_empty());
            words.extend(one.notes().iter().map(|note| screen.text(note)));
            ScreenRow {
                cells: vec![
                    Cell::new(one.role.clone()),
                    Cell::number(screen.speaker.time(one.at)),
                    Cell::new(one.digest.short()),
                ],
                words,
            }
        })
        .collect();
    screen.table(&rows);
    screen.say(&verbatim(""));
}
