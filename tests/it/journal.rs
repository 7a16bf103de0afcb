//! The journal as a file: what it says after damage, a restored backup, another machine, a second writer.

use std::fs;
use std::os::unix::fs::FileExt;
use std::path::Path;

use heraut::id::{CampaignKey, Digest, ListId};
use heraut::journal::event::{Adopted, Sealed, TrayKept};
use heraut::journal::store::file::Store;
use heraut::journal::{
    Claim, Event, Happened, Journal, JournalFault, LockFault, Places, SenderLock, TakeoverFindings,
};
use jiff::Timestamp;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + seconds).unwrap()
}

fn places(dir: &Path, machine: &str) -> Places {
    Places {
        journal: dir.join("journal.db"),
        state: dir.join(machine),
        head_name: "head".into(),
        at_seal: None,
        may_begin_anew: false,
    }
}

fn adopted(found: &TakeoverFindings) -> Event {
    let word = CampaignKey::from_bytes([5; 32]).text_id("A. Vos");
    let TakeoverFindings {
        records_lost,
        records,
        damaged,
    } = found;
    let cut_back_to = damaged.is_some().then_some(*records);
    Event::Adopted(Adopted {
        by: word,
        why: word,
        records_lost: *records_lost,
        head: None,
        cut_back_to,
        others: vec![],
    })
}

fn some_events() -> Vec<Happened> {
    let key = CampaignKey::from_bytes([5; 32]);
    let mail = |n: i64| {
        let recipient = key.pseudonym(&ListId::new(&format!("ORG-{n}")).unwrap());
        (
            at(n),
            Event::Queued {
                seal: 1,
                recipient,
                mail: Digest::of(&n.to_be_bytes()),
            },
        )
    };
    let sealed = Sealed {
        seal: 1,
        digest: Digest::of(b"campaign"),
        supplement: false,
        by: None,
    };
    std::iter::once((at(0), Event::Sealed(sealed)))
        .chain((1..6).map(mail))
        .collect()
}

/// A journal of six events in one file, and those events as they are read back.
fn written(dir: &Path) -> (Places, Vec<Happened>) {
    let places = places(dir, "here");
    let mut journal = Journal::open(&places).unwrap();
    journal.append(&some_events()).unwrap();
    drop(journal);
    assert!(
        !dir.join("journal.db-wal").exists(),
        "the last to close it leaves one file"
    );
    (places, some_events())
}

/// Whether a byte belongs to what the file says, or lies within 16 behind it: the rest is empty room.
fn says_something(whole: &[u8], byte: usize) -> bool {
    whole[byte.saturating_sub(16)..=byte]
        .iter()
        .any(|value| *value != 0)
}

/// Flips every bit of a short journal, those of its empty room only where `HERAUT_EVERY_BIT` is set: each is named, or
/// changes no event. The chain's last hash stands for all events before it; that the last are gone, the heads tell.
#[test]
fn no_flipped_bit_changes_an_event_unseen() {
    let everything = std::env::var_os("HERAUT_EVERY_BIT").is_some();
    let dir = tempfile::tempdir().unwrap();
    let (places, _) = written(dir.path());
    let tip = || Journal::open_read_only(&places).map(|journal| journal.unwrap().tip());
    let whole = fs::read(&places.journal).unwrap();
    let before = tip().unwrap();
    let file = fs::OpenOptions::new()
        .write(true)
        .open(&places.journal)
        .unwrap();
    let (mut named, mut harmless) = (0, 0);
    for (byte, value) in whole.iter().enumerate() {
        if !everything && !says_something(&whole, byte) {
            continue;
        }
        for bit in 0..8 {
            file.write_all_at(&[value ^ (1 << bit)], byte as u64)
                .unwrap();
            match tip() {
                Err(fault) => {
                    assert!(
                        !fault.to_string().is_empty(),
                        "bit {bit} of byte {byte}: {fault:?}"
                    );
                    named += 1;
                }
                Ok(found) => {
                    assert!(
                        found == before,
                        "bit {bit} of byte {byte} changed what the journal says"
                    );
                    harmless += 1;
                }
            }
        }
        file.write_all_at(&[*value], byte as u64).unwrap();
    }
    assert!(
        named > 8_000 && harmless > 0,
        "{named} named, {harmless} harmless"
    );
    assert!(
        !everything || named + harmless == whole.len() * 8,
        "every bit"
    );
    assert_eq!(tip().unwrap(), before, "the last bit is back in its place");
}

