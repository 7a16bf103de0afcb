//! The folder of a rectification: whole or not at all, for its owner, and of something that was sent.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::harness::{Folder, files};
use crate::rectify::{Correction, LIST, SETTINGS, sent};

#[test]
fn the_new_folder_is_for_its_owner_only_and_its_journal_names_nobody() {
    let (folder, _server) = sent();
    let correction = Correction::of(&folder);
    let mode = |name: &str| {
        fs::metadata(correction.path(name))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(
        (mode(""), mode("config"), mode("templates")),
        (0o700, 0o700, 0o700)
    );
    for file in [
        LIST,
        SETTINGS,
        "templates/rectification.txt.hbs",
        ".gitignore",
    ] {
        assert_eq!(mode(file), 0o600, "{file}");
    }
    assert!(
        fs::read_to_string(correction.path(".gitignore"))
            .unwrap()
            .contains("/rectification.csv\n")
    );
    let left = files(&folder.path(".."));
    assert_eq!(
        left.len(),
        3,
        "the campaign, the home and the correction: {left:?}"
    );
    assert_eq!(correction.run(&["send"]).exit, 0);
    let journal = fs::read_dir(correction.path("var/trial"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let journal: Vec<u8> = journal
        .filter(|path| {
            path.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with("journal")
        })
        .flat_map(|path| fs::read(path).unwrap())
        .collect();
    let text = String::from_utf8_lossy(&journal);
    assert!(text.contains("offered"));
    for name in ["ORG-0", ".example", "inzage-2024", "Waterkers", "waterkers"] {
        assert!(!text.contains(name), "{name}");
    }
}

#[test]
fn a_second_call_changes_nothing_and_a_killed_one_leaves_nothing_half_made() {
    let (folder, _server) = sent();
    let first = Correction::of(&folder);
    let before = (first.list(), fs::read(first.path(SETTINGS)).unwrap());
    let second = folder.heraut(&["--json", "rectify", "../correction"]);
    assert_eq!(
        (second.exit, &second.json()["error"]["code"]),
        (3, &"rectify-not-empty".into())
    );
    assert_eq!(
        (first.list(), fs::read(first.path(SETTINGS)).unwrap()),
        before
    );
    assert_eq!(folder.heraut(&["rectify", "var/nieuw"]).exit, 3);
    let not_one = folder.heraut(&["--json", "rectify", "--renew"]);
    assert_eq!(
        (not_one.exit, &not_one.json()["error"]["code"]),
        (3, &"rectify-not-one".into())
    );

    // What a killed call left goes, and what is somebody's stays.
    let draft = folder.path("../.third.heraut-new");
    fs::create_dir_all(draft.join("config")).unwrap();
    fs::write(draft.join("config/heraut.toml"), "half").unwrap();
    assert_eq!(folder.heraut(&["rectify", "../third"]).exit, 0);
    assert!(!draft.exists() && folder.path("../third/rectification.csv").exists());
    let draft = folder.path("../.fourth.heraut-new");
    fs::create_dir_all(&draft).unwrap();
    fs::write(draft.join("eigen.txt"), "van iemand").unwrap();
    assert_eq!(folder.heraut(&["rectify", "../fourth"]).exit, 3);
    assert!(draft.join("eigen.txt").exists() && !folder.path("../fourth").exists());

    let wanted = names(&folder.path("../third"));
    for after in 0..12 {
        let place = format!("../killed-{after}");
        let mut child = folder.command(&["rectify", &place]).spawn().unwrap();
        pause(after * 12);
        let _ended_already = child.kill();
        child.wait().unwrap();
        let place = folder.path(&place);
        assert!(!place.exists() || names(&place) == wanted, "{after}");
    }
}

#[allow(clippy::disallowed_methods)]
fn pause(milliseconds: u64) {
    std::thread::sleep(std::time::Duration::from_millis(milliseconds));
}

/// The files below a folder, by their names.
fn names(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in files(folder) {
        if path.is_dir() {
            found.extend(names(&path));
        } else {
            found.insert(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    found
}

#[test]
fn nobody_has_a_mail_that_was_not_sent() {
    let folder = Folder::new();
    let unsealed = folder.heraut(&["--json", "rectify", "../correction"]);
    assert_eq!(
        (unsealed.exit, &unsealed.json()["error"]["code"]),
        (9, &"campaign-not-sealed".into())
    );
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    let nobody = folder.heraut(&["--json", "rectify", "../correction"]);
    assert_eq!(
        (nobody.exit, &nobody.json()["error"]["code"]),
        (4, &"rectify-nobody".into())
    );
    assert!(!folder.path("../correction").exists());
}
