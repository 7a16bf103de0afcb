//! One campaign met twice: a copy of its folder, and a folder made anew under a sender.

use std::path::Path;
use std::process::{Child, Stdio};

use crate::harness::Folder;

/// A slow run that has sent something and goes on.
fn under_way(folder: &Folder, words: &[&str]) -> Child {
    let slow = [&["send", "--set", "pace.rate=\"60/min\""], words].concat();
    let mut running = folder
        .command(&slow)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let sent = || {
        std::fs::read_dir(folder.path("var/trial/caught/new"))
            .is_ok_and(|mut mails| mails.next().is_some())
    };
    while !sent() {
        assert!(
            running.try_wait().unwrap().is_none(),
            "it ended before anything was sent"
        );
    }
    running
}

fn held(folder: &Folder, at: &Path) {
    let second = folder.heraut(&["-C", at.to_str().unwrap(), "send", "--json"]);
    assert_eq!(second.exit, 10, "{}", second.out);
    assert_eq!(second.json()["error"]["code"], "campaign-held");
}

fn stop(folder: &Folder, mut running: Child) {
    assert_eq!(folder.heraut(&["stop"]).exit, 0);
    assert_eq!(running.wait().unwrap().code(), Some(8));
}

#[test]
fn a_copy_of_the_folder_is_held_while_the_campaign_is_sent() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    let copy = folder.path("../copy");
    let copied = std::process::Command::new("cp")
        .arg("-a")
        .arg(folder.path("."))
        .arg(&copy)
        .status()
        .unwrap();
    assert!(copied.success());
    let running = under_way(&folder, &[]);
    held(&folder, &copy);
    stop(&folder, running);
    let late = folder.heraut(&["-C", copy.to_str().unwrap(), "send", "--json"]);
    assert_eq!(
        late.exit, 11,
        "the campaign went on without the copy: {}",
        late.out
    );
}

#[test]
fn a_trial_begun_anew_is_held_as_any_other() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    let running = under_way(&folder, &["--fresh"]);
    held(&folder, &folder.path("."));
    stop(&folder, running);
}
