//! The plan: which mail is due, later, or held and why. Pure: the same ledger and moment give the
//! same plan, so a rerun is the same plan over a longer journal. `tests/it/plan.rs` compares it
//! with an independent table.

use jiff::Timestamp;

use super::Rules;
use super::schedule::window::{Opening, opening};
use crate::clock::FAR;
use crate::delivery::State;
use crate::id::Pseudonym;
use crate::journal::Ledger;
use crate::journal::ledger::state::MailEntry;

/// What the plan needs besides the ledger.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// The current time.
    pub now: Timestamp,
    /// From the first attempt to `expired`.
    pub give_up_after: std::time::Duration,
    /// Whether the deadline has passed.
    pub past_deadline: bool,
    /// Whether the wall clock counts as right, so that a wait set under another clock no longer
    /// counts.
    pub clock_vouched: bool,
}

impl Terms {
    /// The terms of a run at `now`.
    #[must_use]
    pub fn of(rules: &Rules, now: Timestamp) -> Terms {
        let past_deadline = opening(rules.window.as_ref(), now) == Opening::Over;
        let Rules {
            retry,
            clock_vouched,
            ..
        } = rules;
        Terms {
            now,
            give_up_after: retry.give_up_after,
            past_deadline,
            clock_vouched: *clock_vouched,
        }
    }

    /// The terms of a run that is only foreseen: its deadline is asked about apart, and a person who
    /// confirms the clock confirms it for mails deferred under another clock as well.
    #[must_use]
    pub fn foreseen(rules: &Rules, now: Timestamp) -> Terms {
        Terms {
            past_deadline: false,
            clock_vouched: true,
            ..Terms::of(rules, now)
        }
    }
}

/// Where the plan puts one mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// May be offered now.
    Due,
    /// May be offered at this moment.
    Later(Timestamp),
    /// Its time is up: mark it expired.
    Expire,
    /// Must not be offered.
    Held(Held),
}

/// Why a mail is not offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Its campaign digest is not approved.
    NotApproved,
    /// A newer seal replaced its own.
    Superseded,
    /// Accepted, or further: never again.
    Done,
    /// Refused or expired: only a corrected mail may go.
    NeedsCorrection,
    /// In doubt, or offered by a sender that died: a person decides.
    InDoubt,
    /// A person withholds it.
    Withheld,
    /// The list excludes it.
    Excluded,
    /// The journal doesn't know it.
    Unknown,
}

/// Where the plan puts this recipient's mail under these terms. `approved`: whether the mail's seal
/// is approved.
#[must_use]
pub fn turn_of(
    ledger: &Ledger,
    recipient: &Pseudonym,
    approved: impl Fn(u32) -> bool,
    terms: Terms,
) -> Placement {
    let Some(entry) = ledger.recipient(recipient) else {
        return Placement::Held(Held::Unknown);
    };
    if entry.is_excluded() {
        return Placement::Held(Held::Excluded);
    }
    let Some(mail) = entry.mail() else {
        return Placement::Held(Held::Unknown);
    };
    let open = match mail.state {
        State::Queued => None,
        State::Deferred { not_before } => Some(*not_before),
        State::Offered | State::InDoubt => return Placement::Held(Held::InDoubt),
        State::Accepted | State::Delayed | State::Delivered | State::Bounced => {
            return Placement::Held(Held::Done);
        }
        State::Refused { .. } | State::Expired => return Placement::Held(Held::NeedsCorrection),
        State::Withheld => return Placement::Held(Held::Withheld),
    };
    if !ledger.is_active(mail.seal) {
        return Placement::Held(Held::Superseded);
    }
    if terms.past_deadline || is_too_old(mail, terms) {
        return Placement::Expire;
    }
    if !approved(mail.seal) {
        return Placement::Held(Held::NotApproved);
    }
    match open {
        Some(_) if terms.clock_vouched && is_from_the_future(mail, terms.now) => Placement::Due,
        Some(not_before) if not_before > terms.now => Placement::Later(not_before),
        Some(_) | None => Placement::Due,
    }
}

/// Whether a mail reached its state under a clock far ahead of this one: nobody knows how long it
/// still has to wait.
#[must_use]
pub fn is_from_the_future(mail: MailEntry<'_>, now: Timestamp) -> bool {
    mail.at.duration_since(now) > FAR
}

fn is_too_old(mail: MailEntry<'_>, terms: Terms) -> bool {
    mail.first_at().is_some_and(|first| {
        let age = terms.now.duration_since(first);
        std::time::Duration::try_from(age).is_ok_and(|age| age >= terms.give_up_after)
    })
}
