//! The command line from outside: exit codes, documents, and what must never be shown or kept.

use std::process::Stdio;

use serde_json::Value;

use crate::harness::Folder;

const STATES: [&str; 12] = [
    "excluded",
    "withheld",
    "queued",
    "offered",
    "accepted",
    "deferred",
    "refused",
    "in_doubt",
    "expired",
    "delivered",
    "delayed",
    "bounced",
];

fn number(value: &Value) -> u64 {
    value
        .as_u64()
        .unwrap_or_else(|| panic!("{value} is no number"))
}

fn adds_up(sum: &Value) {
    let parts: u64 = STATES.iter().map(|state| number(&sum[state])).sum();
    assert_eq!(parts, number(&sum["listed"]), "{sum}");
}

#[test]
fn the_first_send_reaches_everybody_and_the_second_nobody() {
    let folder = Folder::new();
    let first = folder.heraut(&["send"]);
    assert_eq!(first.exit, 0, "{}", first.err);
    assert_eq!(first.out, "", "people read standard error");
    let status = folder.status();
    let accepted = number(&status["sum"]["accepted"]);
    assert!(accepted > 20, "{status}");
    adds_up(&status["sum"]);
    assert_eq!(folder.caught().len() as u64, accepted);
    let second = folder.heraut(&["send"]);
    assert_eq!(second.exit, 4, "{}", second.err);
    assert_eq!(folder.caught().len() as u64, accepted);
    assert_eq!(folder.heraut(&["send", "--fresh"]).exit, 0);
}

#[test]
fn every_document_has_what_the_contract_names() {
    let folder = Folder::new();
    let check = folder.heraut(&["check", "--json"]).json();
    for part in ["listed", "excluded", "invalid", "ready"] {
        number(&check["sum"][part]);
    }
    assert!(check["faults"].is_array());
    let grounds: u64 = check["excluded"]
        .as_object()
        .unwrap()
        .values()
        .map(number)
        .sum();
    assert_eq!(grounds, number(&check["sum"]["excluded"]));
    let seal = folder.heraut(&["seal", "--json"]).json();
    assert!(seal["digest"].as_str().unwrap().starts_with("sha256:"));
    assert_eq!(seal["mails"], check["sum"]["ready"]);
    assert!(number(&seal["bytes"]) > 0);
    let dry = folder.heraut(&["send", "--dry-run", "--json"]);
    assert_eq!(dry.exit, 0, "{}", dry.err);
    assert_eq!(
        dry.json()["due"].as_array().unwrap().len() as u64,
        number(&seal["mails"])
    );
    assert!(
        !folder.path("var/trial/caught").exists(),
        "a dry run sends nothing"
    );
    let sent = folder.heraut(&["send", "--json"]);
    assert_eq!(
        (sent.exit, sent.err.as_str()),
        (0, ""),
        "one document and nothing else"
    );
    let sent = sent.json();
    assert_eq!(sent["digest"], seal["digest"]);
    adds_up(&sent["sum"]);
    for mail in sent["mails"].as_array().unwrap() {
        assert!(STATES.contains(&mail["state"].as_str().unwrap()), "{mail}");
        for text in ["id", "message_id", "queue_id", "reply", "at"] {
            assert!(mail[text].is_string(), "{text}: {mail}");
        }
        number(&mail["attempts"]);
        assert!(
            mail.get("address").is_none() && mail.get("organisation").is_none(),
            "{mail}"
        );
    }
    assert_eq!(folder.status()["sum"], sent["sum"]);
}

#[test]
fn what_is_wrong_with_the_input_is_exit_3_with_its_place() {
    let folder = Folder::new();
    folder.change("config/heraut.toml", "[pace]", "[pace]\nspeed = 3");
    let ran = folder.heraut(&["send", "--json"]);
    assert_eq!(ran.exit, 3);
    let error = &ran.json()["error"];
    assert_eq!(error["code"], "campaign-input");
    assert!(
        error["message"].is_string() && error["hint"].is_string(),
        "{error}"
    );
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!(check.exit, 3);
    let fault = &check.json()["faults"][0];
    assert_eq!(fault["code"], "config-unknown-key");
    assert_eq!(fault["file"], "config/heraut.toml");
    assert_eq!(fault["severity"], "error");
    assert!(number(&fault["row"]) > 1);
}

