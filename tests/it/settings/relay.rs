//! Who sends and through which relay, as a mail server sees it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

use heraut::relay::catcher::{Act, CatcherTls, Moment};

use super::sending::{SEND, at, connects, later, runs, slow_line, talk, told, unclear};
use super::walk::{Row, row};
use crate::harness::Folder;
use crate::tls;

/// It thinks about each mail before it answers.
fn slow_dots(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 1, SEND, |now, _| {
        at(now, Moment::Dot, Act::Wait(Duration::from_millis(1_500)))
    })
}

/// Before a server with a certificate and a login.
fn secured(_: &Folder, set: &[String]) -> String {
    let scene = tls::scene("localhost", CatcherTls::Implicit, true);
    let other = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    fs::write(scene.folder.path("config/other.pem"), other.cert.pem()).unwrap();
    let password = scene.folder.path("config/other.password");
    fs::write(&password, "anders\n").unwrap();
    fs::set_permissions(&password, fs::Permissions::from_mode(0o600)).unwrap();
    let set: Vec<&str> = set.iter().map(String::as_str).collect();
    told(&scene.send("implicit", &set))
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

/// The block of settings in the README, in place of the shipped mail server and pace.
#[test]
fn the_settings_that_the_readme_shows_are_settings() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let shown = readme.split("```toml\n").nth(1).unwrap();
    let shown = shown.split("```").next().unwrap();
    assert!(shown.contains("[relay]") && shown.contains("[pace]") && shown.contains("rate = "));
    let folder = Folder::new();
    let shipped = fs::read_to_string(folder.path("config/heraut.toml")).unwrap();
    let mut kept = String::new();
    let mut is_shown = false;
    for line in shipped.split_inclusive('\n') {
        if line.starts_with('[') {
            let section = line.split(']').next().unwrap();
            is_shown = shown
                .lines()
                .any(|shown| shown.split(']').next() == Some(section));
        }
        if !is_shown {
            kept.push_str(line);
        }
    }
    assert!(!kept.contains("catcher"), "{kept}");
    fs::write(
        folder.path("config/heraut.toml"),
        format!("{kept}\n{shown}"),
    )
    .unwrap();
    let password = folder.path("config/relay.password");
    fs::write(&password, "geheim\n").unwrap();
    fs::set_permissions(&password, fs::Permissions::from_mode(0o600)).unwrap();
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!(check.exit, 0, "{}", check.screen());
    let doctor = folder.heraut(&["doctor"]).screen();
    let doctor = doctor.split_whitespace().collect::<Vec<_>>().join(" ");
    let relay = "Port 587, tls = \"starttls\", with a login, and the password can be read";
    assert!(doctor.contains(relay), "{doctor}");
}
