//! Faults of the merge, through the command line.

use std::fs;

use serde_json::Value;

use crate::harness::Folder;

/// The shipped campaign with these cells changed: row as a spreadsheet shows it, header, text.
fn with_cells(changes: &[(usize, &str, &str)]) -> Folder {
    let folder = Folder::new();
    let path = folder.path("recipients.example.csv");
    let text = fs::read_to_string(&path).unwrap();
    let mut rows: Vec<Vec<String>> = text
        .lines()
        .map(|line| line.split(';').map(str::to_owned).collect())
        .collect();
    for (row, header, cell) in changes {
        let column = rows[0]
            .iter()
            .position(|name| name.trim_start_matches('\u{feff}') == *header)
            .unwrap();
        rows[row - 1][column] = (*cell).to_owned();
    }
    let rows: Vec<String> = rows.iter().map(|row| row.join(";")).collect();
    fs::write(path, rows.join("\r\n") + "\r\n").unwrap();
    folder
}

#[test]
fn what_stands_in_the_way_is_told_of_every_row_at_once() {
    let folder = with_cells(&[
        (3, "kenmerk", ""),
        (7, "kenmerk", ""),
        (8, "kenmerk", ""),
        (9, "aanhef", ""),
        (11, "aanhef", ""),
        (4, "contactpersoon", "binnenkort"),
        (10, "contactpersoon", "ooit"),
    ]);
    // A branch that a row does not take is no fault of it.
    let years = "{{als_lijst contactjaren}}";
    let asked = "{{#if (or (eq contactpersoon \"binnenkort\") (eq contactpersoon \"ooit\"))}}\n\
                 {{als_datum contactpersoon}}\n{{als_bedrag kenmerk}}{{/if}}";
    folder.change(
        "templates/bijlage-3.1.txt.hbs",
        years,
        &format!("{years}{asked}"),
    );
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!(check.exit, 3);
    let faults = check.json()["faults"].as_array().unwrap().clone();
    let errors: Vec<&Value> = faults
        .iter()
        .filter(|fault| fault["severity"] == "error")
        .collect();
    let of = |code: &str, file: &str, row: &str, column: &str| {
        let about = |fault: &&&Value| {
            let message = fault["message"].as_str().unwrap();
            fault["code"] == code
                && fault["file"] == file
                && message.contains(row)
                && message.contains(column)
        };
        errors
            .iter()
            .find(about)
            .map(|fault| fault["also_rows"].clone())
    };
    let text = "templates/bijlage-3.1.txt.hbs";
    assert_eq!(
        of("notice-merge-empty", text, "Row 3", "kenmerk").unwrap(),
        serde_json::json!([7, 8])
    );
    assert_eq!(
        of("notice-merge-empty", text, "Row 9", "aanhef").unwrap(),
        serde_json::json!([11])
    );
    assert_eq!(
        of("notice-merge-unread", text, "Row 4", "contactpersoon").unwrap(),
        serde_json::json!([10])
    );
    // A call that fails hides no other.
    assert_eq!(
        of("notice-merge-unread", text, "Row 4", "kenmerk").unwrap(),
        serde_json::json!([10])
    );
    let screen = folder
        .heraut(&["check"])
        .err
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        screen.contains("The same in rows 7-8 of the list: 3 rows in all."),
        "{screen}"
    );
    assert!(
        !screen.contains("binnenkort") && !screen.contains("ooit"),
        "{screen}"
    );
    assert_eq!(folder.heraut(&["seal"]).exit, 3);
    // All mended, nothing else comes up.
    let shipped = Folder::new();
    fs::copy(
        shipped.path("recipients.example.csv"),
        folder.path("recipients.example.csv"),
    )
    .unwrap();
    folder.change("templates/bijlage-3.1.txt.hbs", asked, "");
    assert_eq!(folder.heraut(&["check"]).exit, 0);
}

#[test]
fn every_greeting_of_the_shipped_list_goes_with_the_word_before_it() {
    let text = fs::read_to_string(Folder::new().path("recipients.example.csv")).unwrap();
    // Counted from the end, since a name may hold a separator or a line break.
    let rows: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.rsplit(';').collect())
        .collect();
    let at = |name: &str| rows[0].iter().position(|cell| *cell == name).unwrap();
    let (greeting, contact) = (at("aanhef"), at("contactpersoon"));
    // Persons, words in the plural and words with “de”; “het bestuur” would ask for “Geacht”.
    let fits = [
        "heer",
        "mevrouw",
        "familie",
        "directie",
        "griffie",
        "leden",
        "dijkgraaf",
    ];
    let greeted: Vec<_> = rows[1..].iter().filter(|row| row.len() > contact).collect();
    assert!(greeted.len() > 35, "{}", greeted.len());
    for row in greeted {
        let first = row[greeting].split(' ').next().unwrap();
        assert!(
            row[greeting] == row[contact] || fits.contains(&first),
            "{row:?}"
        );
    }
}

#[test]
fn a_column_with_a_blank_is_told_as_it_is_to_be_written() {
    let folder = Folder::new();
    folder.change(
        "recipients.example.csv",
        ";contactjaren",
        ";Contact in 2023",
    );
    folder.change(
        "config/heraut.toml",
        "column = \"contactjaren\"",
        "column = \"Contact in 2023\"",
    );
    for file in [
        "templates/bijlage-3.1.txt.hbs",
        "templates/bijlage-3.1.html.hbs",
    ] {
        folder.change(file, "{{als_lijst contactjaren}}", "{{Contact in 2023}}");
    }
    let told = folder.heraut(&["--json", "check"]).json();
    let faults = told["faults"].as_array().unwrap();
    let fault = faults
        .iter()
        .find(|fault| fault["code"] == "notice-helper-unknown")
        .unwrap();
    let hint = fault["hint"].as_str().unwrap();
    let written = &hint[hint.find("{{").unwrap()..hint.find("}}").unwrap() + 2];
    for file in [
        "templates/bijlage-3.1.txt.hbs",
        "templates/bijlage-3.1.html.hbs",
    ] {
        folder.change(file, "{{Contact in 2023}}", written);
    }
    let check = folder.heraut(&["check"]);
    assert_eq!(check.exit, 0, "{}", check.screen());
}
