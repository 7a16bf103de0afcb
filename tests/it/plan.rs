//! The plan, held against a second implementation shaped as a table: a list of rules read from top to
//! bottom, written from the description and not from the code.

use std::time::Duration;

use heraut::delivery::{DeliveryStatus, Verdict, Word};
use heraut::dispatch::plan::{Held, Placement, Terms, turn_of};
use heraut::id::{CampaignKey, Digest, ListId, Pseudonym, TextId};
use heraut::journal::event::{Answered, Lost, MatchedBy, Notification, Offered, Sealed, Step};
use heraut::journal::{Event, Ledger};
use heraut::reply::ReplyCode;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

const HOUR: i64 = 3600;
const GIVE_UP: i64 = 50 * HOUR;

fn key() -> CampaignKey {
    CampaignKey::from_bytes([9; 32])
}

fn who() -> Pseudonym {
    key().pseudonym(&ListId::new("ORG-001").unwrap())
}

fn text() -> TextId {
    key().text_id("somebody")
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + seconds).unwrap()
}

/// One thing that happens to the one recipient of these tests.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Deed {
    Seal { mail: u8 },
    Exclude,
    Offer,
    Accept,
    Defer { hours: i64 },
    Refuse,
    Lose,
    Expire,
    Withhold,
    Release,
    Leave,
    Again,
    Arrived,
    Resend,
    Told(DeliveryStatus),
}

/// What the table remembers: far less than the ledger, in other words.
#[derive(Debug, Clone, Default)]
struct Memory {
    seals: u32,
    sealed_in: u32,
    mail: Option<u8>,
    excluded: bool,
    /// A person took the organisation out; and whether a seal came since.
    withheld: Option<bool>,
    last: &'static str,
    not_before: Option<i64>,
    first_try: Option<i64>,
}

/// Whether the deed can happen, and the memory after it. `None`: the program never writes this.
fn remember(memory: &Memory, deed: Deed, now: i64) -> Option<Memory> {
    let mut after = memory.clone();
    let open = matches!(memory.last, "queued" | "deferred");
    let closed = matches!(memory.last, "refused" | "expired" | "gone" | "bounced");
    let reported = matches!(memory.last, "delivered" | "delayed" | "bounced");
    let tried = |after: &mut Memory| {
        after.first_try.get_or_insert(now);
    };
    match deed {
        Deed::Seal { mail } => {
            let fresh = memory.mail.is_none() || closed;
            if !fresh && !open {
                return None;
            }
            after.seals += 1;
            after.sealed_in = after.seals;
            after.excluded = false;
            if !(open && memory.mail == Some(mail)) {
                after = Memory {
                    mail: Some(mail),
                    last: "queued",
                    not_before: None,
                    first_try: None,
                    ..after
                };
            }
            after.withheld = memory.withheld.map(|_| true);
        }
        Deed::Exclude => {
            after.seals += 1;
            after.excluded = memory.mail.is_none() || open;
        }
        Deed::Offer if open && memory.withheld != Some(false) => {
            after.last = "offered";
            tried(&mut after);
        }
        // What a sender says late: what was taken is gone, and stays so.
        Deed::Accept | Deed::Defer { .. } | Deed::Refuse | Deed::Lose if reported => {}
        Deed::Accept if memory.mail.is_some() => after.last = "accepted",
        Deed::Defer { .. } | Deed::Refuse | Deed::Lose if memory.last == "accepted" => {}
        // A doubt, or a row that left the list, and the answer that it crossed with: both stay as they are.
        Deed::Defer { .. } | Deed::Refuse if matches!(memory.last, "gone" | "in doubt") => {
            tried(&mut after)
        }
        Deed::Defer { .. } | Deed::Refuse if matches!(memory.last, "refused" | "expired") => {
            tried(&mut after)
        }
        Deed::Expire | Deed::Lose if memory.last == "gone" => {}
        Deed::Defer { hours } if open || memory.last == "offered" => {
            after.last = "deferred";
            after.not_before = Some(now + hours * HOUR);
            tried(&mut after);
        }
        Deed::Refuse if open || memory.last == "offered" => {
            after.last = "refused";
            tried(&mut after);
        }
        Deed::Lose if memory.mail.is_some() => after.last = "in doubt",
        Deed::Expire if open => after.last = "expired",
        // An organisation may be taken out before any seal knows it.
        Deed::Withhold
            if (memory.mail.is_none() || open || closed || memory.last == "in doubt")
                && memory.withheld != Some(false) =>
        {
            after.withheld = Some(false);
        }
        Deed::Release if memory.withheld.is_some() => after.withheld = None,
        Deed::Leave if open => after.last = "gone",
        Deed::Again if closed && memory.withheld.is_none() => {
            (after.last, after.first_try) = ("queued", None);
        }
        Deed::Arrived if memory.last == "in doubt" => after.last = "accepted",
        Deed::Resend if memory.last == "in doubt" => {
            (after.last, after.first_try) = ("queued", None)
        }
        // A report proves that the relay had the mail. Only what it has can come back.
        Deed::Told(DeliveryStatus::Delivered) if memory.mail.is_some() => after.last = "delivered",
        Deed::Told(DeliveryStatus::Delayed) if matches!(memory.last, "delivered" | "bounced") => {}
        Deed::Told(DeliveryStatus::Delayed) if memory.mail.is_some() => after.last = "delayed",
        Deed::Told(DeliveryStatus::Failed)
            if reported || matches!(memory.last, "offered" | "accepted" | "in doubt") =>
        {
            after.last = "bounced";
        }
        Deed::Told(DeliveryStatus::Failed) if memory.mail.is_some() => {}
        _ => return None,
    }
    Some(after)
}

