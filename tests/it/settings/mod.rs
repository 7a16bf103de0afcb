//! What the settings say happens, and what would not happen they do not take.

#![allow(clippy::disallowed_methods)]

mod bench;
mod list;
mod notice;
mod pace;
mod rectification;
mod relay;
mod returns;
mod sending;
mod walk;
mod when;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use walk::{Row, known_keys, read, walk};

use crate::harness::Folder;

const SETTINGS: &str = "config/heraut.toml";

#[test]
fn a_key_that_does_nothing_in_this_version_is_refused_until_its_line_is_gone() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send", "--limit", "3"]).exit, 5);
    let before = fs::read_to_string(folder.path(SETTINGS)).unwrap();
    for (from, to, key) in [(
        "[brake] ",
        "[privacy]\nretain = \"90d\"\n\n[brake] ",
        "privacy.retain",
    )] {
        folder.change(SETTINGS, from, to);
        let text = fs::read_to_string(folder.path(SETTINGS)).unwrap();
        let line = text
            .lines()
            .position(|line| line.starts_with(key.split('.').next_back().unwrap()));
        let check = folder.heraut(&["check", "--json"]);
        let faults = check.json()["faults"].as_array().unwrap().clone();
        assert_eq!((check.exit, faults.len()), (3, 1), "{}", check.out);
        assert_eq!(faults[0]["code"], "config-not-built");
        assert_eq!(faults[0]["file"], SETTINGS);
        assert_eq!(faults[0]["row"].as_u64(), line.map(|line| line as u64 + 1));
        assert_eq!(faults[0]["column"], key);
        let hint = faults[0]["hint"].as_str().unwrap();
        assert!(hint.ends_with("Remove this line."), "{hint}");
        for words in [
            &["send"][..],
            &["seal"],
            &["review"],
            &["status"],
            &["rerun"],
        ] {
            let ran = folder.heraut(words);
            assert_eq!(ran.exit, 3, "{words:?}: {}", ran.screen());
            let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                said.contains("is not in this version"),
                "{words:?}: {}",
                ran.err
            );
        }
        // With the line gone all is as it was, what was sealed too.
        fs::write(folder.path(SETTINGS), &before).unwrap();
        let status = folder.status();
        assert_eq!(status["sum"]["accepted"], 3, "{status}");
    }
    let typed = folder.heraut(&["--json", "--set", "privacy.retain=90d", "check"]);
    assert_eq!(
        (typed.exit, &typed.json()["faults"][0]["file"]),
        (3, &"--set".into()),
        "{}",
        typed.out
    );
    // A section that lost its one line promises nothing.
    folder.change(SETTINGS, "[brake] ", "[privacy]\n\n[brake] ");
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    assert_eq!(folder.caught().len(), 32);
}

#[test]
fn a_key_written_with_its_section_inside_that_section_is_told_what_to_write() {
    let folder = Folder::new();
    folder.change(SETTINGS, "\nencoding = ", "\nlist.encoding = ");
    let check = folder.heraut(&["--json", "check"]);
    let faults = check.json()["faults"].clone();
    assert_eq!(
        (check.exit, &faults[0]["code"]),
        (3, &"config-section-again".into()),
        "{faults}"
    );
    let hint = faults[0]["hint"].as_str().unwrap();
    assert!(hint.ends_with("encoding = …"), "{hint}");
    // The hint about what is missing says it as it is to be written.
    folder.change(SETTINGS, "\nlist.encoding = ", "\n# encoding = ");
    let told = folder.heraut(&["--json", "check"]).json();
    let hint = told["faults"][0]["hint"].as_str().unwrap();
    let (_, line) = hint.split_once("under [list]: ").unwrap();
    folder.change(
        SETTINGS,
        "\n# encoding = ",
        &format!("\n{line}\n# encoding = "),
    );
    assert_eq!(folder.heraut(&["check"]).exit, 0);
}