#[test]
fn a_journal_cut_anywhere_is_never_taken_for_whole() {
    let dir = tempfile::tempdir().unwrap();
    let (original, events) = written(dir.path());
    let whole = fs::read(&original.journal).unwrap();
    for length in 0..whole.len() {
        fs::write(&original.journal, &whole[..length]).unwrap();
        match Journal::open(&original) {
            Err(fault) => assert!(
                fault.is_about_the_journal() || length < 100,
                "{length}: {fault}"
            ),
            Ok(journal) => assert_eq!(journal.tip().count, events.len() as u64, "{length}"),
        }
        for extra in ["journal.db-wal", "journal.db-shm"] {
            let _absent = fs::remove_file(dir.path().join(extra));
        }
    }
}

#[test]
fn a_restored_older_journal_is_refused_until_a_person_adopts_it() {
    let dir = tempfile::tempdir().unwrap();
    let (places, _) = written(dir.path());
    let older = fs::read(&places.journal).unwrap();
    Journal::open(&places)
        .unwrap()
        .append(&[(at(9), Event::StopAsked)])
        .unwrap();
    fs::write(&places.journal, older).unwrap();
    assert!(matches!(
        Journal::open(&places),
        Err(JournalFault::Shorter { head: 7, found: 6 })
    ));
    // The head beside it went back with the backup; the one in the state folder did not.
    fs::remove_file(places.journal.with_extension("head")).unwrap();
    assert!(matches!(
        Journal::open(&places),
        Err(JournalFault::Shorter { .. })
    ));
    let (_, found) = Journal::adopt(&places, at(10), None, adopted).unwrap();
    assert!(found.records_lost);
    let journal = Journal::open(&places).unwrap();
    assert_eq!(journal.tip().count, 7);
    assert_eq!(
        journal.ledger().sum().in_doubt,
        5,
        "what was open may have gone out meanwhile"
    );
}

#[test]
fn a_journal_of_another_machine_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let (here, _) = written(dir.path());
    let there = places(dir.path(), "there");
    assert!(matches!(
        Journal::open(&there),
        Err(JournalFault::OtherMachine)
    ));
    assert!(Journal::open(&here).is_ok());
    let end = Journal::open(&here).unwrap().tip();
    // A head that is not where it ends proves nothing, and takes nothing over.
    let older: Claim = format!("5:{}", end.hash.hex()).parse().unwrap();
    let refused = Journal::adopt(&there, at(10), Some(&older), adopted);
    assert!(matches!(
        refused,
        Err(JournalFault::NotItsHead { given: 5, found: 6 })
    ));
    let claim: Claim = end.to_string().parse().unwrap();
    let (moved, found) = Journal::adopt(&there, at(10), Some(&claim), adopted).unwrap();
    assert!(!found.records_lost);
    assert_eq!(
        moved.ledger().sum().queued,
        5,
        "nothing is missing, so nothing is doubtful"
    );
    // Taken over without a proof of its end, it may lack whatever came after.
    drop(moved);
    let third = places(dir.path(), "a third place");
    let (moved, found) = Journal::adopt(&third, at(11), None, adopted).unwrap();
    assert!(found.records_lost);
    assert_eq!(moved.ledger().sum().in_doubt, 5);
}

#[test]
fn whoever_dies_between_the_first_commit_and_its_head_leaves_a_journal_that_is_known() {
    let dir = tempfile::tempdir().unwrap();
    let places = places(dir.path(), "here");
    drop(Journal::open(&places).unwrap());
    // As a process that was killed before it wrote its head.
    Store::open(&places.journal)
        .unwrap()
        .append(|_| some_events())
        .unwrap();
    assert_eq!(Journal::open(&places).unwrap().tip().count, 6);
}

#[test]
fn a_name_of_this_machine_that_a_full_disk_cut_off_is_made_anew() {
    let dir = tempfile::tempdir().unwrap();
    let places = places(dir.path(), "here");
    fs::create_dir(&places.state).unwrap();
    fs::write(places.state.join("machine"), "ab").unwrap();
    Journal::open(&places)
        .unwrap()
        .append(&some_events())
        .unwrap();
    assert_eq!(Journal::open(&places).unwrap().tip().count, 6);
}

#[test]
fn another_journal_in_its_place_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let (places, _) = written(dir.path());
    fs::remove_file(&places.journal).unwrap();
    let mut other = Store::open(&places.journal).unwrap();
    let events: Vec<Happened> = (0..9).map(|n| (at(n), Event::StopAsked)).collect();
    other.append(|_| events).unwrap();
    drop(other);
    assert!(matches!(Journal::open(&places), Err(JournalFault::Other)));
}

