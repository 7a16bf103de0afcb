//! The pace, the retries and the brake, as a mail server sees them.

use heraut::relay::catcher::{Act, Moment};

use super::sending::{SEND, at, runs, talk};
use super::walk::{Row, row};
use crate::harness::Folder;

fn busy(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 1, SEND, |now, _| {
        at(now, Moment::Rcpt, Act::Reply(450, "4.2.1 busy".into()))
    })
}

fn busy_twice(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 2, SEND, |now, _| {
        at(now, Moment::Rcpt, Act::Reply(450, "4.2.1 busy".into()))
    })
}

fn refuses(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 1, SEND, |now, _| {
        at(now, Moment::Rcpt, Act::Reply(550, "5.1.1 nobody".into()))
    })
}

/// It knows three of four.
fn refuses_some(folder: &Folder, set: &[String]) -> String {
    runs(folder, set, 1, SEND, |now, scene| match now {
        Moment::Rcpt if scene.transaction % 4 == 0 => Act::Reply(550, "5.1.1 nobody".into()),
        _ => Act::Proceed,
    })
}

pub(super) const PACE: &[Row] = &[
    row(
        "pace.rate",
        talk,
        &[],
        [("unlimited", "mails at once"), ("60/min", "mails apart")],
    ),
    row(
        "pace.per_domain",
        talk,
        &["list.file=samen.csv"],
        [("unlimited", "mails at once"), ("60/min", "mails apart")],
    ),
    row(
        "pace.per_connection",
        talk,
        &[],
        [("unlimited", "mails at once"), ("60/min", "mails apart")],
    ),
    row(
        "pace.per_hour",
        talk,
        &[],
        [("1", "kept 1"), ("2", "kept 2")],
    ),
    row(
        "pace.per_day",
        talk,
        &[],
        [("1", "kept 1"), ("2", "kept 2")],
    ),
    row(
        "retry.first",
        busy,
        &[],
        [("5s", "next soon"), ("10min", "next late")],
    ),
    row(
        "retry.factor",
        busy_twice,
        &["retry.first=1s"],
        [("1", "next soon"), ("100", "next late")],
    ),
    row(
        "retry.max",
        busy_twice,
        &["retry.first=1s", "retry.factor=100"],
        [("2s", "next soon"), ("10min", "next late")],
    ),
    row(
        "retry.give_up_after",
        busy_twice,
        &["retry.first=1s"],
        [("1s", "expired 3"), ("3d", "deferred 3")],
    ),
    row(
        "brake.first",
        refuses,
        &[],
        [("1", "refused 1"), ("2", "refused 2")],
    ),
    row(
        "brake.refused_share",
        refuses_some,
        &["list.file=veel.csv"],
        [("0.2", "refused 5"), ("0.9", "refused 6")],
    ),
];
