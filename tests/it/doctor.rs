//! `doctor`: what a campaign relies on, told to people and programs without a name.

use std::fs;

use serde_json::Value;

use crate::harness::{Folder, Ran};

fn checks(ran: &Ran) -> Vec<(String, String, String)> {
    let document = ran.json();
    let text = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let checks = document["checks"].as_array().unwrap();
    checks
        .iter()
        .map(|one| (text(one, "what"), text(one, "state"), text(one, "code")))
        .collect()
}

fn troubles(ran: &Ran) -> Vec<(String, String, String)> {
    checks(ran)
        .into_iter()
        .filter(|(_, state, _)| state != "fine")
        .collect()
}

fn trouble(what: &str, state: &str, code: &str) -> Vec<(String, String, String)> {
    vec![(what.to_owned(), state.to_owned(), code.to_owned())]
}

#[test]
fn a_campaign_in_order_is_told_so_and_nothing_is_made_or_named() {
    let folder = Folder::new();
    let ran = folder.heraut(&["doctor", "--json"]);
    assert_eq!((ran.exit, troubles(&ran)), (0, vec![]), "{}", ran.out);
    assert!(
        !folder.path("var").exists() && !folder.state_home().exists(),
        "doctor made something"
    );
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    let ran = folder.heraut(&["doctor"]);
    assert_eq!(ran.exit, 0, "{}", ran.screen());
    assert!(
        ran.out.contains("The key fits the vault and the journal."),
        "{}",
        ran.out
    );
    let told = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("journal, trial Complete") && told.contains("records, the last from"),
        "{}",
        ran.out
    );
    for told in [
        "ORG-0",
        "@",
        "Stichting",
        folder.state_home().to_str().unwrap(),
    ] {
        assert!(!ran.screen().contains(told), "{told}: {}", ran.screen());
    }
    let dutch = folder.heraut(&["doctor", "--lang", "nl"]);
    assert!(
        dutch
            .out
            .contains("De sleutel past bij de kluis en het journaal."),
        "{}",
        dutch.out
    );
}

#[test]
fn what_commands_refuse_is_found_with_the_exit_code_they_have() {
    let nowhere = Folder::new();
    let ran = nowhere.heraut(&["-C", "elsewhere", "doctor", "--json"]);
    assert_eq!(
        (ran.exit, troubles(&ran)),
        (3, trouble("settings", "error", "campaign-none-here")),
        "{}",
        ran.out
    );
    assert!(
        checks(&ran)
            .iter()
            .any(|(what, state, _)| what == "program" && state == "fine")
    );

    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    fs::remove_dir_all(folder.state_home()).unwrap();
    let ran = folder.heraut(&["doctor", "--json"]);
    let [(what, state, _)] = &troubles(&ran)[..] else {
        panic!("{}", ran.out)
    };
    assert_eq!(
        (ran.exit, what.as_str(), state.as_str()),
        (11, "journal-trial", "error")
    );
    assert_eq!(folder.heraut(&["send"]).exit, 11, "as a command says it");

    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    fs::write(folder.path("var/key"), [0; 32]).unwrap();
    let ran = folder.heraut(&["doctor", "--json"]);
    assert_eq!(ran.exit, folder.heraut(&["status"]).exit, "{}", ran.out);
    assert_eq!(troubles(&ran)[0].0, "key", "{}", ran.out);
}

#[test]
fn what_is_remembered_of_mail_servers_is_told_and_named_where_names_are_asked_for() {
    let folder = Folder::new().with_real_relay();
    let told = |words: &[&str]| {
        let ran = folder.heraut(words);
        ran.screen()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let none = "mail server, notes None: no mail server needs special treatment.";
    assert!(told(&["doctor"]).contains(none), "{}", told(&["doctor"]));
    fs::create_dir_all(folder.path("var")).unwrap();
    fs::write(
        folder.path("var/relays"),
        "# known\nmail.invalid:465 2026-11-30T02:16:17Z\n  two.example:25\n",
    )
    .unwrap();
    let shown = told(&["doctor"]);
    for part in [
        "mail server, notes var/relays records 2 mail servers that ignore what follows the end of a mail",
        "the one in the settings (since 30 Nov 2026 ",
        "and another one.",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!shown.contains("mail.invalid") && !shown.contains("two.example"));
    let named = told(&["--reveal", "doctor"]);
    for name in ["mail.invalid:465 (since", "and two.example:25."] {
        assert!(named.contains(name), "{name}: {named}");
    }
    fs::remove_file(folder.path("var/relays")).unwrap();
    fs::create_dir(folder.path("var/relays")).unwrap();
    let ran = folder.heraut(&["doctor", "--json"]);
    assert!(
        troubles(&ran).contains(&("relays".into(), "error".into(), "campaign-file".into())),
        "{}",
        ran.out
    );
}

/// SQLite's own words are English: people read ours, and SQLite's where they look closer.
#[test]
fn what_sqlite_says_is_said_in_the_language_of_the_reader() {
    let spoil = |file: &str, as_folder: bool| {
        let folder = Folder::new();
        assert_eq!(folder.heraut(&["send"]).exit, 0);
        let path = folder.path(file);
        for beside in ["-wal", "-shm"] {
            let _none = fs::remove_file(format!("{}{beside}", path.display()));
        }
        fs::remove_file(&path).unwrap();
        if as_folder {
            fs::create_dir(&path).unwrap();
        } else {
            fs::write(
                &path,
                "no database at all, and long enough to be the header of one".repeat(9),
            )
            .unwrap();
        }
        folder
    };
    for (file, as_folder, said, own) in [
        (
            "var/trial/vault.db",
            false,
            "het bestand is geen database",
            "file is not a database",
        ),
        (
            "var/trial/journal.db",
            false,
            "het bestand is geen database",
            "file is not a database",
        ),
        (
            "var/trial/vault.db",
            true,
            "het bestand kan niet worden geopend",
            "unable to open",
        ),
        (
            "var/trial/journal.db",
            true,
            "het bestand kan niet worden geopend",
            "unable to open",
        ),
    ] {
        let folder = spoil(file, as_folder);
        let told = |words: &[&str]| {
            let ran = folder.heraut(&[&["--lang", "nl"], words].concat());
            ran.err.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let shown = told(&["status"]);
        assert!(
            shown.contains(said) && !shown.contains(own),
            "{file}: {shown}"
        );
        let close = told(&["-v", "status"]);
        assert!(
            close.contains(said) && close.contains(own),
            "{file}: {close}"
        );
    }
}
