//! How many are told, and how long returned mail is waited for: a mail that the relay accepted may
//! still come back.

use jiff::Timestamp;

use crate::campaign::Kind;
use crate::delivery::State;
use crate::journal::Ledger;
use crate::journal::ledger::state::MailEntry;
use crate::phrase::Phrase;

/// How many are told, and until when what comes back may change that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnsWait {
    /// The mails that are accepted or delivered.
    pub told: usize,
    /// When the last mail was handed over.
    pub last: Timestamp,
    /// Until when returned mail is waited for.
    pub until: Timestamp,
    /// Whether mails are still to go out, or on their way.
    goes_on: bool,
    is_trial: bool,
}

impl ReturnsWait {
    /// `None` if nothing was handed over. `wait` is how long returned mail is waited for.
    pub(crate) fn of(ledger: &Ledger, kind: Kind, wait: std::time::Duration) -> Option<Self> {
        let last = ledger.listed_mails().filter_map(handed_over).max()?;
        let sum = ledger.sum();
        Some(ReturnsWait {
            told: sum.accepted + sum.delivered,
            last,
            until: last.checked_add(wait).unwrap_or(Timestamp::MAX),
            goes_on: sum.queued + sum.deferred + sum.offered > 0,
            is_trial: kind == Kind::Trial,
        })
    }

    /// Whether nothing is waited for any more at this time.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        !self.goes_on && self.until <= now
    }

    /// How many are told, in words.
    #[must_use]
    pub fn phrase(&self, now: Timestamp) -> Phrase {
        let phrase = if self.until > now {
            Phrase::new("bounce-told-waiting").with("until", self.until)
        } else if self.goes_on {
            Phrase::new("bounce-told-so-far")
        } else {
            Phrase::new("bounce-told-over").with("until", self.until)
        };
        let kind = if self.is_trial { "trial" } else { "live" };
        phrase.with("count", self.told).with("kind", kind)
    }
}

/// When a mail was handed over, if the relay has it or may have it.
fn handed_over(mail: MailEntry<'_>) -> Option<Timestamp> {
    match mail.own_state() {
        State::Accepted | State::Delayed | State::Delivered | State::Bounced => {
            Some(mail.offered_at().unwrap_or(mail.at))
        }
        State::Offered | State::InDoubt => mail.offered_at(),
        State::Queued
        | State::Deferred { .. }
        | State::Refused { .. }
        | State::Expired
        | State::Withheld => None,
    }
}
