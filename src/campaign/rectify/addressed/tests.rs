use jiff::Timestamp;

use super::*;
use crate::delivery::{DeliveryStatus, Verdict, Word};
use crate::id::{CampaignKey, Digest, TextId};
use crate::journal::event::{Answered, Lost, MatchedBy, Notification, Offered, Sealed, Step};
use crate::journal::{Event, Ledger};
use crate::reply::ReplyCode;

/// What happens to the one organisation of these tests.
#[derive(Debug, Clone, Copy)]
enum Deed {
    /// A mail with these bytes, in a seal of its own.
    Seal(u8),
    Offer(u32),
    Accept(u32),
    /// 4yz to the dot that leaves open whether the mail was taken.
    Unclear(u32),
    Defer(u32),
    Refuse(u32),
    Lose(u32),
    Resend,
    Arrived,
    Back,
    Delivered,
    Withhold,
    Exclude,
}

use Deed::{
    Accept, Arrived, Back, Defer, Delivered, Exclude, Lose, Offer, Refuse, Resend, Seal, Unclear,
    Withhold,
};

fn key() -> CampaignKey {
    CampaignKey::from_bytes([9; 32])
}

fn who() -> Pseudonym {
    key().pseudonym(&ListId::new("ORG-001").unwrap())
}

fn text() -> TextId {
    key().text_id("somebody")
}

/// How an attempt ended, by the relay's answer.
fn answered(attempt: u32, step: Step, verdict: Verdict, code: u16) -> Event {
    let perhaps_taken = Some(code == 451);
    Event::Answered(Answered {
        recipient: who(),
        attempt,
        step,
        reply: Some(ReplyCode {
            code,
            enhanced: None,
        }),
        words: None,
        verdict,
        perhaps_taken,
    })
}

