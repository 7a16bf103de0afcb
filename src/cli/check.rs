//! `check`, and the faults of the input wherever they come up.

use std::collections::BTreeMap;
use std::path::Path;

use super::desk::Desk;
use super::exit::Exit;
use super::screen::{Cell, Ink, Row, Screen};
use super::{json, overview, plain, seal, sum};
use crate::campaign::Error;
use crate::fault::{Fault, group};
use crate::list::Sum;
use crate::phrase::Phrase;

/// Reads everything and tells all of it.
pub(super) fn run(desk: &Desk) -> Result<Exit, Error> {
    let checked = desk.campaign.check()?;
    let screen = &desk.screen;
    desk.print(|speaker| {
        json::check(checked.sum, &checked.excluded, &checked.faults, checked.difference.as_ref(), speaker)
    });
    faults(screen, &checked.faults);
    if let Some(difference) = &checked.difference {
        seal::difference(screen, difference);
    }
    if checked.faults.is_empty() {
        screen.say(&plain("cli-check-fine"));
    }
    screen.say(&as_it_stands(&sum::of_list(screen, checked.sum, &checked.excluded)));
    if checked.has_errors() {
        screen.next(&screen.text(&plain("cli-next-mend")), &desk.command("check"));
        return Ok(Exit::Input);
    }
    overview::next(desk, &desk.campaign.overview(desk.now)?);
    Ok(Exit::Done)
}

/// Writes a copy of the list in which every row has an id.
pub(super) fn write_ids(desk: &Desk, out: &Path) -> Result<Exit, Error> {
    let written = desk.campaign.write_ids(out)?;
    desk.print(|_| json::written(&written, out));
    let phrase = Phrase::new("cli-ids-written").with("given", written.given).with("rows", written.rows);
    desk.screen.say(&phrase.with("file", out.display().to_string()).with("column", written.column));
    Ok(Exit::Done)
}

/// `check`, where the settings alone are already wrong.
pub(super) fn settings_only(screen: &Screen, found: &[Fault], is_json: bool) -> Exit {
    if is_json {
        let nobody: BTreeMap<String, usize> = BTreeMap::new();
        json::print(&json::check(Sum::default(), &nobody, found, None, &screen.speaker));
    }
    faults(screen, found);
    screen.say(&plain("cli-check-settings-first"));
    Exit::Input
}

/// What stopped a command, with what to do next.
pub(super) fn failed(screen: &Screen, error: &Error) {
    if let Error::Input { faults: found, .. } = error {
        faults(screen, found);
    }
    screen.warn(&error.phrase());
}

/// A line that is already words.
pub(super) fn as_it_stands(text: &str) -> Phrase {
    Phrase::new("cli-as-it-stands").with("text", text)
}

/// The faults, file by file, in the order people read them; no cell's content.
pub(super) fn faults(screen: &Screen, found: &[Fault]) {
    let groups = group(found);
    let shown: Vec<&Fault> = groups.iter().filter(|fault| fault.is_error() || !screen.quiet).collect();
    for of_file in shown.chunk_by(|one, other| one.place.file == other.place.file) {
        let file = of_file[0].place.file.as_str();
        screen.lines(&heading(screen, file, found), Ink::Plain);
        let rows: Vec<Row> = of_file.iter().map(|fault| row(screen, fault)).collect();
        screen.table(&rows);
    }
}

fn heading(screen: &Screen, file: &str, found: &[Fault]) -> String {
    let here = || found.iter().filter(|fault| fault.place.file == file);
    let errors = here().filter(|fault| fault.is_error()).count();
    let looks = here().count() - errors;
    let key = match (errors, looks) {
        (0, _) => "cli-faults-looks",
        (_, 0) => "cli-faults-errors",
        _ => "cli-faults-both",
    };
    let phrase = Phrase::new(key).with("file", file);
    let phrase = if errors > 0 { phrase.with("errors", errors) } else { phrase };
    screen.text(&if looks > 0 { phrase.with("looks", looks) } else { phrase })
}

fn row(screen: &Screen, fault: &Fault) -> Row {
    let said = screen.speaker.say(&fault.phrase);
    let label = if fault.is_error() {
        Cell::new(screen.text(&plain("cli-error"))).ink(Ink::Red)
    } else {
        Cell::new(screen.text(&plain("cli-look")))
    };
    let place = match (fault.place.row, fault.place.last_row) {
        (Some(first), Some(last)) if last > first => screen
            .text(&Phrase::new("cli-rows").with("first", first.to_string()).with("last", last.to_string())),
        (Some(row), _) => screen.text(&Phrase::new("cli-row").with("row", row.to_string())),
        (None, _) => String::new(),
    };
    let column = fault.place.column.clone().unwrap_or_default();
    let accepted = fault.accepted_phrase().map(|accepted| screen.text(&accepted));
    let words = std::iter::once(said.text).chain(accepted.or(said.hint)).collect();
    Row { cells: vec![label, Cell::new(place), Cell::new(column)], words }
}
