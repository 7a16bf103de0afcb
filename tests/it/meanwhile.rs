//! What comes while a run waits or before it begins: an edit of the list, words that run out, a deadline that passes.
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use heraut::relay::catcher::{Act, Moment, Scene as Asked};
use serde_json::Value;

use crate::bounces::report;
use crate::office::{Office, words};

const LIST: &str = "recipients.example.csv";
const SETTINGS: &str = "config/heraut.toml";

/// A run that waits: one mail is put off for minutes, all others went.
fn waiting_for_one(office: &Office, more: &[&str]) -> std::process::Child {
    let slow = [
        "--set",
        "retry.first=3min",
        "--set",
        "retry.max=3min",
        "--json",
        "send",
        "--wait",
    ];
    let mut command = office.folder.command(&[&slow[..], more].concat());
    command
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    for _ in 0..300 {
        std::thread::sleep(Duration::from_millis(100));
        assert!(
            child.try_wait().unwrap().is_none(),
            "the run ended before its time"
        );
        let status = office.run(&["status", "--json"]);
        if serde_json::from_str::<Value>(&status.out)
            .is_ok_and(|status| status["sum"]["deferred"] == 1)
        {
            return child;
        }
    }
    panic!("no mail was put off");
}

/// The first mail is put off, everything else is taken.
pub(crate) fn puts_one_off() -> Office {
    let asked = AtomicBool::new(false);
    Office::new(move |now: Moment, _: &Asked<'_>| {
        let first = now == Moment::Rcpt && !asked.swap(true, Ordering::Relaxed);
        if first {
            Act::Reply(450, "4.2.1 busy".into())
        } else {
            Act::Proceed
        }
    })
}

#[test]
fn an_edit_of_the_list_ends_a_run_that_waits() {
    let office = puts_one_off();
    office.seal_and_agree();
    let began = std::time::Instant::now();
    let run = waiting_for_one(&office, &["--only", "ORG-001"]);
    // Saved, but nothing that is open differs: the run goes on.
    let text = fs::read_to_string(office.folder.path(LIST)).unwrap();
    fs::write(office.folder.path(LIST), &text).unwrap();
    office.change("bestuur@hettehuis.example", "post@hettehuis.example");
    let ended = run.wait_with_output().unwrap();
    assert!(
        began.elapsed() < Duration::from_secs(60),
        "{:?}",
        began.elapsed()
    );
    let told = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(9), "{told}");
    let document: Value = serde_json::from_slice(&ended.stdout).unwrap();
    assert_eq!(
        document["error"]["code"], "campaign-list-differs",
        "{document}"
    );
    let message = words(document["error"]["message"].as_str().unwrap());
    assert!(
        message.contains("ORG-001 has a different address"),
        "{message}"
    );
    assert_eq!(
        (
            office.has("bestuur@hettehuis.example"),
            office.has("post@hettehuis.example")
        ),
        (0, 0)
    );
    // The way on is the one of a refused start.
    assert_eq!(office.run(&["rerun"]).exit, 0);
    office.agree();
    assert_eq!(office.run(&["send"]).exit, 0);
    assert_eq!(
        (
            office.has("bestuur@hettehuis.example"),
            office.has("post@hettehuis.example")
        ),
        (0, 1)
    );
}

#[test]
fn as_sealed_a_run_that_waits_ends_only_when_the_list_leaves_somebody_out() {
    let office = puts_one_off();
    office.seal_and_agree();
    let mut run = waiting_for_one(&office, &["--only", "ORG-001", "--as-sealed"]);
    office.change("bestuur@hettehuis.example", "post@hettehuis.example");
    std::thread::sleep(Duration::from_secs(8));
    assert!(
        run.try_wait().unwrap().is_none(),
        "another address is what --as-sealed is for"
    );
    office.remove("ORG-001");
    let ended = run.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(9));
    let document: Value = serde_json::from_slice(&ended.stdout).unwrap();
    assert!(
        words(document["error"]["message"].as_str().unwrap())
            .contains("ORG-001 is not on the list")
    );
    assert_eq!(office.has("bestuur@hettehuis.example"), 0);
}

#[test]
fn words_that_run_out_before_the_first_mail_may_go_are_told_beforehand() {
    let office = puts_one_off();
    office
        .folder
        .change(SETTINGS, "valid_for = \"7d\"", "valid_for = \"10min\"");
    office.seal_and_agree();
    let send = |retry: &str| {
        let slow = [
            "--set",
            &format!("retry.first={retry}"),
            "--set",
            "retry.max=1h",
        ];
        let ran = office.run(&[&slow[..], &["send", "--only", "ORG-001"]].concat());
        (ran.exit, words(&ran.err))
    };
    // Put off before it was offered: nothing has gone out on the words yet.
    let (exit, told) = send("1h");
    assert_eq!(
        (exit, told.contains("The approval is valid until")),
        (5, false),
        "{told}"
    );
    let (exit, told) = send("1h");
    assert_eq!(exit, 5, "{told}");
    assert!(told.contains("The approval is valid until"), "{told}");
    assert!(told.contains("By then the approval has expired"), "{told}");
    // Another mail of the seal goes in time, and with it the approval counts for the rest.
    assert_eq!(office.run(&["send", "--only", "ORG-002"]).exit, 5);
    let (_, told) = send("1h");
    assert!(!told.contains("The approval is valid until"), "{told}");
}

