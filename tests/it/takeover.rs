//! Where a campaign goes on: restored, moved, closed here and taken over there, cut back to what is right.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::deadline::live;
use crate::harness::{Folder, Ran};

const BY: [&str; 4] = ["--by", "A. Vos", "--why", "the old computer broke"];

/// Runs a command as another machine would: with a state folder of its own.
fn elsewhere(folder: &Folder, machine: &str, words: &[&str]) -> Ran {
    let mut command = folder.command(&[&["--json"], words].concat());
    command.env("XDG_STATE_HOME", folder.path("..").join(machine));
    folder.ran(command)
}

fn adopt(folder: &Folder, machine: &str, more: &[&str]) -> Value {
    let adopted = elsewhere(folder, machine, &[&["adopt"], &BY[..], more].concat());
    assert_eq!(adopted.exit, 0, "{}", adopted.err);
    adopted.json()
}

fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp")
        .arg("-a")
        .arg(from)
        .arg(to)
        .status()
        .unwrap();
    assert!(copied.success());
}

/// A trial of which ten mails went, the state as it was then, and after that the rest.
fn restored() -> Folder {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send", "--limit", "10"]).exit, 5);
    copy(&folder.path("var"), &folder.path("../backup"));
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    fs::rename(folder.path("var"), folder.path("../lost")).unwrap();
    copy(&folder.path("../backup"), &folder.path("var"));
    folder
}

