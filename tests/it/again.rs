//! What a person does about one mail by a word: `again` for what was refused or expired, `resolve` for what is in doubt.
#![allow(clippy::disallowed_methods)]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use heraut::relay::catcher::{Act, Moment, Scene as Asked};

use crate::office::{Office, words};

#[test]
fn what_our_own_relay_refused_by_mistake_goes_again_by_a_word() {
    let denies = Arc::new(AtomicBool::new(true));
    let asked = denies.clone();
    let office = Office::new(move |now: Moment, _: &Asked<'_>| {
        let denied = now == Moment::Rcpt && asked.load(Ordering::Relaxed);
        if denied {
            Act::Reply(550, "5.7.1 relay access denied".into())
        } else {
            Act::Proceed
        }
    });
    office.seal_and_agree();
    // The third refusal in the same words is about us: the brake.
    let refused = office.run(&["send", "--only", "ORG-001", "ORG-002", "ORG-003"]);
    assert_eq!(refused.exit, 8, "{}", refused.err);
    assert!(
        words(&refused.err).contains("heraut again ORG-001"),
        "{}",
        refused.err
    );
    denies.store(false, Ordering::Relaxed);
    let again = office.run(&[
        "again",
        "ORG-001",
        "ORG-002",
        "ORG-003",
        "--by",
        "A. Vos",
        "--why",
        "relay hersteld",
    ]);
    assert_eq!(again.exit, 0, "{}", again.err);
    assert_eq!(office.run(&["send", "--after-brake"]).exit, 0);
    assert_eq!(office.server.kept.mails().len(), 32);
    assert_eq!(office.has("bestuur@hettehuis.example"), 1);
    // Never what was accepted.
    let again = office.run(&[
        "--json", "again", "ORG-001", "--by", "A. Vos", "--why", "nog eens",
    ]);
    assert_eq!(
        (again.exit, &again.json()["error"]["code"]),
        (3, &"campaign-cannot-again".into())
    );
}

#[test]
fn what_expired_goes_again_by_a_word_and_does_not_expire_at_once() {
    let busy = Arc::new(AtomicBool::new(true));
    let asked = busy.clone();
    let office = Office::new(move |now: Moment, _: &Asked<'_>| {
        let later = now == Moment::Rcpt && asked.load(Ordering::Relaxed);
        if later {
            Act::Reply(451, "4.3.0 later".into())
        } else {
            Act::Proceed
        }
    });
    let short = [
        "--set",
        "retry.first=1s",
        "--set",
        "retry.max=1s",
        "--set",
        "retry.give_up_after=2s",
    ];
    let send =
        |words: &[&str]| office.run(&[&short[..], &["send", "--only", "ORG-001"], words].concat());
    office.seal_and_agree();
    assert_eq!(send(&[]).exit, 5);
    std::thread::sleep(Duration::from_millis(2100));
    assert_eq!(send(&[]).exit, 6);
    assert_eq!(office.state("ORG-001"), "expired");
    busy.store(false, Ordering::Relaxed);
    assert_eq!(
        office
            .run(&[
                "again",
                "ORG-001",
                "--by",
                "A. Vos",
                "--why",
                "relay hersteld"
            ])
            .exit,
        0
    );
    send(&[]);
    assert_eq!(office.state("ORG-001"), "accepted");
    assert_eq!(office.has("bestuur@hettehuis.example"), 1);
}

#[test]
fn what_counts_as_accepted_on_a_word_is_told_so() {
    let office = Office::new(|now: Moment, _: &Asked<'_>| {
        if now == Moment::Dot {
            Act::Close
        } else {
            Act::Proceed
        }
    });
    office.seal_and_agree();
    office.run(&["send", "--only", "ORG-001"]);
    assert_eq!(office.state("ORG-001"), "in_doubt");
    let arrived = [
        "resolve",
        "ORG-001",
        "--arrived",
        "--by",
        "A. Vos",
        "--why",
        "in het logboek",
    ];
    assert_eq!(office.run(&arrived).exit, 0);
    let status = office.run(&["status", "--state", "accepted"]);
    let told = words(&format!("{}{}", status.out, status.err));
    assert!(told.contains("accepted (according to A. Vos)"), "{told}");
}
