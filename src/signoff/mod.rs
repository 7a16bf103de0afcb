//! Sign-off: who must approve, who has approved, which digest, and until when.
//!
//! Only this room makes an [`Approved`] value: from the seal's policy, the approvals given and the
//! time, or, for a trial, from a relay that can't reach anybody. Dispatch takes it by reference; no
//! flag skips it.

mod fault;
mod people;
mod signing;
mod standing;
mod words;

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;

pub use fault::SignatureFault;
pub use people::{People, Person, person};
pub use signing::{
    NAMESPACE, SignedStatement, Signing, belongs_to, people_of, signed_statements, statement_given,
};
pub use standing::{GivenApproval, Standing, UnsignedApproval, taken_back};
pub use words::{
    ApprovalRequest, Back, WordFault, give, in_one_form, may_speak, statement, withdraw,
};

use crate::address::Address;
use crate::config::Reach;
use crate::id::Digest;
use crate::journal::Ledger;
use crate::journal::ledger::state::WordEntry;

/// What the seal says about sign-off. The seal's digest covers it, so it can't change after an
/// approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The roles that must approve, in the order in which they are shown.
    pub required: Vec<String>,
    /// Who may approve in a role. Empty or absent: anybody who gives a name.
    pub roles: BTreeMap<String, Vec<Person>>,
    /// Longest time from the last approval needed to the first offer.
    pub valid_for: Duration,
    /// Who signs, if approvals are signed; `None`: a typed name is enough.
    pub signing: Option<Signing>,
    /// What open remarks do.
    pub remarks: RemarkRule,
}

/// What remarks that are still open do to approvals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemarkRule {
    /// They are shown.
    Tell,
    /// Nobody approves and nothing is sent while there are any.
    Block {
        /// How many are open now.
        open: usize,
    },
}

impl Policy {
    /// The same policy, with the remarks that are open in this state of the journal.
    #[must_use]
    pub fn as_of(mut self, ledger: &Ledger) -> Policy {
        if let RemarkRule::Block { open } = &mut self.remarks {
            *open = ledger.open_remarks().count();
        }
        self
    }

    /// How many open remarks block approvals and sends.
    #[must_use]
    pub const fn blocking_remarks(&self) -> usize {
        match self.remarks {
            RemarkRule::Tell => 0,
            RemarkRule::Block { open } => open,
        }
    }
}

/// Permission to send the mails of one campaign digest.
#[derive(Debug)]
pub struct Approved {
    digest: Digest,
    reserved_only: bool,
    /// The only addresses it is for; `None`: those of the list.
    guests: Option<Vec<Address>>,
    /// How long it is valid; `None` for a trial, or once the first mail went out in time.
    force: Option<Force>,
}

/// How long approvals are valid before the first mail goes out on them.
#[derive(Debug, Clone, Copy)]
struct Force {
    until: Timestamp,
    /// Position of the oldest of these approvals among all approvals of the journal.
    oldest: usize,
}

impl Approved {
    /// Permission for a trial, or `None` if approvals are needed. Mails that can't reach anybody
    /// need no approval: the catcher delivers nothing, and a relay on this machine may be used
    /// without approval, for reserved names only, if the policy requires no role.
    #[must_use]
    pub fn as_trial(digest: Digest, reach: Reach, policy: &Policy) -> Option<Approved> {
        match reach {
            Reach::Nobody => Some(Approved {
                digest,
                reserved_only: false,
                guests: None,
                force: None,
            }),
            Reach::Loopback if policy.required.is_empty() => Some(Approved {
                digest,
                reserved_only: true,
                guests: None,
                force: None,
            }),
            Reach::Loopback | Reach::Anybody => None,
        }
    }

    /// Permission for a rehearsal: nobody has to approve it, and it covers the guests of the settings alone.
    #[must_use]
    pub fn as_rehearsal(digest: Digest, guests: &[Address]) -> Approved {
        Approved {
            digest,
            reserved_only: false,
            guests: Some(guests.to_vec()),
            force: None,
        }
    }

    /// The same permission, for reserved names only. Through a relay on this machine that is what
    /// makes a run a trial.
    #[must_use]
    pub fn to_reserved_names_only(self) -> Approved {
        Approved {
            reserved_only: true,
            ..self
        }
    }

    /// The campaign digest that the permission is for.
    #[must_use]
    pub const fn digest(&self) -> Digest {
        self.digest
    }

    /// When the permission ends, if the first mail has not gone out by then.
    #[must_use]
    pub fn valid_until(&self) -> Option<Timestamp> {
        self.force.map(|force| force.until)
    }

    /// Whether a first mail may go out at `now`. `words` are all approvals of the journal; the time
    /// is never before a record that follows the approvals of this permission.
    #[must_use]
    pub fn may_begin(&self, words: &[WordEntry], now: Timestamp) -> bool {
        let seen = |force: Force| {
            words
                .get(force.oldest)
                .map_or(now, |entry| entry.latest.max(now))
        };
        self.force.is_none_or(|force| seen(force) <= force.until)
    }

    /// Whether a mail to this address may go out on this permission.
    #[must_use]
    pub fn covers(&self, address: &Address) -> bool {
        let is_invited = |guests: &Vec<Address>| guests.contains(address);
        self.guests.as_ref().is_none_or(is_invited)
            && (!self.reserved_only || address.is_reserved())
    }
}