#[test]
fn a_row_that_cannot_be_mailed_blocks_the_seal_and_is_never_shown() {
    let folder = Folder::new();
    folder.change(
        "recipients.example.csv",
        "bestuur@hettehuis.example",
        "bestuur@@hettehuis.example",
    );
    let check = folder.heraut(&["check"]);
    assert_eq!(check.exit, 3, "{}", check.err);
    assert!(check.err.contains("row 2"), "{}", check.err);
    assert!(!check.err.contains("hettehuis"), "{}", check.err);
    assert_eq!(folder.heraut(&["seal"]).exit, 3);
    assert_eq!(folder.heraut(&["status"]).exit, 9, "nothing is sealed");
}

#[test]
fn what_was_typed_wrong_is_exit_2() {
    let folder = Folder::new();
    for typed in [
        &["sned"][..],
        &["send", "--yes"],
        &["status", "--state", "lost"],
        &["approve"],
    ] {
        let ran = folder.heraut(typed);
        assert_eq!(ran.exit, 2, "{typed:?}: {}", ran.err);
    }
    let ran = folder.heraut(&["--json", "sned"]);
    assert_eq!(ran.json()["error"]["code"], "cli-unknown-command");
}

#[test]
fn a_relay_that_reaches_anybody_waits_for_everybodys_word() {
    let folder = Folder::new().with_real_relay();
    assert_eq!(
        folder.heraut(&["send"]).exit,
        9,
        "a real send never seals by itself"
    );
    let digest = folder.heraut(&["seal", "--json"]).json()["digest"]
        .as_str()
        .unwrap()
        .to_owned();
    let send = folder.heraut(&["send", "--yes", "--digest", &digest, "--json"]);
    assert_eq!(send.exit, 9);
    assert_eq!(send.json()["error"]["code"], "campaign-not-approved");
    let prefix = &digest[7..19];
    let approve = |by: &str, role: &str| {
        folder.heraut(&[
            "approve", "--digest", prefix, "--by", by, "--as", role, "--json",
        ])
    };
    assert_eq!(approve("A. Vos", "inhoud").exit, 0);
    assert_eq!(
        approve("I. Mand", "juridisch").exit,
        9,
        "the settings do not name this person"
    );
    assert_eq!(
        approve("A. Vos", "juridisch").exit,
        9,
        "one person, two roles"
    );
    assert_eq!(approve("B. Smit", "juridisch").exit, 0);
    let last = approve("C. van Voorbeeld", "besluit");
    assert_eq!(last.json()["complete"], true, "{}", last.err);
    // All words are there; without a terminal and without --yes nobody confirms it.
    let send = folder.heraut(&["send", "--json", "--set", "window.hours=\"00:00-23:59\""]);
    assert_eq!(send.exit, 9, "{}", send.out);
    let withdraw = folder.heraut(&["withdraw", "--digest", prefix, "--by", "B. Smit"]);
    assert_eq!(withdraw.exit, 0, "{}", withdraw.err);
    let send = folder.heraut(&["send", "--yes", "--digest", prefix, "--json"]);
    assert_eq!(send.json()["error"]["code"], "campaign-not-approved");
}

#[test]
fn who_must_agree_cannot_be_set_for_one_call() {
    let folder = Folder::new().with_real_relay();
    let ran = folder.heraut(&["seal", "--json", "--set", "approval.required=[\"inhoud\"]"]);
    assert_eq!(ran.exit, 3);
    assert_eq!(ran.json()["faults"][0]["code"], "config-set-approval");
}

#[test]
fn there_is_nobody_to_stop() {
    let folder = Folder::new();
    folder.heraut(&["seal"]);
    let ran = folder.heraut(&["stop", "--json"]);
    assert_eq!(ran.exit, 4);
    assert_eq!(ran.json()["error"]["code"], "campaign-not-running");
}

