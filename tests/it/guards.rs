//! What guards a campaign from being sent twice by accident: the key, the lock's file, the user's own place to remember.

use std::fs;
use std::process::{Command, Stdio};

use heraut::journal::SenderLock;

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

/// A trial that is sealed, and of which some went.
fn begun() -> Folder {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send", "--limit", "5"]).exit, 5);
    folder
}

fn forget_the_checks(folder: &Folder) {
    for (file, table) in [("vault.db", "note"), ("journal.db", "key_check")] {
        let db = rusqlite::Connection::open(folder.path("var/trial").join(file)).unwrap();
        db.execute_batch(&format!("DROP TABLE {table}")).unwrap();
    }
}

#[test]
fn a_key_is_never_made_beside_what_was_made_with_one() {
    let folder = begun();
    fs::rename(folder.path("var/key"), folder.path("../key")).unwrap();
    for words in [&["send"][..], &["seal"], &["status"], &["check"]] {
        refused(
            &folder.heraut(&[&["--json"], words].concat()),
            11,
            "vault-key-lost",
        );
    }
    assert!(!folder.path("var/key").exists());
    fs::rename(folder.path("../key"), folder.path("var/key")).unwrap();
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    assert_eq!(folder.caught().len(), 32);
}

#[test]
fn a_wrong_key_is_refused_before_any_work_in_old_folders_too() {
    let folder = begun();
    let right = fs::read(folder.path("var/key")).unwrap();
    let wrong = |old: bool| {
        if old {
            forget_the_checks(&folder);
        }
        fs::write(folder.path("var/key"), "ab".repeat(32)).unwrap();
        let before = fs::read(folder.path("var/trial/journal.db")).unwrap();
        for words in [&["send"][..], &["seal"], &["status"]] {
            refused(
                &folder.heraut(&[&["--json"], words].concat()),
                11,
                "vault-key-wrong",
            );
        }
        assert_eq!(
            fs::read(folder.path("var/trial/journal.db")).unwrap(),
            before
        );
        fs::write(folder.path("var/key"), &right).unwrap();
    };
    wrong(false);
    // What a version before this one wrote has no check value, and gets one from the right key.
    wrong(true);
    assert_eq!(folder.heraut(&["send", "--limit", "1"]).exit, 5);
    let db = rusqlite::Connection::open(folder.path("var/trial/journal.db")).unwrap();
    let kept: i64 = db
        .query_row("SELECT count(*) FROM key_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, 1);
}

#[test]
fn a_journal_whose_key_nothing_shows_is_refused() {
    let folder = begun();
    forget_the_checks(&folder);
    fs::remove_file(folder.path("var/trial/vault.db")).unwrap();
    refused(
        &folder.heraut(&["--json", "send"]),
        11,
        "vault-key-unproven",
    );
}

#[test]
fn a_real_campaign_needs_a_place_of_its_own_to_remember() {
    let (folder, digest) = live("");
    let run = |state: Option<&str>, words: &[&str]| {
        let mut command = folder.command(&[&["--json"], words].concat());
        command.env_remove("HOME").env_remove("XDG_STATE_HOME");
        if let Some(state) = state {
            command.env("XDG_STATE_HOME", folder.path(state));
        }
        folder.ran(command)
    };
    let send = ["send", "--yes", "--digest", &digest];
    for words in [&send[..], &["seal"], &["status"]] {
        refused(&run(None, words), 3, "campaign-no-state-folder");
        refused(
            &run(Some("var/state"), words),
            3,
            "campaign-no-state-folder",
        );
    }
    // A trial harms nobody, and goes on.
    let trial = Folder::new();
    let mut command = trial.command(&["send", "--limit", "1"]);
    command.env_remove("HOME").env_remove("XDG_STATE_HOME");
    assert_eq!(trial.ran(command).exit, 5);
}

#[test]
fn whoever_holds_a_lock_whose_file_is_gone_stops_before_its_next_offer() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    let slow = ["--json", "send", "--set", "pace.rate=\"60/min\""];
    let mut running = folder
        .command(&slow)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lock = folder.path("var/trial/lock");
    while !fs::read_dir(folder.path("var/trial/caught/new"))
        .is_ok_and(|mut mails| mails.next().is_some())
    {
        assert!(
            running.try_wait().unwrap().is_none(),
            "it ended before anything was sent"
        );
    }
    fs::remove_file(&lock).unwrap();
    // The lock in the user's own place still keeps everybody else out.
    refused(&folder.heraut(&["--json", "send"]), 10, "campaign-held");
    let ended = running.wait_with_output().unwrap();
    let said: serde_json::Value = serde_json::from_slice(&ended.stdout).unwrap();
    assert_eq!(
        (ended.status.code(), &said["error"]["code"]),
        (Some(10), &"dispatch-lock-gone".into())
    );
    let status = folder.status();
    assert_eq!(
        (&status["sum"]["in_doubt"], &status["running"]),
        (&0.into(), &false.into()),
        "{status}"
    );
    let sent = folder.heraut(&["send"]);
    assert_eq!((sent.exit, folder.caught().len()), (0, 32), "{}", sent.err);
}

