//! What goes out: the relay, the pace, the retries, the brake, the window and the words, as a mail server and a clock see them.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use heraut::relay::catcher::{Act, Moment, Scene};
use jiff::Timestamp;

use crate::harness::{Folder, Ran};
use crate::server::server;

/// What a server was asked so far.
#[derive(Default)]
struct Heard {
    lines: u64,
    dots: u32,
    mails: Vec<Instant>,
}

/// Runs so many times, a retry of a second apart, before a server that does as `act` says, and tells what both saw.
pub(super) fn runs(
    folder: &Folder,
    set: &[String],
    times: usize,
    words: &[&str],
    act: fn(Moment, &Scene<'_>) -> Act,
) -> String {
    let heard = Arc::new(Mutex::new(Heard::default()));
    let hears = heard.clone();
    let server = server(move |now: Moment, scene: &Scene<'_>| {
        let mut heard = hears.lock().unwrap();
        heard.lines = heard.lines.max(scene.connection);
        match now {
            Moment::Mail => heard.mails.push(Instant::now()),
            Moment::Dot => heard.dots += 1,
            _ => {}
        }
        act(now, scene)
    });
    // A port that nobody listens on: it was free a moment ago.
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let filled = |text: &String| {
        text.replace("{port}", &server.port().to_string())
            .replace("{closed}", &closed.to_string())
    };
    let set: Vec<String> = set.iter().map(filled).collect();
    let set: Vec<&str> = set.iter().map(String::as_str).collect();
    let mut ran = server.heraut(folder, &set, words);
    for _ in 1..times {
        std::thread::sleep(Duration::from_millis(1_200));
        ran = server.heraut(folder, &set, words);
    }
    let heard = heard.lock().unwrap();
    let mut out = format!(
        "kept {}; lines {}; dots {}; ",
        server.kept.mails().len(),
        heard.lines,
        heard.dots
    );
    let gaps = heard.mails.windows(2).map(|two| two[1] - two[0]);
    let apart = gaps
        .min()
        .is_some_and(|gap| gap >= Duration::from_millis(900));
    writeln!(out, "mails {}", if apart { "apart" } else { "at once" }).unwrap();
    for mail in server.kept.mails().iter() {
        let to = &mail.recipients[0];
        let notify = to.notify.as_deref().unwrap_or("none");
        writeln!(
            out,
            "EHLO {} MAIL FROM:<{}> RCPT TO:<{}> NOTIFY={notify}",
            mail.helo, mail.envelope_from, to.address
        )
        .unwrap();
    }
    out + &told(&ran)
}

/// What the program says of it: how it ended, the sum, and whether the next try is soon.
pub(super) fn told(ran: &Ran) -> String {
    let said = ran.json();
    let mut out = format!("exit {}\nerror {}\n", ran.exit, said["error"]["code"]);
    for state in [
        "accepted", "deferred", "refused", "expired", "in_doubt", "queued",
    ] {
        writeln!(out, "{state} {}", said["sum"][state]).unwrap();
    }
    if let Some(next) = said["next"].as_str() {
        let wait = next
            .parse::<Timestamp>()
            .unwrap()
            .duration_since(Timestamp::now());
        writeln!(
            out,
            "next {}",
            if wait.as_secs() < 30 { "soon" } else { "late" }
        )
        .unwrap();
    }
    out
}

pub(super) const SEND: &[&str] = &["--json", "send"];
const ONE: &[&str] = &["--json", "send", "--wait", "--only", "A-1"];

pub(super) fn talk(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 1, SEND, |_, _| Act::Proceed)
}

/// A look at the relay without a mail.
pub(super) fn connects(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 1, &["--json", "preflight"], |_, _| {
        Act::Proceed
    })
}

pub(super) fn at(now: Moment, when: Moment, act: Act) -> Act {
    if now == when { act } else { Act::Proceed }
}

/// Its answer to the dot leaves open whether a server behind it took the mail.
pub(super) fn unclear(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 1, ONE, |now, _| {
        at(now, Moment::Dot, Act::Reply(421, "4.4.2 bye".into()))
    })
}

/// Its first line is slow to answer MAIL.
pub(super) fn slow_line(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 1, SEND, |now, scene| {
        match (now, scene.connection) {
            (Moment::Mail, 1) => Act::Wait(Duration::from_millis(2_500)),
            _ => Act::Proceed,
        }
    })
}

/// It takes nothing the first time.
pub(super) fn later(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 1, ONE, |now, scene| {
        match (now, scene.connection, scene.transaction) {
            (Moment::Rcpt, 1, 1) => Act::Reply(450, "4.2.1 later".into()),
            _ => Act::Proceed,
        }
    })
}
