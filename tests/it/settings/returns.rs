//! What comes back: which mailbox is read, and how.

use std::process::Stdio;
use std::time::{Duration, Instant};

use super::walk::{Row, row};
use crate::harness::Folder;
use crate::imap_server::{Act, imap_server};

/// What a server of mailboxes is asked, and what people are told of it.
fn read(folder: &Folder, set: &[String]) -> String {
    seen(folder, set, |_| Act::Usual)
}

/// How long a server may say nothing, in whole seconds.
fn waited(folder: &Folder, set: &[String]) -> String {
    let began = Instant::now();
    let seen = seen(folder, set, |line| match line {
        "EXAMINE \"INBOX\"" => Act::Hang,
        _ => Act::Usual,
    });
    let waited = began.elapsed().as_secs();
    format!("at least three seconds: {}; {seen}", waited >= 3)
}

fn seen(folder: &Folder, set: &[String], script: fn(&str) -> Act) -> String {
    let server = imap_server(
        folder,
        "localhost",
        &["Subject: een\r\n\r\n".to_owned()],
        script,
    );
    std::fs::write(folder.path("config/wrong.password"), "mis").unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(folder.path("config/wrong.password"), mode).unwrap();
    let words = words(set, server.port, &["bounces", "--dry-run"]);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let ran = folder.heraut(&words);
    let told = ran
        .screen()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    format!("{:?}\n{told}", server.heard.lock().unwrap())
}

/// How often a folder is opened in a little more than two seconds.
fn followed(folder: &Folder, set: &[String]) -> String {
    let server = imap_server(folder, "localhost", &[], |_| Act::Usual);
    assert!(matches!(folder.heraut(&["seal"]).exit, 0 | 4));
    let words = words(set, server.port, &["bounces", "--follow"]);
    let mut command = folder.command(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let looks = || {
        let heard = server.heard.lock().unwrap();
        heard.iter().filter(|line| line.contains("EXAMINE")).count()
    };
    let began = Instant::now();
    while looks() == 0 && began.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(50));
    }
    std::thread::sleep(Duration::from_millis(2_500));
    let looks = looks();
    child.kill().unwrap();
    child.wait().unwrap();
    if looks > 1 { "again" } else { "once" }.to_owned()
}

fn words(set: &[String], port: u16, words: &[&str]) -> Vec<String> {
    let set = set
        .iter()
        .map(|set| set.replace("{port}", &port.to_string()));
    let set = set.flat_map(|set| ["--set".to_owned(), set]);
    set.chain(words.iter().map(|word| (*word).to_owned()))
        .collect()
}

const IMAP: &str = "returns.imap=imaps://localhost:{port}";
const USER: &str = "returns.user=bericht";
const PASSWORD: &str = "returns.password_file=config/returns.password";
const CA: &str = "returns.ca_file=config/ca.pem";
const LOOKED: &str = "Nothing was recorded";

pub(super) const RETURNS: &[Row] = &[
    row(
        "returns.imap",
        read,
        &[USER, PASSWORD, CA],
        [
            ("imaps://localhost:{port}", "EXAMINE \\\"INBOX\\\""),
            ("imaps://localhost:{port}/Retour", "EXAMINE \\\"Retour\\\""),
        ],
    ),
    row(
        "returns.user",
        read,
        &[IMAP, PASSWORD, CA],
        [("bericht", LOOKED), ("ander", "refused the login")],
    ),
    row(
        "returns.password_file",
        read,
        &[IMAP, USER, CA],
        [
            ("config/returns.password", LOOKED),
            ("config/wrong.password", "refused the login"),
        ],
    ),
    row(
        "returns.token_command",
        read,
        &[IMAP, USER, CA],
        [
            ("[\"echo\", \"abc.def\"]", LOOKED),
            ("[\"echo\", \"old\"]", "refused the login"),
        ],
    ),
    row(
        "returns.ca_file",
        read,
        &[IMAP, USER, PASSWORD],
        [
            ("config/ca.pem", LOOKED),
            ("", "not issued by anybody this computer trusts"),
        ],
    ),
    row(
        "returns.timeout",
        waited,
        &[IMAP, USER, PASSWORD, CA],
        [
            ("1s", "at least three seconds: false"),
            ("3s", "at least three seconds: true"),
        ],
    ),
    row(
        "returns.poll",
        followed,
        &[IMAP, USER, PASSWORD, CA],
        [("1s", "again"), ("1h", "once")],
    ),
];
