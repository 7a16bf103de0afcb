//! Nothing of people's is ever deleted or written over: what commands that write to a place named by a person do
//! to what is already there.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::harness::Folder;

/// Every file below a folder with its bytes; links as where they lead.
fn all(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().display().to_string();
            let kind = path.symlink_metadata().unwrap();
            if kind.is_dir() {
                open.push(path);
            } else if kind.is_symlink() {
                found.insert(
                    name,
                    fs::read_link(&path)
                        .unwrap()
                        .into_os_string()
                        .into_encoded_bytes(),
                );
            } else {
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn no_bundle_touches_the_campaign_whatever_path_is_typed() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    fs::create_dir(folder.path("real")).unwrap();
    symlink("../var", folder.path("real/link")).unwrap();
    symlink("../not-there", folder.path("real/dangling")).unwrap();
    let before = all(&folder.path("."));
    for out in [
        "new/../var",
        "real/../config",
        "var",
        "var/trial",
        "var/trial/new",
        "config",
        "config/new",
        "templates",
        "templates/stukken/new",
        "recipients.example.csv",
        ".",
        "..",
        "../..",
        "/",
        "real/link",
        "real/link/trial",
        "real/dangling",
        "new/../templates",
        "./new/.././var/./trial",
    ] {
        let ran = folder.heraut(&["review", "--out", out]);
        assert_eq!(ran.exit, 3, "{out}: {}{}", ran.out, ran.err);
        assert!(
            ran.err.contains("heraut does") || ran.err.contains("--out"),
            "{out}: {}",
            ran.err
        );
        assert!(all(&folder.path(".")) == before, "{out} changed something");
        assert!(!folder.path("new").exists(), "{out}");
    }
    assert_eq!(
        folder.heraut(&["review", "--out", "real/../new/deep"]).exit,
        0
    );
    assert!(folder.path("new/deep/index.html").exists());
}

#[test]
fn a_bundle_with_anything_of_somebodys_is_left() {
    let folder = Folder::new();
    let review = || folder.heraut(&["review", "--out", "bundle"]);
    assert_eq!(review().exit, 0);
    let bundle = folder.path("bundle");
    let index = fs::read(bundle.join("index.html")).unwrap();
    let page = "mails/ORG-003.view.html";
    for (name, what) in [
        ("index.html", "changed"),
        (page, "changed"),
        ("mails/notes.odt", "added"),
        ("own/x", "added"),
    ] {
        let path = bundle.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let old = fs::read(&path).ok();
        fs::write(
            &path,
            [
                old.clone().unwrap_or_default(),
                b"<!-- my notes -->".to_vec(),
            ]
            .concat(),
        )
        .unwrap();
        let before = all(&bundle);
        let ran = review();
        assert_eq!(ran.exit, 3, "{name}: {}", ran.err);
        assert!(all(&bundle) == before, "{name}, {what}, is touched");
        match old {
            Some(old) => fs::write(&path, old).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
    }
    // An empty folder of somebody's is theirs too.
    assert_eq!(review().exit, 3);
    fs::remove_dir(bundle.join("own")).unwrap();
    fs::write(bundle.join("mails/.DS_Store"), "window").unwrap();
    assert_eq!(review().exit, 0);
    assert_eq!(
        fs::read(bundle.join("mails/.DS_Store")).unwrap(),
        b"window",
        "crumbs go along"
    );
    assert!(fs::read(bundle.join("index.html")).unwrap().len() == index.len());
}

#[test]
fn a_bundle_that_people_have_read_is_kept_beside_that_of_the_next_seal() {
    let folder = Folder::new();
    let first = folder.heraut(&["review", "--json"]).json();
    let place = folder.path("var/trial/review");
    let read = all(&place);
    assert_eq!(
        folder.heraut(&["review", "--json"]).json()["kept"],
        serde_json::json!([])
    );
    folder.change("templates/bijlage-3.1.txt.hbs", "Geacht", "Zeer geacht");
    folder.change("templates/bijlage-3.1.html.hbs", "Geacht", "Zeer geacht");
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    let second = folder.heraut(&["review"]);
    let kept = format!(
        "review-{}",
        &first["digest"].as_str().unwrap()["sha256:".len()..][..12]
    );
    assert!(
        second.err.contains(&kept) || second.out.contains(&kept),
        "{}{}",
        second.out,
        second.err
    );
    let old = all(&folder.path("var/trial").join(&kept));
    assert_eq!(
        old.keys().collect::<Vec<_>>(),
        read.keys().collect::<Vec<_>>()
    );
    assert_eq!(old["manifest.txt"], read["manifest.txt"]);
    assert!(all(&place)["manifest.txt"] != read["manifest.txt"]);
}

#[test]
fn what_a_killed_run_left_is_taken_away_and_nothing_that_looks_like_it() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["review", "--out", "bundle"]).exit, 0);
    let half = folder.path(".bundle.heraut-4711");
    fs::create_dir_all(half.join("mails")).unwrap();
    let mail = all(&folder.path("bundle"))["mails/ORG-003.eml"].clone();
    fs::write(half.join("mails/ORG-003.eml"), &mail).unwrap();
    fs::write(half.join("mails/ORG-004.eml"), &mail[..100]).unwrap();
    let sums = fs::read_to_string(folder.path("bundle/SHA256SUMS")).unwrap();
    let of = |name: &str| sums.lines().find(|line| line.ends_with(name)).unwrap();
    fs::write(
        half.join("SHA256SUMS"),
        format!("{}\n{}\n", of("ORG-003.eml"), of("ORG-004.eml")),
    )
    .unwrap();
    let own = [".bundle.heraut-notes", ".bundle.heraut-4712"];
    for name in own {
        fs::create_dir(folder.path(name)).unwrap();
        fs::write(folder.path(name).join("thesis.odt"), "mine").unwrap();
    }
    assert_eq!(folder.heraut(&["review", "--out", "bundle"]).exit, 0);
    assert!(!half.exists(), "mails of a run that died don't lie about");
    for name in own {
        assert_eq!(
            fs::read(folder.path(name).join("thesis.odt")).unwrap(),
            b"mine"
        );
    }
}