#[test]
fn a_running_send_holds_the_campaign_and_can_be_stopped() {
    let folder = Folder::new();
    let slow = ["send", "--set", "pace.rate=\"60/min\"", "--json"];
    let mut running = folder.command(&slow).stdout(Stdio::null()).spawn().unwrap();
    let accepted = || folder.status()["sum"]["accepted"].as_u64().unwrap_or(0);
    while accepted() == 0 {
        assert!(
            running.try_wait().unwrap().is_none(),
            "it ended before it was stopped"
        );
    }
    let second = folder.heraut(&["send", "--json"]);
    assert_eq!(second.exit, 10, "{}", second.out);
    assert_eq!(second.json()["error"]["code"], "campaign-held");
    assert_eq!(folder.heraut(&["stop"]).exit, 0);
    assert_eq!(running.wait().unwrap().code(), Some(8));
    let status = folder.status();
    adds_up(&status["sum"]);
    assert!(
        number(&status["sum"]["queued"]) > 0 && number(&status["sum"]["in_doubt"]) == 0,
        "{status}"
    );
    assert_eq!(
        folder.caught().len() as u64,
        number(&status["sum"]["accepted"])
    );
    assert_eq!(folder.heraut(&["send"]).exit, 0, "the rest goes out later");
    let everybody = number(&folder.status()["sum"]["accepted"]);
    assert_eq!(folder.caught().len() as u64, everybody, "and nobody twice");
}

#[test]
fn a_folder_without_a_campaign_says_so() {
    let folder = Folder::new();
    let ran = folder.heraut(&["-C", "templates", "send", "--json"]);
    assert_eq!(ran.exit, 3);
    assert_eq!(ran.json()["error"]["code"], "campaign-none-here");
}

#[test]
fn what_was_asked_for_goes_to_standard_output_and_findings_beside_it() {
    let folder = Folder::new();
    folder.heraut(&["send"]);
    let (alone, status) = (folder.heraut(&[]), folder.heraut(&["status"]));
    for (ran, holds) in [
        (&alone, "40 listed"),
        (&status, "ORG-001"),
        (&folder.heraut(&["check"]), "40 listed"),
        (&folder.heraut(&["preview", "ORG-001"]), "Geachte"),
        (&folder.heraut(&["preflight"]), "PIPELINING"),
        (&folder.heraut(&["send", "--dry-run"]), "0 due now"),
    ] {
        assert!(ran.out.contains(holds), "{holds}: {}", ran.out);
        assert_eq!(ran.err, "", "nothing is wrong, and nothing else is asked");
    }
    // A finding is said beside what was asked for, and progress is never part of it.
    folder.change("recipients.example.csv", "bestuur@", "bestuur@@");
    let check = folder.heraut(&["check"]);
    assert!(
        check.out.contains("40 listed") && check.err.contains("error"),
        "{}{}",
        check.out,
        check.err
    );
    assert!(
        !check.out.contains("@@") && !check.out.contains("row 2"),
        "{}",
        check.out
    );
    assert_eq!(
        folder.heraut(&["send"]).out,
        "",
        "a command that acts says what it does on standard error"
    );
}

#[test]
fn the_same_in_dutch() {
    let folder = Folder::new();
    let help = folder.heraut(&["--lang", "nl", "--help"]);
    assert_eq!(help.exit, 0);
    assert!(
        help.out.contains("Gebruik: heraut [OPTIES] [OPDRACHT]"),
        "{}",
        help.out
    );
    let send = folder.heraut(&["--lang", "nl", "send"]);
    assert!(send.err.contains("geaccepteerd"), "{}", send.err);
    for screen in [
        send.err,
        folder.heraut(&["--lang", "nl", "status"]).screen(),
    ] {
        assert!(
            !screen.contains("[cli-") && !screen.contains("[state-"),
            "{screen}"
        );
    }
}

#[test]
fn an_unknown_option_is_answered_with_those_of_its_command() {
    let folder = Folder::new();
    let hint = |words: &[&str]| {
        let ran = folder.heraut(&[&["--json", "--lang", "en"][..], words].concat());
        let error = ran.json()["error"].clone();
        assert_eq!(
            (ran.exit, &error["code"]),
            (2, &"cli-unknown-argument".into()),
            "{words:?}: {}",
            ran.out
        );
        error["hint"].as_str().unwrap().to_owned()
    };
    let withhold = [
        "withhold", "ORG-001", "--by", "A. Vos", "--reason", "verhuisd",
    ];
    assert_eq!(hint(&withhold), "Options of this command: --by and --why.");
    assert_eq!(
        hint(&["approve", "--dijest", "12"]),
        "Do you mean --digest?"
    );
    assert_eq!(hint(&["status", "--reveel"]), "Do you mean --reveal?");
    // What another command takes is no help here.
    assert!(hint(&["remark", "--text", "x"]).starts_with("Options of this command: --by, --mail"));
    assert_eq!(
        hint(&["preflight", "--qqqq"]),
        "For the commands and options: heraut --help"
    );
}
