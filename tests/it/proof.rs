//! The proof of one mail, from the run to the lines that check it.
#![allow(clippy::disallowed_methods)]

mod changed;
mod signed;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use heraut::proof::{Side, leaf_hash};
use heraut::relay::catcher::{Act, Moment, Scene};
use serde_json::Value;

use crate::bounces::{report, write};
use crate::harness::Folder;
use crate::server::{Server, server};
use crate::untold::withhold;

/// One refused, one in doubt, one put off and then taken; the others were accepted.
fn campaign() -> (Folder, Server) {
    let put_off = std::sync::atomic::AtomicBool::new(false);
    let script = move |now: Moment, scene: &Scene<'_>| {
        let to = scene.recipient.unwrap_or_default().to_owned();
        match now {
            Moment::Rcpt if to.contains("hettehuis") => {
                Act::Reply(550, "5.1.1 bestuur@hettehuis.example unknown".to_owned())
            }
            Moment::Dot if to.contains("waterkers") => Act::Reply(451, "4.3.0 not now".to_owned()),
            Moment::Rcpt
                if to.contains("debrug")
                    && !put_off.swap(true, std::sync::atomic::Ordering::Relaxed) =>
            {
                Act::Reply(450, "4.2.1 greylisted".to_owned())
            }
            _ => Act::Proceed,
        }
    };
    let (folder, server) = (Folder::new(), server(script));
    let settings = ["relay.hands_on=true", "retry.first=\"1s\""];
    let ran = server.heraut(&folder, &settings, &["--json", "send", "--wait"]);
    assert_eq!(ran.exit, 7, "{}", ran.err);
    (folder, server)
}

/// Writes a proof and reads what is said of it.
fn prove(folder: &Folder, server: &Server, id: &str) -> (PathBuf, Value) {
    let out = folder.path(&format!("bewijs-{id}"));
    let words = ["--json", "proof", id, "--out", out.to_str().unwrap()];
    let ran = server.heraut(folder, &[], &words);
    assert_eq!(ran.exit, 0, "{}", ran.screen());
    (out, ran.json())
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

/// Whether the lines of the proof find it right.
fn is_right(folder: &Path, script: &str) -> bool {
    let mut sh = Command::new("sh");
    sh.args(["-c", script, "check.sh"]).current_dir(folder);
    sh.output().unwrap().status.success()
}

/// The files of a proof, in its folder and the folders in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.append(&mut files(&path));
        } else {
            found.insert(path.display().to_string(), fs::read(&path).unwrap());
        }
    }
    found
}