/// The deadline of the settings, so many seconds from now.
pub(crate) fn set_deadline(office: &Office, seconds: i64) -> jiff::Timestamp {
    let at = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(seconds);
    let text = fs::read_to_string(office.folder.path(SETTINGS)).unwrap();
    let line = format!("deadline = {}", at.strftime("%Y-%m-%dT%H:%M:%SZ"));
    let others = text.lines().filter(|line| !line.starts_with("deadline = "));
    let lines: Vec<&str> = others
        .flat_map(|one| {
            [
                one,
                if one.starts_with("[window]") {
                    &line
                } else {
                    ""
                },
            ]
        })
        .collect();
    fs::write(office.folder.path(SETTINGS), lines.join("\n")).unwrap();
    at
}

#[test]
fn what_expired_at_the_deadline_goes_by_a_new_one_a_word_and_new_words() {
    let office = Office::calm();
    crate::kind::with_a_real_address(&office.folder);
    let deadline = set_deadline(&office, 30);
    office.seal_and_agree();
    let send = |more: &[&str]| {
        let digest = office.folder.status()["digest"]
            .as_str()
            .unwrap()
            .to_owned();
        office.run(&[&["--json", "send", "--yes", "--digest", &digest], more].concat())
    };
    assert_eq!(send(&["--limit", "30"]).json()["sum"]["accepted"], 30);
    while jiff::Timestamp::now() <= deadline + jiff::SignedDuration::from_secs(1) {
        std::thread::sleep(Duration::from_millis(200));
    }
    // No run saw the deadline pass, so a person must say that the clock is right.
    let unsure = send(&[]);
    assert_eq!(
        (unsure.exit, &unsure.json()["error"]["code"]),
        (7, &"campaign-clock-expires".into())
    );
    let late = send(&["--clock-is-right"]);
    assert_eq!(
        (late.exit, &late.json()["sum"]["expired"]),
        (6, &2.into()),
        "{}{}",
        late.out,
        late.err
    );
    let status = office.folder.status();
    let of_state = |mail: &&Value| mail["state"] == "expired";
    let mails = status["mails"].as_array().unwrap().iter().filter(of_state);
    let expired: Vec<&str> = mails.map(|mail| mail["id"].as_str().unwrap()).collect();
    let again = [
        &["--json", "again"],
        &expired[..],
        &["--by", "A. Vos", "--why", "uitstel"],
    ]
    .concat();
    let too_late = office.run(&again);
    assert_eq!(
        (too_late.exit, &too_late.json()["error"]["code"]),
        (9, &"campaign-deadline-passed".into())
    );
    set_deadline(&office, 36_000);
    let due = office.run(&again);
    assert_eq!(due.exit, 0, "{}", due.err);
    // The deadline was agreed to: another one is another digest.
    assert_eq!(send(&[]).json()["error"]["code"], "campaign-head-changed");
    let sealed = office.json(&["seal"]);
    assert_eq!(
        (&sealed["made"], &sealed["mails"]),
        (&true.into(), &2.into()),
        "{sealed}"
    );
    assert_eq!(send(&[]).json()["error"]["code"], "campaign-not-approved");
    office.agree();
    let sent = send(&[]);
    assert_eq!(
        (sent.exit, &sent.json()["sum"]["accepted"]),
        (0, &32.into()),
        "{}{}",
        sent.out,
        sent.err
    );
    assert_eq!(office.server.kept.mails().len(), 32);
}

/// The first mail is put off, the second refused once, everything else is taken.
fn puts_one_off_and_refuses_one() -> Office {
    let asked = AtomicUsize::new(0);
    Office::new(move |now: Moment, _: &Asked<'_>| {
        if now != Moment::Rcpt {
            return Act::Proceed;
        }
        match asked.fetch_add(1, Ordering::Relaxed) {
            0 => Act::Reply(450, "4.2.1 busy".into()),
            1 => Act::Reply(550, "5.7.1 relay access denied".into()),
            _ => Act::Proceed,
        }
    })
}

fn decide(office: &Office, what: &str, id: &str) {
    let ran = office.run(&[what, id, "--by", "A. Vos", "--why", "overleg"]);
    assert_eq!(ran.exit, 0, "{what} {id}: {}", ran.err);
}

