//! The list from outside: whatever the office hands over is read right or refused clearly.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::harness::{Folder, Ran};

const HEADER: &str = "id;organisatie;soort;email;contactpersoon;aanhef;kenmerk;contactjaren";
pub(crate) const LIST: &str = "recipients.example.csv";
pub(crate) const SETTINGS: &str = "config/heraut.toml";

/// A row of the shipped form.
pub(crate) fn row(id: &str, organisation: &str, email: &str) -> String {
    format!(
        "{id};{organisation};maatschappelijk;{email};A. de Wit;mevrouw De Wit;VZ-{id};2023, 2024"
    )
}

pub(crate) fn brug() -> String {
    row("ORG-1", "Stichting Brug", "info@brug.example")
}

pub(crate) fn huis() -> String {
    row("ORG-2", "Vereniging Huis", "info@huis.example")
}

/// The shipped campaign with another list, and no number of rows expected.
pub(crate) fn with_rows(rows: &[String]) -> Folder {
    let folder = Folder::new();
    write(&folder, rows);
    folder.change(SETTINGS, "expected = 40", "# expected = 40");
    folder
}

pub(crate) fn write(folder: &Folder, rows: &[String]) {
    fs::write(
        folder.path(LIST),
        format!("{HEADER}\r\n{}\r\n", rows.join("\r\n")),
    )
    .unwrap();
}

