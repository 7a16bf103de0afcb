//! Pace, brake, window and deadline through the program: what it says beforehand, when it stops, and how a
//! person goes on.
#![allow(clippy::disallowed_methods)]

use std::sync::Arc;
use std::time::Duration;

use heraut::relay::catcher::{Act, Moment, Scene as Asked, Script};
use jiff::{SignedDuration, Timestamp};

use crate::harness::{Folder, Ran};
use crate::server::server;

/// Answers so at one moment.
fn at(moment: Moment, code: u16, text: &'static str) -> impl Script {
    move |now: Moment, _: &Asked<'_>| {
        if now == moment {
            Act::Reply(code, text.to_owned())
        } else {
            Act::Proceed
        }
    }
}

/// What was told beside the answer, without the ends of the terminal's lines.
fn told(ran: &Ran) -> String {
    ran.err.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_relay_that_says_it_is_about_us_stops_the_run_at_every_step_and_marks_nobody() {
    for (moment, what) in [
        (Moment::Connect, "greeting"),
        (Moment::Ehlo, "EHLO"),
        (Moment::Mail, "MAIL"),
    ] {
        let (folder, server) = (Folder::new(), server(at(moment, 554, "5.7.1 not from you")));
        let ran = server.heraut(&folder, &[], &["--json", "send"]);
        assert_eq!(ran.exit, 12, "{what}: {}", ran.err);
        let document = ran.json();
        assert_eq!(document["sum"]["queued"], 32, "{what}: {}", document["sum"]);
        assert!(
            document["error"]["message"]
                .as_str()
                .unwrap()
                .contains("554"),
            "{what}: {document}"
        );
        // Whoever comes next is told, before anything is sent.
        let alone = folder.heraut(&[]);
        assert!(
            alone.err.contains("the mail server could not be used"),
            "{what}: {}",
            alone.err
        );
        let words = alone.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            words.contains("it said 554 5.7.1") && words.contains(what),
            "{what}: {words}"
        );
        assert_eq!(folder.status()["stopped"]["reply"], "554 5.7.1", "{what}");
        let again = server.heraut(&folder, &[], &["send"]);
        assert!(
            again.err.contains("The last run ended"),
            "{what}: {}",
            again.err
        );
        assert_eq!(server.kept.mails().len(), 0);
    }
}

#[test]
fn refusals_past_the_share_stop_the_run_and_a_person_starts_the_next() {
    // Each fourth recipient is refused: a quarter is more than a fifth, once twenty answers are in.
    let counted = std::sync::atomic::AtomicUsize::new(0);
    let script = move |now: Moment, _: &Asked<'_>| {
        if now != Moment::Rcpt {
            return Act::Proceed;
        }
        let count = counted.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        if count % 4 == 3 {
            Act::Reply(550, "5.1.1 nobody".into())
        } else {
            Act::Proceed
        }
    };
    let (folder, server) = (Folder::new(), server(script));
    let one = ["relay.connections=1"];
    let ran = server.heraut(&folder, &one, &["send"]);
    assert_eq!(ran.exit, 8, "{}", ran.err);
    let sum = folder.status()["sum"].clone();
    assert_eq!(
        (&sum["accepted"], &sum["refused"], &sum["queued"]),
        (&15.into(), &5.into(), &12.into())
    );
    assert!(
        ran.err.contains("5 of 20 answers were refusals"),
        "{}",
        ran.err
    );
    let alone = folder.heraut(&[]);
    assert!(
        alone.err.contains("The brake stopped the last run"),
        "{}",
        alone.err
    );
    assert!(
        alone.err.contains("5 of 20 answers were refusals"),
        "{}",
        alone.err
    );
    let stopped = folder.status()["stopped"].clone();
    assert_eq!(stopped["why"], "brake", "{stopped}");
    assert_eq!(
        stopped["saw"]["share"],
        serde_json::json!({ "refused": 5, "answers": 20 })
    );
    // A person starts it again, told why it stopped; what was accepted stays.
    let looser = ["relay.connections=1", "brake.refused_share=0.5"];
    let again = server.heraut(&folder, &looser, &["send"]);
    assert_eq!(again.exit, 6, "{}", again.err);
    assert!(
        again.err.contains("The brake stopped the last run"),
        "{}",
        again.err
    );
    let sum = folder.status()["sum"].clone();
    assert_eq!(
        (&sum["accepted"], &sum["refused"], &sum["queued"]),
        (&24.into(), &8.into(), &0.into())
    );
}

#[test]
fn the_mails_of_an_hour_are_used_up_across_runs() {
    let (folder, server) = (Folder::new(), server(heraut::relay::catcher::Obliging));
    let ran = server.heraut(&folder, &["pace.per_hour=10"], &["--json", "send"]);
    assert_eq!(ran.exit, 5, "{}", ran.err);
    assert_eq!(ran.json()["sum"]["accepted"], 10);
    let next: Timestamp = ran.json()["next"].as_str().unwrap().parse().unwrap();
    let span = next.duration_since(Timestamp::now());
    assert!(
        span > SignedDuration::from_mins(55) && span <= SignedDuration::from_mins(60),
        "{span}"
    );
    let again = server.heraut(&folder, &["pace.per_hour=10"], &["--json", "send"]);
    assert_eq!(
        again.json()["sum"]["accepted"],
        10,
        "a restart gives no new places"
    );
    let words = server.heraut(&folder, &["pace.per_hour=10"], &["send"]).err;
    assert!(
        words.contains("The limit of mails for an hour or a day is reached"),
        "{words}"
    );
    let more = server.heraut(&folder, &["pace.per_hour=12"], &["--json", "send"]);
    assert_eq!(
        more.json()["sum"]["accepted"],
        12,
        "two more for a cap that is two higher"
    );
    assert_eq!(server.kept.mails().len(), 12);
}

