//! From outside: a column of the list that stands in the wrong rows stops the seal until a person accepts it.

use std::fs;

use serde_json::Value;

use crate::harness::{Folder, Ran};

const LIST: &str = "recipients.example.csv";
const SETTINGS: &str = "config/heraut.toml";
const EMAIL: usize = 3;
const GREETING: usize = 5;

/// The shipped list with the cells of one column put elsewhere.
fn with_column(column: usize, change: impl FnOnce(&mut Vec<String>)) -> Folder {
    let folder = Folder::new();
    // Where the empty cell comes to stand is another matter.
    folder.change(LIST, "onbereikbaar;;", "onbereikbaar;post@eigenstem.example;");
    let text = fs::read_to_string(folder.path(LIST)).unwrap();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let mut rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let mut cells: Vec<String> = rows.iter().map(|row| row[column].clone()).collect();
    change(&mut cells);
    for (row, cell) in rows.iter_mut().zip(cells) {
        row[column] = cell;
    }
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_path(folder.path(LIST)).unwrap();
    writer.write_record(&headers).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.flush().unwrap();
    folder
}

/// Code, row and column of each error.
fn errors(ran: &Ran) -> Vec<(String, Option<u64>, String)> {
    let text = |fault: &Value, key: &str| fault[key].as_str().unwrap_or_default().to_owned();
    let faults = ran.json()["faults"].as_array().unwrap().clone();
    let errors = faults.iter().filter(|fault| fault["severity"] == "error");
    errors.map(|fault| (text(fault, "code"), fault["row"].as_u64(), text(fault, "column"))).collect()
}

/// What is told where a column is out of order as a whole.
fn of_column(code: &str, column: &str) -> (String, Option<u64>, String) {
    (code.to_owned(), None, column.to_owned())
}

#[test]
fn a_column_sorted_on_its_own_is_an_error_that_a_person_accepts_with_a_reason() {
    let folder = with_column(EMAIL, |cells| cells.sort_by_key(|cell| (cell.is_empty(), cell.clone())));
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!(check.exit, 3);
    assert!(errors(&check).contains(&of_column("list-column-sorted", "D email")), "{}", check.out);
    assert!(!check.out.contains("hettehuis") && !check.out.contains("Waterkers"), "{}", check.out);
    assert_eq!(folder.heraut(&["send"]).exit, 3);
    let accept =
        "[[list.accept]]\ncode = \"list-column-sorted\"\nreason = \"zo besloten\"\n\n[list.duplicates]";
    folder.change(SETTINGS, "[list.duplicates]", accept);
    let check = folder.heraut(&["check", "--json"]);
    let accepted = check.json()["faults"].as_array().unwrap().iter().any(|fault| {
        fault["code"] == "list-column-sorted" && fault["accepted"].as_str() == Some("zo besloten")
    });
    assert!(check.exit == 0 && accepted, "{}", check.out);
}

#[test]
fn a_column_that_moved_and_two_cells_that_changed_places_are_seen() {
    for (column, label) in [(EMAIL, "D email"), (GREETING, "F aanhef")] {
        let down = with_column(column, |cells| cells.rotate_right(1));
        let told = errors(&down.heraut(&["check", "--json"]));
        assert!(told.contains(&of_column("list-column-shifted-down", label)), "{told:?}");
        // From the tenth row on, one cell was taken out.
        let up = with_column(column, |cells| {
            cells.remove(9);
            cells.push(String::new());
        });
        let told = errors(&up.heraut(&["check", "--json"]));
        assert!(told.contains(&of_column("list-column-shifted-up", label)), "{told:?}");
    }
    let swapped = with_column(EMAIL, |cells| cells.swap(1, 9));
    let check = swapped.heraut(&["check", "--json"]);
    let told: Vec<_> = errors(&check).into_iter().map(|(code, row, _)| (code, row)).collect();
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
    assert_eq!((half.exit, half.json()["sum"]["invalid"].as_u64()), (3, Some(1)));
    let both = accept("ORG-010");
    assert_eq!((both.exit, both.json()["sum"]["invalid"].as_u64()), (0, Some(0)), "{}", both.out);
}

#[test]
fn an_acceptance_of_nothing_is_told_and_of_something_else_refused() {
    let folder = Folder::new();
    let accept = |code: &str| {
        format!("[[list.accept]]\ncode = \"{code}\"\nreason = \"zo besloten\"\n\n[list.duplicates]")
    };
    folder.change(SETTINGS, "[list.duplicates]", &accept("list-cell-elsewhere"));
    let check = folder.heraut(&["check", "--json"]);
    assert!(check.exit == 0 && check.out.contains("list-accept-unused"), "{}", check.out);
    folder.change(SETTINGS, "[list.duplicates]", &accept("list-address-twice"));
    let check = folder.heraut(&["check", "--json"]);
    assert!(check.exit == 3 && check.out.contains("list-accept-never"), "{}", check.out);
}
