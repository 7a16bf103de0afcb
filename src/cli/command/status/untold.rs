//! `status --untold`: who could not be told by mail, why, and what to do; for telephone and post.

use std::path::Path;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::campaign::{Error, Untold, UntoldRow, state_phrase, write_spreadsheet};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::attention::WhyAndNext;
use crate::cli::output::message::plain;
use crate::cli::output::screen::{Cell, Color, Screen, ScreenRow};
use crate::delivery::State;
use crate::id::ListId;
use crate::phrase::{Phrase, Speaker};

/// One organisation, in words.
struct UntoldLine {
    id: String,
    organisation: String,
    address: Option<String>,
    state: &'static str,
    since: Option<Timestamp>,
    why: String,
    next: String,
}

/// Shows the list, and writes it to a file if one is named.
pub(super) fn run(context: &CommandContext, csv: Option<&Path>) -> Result<Exit, Error> {
    let untold = context.campaign.untold()?;
    let screen = &context.screen;
    let lines: Vec<UntoldLine> = untold.rows.iter().map(|row| line(screen, row)).collect();
    if let Some(path) = csv {
        write_spreadsheet(path, &table(&screen.speaker, &lines))?;
    }
    let reveal = context.global.reveal;
    context.print(|_| document(&untold, &lines, csv, reveal));
    let rows: Vec<ScreenRow> = lines.iter().map(|one| shown(screen, one, reveal)).collect();
    screen.table(&rows);
    let sum = Phrase::new("cli-untold-sum").with("count", lines.len());
    screen.say(&sum.with("open", untold.open));
    if let Some(path) = csv {
        let file = CommandContext::path(path);
        screen.say(&Phrase::new("cli-untold-written").with("file", file));
    }
    Ok(Exit::Done)
}

fn line(screen: &Screen, row: &UntoldRow) -> UntoldLine {
    let speaker = &screen.speaker;
    match row {
        UntoldRow::Mailed(mail) => {
            let WhyAndNext { why, next } = WhyAndNext::of_mail(speaker, mail);
            UntoldLine {
                id: mail.id.to_string(),
                organisation: mail.organisation.clone(),
                address: Some(mail.address.to_string()),
                state: mail.state.name(),
                since: Some(mail.at),
                why,
                next,
            }
        }
        UntoldRow::Withheld {
            id,
            organisation,
            by,
        } => {
            let words = WhyAndNext::withheld(speaker, by.as_deref());
            unmailed(id, organisation, State::Withheld.name(), words)
        }
        UntoldRow::ByPost {
            id,
            organisation,
            ground,
        } => unmailed(
            id,
            organisation,
            "excluded",
            WhyAndNext::by_post(speaker, ground),
        ),
    }
}

/// An organisation that no seal has a mail for.
fn unmailed(id: &ListId, organisation: &str, state: &'static str, words: WhyAndNext) -> UntoldLine {
    UntoldLine {
        id: id.to_string(),
        organisation: organisation.to_owned(),
        address: None,
        state,
        since: None,
        why: words.why,
        next: words.next,
    }
}

fn shown(screen: &Screen, one: &UntoldLine, reveal: bool) -> ScreenRow {
    let id = screen.text(&plain("cli-id").with("id", &one.id));
    let state = screen.text(&state_phrase(one.state));
    let mut words = vec![one.why.clone(), one.next.clone()];
    if reveal {
        let address = one.address.iter().map(|address| format!(" <{address}>"));
        words.push(format!(
            "{}{}",
            one.organisation,
            address.collect::<String>()
        ));
    }
    ScreenRow {
        cells: vec![Cell::new(id), Cell::new(state).color(Color::Red)],
        words,
    }
}

/// The table for a spreadsheet, names and addresses included.
fn table(speaker: &Speaker, lines: &[UntoldLine]) -> Vec<Vec<String>> {
    let header = [
        "id",
        "organisation",
        "address",
        "state",
        "since",
        "why",
        "next",
    ];
    let mut table = vec![header.map(str::to_owned).to_vec()];
    table.extend(lines.iter().map(|one| {
        vec![
            one.id.clone(),
            one.organisation.clone(),
            one.address.clone().unwrap_or_default(),
            speaker.text(&state_phrase(one.state)),
            one.since.map(|at| speaker.dated(at)).unwrap_or_default(),
            one.why.clone(),
            one.next.clone(),
        ]
    }));
    table
}

fn document(untold: &Untold, lines: &[UntoldLine], csv: Option<&Path>, reveal: bool) -> Value {
    let rows: Vec<Value> = lines
        .iter()
        .map(|one| {
            let mut row = json!({
                "id": one.id, "state": one.state, "at": one.since, "why": one.why, "next": one.next,
            });
            if reveal {
                row["organisation"] = json!(one.organisation);
                row["address"] = json!(one.address);
            }
            row
        })
        .collect();
    json!({
        "digest": untold.digest, "kind": untold.kind.name(), "untold": rows, "open": untold.open,
        "file": csv.map(|path| path.display().to_string()),
    })
}
