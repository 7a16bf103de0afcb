//! Returned mail in a mailbox, through the front door: read by IMAP over TLS, once, and nothing in it changed.

use std::fs;
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::harness::{Folder, Ran};
use crate::imap_server::{Act, GREETING, ImapServer, imap_server};
use crate::mailbox_faults::on;

/// A campaign whose mails the catcher has, and a report for each of the first mails that it could not be delivered.
pub(crate) fn sent(reports: usize) -> (Folder, Vec<String>) {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    let status = folder.heraut(&["--json", "--reveal", "status"]).json();
    let mails = status["mails"].as_array().unwrap().iter().take(reports);
    let reports = mails.map(|mail| {
        let text = |name: &str| mail[name].as_str().unwrap();
        report(text("message_id"), text("address"))
    });
    let reports = reports.collect();
    (folder, reports)
}

fn report(message_id: &str, address: &str) -> String {
    let envelope_id = message_id.split('@').next().unwrap();
    format!(
        "From: MAILER-DAEMON@relay.example\nTo: bericht@voorbeeldzaken.example\nSubject: Undelivered Mail Returned to Sender\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n\
         --b\nContent-Type: text/plain\n\nThis is the mail system at host relay.example.\n\n\
         --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\nOriginal-Envelope-Id: {envelope_id}\n\n\
         Final-Recipient: rfc822; {address}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 No such user\n\n--b--\n"
    )
    .replace('\n', "\r\n")
}

pub(crate) fn usual(_: &str) -> Act {
    Act::Usual
}

pub(crate) fn bounced(folder: &Folder) -> u64 {
    folder.status()["sum"]["bounced"].as_u64().unwrap()
}

pub(crate) fn numbers(ran: &Ran) -> Vec<u64> {
    assert_eq!(ran.exit, 0, "{}", ran.screen());
    let document = ran.json();
    let mails = document["mails"].as_array().unwrap().iter();
    mails.map(|mail| mail["number"].as_u64().unwrap()).collect()
}

#[test]
fn a_mailbox_is_read_once_and_only_looked_at() {
    let (folder, reports) = sent(3);
    let server = imap_server(&folder, "localhost", &reports[..2], usual);
    let looked = server.heraut(&folder, &["--json", "bounces", "--dry-run"]);
    assert_eq!((numbers(&looked), bounced(&folder)), (vec![1, 2], 0));
    assert!(!folder.path("var/trial/returns").exists());
    server.asked();

    let ran = server.heraut(&folder, &["--json", "bounces"]);
    assert_eq!((numbers(&ran), bounced(&folder)), (vec![1, 2], 2));
    assert_eq!(ran.json()["sum"]["recorded"], 2);
    assert_eq!(
        ran.json()["mails"][0]["file"],
        format!("imaps://localhost:{}", server.port)
    );
    assert_eq!(
        server.asked(),
        [
            "EXAMINE \"INBOX\"",
            "UID FETCH 1:* (UID)",
            "UID FETCH 1:2 (UID BODY.PEEK[]<0.1048577>)",
            "LOGOUT"
        ]
    );

    // Nothing new, and then one more.
    assert_eq!(
        numbers(&server.heraut(&folder, &["--json", "bounces"])),
        NONE
    );
    assert_eq!(server.asked()[1..], ["UID FETCH 3:* (UID)", "LOGOUT"]);
    server
        .held
        .lock()
        .unwrap()
        .mails
        .insert(9, reports[2].clone().into_bytes());
    let url = format!("imaps://localhost:{}/", server.port);
    assert_eq!(
        numbers(&server.heraut(&folder, &["--json", "bounces", &url])),
        [9]
    );
    assert_eq!(bounced(&folder), 3);
}

#[test]
fn without_what_it_remembers_all_is_read_again_and_nothing_changes() {
    let (folder, reports) = sent(2);
    let server = imap_server(&folder, "localhost", &reports, usual);
    let read = |words: &[&str]| numbers(&server.heraut(&folder, words));
    let journal = || folder.heraut(&["--json", "verify", "--journal"]).json();
    assert_eq!(read(&["--json", "bounces"]), [1, 2]);
    let before = journal();

    fs::remove_file(folder.path("var/trial/returns")).unwrap();
    assert_eq!(read(&["--json", "bounces"]), [1, 2], "the file is gone");
    folder.change("var/trial/returns", "uid 2", "uid two");
    assert_eq!(read(&["--json", "bounces"]), [1, 2], "the file is spoilt");
    server.held.lock().unwrap().validity = 18;
    assert_eq!(
        read(&["--json", "bounces"]),
        [1, 2],
        "the numbers began anew"
    );
    assert_eq!(read(&["--json", "bounces"]), NONE);
    let other = format!("returns.imap=imaps://localhost:{}/Retour", server.port);
    assert_eq!(
        read(&["--set", &other, "--json", "bounces"]),
        [1, 2],
        "another folder"
    );
    // What a person has to settle may have been read long ago.
    let url = format!("imaps://localhost:{}/", server.port);
    assert_eq!(read(&["--json", "bounces", &url, "--tray"]), NONE);
    assert!(
        server
            .asked()
            .contains(&"UID FETCH 1:2 (UID BODY.PEEK[]<0.1048577>)".to_owned())
    );
    assert_eq!(journal(), before);
    assert_eq!(bounced(&folder), 2);
}

#[test]
fn a_journal_that_lost_what_was_read_gets_it_again() {
    let (folder, reports) = sent(1);
    let server = imap_server(&folder, "localhost", &reports, usual);
    assert_eq!(
        numbers(&server.heraut(&folder, &["--json", "bounces"])),
        [1]
    );
    // A trial that starts over sends its mails anew, and remembers the mailbox.
    for file in fs::read_dir(folder.path("var/trial")).unwrap() {
        let path = file.unwrap().path();
        if path
            .file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with("journal")
        {
            fs::remove_file(path).unwrap();
        }
    }
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    assert_eq!(
        numbers(&server.heraut(&folder, &["--json", "bounces"])),
        [1]
    );
}

