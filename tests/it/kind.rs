//! Which kind of run it is: by whom the addresses can reach, not by the number of a host.

use std::fs;

use heraut::relay::catcher::Obliging;

use crate::harness::Folder;
use crate::server::{Server, server};

const ROLES: &str = "approval.required=[\"inhoud\",\"juridisch\",\"besluit\"]";

/// A list of 40 of which one address is such as somebody may have. Put together here, so that no such address stands in
/// the tree; nothing is sent anywhere but to this machine.
pub(crate) fn with_a_real_address(folder: &Folder) {
    let list = fs::read_to_string(folder.path("recipients.example.csv")).unwrap();
    let row = list.lines().find(|row| row.starts_with("ORG-001")).unwrap();
    let address = row.split(';').find(|cell| cell.contains('@')).unwrap();
    let real = address.replace(".example", &[".", "nl"].concat());
    fs::write(
        folder.path("recipients.example.csv"),
        list.replacen(address, &real, 1),
    )
    .unwrap();
    for key in ["hours = ", "days = "] {
        folder.change(
            "config/heraut.toml",
            &format!("\n{key}"),
            &format!("\n# {key}"),
        );
    }
}

/// Runs with the roles of the settings, through the relay on this machine.
fn heraut(server: &Server, folder: &Folder, more: &[&str], words: &[&str]) -> crate::harness::Ran {
    let file = fs::read_to_string(folder.path("config/heraut.toml")).unwrap();
    assert!(
        file.contains("required = [\"inhoud\""),
        "the shipped settings have roles"
    );
    server.with_roles(folder, more, words)
}

/// What it says, however the lines are broken.
fn told(ran: &crate::harness::Ran) -> String {
    format!("{} {}", ran.out, ran.err)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn agree(server: &Server, folder: &Folder, digest: &str) {
    for (by, role) in [
        ("A. Vos", "inhoud"),
        ("B. Smit", "juridisch"),
        ("C. van Voorbeeld", "besluit"),
    ] {
        let given = heraut(
            server,
            folder,
            &[],
            &["approve", "--digest", digest, "--by", by, "--as", role],
        );
        assert_eq!(given.exit, 0, "{}", given.err);
    }
}

#[test]
fn one_address_that_somebody_may_have_makes_it_live_in_every_respect() {
    let (folder, server) = (Folder::new(), server(Obliging));
    with_a_real_address(&folder);
    let alone = heraut(&server, &folder, &[], &[]);
    let said = told(&alone);
    assert!(said.contains("live") && !said.contains("catcher"), "{said}");
    let sealed = heraut(&server, &folder, &[], &["--json", "seal"]);
    assert_eq!(sealed.exit, 0, "{}", sealed.err);
    let digest = sealed.json()["digest"].as_str().unwrap().to_owned();
    agree(&server, &folder, &digest);
    assert!(
        folder.path("var/live/journal.db").exists()
            && !folder.path("var/trial/journal.db").exists()
    );
    let run = |more: &[&str], words: &[&str]| {
        heraut(&server, &folder, more, &[&["--json"], words].concat())
    };
    let code = |ran: crate::harness::Ran| ran.json()["error"]["code"].as_str().unwrap().to_owned();
    assert_eq!(
        code(run(&[], &["send"])),
        "campaign-not-confirmed",
        "no last look, no mail"
    );
    assert_eq!(code(run(&[], &["send", "--fresh"])), "campaign-only-trials");
    assert_eq!(
        code(run(&[ROLES], &["send", "--yes", "--digest", &digest])),
        "campaign-input"
    );
    let yes = ["send", "--yes", "--digest", &digest, "--limit", "2"];
    let closed = run(
        &["window.days=\"mon\"", "window.hours=\"00:00-00:01\""],
        &yes,
    );
    assert_eq!(
        closed.json()["sum"]["accepted"],
        0,
        "hours bind: {}",
        closed.out
    );
    assert_eq!(run(&[], &yes).json()["sum"]["accepted"], 2);
    // The journal of a real run is not begun anew beside its head.
    for file in ["journal.db", "journal.db-wal", "journal.db-shm"] {
        let _absent = fs::remove_file(folder.path("var/live").join(file));
    }
    assert_eq!(run(&[], &yes).exit, 11);
    assert_eq!(server.kept.mails().len(), 2);
}

#[test]
fn a_list_that_cannot_be_read_makes_no_run_laxer() {
    let (folder, server) = (Folder::new(), server(Obliging));
    with_a_real_address(&folder);
    let sealed = heraut(&server, &folder, &[], &["--json", "seal"]);
    let digest = sealed.json()["digest"].as_str().unwrap().to_owned();
    agree(&server, &folder, &digest);
    fs::write(folder.path("recipients.example.csv"), "").unwrap();
    assert_eq!(
        heraut(&server, &folder, &[], &["--json", "status"]).json()["digest"],
        digest.as_str()
    );
    let send = heraut(&server, &folder, &[], &["--json", "send", "--as-sealed"]);
    // Open mails are held against the list, so the real run stops before its last look.
    assert_eq!(
        send.json()["error"]["code"],
        "campaign-input",
        "{}",
        send.out
    );
    assert!(server.kept.mails().is_empty() && !folder.path("var/trial/journal.db").exists());
    fs::remove_file(folder.path("recipients.example.csv")).unwrap();
    let alone = heraut(&server, &folder, &[], &["--json"]);
    assert_eq!(alone.json()["kind"], "live");
}

#[test]
fn a_trial_through_a_relay_on_this_machine_is_told_for_what_it_is() {
    let (folder, server) = (Folder::new(), server(Obliging));
    // First with the catcher: what it took, the relay has not.
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    let alone = server.heraut(&folder, &[], &[]);
    let said = told(&alone);
    assert!(said.contains("send --fresh"), "{said}");
    assert!(
        said.contains("did not go to the mail server that is set now"),
        "{said}"
    );
    let sent = server.heraut(&folder, &[], &["send", "--fresh"]);
    assert_eq!(sent.exit, 0, "{}", sent.err);
    assert_eq!(server.kept.mails().len(), 32);
    let alone = server.heraut(&folder, &[], &[]);
    let said = told(&alone);
    assert!(said.contains("Nobody has received anything"), "{said}");
    assert!(
        !said.contains("catcher") && !said.contains("have the mail"),
        "{said}"
    );
}

#[test]
fn a_login_on_a_bare_port_of_this_machine_is_warned_of() {
    let (folder, server) = (Folder::new(), server(Obliging));
    let told = server.heraut(&folder, &["relay.user=bericht"], &["--json", "check"]);
    assert!(told.out.contains("campaign-bare-login"), "{}", told.out);
    let told = server.heraut(&folder, &[], &["--json", "check"]);
    assert!(!told.out.contains("campaign-bare-login"), "{}", told.out);
}
