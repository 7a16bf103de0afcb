//! Mails that are put off: at the end of a run and wherever the sum is shown, people read why they wait.

use crate::faults::scene;
use crate::harness::Ran;

/// Without the ends of the terminal's lines.
fn said(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const LOCALS: [&str; 8] = [
    "rcpt-450-4.7.1",
    "a",
    "dot-452-4.2.2",
    "rcpt-450-4.7.1+b",
    "body-cut",
    "rcpt-450-4.1.1",
    "rcpt-450-4.7.1+c",
    "b",
];

#[test]
fn each_cause_is_told_once_with_how_many_mails_wait_for_it() {
    let scene = scene(&LOCALS);
    let sent = scene.heraut(&["--set", "relay.connections=1", "send"]);
    assert_eq!(sent.exit, 5, "{}", sent.screen());
    let status = scene.heraut(&["status"]);
    let alone = scene.heraut(&[]);
    for Ran { out, err, .. } in [&sent, &status, &alone] {
        let shown = said(&format!("{err}{out}"));
        for cause in [
            "later 3 mails 450 4.7.1 a rule of the receiving side",
            "later 1 mail 452 4.2.2 the mailbox is full",
            "later 1 mail 450 4.1.1 the receiving side doesn't find the mailbox now",
            "later 1 mail the connection was cut before the mail was handed over",
        ] {
            assert_eq!(shown.matches(cause).count(), 1, "{cause}: {shown}");
        }
        let (first, second) = (shown.find("3 mails 450"), shown.find("1 mail 45"));
        assert!(first < second, "that of most mails first: {shown}");
    }
    let dutch = scene.heraut(&["--lang", "nl", "status"]);
    assert!(
        said(&dutch.out).contains("1 mail 452 4.2.2 de mailbox is vol"),
        "{}",
        dutch.out
    );
    let quiet = scene.heraut(&["-q", "status"]);
    assert!(!quiet.out.contains("4.2.2"), "{}", quiet.out);
}

#[test]
fn programs_get_the_causes_too_and_they_add_up() {
    let scene = scene(&LOCALS);
    for words in [["--json", "send"], ["--json", "status"]] {
        let ran = scene.heraut(&[&["--set", "relay.connections=1"], &words[..]].concat());
        let document = ran.json();
        let causes = document["put_off"].as_array().unwrap();
        let cause = |at: usize| (causes[at]["reply"].as_str(), causes[at]["mails"].as_u64());
        assert_eq!(cause(0), (Some("450 4.7.1"), Some(3)), "{document}");
        // The server cuts a connection amid a body. Whoever sees that only after the dot has a doubt
        // instead, and waits for nothing.
        let is_put_off = causes.iter().any(|one| one["reply"].is_null());
        let is_in_doubt = document["sum"]["in_doubt"] == 1;
        assert!(is_put_off != is_in_doubt, "{document}");
        let all: u64 = causes
            .iter()
            .map(|one| one["mails"].as_u64().unwrap())
            .sum();
        assert_eq!(Some(all), document["sum"]["deferred"].as_u64());
    }
}
