//! Which kinds of organisation are mailed: named in the settings, or shown.

use std::fs;

use crate::harness::Folder;

const LIST: &str = "recipients.example.csv";
const SETTINGS: &str = "config/heraut.toml";

/// The shipped campaign with another kind in one row that is mailed.
fn with_kind(kind: &str) -> Folder {
    let folder = Folder::new();
    let text = fs::read_to_string(folder.path(LIST)).unwrap();
    let row = text
        .lines()
        .find(|row| row.contains(";maatschappelijk;"))
        .unwrap();
    folder.change(
        LIST,
        row,
        &row.replace(";maatschappelijk;", &format!(";{kind};")),
    );
    folder
}

/// What people read, as one line.
fn screen(folder: &Folder, words: &[&str]) -> String {
    folder
        .heraut(words)
        .screen()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_kind_that_nobody_named_is_mailed_to_nobody() {
    let folder = with_kind("afgeraden door partners");
    folder.change(SETTINGS, "# kinds = ", "kinds = ");
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!(check.exit, 3);
    let faults = check.json()["faults"].clone();
    let errors: Vec<_> = faults
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["severity"] == "error")
        .collect();
    assert_eq!(errors.len(), 1, "{faults}");
    assert_eq!(errors[0]["code"], "list-kind-not-named");
    assert!(
        !screen(&folder, &["check"]).contains("door partners"),
        "what a cell says is shown to whom asks"
    );
    assert_eq!(folder.heraut(&["seal"]).exit, 3);
    // A slip of the pen, with the kind that was meant.
    let folder = with_kind("maatschapelijk");
    folder.change(SETTINGS, "# kinds = ", "kinds = ");
    let told = screen(&folder, &["check"]);
    assert!(told.contains("it looks like “maatschappelijk”"), "{told}");
    assert!(
        !told.contains("Kinds that are mailed"),
        "the settings say which those are: {told}"
    );
}

#[test]
fn check_shows_the_kinds_that_are_mailed_and_one_of_a_single_row_by_its_row() {
    let folder = with_kind("afgeraden door partners");
    let told = screen(&folder, &["check"]);
    assert!(
        told.contains("Kinds that are mailed: maatschappelijk (31), another in row"),
        "{told}"
    );
    assert!(!told.contains("afgeraden door partners ("), "{told}");
    let told = screen(&folder, &["check", "--reveal"]);
    assert!(
        told.contains("maatschappelijk (31), afgeraden door partners (1)"),
        "{told}"
    );
    // Names under the wrong header stay inside.
    folder.change(SETTINGS, "kind = \"soort\"", "kind = \"organisatie\"");
    let told = screen(&folder, &["check"]);
    assert!(
        told.contains("Kinds that are mailed: another in") && told.contains("more"),
        "{told}"
    );
}
