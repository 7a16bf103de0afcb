//! Findings about the input on a screen: file by file, in the order people read them, grouped, and
//! never more than people can read.

use std::collections::HashMap;

use super::message::plain;
use super::screen::{Cell, Color, Screen, ScreenRow};
use crate::finding::{Finding, group};
use crate::phrase::Phrase;

/// Nobody reads more lines than this: beyond it only the first few of each kind are shown, and the
/// rest are counted.
const MANY: usize = 60;
/// How many of each kind are shown then.
const FIRST: usize = 3;
/// How many rows of the counted ones are named.
const NAMED: usize = 8;

/// Code, column and whether it is an error.
type Kind<'f> = (&'f str, Option<&'f str>, bool);

/// How many of a kind there were, and the position of the row that counts the rest.
type Seen = (usize, Option<usize>);

/// A finding, and the content of its cell for people who asked to see it.
type Shown = (Finding, Option<String>);

/// Shows the findings without the content of any cell.
pub(crate) fn faults(screen: &Screen, found: &[Finding]) {
    tell(
        screen,
        found,
        &group(found)
            .into_iter()
            .map(|fault| (fault, None))
            .collect::<Vec<_>>(),
    );
}

/// The same, each finding of the list by itself and with the cell's content, for people who asked
/// to see it.
pub(crate) fn faults_with_cells(screen: &Screen, found: &[Finding], cells: Vec<Option<String>>) {
    tell(
        screen,
        found,
        &found.iter().cloned().zip(cells).collect::<Vec<_>>(),
    );
}

fn tell(screen: &Screen, found: &[Finding], shown: &[Shown]) {
    let shown: Vec<&Shown> = shown
        .iter()
        .filter(|(fault, _)| fault.is_error() || !screen.quiet)
        .collect();
    let is_long = shown.len() > MANY && !screen.verbose;
    for of_file in shown.chunk_by(|(one, _), (other, _)| one.place.file == other.place.file) {
        let file = of_file[0].0.place.file.as_str();
        screen
            .notes
            .lines(&heading(screen, file, found), Color::Plain);
        let most = if is_long { FIRST } else { usize::MAX };
        let (first, others) = first_of_each(of_file, most);
        let mut rows: Vec<ScreenRow> = first
            .iter()
            .map(|(fault, cell)| row(screen, fault, cell.as_deref()))
            .collect();
        rows.extend(others.iter().map(|others| more(screen, others)));
        screen.notes.table(&rows);
    }
    if is_long {
        screen.note(&plain("cli-faults-all"));
    }
}

/// The first findings of each kind and column in their order, and the others by kind. A finding
/// that is about no row is always shown.
fn first_of_each<'f>(shown: &[&'f Shown], most: usize) -> (Vec<&'f Shown>, Vec<Vec<&'f Finding>>) {
    let mut seen: HashMap<Kind<'_>, Seen> = HashMap::new();
    let (mut first, mut others) = (Vec::new(), Vec::<Vec<&Finding>>::new());
    for one in shown {
        let fault = &one.0;
        let key = (
            fault.name(),
            fault.place.column.as_deref(),
            fault.is_error(),
        );
        let (count, place) = seen.entry(key).or_default();
        *count += 1;
        if *count <= most || fault.place.row.is_none() {
            first.push(*one);
            continue;
        }
        match place {
            Some(place) => others[*place].push(fault),
            None => {
                *place = Some(others.len());
                others.push(vec![fault]);
            }
        }
    }
    (first, others)
}

/// Findings of one kind that are only counted.
fn more(screen: &Screen, others: &[&Finding]) -> ScreenRow {
    let rows = |fault: &&Finding| match (fault.place.row, fault.place.last_row) {
        (Some(first), Some(last)) => last.saturating_sub(first).saturating_add(1),
        _ => 1,
    };
    let named = |fault: &&Finding| match (fault.place.row.unwrap_or_default(), fault.place.last_row)
    {
        (first, Some(last)) if last > first => format!("{first}-{last}"),
        (row, _) => row.to_string(),
    };
    let mut names: Vec<String> = others.iter().take(NAMED).map(named).collect();
    if others.len() > NAMED {
        names.push("…".to_owned());
    }
    let phrase = Phrase::new("cli-faults-more")
        .with("count", others.iter().map(rows).sum::<u32>())
        .with("rows", names.join(", "));
    let column = others[0].place.column.clone().unwrap_or_default();
    let text = screen.text(&phrase);
    let about = screen.text(others[0].phrase());
    ScreenRow {
        cells: vec![label(screen, others[0]), Cell::new(""), Cell::new(column)],
        words: vec![
            text,
            screen.text(&Phrase::new("cli-faults-such-as").with("what", about)),
        ],
    }
}

fn label(screen: &Screen, fault: &Finding) -> Cell {
    if fault.is_error() {
        Cell::new(screen.text(&plain("cli-error"))).color(Color::Red)
    } else {
        Cell::new(screen.text(&plain("cli-look")))
    }
}

fn heading(screen: &Screen, file: &str, found: &[Finding]) -> String {
    let here = || found.iter().filter(|fault| fault.place.file == file);
    let errors = here().filter(|fault| fault.is_error()).count();
    let looks = here().count() - errors;
    let key = match (errors, looks) {
        (0, _) => "cli-faults-looks",
        (_, 0) => "cli-faults-errors",
        _ => "cli-faults-both",
    };
    let phrase = Phrase::new(key).with("file", file);
    let phrase = if errors > 0 {
        phrase.with("errors", errors)
    } else {
        phrase
    };
    screen.text(&if looks > 0 {
        phrase.with("looks", looks)
    } else {
        phrase
    })
}

fn row(screen: &Screen, fault: &Finding, cell: Option<&str>) -> ScreenRow {
    let said = screen.speaker.say(fault.phrase());
    let of_lines = fault.place.has_lines();
    let place = match (fault.place.row, fault.place.last_row) {
        (Some(first), Some(last)) if last > first => {
            let phrase = Phrase::new(if of_lines { "cli-lines" } else { "cli-rows" });
            screen.text(
                &phrase
                    .with("first", first.to_string())
                    .with("last", last.to_string()),
            )
        }
        (Some(row), _) => {
            let phrase = match &fault.id {
                Some(id) => Phrase::new("cli-row-of").with("id", id),
                None => Phrase::new(if of_lines { "cli-line" } else { "cli-row" }),
            };
            screen.text(&phrase.with("row", row.to_string()))
        }
        (None, _) => String::new(),
    };
    let column = fault.place.column.clone().unwrap_or_default();
    let also = fault.also_phrase().map(|also| screen.text(&also));
    let accepted = fault
        .accepted_phrase()
        .map(|accepted| screen.text(&accepted));
    let cell = cell.map(|cell| screen.text(&Phrase::new("cli-cell").with("text", cell)));
    let code = screen.verbose.then(|| format!("[{}]", fault.name()));
    let words = std::iter::once(said.text)
        .chain(also)
        .chain(accepted.or(said.hint))
        .chain(cell)
        .chain(code)
        .collect();
    ScreenRow {
        cells: vec![label(screen, fault), Cell::new(place), Cell::new(column)],
        words,
    }
}
