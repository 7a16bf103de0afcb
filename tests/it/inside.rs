//! The list stays inside: words on their way in and out, memory, files that others can read.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::deadline::live;
use crate::harness::{Folder, Ran};

fn with_input(folder: &Folder, words: &[&str], input: &[u8]) -> Ran {
    let mut command = folder.command(words);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _closed = child.stdin.take().unwrap().write_all(input);
    let done = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran {
        exit: done.status.code().unwrap_or(-1),
        out: text(done.stdout),
        err: text(done.stderr),
    }
}

#[test]
fn queue_ids_are_told_and_stand_in_no_journal() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    let status = folder.status();
    let ids: Vec<&str> = status["mails"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|it| it["queue_id"].as_str())
        .collect();
    assert_eq!(
        ids.len(),
        32,
        "each accepted mail has the relay's own name for it"
    );
    for name in ["journal.db", "journal.db-wal", "vault.db", "vault.db-wal"] {
        let Ok(bytes) = fs::read(folder.path("var/trial").join(name)) else {
            continue;
        };
        for id in &ids {
            assert!(
                !bytes
                    .windows(id.len())
                    .any(|window| window == id.as_bytes()),
                "{name} holds {id}"
            );
        }
    }
}

#[test]
fn a_text_may_come_from_standard_input_and_is_never_a_dash() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    let remark = ["remark", "-", "--by", "B. Smit"];
    assert_eq!(
        with_input(&folder, &remark, "Kan dit\nkorter?\n".as_bytes()).exit,
        0
    );
    assert_eq!(
        with_input(
            &folder,
            &["withhold", "ORG-003", "--by", "A. Vos", "--why", "-"],
            b"bedreigd"
        )
        .exit,
        0
    );
    assert_eq!(folder.heraut(&["review"]).exit, 0);
    let page = fs::read_to_string(folder.path("var/trial/review/index.html")).unwrap();
    assert!(
        page.contains("Kan dit\nkorter?"),
        "the words are those of standard input"
    );
    for (input, code) in [
        (Vec::new(), "cli-input-empty"),
        (b" \n".to_vec(), "cli-input-empty"),
        (vec![b'a'; 65 * 1024], "cli-input-long"),
        (b"\xff\xfe".to_vec(), "cli-input-text"),
    ] {
        let words = [&remark[..], &["--json"]].concat();
        let ran = with_input(&folder, &words, &input);
        assert_eq!(
            (ran.exit, ran.json()["error"]["code"].as_str()),
            (2, Some(code)),
            "{}",
            ran.err
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn no_core_is_ever_left() {
    let folder = Folder::new();
    let mut command = folder.command(&["catch", "--port", "0"]);
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let limits = format!("/proc/{}/limits", child.id());
    let limited = || {
        let text = fs::read_to_string(&limits).unwrap_or_default();
        let line = text
            .lines()
            .find(|line| line.starts_with("Max core file size"))
            .unwrap_or_default()
            .to_owned();
        line.split_whitespace().skip(4).take(2).collect::<Vec<_>>() == ["0", "0"]
    };
    let found = (0..1_000).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        limited()
    });
    // Not SIGQUIT: whoever starts tests in the background may have it ignored.
    let asked = Command::new("kill")
        .args(["-ABRT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(child.wait().is_ok() && asked.success());
    assert!(found, "the limit of core files is 0, and cannot be raised");
    let left = fs::read_dir(folder.path("."))
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    assert!(
        left.into_iter()
            .all(|name| !name.to_string_lossy().starts_with("core"))
    );
}

#[test]
fn files_that_others_can_read_or_change_are_told() {
    let list = "recipients.example.csv";
    let codes = |folder: &Folder, mode: u32| {
        fs::set_permissions(folder.path(list), fs::Permissions::from_mode(mode)).unwrap();
        let checked = folder.heraut(&["check", "--json"]).json();
        let faults = checked["faults"].as_array().unwrap().clone();
        faults
            .iter()
            .filter_map(|it| it["code"].as_str())
            .filter(|code| code.starts_with("campaign-file"))
            .count()
    };
    let trial = Folder::new();
    assert_eq!(
        (
            codes(&trial, 0o644),
            codes(&trial, 0o664),
            codes(&trial, 0o666)
        ),
        (0, 0, 1)
    );
    let live = Folder::new().with_real_relay();
    assert_eq!(
        (
            codes(&live, 0o600),
            codes(&live, 0o644),
            codes(&live, 0o660)
        ),
        (0, 1, 1)
    );
}

#[test]
fn files_that_others_can_read_or_change_are_told_before_the_last_look() {
    let (folder, digest) = live("");
    let allow = |file: &str, mode: u32| {
        fs::set_permissions(folder.path(file), fs::Permissions::from_mode(mode)).unwrap();
    };
    for file in ["recipients.example.csv", "config/heraut.toml"] {
        allow(file, 0o600);
    }
    let told = |words: &[&str], part: &str| {
        let ran = folder.heraut(words);
        ran.err
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .contains(part)
    };
    let confirmed = ["send", "--yes", "--digest", &digest];
    let (read, change) = (
        "others on this computer can read who is on the list",
        "others on this computer can change",
    );
    assert!(
        !told(&["send"], read) && !told(&confirmed, change),
        "all is one's own"
    );
    allow("recipients.example.csv", 0o644);
    assert!(told(&["send"], read) && told(&confirmed, read));
    allow("config/heraut.toml", 0o666);
    assert!(told(&["send"], change) && told(&confirmed, change));
}