/// The codes of all faults, each with its row.
pub(crate) fn told(ran: &Ran) -> Vec<(Option<u64>, String)> {
    let of = |fault: &Value| {
        (
            fault["row"].as_u64(),
            fault["code"].as_str().unwrap().to_owned(),
        )
    };
    ran.json()["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(of)
        .collect()
}

pub(crate) fn has(ran: &Ran, row: Option<u64>, code: &str) -> bool {
    told(ran)
        .iter()
        .any(|(at, told)| (*at, told.as_str()) == (row, code))
}

/// Listed, excluded, invalid, ready.
pub(crate) fn sum(ran: &Ran) -> [u64; 4] {
    let sum = &ran.json()["sum"];
    let sum = ["listed", "excluded", "invalid", "ready"].map(|part| sum[part].as_u64().unwrap());
    assert_eq!(sum[0], sum[1] + sum[2] + sum[3]);
    sum
}

/// What people read, as one line: where it breaks hangs on the width.
pub(crate) fn screen(folder: &Folder, words: &[&str]) -> String {
    folder
        .heraut(words)
        .screen()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn it_is_said_which_list_this_is() {
    let folder = Folder::new();
    let list = &folder.heraut(&["check", "--json"]).json()["list"];
    assert_eq!(list["name"], "Bijlage 2");
    assert_eq!(list["version"], "1");
    assert_eq!(list["date"], "2024-11-21");
    assert_eq!(list["expected"], 40);
    assert_eq!(&folder.heraut(&["seal", "--json"]).json()["list"], list);
    let line =
        "List: Bijlage 2, version 1, 21 Nov 2024, from recipients.example.csv, expected: 40 rows";
    for words in [&["check"][..], &["seal"]] {
        let err = screen(&folder, words);
        assert!(err.contains(line), "{words:?}: {err}");
    }
    let page = || {
        folder.heraut(&["review"]);
        fs::read_to_string(folder.path("var/trial/review/index.html")).unwrap()
    };
    assert!(page().contains("Bijlage 2, version 1, 21 Nov 2024, from recipients.example.csv"));
    folder.change(SETTINGS, "version = \"1\"", "version = \"2\"");
    assert!(
        !page().contains("version 2"),
        "what was not sealed is not shown as sealed"
    );
    // It is part of what was agreed to.
    assert_eq!(folder.heraut(&[]).exit, 0);
    assert!(
        folder.heraut(&[]).out.contains("heraut send"),
        "a trial seals anew"
    );
}

#[test]
fn another_count_than_expected_stops_the_seal() {
    let folder = Folder::new();
    folder.change(SETTINGS, "expected = 40", "expected = 41");
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!(check.exit, 3);
    assert_eq!(told(&check), [(None, "list-count".to_owned())]);
    let err = screen(&folder, &["check"]);
    assert!(
        err.contains("the list has 40 rows") && err.contains("41"),
        "{err}"
    );
    assert_eq!(folder.heraut(&["seal"]).exit, 3);
}

#[test]
fn a_guess_is_shown_and_refused_until_the_settings_confirm_it() {
    let folder = with_rows(&[row("ORG-1", "Café Müller", "info@cafe.example"), huis()]);
    let text = fs::read_to_string(folder.path(LIST)).unwrap();
    // As an older Excel writes it.
    let bytes: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    fs::write(folder.path(LIST), bytes).unwrap();
    folder.change(SETTINGS, "\nencoding = \"utf-8\"", "\n# encoding");
    folder.change(SETTINGS, "\ndelimiter = \";\"", "\n# delimiter");
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!(check.exit, 3);
    assert!(
        has(&check, None, "list-encoding-not-stated")
            && has(&check, None, "list-delimiter-not-stated")
    );
    assert_eq!(
        sum(&check),
        [2, 0, 0, 2],
        "the rows were judged under the guess"
    );
    let err = screen(&folder, &["check"]);
    assert!(
        err.contains("under [list]: encoding = \"windows-1252\""),
        "{err}"
    );
    assert!(err.contains("under [list]: delimiter = \";\""), "{err}");
    assert_eq!(folder.heraut(&["seal"]).exit, 3);
    assert_eq!(folder.heraut(&["send"]).exit, 3, "a trial is no exception");
    folder.change(SETTINGS, "\n# encoding", "\nencoding = \"windows-1252\"");
    assert_eq!(
        folder.heraut(&["seal"]).exit,
        3,
        "half a confirmation is none"
    );
    folder.change(SETTINGS, "\n# delimiter", "\ndelimiter = \";\"");
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    let shown = folder.heraut(&["status", "--reveal"]).out;
    assert!(shown.contains("Café Müller"), "{shown}");
}

#[test]
fn bytes_that_cannot_be_read_are_told_by_row_and_column() {
    let folder = with_rows(&[
        row("O-2", "In UTF-8: Één", "a@een.example"),
        row("O-1", "Caf!", "a@cafe.example"),
    ]);
    let mut bytes = fs::read(folder.path(LIST)).unwrap();
    let at = bytes.iter().position(|byte| *byte == b'!').unwrap();
    bytes[at] = 0xe9;
    fs::write(folder.path(LIST), bytes).unwrap();
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!(
        (check.exit, told(&check)),
        (3, vec![(Some(3), "list-undecodable".to_owned())])
    );
    assert_eq!(check.json()["faults"][0]["column"], "B organisatie");
    assert_eq!(sum(&check), [2, 0, 1, 1]);
}

/// The workbook that hides rows 3, 4 and 6, mended as far as it has other faults.
fn with_hidden_rows(policy: &str) -> Ran {
    let folder = Folder::new();
    let workbook = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lists/hiding.xlsx");
    fs::copy(workbook, folder.path("hiding.xlsx")).unwrap();
    folder.change(
        SETTINGS,
        "file = \"recipients.example.csv\"",
        "file = \"hiding.xlsx\"",
    );
    folder.change(SETTINGS, "expected = 40", "# expected = 40");
    folder.change(SETTINGS, "email = \"email\"", "email = \"email\" #");
    folder.heraut(&[
        "check",
        "--json",
        "--set",
        &format!("list.hidden_rows=\"{policy}\""),
    ])
}

#[test]
fn hidden_rows_are_refused_included_or_skipped_and_never_dropped_in_silence() {
    let refused = with_hidden_rows("refuse");
    for row in [3, 4, 6] {
        assert!(
            has(&refused, Some(row), "list-row-hidden"),
            "{row}: {:?}",
            told(&refused)
        );
    }
    assert_eq!((refused.exit, sum(&refused)), (3, [9, 0, 7, 2]));
    let included = with_hidden_rows("include");
    assert!(
        !told(&included)
            .iter()
            .any(|(_, code)| code == "list-row-hidden")
    );
    assert_eq!(sum(&included), [9, 0, 4, 5]);
    let skipped = with_hidden_rows("skip");
    assert!(
        has(&skipped, None, "list-rows-skipped"),
        "{:?}",
        told(&skipped)
    );
    assert_eq!(sum(&skipped), [6, 0, 4, 2]);
}

#[test]
fn one_mailbox_or_one_name_in_two_rows_is_refused_or_sent_as_the_settings_say() {
    let second = row("ORG-3", "Koepel", "Info+brug@BRUG.example");
    let folder = with_rows(&[brug(), second]);
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!((check.exit, sum(&check)), (3, [2, 0, 2, 0]));
    assert!(
        has(&check, Some(2), "list-address-twice") && has(&check, Some(3), "list-address-twice")
    );
    assert!(screen(&folder, &["check"]).contains("the same e-mail address as row 3"));
    folder.change(SETTINGS, "address = \"refuse\"", "address = \"send\"");
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!((check.exit, sum(&check)), (0, [2, 0, 0, 2]));
    assert!(
        has(&check, Some(2), "list-address-shared") && has(&check, Some(3), "list-address-shared")
    );
    folder.heraut(&["review"]);
    let page = fs::read_to_string(folder.path("var/trial/review/index.html")).unwrap();
    assert!(
        page.contains("the same e-mail address as row 3"),
        "the review shows it too"
    );
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    assert_eq!(folder.caught().len(), 2, "one mail a row");

    let folder = with_rows(&[brug(), row("ORG-3", "BRÚG (st.)", "post@brug.example")]);
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!((check.exit, sum(&check)), (0, [2, 0, 0, 2]));
    assert!(has(&check, Some(3), "list-organisation-alike"));
    folder.change(
        SETTINGS,
        "organisation = \"send\"",
        "organisation = \"refuse\"",
    );
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!((check.exit, sum(&check)), (3, [2, 0, 2, 0]));
    assert!(
        has(&check, Some(2), "list-organisation-twice")
            && has(&check, Some(3), "list-organisation-twice")
    );
    assert_eq!(folder.heraut(&["seal"]).exit, 3);
}

#[test]
fn a_list_without_ids_gets_them_in_a_new_file_and_can_then_be_sealed() {
    let rows = [brug(), huis()].map(|row| row.split_once(';').unwrap().1.to_owned());
    let folder = with_rows(&[]);
    let text = format!(
        "{}\r\n{}\r\n",
        HEADER.split_once(';').unwrap().1,
        rows.join("\r\n")
    );
    fs::write(folder.path(LIST), text).unwrap();
    folder.change(SETTINGS, "\nid = \"id\"", "\n# id = \"id\"");
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!((check.exit, sum(&check)), (3, [2, 0, 0, 2]));
    assert!(has(&check, None, "list-id-column-unset"));
    let written = folder.heraut(&["check", "--write-ids", "met-ids.csv", "--json"]);
    assert_eq!(written.exit, 0, "{}", written.out);
    let document = written.json();
    assert_eq!(
        (&document["rows"], &document["given"]),
        (&2.into(), &2.into())
    );
    let again = folder.heraut(&["check", "--write-ids", "met-ids.csv", "--json"]);
    assert_eq!(
        (again.exit, told(&again)[0].1.as_str()),
        (3, "list-ids-exists")
    );
    folder.change(SETTINGS, "\n# id = \"id\"", "\nid = \"id\"");
    folder.change(
        SETTINGS,
        "file = \"recipients.example.csv\"",
        "file = \"met-ids.csv\"",
    );
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    let id = |folder: &Folder| {
        folder.status()["mails"][0]["id"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let first = id(&folder);
    assert!(first.starts_with("R-") && first.len() == 12, "{first}");
    // Another name and another address: still the same organisation.
    folder.change("met-ids.csv", "Stichting Brug", "Stichting De Nieuwe Brug");
    folder.change(
        "met-ids.csv",
        "info@brug.example",
        "post@nieuwebrug.example",
    );
    let since = folder.heraut(&["check", "--json"]).json()["since_seal"].clone();
    assert_eq!(since["changed"][0]["id"], first.as_str());
    assert_eq!(
        (&since["added"], &since["gone"]),
        (&serde_json::json!([]), &serde_json::json!([]))
    );
}
