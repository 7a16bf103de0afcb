//! One fault a test: the program against a server that misbehaves as the recipient's address asks.

use std::fs;
use std::sync::Arc;

use heraut::clock::SystemClock;
use heraut::relay::catcher::{ByAddress, Capabilities, Catcher, Memory, Options};
use serde_json::Value;

use crate::harness::{Folder, Ran};

/// A campaign of a few rows and a server on this machine that does what their addresses ask.
pub(crate) struct Scene {
    pub(crate) folder: Folder,
    pub(crate) kept: Arc<Memory>,
    relay: Vec<String>,
    _stop: tokio::sync::oneshot::Sender<()>,
}

pub(crate) fn scene(locals: &[&str]) -> Scene {
    scene_offering(locals, Capabilities::default())
}

/// The same with a server that offers less.
pub(crate) fn scene_offering(locals: &[&str], capabilities: Capabilities) -> Scene {
    let folder = Folder::new();
    write_list(&folder, locals);
    let kept = Arc::new(Memory::default());
    let script = Arc::new(ByAddress::default());
    let options = Options {
        script,
        capabilities,
        ..Options::keeping(kept.clone())
    };
    let catcher = Catcher::start(options, SystemClock::start()).unwrap();
    let port = catcher.address().port();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(catcher.run(async {
            let _gone = stopped.await;
        }))
    });
    let relay = [
        "relay.kind=smtp",
        "relay.host=127.0.0.1",
        &format!("relay.port={port}"),
        "relay.tls=none",
    ]
    .iter()
    .map(ToString::to_string)
    .chain([
        "approval.required=[]".into(),
        "relay.answer_timeout=2s".into(),
        "relay.timeout=2s".into(),
    ])
    .collect();
    Scene {
        folder,
        kept,
        relay,
        _stop: stop,
    }
}

/// One row for each local part, named ORG-1, ORG-2, …
fn write_list(folder: &Folder, locals: &[&str]) {
    let mut list =
        String::from("id;organisatie;soort;email;contactpersoon;aanhef;kenmerk;contactjaren\r\n");
    for (at, local) in locals.iter().enumerate() {
        let n = at + 1;
        let row = format!(
            "ORG-{n};Wilgenkring {n}x{n};maatschappelijk;{local}@wilg{n}.example;A;bestuur;K{n};2023, 2024\r\n"
        );
        list.push_str(&row);
    }
    fs::write(folder.path("recipients.example.csv"), list).unwrap();
    let settings = fs::read_to_string(folder.path("config/heraut.toml")).unwrap();
    let lines = settings.lines().map(|line| {
        if line.starts_with("expected") {
            format!("expected = {}", locals.len())
        } else {
            line.to_owned()
        }
    });
    fs::write(
        folder.path("config/heraut.toml"),
        lines.collect::<Vec<_>>().join("\n"),
    )
    .unwrap();
}

impl Scene {
    pub(crate) fn heraut(&self, words: &[&str]) -> Ran {
        let mut all: Vec<&str> = Vec::new();
        for setting in &self.relay {
            all.extend(["--set", setting.as_str()]);
        }
        all.extend(words);
        self.folder.heraut(&all)
    }

    fn send(&self) -> (i32, Value) {
        let ran = self.heraut(&["--json", "send"]);
        (ran.exit, ran.json())
    }

    /// How many mails the server kept for this row.
    fn kept_for(&self, n: usize) -> usize {
        let domain = format!("@wilg{n}.example");
        let mails = self.kept.mails();
        mails
            .iter()
            .filter(|mail| {
                mail.recipients
                    .iter()
                    .all(|to| to.address.ends_with(&domain))
            })
            .count()
    }
}

fn states(document: &Value) -> Vec<String> {
    let mails = document["mails"].as_array().unwrap();
    mails
        .iter()
        .map(|mail| mail["state"].as_str().unwrap().to_owned())
        .collect()
}

/// The sum of the places is the number of rows, whatever happened.
fn adds_up(document: &Value) {
    let sum = document["sum"].as_object().unwrap();
    let listed = sum["listed"].as_u64().unwrap();
    let rest: u64 = sum
        .iter()
        .filter(|(name, _)| *name != "listed")
        .map(|(_, n)| n.as_u64().unwrap())
        .sum();
    assert_eq!(listed, rest, "{sum:?}");
}

#[test]
fn a_refusal_at_each_step_touches_one_mail_only() {
    let scene = scene(&["a", "rcpt-550", "b", "data-554", "c", "dot-554", "d"]);
    let (exit, document) = scene.send();
    assert_eq!(exit, 6);
    let wanted = [
        "accepted", "refused", "accepted", "refused", "accepted", "refused", "accepted",
    ];
    assert_eq!(states(&document), wanted);
    adds_up(&document);
    assert_eq!(scene.kept.mails().len(), 4);
    let (exit, again) = scene.send();
    assert_eq!(exit, 6, "refusals stay until somebody corrects the rows");
    assert_eq!(states(&again), wanted);
    assert_eq!(scene.kept.mails().len(), 4, "nothing was sent again");
}