fn ids(status: &Value, state: &str) -> Vec<String> {
    let mails = status["mails"].as_array().unwrap().iter();
    mails
        .filter(|mail| mail["state"] == state)
        .map(|mail| mail["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_backup_taken_over_elsewhere_sends_to_nobody_who_may_have_it() {
    let folder = restored();
    for words in [&["send"][..], &["status"], &["seal"]] {
        let refused = elsewhere(&folder, "new", words);
        assert_eq!(
            (refused.exit, &refused.json()["error"]["code"]),
            (11, &"journal-other-machine".into())
        );
    }
    let adopted = adopt(&folder, "new", &[]);
    assert_eq!(
        (&adopted["records_lost"], &adopted["in_doubt"]),
        (&true.into(), &22.into()),
        "{adopted}"
    );
    let sent = elsewhere(&folder, "new", &["send"]);
    assert_eq!(sent.exit, 7, "{}", sent.err);
    assert_eq!(folder.caught().len(), 10, "nobody was mailed");
    // Who looked into it settles several at once, with one reason, or none of them.
    let doubtful = ids(&sent.json(), "in_doubt");
    let settle = |ids: &[&str], word: &str| {
        elsewhere(
            &folder,
            "new",
            &[&["resolve"], ids, &[word, "--by", "B", "--why", "the log"]].concat(),
        )
    };
    let all: Vec<&str> = doubtful.iter().map(String::as_str).collect();
    assert_eq!(
        settle(&[all[0], "ORG-001"], "--arrived").exit,
        3,
        "one of them is in no doubt"
    );
    assert_eq!(settle(&all[..20], "--arrived").exit, 0);
    assert_eq!(settle(&all[20..], "--resend").exit, 0);
    let sent = elsewhere(&folder, "new", &["send"]);
    assert_eq!((sent.exit, folder.caught().len()), (0, 12), "{}", sent.err);
}

#[test]
fn after_a_loss_what_later_seals_hold_begins_in_doubt_and_people_are_told() {
    let folder = restored();
    adopt(&folder, "new", &[]);
    // A row that the old journal never knew: a seal that is lost may have held it.
    let list = fs::read_to_string(folder.path("recipients.example.csv")).unwrap();
    let row = list
        .lines()
        .find(|line| line.starts_with("ORG-001"))
        .unwrap();
    let new = row.replace("ORG-001", "ORG-901").replace('@', "@nieuw.");
    fs::write(
        folder.path("recipients.example.csv"),
        format!("{}\r\n{new}\r\n", list.trim_end()),
    )
    .unwrap();
    folder.change("config/heraut.toml", "expected = 40", "# expected = 40");
    let human = |words: &[&str]| {
        let mut command = folder.command(words);
        command.env("XDG_STATE_HOME", folder.path("../new"));
        folder.ran(command)
    };
    let sealed = human(&["seal"]);
    assert!(sealed.err.contains("may be missing"), "{}", sealed.err);
    let status = elsewhere(&folder, "new", &["status"]).json();
    assert!(
        ids(&status, "in_doubt").contains(&"ORG-901".to_owned()),
        "{status}"
    );
    assert!(status["records_lost"].is_string());
    let told = human(&["status"]);
    assert!(told.err.contains("may be missing"), "{}", told.err);
    assert!(told.out.contains("Nobody here saw it go"), "{}", told.out);
    let review = human(&["review", "--out", "../bundle"]);
    assert!(review.err.contains("may be missing"), "{}", review.err);
    let page = fs::read_to_string(folder.path("../bundle/index.html")).unwrap();
    assert!(
        page.contains(status["head"].as_str().unwrap()),
        "the page shows where the journal ends"
    );
    // A person's word on it holds over seals.
    let word = [
        "resolve",
        "ORG-901",
        "--resend",
        "--by",
        "B",
        "--why",
        "it is new",
    ];
    assert_eq!(elsewhere(&folder, "new", &word).exit, 0);
    folder.change("config/heraut.toml", "[campaign]", "[campaign] # again");
    assert_eq!(elsewhere(&folder, "new", &["send"]).exit, 7);
    assert_eq!(folder.caught().len(), 11, "the new one alone");
}

#[test]
fn a_campaign_closed_here_and_taken_over_there_lacks_nothing() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send", "--limit", "10"]).exit, 5);
    let closed = folder.heraut(&["--json", "hand-over"]);
    assert_eq!(closed.exit, 0, "{}", closed.err);
    let head = closed.json()["head"].as_str().unwrap().to_owned();
    assert_eq!(
        folder.heraut(&["--json", "hand-over"]).json()["head"],
        head.as_str(),
        "shown again"
    );
    let withheld = [&["withhold", "ORG-020"][..], &BY[..]].concat();
    for words in [&["send"][..], &["seal"], &withheld] {
        let refused = folder.heraut(&[&["--json"], words].concat());
        assert_eq!(
            (refused.exit, &refused.json()["error"]["code"]),
            (11, &"journal-handed-over".into())
        );
    }
    assert_eq!(
        folder.status()["head"],
        head.as_str(),
        "it can still be read"
    );
    let alone = folder.heraut(&[]);
    assert!(
        alone.out.contains("was closed here"),
        "{}{}",
        alone.out,
        alone.err
    );
    let wrong = format!("{}:{}", head.split(':').next().unwrap(), "0".repeat(64));
    let refused = elsewhere(
        &folder,
        "new",
        &[&["adopt", "--head", &wrong][..], &BY[..]].concat(),
    );
    assert_eq!(
        (refused.exit, &refused.json()["error"]["code"]),
        (11, &"journal-not-its-head".into())
    );
    let adopted = adopt(&folder, "new", &["--head", &head]);
    assert_eq!(
        (&adopted["records_lost"], &adopted["in_doubt"]),
        (&false.into(), &0.into())
    );
    let sent = elsewhere(&folder, "new", &["send"]);
    assert_eq!((sent.exit, folder.caught().len()), (0, 32), "{}", sent.err);
}

#[test]
fn closed_here_and_opened_again_without_its_head_it_may_have_gone_on_elsewhere() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send", "--limit", "10"]).exit, 5);
    assert_eq!(folder.heraut(&["hand-over"]).exit, 0);
    let adopted = folder
        .heraut(&[&["--json", "adopt"], &BY[..]].concat())
        .json();
    assert_eq!(
        (&adopted["records_lost"], &adopted["in_doubt"]),
        (&true.into(), &22.into()),
        "{adopted}"
    );
}

#[test]
fn a_journal_that_nothing_on_this_machine_knows_is_refused() {
    let folder = restored();
    fs::remove_file(folder.path("var/trial/journal.head")).unwrap();
    let refused = elsewhere(&folder, "new", &["send"]);
    assert_eq!(
        (refused.exit, &refused.json()["error"]["code"]),
        (11, &"journal-no-head".into())
    );
    let dutch = folder.ran({
        let mut command = folder.command(&["--lang", "nl", "send"]);
        command.env("XDG_STATE_HOME", folder.path("../new"));
        command
    });
    assert!(dutch.err.contains("heraut adopt"), "{}", dutch.err);
    assert_eq!(adopt(&folder, "new", &[])["in_doubt"], 22);
}

