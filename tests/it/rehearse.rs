//! Rehearsals: the real way, to the guest list and to nobody else, and nothing of them counts as sent.

use std::collections::BTreeSet;
use std::fs;

use heraut::relay::catcher::Obliging;

use crate::harness::{Folder, Ran};
use crate::server::{Server, server};

const GUESTS: [&str; 2] = [
    "a.vos@voorbeeldzaken.example",
    "b.smit@voorbeeldzaken.example",
];

/// A sealed campaign with a relay on this machine and two guests.
fn campaign() -> (Folder, Server) {
    let (folder, server) = (Folder::new(), server(Obliging));
    let guests = format!("guests = [\"{}\", \"{}\"]\n#", GUESTS[0], GUESTS[1]);
    folder.change("config/heraut.toml", "# guests = ", &guests);
    let sealed = server.heraut(&folder, &[], &["seal"]);
    assert_eq!(sealed.exit, 0, "{}", sealed.err);
    (folder, server)
}

fn rehearse(folder: &Folder, server: &Server, words: &[&str]) -> Ran {
    server.heraut(folder, &[], &[&["--json", "rehearse"], words].concat())
}

fn code(ran: &Ran) -> String {
    ran.json()["error"]["code"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// Whom the server was asked to take mail for.
fn reached(server: &Server) -> Vec<String> {
    let mails = server.kept.mails();
    let all = mails.iter().flat_map(|mail| &mail.recipients);
    all.map(|one| one.address.clone()).collect()
}

/// A field of each mail as it lies at the server, unfolded.
fn fields(server: &Server, name: &str) -> Vec<String> {
    let mails = server.kept.mails();
    let field = |mail: &[u8]| {
        let text = String::from_utf8_lossy(mail).replace("\r\n ", " ");
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap().trim().to_owned()
    };
    mails.iter().map(|mail| field(&mail.bytes)).collect()
}

#[test]
fn a_rehearsal_reaches_the_guests_by_the_real_way_and_counts_for_nothing() {
    let (folder, server) = campaign();
    let ran = rehearse(
        &folder,
        &server,
        &["--only", "ORG-001", "ORG-004", "--to", GUESTS[0], GUESTS[1]],
    );
    assert_eq!(ran.exit, 0, "{}{}", ran.out, ran.err);
    let mut to = reached(&server);
    to.sort();
    assert_eq!(to, [GUESTS[0], GUESTS[0], GUESTS[1], GUESTS[1]]);
    for subject in fields(&server, "Subject:") {
        assert!(subject.starts_with("[PROEF] "), "{subject}");
    }
    let ids = |server: &Server| {
        fields(server, "Message-ID:")
            .into_iter()
            .collect::<BTreeSet<_>>()
    };
    let first = ids(&server);
    assert_eq!(first.len(), 4, "each mail is one of its own");
    assert!(folder.path("var/rehearsal/journal.db").exists());
    // Nothing went out as far as the campaign knows.
    let status = server.heraut(&folder, &[], &["status", "--json"]).json();
    assert_eq!(
        (
            status["sum"]["queued"].as_u64(),
            status["sum"]["accepted"].as_u64()
        ),
        (Some(32), Some(0))
    );
    // Once more: other mails, again to the guests.
    let again = rehearse(&folder, &server, &["--to", GUESTS[0]]);
    assert_eq!(again.exit, 0, "{}{}", again.out, again.err);
    let all = ids(&server);
    assert!(
        all.is_superset(&first) && all.len() > first.len() + 1,
        "{all:?}"
    );
    let guests: BTreeSet<String> = GUESTS.map(str::to_owned).into();
    assert!(
        reached(&server)
            .iter()
            .all(|address| guests.contains(address))
    );
    let before = server.kept.mails().len();
    let sent = server.heraut(&folder, &[], &["--json", "send"]);
    assert_eq!(sent.json()["sum"]["accepted"], 32, "{}", sent.err);
    assert_eq!(server.kept.mails().len(), before + 32);
}

#[test]
fn whoever_is_no_guest_is_refused_before_anything_connects() {
    let (folder, server) = campaign();
    let of_the_list = "bestuur@hettehuis.example";
    let list = fs::read_to_string(folder.path("recipients.example.csv")).unwrap();
    assert!(list.contains(of_the_list));
    for typed in [
        of_the_list,
        "A.vos@voorbeeldzaken.example",
        "a.vos@voorbeeldzaken.example.example",
        "a.vos",
        "",
    ] {
        let ran = rehearse(&folder, &server, &["--to", GUESTS[0], typed]);
        assert_eq!(
            (ran.exit, code(&ran)),
            (3, "campaign-not-a-guest".to_owned()),
            "{typed}: {}",
            ran.out
        );
    }
    let set = format!("rehearsal.guests=[\"{of_the_list}\"]");
    let ran = server.heraut(
        &folder,
        &[&set],
        &["--json", "rehearse", "--to", of_the_list],
    );
    assert_eq!(
        (ran.exit, code(&ran)),
        (3, "campaign-guests-in-settings".to_owned()),
        "{}",
        ran.out
    );
    let ran = rehearse(&folder, &server, &["--to", GUESTS[0], "--only", "ORG-999"]);
    assert_eq!(
        (ran.exit, code(&ran)),
        (3, "campaign-no-such-id".to_owned()),
        "{}",
        ran.out
    );
    let ran = folder.heraut(&["--json", "rehearse", "--to", GUESTS[0]]);
    assert_eq!(
        (ran.exit, code(&ran)),
        (3, "campaign-rehearsal-in-catcher".to_owned()),
        "{}",
        ran.out
    );
    assert_eq!(server.kept.mails().len(), 0);
    assert!(!folder.path("var/rehearsal").exists());
}