#[test]
fn what_is_put_off_waits_and_is_not_tried_at_once() {
    let scene = scene(&["rcpt-450", "data-451", "dot-452", "a"]);
    let (exit, document) = scene.send();
    assert_eq!(exit, 5);
    assert_eq!(
        states(&document),
        ["deferred", "deferred", "deferred", "accepted"]
    );
    let (exit, again) = scene.send();
    assert_eq!(exit, 5);
    assert_eq!(
        again["mails"][0]["attempts"], 1,
        "the back-off has not passed"
    );
}

#[test]
fn what_was_put_off_goes_by_itself_once_its_time_has_come() {
    let scene = scene(&["rcpt-450-once", "a", "dot-452-once"]);
    let ran = scene.heraut(&["--set", "retry.first=1s", "--json", "send", "--wait"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    let document = ran.json();
    assert_eq!(states(&document), ["accepted"; 3]);
    assert_eq!(document["mails"][0]["attempts"], 2);
    assert_eq!([1, 2, 3].map(|n| scene.kept_for(n)), [1, 1, 1]);
}

#[test]
fn a_cut_after_the_dot_is_in_doubt_until_a_person_says_what_happened() {
    let scene = scene(&["a", "dot-cut", "dot-lost-once", "b"]);
    let (exit, document) = scene.send();
    assert_eq!(exit, 7);
    assert_eq!(
        states(&document),
        ["accepted", "in_doubt", "in_doubt", "accepted"]
    );
    adds_up(&document);
    let (exit, _) = scene.send();
    assert_eq!(exit, 7, "held, not sent again");
    // Wherever a doubt is shown, what to look for and both ways out are shown with it; quietly, too.
    for words in [&[][..], &["status"], &["-q", "status"]] {
        let shown = scene.heraut(words).out;
        for part in [
            "ORG-2",
            "status=sent",
            "resolve ORG-2 --arrived",
            "resolve ORG-2 --resend",
            "@",
        ] {
            assert!(shown.contains(part), "{words:?} {part}: {shown}");
        }
    }
    assert!(
        !scene.heraut(&["-q", "status"]).out.contains("ORG-1"),
        "nothing to do there"
    );
    assert_eq!([2, 3].map(|n| scene.kept_for(n)), [1, 0]);
    let word = |id, word| {
        scene.heraut(&[
            "resolve",
            id,
            word,
            "--by",
            "A. Vos",
            "--why",
            "het staat in het logboek",
        ])
    };
    assert_eq!(word("ORG-2", "--arrived").exit, 0);
    assert_eq!(word("ORG-3", "--resend").exit, 0);
    assert_ne!(
        word("ORG-1", "--resend").exit,
        0,
        "an accepted mail can't be sent again"
    );
    let (exit, document) = scene.send();
    assert_eq!(exit, 0);
    assert_eq!(states(&document), ["accepted"; 4]);
    assert_eq!([1, 2, 3, 4].map(|n| scene.kept_for(n)), [1, 1, 1, 1]);
}

#[test]
fn silence_after_the_dot_is_in_doubt_too() {
    let scene = scene(&["dot-silent", "a"]);
    let (exit, document) = scene.send();
    assert_eq!(exit, 7);
    assert_eq!(states(&document), ["in_doubt", "accepted"]);
}

#[test]
fn a_cut_before_the_dot_is_no_doubt() {
    let scene = scene(&["body-421-once", "a", "data-cut-once", "b", "rcpt-cut-once"]);
    let ran = scene.heraut(&["--set", "retry.first=1s", "--json", "send", "--wait"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert_eq!(states(&ran.json()), ["accepted"; 5]);
    assert_eq!([1, 2, 3, 4, 5].map(|n| scene.kept_for(n)), [1; 5]);
}

#[test]
fn a_body_wanted_for_a_refused_recipient_is_never_ended() {
    let scene = scene(&["a", "rcpt-550-go", "b"]);
    let (exit, document) = scene.send();
    assert_eq!(exit, 6);
    assert_eq!(states(&document), ["accepted", "refused", "accepted"]);
    assert_eq!(scene.kept.mails().len(), 2);
}

#[test]
fn replies_in_pieces_are_replies() {
    let scene = scene(&["rcpt-split", "data-split", "dot-split", "dot-wait-300"]);
    let (exit, document) = scene.send();
    assert_eq!(exit, 0);
    assert_eq!(states(&document), ["accepted"; 4]);
}

#[test]
fn the_brake_stops_when_all_of_the_first_are_refused() {
    let scene = scene(&["rcpt-550"; 9]);
    // One connection, so that none is in hand beside the fifth.
    let ran = scene.heraut(&["--set", "relay.connections=1", "--json", "send"]);
    assert_eq!(ran.exit, 8, "{}", ran.err);
    let document = ran.json();
    assert_eq!(document["sum"]["refused"], 5);
    assert_eq!(document["sum"]["queued"], 4, "the rest is as it was");
}

#[test]
fn a_relay_that_is_not_there_marks_nobody() {
    let scene = scene(&["a", "b"]);
    let ran = scene.heraut(&["--set", "relay.port=1", "--json", "send"]);
    assert_eq!(ran.exit, 12, "{}", ran.err);
    let (exit, document) = scene.send();
    assert_eq!(exit, 0);
    assert_eq!(states(&document), ["accepted"; 2]);
    assert_eq!(
        document["mails"][0]["attempts"], 1,
        "a relay that is not there is no attempt"
    );
}

#[test]
fn a_corrected_row_gets_a_new_mail_and_nobody_else_does() {
    let scene = scene(&["a", "rcpt-550", "b", "dot-554"]);
    let (exit, before) = scene.send();
    assert_eq!(exit, 6);
    write_list(&scene.folder, &["a", "beter", "b", "dot-554"]);
    let ran = scene.heraut(&["--json", "rerun"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert_eq!(ran.json()["mails"], 1, "only the corrected one");
    let (exit, after) = scene.send();
    assert_eq!(exit, 6);
    assert_eq!(
        states(&after),
        ["accepted", "accepted", "accepted", "refused"]
    );
    assert_eq!([1, 2, 3, 4].map(|n| scene.kept_for(n)), [1, 1, 1, 0]);
    let id = |document: &Value, n: usize| document["mails"][n]["message_id"].clone();
    assert_ne!(
        id(&before, 1),
        id(&after, 1),
        "another mail has another Message-ID"
    );
    assert_eq!(id(&before, 0), id(&after, 0));
    assert_eq!(
        after["mails"][1]["earlier"][0]["state"], "refused",
        "the chain of attempts is there"
    );
    adds_up(&after);
}

#[test]
fn a_withheld_organisation_gets_nothing() {
    let scene = scene(&["a", "rcpt-450-once", "b"]);
    assert_eq!(scene.send().0, 5);
    let word = ["withhold", "ORG-2", "--by", "A. Vos", "--why", "op verzoek"];
    assert_eq!(scene.heraut(&word).exit, 0);
    let ran = scene.heraut(&["--set", "retry.first=1s", "--json", "send", "--wait"]);
    assert_eq!(ran.exit, 4, "{}", ran.err);
    assert_eq!(states(&ran.json()), ["accepted", "withheld", "accepted"]);
    assert_eq!(scene.kept_for(2), 0);
    assert_ne!(
        scene
            .heraut(&["withhold", "ORG-1", "--by", "A. Vos", "--why", "te laat"])
            .exit,
        0
    );
}

#[test]
fn a_loopback_trial_sends_to_no_real_address() {
    let scene = scene(&["a", "b"]);
    // Put together here, so that no such address stands in the tree; nothing is ever sent to it.
    scene.folder.change(
        "recipients.example.csv",
        "@wilg2.example",
        &["@wilg2", ".nl"].concat(),
    );
    let ran = scene.heraut(&["send"]);
    assert_eq!(ran.exit, 9, "{}", ran.err);
    assert!(ran.err.contains("ORG-2"), "{}", ran.err);
    assert_eq!(scene.kept.mails().len(), 0, "not even to the others");
}

#[test]
fn a_doubt_settled_after_the_list_was_sealed_anew_is_not_forgotten() {
    let scene = scene(&["a", "dot-lost-once", "rcpt-550"]);
    assert_eq!(scene.send().0, 7);
    // A correction elsewhere makes a new seal, which the mail in doubt is no part of.
    write_list(&scene.folder, &["a", "dot-lost-once", "beter"]);
    let (exit, document) = scene.send();
    assert_eq!(exit, 7);
    assert_eq!(states(&document), ["accepted", "in_doubt", "accepted"]);
    let word = [
        "resolve",
        "ORG-2",
        "--resend",
        "--by",
        "A. Vos",
        "--why",
        "niet in het logboek",
    ];
    assert_eq!(scene.heraut(&word).exit, 0);
    let (exit, document) = scene.send();
    assert_eq!(exit, 0);
    assert_eq!(states(&document), ["accepted"; 3]);
    assert_eq!([1, 2, 3].map(|n| scene.kept_for(n)), [1, 1, 1]);
}