#[test]
fn words_given_before_a_loss_count_for_nothing() {
    let (folder, digest) = live("");
    let send = ["send", "--yes", "--digest", &digest];
    assert_eq!(
        folder.heraut(&send).exit,
        12,
        "agreed, and the relay is nowhere"
    );
    assert_eq!(adopt(&folder, "new", &[])["records_lost"], true);
    let word = [
        "resolve",
        "ORG-001",
        "--resend",
        "--by",
        "B",
        "--why",
        "asked them",
    ];
    assert_eq!(elsewhere(&folder, "new", &word).exit, 0);
    let refused = elsewhere(&folder, "new", &send);
    assert_eq!(
        (refused.exit, &refused.json()["error"]["code"]),
        (9, &"campaign-not-approved".into())
    );
}

#[test]
fn a_journal_damaged_in_its_tail_is_cut_back_on_a_persons_word() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send", "--limit", "10"]).exit, 5);
    let file = folder.path("var/trial/journal.db");
    let db = rusqlite::Connection::open(&file).unwrap();
    let last: i64 = db
        .query_row("SELECT max(seq) FROM event", [], |row| row.get(0))
        .unwrap();
    db.execute_batch("DROP TRIGGER event_is_never_changed")
        .unwrap();
    db.execute(
        "UPDATE event SET body = '\"stop_asked\"' WHERE seq = ?1",
        [last - 3],
    )
    .unwrap();
    drop(db);
    let damaged = fs::read(&file).unwrap();
    let refused = folder.heraut(&["--json", "send"]);
    assert_eq!(
        (refused.exit, &refused.json()["error"]["code"]),
        (11, &"journal-damaged".into())
    );
    assert!(
        refused.json()["error"]["hint"]
            .as_str()
            .unwrap()
            .contains("heraut adopt")
    );
    let adopted = folder.heraut(&[&["--json", "adopt"], &BY[..]].concat());
    let told = adopted.json();
    assert_eq!(adopted.exit, 0, "{}", adopted.err);
    assert_eq!(
        (&told["records"], &told["records_lost"]),
        (&(last - 4).into(), &true.into()),
        "{told}"
    );
    let aside = folder.path(told["damaged"].as_str().unwrap());
    assert_eq!(
        fs::read(aside).unwrap(),
        damaged,
        "the damaged file is kept"
    );
    assert!(told["in_doubt"].as_u64().unwrap() >= 22, "{told}");
    let sent = folder.heraut(&["send"]);
    assert_eq!((sent.exit, folder.caught().len()), (7, 10), "{}", sent.err);
}

#[test]
fn a_seal_that_an_older_journal_does_not_know_is_kept_and_never_written_over() {
    let folder = Folder::new().with_real_relay();
    let text = "templates/bijlage-3.1.txt.hbs";
    let seal = || {
        let sealed = folder.heraut(&["--json", "seal"]);
        assert_eq!(sealed.exit, 0, "{}", sealed.err);
        assert_eq!(sealed.json()["put_aside"], Value::Null);
        sealed.json()["digest"].as_str().unwrap().to_owned()
    };
    seal();
    let journal = folder.path("var/live/journal.db");
    fs::copy(&journal, folder.path("../journal.db")).unwrap();
    folder.change(text, "Geachte", "Zeer geachte");
    let lost = seal();
    for end in ["", "-wal", "-shm"] {
        let _gone = fs::remove_file(folder.path(&format!("var/live/journal.db{end}")));
    }
    fs::copy(folder.path("../journal.db"), &journal).unwrap();
    assert_eq!(folder.heraut(&["seal"]).exit, 11);
    assert_eq!(folder.heraut(&[&["adopt"], &BY[..]].concat()).exit, 0);
    folder.change(text, "Zeer geachte", "Beste");
    let sealed = folder.heraut(&["seal"]);
    assert_eq!(sealed.exit, 0, "{}", sealed.err);
    let told = sealed.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("sealed mails that the journal doesn't know"),
        "{told}"
    );
    let kept = folder.path(&format!(
        "var/live/vault-seal-2-{}.db",
        &lost["sha256:".len()..][..12]
    ));
    assert!(
        told.contains(kept.file_name().unwrap().to_str().unwrap()),
        "{told}"
    );
    assert_eq!(
        fs::metadata(&kept).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let vault = heraut::vault::Vault::open(&kept).unwrap();
    assert_eq!(vault.seal(2).unwrap().digest.to_string(), lost);
    let mut mails = 0;
    vault.mails(2, |_| mails += 1).unwrap();
    assert_eq!(mails, 32);
}
