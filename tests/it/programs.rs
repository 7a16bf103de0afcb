//! The page for programs: every field that a command prints and every exit code is on it.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::harness::Folder;

const PAGE: &str = include_str!("../../docs/programs.md");
const EXIT: &str = include_str!("../../src/cli/exit_code.rs");

/// Adds the names of all fields. Those of `excluded` in a status or a check are grounds of the list.
fn fields(document: &Value, found: &mut BTreeSet<String>) {
    match document {
        Value::Object(object) => {
            for (name, value) in object {
                found.insert(name.clone());
                if name != "excluded" {
                    fields(value, found);
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| fields(value, found)),
        _ => {}
    }
}

#[test]
fn every_field_that_a_command_prints_is_on_the_page() {
    let folder = Folder::new();
    let mut found = BTreeSet::new();
    let mut run = |words: &[&str]| {
        let ran = folder.heraut(&[&["--json"], words].concat());
        let document = ran.json();
        fields(&document, &mut found);
        document
    };
    run(&[]);
    run(&["doctor"]);
    run(&["check"]);
    run(&["preflight"]);
    run(&["preview", "ORG-001"]);
    run(&["send", "--dry-run"]);
    run(&[
        "approve", "--digest", "0123", "--by", "A. Vos", "--as", "inhoud",
    ]);
    run(&["seal", "--by", "A. Vos"]);
    run(&[
        "remark",
        "Klopt dit?",
        "--by",
        "B. Smit",
        "--mail",
        "ORG-002",
    ]);
    run(&["review"]);
    run(&[
        "withhold",
        "ORG-003",
        "--by",
        "A. Vos",
        "--why",
        "op verzoek",
    ]);
    run(&["send", "--limit", "3"]);
    let status = run(&["--reveal", "status"]);
    assert_eq!(status["sum"]["accepted"], 3, "{status}");
    run(&["release", "ORG-003", "--by", "A. Vos", "--why", "toch wel"]);
    folder.change("recipients.example.csv", "ORG-004;", "ORG-041;");
    run(&["check"]);
    run(&["seal"]);
    run(&["stop"]);
    let returned = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/returned");
    run(&["--reveal", "bounces", returned]);
    run(&["verify", "--journal"]);
    run(&["verify", "config/heraut.toml"]);
    let handed = run(&["hand-over"]);
    let head = handed["head"].as_str().unwrap().to_owned();
    run(&["adopt", "--by", "A. Vos", "--why", "terug", "--head", &head]);
    folder.change("recipients.example.csv", ".example", " .example");
    let refused = run(&["seal"]);
    assert_eq!(refused["error"]["code"], "campaign-input", "{refused}");
    assert!(found.len() > 90, "{} fields: {found:?}", found.len());
    let missing: Vec<_> = found
        .iter()
        .filter(|name| !PAGE.contains(&format!("`{name}`")))
        .collect();
    assert!(missing.is_empty(), "not on docs/programs.md: {missing:?}");
}

#[test]
fn the_page_has_exactly_the_exit_codes_there_are() {
    let of_the_page: Vec<&str> = PAGE
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(' ').next())
        .filter(|code| code.parse::<u8>().is_ok())
        .collect();
    let of_the_program: Vec<&str> = EXIT
        .lines()
        .filter_map(|line| line.trim().strip_suffix(',')?.split_once(" = "))
        .map(|(_, code)| code)
        .filter(|code| code.parse::<u8>().is_ok())
        .collect();
    assert!(of_the_program.len() > 10, "{of_the_program:?}");
    assert_eq!(of_the_page, of_the_program);
}