const NONE: [u64; 0] = [];

#[test]
fn a_mail_that_is_gone_meanwhile_or_too_large_hinders_nobody() {
    let (folder, mut reports) = sent(3);
    reports[1].push_str(&"x".repeat(1_500_000));
    let server = imap_server(&folder, "localhost", &reports, |line| {
        on(line, "UID FETCH 1:3", Act::Lose(1))
    });
    let ran = server.heraut(&folder, &["--json", "bounces"]);
    assert_eq!(numbers(&ran), [2, 3]);
    let cut: Vec<bool> = ran.json()["mails"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mail| mail["cut"] == true)
        .collect();
    assert_eq!((cut, bounced(&folder)), (vec![true, false], 2));
}

#[test]
fn each_way_to_log_in_with_a_password_is_taken_where_it_is_all_there_is() {
    let (folder, reports) = sent(1);
    let ways: [fn(&str) -> Act; 3] = [
        |line| {
            on(
                line,
                GREETING,
                Act::Say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] no words at once"),
            )
        },
        |line| {
            on(
                line,
                GREETING,
                Act::Say("* OK [CAPABILITY IMAP4rev1] an old one"),
            )
        },
        |line| {
            on(
                line,
                GREETING,
                Act::Say("* OK it is to be asked what it can"),
            )
        },
    ];
    let commands = [
        "AUTHENTICATE PLAIN",
        "LOGIN \"bericht\" \"geheim\"",
        "CAPABILITY",
    ];
    for (script, command) in ways.into_iter().zip(commands) {
        let server = imap_server(&folder, "localhost", &reports, script);
        let ran = server.heraut(&folder, &["--json", "bounces", "--dry-run"]);
        assert_eq!(numbers(&ran), [1], "{command}");
        let heard = server.heard.lock().unwrap();
        assert_eq!(heard[0].split_once(' ').unwrap().1, command);
    }
}

#[test]
fn a_token_from_a_program_logs_in_and_a_refused_one_is_told() {
    let (folder, reports) = sent(1);
    let server = imap_server(&folder, "localhost", &reports, usual);
    let run = |command: &str| {
        let set: Vec<String> = server
            .settings()
            .into_iter()
            .filter(|set| !set.contains("password"))
            .collect();
        let set = set.iter().map(String::as_str).chain([command]);
        let words = set
            .flat_map(|set| ["--set", set])
            .chain(["--json", "bounces"]);
        folder.heraut(&words.collect::<Vec<_>>())
    };
    let refused = run("returns.token_command=[\"echo\", \"old\"]");
    assert_eq!(refused.exit, 12, "{}", refused.screen());
    assert!(refused.out.contains("refused the login"), "{}", refused.out);
    let failed = run("returns.token_command=[\"false\"]");
    assert_eq!(failed.exit, 3, "{}", failed.screen());
    assert_eq!(
        numbers(&run("returns.token_command=[\"echo\", \"abc.def\"]")),
        [1]
    );
}

#[test]
fn without_files_and_without_a_mailbox_there_is_nothing_to_read() {
    let folder = Folder::new();
    let ran = folder.heraut(&["--json", "bounces"]);
    assert_eq!(ran.exit, 3, "{}", ran.screen());
    let hint = ran.json()["error"]["hint"].as_str().unwrap().to_owned();
    assert!(hint.contains("returns.imap"), "{hint}");
    let server = imap_server(&folder, "localhost", &[], usual);
    let other = server.heraut(&folder, &["bounces", "imaps://elders.example/"]);
    assert_eq!(other.exit, 3, "{}", other.screen());
    assert!(
        other.screen().contains("imaps://elders.example/"),
        "{}",
        other.screen()
    );
    assert!(server.heard.lock().unwrap().is_empty());
    // To record something it must be sealed; to look it need not.
    assert_eq!(server.heraut(&folder, &["bounces"]).exit, 9);
    assert_eq!(
        numbers(&server.heraut(&folder, &["--json", "bounces", "--dry-run"])),
        NONE
    );
}

#[test]
fn a_mailbox_that_is_followed_is_read_as_mail_arrives_until_a_person_stops_it() {
    let (folder, reports) = sent(2);
    let server = imap_server(&folder, "localhost", &reports[..1], usual);
    let child = begin(&folder, &server);
    wait_for(&folder, 1);
    server
        .held
        .lock()
        .unwrap()
        .mails
        .insert(2, reports[1].clone().into_bytes());
    wait_for(&folder, 2);
    let (code, document) = end(child, true);
    assert_eq!((code, &document["sum"]["recorded"]), (0, &2.into()));
}

/// Begins to follow the mailbox, for programs.
pub(crate) fn begin(folder: &Folder, server: &ImapServer) -> Child {
    let words = server.words(&["--set", "returns.poll=1s", "--json", "bounces", "--follow"]);
    let mut command = folder.command(&words);
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Waits until so many mails of ours bounced.
pub(crate) fn wait_for(folder: &Folder, count: u64) {
    let read = (0..300).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        bounced(folder) >= count
    });
    assert!(read, "{count} were not read");
}

/// Waits for the end, which a person may bring; the exit code and the document.
pub(crate) fn end(child: Child, by_a_person: bool) -> (i32, Value) {
    if by_a_person {
        let pid = rustix::process::Pid::from_raw(child.id().cast_signed()).unwrap();
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    }
    let ended = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr);
    let document = serde_json::from_slice(&ended.stdout).expect(&said);
    (ended.status.code().unwrap(), document)
}
