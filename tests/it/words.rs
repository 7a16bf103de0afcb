//! When words count: until the first mail, under clocks that are wrong, and after another seal.
#![allow(clippy::disallowed_methods)]

use heraut::id::Digest;
use heraut::journal::Event;
use heraut::journal::event::Sealed;
use heraut::journal::store::file::Store;
use jiff::{SignedDuration, Timestamp};

use crate::deadline::live;
use crate::harness::Folder;

/// The live journal, read to its end.
fn journal(folder: &Folder, mut hear: impl FnMut(Event)) -> Store {
    let mut store = Store::open(&folder.path("var/live/journal.db")).unwrap();
    store
        .read(|_, event| {
            hear(event);
            Ok(())
        })
        .unwrap();
    store
}

/// Gives all words once more, under a clock that is off by so much.
fn words_again(folder: &Folder, off: SignedDuration) {
    let mut words = Vec::new();
    let mut store = journal(folder, |event| {
        words.extend(matches!(event, Event::WordGiven(_)).then_some(event))
    });
    let at = Timestamp::now() + off;
    store
        .append(|_| words.iter().map(|event| (at, event)).collect())
        .unwrap();
}

/// Writes a record under a clock that is off by so much.
fn record(folder: &Folder, off: SignedDuration) {
    let at = Timestamp::now() + off;
    journal(folder, |_| {})
        .append(|_| vec![(at, &Event::StopAsked)])
        .unwrap();
}

