//! The deadline, and the time before which nothing goes, through the program.
#![allow(clippy::disallowed_methods)]

use std::fs;

use jiff::{SignedDuration, Timestamp};

use crate::harness::Folder;

/// A live campaign, sealed and agreed to by all three, with this `[window]`.
pub(crate) fn live(window: &str) -> (Folder, String) {
    let folder = Folder::new().with_real_relay();
    folder.change(
        "config/heraut.toml",
        "[window]",
        &format!("[window]\n{window}\n#"),
    );
    for key in ["hours = ", "days = "] {
        folder.change(
            "config/heraut.toml",
            &format!("\n{key}"),
            &format!("\n# {key}"),
        );
    }
    folder.change(
        "config/heraut.toml",
        "rate = \"unlimited\"",
        "rate = \"1/min\"",
    );
    let sealed = folder.heraut(&["--json", "seal"]);
    assert_eq!(sealed.exit, 0, "{}", sealed.err);
    let digest = sealed.json()["digest"].as_str().unwrap().to_owned();
    for (by, role) in [
        ("A. Vos", "inhoud"),
        ("B. Smit", "juridisch"),
        ("C. van Voorbeeld", "besluit"),
    ] {
        let given = folder.heraut(&["approve", "--digest", &digest, "--by", by, "--as", role]);
        assert_eq!(given.exit, 0, "{}", given.err);
    }
    (folder, digest)
}

/// So many minutes from now, as the settings write it.
fn minutes_from_now(minutes: i64) -> String {
    (Timestamp::now() + SignedDuration::from_mins(minutes))
        .strftime("%Y-%m-%dT%H:%M:%SZ")
        .to_string()
}

#[test]
fn a_pace_too_slow_for_the_deadline_is_told_by_check_and_seal_and_refused_by_send() {
    let (folder, digest) = live(&format!("deadline = {}", minutes_from_now(10)));
    // 32 mails, one a minute: eleven at most in ten minutes.
    for command in [
        &["--json", "check"][..],
        &["--json", "seal"],
        &["--json", "send", "--dry-run"],
    ] {
        let told = folder.heraut(command);
        let late = told.json()["too_late"].as_u64().unwrap();
        assert!((21..=22).contains(&late), "{command:?}: {late}");
        let told = folder.heraut(&command[1..]);
        assert!(
            told.err.contains("would not go out before the deadline"),
            "{command:?}: {}",
            told.err
        );
    }
    let send = |more: &[&str]| {
        let words = [&["--json", "send", "--yes", "--digest", &digest], more].concat();
        folder.heraut(&words)
    };
    let refused = send(&[]);
    assert_eq!(refused.exit, 3, "{}", refused.err);
    assert_eq!(refused.json()["error"]["code"], "campaign-too-slow");
    // Part of them, or a faster pace for this time: nothing stands in the way but the relay, which is nowhere.
    assert_eq!(send(&["--limit", "5"]).exit, 12);
    let faster = folder.heraut(&[
        "--set",
        "pace.rate=10/s",
        "send",
        "--yes",
        "--digest",
        &digest,
    ]);
    assert_eq!(faster.exit, 12, "{}", faster.err);
}

#[test]
fn a_start_after_the_deadline_needs_a_new_sign_off() {
    let (folder, digest) = live(&format!("deadline = {}", minutes_from_now(-1)));
    let told = folder.heraut(&["check"]);
    assert!(told.err.contains("has passed"), "{}", told.err);
    let send = folder.heraut(&["--json", "send", "--yes", "--digest", &digest]);
    assert_eq!(
        (send.exit, &send.json()["error"]["code"]),
        (9, &"campaign-deadline-passed".into())
    );
    // Another deadline is another digest, and the words were not given on that.
    let old = fs::read_to_string(folder.path("config/heraut.toml")).unwrap();
    let moved = old
        .lines()
        .map(|line| match line.strip_prefix("deadline = ") {
            Some(_) => format!("deadline = {}", minutes_from_now(600)),
            None => line.to_owned(),
        });
    fs::write(
        folder.path("config/heraut.toml"),
        moved.collect::<Vec<_>>().join("\n"),
    )
    .unwrap();
    let changed = folder.heraut(&["--json", "send", "--yes", "--digest", &digest]);
    assert_eq!(
        (changed.exit, &changed.json()["error"]["code"]),
        (9, &"campaign-head-changed".into())
    );
    let sealed = folder.heraut(&["--json", "seal"]).json();
    assert_ne!(sealed["digest"], digest.as_str());
    let anew = sealed["digest"].as_str().unwrap();
    let send = folder.heraut(&["--json", "send", "--yes", "--digest", anew]);
    assert_eq!(
        (send.exit, &send.json()["error"]["code"]),
        (9, &"campaign-not-approved".into())
    );
}

#[test]
fn before_its_time_a_run_says_when_and_tries_nothing() {
    let from = minutes_from_now(90);
    let (folder, digest) = live(&format!("not_before = {from}"));
    let told = folder.heraut(&["--json", "check"]).json();
    let ends: Timestamp = told["ends_about"].as_str().unwrap().parse().unwrap();
    let from: Timestamp = from.parse().unwrap();
    assert_eq!(
        ends,
        from + SignedDuration::from_mins(31),
        "one a minute from then on"
    );
    let send = folder.heraut(&["--json", "send", "--yes", "--digest", &digest]);
    assert_eq!(send.exit, 5, "{}", send.err);
    let next: Timestamp = send.json()["next"].as_str().unwrap().parse().unwrap();
    assert_eq!(next, from);
    assert_eq!(send.json()["sum"]["queued"], 32);
    let words = folder.heraut(&["send", "--yes", "--digest", &digest]).err;
    assert!(words.contains("The next mails may go from"), "{words}");
}
