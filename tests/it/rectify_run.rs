//! A rectification while it is sent, and beside a sender of the earlier campaign; and one of a real campaign.
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use heraut::relay::catcher::{Act, Moment, Obliging, Scene};
use serde_json::Value;

use crate::bounces::{report, write};
use crate::harness::{Folder, Ran};
use crate::kind::with_a_real_address;
use crate::meanwhile::puts_one_off;
use crate::office::Office;
use crate::rectify::Correction;
use crate::server::server;

const ROLES: [(&str, &str); 3] = [
    ("A. Vos", "inhoud"),
    ("B. Smit", "juridisch"),
    ("C. van Voorbeeld", "besluit"),
];

/// Three mails of the earlier campaign are out; of the correction the first is put off, for minutes.
fn corrected(office: &Office) -> Correction<'_> {
    office.seal_and_agree();
    let sent = office.run(&["send", "--only", "ORG-001", "ORG-002", "ORG-003"]);
    assert_eq!(sent.exit, 5, "{}", sent.screen());
    Correction::of(&office.folder)
}

fn agreed(correction: &Correction<'_>) {
    let sealed = correction.run(&["--json", "seal"]);
    assert_eq!(sealed.exit, 0, "{}", sealed.screen());
    let digest = sealed.json()["digest"].as_str().unwrap().to_owned();
    for (by, role) in ROLES {
        let words = ["approve", "--digest", &digest, "--by", by, "--as", role];
        let given = correction.run(&words);
        assert_eq!(given.exit, 0, "{}", given.screen());
    }
}

