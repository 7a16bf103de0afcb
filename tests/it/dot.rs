//! An answer to the final dot that leaves open whether the mail was taken, through the program.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use heraut::relay::catcher::{Act, Moment, Scene, Script};

use crate::harness::{Folder, Ran};
use crate::server::{Server, server};

/// Answers each dot so, and counts the dots.
fn says(code: u16, text: &'static str) -> (impl Script, Arc<AtomicUsize>) {
    let dots = Arc::new(AtomicUsize::new(0));
    let counted = dots.clone();
    let script = move |now: Moment, _: &Scene<'_>| {
        if now != Moment::Dot {
            return Act::Proceed;
        }
        counted.fetch_add(1, Ordering::Relaxed);
        Act::Reply(code, text.to_owned())
    };
    (script, dots)
}

fn send(server: &Server, folder: &Folder, more: &[&str], words: &[&str]) -> Ran {
    let settings = [
        &["retry.first=1s", "retry.max=1s", "relay.connections=1"],
        more,
    ]
    .concat();
    server.heraut(folder, &settings, words)
}

#[test]
fn an_answer_about_the_system_is_offered_again_once_and_is_then_in_doubt_with_its_words() {
    let (script, dots) = says(451, "4.3.0 the disk is not well");
    let (folder, server) = (Folder::new(), server(script));
    let ran = send(
        &server,
        &folder,
        &[],
        &["--json", "send", "--wait", "--only", "ORG-001"],
    );
    assert_eq!(ran.exit, 7, "{}", ran.err);
    assert_eq!(ran.json()["sum"]["in_doubt"], 1);
    assert_eq!(
        dots.load(Ordering::Relaxed),
        2,
        "offered once more and no more"
    );
    let told = server.heraut(&folder, &[], &["status", "--state", "in_doubt"]);
    let words = told.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("451 4.3.0 the disk is not well"), "{words}");
    assert!(words.contains("may have arrived"), "{words}");
    // A person's word counts as it does for any doubt.
    let word = [
        "resolve",
        "ORG-001",
        "--arrived",
        "--by",
        "A. Vos",
        "--why",
        "staat in het logboek",
    ];
    assert_eq!(folder.heraut(&word).exit, 0);
}

#[test]
fn a_relay_set_to_hand_on_gets_no_mail_a_second_time() {
    let (script, dots) = says(421, "4.4.2 bye");
    let (folder, server) = (Folder::new(), server(script));
    let settings = ["relay.hands_on=true"];
    let ran = send(
        &server,
        &folder,
        &settings,
        &["--json", "send", "--wait", "--only", "ORG-001"],
    );
    assert_eq!(ran.exit, 7, "{}", ran.err);
    assert_eq!(dots.load(Ordering::Relaxed), 1);
}

#[test]
fn what_may_have_arrived_does_not_expire_and_is_not_refused() {
    let (script, _) = says(451, "4.3.0 not now");
    let (folder, server) = (Folder::new(), server(script));
    let ran = send(
        &server,
        &folder,
        &[],
        &["--json", "send", "--only", "ORG-001"],
    );
    assert_eq!(ran.json()["sum"]["deferred"], 1, "{}", ran.err);
    std::thread::sleep(std::time::Duration::from_millis(1_300));
    let late = send(
        &server,
        &folder,
        &["retry.give_up_after=1s"],
        &["--json", "send", "--only", "ORG-001"],
    );
    assert_eq!(
        late.json()["sum"]["in_doubt"],
        1,
        "{}{}",
        late.out,
        late.err
    );
    assert_eq!(late.json()["sum"]["expired"], 0);
}

#[test]
fn an_answer_about_the_mail_stays_what_it_was() {
    let (script, dots) = says(451, "4.7.1 greylisted");
    let (folder, server) = (Folder::new(), server(script));
    for _ in 0..3 {
        let ran = send(
            &server,
            &folder,
            &[],
            &["--json", "send", "--only", "ORG-001"],
        );
        assert_eq!(ran.json()["sum"]["deferred"], 1, "{}", ran.err);
        std::thread::sleep(std::time::Duration::from_millis(1_200));
    }
    assert_eq!(dots.load(Ordering::Relaxed), 3);
}
