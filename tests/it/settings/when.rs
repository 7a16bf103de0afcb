//! When mails go, and on whose word, as a clock and people see it.

use heraut::relay::catcher::{Act, Moment, Scene};
use jiff::Timestamp;

use super::bench::forecast;
use super::sending::{SEND, told};
use super::walk::{Row, row};
use crate::harness::Folder;
use crate::server::server;

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

/// Approved while a remark is open.
fn remarked(folder: &Folder, set: &[String]) -> String {
    let server = server(|_: Moment, _: &Scene<'_>| Act::Proceed);
    let set: Vec<&str> = set.iter().map(String::as_str).collect();
    let run = |words: &[&str]| server.with_roles(folder, &set, words);
    let sealed = run(&["--json", "seal"]).json();
    let digest = sealed["digest"].as_str().unwrap();
    let made = run(&["remark", "Klopt dit?", "--by", "B. Smit"]);
    assert_eq!(made.exit, 0, "{}", made.screen());
    let given = run(&[
        "approve", "--digest", digest, "--by", "A. Vos", "--as", "besluit",
    ]);
    format!("word: exit {}\n{}", given.exit, given.screen())
}

/// What stands at the top when the program is called alone.
fn alone(folder: &Folder, set: &[String]) -> String {
    let set = set.iter().flat_map(|set| ["--set", set.as_str()]);
    folder.heraut(&set.collect::<Vec<_>>()).screen()
}

/// How long returned mail is waited for after a run.
fn waited(folder: &Folder, set: &[String]) -> String {
    let server = server(|_: Moment, _: &Scene<'_>| Act::Proceed);
    let set: Vec<&str> = set.iter().map(String::as_str).collect();
    let run = |words: &[&str]| server.heraut(folder, &set, words);
    assert_eq!(run(SEND).exit, 0);
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    let returns = run(&["--json", "status"]).json()["returns"].clone();
    let time = |name: &str| returns[name].as_str().unwrap().parse::<Timestamp>();
    let (last, until) = (time("handed_over").unwrap(), time("until").unwrap());
    let told = run(&["--lang", "en", "status"]).screen();
    let so_far = told.contains("Told so far in this trial: 3; returns until");
    let over = told.contains("Told in this trial: 3; none of their mails came back");
    let hours = until.duration_since(last).as_hours();
    format!(
        "{hours} hours, so far {so_far}, over {over}, {}",
        returns["told"]
    )
}

/// A rehearsal with the guests of the settings: they stand in the file and nowhere else.
fn rehearsed(folder: &Folder, set: &[String]) -> String {
    let server = server(|_: Moment, _: &Scene<'_>| Act::Proceed);
    let guests = set
        .iter()
        .find_map(|set| set.strip_prefix("rehearsal.guests="))
        .unwrap();
    let path = folder.path("config/heraut.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{text}\n[rehearsal]\nguests = {guests}\n")).unwrap();
    let run = |words: &[&str]| server.with_roles(folder, &[], words);
    let sealed = run(&["--json", "seal"]);
    let ran = run(&[
        "--json",
        "rehearse",
        "--only",
        "A-1",
        "--to",
        "gast@voorbeeldzaken.example",
    ]);
    format!(
        "seal: {}, exit {}, {}",
        sealed.exit,
        ran.exit,
        ran.json()["error"]["code"]
    )
}

/// The link that an invitation prints.
fn invited(folder: &Folder, set: &[String]) -> String {
    let set = set.iter().flat_map(|set| ["--set", set.as_str()]);
    let words: Vec<&str> = set.chain(["invite", "A. Vos"]).collect();
    folder.heraut(&words).screen()
}

/// What the review page says of a certificate and a key that it can't use; the one it finds under the name `cert.pem` is good.
fn served(folder: &Folder, set: &[String]) -> String {
    let names = vec!["lezen.voorbeeldzaken.example".to_owned()];
    let made = rcgen::generate_simple_self_signed(names).unwrap();
    std::fs::write(folder.path("config/cert.pem"), made.cert.pem()).unwrap();
    let set = set.iter().flat_map(|set| ["--set", set.as_str()]);
    let words: Vec<&str> = set.chain(["serve", "--port", "0"]).collect();
    folder.heraut(&words).screen()
}

/// An end can be told.
const PACED: &[&str] = &["pace.rate=60/min"];

pub(super) const WHEN: &[Row] = &[
    row(
        "returns.until",
        waited,
        &[],
        [
            ("", "336 hours, so far true, over false, 3"),
            ("1s", "0 hours, so far false, over true, 3"),
        ],
    ),
    row(
        "rehearsal.guests",
        rehearsed,
        &[],
        [
            ("[\"gast@voorbeeldzaken.example\"]", "seal: 0, exit 0, null"),
            ("[\"ander@voorbeeldzaken.example\"]", "campaign-not-a-guest"),
        ],
    ),
    row(
        "campaign.name",
        alone,
        &[],
        [("eerste", "eerste"), ("tweede", "tweede")],
    ),
    row(
        "window.not_before",
        forecast,
        PACED,
        [
            ("", "2024-12-18T10:"),
            ("2024-12-20T09:00:00", "Ends(2024-12-20T08:00:00Z)"),
        ],
    ),
    row(
        "window.deadline",
        forecast,
        PACED,
        [
            ("2024-12-18T12:00:00", "Ends("),
            ("2024-12-18T10:00:00", "Late"),
        ],
    ),
    row(
        "window.hours",
        forecast,
        PACED,
        [
            ("", "2024-12-18T10:"),
            ("\"20:00-21:00\"", "Ends(2024-12-18T19:00:00Z)"),
        ],
    ),
    row(
        "window.days",
        forecast,
        PACED,
        [
            ("wed", "2024-12-18T10:"),
            ("fri", "Ends(2024-12-19T23:00:00Z)"),
        ],
    ),
    row(
        "window.timezone",
        forecast,
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
        "approval.open_remarks",
        remarked,
        &[],
        [("\"tell\"", "word: exit 0"), ("\"block\"", "word: exit 9")],
    ),
    row(
        "approval.allowed_signers",
        agreed,
        &[],
        [
            ("", "word: exit 0"),
            ("config/allowed_signers", "word: exit 9; holds not at all"),
        ],
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
    row(
        "serve.listen",
        invited,
        &[],
        [
            ("", "http://127.0.0.1:8025/invitation/"),
            ("\"127.0.0.1:8026\"", "http://127.0.0.1:8026/invitation/"),
        ],
    ),
    row(
        "serve.public_url",
        invited,
        &[],
        [
            ("", "http://127.0.0.1:8025/"),
            (
                "\"https://lezen.voorbeeldzaken.example\"",
                "https://lezen.voorbeeldzaken.example/invitation/",
            ),
        ],
    ),
    row(
        "serve.tls_cert",
        served,
        &["serve.tls_key=\"config/no.key\""],
        [
            ("\"config/one.pem\"", "config/one.pem holds no"),
            ("\"config/other.pem\"", "config/other.pem holds no"),
        ],
    ),
    row(
        "serve.tls_key",
        served,
        &["serve.tls_cert=\"config/cert.pem\""],
        [
            ("\"config/one.key\"", "config/one.key holds no"),
            ("\"config/other.key\"", "config/other.key holds no"),
        ],
    ),
];
