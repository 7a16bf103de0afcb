//! `resolve --from-log`: mails in doubt settled by the relay's own log, through the program.

use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use crate::harness::{Folder, Ran};
use crate::resolve::doubtful;

const SENT: &str = "to=<bestuur@hettehuis.example>, relay=mx.hettehuis.example[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)";
const BOUNCED: &str = "to=<bestuur@hettehuis.example>, relay=none, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (no)";

/// A log of Postfix about the mail in doubt, from an hour before the offer to an hour after it.
fn log_of(folder: &Folder, about: &[&str]) -> String {
    let mail = folder.status()["mails"][0].clone();
    let at: jiff::Timestamp = mail["at"].as_str().unwrap().parse().unwrap();
    let hour = jiff::SignedDuration::from_hours(1);
    let id = mail["message_id"].as_str().unwrap();
    let around =
        |at: jiff::Timestamp| format!("{at} mail postfix/anvil[5]: statistics: max rate\n");
    let mut log = around(at.checked_sub(hour).unwrap());
    if !about.is_empty() {
        log += &format!("{at} mail postfix/cleanup[7]: 3F2A9C0123: message-id=<{id}>\n");
        log += &format!(
            "{at} mail postfix/qmgr[8]: 3F2A9C0123: from=<a@b.example>, size=4711, nrcpt=1 (queue active)\n"
        );
    }
    for line in about {
        log += &format!("{at} mail postfix/smtp[9]: 3F2A9C0123: {line}\n");
    }
    log + &around(at.checked_add(hour).unwrap())
}

fn write(folder: &Folder, name: &str, log: &str) -> String {
    let path = folder.path(name);
    std::fs::write(&path, log).unwrap();
    path.to_str().unwrap().to_owned()
}

fn one(ran: &Ran) -> Value {
    let mails = ran.json()["mails"].as_array().unwrap().clone();
    assert_eq!(mails.len(), 1, "{}", ran.out);
    mails[0].clone()
}

