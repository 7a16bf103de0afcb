//! `status --untold`: who could not be told by mail, why, and what to do; for telephone and post.

use std::path::Path;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::campaign::{Error, MailStatus, Untold, UntoldRow, state_phrase, write_spreadsheet};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::attention;
use crate::cli::output::message::plain;
use crate::cli::output::screen::{Cell, Color, Screen, ScreenRow};
use crate::delivery::State;
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
    match row {
        UntoldRow::Mailed(mail) => {
            let (why, next) = words(screen, mail);
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
            let (why, next) = withheld(screen, by.as_deref());
            UntoldLine {
                id: id.to_string(),
                organisation: organisation.clone(),
                address: None,
                state: State::Withheld.name(),
                since: None,
                why,
                next,
            }
        }
        UntoldRow::ByPost {
            id,
            organisation,
            ground,
        } => UntoldLine {
            id: id.to_string(),
            organisation: organisation.clone(),
            address: None,
            state: "excluded",
            since: None,
            why: screen.text(&Phrase::new("cli-untold-by-post").with("ground", ground)),
            next: screen.text(&plain("cli-untold-letter")),
        },
    }
}

/// The same of an organisation that a person withholds.
fn withheld(screen: &Screen, by: Option<&str>) -> (String, String) {
    let why = match by {
        Some(by) => Phrase::new("cli-status-withheld-by").with("by", by),
        None => plain("cli-status-withheld"),
    };
    (
        screen.text(&why),
        screen.text(&plain("cli-untold-withheld")),
    )
}

/// Why it was not told, and what to do.
fn words(screen: &Screen, mail: &MailStatus) -> (String, String) {
    if mail.state == State::Withheld {
        return match &mail.withheld_by {
            Some(by) => withheld(screen, by.as_deref()),
            None => (
                screen.text(&plain("cli-status-gone")),
                screen.text(&plain("cli-untold-gone")),
            ),
        };
    }
    let mut said = attention::explained(screen, mail).into_iter();
    let why = said.next().unwrap_or_default();
    // What came back says why, and not the relay that had taken the mail.
    let answer = match mail.state {
        State::Bounced => &mail.returned_words,
        _ => &mail.reply,
    };
    let why = match answer {
        Some(answer) => format!("{why} ({answer})"),
        None => why,
    };
    (why, said.next().unwrap_or_default())
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
