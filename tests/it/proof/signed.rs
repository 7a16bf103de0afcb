//! A proof of a mail whose approvals are signed.

use std::fs;

use heraut::relay::catcher::{Act, Moment, Scene};

use super::{is_right, text};
use crate::harness::Folder;
use crate::server::server;
use crate::ssh_key::Key;

#[test]
fn signed_approvals_go_along_as_ssh_keygen_checks_them() {
    let (folder, server) = (
        Folder::new(),
        server(|_: Moment, _: &Scene<'_>| Act::Proceed),
    );
    let settings = "config/heraut.toml";
    let named = "\nallowed_signers = \"config/allowed_signers\"\nvalid_for";
    folder.change(settings, "\nvalid_for", named);
    let people = [
        ("A. Vos", "inhoud"),
        ("B. Smit", "juridisch"),
        ("C. van Voorbeeld", "besluit"),
    ];
    let keys: Vec<Key> = (1..=3).map(Key::new).collect();
    let lines = people
        .iter()
        .zip(&keys)
        .map(|((name, _), key)| format!("\"{name}\" {}\n", key.public()));
    fs::write(
        folder.path("config/allowed_signers"),
        lines.collect::<String>(),
    )
    .unwrap();
    let run = |words: &[&str]| server.with_roles(&folder, &[], words);
    let sealed = run(&["--json", "seal"]);
    assert_eq!(sealed.exit, 0, "{}", sealed.screen());
    let digest = sealed.json()["digest"].as_str().unwrap().to_owned();
    for ((name, role), key) in people.iter().zip(&keys) {
        let words = ["approve", "--digest", &digest, "--by", name, "--as", role];
        let statement = run(&[&words[..], &["--statement"]].concat()).out;
        fs::write(folder.path("word.sig"), key.sign("heraut", &statement)).unwrap();
        let file = folder.path("word.sig");
        let given = run(&[&words[..], &["--signature", file.to_str().unwrap()]].concat());
        assert_eq!(given.exit, 0, "{}", given.screen());
    }
    let sent = run(&["send", "--yes", "--digest", &digest]);
    assert_eq!(sent.exit, 0, "{}", sent.screen());
    let proven = run(&["proof", "ORG-004", "--out", "bewijs"]);
    assert_eq!(proven.exit, 0, "{}", proven.screen());
    let out = folder.path("bewijs");
    let (leaf, script) = (text(&out, "leaf.txt"), text(&out, "check.sh"));
    assert_eq!(leaf.matches("\napproved ").count(), 3, "{leaf}");
    assert_eq!(leaf.matches("\nsignature sha256:").count(), 3, "{leaf}");
    assert!(is_right(&out, &script));
    assert!(
        text(&out, "index.html").contains("Approved as inhoud: A. Vos, with a digital signature")
    );
    let without = script.lines().filter(|line| !line.contains("SHA256SUMS"));
    let without: String = without.map(|line| format!("{line}\n")).collect();
    for name in [
        "approvals/1.txt",
        "approvals/1.sig",
        "approvals/2.sig",
        "approvals/allowed_signers",
    ] {
        let file = out.join(name);
        let bytes = fs::read(&file).unwrap();
        let mut changed = bytes.clone();
        changed[bytes.len() / 2] ^= 1;
        fs::write(&file, changed).unwrap();
        assert!(!is_right(&out, &without), "{name}");
        fs::write(&file, bytes).unwrap();
    }
    assert!(is_right(&out, &script));
}
