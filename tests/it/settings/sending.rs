//! What goes out: the relay, the pace, the retries, the brake, the window and the words, as a mail server and a clock see them.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use heraut::relay::catcher::{Act, Moment, Scene, Tls};
use jiff::Timestamp;

use super::bench::outlook;
use super::walk::{Look, Row};
use crate::harness::{Folder, Ran};
use crate::pace::server;
use crate::tls;

const fn row(
    key: &'static str,
    look: Look,
    with: &'static [&'static str],
    sides: [(&'static str, &'static str); 2],
) -> Row {
    Row {
        key,
        look,
        with,
        sides,
    }
}

/// What a server was asked so far.
#[derive(Default)]
struct Heard {
    lines: u64,
    dots: u32,
    mails: Vec<Instant>,
}

/// Runs so many times, a retry of a second apart, before a server that does as `act` says, and tells what both saw.
fn runs(
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
fn told(ran: &Ran) -> String {
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

const SEND: &[&str] = &["--json", "send"];
const ONE: &[&str] = &["--json", "send", "--wait", "--only", "A-1"];

fn talk(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 1, SEND, |_, _| Act::Proceed)
}

/// A look at the relay without a mail.
fn connects(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 1, &["--json", "preflight"], |_, _| {
        Act::Proceed
    })
}

fn at(now: Moment, when: Moment, act: Act) -> Act {
    if now == when { act } else { Act::Proceed }
}

/// Its answer to the dot leaves open whether a server behind it took the mail.
fn unclear(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 1, ONE, |now, _| {
        at(now, Moment::Dot, Act::Reply(421, "4.4.2 bye".into()))
    })
}

/// It thinks about each mail before it answers.
fn slow_dots(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 1, SEND, |now, _| {
        at(now, Moment::Dot, Act::Wait(Duration::from_millis(1_500)))
    })
}

/// Its first line is slow to answer MAIL.
fn slow_line(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 1, SEND, |now, scene| {
        match (now, scene.connection) {
            (Moment::Mail, 1) => Act::Wait(Duration::from_millis(2_500)),
            _ => Act::Proceed,
        }
    })
}

/// It takes nothing the first time.
fn later(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 1, ONE, |now, scene| {
        match (now, scene.connection, scene.transaction) {
            (Moment::Rcpt, 1, 1) => Act::Reply(450, "4.2.1 later".into()),
            _ => Act::Proceed,
        }
    })
}

fn busy(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 1, SEND, |now, _| {
        at(now, Moment::Rcpt, Act::Reply(450, "4.2.1 busy".into()))
    })
}

fn busy_twice(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 2, SEND, |now, _| {
        at(now, Moment::Rcpt, Act::Reply(450, "4.2.1 busy".into()))
    })
}

fn refuses(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 1, SEND, |now, _| {
        at(now, Moment::Rcpt, Act::Reply(550, "5.1.1 nobody".into()))
    })
}

/// It knows three of four.
fn refuses_some(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 1, SEND, |now, scene| match now {
        Moment::Rcpt if scene.transaction % 4 == 0 => Act::Reply(550, "5.1.1 nobody".into()),
        _ => Act::Proceed,
    })
}

/// Before a server with a certificate and a login.
fn secured(_: &Folder, set: &[String]) -> String {
    let scene = tls::scene("localhost", Tls::Implicit, true);
    let other = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    fs::write(scene.folder.path("config/other.pem"), other.cert.pem()).unwrap();
    let password = scene.folder.path("config/other.password");
    fs::write(&password, "anders\n").unwrap();
    fs::set_permissions(&password, fs::Permissions::from_mode(0o600)).unwrap();
    let set: Vec<&str> = set.iter().map(String::as_str).collect();
    told(&scene.send("implicit", &set))
}