/// The table: the first line that fits says it.
fn expected(memory: &Memory, approved: bool, past_deadline: bool, now: i64) -> Placement {
    let open = matches!(memory.last, "queued" | "deferred");
    let old = memory.first_try.is_some_and(|first| now - first >= GIVE_UP);
    let later = memory
        .not_before
        .filter(|later| memory.last == "deferred" && *later > now);
    // What a sender told late of a row that left the list is what became of its mail.
    let left = memory.excluded && (memory.mail.is_none() || open);
    let done = ["accepted", "delivered", "delayed", "bounced"].contains(&memory.last);
    let table: [(bool, Placement); 12] = [
        (left, Placement::Held(Held::Excluded)),
        (memory.mail.is_none(), Placement::Held(Held::Unknown)),
        (done, Placement::Held(Held::Done)),
        (
            matches!(memory.last, "in doubt" | "offered"),
            Placement::Held(Held::InDoubt),
        ),
        (memory.withheld.is_some(), Placement::Held(Held::Withheld)),
        (
            matches!(memory.last, "refused" | "expired"),
            Placement::Held(Held::NeedsCorrection),
        ),
        (memory.last == "gone", Placement::Held(Held::Withheld)),
        (
            open && memory.sealed_in != memory.seals,
            Placement::Held(Held::Superseded),
        ),
        (old || past_deadline, Placement::Expire),
        (!approved, Placement::Held(Held::NotApproved)),
        (later.is_some(), Placement::Later(at(later.unwrap_or(0)))),
        (true, Placement::Due),
    ];
    table.into_iter().find(|(fits, _)| *fits).unwrap().1
}

