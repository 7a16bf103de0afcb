//! What comes late or crosses: answers to mails that others took for lost, and records that cannot follow.

use std::path::Path;

use heraut::delivery::{DeliveryStatus, State, Verdict, Word};
use heraut::id::{CampaignKey, Digest, ListId, Pseudonym, TextId};
use heraut::journal::event::{
    Adopted, Answered, Lost, MatchedBy, Notification, Offered, Sealed, Step,
};
use heraut::journal::{Event, Journal, JournalFault, Ledger, Places, RecordFault, SenderLock};
use heraut::reply::ReplyCode;
use jiff::Timestamp;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + seconds).unwrap()
}

fn who() -> Pseudonym {
    CampaignKey::from_bytes([5; 32]).pseudonym(&ListId::new("ORG-1").unwrap())
}

fn text() -> TextId {
    CampaignKey::from_bytes([5; 32]).text_id("A. Vos")
}

fn sealed(dir: &Path) -> Places {
    let places = Places {
        journal: dir.join("journal.db"),
        state: dir.join("state"),
        head_name: "head".into(),
        at_seal: None,
        may_begin_anew: false,
    };
    let seal = Sealed {
        seal: 1,
        digest: Digest::of(b"campaign"),
        supplement: false,
        by: None,
    };
    let queued = Event::Queued {
        seal: 1,
        recipient: who(),
        mail: Digest::of(b"mail"),
    };
    let mut journal = Journal::open(&places).unwrap();
    journal
        .append(&[(at(0), Event::Sealed(seal)), (at(0), queued)])
        .unwrap();
    places
}

fn offered(attempt: u32) -> Offered {
    Offered {
        recipient: who(),
        attempt,
        date: at(1),
    }
}

fn answered(attempt: u32, verdict: Verdict, code: u16) -> Event {
    let reply = Some(ReplyCode {
        code,
        enhanced: None,
    });
    Event::Answered(Answered {
        recipient: who(),
        attempt,
        step: Step::Dot,
        verdict,
        reply,
        words: None,
        perhaps_taken: None,
    })
}

fn resolved(word: Word) -> Event {
    Event::Resolved {
        recipient: who(),
        word,
        by: text(),
        why: text(),
        from_log: false,
    }
}

fn state(places: &Places) -> State {
    let journal = Journal::open(places).unwrap();
    journal
        .ledger()
        .recipient(&who())
        .and_then(|entry| entry.state())
        .unwrap()
        .clone()
}

/// A sender waits for the answer to its dot while another process, that took it for dead, settles the doubt.
fn crossed(words: &[Word], verdict: Verdict, code: u16) -> State {
    let dir = tempfile::tempdir().unwrap();
    let places = sealed(dir.path());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let lock = SenderLock::take(&dir.path().join("lock")).unwrap();
    let (_, writer) = Journal::open(&places).unwrap().into_sender(&lock).unwrap();
    let receipt = runtime.block_on(writer.offered(at(1), offered(1))).unwrap();
    drop(receipt);
    let lost = Event::LostSight {
        recipient: who(),
        attempt: 1,
        how: Lost::Died,
    };
    let others = std::iter::once(lost).chain(words.iter().map(|word| resolved(*word)));
    let others: Vec<_> = others.map(|event| (at(2), event)).collect();
    Journal::open(&places).unwrap().append(&others).unwrap();
    runtime
        .block_on(writer.record(at(3), answered(1, verdict, code)))
        .unwrap();
    drop(writer);
    state(&places)
}

#[test]
fn a_true_answer_that_comes_late_is_kept_and_the_journal_stays_readable() {
    let taken = || Verdict::Accepted { queue_id: None };
    let later = || Verdict::Deferred { not_before: at(60) };
    let cases = [
        // What the relay took is gone, whatever others thought meanwhile.
        (&[][..], taken(), 250, State::Accepted),
        (&[Word::Arrived], taken(), 250, State::Accepted),
        (&[Word::Resend], taken(), 250, State::Accepted),
        // A doubt ends by a person's word only, and "it arrived" is never taken back.
        (&[], later(), 451, State::InDoubt),
        (&[], Verdict::Refused, 550, State::InDoubt),
        (&[Word::Arrived], later(), 451, State::Accepted),
        (&[Word::Arrived], Verdict::Refused, 550, State::Accepted),
        (
            &[Word::Resend],
            later(),
            451,
            State::Deferred { not_before: at(60) },
        ),
    ];
    for (words, verdict, code, wanted) in cases {
        let found = crossed(words, verdict.clone(), code);
        assert_eq!(found, wanted, "{words:?}, and then {verdict:?}");
    }
}

