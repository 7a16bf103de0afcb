//! From outside: a column of the list that stands in the wrong rows stops the seal until a person accepts it.

use std::fs;

use serde_json::Value;

use crate::harness::{Folder, Ran};
use crate::misplaced_since_seal::sealed;

pub(crate) const LIST: &str = "recipients.example.csv";
pub(crate) const SETTINGS: &str = "config/heraut.toml";
const EMAIL: usize = 3;
pub(crate) const CONTACT: usize = 4;
pub(crate) const GREETING: usize = 5;
pub(crate) const REFERENCE: usize = 6;

/// The shipped list with the cells of one column put elsewhere.
pub(crate) fn with_column(column: usize, change: impl FnOnce(&mut Vec<String>)) -> Folder {
    let folder = Folder::new();
    // Where the empty cell comes to stand is another matter.
    folder.change(
        LIST,
        "onbereikbaar;;",
        "onbereikbaar;post@eigenstem.example;",
    );
    change_column(&folder, column, change);
    folder
}

/// The list with its rows, the headers apart, as they are changed.
pub(crate) fn change_rows(folder: &Folder, change: impl FnOnce(&mut Vec<Vec<String>>)) {
    let text = fs::read_to_string(folder.path(LIST)).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let mut rows: Vec<Vec<String>> = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    change(&mut rows);
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_path(folder.path(LIST))
        .unwrap();
    writer.write_record(&headers).unwrap();
    rows.iter()
        .for_each(|row| writer.write_record(row).unwrap());
    writer.flush().unwrap();
}

pub(crate) fn change_column(folder: &Folder, column: usize, change: impl FnOnce(&mut Vec<String>)) {
    change_rows(folder, |rows| {
        let mut cells: Vec<String> = rows.iter().map(|row| row[column].clone()).collect();
        change(&mut cells);
        for (row, cell) in rows.iter_mut().zip(cells) {
            row[column] = cell;
        }
    });
}

/// Code, row and column of each error.
pub(crate) fn errors(ran: &Ran) -> Vec<(String, Option<u64>, String)> {
    let text = |fault: &Value, key: &str| fault[key].as_str().unwrap_or_default().to_owned();
    let faults = ran.json()["faults"].as_array().unwrap().clone();
    let errors = faults.iter().filter(|fault| fault["severity"] == "error");
    errors
        .map(|fault| {
            (
                text(fault, "code"),
                fault["row"].as_u64(),
                text(fault, "column"),
            )
        })
        .collect()
}

/// What is told where a column is out of order as a whole.
pub(crate) fn of_column(code: &str, column: &str) -> (String, Option<u64>, String) {
    (code.to_owned(), None, column.to_owned())
}