#[test]
fn manual_pages_and_previews_are_written_over_nothing_of_others() {
    let folder = Folder::new();
    let man = || folder.heraut(&["man", "--out", "pages"]);
    assert_eq!(
        (man().exit, man().exit),
        (0, 0),
        "pages of ours are replaced"
    );
    let page = folder.path("pages/heraut-send.1");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replacen("send", "send, with my notes", 1)).unwrap();
    let before = all(&folder.path("pages"));
    let ran = man();
    assert_eq!(ran.exit, 3, "{}", ran.err);
    assert!(all(&folder.path("pages")) == before);

    fs::create_dir_all(folder.path("var/trial")).unwrap();
    fs::write(folder.path("diary.txt"), "mine").unwrap();
    symlink("../../diary.txt", folder.path("var/trial/preview.html")).unwrap();
    assert_eq!(folder.heraut(&["preview", "2"]).exit, 0);
    assert_eq!(
        fs::read(folder.path("diary.txt")).unwrap(),
        b"mine",
        "a link is replaced, never followed"
    );

    let list = folder.path("recipients.example.csv");
    let before = fs::read(&list).unwrap();
    assert_ne!(
        folder
            .heraut(&["check", "--write-ids", "recipients.example.csv"])
            .exit,
        0
    );
    assert_eq!(fs::read(&list).unwrap(), before);
    let own = folder.path("own");
    fs::create_dir(&own).unwrap();
    fs::write(own.join("thesis.odt"), "mine").unwrap();
    assert_eq!(folder.heraut(&["init", "own"]).exit, 3);
    assert_eq!(all(&own).len(), 1);
}
