//! Returned mail through the front door: read, matched with what was sealed, and nothing changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::harness::Folder;

/// A report that one mail of ours could not be delivered.
pub(crate) fn report(
    envelope_id: &str,
    message_id: &str,
    recipient: &str,
    diagnostic: &str,
) -> String {
    format!(
        "From: MAILER-DAEMON@relay.example\nTo: bericht@voorbeeldzaken.example\nSubject: Undelivered Mail Returned to Sender\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n\
         --b\nContent-Type: text/plain\n\nThis is the mail system at host relay.example.\n\n\
         --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\n{envelope_id}\n\
         Final-Recipient: rfc822; {recipient}\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; {diagnostic}\n\n\
         --b\nContent-Type: text/rfc822-headers\n\nSubject: Informatie\nFrom: bericht@voorbeeldzaken.example\n{message_id}\n--b--\n"
    )
}

/// A campaign whose mails the catcher has, and the `Message-ID` and address of each.
pub(crate) fn sent() -> (Folder, BTreeMap<String, (String, String)>) {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    let status = folder.heraut(&["--json", "--reveal", "status"]).json();
    let mails = status["mails"].as_array().unwrap().iter();
    let known = mails.map(|mail| {
        let text = |name: &str| mail[name].as_str().unwrap_or_default().to_owned();
        (text("id"), (text("message_id"), text("address")))
    });
    let known = known.collect();
    (folder, known)
}

pub(crate) fn write(folder: &Folder, name: &str, text: &str) -> PathBuf {
    let path = folder.path(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text.replace('\n', "\r\n")).unwrap();
    path
}

fn read(folder: &Folder, paths: &[&Path]) -> Value {
    let mut words = vec!["--json", "--reveal", "bounces", "--dry-run"];
    words.extend(paths.iter().map(|path| path.to_str().unwrap()));
    let ran = folder.heraut(&words);
    assert_eq!(ran.exit, 0, "{}", ran.screen());
    ran.json()
}

