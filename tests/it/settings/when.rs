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

/// What stands at the top when the program is called alone.
fn alone(folder: &Folder, set: &[String]) -> String {
    let set = set.iter().flat_map(|set| ["--set", set.as_str()]);
    folder.heraut(&set.collect::<Vec<_>>()).screen()
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

/// An end can be told.
const PACED: &[&str] = &["pace.rate=60/min"];

pub(super) const WHEN: &[Row] = &[
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
        "approval.roles.besluit",
        agreed,
        &[],
        [
            ("[\"A. Vos\"]", "word: exit 0"),
            ("[\"B. Smit\"]", "accepted null"),
        ],
    ),
];
