//! `doctor`: what a campaign relies on, for people and for a report.

use serde_json::{Value, json};

use crate::campaign::{Examined, ExaminedPart, Health, examine};
use crate::cli::args::Global;
use crate::cli::exit_code::Exit;
use crate::cli::output::document::print;
use crate::cli::output::json;
use crate::cli::output::message::plain;
use crate::cli::output::screen::{Cell, Color, Screen, ScreenRow};
use jiff::Timestamp;

/// Checks everything, shows all of it, and ends with the exit code that the most serious finding
/// would give a command.
pub(crate) fn run(screen: &Screen, global: &Global, programs_read: bool, now: Timestamp) -> Exit {
    let all = examine(&global.dir, &global.set, global.reveal, now);
    if programs_read {
        let checks: Vec<Value> = all.iter().map(|one| document(one, screen)).collect();
        print(&json!({ "version": env!("CARGO_PKG_VERSION"), "checks": checks }));
    }
    let rows: Vec<ScreenRow> = all.iter().map(|one| row(one, screen)).collect();
    screen.table(&rows);
    let (mut exit, mut has_warnings) = (Exit::Done, false);
    for one in &all {
        match &one.health {
            Health::Fine(_) => {}
            Health::Warning(phrase) => {
                screen.warn(phrase);
                has_warnings = true;
            }
            Health::Wrong(error) => {
                screen.warn(&error.phrase());
                exit = exit.or_graver(Exit::of(error));
            }
        }
    }
    screen.say(&plain(match (exit, has_warnings) {
        (Exit::Done, false) => "cli-doctor-well",
        (Exit::Done, true) => "cli-doctor-warned",
        _ => "cli-doctor-unwell",
    }));
    if !global.reveal {
        screen.say(&plain("cli-doctor-shareable"));
    }
    exit
}

fn row(one: &Examined, screen: &Screen) -> ScreenRow {
    let (mark, color, text) = match &one.health {
        Health::Fine(phrase) => (String::new(), Color::Plain, screen.text(phrase)),
        Health::Warning(_) => (
            screen.text(&plain("cli-look")),
            Color::Accent,
            below(screen),
        ),
        Health::Wrong(_) => (screen.text(&plain("cli-error")), Color::Red, below(screen)),
    };
    let what = screen.text(&plain(label(one.part)));
    ScreenRow {
        cells: vec![Cell::new(what), Cell::new(mark).color(color)],
        words: vec![text],
    }
}

fn below(screen: &Screen) -> String {
    screen.text(&plain("cli-doctor-below"))
}

fn document(one: &Examined, screen: &Screen) -> Value {
    let (state, phrase) = match &one.health {
        Health::Fine(phrase) => ("fine", phrase.clone()),
        Health::Warning(phrase) => ("warning", phrase.clone()),
        Health::Wrong(error) => ("error", error.phrase()),
    };
    let mut document = json::error(&phrase, &screen.speaker);
    document["what"] = json!(one.part.name());
    document["state"] = json!(state);
    document
}

const fn label(part: ExaminedPart) -> &'static str {
    match part {
        ExaminedPart::Program => "cli-doctor-program",
        ExaminedPart::System => "cli-doctor-system",
        ExaminedPart::Settings => "cli-doctor-settings",
        ExaminedPart::Relay => "cli-doctor-relay",
        ExaminedPart::Relays => "cli-doctor-relays",
        ExaminedPart::Files => "cli-doctor-files",
        ExaminedPart::Folder => "cli-doctor-folder",
        ExaminedPart::State => "cli-doctor-state",
        ExaminedPart::Key => "cli-doctor-key",
        ExaminedPart::JournalOfTrial => "cli-doctor-journal-trial",
        ExaminedPart::JournalOfRehearsal => "cli-doctor-journal-rehearsal",
        ExaminedPart::Journal => "cli-doctor-journal-live",
        ExaminedPart::Vault => "cli-doctor-vault",
        ExaminedPart::Clock => "cli-doctor-clock",
        ExaminedPart::Lock => "cli-doctor-lock",
        ExaminedPart::Disk => "cli-doctor-disk",
        ExaminedPart::StateDisk => "cli-doctor-state-disk",
    }
}
