//! What outlasts a new seal, and what does not: the pace of a domain, the words on a digest, a wait that has lost
//! its reason.
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use heraut::delivery::Verdict;
use heraut::id::{CampaignKey, Digest, ListId, Pseudonym};
use heraut::journal::event::{Answered, Offered, Sealed, Step};
use heraut::journal::{Event, Ledger};
use heraut::relay::catcher::{Act, Moment, Scene};
use jiff::Timestamp;

use crate::harness::Folder;
use crate::server::server;

#[test]
fn the_pace_of_a_domain_outlasts_a_new_seal() {
    let went = Arc::new(Mutex::new(Vec::new()));
    let seen = went.clone();
    let script = move |now: Moment, _: &Scene<'_>| {
        if now == Moment::Mail {
            seen.lock().unwrap().push(Instant::now());
        }
        Act::Proceed
    };
    let (folder, server) = (Folder::new(), server(script));
    let pace = ["pace.per_domain=\"20/min\"", "list.expected=41"];
    let first = server.heraut(
        &folder,
        &pace[..1],
        &["--json", "send", "--only", "ORG-001"],
    );
    assert_eq!(first.json()["sum"]["accepted"], 1, "{}", first.err);
    let row = "ORG-001;Stichting 't Huis";
    let another = "ORG-900;Vereniging Verderop;maatschappelijk;anders@hettehuis.example;A. de Boer;heer De \
        Boer;VZ-AAAA-99;2023, 2024\n";
    folder.change("recipients.example.csv", row, &format!("{another}{row}"));
    // The list has changed, so everything is sealed anew, without the mail that went out.
    let second = server.heraut(&folder, &pace, &["--json", "send", "--only", "ORG-900"]);
    assert_eq!(second.json()["sum"]["accepted"], 2, "{}", second.err);
    let went = went.lock().unwrap();
    assert_eq!(went.len(), 2);
    let between = went[1] - went[0];
    assert!(
        between >= Duration::from_millis(2900),
        "{between:?} between two mails to one domain"
    );
}

/// The whole list is sealed; the digest is that of the number.
fn sealed(seal: u32) -> Event {
    Event::Sealed(Sealed {
        seal,
        digest: Digest::of(&seal.to_be_bytes()),
        supplement: false,
        by: None,
    })
}

fn offered(recipient: Pseudonym, attempt: u32) -> Event {
    Event::Offered(Offered {
        recipient,
        attempt,
        date: Timestamp::UNIX_EPOCH,
    })
}

/// The first attempt was put off at its dot.
fn put_off(recipient: Pseudonym, perhaps_taken: Option<bool>) -> Event {
    Event::Answered(Answered {
        recipient,
        attempt: 1,
        step: Step::Dot,
        verdict: Verdict::Deferred {
            not_before: Timestamp::UNIX_EPOCH,
        },
        reply: None,
        words: None,
        perhaps_taken,
    })
}

fn tell(ledger: &mut Ledger, events: &[Event]) {
    for event in events {
        ledger.apply(Timestamp::UNIX_EPOCH, event).unwrap();
    }
}

#[test]
fn a_seal_has_not_begun_by_what_went_out_before_it() {
    let key = CampaignKey::from_bytes([7; 32]);
    let recipient = key.pseudonym(&ListId::new("ORG-001").unwrap());
    let mail = Digest::of(b"the same mail in both seals");
    let mut ledger = Ledger::default();
    let queued = |seal| Event::Queued {
        seal,
        recipient,
        mail,
    };
    tell(
        &mut ledger,
        &[
            sealed(1),
            queued(1),
            offered(recipient, 1),
            put_off(recipient, None),
        ],
    );
    assert!(ledger.has_begun(1));
    // The words on the second digest were not used yet, though its one mail was tried under the first.
    tell(&mut ledger, &[sealed(2), queued(2)]);
    let attempts = ledger
        .recipient(&recipient)
        .and_then(|entry| entry.mail())
        .map(|mail| mail.attempts);
    assert_eq!(
        (ledger.has_begun(1), ledger.has_begun(2), attempts),
        (true, false, Some(1))
    );
    tell(&mut ledger, &[offered(recipient, 2)]);
    assert!(ledger.has_begun(2));
}