#[test]
fn what_a_person_lets_go_again_during_a_run_goes_in_that_run() {
    let office = puts_one_off_and_refuses_one();
    office.seal_and_agree();
    decide(&office, "withhold", "ORG-003");
    let mut run = waiting_for_one(&office, &["--only", "ORG-001", "ORG-002", "ORG-003"]);
    let [refused, withheld, other] = [
        ("ORG-002", "info@waterkersplatform.example"),
        ("ORG-003", "secretariaat@debrug-enco.example"),
        ("ORG-004", "forum@tnf-eikerveen.example"),
    ];
    while office.state(refused.0) != "refused" {
        std::thread::sleep(Duration::from_millis(100));
        assert!(run.try_wait().unwrap().is_none(), "the run ended");
    }
    decide(&office, "again", refused.0);
    decide(&office, "release", withheld.0);
    // Not asked for: it stays out of this run, whatever people say of it.
    decide(&office, "withhold", other.0);
    decide(&office, "release", other.0);
    let began = std::time::Instant::now();
    while (office.has(refused.1), office.has(withheld.1)) != (1, 1) {
        std::thread::sleep(Duration::from_millis(100));
        assert!(
            run.try_wait().unwrap().is_none(),
            "the run ended without them"
        );
        let waited = began.elapsed();
        assert!(
            waited < Duration::from_secs(60),
            "they wait for the next run"
        );
    }
    assert_eq!(office.run(&["stop"]).exit, 0);
    let ended = run.wait_with_output().unwrap();
    assert_eq!(
        ended.status.code(),
        Some(8),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    assert_eq!(office.server.kept.mails().len(), 2);
    assert_eq!(office.has(other.1), 0);
}

#[test]
fn what_a_person_lets_go_again_during_a_run_is_compared_with_the_list_first() {
    let office = puts_one_off_and_refuses_one();
    office.seal_and_agree();
    decide(&office, "withhold", "ORG-003");
    let mut run = waiting_for_one(&office, &["--only", "ORG-001", "ORG-003"]);
    // Of a mail that is withheld no edit matters, until it is to go after all.
    office.change(
        "secretariaat@debrug-enco.example",
        "post@debrug-enco.example",
    );
    std::thread::sleep(Duration::from_secs(8));
    assert!(
        run.try_wait().unwrap().is_none(),
        "an edit of a withheld row ends no run"
    );
    decide(&office, "release", "ORG-003");
    let began = std::time::Instant::now();
    let ended = run.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(9));
    // Not only once the mail that was put off is due.
    let waited = began.elapsed();
    assert!(waited < Duration::from_secs(60), "{waited:?}");
    let document: Value = serde_json::from_slice(&ended.stdout).unwrap();
    assert_eq!(
        document["error"]["code"], "campaign-list-differs",
        "{document}"
    );
    assert_eq!(office.server.kept.mails().len(), 0);
}

#[test]
fn a_mail_that_comes_back_because_of_us_stops_a_run_and_may_go_again_once_that_is_mended() {
    let office = puts_one_off();
    office.seal_and_agree();
    let run = waiting_for_one(&office, &["--only", "ORG-001", "ORG-002"]);
    while office.state("ORG-002") != "accepted" {
        std::thread::sleep(Duration::from_millis(100));
    }
    let status = office.run(&["status", "--json", "--reveal"]).json();
    let mails = status["mails"].as_array().unwrap();
    let sent = mails.iter().find(|mail| mail["id"] == "ORG-002").unwrap();
    let named = format!("Message-ID: <{}>\n", sent["message_id"].as_str().unwrap());
    let said = "550 5.7.26 Unauthenticated email is not accepted due to the domain's DMARC policy";
    let mail = office.folder.path("terug.eml");
    fs::write(&mail, report("", &named, "x@relay.example", said)).unwrap();
    let read = office.run(&["bounces", "--json", mail.to_str().unwrap()]);
    assert_eq!(read.json()["sum"]["recorded"], 1, "{}", read.err);
    let ended = run.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(8), "{told}");
    assert_eq!(office.state("ORG-002"), "bounced");
    assert_eq!(office.server.kept.mails().len(), 1);
    // Mended: the same mail goes once more, and only because somebody says so.
    let rest = ["send", "--after-brake", "--only", "ORG-002"];
    let nothing = office.run(&rest);
    assert_eq!(nothing.exit, 6, "{}", nothing.err);
    decide(&office, "again", "ORG-002");
    // The other mail still waits for its time.
    assert_eq!(office.run(&rest).exit, 5);
    assert_eq!(office.state("ORG-002"), "accepted");
    assert_eq!(office.server.kept.mails().len(), 2);
}
