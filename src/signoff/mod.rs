//! Sign-off: who must agree, who did, to which digest, until when.
//!
//! The [`Approved`] value is made here only, from the seal's policy, the words given and the time, or,
//! as a trial, from a relay that cannot reach anybody. Dispatch takes it by reference; no flag skips it.

mod people;
mod standing;
mod words;

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;

pub use people::{People, Person, person};
pub use standing::{Given, Standing, taken_back};
pub use words::{Ask, Back, WordFault, give, withdraw};

use crate::address::Address;
use crate::config::Reach;
use crate::id::Digest;
use crate::journal::ledger::WordEntry;

/// What the seal says about sign-off: covered by its digest, so it cannot change after the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The roles that must agree, in the order they are shown.
    pub required: Vec<String>,
    /// Who may speak for a role; empty or absent: anybody named.
    pub roles: BTreeMap<String, Vec<Person>>,
    /// From the last word needed to the first offer.
    pub valid_for: Duration,
}

/// The permission to send the mails of one campaign digest.
#[derive(Debug)]
pub struct Approved {
    digest: Digest,
    reserved_only: bool,
    /// How long it lasts; `None`: a trial, or the first mail went out in time.
    force: Option<Force>,
}

/// How long words have force before the first mail goes out on them.
#[derive(Debug, Clone, Copy)]
struct Force {
    until: Timestamp,
    /// The place of the oldest of the words among all words of the journal.
    oldest: usize,
}

impl Approved {
    /// A trial: mails that cannot reach anybody need nobody's word. The catcher delivers nothing; a relay
    /// on this machine may be used so when the policy asks for no role, for reserved names only.
    /// Everywhere else `None`.
    #[must_use]
    pub fn as_trial(digest: Digest, reach: Reach, policy: &Policy) -> Option<Approved> {
        match reach {
            Reach::Nobody => Some(Approved {
                digest,
                reserved_only: false,
                force: None,
            }),
            Reach::Loopback if policy.required.is_empty() => Some(Approved {
                digest,
                reserved_only: true,
                force: None,
            }),
            Reach::Loopback | Reach::Anybody => None,
        }
    }

    /// The same for reserved names only: through a relay on this machine that is what makes a trial of it.
    #[must_use]
    pub const fn to_reserved_names_only(self) -> Approved {
        Approved {
            reserved_only: true,
            ..self
        }
    }

    /// The campaign digest it is for.
    #[must_use]
    pub const fn digest(&self) -> Digest {
        self.digest
    }

    /// When it ends, if the first mail has not gone out by then.
    #[must_use]
    pub fn valid_until(&self) -> Option<Timestamp> {
        self.force.map(|force| force.until)
    }

    /// Whether a first mail may go out on it at `now`. `words`: all words of the journal as it stands; the time is never
    /// before a record that follows them.
    #[must_use]
    pub fn may_begin(&self, words: &[WordEntry], now: Timestamp) -> bool {
        let seen = |force: Force| {
            words
                .get(force.oldest)
                .map_or(now, |entry| entry.latest.max(now))
        };
        self.force.is_none_or(|force| seen(force) <= force.until)
    }

    /// Whether a mail to this address may go out on it.
    #[must_use]
    pub fn covers(&self, address: &Address) -> bool {
        !self.reserved_only || address.is_reserved()
    }
}
