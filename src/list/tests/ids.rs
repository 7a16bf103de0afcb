//! Ids that are given to a list without any.

use std::collections::BTreeMap;

use super::fixture::{reported, settings};
use crate::config;
use crate::finding::Finding;
use crate::list::{List, Written, read, write_ids};

const ROWS: [&str; 4] = [
    "Stichting Brug;info@brug.example;x;2023 2024",
    "\"Huis; \"\"Zuid\"\"\nen Noord\";info@huis.example;x;2023 2024",
    "De Brug;info@brug.example;x;2023 2024",
    "Stichting De Brug;noord@brug.example;x;2023 2024",
];

fn folder(header: &str, rows: &[&str]) -> (tempfile::TempDir, config::ListSettings) {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(
        dir.path().join("list.csv"),
        format!("{header}\n{}\n", rows.join("\n")),
    )
    .unwrap();
    let mut settings = settings();
    settings.duplicate_addresses = config::Duplicates::Send;
    (dir, settings)
}

fn ids(list: &List) -> BTreeMap<String, String> {
    let id = |row: &crate::list::Recipient| format!("{} {}", row.organisation, row.address);
    list.recipients
        .iter()
        .map(|row| (id(row), row.id.to_string()))
        .collect()
}

#[test]
fn a_list_without_ids_is_judged_and_cannot_be_sealed() {
    let (dir, mut settings) = folder("organisatie;email;soort;contactjaren", &ROWS);
    settings.columns.id = None;
    let list = read(dir.path(), &settings);
    let errors: Vec<_> = list
        .faults
        .iter()
        .filter(|fault| fault.is_error())
        .map(Finding::code_name)
        .collect();
    assert_eq!(
        (list.sum().ready, errors),
        (4, vec!["list-id-column-unset"])
    );
}

#[test]
fn written_ids_are_read_back_and_do_not_hang_on_the_order() {
    let (dir, mut settings) = folder("organisatie;email;soort;contactjaren", &ROWS);
    settings.columns.id = None;
    let derived = read(dir.path(), &settings);
    let written = write_ids(dir.path(), &settings, "a.csv".as_ref()).unwrap();
    assert_eq!(
        written,
        Written {
            rows: 4,
            given: 4,
            column: "id".into()
        }
    );

    settings.columns.id = Some("id".into());
    settings.file = "a.csv".into();
    let list = read(dir.path(), &settings);
    assert!(
        !list.faults.iter().any(Finding::is_error),
        "{:?}",
        reported(&list)
    );
    assert_eq!(ids(&list), ids(&derived));
    assert_eq!(list.recipients[1].organisation, "Huis; \"Zuid\"\nen Noord");
    assert!(
        ids(&list)
            .values()
            .all(|id| id.len() == 12 && id.starts_with("R-"))
    );

    let mut turned = ROWS;
    turned.reverse();
    let (other, _) = folder("organisatie;email;soort;contactjaren", &turned);
    settings.file = "list.csv".into();
    write_ids(other.path(), &settings, "a.csv".as_ref()).unwrap();
    settings.file = "a.csv".into();
    assert_eq!(ids(&read(other.path(), &settings)), ids(&list));
}

#[test]
fn ids_that_are_there_stay_whatever_is_renamed() {
    let rows = [
        "R-1;Brug;info@brug.example;x;2023 2024",
        ";Huis;info@huis.example;x;2023 2024",
    ];
    let (dir, mut settings) = folder("id;organisatie;email;soort;contactjaren", &rows);
    let written = write_ids(dir.path(), &settings, "a.csv".as_ref()).unwrap();
    assert_eq!(
        written,
        Written {
            rows: 2,
            given: 1,
            column: "id".into()
        }
    );
    settings.file = "a.csv".into();
    let before = read(dir.path(), &settings);
    assert_eq!(before.recipients[0].id.as_str(), "R-1");

    let text = std::fs::read_to_string(dir.path().join("a.csv")).unwrap();
    std::fs::write(
        dir.path().join("a.csv"),
        text.replace("Huis", "Thuis")
            .replace("info@huis", "post@huis"),
    )
    .unwrap();
    let again = write_ids(dir.path(), &settings, "b.csv".as_ref()).unwrap();
    assert_eq!(again.given, 0);
    settings.file = "b.csv".into();
    let after = read(dir.path(), &settings);
    assert_eq!(after.recipients[1].organisation, "Thuis");
    assert_eq!(after.recipients[1].id, before.recipients[1].id);
}

#[test]
fn nothing_is_overwritten_and_no_doubtful_list_is_copied() {
    let (dir, mut settings) = folder("organisatie;email;soort;contactjaren", &ROWS);
    let codes = |result: Result<Written, Vec<Finding>>| {
        result
            .unwrap_err()
            .iter()
            .map(Finding::code_name)
            .collect::<Vec<_>>()
    };
    std::fs::write(dir.path().join("a.csv"), "mine").unwrap();
    assert_eq!(
        codes(write_ids(dir.path(), &settings, "a.csv".as_ref())),
        ["list-ids-exists"]
    );
    assert_eq!(
        std::fs::read_to_string(dir.path().join("a.csv")).unwrap(),
        "mine"
    );
    assert_eq!(
        codes(write_ids(dir.path(), &settings, "no/a.csv".as_ref())),
        ["list-ids-unwritten"]
    );
    settings.delimiter = None;
    assert_eq!(
        codes(write_ids(dir.path(), &settings, "b.csv".as_ref())),
        ["list-delimiter-not-stated"]
    );

    let ragged = ["Brug;info@brug.example;x;2023;te veel"];
    let (dir, settings) = folder("organisatie;email;soort;contactjaren", &ragged);
    assert_eq!(
        codes(write_ids(dir.path(), &settings, "a.csv".as_ref())),
        ["list-row-long"]
    );
    assert!(!dir.path().join("a.csv").exists());
}