fn told(mail: Digest, at: Timestamp, status: DeliveryStatus) -> Event {
    Event::Returned(Notification {
        recipient: who(),
        mail,
        status,
        by: MatchedBy::EnvelopeId,
        cause: None,
        about_us: false,
        code: None,
        report: key().text_id(&at.to_string()),
        words: None,
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

/// What the journal records of a deed. `seal` and `mail` are the newest.
fn event(deed: Deed, at: Timestamp, seal: u32, mail: Digest) -> Event {
    let recipient = who();
    let later = Verdict::Deferred { not_before: at };
    match deed {
        Seal(_) => Event::Queued {
            seal,
            recipient,
            mail,
        },
        Offer(attempt) => Event::Offered(Offered {
            recipient,
            attempt,
            date: at,
        }),
        Accept(attempt) => {
            let taken = Verdict::Accepted { queue_id: None };
            answered(attempt, Step::Dot, taken, 250)
        }
        Unclear(attempt) => answered(attempt, Step::Dot, later, 451),
        Defer(attempt) => answered(attempt, Step::Rcpt, later, 450),
        Refuse(attempt) => answered(attempt, Step::Rcpt, Verdict::Refused, 550),
        Lose(attempt) => Event::LostSight {
            recipient,
            attempt,
            how: Lost::Silent,
        },
        Resend => resolved(Word::Resend),
        Arrived => resolved(Word::Arrived),
        Back => told(mail, at, DeliveryStatus::Failed),
        Delivered => told(mail, at, DeliveryStatus::Delivered),
        Withhold => Event::Withheld {
            recipient,
            by: Some(text()),
            why: text(),
        },
        Exclude => Event::Excluded {
            seal,
            recipient,
            ground: None,
        },
    }
}

/// The numbers of the mails that the organisation has, or may have.
fn held(deeds: &[Deed]) -> Vec<usize> {
    let mut ledger = Ledger::default();
    let (mut seal, mut mail) = (0, Digest::of(b""));
    for (second, deed) in (1_i64..).zip(deeds) {
        let at = Timestamp::from_second(1_700_000_000 + second).unwrap();
        if let Seal(bytes) = deed {
            (seal, mail) = (seal + 1, Digest::of(&[*bytes]));
            let sealed = Sealed {
                seal,
                digest: Digest::of(&seal.to_be_bytes()),
                supplement: true,
                by: None,
            };
            ledger.apply(at, &Event::Sealed(sealed)).unwrap();
        }
        ledger.apply(at, &event(*deed, at, seal, mail)).unwrap();
    }
    let entry = ledger.recipient(&who()).unwrap();
    mails_held(entry)
        .into_iter()
        .map(|(number, _)| number)
        .collect()
}

#[test]
fn whoever_has_a_mail_or_may_have_it_is_told_and_nobody_else() {
    let sent = [Seal(1), Offer(1), Accept(1)];
    let told: [&[Deed]; 6] = [
        &sent,
        &[&sent[..], &[Delivered]].concat(),
        &[Seal(1), Offer(1)],
        &[Seal(1), Offer(1), Lose(1)],
        &[Seal(1), Offer(1), Lose(1), Arrived],
        &[Seal(1), Defer(1), Offer(2), Accept(2)],
    ];
    for deeds in told {
        assert_eq!(held(deeds), [1], "{deeds:?}");
    }
    let not: [&[Deed]; 6] = [
        &[Seal(1)],
        &[Seal(1), Refuse(1)],
        &[Seal(1), Defer(1)],
        &[Seal(1), Withhold],
        &[Seal(1), Offer(1), Lose(1), Resend],
        &[&sent[..], &[Back]].concat(),
    ];
    for deeds in not {
        assert_eq!(held(deeds), [0; 0], "{deeds:?}");
    }
}

#[test]
fn each_mail_of_an_organisation_counts_by_itself() {
    // Nothing of the first was handed over.
    assert_eq!(
        held(&[Seal(1), Refuse(1), Seal(2), Offer(1), Accept(1)]),
        [1]
    );
    let again = [
        Seal(1),
        Offer(1),
        Accept(1),
        Back,
        Seal(2),
        Offer(1),
        Accept(1),
    ];
    assert_eq!(held(&again), [2]);
    assert_eq!(held(&[&again[..], &[Back]].concat()), [0; 0]);
}

#[test]
fn an_attempt_that_may_have_been_taken_counts_whatever_followed() {
    let unclear = [Seal(1), Offer(1), Unclear(1)];
    for then in [
        &[][..],
        &[Withhold],
        &[Exclude],
        &[Offer(2), Accept(2)],
        &[Seal(2)],
        &[Seal(2), Seal(3)],
    ] {
        assert_eq!(held(&[&unclear[..], then].concat()), [1], "{then:?}");
    }
    let back = [Offer(2), Accept(2), Back];
    let settled = [&unclear[..], &back].concat();
    assert_eq!(held(&settled), [0; 0], "what came back is the mail");
    let corrected = [&unclear[..], &[Seal(2), Offer(1), Accept(1)]].concat();
    assert_eq!(held(&corrected), [1, 2]);
    // The second came back: what is open is about the first.
    assert_eq!(held(&[&corrected[..], &[Back]].concat()), [1]);
}

#[test]
fn a_late_word_of_the_relay_is_about_the_mail_that_was_handed_over() {
    let replaced = [Seal(1), Offer(1), Lose(1), Resend, Seal(2)];
    assert_eq!(
        held(&replaced),
        [0; 0],
        "a person says that nothing arrived"
    );
    assert_eq!(held(&[&replaced[..], &[Accept(1)]].concat()), [1]);
    assert_eq!(held(&[&replaced[..], &[Offer(2), Accept(2)]].concat()), [2]);
}

#[test]
fn the_id_of_a_second_mail_is_nobody_elses_and_never_too_long() {
    let id = |text: &str| ListId::new(text).unwrap();
    let mut taken: HashSet<ListId> = [id("A"), id("A~2")].into();
    assert_eq!(id_of(&id("A"), 1, &mut taken).unwrap(), id("A"));
    assert_eq!(id_of(&id("A"), 2, &mut taken).unwrap(), id("A~~2"));
    assert_eq!(id_of(&id("A"), 3, &mut taken).unwrap(), id("A~3"));
    let long = id(&"x".repeat(64));
    let first = id_of(&long, 2, &mut taken).unwrap();
    assert_eq!(first, id(&format!("{}~2", "x".repeat(62))));
    let other = id(&format!("{}yy", "x".repeat(62)));
    let second = id_of(&other, 2, &mut taken).unwrap();
    assert_eq!(second, id(&format!("{}~~2", "x".repeat(61))));
}
