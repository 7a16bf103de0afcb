//! Returned mail that only a person can settle: it waits under a number, and a person's word on it is kept.

use std::fs;

use serde_json::Value;

use crate::bounces::{report, sent, states, write};
use crate::harness::{Folder, Ran};

const UNKNOWN: &str = "550 5.1.1 No such user here";

fn read(folder: &Folder) -> Value {
    let place = folder.path("terug");
    let ran = folder.heraut(&["--json", "bounces", place.to_str().unwrap()]);
    assert_eq!(ran.exit, 0, "{}", ran.screen());
    ran.json()
}

/// The numbers of what waits, with the organisation that each may be about.
fn waits(folder: &Folder) -> Vec<(u64, String)> {
    let ran = folder.heraut(&["--json", "bounces", "--tray"]);
    let document = ran.json();
    let mails = document["mails"].as_array().unwrap();
    assert_eq!(ran.exit, if mails.is_empty() { 0 } else { 5 }, "{document}");
    assert_eq!(document["sum"]["mails"], mails.len());
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let one = |mail: &Value| {
        let matched = text(&mail["recipients"][0]["matched"]);
        (mail["tray"].as_u64().unwrap(), matched)
    };
    mails.iter().map(one).collect()
}

fn word(folder: &Folder, words: &[&str]) -> Ran {
    let by = ["--by", "B. Smit", "--why", "gebeld"];
    folder.heraut(&[&["--json", "bounces"], words, &by].concat())
}

fn journal(folder: &Folder) -> u64 {
    fs::metadata(folder.path("var/trial/journal.db"))
        .unwrap()
        .len()
}

#[test]
fn what_only_a_person_can_settle_waits_under_a_number_and_is_settled_once() {
    let (folder, known) = sent();
    let ours: Vec<(&String, &(String, String))> = known.iter().collect();
    let (first, second, third) = (ours[0], ours[1], ours[2]);
    let named = |one: (&String, &(String, String))| format!("Message-ID: <{}>\n", one.1.0);
    let by_address = report("", "", &first.1.1, UNKNOWN);
    let letter = "From: jan@geheim.example\nSubject: Geheime zaak\n\nWaar gaat dit over?\n";
    let forged = report(
        "",
        &(named(second) + &named(third)),
        "x@relay.example",
        UNKNOWN,
    );
    for (name, mail) in [("1", by_address.as_str()), ("2", letter), ("3", &forged)] {
        write(&folder, &format!("terug/{name}.eml"), mail);
    }
    let before = states(&folder);
    let document = read(&folder);
    let numbers: Vec<&Value> = document["mails"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mail| &mail["tray"])
        .collect();
    assert_eq!(
        numbers,
        [&Value::from(1), &2.into(), &3.into()],
        "{document}"
    );
    // Neither a forged report nor one that an address alone matches makes a state.
    assert_eq!(states(&folder), before);
    let expected = [(1, first.0.clone()), (2, "-".into()), (3, "-".into())];
    assert_eq!(waits(&folder), expected);
    let status = folder.heraut(&["--json", "status"]).json();
    assert_eq!(status["tray"], 3);
    for language in ["nl", "en"] {
        let said = folder
            .heraut(&["--lang", language, "bounces", "--tray"])
            .screen();
        assert!(
            said.contains("--settle 1") && !said.contains("geheim.example"),
            "{said}"
        );
    }
    let revealed = folder.heraut(&["--reveal", "bounces", "--tray"]).screen();
    assert!(revealed.contains("geheim.example"), "{revealed}");
    // The name of a file may name anybody.
    let files = |reveal: &[&str]| {
        let words = [reveal, &["--json", "bounces", "--tray"]].concat();
        let mails = folder.heraut(&words).json()["mails"].clone();
        let named = mails
            .as_array()
            .unwrap()
            .iter()
            .map(|mail| mail["file"].is_string());
        named.collect::<Vec<_>>()
    };
    assert_eq!(
        (files(&[]), files(&["--reveal"])),
        (vec![false; 3], vec![true; 3])
    );
    assert!(
        !folder
            .heraut(&["bounces", "--tray"])
            .screen()
            .contains(".eml")
    );
    // What the mails say is in no file in the clear.
    for file in ["journal.db", "journal.db-wal", "vault.db", "vault.db-wal"] {
        let bytes = fs::read(folder.path("var/trial").join(file)).unwrap_or_default();
        for text in [&b"geheim.example"[..], b"Geheime zaak"] {
            assert!(memchr::memmem::find(&bytes, text).is_none(), "{file}");
        }
    }
    let length = journal(&folder);
    read(&folder);
    assert_eq!((waits(&folder).len(), journal(&folder)), (3, length));

    // A person's word has the same rules as the mail itself would.
    let settled = word(&folder, &["--settle", "1", "--mail", first.0]);
    assert_eq!(
        (settled.exit, &settled.json()["state"]),
        (0, &"bounced".into()),
        "{}",
        settled.screen()
    );
    let twice = word(&folder, &["--settle", "1", "--mail", second.0]);
    assert_eq!(
        (twice.exit, &twice.json()["error"]["code"]),
        (3, &"campaign-tray-settled".into())
    );
    let unclear = word(&folder, &["--settle", "2", "--mail", second.0]);
    assert_eq!(
        (unclear.exit, &unclear.json()["error"]["code"]),
        (3, &"campaign-tray-state-missing".into())
    );
    let otherwise = word(
        &folder,
        &["--settle", "3", "--mail", third.0, "--state", "delivered"],
    );
    assert_eq!(
        (otherwise.exit, &otherwise.json()["error"]["code"]),
        (3, &"campaign-tray-says-otherwise".into())
    );
    let nobody = word(&folder, &["--dismiss", "9"]);
    assert_eq!(
        (nobody.exit, &nobody.json()["error"]["code"]),
        (3, &"campaign-tray-no-such".into())
    );
    assert_eq!(waits(&folder).len(), 2);
    assert_eq!(
        word(
            &folder,
            &["--settle", "2", "--mail", second.0, "--state", "delivered"]
        )
        .exit,
        0
    );
    let dismissed = word(&folder, &["--dismiss", "3"]);
    assert_eq!((dismissed.exit, &dismissed.json()["left"]), (0, &0.into()));
    let mut expected = before;
    expected.insert(first.0.clone(), "bounced".into());
    expected.insert(second.0.clone(), "delivered".into());
    assert_eq!(states(&folder), expected);

    // Read again, nothing comes back.
    let length = journal(&folder);
    let again = read(&folder);
    for mail in again["mails"].as_array().unwrap() {
        assert_eq!(mail["tray"], Value::Null, "{again}");
    }
    assert_eq!(again["mails"][0]["recorded"], "no_news");
    assert_eq!(
        (waits(&folder), journal(&folder), states(&folder)),
        (vec![], length, expected)
    );
    assert_eq!(folder.heraut(&["verify", "--journal"]).exit, 0);
    let usage = folder.heraut(&["bounces", "--settle", "1", "--by", "B. Smit", "--why", "x"]);
    assert_eq!(usage.exit, 2, "{}", usage.screen());
}