/// Every file below a folder, with its content.
fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.append(&mut content(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

#[test]
fn each_is_matched_by_what_names_our_mail_and_nothing_is_changed() {
    let (folder, known) = sent();
    let ours: Vec<(&String, &(String, String))> = known.iter().take(3).collect();
    let [
        (first, (first_id, _)),
        (second, (second_id, _)),
        (third, (third_id, third_address)),
    ] = ours[..]
    else {
        panic!("the shipped list has fewer than three rows");
    };
    let envid = |id: &str| format!("Original-Envelope-Id: {}\n", id.split('@').next().unwrap());
    let unknown = "550 5.1.1 No such user here";
    let by_envid = report(&envid(first_id), "", "elders@relay.example", unknown);
    let by_message_id = report(
        "",
        &format!("Message-ID: <{second_id}>\n"),
        "elders@relay.example",
        "550 5.7.26 unauthenticated",
    );
    let by_address = report("", "", third_address, "452 4.2.2 Mailbox full");
    let differing = report(
        &envid(first_id),
        &format!("Message-ID: <{second_id}>\n"),
        "x@relay.example",
        unknown,
    );
    let answer = format!(
        "From: jan@vereniging.example\nSubject: Afwezig\nAuto-Submitted: auto-replied\nIn-Reply-To: <{third_id}>\n\nTot maandag\n"
    );
    write(&folder, "terug/Maildir/new/1.a", &by_envid);
    write(&folder, "terug/Maildir/cur/2.b:2,S", &by_message_id);
    fs::create_dir_all(folder.path("terug/Maildir/tmp")).unwrap();
    let line = "From MAILER-DAEMON Sun Nov 29 14:46:31 2026\n";
    write(
        &folder,
        "terug/alles.mbox",
        &format!("{line}{by_address}\n{line}{differing}\n"),
    );
    write(&folder, "terug/antwoord.eml", &answer);

    let before = content(&folder.path("."));
    let (maildir, files) = (folder.path("terug/Maildir"), folder.path("terug"));
    let document = read(&folder, &[&maildir, &files]);
    let found: Vec<String> = document["mails"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mail| {
            let one = &mail["recipients"][0];
            let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
            let parts = [
                &mail["kind"],
                &one["class"],
                &one["fault"],
                &one["matched"],
                &one["by"],
            ];
            parts.map(text).join(" ")
        })
        .collect();
    let expected = [
        format!("failed permanent them {first} envid"),
        format!("failed permanent us {second} message_id"),
        format!("failed permanent them {third} recipient"),
        "failed permanent them - -".to_owned(),
        format!("auto_reply unknown unknown {third} message_id"),
    ];
    assert_eq!(found, expected, "{document}");
    let sum = &document["sum"];
    assert_eq!(
        (
            &sum["mails"],
            &sum["failed"],
            &sum["auto_reply"],
            &sum["matched"]
        ),
        (&5.into(), &4.into(), &1.into(), &4.into())
    );
    assert_eq!(document["mails"][3]["number"], 2);
    assert!(
        content(&folder.path(".")) == before,
        "something was changed"
    );
}

#[test]
fn people_read_what_to_do_and_whose_fault_it_is_and_no_address() {
    let (folder, known) = sent();
    let (id, (message_id, address)) = known.iter().next().unwrap();
    let mail = report(
        "",
        &format!("Message-ID: <{message_id}>\n"),
        address,
        "550 5.7.1 Blocked by policy",
    );
    let path = write(&folder, "terug.eml", &mail);
    for (language, words) in [
        (
            "en",
            [
                "about the sender, not about the address",
                "Nothing was recorded",
            ],
        ),
        (
            "nl",
            [
                "aan de afzender, niet aan het adres",
                "Er is niets vastgelegd",
            ],
        ),
    ] {
        let ran = folder.heraut(&[
            "--lang",
            language,
            "bounces",
            "--dry-run",
            path.to_str().unwrap(),
        ]);
        let said = ran
            .screen()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert_eq!(ran.exit, 0, "{said}");
        for words in words.iter().copied().chain([id.as_str(), "5.7.1"]) {
            assert!(said.contains(words), "{words}: {said}");
        }
        assert!(!said.contains(address.as_str()), "{said}");
        let document = folder
            .heraut(&["--json", "bounces", "--dry-run", path.to_str().unwrap()])
            .out;
        assert!(!document.contains(address.as_str()), "{document}");
    }
}

#[test]
fn mails_of_a_laboratory_are_read_as_what_they_are() {
    let folder = Folder::new();
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/returned");
    let document = read(&folder, &[&place]);
    let mut index = csv::Reader::from_path(place.join("index.csv")).unwrap();
    let truth: BTreeMap<String, (String, String)> = index
        .records()
        .map(|row| {
            let row = row.unwrap();
            (
                row[0].to_owned(),
                (row[2].replace('-', "_"), row[4].replace("+2B", "+")),
            )
        })
        .collect();
    let mails = document["mails"].as_array().unwrap();
    assert_eq!(mails.len(), truth.len());
    for mail in mails {
        let name = Path::new(mail["file"].as_str().unwrap())
            .file_name()
            .unwrap();
        let (kind, address) = &truth[name.to_str().unwrap()];
        assert_eq!(
            (
                mail["kind"].as_str(),
                mail["recipients"][0]["address"].as_str()
            ),
            (Some(&**kind), Some(&**address)),
            "{mail}"
        );
        assert_eq!(mail["recipients"][0]["matched"], Value::Null);
    }
}

#[test]
fn what_is_no_mail_is_told_and_what_is_not_asked_for_is_not_done() {
    let folder = Folder::new();
    fs::create_dir(folder.path("leeg")).unwrap();
    let empty = folder.heraut(&[
        "bounces",
        "--dry-run",
        folder.path("leeg").to_str().unwrap(),
    ]);
    assert_eq!(empty.exit, 3, "{}", empty.screen());
    assert!(empty.screen().contains("leeg"), "{}", empty.screen());
    let missing = folder.heraut(&[
        "bounces",
        "--dry-run",
        folder.path("weg.eml").to_str().unwrap(),
    ]);
    assert_ne!(missing.exit, 0);
    assert!(missing.screen().contains("weg.eml"), "{}", missing.screen());
    let returned = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/returned");
    let unsealed = folder.heraut(&["bounces", returned]);
    assert_eq!(unsealed.exit, 9, "{}", unsealed.screen());
}

/// The state of each mail, by its id.
pub(crate) fn states(folder: &Folder) -> BTreeMap<String, String> {
    let status = folder.heraut(&["--json", "status"]).json();
    let mails = status["mails"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    mails
        .map(|mail| (text(&mail["id"]), text(&mail["state"])))
        .collect()
}

#[test]
fn what_reports_say_is_recorded_once_and_people_read_why_and_what_to_do() {
    let (folder, known) = sent();
    let ours: Vec<(&String, &(String, String))> = known.iter().collect();
    let (failed, delayed, delivered, unsure, old) = (ours[0], ours[1], ours[2], ours[3], ours[4]);
    let named = |one: (&String, &(String, String))| format!("Message-ID: <{}>\n", one.1.0);
    let unknown = "550 5.1.1 No such user here";
    let first = report("", &named(failed), "x@relay.example", unknown);
    let at_last = |text: &str, action: &str| text.replace("Action: failed", action);
    let second = at_last(
        &report("", &named(delayed), "x@relay.example", "450 4.2.0 Later"),
        "Action: delayed",
    );
    let third = at_last(
        &report("", &named(delivered), "x@relay.example", "250 OK"),
        "Action: relayed",
    );
    let by_address = report("", "", &unsure.1.1, unknown);
    let long_ago = format!(
        "Date: Sun, 29 Nov 2020 14:46:31 +0000\n{}",
        report("", &named(old), "x@relay.example", unknown)
    );
    for (name, mail) in [
        ("1", first),
        ("2", second),
        ("3", third),
        ("4", by_address),
        ("5", long_ago),
    ] {
        write(&folder, &format!("terug/{name}.eml"), &mail);
    }
    let mailbox = content(&folder.path("terug"));
    let place = folder.path("terug");
    let place = place.to_str().unwrap();

    let before = states(&folder);
    assert!(before.values().all(|state| state == "accepted"));
    let document = folder.heraut(&["--json", "bounces", place]).json();
    let recorded: Vec<&str> = document["mails"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mail| mail["recorded"].as_str().unwrap_or("-"))
        .collect();
    assert_eq!(
        recorded,
        ["recorded", "recorded", "recorded", "unsure", "unsure"],
        "{document}"
    );
    let mut expected = before;
    expected.insert(failed.0.clone(), "bounced".into());
    expected.insert(delayed.0.clone(), "delayed".into());
    expected.insert(delivered.0.clone(), "delivered".into());
    assert_eq!(states(&folder), expected);

    let journal = fs::read(folder.path("var/trial/journal.db")).unwrap().len();
    let again = folder.heraut(&["--json", "bounces", place]).json();
    assert_eq!(
        (&again["sum"]["recorded"], &again["mails"][0]["recorded"]),
        (&0.into(), &"no_news".into())
    );
    assert_eq!(states(&folder), expected);
    assert_eq!(
        fs::read(folder.path("var/trial/journal.db")).unwrap().len(),
        journal
    );
    let tray = folder
        .heraut(&["--json", "bounces", "--tray", place])
        .json();
    let in_tray = tray["mails"].as_array().unwrap();
    assert_eq!((in_tray.len(), &tray["sum"]["mails"]), (2, &5.into()));
    assert!(in_tray[0]["file"].as_str().unwrap().ends_with("4.eml"));
    assert!(
        content(&folder.path("terug")) == mailbox,
        "the mailbox was changed"
    );
    assert_eq!(folder.heraut(&["verify", "--journal"]).exit, 0);

    for (language, words) in [
        ("en", ["the mailbox doesn't exist", "find another address"]),
        ("nl", ["de mailbox bestaat niet", "zoek een ander adres"]),
    ] {
        let ran = folder.heraut(&["--lang", language, "status", "--state", "bounced"]);
        let said = ran
            .screen()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        for words in words.iter().copied().chain([failed.0.as_str()]) {
            assert!(said.contains(words), "{words}: {said}");
        }
    }
}