/// The kinds of the journal's records, in order.
fn kinds(folder: &Folder) -> Vec<String> {
    let db = rusqlite::Connection::open(folder.path("var/trial/journal.db")).unwrap();
    let mut rows = db.prepare("SELECT kind FROM event ORDER BY seq").unwrap();
    let rows = rows.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn roots(folder: &Folder) -> usize {
    kinds(folder)
        .iter()
        .filter(|kind| *kind == "rooted")
        .count()
}

#[test]
fn a_proof_holds_the_mail_as_sent_and_leads_to_the_root_in_the_journal() {
    let (folder, server) = campaign();
    assert_eq!(
        kinds(&folder).last().unwrap(),
        "rooted",
        "at the end of the run"
    );
    let (out, said) = prove(&folder, &server, "ORG-004");
    assert_eq!(
        (&said["state"], &said["new_root"]),
        (&"accepted".into(), &false.into())
    );
    // The mail as the server has it, to the byte.
    let mail = fs::read(out.join("mail.eml")).unwrap();
    let kept = server.kept.mails();
    let own = kept
        .iter()
        .find(|one| one.recipients[0].address == "forum@tnf-eikerveen.example");
    assert!(
        own.unwrap().bytes == mail,
        "another mail than the server took"
    );
    // From the leaf to the root, and the root in the journal.
    let leaf = text(&out, "leaf.txt");
    let mut node = leaf_hash(leaf.as_bytes());
    let path = text(&out, "path.txt");
    assert_eq!(path.lines().count(), 12, "as of a list of up to 4,096");
    for line in path.lines() {
        let (side, other) = line.split_once(' ').unwrap();
        let other: heraut::id::Digest = format!("sha256:{other}").parse().unwrap();
        let pair = match (side, Side::Left) {
            ("left", Side::Left) => [other, node],
            _ => [node, other],
        };
        let bytes = [&[1][..], pair[0].as_bytes(), pair[1].as_bytes()];
        node = heraut::id::Digest::of_pieces(bytes);
    }
    assert_eq!(said["root"], node.to_string());
    assert_eq!(text(&out, "root.txt"), format!("{}\n", node.hex()));
    let db = rusqlite::Connection::open(folder.path("var/trial/journal.db")).unwrap();
    let query = "SELECT body FROM event WHERE 'sha256:' || lower(hex(hash)) = ?1";
    let body: String = db
        .query_row(query, [said["head"].as_str().unwrap()], |row| row.get(0))
        .unwrap();
    assert!(body.contains(&node.to_string()), "{body}");
    for part in [
        "to \"forum@tnf-eikerveen.example\"",
        "organisation \"Turks-Nederlands Forum Eikerveen\"",
        "said \"250 ",
        "date \"Date: ",
    ] {
        assert!(leaf.contains(part), "{part}: {leaf}");
    }
    // For one reader, and the folder is new.
    for path in files(&out).keys() {
        let mode = fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{path}");
    }
    let again = ["proof", "ORG-004", "--out", out.to_str().unwrap()];
    assert_eq!(
        server.heraut(&folder, &[], &again).exit,
        3,
        "nothing is overwritten"
    );
    assert_eq!(roots(&folder), 1, "nothing was recorded for it");
}

/// Of each other organisation of the list: id, name, domain and reference.
fn others(list: &str, own: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new();
    let mut rows = reader.delimiter(b';').from_reader(list.as_bytes());
    let rows = rows.records().map(Result::unwrap);
    let rows = rows.filter(|row| &row[0] != own);
    let words = rows.map(|row| {
        let domain = row[3].split('@').nth(1).unwrap_or_default().to_owned();
        let words = [
            row[0].to_owned(),
            row[1].to_owned(),
            domain,
            row[6].to_owned(),
        ];
        words.into_iter().filter(|word| !word.is_empty()).collect()
    });
    words.collect()
}

#[test]
fn nothing_of_another_organisation_is_in_any_file_of_a_proof() {
    let (folder, server) = campaign();
    let list = fs::read_to_string(folder.path("recipients.example.csv")).unwrap();
    for id in ["ORG-001", "ORG-002", "ORG-003", "ORG-004"] {
        let (out, said) = prove(&folder, &server, id);
        assert_eq!(
            (&said["address"], &said["organisation"]),
            (&Value::Null, &Value::Null)
        );
        for (path, bytes) in files(&out) {
            let content = String::from_utf8_lossy(&bytes);
            for row in others(&list, id) {
                for canary in row {
                    assert!(!content.contains(&canary), "{canary} in {path}");
                }
            }
        }
        // Nor what they could be counted by: seq, pace, ends of runs.
        let leaf = text(&out, "leaf.txt");
        for word in ["run_began", "run_ended", "rate", "covers"] {
            assert!(!leaf.contains(word), "{word}");
        }
    }
}

#[test]
fn what_went_wrong_is_said_of_the_mail_and_of_its_hour_and_of_nobody_else() {
    let (folder, server) = campaign();
    for (id, state, parts) in [
        ("ORG-001", "refused", ["The mail was refused", "5.1.1"]),
        (
            "ORG-002",
            "in_doubt",
            [
                "Whether the mail arrived is not certain",
                "451 4.3.0 not now",
            ],
        ),
        (
            "ORG-003",
            "accepted",
            ["asked to try again later", "greylisted"],
        ),
        (
            "ORG-004",
            "accepted",
            ["In this hour a mail server asked", "an answer stayed away"],
        ),
    ] {
        let (out, said) = prove(&folder, &server, id);
        assert_eq!(said["state"], state, "{id}");
        let page = text(&out, "index.html");
        for part in parts {
            assert!(page.contains(part), "{id}: {part}: {page}");
        }
        assert!(is_right(&out, &text(&out, "check.sh")), "{id}");
        let trouble = said["hours"][0]["trouble"].to_string();
        assert!(trouble.contains("deferral"), "{id}: {trouble}");
    }
    let refused = text(&folder.path("bewijs-ORG-001"), "mail.eml");
    assert!(!refused.starts_with("Date:"), "it was never handed over");
}

#[test]
fn what_came_back_and_what_people_decide_has_a_root_of_its_own() {
    let (folder, server) = campaign();
    let status = server.heraut(&folder, &[], &["--json", "status"]).json();
    let mut mails = status["mails"].as_array().unwrap().iter();
    let four = mails.find(|mail| mail["id"] == "ORG-004").unwrap();
    let id = format!("Message-ID: <{}>", four["message_id"].as_str().unwrap());
    let text_of = report(
        "",
        &id,
        "forum@tnf-eikerveen.example",
        "552 5.2.2 mailbox full",
    );
    let path = write(&folder, "terug/1.eml", &text_of);
    let ran = server.heraut(&folder, &[], &["bounces", path.to_str().unwrap()]);
    assert_eq!((ran.exit, roots(&folder)), (0, 2), "{}", ran.screen());
    let decide = [
        "resolve",
        "ORG-002",
        "--arrived",
        "--by",
        "A. Vos",
        "--why",
        "ORG-055 zei het",
    ];
    assert_eq!(server.heraut(&folder, &[], &decide).exit, 0);
    assert_eq!(roots(&folder), 3);
    let (out, said) = prove(&folder, &server, "ORG-004");
    assert_eq!(
        (&said["state"], &said["new_root"]),
        (&"bounced".into(), &false.into())
    );
    let page = text(&out, "index.html");
    for part in [
        "was not delivered",
        "on the recipient&#39;s side: the mailbox is full",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let (out, _) = prove(&folder, &server, "ORG-002");
    let page = text(&out, "index.html");
    assert!(
        page.contains("A. Vos established that the mail arrived."),
        "{page}"
    );
    assert!(!page.contains("ORG-055"), "a reason may be about others");
    assert_eq!(roots(&folder), 3, "each of them was covered");
}

#[test]
fn news_without_a_root_gets_one_when_a_proof_is_asked_for() {
    let (folder, server) = campaign();
    withhold(&folder, &server, "ORG-001");
    assert_eq!(roots(&folder), 1, "the next run records it");
    let (_, said) = prove(&folder, &server, "ORG-004");
    assert_eq!((&said["new_root"], roots(&folder)), (&true.into(), 2));
    let (out, said) = prove(&folder, &server, "ORG-006");
    assert_eq!((&said["new_root"], roots(&folder)), (&false.into(), 2));
    // Nothing under one root is found back under another but the two roots themselves.
    let known = text(&folder.path("bewijs-ORG-004"), "path.txt");
    let (_, said_again) = (out, said);
    assert_eq!(said_again["root_differed"], Value::Null);
    let release = ["release", "ORG-001", "--by", "A. Vos", "--why", "toch"];
    assert_eq!(server.heraut(&folder, &[], &release).exit, 0);
    let second = folder.path("tweede");
    let words = ["proof", "ORG-004", "--out", second.to_str().unwrap()];
    assert_eq!(server.heraut(&folder, &[], &words).exit, 0);
    let other = text(&second, "path.txt");
    let hash = |line: &str| line.split_once(' ').unwrap().1.to_owned();
    assert!(known.lines().all(|line| !other.contains(&hash(line))));
}

#[test]
fn a_text_that_is_lost_makes_a_new_root_and_is_told() {
    let (folder, server) = campaign();
    let db = rusqlite::Connection::open(folder.path("var/trial/vault.db")).unwrap();
    assert!(db.execute("DELETE FROM text", []).unwrap() > 0);
    let words = ["--json", "proof", "ORG-004", "--out", "bewijs"];
    let ran = server.heraut(&folder, &[], &words);
    assert_eq!(ran.exit, 0, "{}", ran.screen());
    let said = ran.json();
    assert_eq!(said["new_root"], true);
    assert!(said["root_differed"].is_string(), "{said}");
    let out = folder.path("bewijs");
    assert!(is_right(&out, &text(&out, "check.sh")));
    assert!(!text(&out, "leaf.txt").contains("\nsaid "));
}

#[test]
fn a_closed_campaign_still_proves_and_records_nothing() {
    let (folder, server) = campaign();
    withhold(&folder, &server, "ORG-001");
    assert_eq!(server.heraut(&folder, &[], &["hand-over"]).exit, 0);
    let before = kinds(&folder);
    assert!(
        before.ends_with(&["rooted".to_owned(), "handed_over".to_owned()]),
        "{before:?}"
    );
    let (out, said) = prove(&folder, &server, "ORG-004");
    assert_eq!((&said["new_root"], kinds(&folder)), (&false.into(), before));
    assert!(is_right(&out, &text(&out, "check.sh")));
}

#[test]
fn who_has_no_mail_has_no_proof() {
    let (folder, server) = campaign();
    for (id, code) in [
        ("ORG-036", "campaign-cannot-prove"),
        ("ORG-999", "campaign-no-such-id"),
    ] {
        let ran = server.heraut(&folder, &[], &["--json", "proof", id]);
        assert_eq!(
            (ran.exit, &ran.json()["error"]["code"]),
            (3, &code.into()),
            "{}",
            ran.screen()
        );
    }
    assert!(!folder.path("var/trial/proof").exists());
    let fresh = Folder::new();
    assert_eq!(fresh.heraut(&["proof", "ORG-001"]).exit, 9);
}
