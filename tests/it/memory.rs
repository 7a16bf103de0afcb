//! What the user's own place remembers of a real campaign whose folder forgot: a clone, a cleaned `var`, a lost key.

use std::fs;
use std::process::Command;

use crate::deadline::live;
use crate::harness::{Folder, Ran};

fn refused(ran: &Ran, exit: i32, code: &str) {
    assert_eq!(
        (ran.exit, &ran.json()["error"]["code"]),
        (exit, &code.into()),
        "{}{}",
        ran.out,
        ran.err
    );
}

/// A real campaign that began to go out: its relay is nowhere, but nobody can know how far it came.
fn begun() -> Folder {
    let (folder, digest) = live("");
    assert_eq!(
        folder.heraut(&["send", "--yes", "--digest", &digest]).exit,
        12
    );
    folder
}

fn adopt(folder: &Folder) -> serde_json::Value {
    let adopted = folder.heraut(&[
        "--json",
        "adopt",
        "--by",
        "A. Vos",
        "--why",
        "var was cleaned",
    ]);
    assert_eq!(adopted.exit, 0, "{}", adopted.err);
    adopted.json()
}

#[test]
fn a_folder_without_its_own_memory_sends_nothing_until_a_person_takes_it_over() {
    let folder = begun();
    fs::rename(folder.path("var"), folder.path("../gone")).unwrap();
    // Before any work: nothing is sealed, so nobody is asked for a word in vain.
    refused(
        &folder.heraut(&["--json", "seal"]),
        11,
        "campaign-sent-before",
    );
    assert_eq!(adopt(&folder)["records_lost"], true);
    let sealed = folder.heraut(&["--json", "seal"]);
    assert_eq!(sealed.exit, 0, "{}", sealed.err);
    let sum = folder.status()["sum"].clone();
    assert_eq!(
        (&sum["in_doubt"], &sum["queued"]),
        (&32.into(), &0.into()),
        "{sum}"
    );
}

#[test]
fn a_lost_key_is_no_way_round_it() {
    let folder = begun();
    fs::remove_file(folder.path("var/key")).unwrap();
    refused(&folder.heraut(&["--json", "seal"]), 11, "vault-key-lost");
    fs::rename(folder.path("var"), folder.path("../aside")).unwrap();
    refused(
        &folder.heraut(&["--json", "seal"]),
        11,
        "campaign-sent-before",
    );
}

#[test]
fn a_copy_sealed_before_with_a_key_of_its_own_is_refused_at_the_send() {
    let folder = Folder::new().with_real_relay();
    let copy = folder.path("../copy");
    let copied = Command::new("cp")
        .arg("-a")
        .arg(folder.path("."))
        .arg(&copy)
        .status()
        .unwrap();
    assert!(copied.success());
    let at = copy.to_str().unwrap();
    let agreed = |dir: &str| {
        let sealed = folder.heraut(&["-C", dir, "--json", "seal"]);
        assert_eq!(sealed.exit, 0, "{}", sealed.err);
        let digest = sealed.json()["digest"].as_str().unwrap().to_owned();
        for (by, role) in [
            ("A. Vos", "inhoud"),
            ("B. Smit", "juridisch"),
            ("C. van Voorbeeld", "besluit"),
        ] {
            let word = [
                "-C", dir, "approve", "--digest", &digest, "--by", by, "--as", role,
            ];
            assert_eq!(folder.heraut(&word).exit, 0);
        }
        digest
    };
    let (first, second) = (agreed("."), agreed(at));
    let send = |dir: &str, digest: &str| {
        let open = [
            "--set",
            "window.hours=\"00:00-23:59\"",
            "--set",
            "window.days=\"mon-sun\"",
        ];
        folder.heraut(
            &[
                &["-C", dir, "--json"],
                &open[..],
                &["send", "--yes", "--digest", digest],
            ]
            .concat(),
        )
    };
    assert_eq!(send(".", &first).exit, 12);
    refused(&send(at, &second), 11, "campaign-sent-before");
    // A campaign of another name may go to the same organisations.
    folder.change(
        "../copy/config/heraut.toml",
        "name = \"",
        "name = \"volgend-jaar-",
    );
    assert_eq!(send(at, &agreed(at)).exit, 12);
}

#[test]
fn the_memory_names_nobody_and_is_there_before_anything_goes() {
    let folder = begun();
    let state = folder.state_home().join("heraut");
    let mut remembered = 0;
    for file in fs::read_dir(&state).unwrap() {
        let path = file.unwrap().path();
        let text = fs::read_to_string(&path).unwrap_or_default();
        remembered += usize::from(path.extension().is_some_and(|end| end == "sent"));
        for word in ["ORG-", "example", "overzicht", "@"] {
            assert!(!text.contains(word), "{word} in {}", path.display());
        }
    }
    assert_eq!(remembered, 1);
}
