//! The states of one mail, held against a table that was written down on its own, from the description of
//! the states and not from the code.

use heraut::delivery::{DeliveryStatus, State, Turn, Word};
use heraut::reply::ReplyCode;
use jiff::Timestamp;

/// Rows: from. Columns: what happens. `-`: cannot follow.
const TABLE: &str = "
            offer    accept    defer     refuse    lose      expire   leave    again  arrived  resend  delivered delayed failed
queued      offered  accepted  deferred  refused   in_doubt  expired  withheld -      -        -       delivered delayed queued
deferred    offered  accepted  deferred  refused   in_doubt  expired  withheld -      -        -       delivered delayed deferred
offered     -        accepted  deferred  refused   in_doubt  -        -        -      -        -       delivered delayed bounced
accepted    -        accepted  accepted  accepted  accepted  -        -        -      -        -       delivered delayed bounced
in_doubt    -        accepted  in_doubt  in_doubt  in_doubt  -        -        -      accepted queued  delivered delayed bounced
delayed     -        delayed   delayed   delayed   delayed   -        -        -      -        -       delivered delayed bounced
delivered   -        delivered delivered delivered delivered -        -        -      -        -       delivered delivered bounced
bounced     -        bounced   bounced   bounced   bounced   -        -        queued -        -       delivered bounced bounced
refused     -        accepted  refused   refused   in_doubt  -        -        queued -        -       delivered delayed refused
expired     -        accepted  expired   expired   in_doubt  -        -        queued -        -       delivered delayed expired
withheld    -        accepted  withheld  withheld  withheld  withheld -        queued -        -       delivered delayed withheld
";

const REPLY: ReplyCode = ReplyCode {
    code: 550,
    enhanced: None,
};

fn states() -> Vec<State> {
    vec![
        State::Queued,
        State::Deferred {
            not_before: Timestamp::UNIX_EPOCH,
        },
        State::Offered,
        State::Accepted,
        State::InDoubt,
        State::Delayed,
        State::Delivered,
        State::Bounced,
        State::Refused { reply: REPLY },
        State::Expired,
        State::Withheld,
    ]
}

fn turns() -> Vec<(&'static str, Turn)> {
    vec![
        ("offer", Turn::Offer),
        ("accept", Turn::Accept),
        (
            "defer",
            Turn::Defer {
                not_before: Timestamp::UNIX_EPOCH,
            },
        ),
        ("refuse", Turn::Refuse { reply: REPLY }),
        ("lose", Turn::LoseSight),
        ("expire", Turn::Expire),
        ("leave", Turn::Withhold),
        ("again", Turn::Again),
        ("arrived", Turn::Resolve(Word::Arrived)),
        ("resend", Turn::Resolve(Word::Resend)),
        ("delivered", Turn::Status(DeliveryStatus::Delivered)),
        ("delayed", Turn::Status(DeliveryStatus::Delayed)),
        ("failed", Turn::Status(DeliveryStatus::Failed)),
    ]
}

#[test]
fn every_state_and_turn_is_as_the_table_says() {
    let mut lines = TABLE.trim().lines();
    let columns: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
    assert_eq!(
        columns,
        turns().iter().map(|(name, _)| *name).collect::<Vec<_>>()
    );
    let rows: Vec<Vec<&str>> = lines
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(rows.len(), states().len());
    for (state, row) in states().iter().zip(&rows) {
        assert_eq!(state.name(), row[0]);
        for ((name, turn), wanted) in turns().iter().zip(&row[1..]) {
            let after = state.after(turn).map_or("-", |after| after.name());
            assert_eq!(after, *wanted, "{} and then {name}", row[0]);
        }
    }
}

/// Whatever happens, an accepted mail never comes back to a state from which the program would send it by itself. A
/// person may say that one that bounced is due again, and nothing else.
#[test]
fn nothing_brings_an_accepted_mail_back() {
    let mut reached = vec![State::Accepted];
    let mut at = 0;
    while at < reached.len() {
        for (name, turn) in turns() {
            if name == "again" {
                let back = reached[at].after(&turn);
                assert_eq!(back.is_ok(), reached[at] == State::Bounced, "{back:?}");
                continue;
            }
            if let Ok(next) = reached[at].after(&turn)
                && !reached.contains(&next)
            {
                reached.push(next);
            }
        }
        at += 1;
    }
    assert!(reached.iter().all(|state| !state.is_open()), "{reached:?}");
    assert_eq!(
        reached.len(),
        4,
        "accepted, delayed, delivered, bounced: {reached:?}"
    );
}

/// The only way from doubt back to being sent is a person's word.
#[test]
fn only_a_person_sends_a_doubtful_mail_again() {
    for (name, turn) in turns() {
        if let Ok(next) = State::InDoubt.after(&turn) {
            assert_eq!(next.is_open(), name == "resend", "{name}");
        }
    }
}