#[test]
fn two_writers_make_one_chain() {
    let dir = tempfile::tempdir().unwrap();
    let (places, _) = written(dir.path());
    let mut one = Journal::open(&places).unwrap();
    let mut two = Journal::open(&places).unwrap();
    for turn in 0..5 {
        one.append(&[(at(10 + turn), Event::StopAsked)]).unwrap();
        two.append(&[(at(20 + turn), Event::StopAsked)]).unwrap();
    }
    drop((one, two));
    assert_eq!(Journal::open(&places).unwrap().tip().count, 16);
}

#[test]
fn nothing_in_it_can_be_changed_or_removed() {
    let dir = tempfile::tempdir().unwrap();
    let (places, _) = written(dir.path());
    let db = rusqlite::Connection::open(&places.journal).unwrap();
    for statement in [
        "UPDATE event SET at = 0",
        "DELETE FROM event",
        "DELETE FROM event WHERE seq = 6",
    ] {
        assert!(db.execute(statement, []).is_err(), "{statement}");
    }
}

#[test]
fn a_newer_form_is_not_touched() {
    let dir = tempfile::tempdir().unwrap();
    let (places, _) = written(dir.path());
    rusqlite::Connection::open(&places.journal)
        .unwrap()
        .pragma_update(None, "user_version", Event::NEWEST_FORM + 1)
        .unwrap();
    let newer = |fault: JournalFault| {
        assert!(
            fault.is_about_the_journal() && fault.to_string().contains("newer"),
            "{fault}"
        );
    };
    newer(Journal::open(&places).unwrap_err());
    newer(Journal::open_read_only(&places).unwrap_err());
    newer(Journal::adopt(&places, at(9), None, adopted).unwrap_err());
}

fn form_of(places: &Places) -> i32 {
    let db = rusqlite::Connection::open(&places.journal).unwrap();
    db.pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap()
}

#[test]
fn the_first_record_that_an_older_program_would_misread_raises_the_form() {
    let word = CampaignKey::from_bytes([5; 32]).text_id("A. Vos");
    let asked = (at(7), Event::StopAsked);
    let kept = Event::TrayKept(TrayKept {
        number: 1,
        report: word,
    });
    let dir = tempfile::tempdir().unwrap();
    let (places, _) = written(dir.path());
    let mut journal = Journal::open(&places).unwrap();
    journal.append(std::slice::from_ref(&asked)).unwrap();
    assert_eq!(form_of(&places), 1, "an older program can still read it");
    journal.append(&[asked, (at(8), kept)]).unwrap();
    assert_eq!(form_of(&places), 2);
    drop(journal);
    assert_eq!(Journal::open(&places).unwrap().tip().count, 9);
    // Damaged behind that record and cut back, the file keeps the form.
    let db = rusqlite::Connection::open(&places.journal).unwrap();
    db.execute(
        "INSERT INTO event VALUES (10, 0, 'sealed', '{}', x'00')",
        [],
    )
    .unwrap();
    drop(db);
    let (_, found) = Journal::adopt(&places, at(9), None, adopted).unwrap();
    assert!(found.damaged.is_some());
    assert_eq!((found.records, form_of(&places)), (9, 2));
}

#[test]
fn what_a_newer_program_writes_meanwhile_is_no_damage() {
    let dir = tempfile::tempdir().unwrap();
    let (places, _) = written(dir.path());
    let mut journal = Journal::open(&places).unwrap();
    let mut reader = Store::open_to_read(&places.journal).unwrap();
    let db = rusqlite::Connection::open(&places.journal).unwrap();
    db.pragma_update(None, "user_version", Event::NEWEST_FORM + 1)
        .unwrap();
    db.execute(
        "INSERT INTO event VALUES (7, 0, 'unheard_of', '{}', zeroblob(32))",
        [],
    )
    .unwrap();
    let fault = journal.append(&[(at(7), Event::StopAsked)]).unwrap_err();
    assert!(fault.to_string().contains("newer"), "{fault}");
    let fault = reader.read(|_, _| Ok(())).unwrap_err();
    assert!(fault.to_string().contains("newer"), "{fault}");
}

#[test]
fn one_sender_at_a_time() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("lock");
    let first = SenderLock::take(&path).unwrap();
    assert!(matches!(SenderLock::take(&path), Err(LockFault::Held)));
    assert!(SenderLock::is_held(&path));
    drop(first);
    assert!(!SenderLock::is_held(&path));
    assert!(SenderLock::take(&path).is_ok());
}