#[test]
fn a_lock_file_that_was_removed_or_replaced_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let (path, second) = (dir.path().join("lock"), dir.path().join("state/lock"));
    let lock = SenderLock::take(&path).unwrap().and(&second).unwrap();
    let watch = lock.watch().unwrap();
    assert!(watch.is_whole().unwrap());
    fs::rename(&second, dir.path().join("elsewhere")).unwrap();
    assert!(!watch.is_whole().unwrap(), "removed");
    fs::write(&second, "").unwrap();
    assert!(!watch.is_whole().unwrap(), "replaced");
    // In the place of one that was moved away, another one counts.
    let lock = lock.and(&second).unwrap();
    assert!(lock.watch().unwrap().is_whole().unwrap());
}

#[test]
fn a_journal_that_ends_before_the_newest_seal_of_its_vault_is_refused() {
    let folder = begun();
    let copy = |from: &str, to: &str| {
        let at = |name: &str| match name {
            "state" => folder.state_home(),
            name => folder.path(name),
        };
        let copied = Command::new("cp")
            .arg("-aT")
            .arg(at(from))
            .arg(at(to))
            .status();
        assert!(copied.unwrap().success());
    };
    copy("var/trial", "../older");
    copy("state", "../older-state");
    folder.change(
        "config/heraut.toml",
        "bericht@voorbeeldzaken.example>",
        "post@voorbeeldzaken.example>",
    );
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    // Journal, its head and the whole state folder go back together; the vault does not.
    for file in ["journal.db", "journal.head"] {
        copy(&format!("../older/{file}"), &format!("var/trial/{file}"));
    }
    copy("../older-state", "state");
    refused(&folder.heraut(&["--json", "send"]), 11, "journal-shorter");
}

#[test]
fn another_user_of_this_machine_is_no_other_machine() {
    let folder = begun();
    let given = Command::new("chown")
        .args(["-R", "12345"])
        .arg(folder.path("var"))
        .stderr(Stdio::null())
        .status();
    if !given.unwrap().success() {
        // Only root can make a folder another user's, and only root could go wrong in it.
        return;
    }
    let as_root = |words: &[&str]| {
        let mut command = folder.command(&[&["--json"], words].concat());
        command.env("XDG_STATE_HOME", folder.path("../other-home"));
        folder.ran(command)
    };
    let adopt = ["adopt", "--by", "A. Vos", "--why", "it said so"];
    for words in [&["send"][..], &["status"], &adopt] {
        refused(&as_root(words), 3, "campaign-other-user");
        assert!(
            as_root(words).json()["error"]["message"]
                .as_str()
                .unwrap()
                .contains("12345")
        );
    }
}

/// The first seal of a large list holds the vault for long: whoever looks meanwhile neither waits for it nor fails.
#[test]
fn a_vault_that_a_seal_is_at_work_on_stands_in_nobodys_way() {
    let folder = begun();
    let db = rusqlite::Connection::open(folder.path("var/trial/vault.db")).unwrap();
    db.pragma_update(None, "journal_mode", "DELETE").unwrap();
    db.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let lock = SenderLock::take(&folder.path("var/trial/lock")).unwrap();
    let stopped = folder.heraut(&["stop"]);
    assert_eq!(stopped.exit, 0, "{}", stopped.err);
    drop((lock, db));
}