fn events(deed: Deed, memory: &Memory, now: i64, attempt: u32) -> Vec<Event> {
    let recipient = who();
    let answered = |verdict, reply| {
        Event::Answered(Answered {
            recipient,
            attempt,
            step: Step::Dot,
            verdict,
            reply,
            words: None,
            perhaps_taken: None,
        })
    };
    let seal = memory.seals + 1;
    let sealed = Event::Sealed(Sealed {
        seal,
        digest: Digest::of(b"x"),
        supplement: false,
        by: None,
    });
    let by = text();
    match deed {
        Deed::Seal { mail } => vec![
            sealed,
            Event::Queued {
                seal,
                recipient,
                mail: Digest::of(&[mail]),
            },
        ],
        Deed::Exclude => vec![
            sealed,
            Event::Excluded {
                seal,
                recipient,
                ground: None,
            },
        ],
        Deed::Offer => vec![Event::Offered(Offered {
            recipient,
            attempt,
            date: at(now),
        })],
        Deed::Accept => vec![answered(Verdict::Accepted { queue_id: None }, None)],
        Deed::Defer { hours } => {
            vec![answered(
                Verdict::Deferred {
                    not_before: at(now + hours * HOUR),
                },
                None,
            )]
        }
        Deed::Refuse => vec![answered(
            Verdict::Refused,
            Some(ReplyCode {
                code: 550,
                enhanced: None,
            }),
        )],
        Deed::Lose => vec![Event::LostSight {
            recipient,
            attempt,
            how: Lost::Cut,
        }],
        Deed::Expire => vec![Event::Expired { recipient }],
        Deed::Withhold => vec![Event::Withheld {
            recipient,
            by: Some(by),
            why: by,
        }],
        Deed::Release => vec![Event::Released {
            recipient,
            by,
            why: by,
        }],
        Deed::Leave => vec![Event::Withheld {
            recipient,
            by: None,
            why: by,
        }],
        Deed::Again => vec![Event::DueAgain {
            recipient,
            by,
            why: by,
        }],
        Deed::Arrived | Deed::Resend => vec![Event::Resolved {
            recipient,
            word: [Word::Arrived, Word::Resend][usize::from(deed == Deed::Resend)],
            by,
            why: by,
            from_log: false,
        }],
        Deed::Told(status) => vec![Event::Returned(Notification {
            recipient,
            mail: Digest::of(&[memory.mail.unwrap_or_default()]),
            status,
            by: MatchedBy::EnvelopeId,
            cause: None,
            about_us: false,
            code: None,
            report: key().text_id(&format!("report {now}")),
            words: None,
        })],
    }
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => (0..3_u8).prop_map(|mail| Deed::Seal { mail }),
        1 => Just(Deed::Exclude),
        5 => Just(Deed::Offer),
        2 => Just(Deed::Accept),
        3 => (0..9_i64).prop_map(|hours| Deed::Defer { hours }),
        2 => Just(Deed::Refuse),
        2 => Just(Deed::Lose),
        1 => Just(Deed::Expire),
        1 => Just(Deed::Withhold),
        1 => Just(Deed::Release),
        1 => Just(Deed::Leave),
        2 => Just(Deed::Again),
        1 => Just(Deed::Arrived),
        1 => Just(Deed::Resend),
        1 => Just(Deed::Told(DeliveryStatus::Delivered)),
        1 => Just(Deed::Told(DeliveryStatus::Delayed)),
        2 => Just(Deed::Told(DeliveryStatus::Failed)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn ledger_and_plan_agree_with_the_table(
        deeds in prop::collection::vec((deed(), 0..7_i64), 1..25),
        approved: bool,
        past_deadline in prop::bool::weighted(0.1),
        forgets in 0..40_usize,
    ) {
        let (mut ledger, mut memory, mut now, mut attempt) = (Ledger::default(), Memory::default(), 0, 1);
        for (number, (deed, hours)) in deeds.into_iter().enumerate() {
            now += hours * HOUR;
            // A sender's ledger keeps less, and plans the same; a sender seals nothing.
            if number == forgets {
                ledger = ledger.forgetful();
            }
            if number >= forgets && matches!(deed, Deed::Seal { .. } | Deed::Exclude) {
                continue;
            }
            let Some(after) = remember(&memory, deed, now) else {
                let refused = events(deed, &memory, now, attempt).iter().any(|event| {
                    ledger.clone().apply(at(now), event).is_err()
                });
                prop_assert!(refused, "{deed:?} cannot follow {memory:?}");
                continue;
            };
            for event in events(deed, &memory, now, attempt) {
                prop_assert!(ledger.apply(at(now), &event).is_ok(), "{deed:?} after {memory:?}");
            }
            attempt += u32::from(deed == Deed::Offer);
            memory = after;
            let terms = Terms { now: at(now), give_up_after: Duration::from_secs(GIVE_UP as u64), past_deadline, clock_vouched: false };
            let turn = turn_of(&ledger, &who(), |_| approved, terms);
            if ledger.recipient(&who()).is_none() {
                prop_assert_eq!(turn, Placement::Held(Held::Unknown));
                continue;
            }
            prop_assert_eq!(turn, expected(&memory, approved, past_deadline, now), "{:?}", memory);
            let sum = ledger.sum();
            prop_assert_eq!(sum.listed, 1);
            let places = [sum.excluded, sum.withheld, sum.queued, sum.offered, sum.accepted, sum.deferred,
                sum.refused, sum.in_doubt, sum.expired, sum.delivered, sum.delayed, sum.bounced];
            prop_assert_eq!(places.iter().sum::<usize>(), 1, "every row in one place: {:?}", sum);
        }
    }
}

#[test]
fn a_deferred_mail_comes_due_at_its_moment_and_not_before() {
    let mut ledger = Ledger::default();
    let memory = Memory::default();
    for event in events(Deed::Seal { mail: 0 }, &memory, 0, 1) {
        ledger.apply(at(0), &event).unwrap();
    }
    for event in events(Deed::Defer { hours: 2 }, &memory, 0, 1) {
        ledger.apply(at(0), &event).unwrap();
    }
    let turn = |now: Timestamp| {
        let terms = Terms {
            now,
            give_up_after: Duration::from_secs(GIVE_UP as u64),
            past_deadline: false,
            clock_vouched: false,
        };
        turn_of(&ledger, &who(), |_| true, terms)
    };
    let due = at(2 * HOUR);
    assert_eq!(
        turn(due - SignedDuration::from_millis(1)),
        Placement::Later(due)
    );
    assert_eq!(turn(due), Placement::Due);
    assert_eq!(turn(at(GIVE_UP)), Placement::Expire);
}