#[test]
fn a_mail_is_the_same_however_its_lines_end_and_its_text_comes_back_to_the_vault() {
    let (folder, known) = sent();
    let (id, (_, address)) = known.iter().next().unwrap();
    let mail = report("", "", address, UNKNOWN);
    write(&folder, "terug/1.eml", &mail);
    fs::write(folder.path("terug/2.eml"), &mail).unwrap();
    fs::write(
        folder.path("terug/3.mbox"),
        format!("From x Sun Nov 29 14:46:31 2026\n{mail}\n"),
    )
    .unwrap();
    let ran = folder.heraut(&["bounces", folder.path("terug").to_str().unwrap()]);
    assert!(ran.err.contains("1 of them waits"), "{}", ran.screen());
    assert_eq!(waits(&folder), [(1, id.clone())]);

    // A vault that lost its texts knows the number alone, until the mailbox is read again.
    let vault = rusqlite::Connection::open(folder.path("var/trial/vault.db")).unwrap();
    vault.execute("DELETE FROM text", []).unwrap();
    assert_eq!(waits(&folder), [(1, "-".to_owned())]);
    let gone = word(&folder, &["--settle", "1", "--mail", id]);
    assert_eq!(
        (gone.exit, &gone.json()["error"]["code"]),
        (3, &"campaign-tray-not-in-vault".into())
    );
    assert_eq!(folder.heraut(&["verify", "--journal"]).exit, 0);
    read(&folder);
    assert_eq!(waits(&folder), [(1, id.clone())]);
    assert_eq!(word(&folder, &["--settle", "1", "--mail", id]).exit, 0);
    assert_eq!(states(&folder)[id], "bounced");
}

#[test]
fn nobody_says_that_a_mail_came_back_which_was_never_handed_over() {
    let (folder, known) = sent();
    let (_, (_, address)) = known.iter().next().unwrap();
    write(&folder, "terug/1.eml", &report("", "", address, UNKNOWN));
    read(&folder);
    let status = folder.heraut(&["--json", "check"]).json();
    let excluded = status["left_out"][0]["id"].as_str().unwrap();
    for id in [excluded, "geen-nummer"] {
        let ran = word(&folder, &["--settle", "1", "--mail", id]);
        assert_eq!(ran.exit, 3, "{}", ran.screen());
    }
    assert_eq!(waits(&folder).len(), 1);
    let dry = folder.heraut(&[
        "--json",
        "bounces",
        "--dry-run",
        folder.path("terug").to_str().unwrap(),
    ]);
    assert_eq!(dry.json()["mails"][0]["tray"], 1);
}

#[test]
fn a_report_that_names_a_mail_which_was_never_handed_over_waits_with_its_text() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send", "--limit", "1"]).exit, 5);
    let status = folder.heraut(&["--json", "status"]).json();
    let mails = status["mails"].as_array().unwrap();
    let queued = mails.iter().find(|mail| mail["state"] == "queued").unwrap();
    let (id, message_id) = (
        queued["id"].as_str().unwrap(),
        queued["message_id"].as_str().unwrap(),
    );
    let named = format!("Message-ID: <{message_id}>\n");
    write(
        &folder,
        "terug/1.eml",
        &report("", &named, "x@relay.example", UNKNOWN),
    );
    read(&folder);
    assert_eq!(waits(&folder), [(1, id.to_owned())]);
    let refused = word(&folder, &["--settle", "1", "--mail", id]);
    assert_eq!(
        (refused.exit, &refused.json()["error"]["code"]),
        (3, &"campaign-cannot-return".into())
    );
    assert_eq!(states(&folder)[id], "queued");
    assert_eq!(word(&folder, &["--dismiss", "1"]).exit, 0);
    assert_eq!(waits(&folder), []);
}