fn waiting(folder: &Folder, words: &[&str]) -> Child {
    let mut command = folder.command(words);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..400 {
        if holds() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{what} never was");
}

const SLOW: [&str; 6] = [
    "--set",
    "retry.first=3min",
    "--set",
    "retry.max=3min",
    "--json",
    "send",
];

/// The message and address of a mail.
fn mail_of(folder: &Folder, id: &str) -> (String, String) {
    let status = folder.heraut(&["--json", "--reveal", "status"]).json();
    let mails = status["mails"].as_array().unwrap();
    let mail = mails.iter().find(|mail| mail["id"] == id).unwrap();
    let text = |field: &str| mail[field].as_str().unwrap().to_owned();
    (text("message_id"), text("address"))
}

fn came_back(folder: &Folder, id: &str) {
    let (message_id, address) = mail_of(folder, id);
    let text = report(
        "",
        &format!("Message-ID: <{message_id}>"),
        &address,
        "550 5.1.1 unknown",
    );
    let path = write(folder, "back/one.eml", &text);
    let read = folder.heraut(&["--json", "bounces", path.to_str().unwrap()]);
    assert_eq!(read.json()["sum"]["recorded"], 1, "{}", read.screen());
}

fn sum(ran: &Ran) -> Value {
    ran.json()["sum"].clone()
}

#[test]
fn a_mail_that_comes_back_during_the_run_ends_it_and_nobody_is_told_for_nothing() {
    // Of the earlier campaign all three are taken; of the correction the first is put off.
    let asked = AtomicBool::new(false);
    let office = Office::new(move |now: Moment, scene: &Scene<'_>| {
        let is_it = scene.recipient.is_some_and(|to| to.contains("hettehuis"));
        let is_later = || asked.swap(true, Ordering::Relaxed);
        match now {
            Moment::Rcpt if is_it && is_later() => Act::Reply(450, "4.2.1 busy".into()),
            _ => Act::Proceed,
        }
    });
    let correction = corrected(&office);
    agreed(&correction);
    let run = waiting(
        &office.folder,
        &correction.words(&[&SLOW[..], &["--wait"]].concat()),
    );
    let status = || correction.run(&["--json", "status"]);
    until("the others are out", || sum(&status())["accepted"] == 2);
    // Nobody sends the earlier campaign meanwhile.
    let beside = office.run(&["send"]);
    assert_eq!(beside.exit, 10, "{}", beside.screen());
    came_back(&office.folder, "ORG-001");
    let overview = || correction.run(&[]).out;
    let ended = run.wait_with_output().unwrap();
    assert_eq!(
        ended.status.code(),
        Some(3),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    let said: Value = serde_json::from_slice(&ended.stdout).unwrap();
    assert_eq!(said["error"]["code"], "rectify-overtaken", "{said}");
    let left = sum(&status());
    assert_eq!(
        (&left["deferred"], &left["accepted"]),
        (&1.into(), &2.into()),
        "{left}"
    );
    assert!(overview().contains("heraut -C"), "{}", overview());
    assert!(
        overview().contains(" check"),
        "the list no longer fits: {}",
        overview()
    );
    // What is left is withdrawn without new approvals: it only narrows.
    assert_eq!(correction.run(&["rectify", "--renew"]).exit, 0);
    assert_eq!(correction.run(&["rerun"]).exit, 0);
    let last = sum(&status());
    assert_eq!(
        (&last["withheld"], &last["deferred"]),
        (&1.into(), &0.into()),
        "{last}"
    );
    assert_eq!(correction.run(&["send"]).exit, 4);
    assert_eq!(office.has("bestuur@hettehuis.example"), 1);
}

#[test]
fn what_was_approved_as_a_rectification_is_not_sent_as_anything_else() {
    let office = Office::calm();
    let correction = corrected(&office);
    agreed(&correction);
    let settings = "config/heraut.toml";
    correction.change(settings, "[rectification] ", "[rectification_] ");
    let text = fs::read_to_string(correction.path(settings)).unwrap();
    let kept: Vec<&str> = text
        .lines()
        .filter(|line| {
            !["[rectification_]", "of = ", "campaign = "]
                .iter()
                .any(|own| line.starts_with(own))
        })
        .collect();
    fs::write(correction.path(settings), kept.join("\n")).unwrap();
    let sent = correction.run(&["--json", "send"]);
    assert_eq!(
        (sent.exit, &sent.json()["error"]["code"]),
        (9, &"campaign-head-changed".into())
    );
    assert_eq!(office.server.kept.mails().len(), 3);
}

#[test]
fn while_the_earlier_campaign_is_sent_nothing_is_made_sealed_or_sent() {
    let office = puts_one_off();
    office.seal_and_agree();
    let sent = office.run(&["send", "--only", "ORG-002", "ORG-003"]);
    assert!(sent.exit == 5, "{}", sent.screen());
    let correction = Correction::of(&office.folder);
    agreed(&correction);
    let mut run = waiting(&office.folder, &[&SLOW[..], &["--wait"]].concat());
    until("the earlier campaign is sent", || {
        office.run(&["--json", "status"]).json()["running"] == true
    });
    for words in [
        &["check"][..],
        &["seal"],
        &["send"],
        &["rectify", "--renew"],
        &["send", "--dry-run"],
    ] {
        let ran = correction.run(words);
        assert!(
            ran.exit == 10 || words.contains(&"--dry-run"),
            "{words:?}: {}",
            ran.screen()
        );
        assert!(
            ran.screen().contains("Another heraut command"),
            "{words:?}: {}",
            ran.screen()
        );
    }
    assert_eq!(office.run(&["rectify", "../second"]).exit, 10);
    assert!(!office.folder.path("../second").exists());
    let _ended_already = run.kill();
    run.wait().unwrap();
}

#[test]
fn of_a_real_campaign_the_real_run_counts_and_not_the_trial() {
    let (folder, server) = (Folder::new(), server(Obliging));
    assert_eq!(folder.heraut(&["send"]).exit, 0, "a trial before");
    with_a_real_address(&folder);
    let ask = |words: &[&str]| server.with_roles(&folder, &[], words);
    let sealed = ask(&["--json", "seal"]);
    assert_eq!(sealed.exit, 0, "{}", sealed.screen());
    let digest = sealed.json()["digest"].as_str().unwrap().to_owned();
    for (by, role) in ROLES {
        let given = ask(&["approve", "--digest", &digest, "--by", by, "--as", role]);
        assert_eq!(given.exit, 0, "{}", given.screen());
    }
    // Sealed and not sent: nobody has it, so this is still the trial.
    let trial = folder.heraut(&["--json", "rectify", "../trial"]).json();
    assert_eq!(
        (&trial["kind"], &trial["rows"]),
        (&"trial".into(), &32.into())
    );
    let sent = ask(&["send", "--yes", "--digest", &digest, "--limit", "2"]);
    assert_eq!(sent.exit, 5, "{}", sent.screen());
    let live = folder.heraut(&["--json", "rectify", "../live"]).json();
    assert_eq!((&live["kind"], &live["rows"]), (&"live".into(), &2.into()));
    assert_eq!(live["not_told"]["queued"], 30, "{live}");
    // What was made of the trial is told that it is out of date.
    let old = fs::canonicalize(folder.path("../trial")).unwrap();
    let check = folder
        .heraut(&["-C", old.to_str().unwrap(), "--json", "check"])
        .json();
    let faults = check["faults"].as_array().unwrap().iter();
    let extra = faults.filter(|fault| fault["code"] == "campaign-rectify-extra");
    assert_eq!(extra.count(), 30, "{check}");
}