#[test]
fn an_answer_to_an_attempt_before_the_last_settles_nothing_but_that_it_was_taken() {
    for (verdict, code, wanted) in [
        (
            Verdict::Deferred { not_before: at(60) },
            451,
            State::Offered,
        ),
        (Verdict::Refused, 550, State::Offered),
        (Verdict::Accepted { queue_id: None }, 250, State::Accepted),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let places = sealed(dir.path());
        let lost = Event::LostSight {
            recipient: who(),
            attempt: 1,
            how: Lost::Died,
        };
        let events = [
            Event::Offered(offered(1)),
            lost,
            resolved(Word::Resend),
            Event::Offered(offered(2)),
        ];
        let events: Vec<_> = events
            .into_iter()
            .chain([answered(1, verdict, code)])
            .collect();
        let events: Vec<_> = events.into_iter().map(|event| (at(5), event)).collect();
        Journal::open(&places).unwrap().append(&events).unwrap();
        assert_eq!(state(&places), wanted, "{code}");
        let open = Journal::open(&places).unwrap().ledger().offered_now().len();
        assert_eq!(open, usize::from(wanted == State::Offered), "{code}");
    }
}

#[test]
fn what_cannot_follow_is_never_written() {
    let dir = tempfile::tempdir().unwrap();
    let places = sealed(dir.path());
    let mut journal = Journal::open(&places).unwrap();
    // One that could, and one that cannot: neither is written.
    let both = [(at(1), Event::StopAsked), (at(1), resolved(Word::Arrived))];
    assert!(matches!(
        journal.append(&both),
        Err(JournalFault::CannotFollow(_))
    ));
    assert_eq!(journal.tip().count, 2);
    journal.append(&[(at(2), Event::StopAsked)]).unwrap();
    // A sender's thread refuses too, and writes what is in line beside it.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let lock = SenderLock::take(&dir.path().join("lock")).unwrap();
    let (_, writer) = journal.into_sender(&lock).unwrap();
    let (first, second, third) = (
        writer.offered(at(3), offered(1)),
        writer.offered(at(3), offered(1)),
        writer.record(
            at(3),
            answered(1, Verdict::Accepted { queue_id: None }, 250),
        ),
    );
    let (first, second, third) = runtime.block_on(async { tokio::join!(first, second, third) });
    assert!(first.is_ok() && third.is_ok());
    assert!(matches!(second, Err(RecordFault::CannotFollow(_))));
    drop(writer);
    assert_eq!(state(&places), State::Accepted);
}

#[test]
fn a_row_that_was_taken_out_before_records_were_lost_is_in_doubt_when_it_is_let_back_in() {
    let (by, why) = (text(), text());
    let seal = Sealed {
        seal: 1,
        digest: Digest::of(b"campaign"),
        supplement: false,
        by: None,
    };
    let adopted = Adopted {
        by,
        why,
        records_lost: true,
        head: None,
        cut_back_to: None,
        others: Vec::new(),
    };
    let events = [
        Event::Sealed(seal),
        Event::Queued {
            seal: 1,
            recipient: who(),
            mail: Digest::of(b"mail"),
        },
        Event::Withheld {
            recipient: who(),
            by: Some(by),
            why,
        },
        Event::Adopted(adopted),
        Event::Released {
            recipient: who(),
            by,
            why,
        },
    ];
    let mut ledger = Ledger::default();
    events
        .iter()
        .for_each(|event| ledger.apply(at(1), event).unwrap());
    let state = ledger
        .recipient(&who())
        .and_then(|entry| entry.state())
        .cloned();
    assert_eq!(
        state,
        Some(State::InDoubt),
        "the lost part may have let it in and sent it"
    );
}

#[test]
fn what_was_handed_over_is_in_the_sum_as_that_though_the_list_excludes_its_row_since() {
    let mut ledger = Ledger::default();
    let mut apply = |second, event: Event| {
        ledger.apply(at(second), &event).unwrap();
        ledger.sum()
    };
    let queued = Event::Queued {
        seal: 1,
        recipient: who(),
        mail: Digest::of(b"mail"),
    };
    apply(0, queued);
    apply(1, Event::Offered(offered(1)));
    apply(
        2,
        answered(1, Verdict::Deferred { not_before: at(60) }, 451),
    );
    let excluded = Event::Excluded {
        seal: 1,
        recipient: who(),
        ground: Some(text()),
    };
    let sum = apply(3, excluded);
    assert_eq!((sum.listed, sum.excluded, sum.accepted), (1, 1, 0));
    // A report says that the first attempt was taken after all.
    let delivered = Event::Returned(Notification {
        recipient: who(),
        mail: Digest::of(b"mail"),
        status: DeliveryStatus::Delivered,
        by: MatchedBy::EnvelopeId,
        cause: None,
        about_us: false,
        code: None,
        report: text(),
        words: None,
    });
    let sum = apply(4, delivered);
    assert_eq!((sum.listed, sum.excluded, sum.delivered), (1, 0, 1));
}
