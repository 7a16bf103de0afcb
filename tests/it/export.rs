//! `export`: evidence that a reader checks without this program. `tests/judges/export.py` reads it as an auditor does.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use heraut::id::Digest;
use heraut::relay::catcher::{Act, Moment, Scene};
use serde_json::Value;

use crate::harness::{Folder, files};
use crate::server::server;

fn lines(file: &Path) -> Vec<Value> {
    let text = fs::read_to_string(file).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Every file below this folder.
fn all_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = files(folder).into_iter();
    entries
        .flat_map(|entry| match entry.is_dir() {
            true => all_files(&entry),
            false => vec![entry],
        })
        .collect()
}

#[test]
fn an_export_has_every_mail_that_was_handed_over_as_it_went_and_no_other() {
    let script = |now: Moment, scene: &Scene<'_>| {
        let to = scene.recipient.unwrap_or_default().to_owned();
        match now {
            Moment::Rcpt if to.contains("hettehuis") => {
                Act::Reply(550, "5.1.1 unknown here".to_owned())
            }
            _ => Act::Proceed,
        }
    };
    let (folder, server) = (Folder::new(), server(script));
    let sent = server.heraut(&folder, &[], &["send"]);
    assert_eq!(sent.exit, 6, "{}", sent.screen());
    let out = folder.path("export");
    let named = out.to_str().unwrap();
    let ran = server.heraut(&folder, &[], &["--json", "export", named]);
    assert_eq!(ran.exit, 0, "{}", ran.screen());
    let document = ran.json();
    let data = out.join("data");
    let organisations = lines(&data.join("organisations.jsonl"));
    assert_eq!(organisations.len(), 40);
    let mails: Vec<&Value> = organisations
        .iter()
        .flat_map(|row| row["mails"].as_array().unwrap())
        .collect();
    assert_eq!(document["mails"], mails.len());
    let manifest = fs::read_to_string(data.join("seals/1/manifest.txt")).unwrap();
    for row in &organisations {
        let refused = row["id"] == "ORG-001";
        if refused {
            assert_eq!(row["state"], "refused");
            assert!(row["mails"].as_array().unwrap().is_empty(), "{row}");
            assert!(
                row["reply"].as_str().unwrap().contains("unknown here"),
                "{row}"
            );
        }
        for mail in row["mails"].as_array().unwrap() {
            let octets = fs::read(data.join(mail["file"].as_str().unwrap())).unwrap();
            assert!(octets.starts_with(b"Date: "));
            let end = octets.windows(2).position(|at| at == b"\r\n").unwrap();
            let sealed = Digest::of(&octets[end + 2..]).to_string();
            let pseudonym = row["pseudonym"].as_str().unwrap();
            let line = manifest
                .lines()
                .find(|line| line.contains(pseudonym))
                .unwrap();
            assert!(line.contains(&sealed), "{line}");
        }
    }
    // Nobody else can read it, and no secret of the campaign is in it.
    let key = fs::read(folder.path("var/key")).unwrap();
    for file in all_files(&out) {
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
        let octets = fs::read(&file).unwrap();
        assert!(
            !octets.windows(key.len()).any(|at| at == key),
            "{}",
            file.display()
        );
    }
    // What is there stays.
    let again = server.heraut(&folder, &[], &["export", named]);
    assert_eq!(again.exit, 3, "{}", again.screen());
}

#[test]
fn nothing_sealed_gives_no_export_and_no_folder() {
    let folder = Folder::new();
    let out = folder.path("export");
    let ran = folder.heraut(&["export", out.to_str().unwrap()]);
    assert_eq!(ran.exit, 9, "{}", ran.screen());
    assert!(!out.exists());
}