#[test]
fn a_place_that_a_refused_envelope_took_is_taken_after_a_restart_too() {
    let (folder, server) = (Folder::new(), server(at(Moment::Rcpt, 450, "4.2.1 busy")));
    let two = ["pace.per_hour=2", "relay.connections=1"];
    for _ in 0..2 {
        let ran = server.heraut(&folder, &two, &["--json", "send"]);
        assert_eq!(ran.exit, 5, "{}", ran.err);
        assert_eq!(ran.json()["sum"]["deferred"], 2, "{}", ran.json()["sum"]);
    }
}

#[test]
fn a_line_carries_no_more_than_its_share() {
    let most = Arc::new(std::sync::Mutex::new((0, 0)));
    let seen = most.clone();
    let script = move |now: Moment, asked: &Asked<'_>| {
        let mut most = seen.lock().unwrap();
        if now == Moment::Mail {
            *most = (most.0.max(asked.transaction), most.1.max(asked.connection));
        }
        Act::Proceed
    };
    let (folder, server) = (Folder::new(), server(script));
    let settings = ["relay.mails_per_connection=3", "relay.connections=1"];
    let ran = server.heraut(&folder, &settings, &["--json", "send"]);
    assert_eq!(ran.json()["sum"]["accepted"], 32, "{}", ran.err);
    assert_eq!(
        *most.lock().unwrap(),
        (3, 11),
        "eleven lines for 32 mails, none of more than three"
    );
}

#[test]
fn a_server_that_asks_for_time_gets_it_and_people_are_told() {
    let asked = std::sync::atomic::AtomicBool::new(false);
    let script = move |now: Moment, _: &Asked<'_>| {
        let first = now == Moment::Rcpt && !asked.swap(true, std::sync::atomic::Ordering::Relaxed);
        if first {
            Act::Reply(454, "4.7.0 too fast".into())
        } else {
            Act::Proceed
        }
    };
    let (folder, server) = (Folder::new(), server(script));
    let began = std::time::Instant::now();
    let ran = server.heraut(&folder, &["relay.connections=1"], &["send", "--limit", "3"]);
    assert!(
        began.elapsed() >= Duration::from_millis(900),
        "{:?}",
        began.elapsed()
    );
    assert!(
        ran.err.contains("The mail server asks for time"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("Mail servers asked for time once"),
        "{}",
        ran.err
    );
    let dutch = server.heraut(
        &folder,
        &["relay.connections=1"],
        &["--lang", "nl", "status"],
    );
    assert_eq!(dutch.exit, 0, "{}", dutch.err);
}

#[test]
fn an_answer_about_the_system_or_from_several_domains_slows_all_mails_down() {
    for (code, text, times, slower) in [
        (432, "4.3.2 Concurrent connections limit exceeded", 1, true),
        (450, "too many messages, slow down", 3, true),
        (450, "too many messages, slow down", 2, false),
        (450, "4.2.1 mailbox busy", 4, false),
    ] {
        let said = std::sync::atomic::AtomicUsize::new(0);
        let script = move |now: Moment, _: &Asked<'_>| {
            let asks = now == Moment::Rcpt
                && said.fetch_add(1, std::sync::atomic::Ordering::Relaxed) < times;
            if asks {
                Act::Reply(code, text.into())
            } else {
                Act::Proceed
            }
        };
        let (folder, server) = (Folder::new(), server(script));
        let ran = server.heraut(&folder, &["relay.connections=1"], &["send", "--limit", "6"]);
        let told = told(&ran).contains("All mails now go at least 1 second apart");
        assert_eq!(told, slower, "{code} {text}, {times} times: {}", ran.err);
    }
}

/// Takes one line at a time: says at this moment that there are too many, as this reply.
fn one_line_at_a_time(moment: Moment, code: u16, text: &'static str) -> impl Script {
    let open = std::sync::Mutex::new(std::collections::BTreeSet::new());
    move |now: Moment, asked: &Asked<'_>| {
        let mut open = open.lock().unwrap();
        let others = open.iter().any(|line| *line != asked.connection);
        match now {
            Moment::Connect if moment == now && others => {
                return Act::ReplyThenClose(code, text.into());
            }
            Moment::Connect => drop(open.insert(asked.connection)),
            Moment::Quit => drop(open.remove(&asked.connection)),
            _ if moment == now && others => return Act::Reply(code, text.into()),
            _ => {}
        }
        Act::Proceed
    }
}

#[test]
fn a_server_that_finds_lines_too_many_gets_fewer_and_people_are_told() {
    for (moment, code, text, least) in [
        (
            Moment::Rcpt,
            432,
            "4.3.2 Concurrent connections limit exceeded",
            25,
        ),
        (Moment::Rcpt, 452, "4.5.3 Too many sessions", 25),
        (
            Moment::Connect,
            421,
            "4.7.0 mail.example Error: too many connections from 192.0.2.1",
            32,
        ),
    ] {
        let (folder, server) = (
            Folder::new(),
            server(one_line_at_a_time(moment, code, text)),
        );
        let ran = server.heraut(&folder, &["relay.connections=3"], &["send"]);
        let kept = server.kept.mails().len();
        assert!(
            kept >= least,
            "{kept} kept, {code} at {moment:?}: {}",
            ran.err
        );
        let (told, code) = (told(&ran), format!("({code} {})", &text[..5]));
        assert!(
            told.contains(&format!("too many connections at the same time {code}")),
            "{told}"
        );
        assert!(told.contains("this run opens one at most"), "{told}");
        assert!(told.contains(&format!("asks for time {code}")), "{told}");
    }
}