#[test]
fn a_sheet_is_proposed_only_where_it_has_the_columns_of_the_settings() {
    let folder = bench::campaign();
    let hint = |set: &[&str]| {
        let file = ["--json", "--lang", "en", "--set", "list.file=openpyxl.xlsx"];
        let words = [&file[..], set, &["check"]].concat();
        let told = folder.heraut(&words).json();
        let faults = told["faults"].as_array().unwrap();
        let fault = faults
            .iter()
            .find(|fault| fault["code"] == "list-sheet-not-stated")
            .unwrap();
        fault["hint"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        hint(&[]),
        "if that is right, put under [list]: sheet = \"Overzicht\""
    );
    let none = hint(&["--set", "list.columns.organisation=Naam"]);
    assert!(
        none.starts_with("none has the columns") && !none.contains("sheet = "),
        "{none}"
    );
}

#[test]
fn a_list_in_another_encoding_than_stated_is_told_once_and_mended_as_told() {
    let folder = Folder::new();
    let list = folder.path("recipients.example.csv");
    let text = fs::read_to_string(&list).unwrap();
    // As Excel's plain “CSV” writes it, but for letters that it doesn't have.
    let bytes: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'x'))
        .collect();
    assert!(bytes.iter().filter(|byte| !byte.is_ascii()).count() > 8);
    fs::write(&list, bytes).unwrap();
    let check = folder.heraut(&["--json", "--lang", "en", "check"]);
    let faults = check.json()["faults"].as_array().unwrap().clone();
    let errors: Vec<_> = faults
        .iter()
        .filter(|fault| fault["severity"] == "error")
        .collect();
    assert_eq!((check.exit, errors.len()), (3, 1), "{faults:#?}");
    assert_eq!(
        (&errors[0]["code"], &errors[0]["row"]),
        (&"list-encoding-wrong".into(), &Value::Null)
    );
    let hint = errors[0]["hint"].as_str().unwrap();
    let line = hint
        .split_once("under [list]: ")
        .unwrap()
        .1
        .split(';')
        .next()
        .unwrap();
    folder.change(SETTINGS, "\nencoding = \"utf-8\"", &format!("\n{line}"));
    let mended = folder.heraut(&["check"]);
    assert_eq!(mended.exit, 0, "{}", mended.screen());
}

fn all_rows() -> impl Iterator<Item = &'static Row> {
    [
        list::LIST,
        notice::NOTICE,
        relay::RELAY,
        pace::PACE,
        when::WHEN,
        returns::RETURNS,
        rectification::RECTIFICATION,
    ]
    .into_iter()
    .flatten()
}

/// A key as the page writes it: what people name themselves is `…` there.
fn on_page(key: &str) -> String {
    let free = ["notice.values.", "notice.style.", "approval.roles."];
    free.iter()
        .find(|section| key.starts_with(**section))
        .map_or(key.to_owned(), |section| format!("{section}…"))
}

#[test]
fn every_key_has_a_row_in_the_walk() {
    let known = known_keys();
    assert!(known.len() > 80, "{known:?}");
    let walked: BTreeSet<String> = all_rows().map(|row| on_page(row.key)).collect();
    assert_eq!(
        known.difference(&walked).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "keys without a row"
    );
    assert_eq!(
        walked.difference(&known).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "rows without a key"
    );
}

/// Keys of the shipped settings, those behind a `#` too.
fn shipped_keys(text: &str) -> BTreeSet<String> {
    let (mut section, mut found) = (String::new(), BTreeSet::new());
    for line in text.lines().map(|line| line.trim_start_matches("# ")) {
        if let Some(header) = line.strip_prefix('[') {
            section = header
                .trim_start_matches('[')
                .split(']')
                .next()
                .unwrap_or_default()
                .to_owned();
        } else if let Some((key, _)) = line.split_once(" = ").filter(|(key, _)| !key.contains(' '))
        {
            found.insert(format!("{section}.{key}"));
        }
    }
    found
}

/// The keys of the page, and whether each is part of the seal.
fn page() -> BTreeMap<String, bool> {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/settings.md")).unwrap();
    let mut found = BTreeMap::new();
    for row in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.split(" | ").collect();
        let keys = cells[0].split('`').skip(1).step_by(2);
        found.extend(keys.map(|key| (key.to_owned(), cells[3] == "yes")));
    }
    found
}

#[test]
fn the_page_and_the_shipped_file_have_exactly_the_keys_there_are() {
    let known = known_keys();
    let page: BTreeSet<String> = page().into_keys().collect();
    assert_eq!(page, known);
    let shipped = shipped_keys(include_str!("../../../config/heraut.toml"));
    let in_file: BTreeSet<String> = shipped.iter().map(|key| on_page(key)).collect();
    assert_eq!(in_file, known);
}

#[test]
fn the_list_is_read_as_each_key_says() {
    read(list::LIST);
}

#[test]
fn the_mail_is_made_as_each_key_says() {
    read(notice::NOTICE);
}

#[test]
fn the_relay_is_spoken_to_as_each_key_says() {
    walk(relay::RELAY);
}

#[test]
fn pace_retries_and_brake_are_as_each_key_says() {
    walk(pace::PACE);
}

#[test]
fn when_and_on_whose_word_are_as_each_key_says() {
    walk(when::WHEN);
}

#[test]
fn what_comes_back_is_read_as_each_key_says() {
    walk(returns::RETURNS);
}

#[test]
fn an_earlier_campaign_is_found_as_each_key_says() {
    walk(rectification::RECTIFICATION);
}

/// What was agreed to changes with these keys, and with no other.
#[test]
fn the_page_says_which_keys_are_part_of_the_seal() {
    let page = page();
    let mut wrong = Vec::new();
    for row in all_rows() {
        let digests = row.sealed();
        // Papers that may not be sent are refused before that.
        assert_eq!(
            digests.is_none(),
            row.key == "notice.attachment.handling",
            "{}",
            row.key
        );
        if digests.is_some_and(|[one, other]| (one != other) != page[&on_page(row.key)]) {
            wrong.push(row.key);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}
