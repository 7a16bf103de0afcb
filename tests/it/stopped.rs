//! Runs that were stopped, and what it takes to go on: the brake, `stop`, those who only look.
#![allow(clippy::disallowed_methods)]

use std::time::Duration;

use heraut::id::Digest;
use heraut::journal::event::{Braked, RunBegan, RunEnd};
use heraut::journal::store::file::Store;
use heraut::journal::{Event, LockFault, SenderLock};
use jiff::Timestamp;

use crate::deadline::live;
use crate::harness::Folder;

fn began() -> Event {
    Event::RunBegan(RunBegan {
        digest: Digest::of(b"x"),
        program: "0".into(),
        connections: 1,
        rate: "1/min".into(),
        per_domain: "unlimited".into(),
        per_connection: None,
        per_hour: None,
        per_day: None,
        clock_vouched: false,
    })
}

/// Writes events behind all others, as another process does.
fn append(folder: &Folder, kind: &str, events: &[Event]) {
    let mut store = Store::open(&folder.path(&format!("var/{kind}/journal.db"))).unwrap();
    store.read(|_, _| Ok(())).unwrap();
    let now = Timestamp::now();
    store
        .append(|_| events.iter().map(|event| (now, event)).collect())
        .unwrap();
}

#[test]
fn after_the_brake_a_live_run_asks_for_a_person_and_not_for_a_flag_that_a_timer_has() {
    let (folder, digest) = live("");
    let brake = Event::RunEnded {
        why: RunEnd::Brake,
        braked: Some(Braked::First { refused: 5 }),
    };
    append(&folder, "live", &[began(), brake]);
    let send = |more: &[&str]| {
        folder.heraut(&[&["--json", "send", "--yes", "--digest", &digest], more].concat())
    };
    let refused = send(&[]);
    assert_eq!(
        (refused.exit, &refused.json()["error"]["code"]),
        (8, &"campaign-braked".into())
    );
    let said = refused.json()["error"]["message"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        said.contains("the first 5 answers were all refusals"),
        "{said}"
    );
    // Whoever looked says so. Then nothing stands in the way but the relay, which is nowhere.
    assert_eq!(send(&["--after-brake"]).exit, 12);
}

#[test]
fn a_dry_run_says_what_would_stop_the_real_one() {
    let (folder, digest) = live("");
    assert_eq!(folder.heraut(&["send", "--dry-run"]).exit, 0);
    let taken = folder.heraut(&["withdraw", "--digest", &digest, "--by", "B. Smit"]);
    assert_eq!(taken.exit, 0, "{}", taken.err);
    let dry = folder.heraut(&["--json", "send", "--dry-run"]);
    assert_eq!(
        (dry.exit, &dry.json()["obstacle"]["code"]),
        (9, &"campaign-not-approved".into())
    );
    // Another sender is another head of the seal, whatever the words say.
    let other = folder.heraut(&[
        "--set",
        "sender.reply_to=\"a@voorbeeldzaken.example\"",
        "--json",
        "send",
        "--dry-run",
    ]);
    assert_eq!(other.exit, 9, "{}", other.out);
}

#[test]
fn a_stop_is_found_behind_what_was_there_when_the_lock_was_taken() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    append(&folder, "trial", &[began(), Event::StopAsked]);
    let store = Store::open(&folder.path("var/trial/journal.db")).unwrap();
    let before = store.records().unwrap();
    assert!(
        !store.holds_after(before, "stop_asked").unwrap(),
        "that one was for the run before"
    );
    append(&folder, "trial", &[Event::StopAsked]);
    assert!(store.holds_after(before, "stop_asked").unwrap());
    // The next run begins with nothing asked of it.
    let sent = folder.heraut(&["send"]);
    assert_eq!(sent.exit, 0, "{}", sent.err);
}

#[test]
fn those_who_look_whether_a_sender_lives_take_nobody_for_one() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("lock");
    assert!(!SenderLock::is_held(&path), "no file, no sender");
    drop(SenderLock::take(&path).unwrap());
    // Somebody looks, for as long as looking takes.
    let looking = std::fs::File::open(&path).unwrap();
    looking.lock_shared().unwrap();
    assert!(!SenderLock::is_held(&path), "two who look");
    let taken = std::thread::spawn({
        let path = path.clone();
        move || SenderLock::take(&path)
    });
    std::thread::sleep(Duration::from_millis(30));
    drop(looking);
    let lock = taken.join().unwrap().unwrap();
    assert!(SenderLock::is_held(&path));
    assert!(matches!(SenderLock::take(&path), Err(LockFault::Held)));
    drop(lock);
    assert!(!SenderLock::is_held(&path));
}
