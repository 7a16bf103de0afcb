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