/// What keeps a real send back, other than the relay, which is nowhere.
fn obstacle(folder: &Folder, digest: &str) -> (i32, String) {
    let ran = folder.heraut(&["--json", "send", "--yes", "--digest", digest]);
    (
        ran.exit,
        ran.json()["error"]["code"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
    )
}

const DAY: SignedDuration = SignedDuration::from_hours(24);

#[test]
fn words_that_lapse_while_a_run_waits_send_nothing() {
    let from = (Timestamp::now() + SignedDuration::from_secs(14))
        .strftime("%Y-%m-%dT%H:%M:%SZ")
        .to_string();
    let (folder, digest) = live(&format!("not_before = {from}"));
    words_again(&folder, SignedDuration::from_secs(3) - DAY * 7);
    // The words are a week old, which a person is asked about first.
    let ran = folder.heraut(&[
        "send",
        "--wait",
        "--clock-is-right",
        "--yes",
        "--digest",
        &digest,
    ]);
    assert_eq!(ran.exit, 9, "{}", ran.err);
    assert!(
        ran.err
            .contains("the approval expired before the first mail went out"),
        "{}",
        ran.err
    );
    let mut ends = Vec::new();
    journal(&folder, |event| {
        assert!(
            !matches!(event, Event::Offered(_) | Event::RelayFault { .. }),
            "{event:?}"
        );
        ends.extend(if let Event::RunEnded { why, .. } = event {
            Some(format!("{why:?}"))
        } else {
            None
        });
    });
    assert_eq!(ends, ["Lapsed"]);
    let status = folder.heraut(&["status"]);
    assert!(status.out.contains("This expired"), "{}", status.out);
}

#[test]
fn a_clock_set_back_revives_no_word_and_one_far_ahead_lends_none_force() {
    let (folder, digest) = live("");
    assert_eq!(
        obstacle(&folder, &digest).0,
        12,
        "agreed to: only the relay is missing"
    );
    record(&folder, DAY * 10);
    assert_eq!(
        obstacle(&folder, &digest),
        (9, "campaign-approval-lapsed".into())
    );
    // Given while the clock was 400 days ahead: they count for nothing now.
    words_again(&folder, DAY * 400);
    assert_eq!(obstacle(&folder, &digest).0, 9);
    // One accident locks nobody out: words under the right clock count.
    for (by, role) in [
        ("A. Vos", "inhoud"),
        ("B. Smit", "juridisch"),
        ("C. van Voorbeeld", "besluit"),
    ] {
        let given = folder.heraut(&["approve", "--digest", &digest, "--by", by, "--as", role]);
        assert_eq!(given.exit, 0, "{}", given.err);
    }
    assert_eq!(obstacle(&folder, &digest).0, 12);
}

#[test]
fn words_on_a_digest_that_was_replaced_stay_void_when_it_comes_back() {
    let (folder, digest) = live("");
    let seal = |digest: Digest, seal: u32| {
        Event::Sealed(Sealed {
            seal,
            digest,
            supplement: false,
            by: None,
        })
    };
    let sealed: Digest = digest.parse().unwrap();
    let mut store = journal(&folder, |_| {});
    let (other, same) = (seal(Digest::of(b"other"), 2), seal(sealed, 3));
    let now = Timestamp::now();
    store.append(|_| vec![(now, &other), (now, &same)]).unwrap();
    let mut ledger = heraut::journal::Ledger::default();
    let mut store = Store::open(&folder.path("var/live/journal.db")).unwrap();
    store
        .read(|at, event| {
            ledger.apply(at, &event).unwrap();
            Ok(())
        })
        .unwrap();
    assert_eq!(ledger.words().len(), 3);
    assert!(
        ledger.words().iter().all(|word| word.void),
        "{:?}",
        ledger.words()
    );
}

#[test]
fn a_text_that_goes_back_to_what_was_agreed_needs_new_words() {
    let (folder, digest) = live("");
    let text = "templates/bijlage-3.1.txt.hbs";
    folder.change(text, "Geachte", "Beste");
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    folder.change(text, "Beste", "Geachte");
    let again = folder.heraut(&["--json", "seal"]).json();
    assert_eq!(again["digest"], digest.as_str(), "the same digest again");
    assert_eq!(
        obstacle(&folder, &digest),
        (9, "campaign-not-approved".into())
    );
}

#[test]
fn a_digest_may_be_typed_as_it_is_shown() {
    let folder = Folder::new().with_real_relay();
    for key in ["hours = ", "days = "] {
        folder.change(
            "config/heraut.toml",
            &format!("\n{key}"),
            &format!("\n# {key}"),
        );
    }
    let sealed = folder.heraut(&["--json", "seal"]).json();
    let digest: Digest = sealed["digest"].as_str().unwrap().parse().unwrap();
    let shown = digest.short().to_string();
    let typed: Vec<&str> = shown.split_whitespace().collect();
    assert_eq!(typed.len(), 3, "{shown}");
    let run = |words: &[&str], more: &[&str]| {
        let ran = folder.heraut(&[words, &["--json", "--digest"], &typed[..], more].concat());
        (
            ran.exit,
            ran.json()["error"]["code"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        )
    };
    let done = (0, String::new());
    for (by, role) in [
        ("A. Vos", "inhoud"),
        ("B. Smit", "juridisch"),
        ("C. van Voorbeeld", "besluit"),
    ] {
        assert_eq!(run(&["approve"], &["--by", by, "--as", role]), done);
    }
    // Nothing is left in the way but the relay, which is nowhere.
    assert_eq!(run(&["send", "--yes"], &["--limit", "1"]).0, 12);
    assert_eq!(run(&["withdraw"], &["--by", "A. Vos"]), done);
    // Copied from a page, its blanks are none that part words.
    let whole = shown.replace(char::is_whitespace, "\u{a0}");
    let again = folder.heraut(&[
        "approve", "--digest", &whole, "--by", "A. Vos", "--as", "inhoud",
    ]);
    assert_eq!(again.exit, 0, "{}", again.err);
    let other = folder.heraut(&[
        "--json", "approve", "--digest", "44b5", "c5ca", "c601", "--by", "A. Vos", "--as", "inhoud",
    ]);
    assert_eq!(
        (other.exit, &other.json()["error"]["code"]),
        (9, &"campaign-other-digest".into())
    );
}