/// A seal, one person's word on it, what stands of it then, and the run.
fn agreed(folder: &Folder, set: &[String]) -> String {
    let server = server(|_: Moment, _: &Scene<'_>| Act::Proceed);
    let set: Vec<&str> = set.iter().map(String::as_str).collect();
    let run = |words: &[&str]| server.with_roles(folder, &set, words);
    let sealed = run(&["--json", "seal"]).json();
    let digest = sealed["digest"].as_str().unwrap();
    let given = run(&[
        "--json", "approve", "--digest", digest, "--by", "A. Vos", "--as", "besluit",
    ]);
    let until = run(&["--json"]).json()["valid_until"]
        .as_str()
        .map(|until| until.parse::<Timestamp>().unwrap());
    let holds = until.map_or("not at all", |until| {
        if until.duration_since(Timestamp::now()).as_hours() < 1 {
            "a minute"
        } else {
            "days"
        }
    });
    format!(
        "word: exit {}; holds {holds}\n{}",
        given.exit,
        told(&run(SEND))
    )
}

/// What stands at the top when the program is called alone.
fn alone(folder: &Folder, set: &[String]) -> String {
    let set = set.iter().flat_map(|set| ["--set", set.as_str()]);
    folder.heraut(&set.collect::<Vec<_>>()).screen()
}

pub(super) const RELAY: &[Row] = &[
    row(
        "sender.envelope_from",
        talk,
        &[],
        [
            ("", "MAIL FROM:<bericht@voorbeeldzaken.example>"),
            (
                "terug@post.voorbeeldzaken.example",
                "EHLO post.voorbeeldzaken.example MAIL FROM:<terug@post.",
            ),
        ],
    ),
    row(
        "sender.return_path",
        talk,
        &[],
        [
            ("one", "MAIL FROM:<bericht@"),
            ("verp", "MAIL FROM:<bericht+"),
        ],
    ),
    row(
        "relay.kind",
        talk,
        &[],
        [("smtp", "kept 3"), ("catcher", "kept 0")],
    ),
    row(
        "relay.host",
        connects,
        &[],
        [("\"127.0.0.1\"", "exit 0"), ("\"127.0.0.3\"", "exit 12")],
    ),
    row(
        "relay.port",
        connects,
        &[],
        [("{port}", "exit 0"), ("{closed}", "exit 12")],
    ),
    row(
        "relay.connect",
        connects,
        &["relay.port={closed}"],
        [
            ("\"127.0.0.1:{port}\"", "exit 0"),
            ("\"127.0.0.1:{closed}\"", "exit 12"),
        ],
    ),
    row(
        "relay.tls",
        connects,
        &[],
        [("none", "exit 0"), ("starttls", "exit 12")],
    ),
    row(
        "relay.ca_file",
        secured,
        &[],
        [
            ("config/ca.pem", "accepted 3"),
            ("config/other.pem", "exit 12"),
        ],
    ),
    row(
        "relay.user",
        secured,
        &[],
        [("bericht", "accepted 3"), ("iemand", "exit 12")],
    ),
    row(
        "relay.password_file",
        secured,
        &[],
        [
            ("config/relay.password", "accepted 3"),
            ("config/other.password", "exit 12"),
        ],
    ),
    row(
        "relay.hands_on",
        unclear,
        &["retry.first=1s", "retry.max=1s"],
        [("false", "dots 2"), ("true", "dots 1")],
    ),
    row(
        "relay.connections",
        slow_dots,
        &[],
        [("1", "lines 1"), ("2", "lines 2")],
    ),
    row(
        "relay.timeout",
        slow_line,
        &[],
        [("1s", "lines 2"), ("10s", "lines 1")],
    ),
    row(
        "relay.answer_timeout",
        slow_dots,
        &["list.file=kort.csv"],
        [("1s", "in_doubt 1"), ("10s", "accepted 1")],
    ),
    row(
        "relay.mails_per_connection",
        talk,
        &[],
        [("1", "lines 3"), ("500", "lines 1")],
    ),
    row(
        "relay.connection_age",
        talk,
        &["pace.rate=40/min"],
        [("1s", "lines 3"), ("10min", "lines 1")],
    ),
    row(
        "relay.connection_idle",
        later,
        &["retry.first=4s", "retry.max=4s"],
        [("1s", "lines 2"), ("30s", "lines 1")],
    ),
    row(
        "relay.notify",
        talk,
        &[],
        [
            ("[\"success\"]", "NOTIFY=SUCCESS"),
            ("[\"failure\"]", "NOTIFY=FAILURE"),
        ],
    ),
];

pub(super) const PACE: &[Row] = &[
    row(
        "pace.rate",
        talk,
        &[],
        [("unlimited", "mails at once"), ("60/min", "mails apart")],
    ),
    row(
        "pace.per_domain",
        talk,
        &["list.file=samen.csv"],
        [("unlimited", "mails at once"), ("60/min", "mails apart")],
    ),
    row(
        "pace.per_connection",
        talk,
        &[],
        [("unlimited", "mails at once"), ("60/min", "mails apart")],
    ),
    row(
        "pace.per_hour",
        talk,
        &[],
        [("1", "kept 1"), ("2", "kept 2")],
    ),
    row(
        "pace.per_day",
        talk,
        &[],
        [("1", "kept 1"), ("2", "kept 2")],
    ),
    row(
        "retry.first",
        busy,
        &[],
        [("5s", "next soon"), ("10min", "next late")],
    ),
    row(
        "retry.factor",
        busy_twice,
        &["retry.first=1s"],
        [("1", "next soon"), ("100", "next late")],
    ),
    row(
        "retry.max",
        busy_twice,
        &["retry.first=1s", "retry.factor=100"],
        [("2s", "next soon"), ("10min", "next late")],
    ),
    row(
        "retry.give_up_after",
        busy_twice,
        &["retry.first=1s"],
        [("1s", "expired 3"), ("3d", "deferred 3")],
    ),
    row(
        "brake.first",
        refuses,
        &[],
        [("1", "refused 1"), ("2", "refused 2")],
    ),
    row(
        "brake.refused_share",
        refuses_some,
        &["list.file=veel.csv"],
        [("0.2", "refused 5"), ("0.9", "refused 6")],
    ),
];

/// An end can be told.
const PACED: &[&str] = &["pace.rate=60/min"];

pub(super) const WHEN: &[Row] = &[
    row(
        "campaign.name",
        alone,
        &[],
        [("eerste", "eerste"), ("tweede", "tweede")],
    ),
    row(
        "window.not_before",
        outlook,
        PACED,
        [
            ("", "2024-12-18T10:"),
            ("2024-12-20T09:00:00", "Ends(2024-12-20T08:00:00Z)"),
        ],
    ),
    row(
        "window.deadline",
        outlook,
        PACED,
        [
            ("2024-12-18T12:00:00", "Ends("),
            ("2024-12-18T10:00:00", "Late"),
        ],
    ),
    row(
        "window.hours",
        outlook,
        PACED,
        [
            ("", "2024-12-18T10:"),
            ("\"20:00-21:00\"", "Ends(2024-12-18T19:00:00Z)"),
        ],
    ),
    row(
        "window.days",
        outlook,
        PACED,
        [
            ("wed", "2024-12-18T10:"),
            ("fri", "Ends(2024-12-19T23:00:00Z)"),
        ],
    ),
    row(
        "window.timezone",
        outlook,
        &["pace.rate=60/min", "window.hours=\"20:00-21:00\""],
        [
            ("Europe/Amsterdam", "T19:00:00Z"),
            ("Europe/Lisbon", "T20:00:00Z"),
        ],
    ),
    row(
        "approval.required",
        agreed,
        &[],
        [
            ("[\"besluit\"]", "accepted 3"),
            (
                "[\"besluit\", \"inhoud\"]",
                "error \"campaign-not-approved\"",
            ),
        ],
    ),
    row(
        "approval.valid_for",
        agreed,
        &[],
        [("60s", "holds a minute"), ("7d", "holds days")],
    ),
    row(
        "approval.roles.besluit",
        agreed,
        &[],
        [
            ("[\"A. Vos\"]", "word: exit 0"),
            ("[\"B. Smit\"]", "accepted null"),
        ],
    ),
];