#[test]
fn a_log_that_shows_that_the_relay_took_the_mail_settles_it_with_its_lines_as_the_ground() {
    let (folder, server) = doubtful();
    let log = write(&folder, "mail.log", &log_of(&folder, &[SENT]));
    let ask = |words: &[&str]| server.heraut(&folder, &[], words);
    assert_eq!(
        ask(&["resolve", "--from-log", &log]).exit,
        2,
        "somebody vouches for it"
    );
    let dry = ask(&["--json", "resolve", "--from-log", &log, "--dry-run"]);
    assert_eq!(dry.exit, 0, "{}", dry.err);
    assert_eq!(
        (&dry.json()["recorded"], &one(&dry)["settled"]),
        (&false.into(), &true.into())
    );
    assert_eq!(
        folder.status()["sum"]["in_doubt"],
        1,
        "nothing was recorded"
    );

    let ran = ask(&["--json", "resolve", "--from-log", &log, "--by", "A. Vos"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    let mail = one(&ran);
    assert_eq!(
        (&mail["outcome"], &mail["covers"]),
        (&"handed_on".into(), &"yes".into())
    );
    let lines = mail["lines"].as_array().unwrap();
    assert_eq!(
        (&lines[0]["number"], &lines[1]["number"]),
        (&2.into(), &4.into())
    );
    assert!(
        lines[1]["text"].as_str().unwrap().contains("status=sent"),
        "{mail}"
    );
    assert!(!ran.out.contains("hettehuis"), "{}", ran.out);
    assert_eq!(folder.status()["sum"]["accepted"], 1);

    // The ground is kept, and names nobody outside the vault's encrypted texts.
    let settled = ask(&["--json", "resolve", "ORG-001"]).json()["evidence"][0]["settled"].clone();
    assert_eq!(
        (&settled["how"], &settled["word"]),
        (&"log".into(), &"arrived".into())
    );
    let why = settled["why"].as_str().unwrap();
    assert!(
        why.contains("status=sent") && !why.contains("hettehuis"),
        "{why}"
    );
    assert!(ask(&["resolve", "ORG-001"]).out.contains("A. Vos"));
    let files = crate::harness::files(&folder.path("var/trial"));
    for file in files.into_iter().filter(|file| file.is_file()) {
        let bytes = std::fs::read(&file).unwrap();
        let holds = |text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
        let is_journal = file.to_string_lossy().contains("journal");
        assert!(!is_journal || !holds(b"3F2A9C0123"), "{file:?}");
        assert!(!holds(b"status=sent"), "{file:?}");
    }
    let nothing = ask(&["resolve", "--from-log", &log, "--by", "A. Vos"]);
    assert_eq!(
        (nothing.exit, nothing.out.contains("No mail is in doubt")),
        (0, true),
        "{}",
        nothing.out
    );
}

#[test]
fn a_log_that_shows_nothing_or_a_failure_leaves_the_mail_in_doubt_and_never_sends_it_again() {
    let (folder, server) = doubtful();
    let full = log_of(&folder, &[]);
    let first = full.lines().next().unwrap().to_owned() + "\n";
    for (name, log, outcome, covers) in [
        ("covers.log", full.clone(), "not_there", "yes"),
        ("elsewhere.log", first.repeat(2), "not_there", "no"),
        (
            "unknown.log",
            "not a log\n".to_owned(),
            "not_there",
            "unknown",
        ),
        (
            "bounced.log",
            log_of(&folder, &[SENT, BOUNCED]),
            "came_back",
            "yes",
        ),
        ("empty.log", String::new(), "not_there", "unknown"),
    ] {
        let path = write(&folder, name, &log);
        let ran = server.heraut(
            &folder,
            &[],
            &["--json", "resolve", "--from-log", &path, "--by", "A. Vos"],
        );
        assert_eq!(ran.exit, 7, "{name} {}", ran.err);
        let mail = one(&ran);
        assert_eq!(
            (&mail["outcome"], &mail["covers"]),
            (&outcome.into(), &covers.into()),
            "{name}"
        );
        assert_eq!(mail["settled"], false);
        assert_eq!(folder.status()["sum"]["in_doubt"], 1, "{name}");
        let shown = server.heraut(&folder, &[], &["resolve", "--from-log", &path, "--dry-run"]);
        assert!(
            shown.out.contains("ORG-001") && !shown.out.contains("hettehuis"),
            "{}",
            shown.out
        );
    }
}

#[test]
fn packed_and_rotated_logs_are_read_together_and_standard_input_too() {
    let (folder, server) = doubtful();
    let log = log_of(&folder, &[SENT]);
    let half = log.find("smtp[9]").unwrap();
    let half = log[..half].rfind('\n').unwrap() + 1;
    let (before, after) = log.split_at(half);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(before.as_bytes()).unwrap();
    let old = folder.path("mail.log.1.gz");
    std::fs::write(&old, packed.finish().unwrap()).unwrap();
    let new = write(&folder, "mail.log", after);
    let words = [
        "--json",
        "resolve",
        "--dry-run",
        "--from-log",
        old.to_str().unwrap(),
        &new,
    ];
    let ran = server.heraut(&folder, &[], &words);
    assert_eq!(
        (ran.exit, &one(&ran)["outcome"]),
        (0, &"handed_on".into()),
        "{}",
        ran.err
    );

    let words = ["--json", "resolve", "--from-log", "-", "--dry-run"];
    let mut command = server.command(&folder, &[], &words);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(log.as_bytes())
        .unwrap();
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(0));

    let xz = folder.path("mail.log.xz");
    std::fs::write(&xz, b"\xfd7zXZ\0rest").unwrap();
    let ran = server.heraut(
        &folder,
        &[],
        &["resolve", "--from-log", xz.to_str().unwrap(), "--dry-run"],
    );
    assert_eq!(ran.exit, 3, "{}", ran.err);
    assert!(ran.err.contains("xzcat"), "{}", ran.err);
    assert_eq!(
        server
            .heraut(
                &folder,
                &[],
                &["resolve", "--from-log", "gone.log", "--dry-run"]
            )
            .exit,
        3
    );
}

#[test]
fn a_mail_that_a_person_sent_again_from_a_doubt_is_not_settled_by_a_line_of_either_attempt() {
    let (folder, server) = doubtful();
    let log = write(&folder, "mail.log", &log_of(&folder, &[SENT]));
    let ask = |words: &[&str]| server.heraut(&folder, &["relay.hands_on=true"], words);
    let words = ["--resend", "--by", "A. Vos", "--why", "not in the log"];
    let again = ask(&[&["resolve", "ORG-001"][..], &words].concat());
    assert_eq!(again.exit, 0, "{}", again.err);
    assert_eq!(ask(&["send", "--wait", "--only", "ORG-001"]).exit, 7);

    let ran = ask(&["--json", "resolve", "--from-log", &log, "--by", "A. Vos"]);
    let mail = one(&ran);
    assert_eq!(
        (ran.exit, &mail["settled"], &mail["came_back_before"]),
        (7, &false.into(), &true.into()),
        "{mail}"
    );
    assert_eq!(mail["outcome"], "handed_on");
    let shown = ask(&["resolve", "--from-log", &log, "--dry-run"]);
    assert!(shown.out.contains("an earlier attempt"), "{}", shown.out);
    assert_eq!(folder.status()["sum"]["in_doubt"], 1);
}

#[test]
fn logs_that_are_not_oldest_first_or_not_readable_are_refused_as_input() {
    let (folder, server) = doubtful();
    let at: jiff::Timestamp = folder.status()["mails"][0]["at"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let days_ago = |days: i64| {
        let at = at
            .checked_sub(jiff::SignedDuration::from_hours(24 * days))
            .unwrap();
        format!("{at} mail postfix/anvil[5]: statistics: max rate\n")
    };
    let old = write(&folder, "mail.log.1", &(days_ago(2) + &days_ago(1)));
    let new = write(&folder, "mail.log", &log_of(&folder, &[SENT]));
    let ask = |files: &[&str]| {
        let words = [&["resolve", "--dry-run", "--from-log"], files].concat();
        server.heraut(&folder, &[], &words)
    };
    assert_eq!(ask(&[&old, &new]).exit, 0);
    let wrong = ask(&[&new, &old]);
    assert_eq!(wrong.exit, 3, "{}", wrong.err);
    assert!(wrong.err.contains("ls -tr"), "{}", wrong.err);

    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&std::fs::read(&new).unwrap()).unwrap();
    let packed = packed.finish().unwrap();
    let mut broken = packed.clone();
    broken[packed.len() / 2] ^= 0xff;
    let cut = &packed[..packed.len() / 2];
    for (name, octets) in [("cut.gz", cut), ("broken.gz", &broken)] {
        let path = folder.path(name);
        std::fs::write(&path, octets).unwrap();
        let ran = ask(&[path.to_str().unwrap()]);
        assert_eq!(ran.exit, 3, "{name}: {}", ran.err);
    }
    assert_eq!(ask(&[folder.path("config").to_str().unwrap()]).exit, 3);
    for words in [&["--resend"][..], &["--arrived"], &["--why", "x"]] {
        let log = ["resolve", "--from-log", &new, "--by", "A. Vos"];
        let ran = server.heraut(&folder, &[], &[&log, words].concat());
        assert_eq!(ran.exit, 2, "{words:?}");
    }
    assert_eq!(folder.status()["sum"]["in_doubt"], 1);
}

#[test]
fn a_mail_that_is_sent_again_while_the_log_is_read_is_left_in_doubt() {
    let (folder, server) = doubtful();
    let log = log_of(&folder, &[SENT]);
    let words = ["--json", "resolve", "--from-log", "-", "--by", "A. Vos"];
    let mut command = server.command(&folder, &[], &words);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // More than a pipe holds: then it is being read, and which mails are in doubt is known.
    let filler = "nothing about a mail\n".repeat(40_000);
    input.write_all(filler.as_bytes()).unwrap();

    let ask = |words: &[&str]| server.heraut(&folder, &["relay.hands_on=true"], words);
    let again = ["--resend", "--by", "B. Smit", "--why", "not in the log"];
    let again = ask(&[&["resolve", "ORG-001"][..], &again].concat());
    assert_eq!(again.exit, 0, "{}", again.err);
    assert_eq!(ask(&["send", "--wait", "--only", "ORG-001"]).exit, 7);
    input.write_all(log.as_bytes()).unwrap();
    drop(input);
    let done = child.wait_with_output().unwrap();
    let told: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!((done.status.code(), &told["left"]), (Some(7), &1.into()));
    assert_eq!(told["mails"][0]["outcome"], "handed_on");
    assert_eq!(told["mails"][0]["settled"], false);
    assert_eq!(folder.status()["sum"]["in_doubt"], 1);
}