#[test]
fn what_may_have_arrived_is_known_however_often_the_text_is_corrected() {
    let key = CampaignKey::from_bytes([7; 32]);
    let recipient = key.pseudonym(&ListId::new("ORG-001").unwrap());
    let mut ledger = Ledger::default();
    for seal in 1..5_u32 {
        let mail = Digest::of(&seal.to_be_bytes());
        tell(
            &mut ledger,
            &[
                sealed(seal),
                Event::Queued {
                    seal,
                    recipient,
                    mail,
                },
            ],
        );
        if seal == 1 {
            tell(
                &mut ledger,
                &[offered(recipient, 1), put_off(recipient, Some(true))],
            );
        }
        let mail = ledger
            .recipient(&recipient)
            .and_then(|entry| entry.mail())
            .unwrap();
        assert_eq!(
            (mail.is_perhaps_taken(), mail.unclear_answers()),
            (true, 1),
            "seal {seal}"
        );
    }
}

#[test]
fn a_run_that_waits_for_a_mail_that_is_taken_out_waits_no_longer() {
    let asked = std::sync::atomic::AtomicBool::new(false);
    let script = move |now: Moment, _: &Scene<'_>| {
        let first = now == Moment::Rcpt && !asked.swap(true, std::sync::atomic::Ordering::Relaxed);
        if first {
            Act::Reply(450, "4.2.1 busy".into())
        } else {
            Act::Proceed
        }
    };
    let (folder, server) = (Folder::new(), server(script));
    let settings = [
        "retry.first=10min",
        "retry.max=10min",
        "relay.connections=1",
    ];
    let mut waiting = server
        .command(&folder, &settings, &["send", "--wait"])
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let put_off = loop {
        std::thread::sleep(Duration::from_millis(100));
        assert!(
            waiting.try_wait().unwrap().is_none(),
            "the run ended before its time"
        );
        let status = folder.heraut(&["status", "--json", "--state", "deferred"]);
        let Ok(status) = serde_json::from_str::<serde_json::Value>(&status.out) else {
            continue;
        };
        if status["sum"]["accepted"] == 31 {
            break status["mails"][0]["id"].as_str().unwrap().to_owned();
        }
    };
    let since = Instant::now();
    let out = folder.heraut(&["withhold", &put_off, "--by", "A. Vos", "--why", "voorbeeld"]);
    assert_eq!(out.exit, 0, "{}", out.err);
    let code = waiting.wait().unwrap().code();
    assert!(
        since.elapsed() < Duration::from_secs(20),
        "{:?} for nothing",
        since.elapsed()
    );
    assert_eq!(code, Some(0));
    assert_eq!(folder.status()["sum"]["withheld"], 1);
}

#[test]
fn the_review_shows_the_findings_of_the_mails_that_are_sealed() {
    let folder = Folder::new();
    let text = "templates/bijlage-3.1.subject.hbs";
    let before = fs::read_to_string(folder.path(text)).unwrap();
    fs::write(folder.path(text), format!("LET OP DRINGEND {before}")).unwrap();
    let checked = folder.heraut(&["check", "--json"]).json();
    let told = checked["faults"].as_array().unwrap().clone();
    assert!(
        !told.is_empty() && told.iter().all(|fault| fault["severity"] == "warning"),
        "{told:?}"
    );
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    fs::write(folder.path(text), before).unwrap();
    assert_eq!(folder.heraut(&["review", "--out", "bundle"]).exit, 0);
    let kept = fs::read_to_string(folder.path("bundle/findings.txt")).unwrap();
    assert_eq!(kept.lines().count(), told.len());
    for (line, fault) in kept.lines().zip(&told) {
        assert!(line.contains(fault["code"].as_str().unwrap()), "{line}");
    }
    let page = fs::read_to_string(folder.path("bundle/index.html")).unwrap();
    assert!(
        !page.contains("There were no warnings"),
        "what was sealed with a warning is shown with it"
    );
    let manifest = fs::read_to_string(folder.path("bundle/manifest.txt")).unwrap();
    for name in ["rows", "findings"] {
        let file = fs::read(folder.path("bundle").join(format!("{name}.txt"))).unwrap();
        let count = file.iter().filter(|byte| **byte == b'\n').count();
        let line = format!("{name} {count} {}", Digest::of(&file));
        assert!(manifest.lines().any(|found| found == line), "{line}");
    }
}