/// What a person reads, however its lines are broken.
pub(crate) fn on_one_line(ran: &Ran) -> String {
    ran.screen()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_column_sorted_on_its_own_is_an_error_that_a_person_accepts_with_a_reason() {
    let folder = with_column(EMAIL, |cells| {
        cells.sort_by_key(|cell| (cell.is_empty(), cell.clone()))
    });
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!(check.exit, 3);
    assert!(
        errors(&check).contains(&of_column("list-column-sorted", "D email")),
        "{}",
        check.out
    );
    assert!(
        !check.out.contains("hettehuis") && !check.out.contains("Waterkers"),
        "{}",
        check.out
    );
    assert_eq!(folder.heraut(&["send"]).exit, 3);
    let accept = "[[list.accept]]\ncode = \"list-column-sorted\"\nreason = \"zo besloten\"\n\n[list.duplicates]";
    folder.change(SETTINGS, "[list.duplicates]", accept);
    let check = folder.heraut(&["check", "--json"]);
    let accepted = check.json()["faults"]
        .as_array()
        .unwrap()
        .iter()
        .any(|fault| {
            fault["code"] == "list-column-sorted"
                && fault["accepted"].as_str() == Some("zo besloten")
        });
    assert!(check.exit == 0 && accepted, "{}", check.out);
}

#[test]
fn a_column_that_moved_and_two_cells_that_changed_places_are_seen() {
    for (column, label) in [(EMAIL, "D email"), (GREETING, "F aanhef")] {
        let down = with_column(column, |cells| cells.rotate_right(1));
        let told = errors(&down.heraut(&["check", "--json"]));
        assert!(
            told.contains(&of_column("list-column-shifted-down", label)),
            "{told:?}"
        );
        // From the tenth row on, one cell was taken out.
        let up = with_column(column, |cells| {
            cells.remove(9);
            cells.push(String::new());
        });
        let told = errors(&up.heraut(&["check", "--json"]));
        assert!(
            told.contains(&of_column("list-column-shifted-up", label)),
            "{told:?}"
        );
    }
    let swapped = with_column(EMAIL, |cells| cells.swap(1, 9));
    let check = swapped.heraut(&["check", "--json"]);
    let told: Vec<_> = errors(&check)
        .into_iter()
        .map(|(code, row, _)| (code, row))
        .collect();
    let elsewhere = |row| ("list-cell-elsewhere".to_owned(), Some(row));
    assert_eq!(told, [elsewhere(3), elsewhere(11)]);
    assert_eq!(check.json()["sum"]["invalid"], 2, "such rows are not ready");
    let accept = |id: &str| {
        let accept = format!(
            "[[list.accept]]\ncode = \"list-cell-elsewhere\"\nid = \"{id}\"\nreason = \"klopt\"\n\n[list.duplicates]"
        );
        swapped.change(SETTINGS, "[list.duplicates]", &accept);
        swapped.heraut(&["check", "--json"])
    };
    let half = accept("ORG-002");
    assert_eq!(
        (half.exit, half.json()["sum"]["invalid"].as_u64()),
        (3, Some(1))
    );
    let both = accept("ORG-010");
    assert_eq!(
        (both.exit, both.json()["sum"]["invalid"].as_u64()),
        (0, Some(0)),
        "{}",
        both.out
    );
}

#[test]
fn an_acceptance_of_nothing_is_told_and_of_something_else_refused() {
    let folder = Folder::new();
    let accept = |code: &str| {
        format!("[[list.accept]]\ncode = \"{code}\"\nreason = \"zo besloten\"\n\n[list.duplicates]")
    };
    folder.change(
        SETTINGS,
        "[list.duplicates]",
        &accept("list-cell-elsewhere"),
    );
    let check = folder.heraut(&["check", "--json"]);
    assert!(
        check.exit == 0 && check.out.contains("list-accept-unused"),
        "{}",
        check.out
    );
    folder.change(SETTINGS, "[list.duplicates]", &accept("list-address-twice"));
    let check = folder.heraut(&["check", "--json"]);
    assert!(
        check.exit == 3 && check.out.contains("list-accept-never"),
        "{}",
        check.out
    );
}

#[test]
fn a_mistyped_code_of_an_acceptance_gets_the_one_that_was_meant() {
    let folder = Folder::new();
    for (section, accept, code) in [
        ("[list.duplicates]", "list.accept", "list-cel-elsewere"),
        ("[notice.values]", "notice.accept", "notice-lint-leftovr"),
    ] {
        let block = format!("[[{accept}]]\ncode = \"{code}\"\nreason = \"klopt\"\n\n{section}");
        folder.change(SETTINGS, section, &block);
    }
    let said = crate::office::words(&folder.heraut(&["check"]).err);
    for meant in ["list-cell-elsewhere", "notice-lint-leftover"] {
        let question = format!("do you mean “{meant}”?");
        assert!(said.to_lowercase().contains(&question), "{said}");
    }
    // A code that exists, and can't be accepted, has no other that was meant.
    folder.change(SETTINGS, "list-cel-elsewere", "list-address-twice");
    folder.change(SETTINGS, "notice-lint-leftovr", "notice-leak");
    let said = crate::office::words(&folder.heraut(&["check"]).err);
    assert!(!said.to_lowercase().contains("do you mean"), "{said}");
}

#[test]
fn what_rows_share_new_ids_new_names_and_a_sorted_list_accuse_nobody() {
    type Edit = fn(&mut Vec<Vec<String>>);
    let edits: [(&str, Edit); 6] = [
        ("the whole list sorted", |rows| {
            rows.sort_by(|a, b| b[1].cmp(&a[1]))
        }),
        ("greetings that others have or had", |rows| {
            rows[0][GREETING] = "leden van het bestuur".to_owned();
            rows[8][GREETING] = "leden".to_owned();
            rows[9][GREETING] = "leden".to_owned();
        }),
        ("a contact who speaks for one more", |rows| {
            rows[2][CONTACT] = rows[3][CONTACT].clone()
        }),
        ("another name", |rows| {
            rows[1][1] = "Platform Watertuin".to_owned()
        }),
        ("new ids", |rows| {
            rows.iter_mut()
                .for_each(|row| row[0] = row[0].replace("ORG-", "N-"))
        }),
        ("new references", |rows| {
            rows.iter_mut().for_each(|row| row[REFERENCE].push('9'))
        }),
    ];
    for (what, edit) in edits {
        let folder = sealed();
        change_rows(&folder, edit);
        let check = folder.heraut(&["check", "--json"]);
        let told: Vec<_> = errors(&check)
            .into_iter()
            .filter(|(code, ..)| code.contains("-of-"))
            .collect();
        assert_eq!(told, [], "{what}: {}", check.out);
    }
    // A column that counts rows or papers is nobody's own.
    let folder = Folder::new();
    let text = fs::read_to_string(folder.path(LIST)).unwrap();
    let with = |papers: fn(usize) -> usize| {
        let rows = text.lines().enumerate().map(|(nth, row)| match nth {
            0 => format!("{row};nr;stukken\r\n"),
            _ => format!("{row};{nth};{}\r\n", papers(nth)),
        });
        fs::write(folder.path(LIST), rows.collect::<String>()).unwrap();
    };
    with(|nth| nth * 37 % 499);
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    // Some come to a number that another row had.
    with(|nth| {
        if nth % 5 == 0 {
            (nth + 1) * 37 % 499
        } else {
            nth * 37 % 499 + 3
        }
    });
    change_rows(&folder, |rows| {
        rows.sort_by(|a, b| b[1].cmp(&a[1]));
        rows.iter_mut()
            .enumerate()
            .for_each(|(nth, row)| row[8] = (nth + 1).to_string());
    });
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!((check.exit, errors(&check)), (0, vec![]), "{}", check.out);
}

#[test]
fn the_review_shows_first_whose_name_and_address_fit_least() {
    let folder = Folder::new();
    folder.change(
        LIST,
        "info@waterkersplatform.example",
        "post@kwartelnest.example",
    );
    assert_eq!(
        folder.heraut(&["seal"]).exit,
        0,
        "no fault: only a person can tell"
    );
    assert_eq!(folder.heraut(&["review"]).exit, 0);
    let page = |name: &str| fs::read_to_string(folder.path("var/trial/review").join(name)).unwrap();
    let index = page("index.html");
    let mails = index.split("<section id=\"mails\"").nth(1).unwrap();
    let (why, table) = mails.split_once("<table").unwrap();
    assert!(why.contains("nothing of the organisation"), "{why}");
    let place = |what: &str| table.find(what).unwrap_or_else(|| panic!("no {what}"));
    assert!(
        place("kwartelnest") < place("hettehuis"),
        "before the first of the list"
    );
    assert!(place("Name and address differ") < place("hettehuis"));
    // Whoever reads mail by mail begins there, too.
    let first = page("mails/ORG-002.view.html");
    assert!(
        first.contains("Name and address differ") && first.contains("1 of "),
        "{first}"
    );
    assert!(!page("mails/ORG-001.view.html").contains("Name and address differ"));
    // What is checked stays in the order of the list, and a bundle that names nobody tells nothing by its order.
    let manifest = page("manifest.csv");
    assert!(manifest.find("ORG-001") < manifest.find("ORG-002"));
    let redacted = folder.heraut(&["review", "--redact", "--out", "redacted"]);
    assert_eq!(redacted.exit, 0, "{}", redacted.screen());
    assert!(
        !fs::read_to_string(folder.path("redacted/index.html"))
            .unwrap()
            .contains("Name and address differ")
    );
}
