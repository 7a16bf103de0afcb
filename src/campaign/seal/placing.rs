//! What a seal does with each row of the list: which mails it takes, and what happens to the
//! others.

use std::collections::HashSet;

use crate::delivery::State;
use crate::id::{Digest, Pseudonym};
use crate::journal::Ledger;
use crate::journal::ledger::state::RowEntry;
use crate::list::List;

/// What a seal does with one row's mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceInSeal {
    /// No seal has a mail for this row, or none that counts: the row is new, or back on the list.
    New,
    /// It replaces an open or corrected mail that differs.
    Changed,
    /// It is the open mail that a seal in force holds already.
    Same,
    /// A person withholds the organisation: the mail is sealed, and doesn't go.
    Withheld,
    /// Likewise, and no seal has a mail for the row, or the newest one excludes it: without its mail
    /// the sum would lack the row, or call it excluded.
    NewWithheld,
    /// It stays as it is.
    Leave,
    /// It changed after the mail was handed over.
    TooLate,
}

impl PlaceInSeal {
    /// Whether a seal holds the mail. A supplement leaves what is sealed already where it is.
    #[must_use]
    pub const fn is_taken(self, supplement: bool) -> bool {
        match self {
            PlaceInSeal::New | PlaceInSeal::NewWithheld | PlaceInSeal::Changed => true,
            PlaceInSeal::Same | PlaceInSeal::Withheld => !supplement,
            PlaceInSeal::Leave | PlaceInSeal::TooLate => false,
        }
    }
}

/// Where the mail of one row belongs. After the first offer a seal takes only mails that were never
/// accepted, offered or in doubt; a refused, expired or bounced mail only once it differs.
#[must_use]
pub fn place(ledger: &Ledger, recipient: &Pseudonym, digest: Digest) -> PlaceInSeal {
    let Some(entry) = ledger.recipient(recipient) else {
        let withheld = ledger
            .decision(recipient)
            .is_some_and(|decision| decision.withheld);
        return if withheld {
            PlaceInSeal::NewWithheld
        } else {
            PlaceInSeal::New
        };
    };
    let Some(before) = entry.mail() else {
        return if entry.withheld().is_some() {
            PlaceInSeal::NewWithheld
        } else {
            PlaceInSeal::New
        };
    };
    let another = before.digest() != Some(digest);
    let own = before.own_state();
    let is_gone = *own == State::Withheld;
    if entry.withheld().is_some() {
        let takes = own.is_open() || is_gone || (own.is_correctable() && another);
        return if takes && entry.is_excluded() {
            PlaceInSeal::NewWithheld
        } else if takes {
            PlaceInSeal::Withheld
        } else {
            PlaceInSeal::Leave
        };
    }
    if is_gone || (own.is_open() && (entry.is_excluded() || !ledger.is_active(before.seal))) {
        PlaceInSeal::New
    } else if own.is_open() {
        if another {
            PlaceInSeal::Changed
        } else {
            PlaceInSeal::Same
        }
    } else if own.is_correctable() {
        if another {
            PlaceInSeal::Changed
        } else {
            PlaceInSeal::Leave
        }
    } else if another {
        PlaceInSeal::TooLate
    } else {
        PlaceInSeal::Leave
    }
}

/// Rows on the list whose mail is in no new seal, by reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Beside {
    /// They have the mail, or it is on its way.
    pub have: usize,
    /// It is sealed already and will still be tried.
    pub trying: usize,
    /// A person decides whether they have it.
    pub in_doubt: usize,
    /// Refused, expired or bounced, and not corrected.
    pub closed: usize,
    /// A person withholds them.
    pub withheld: usize,
}

impl Beside {
    /// Counts the rows of the list that the seal doesn't hold.
    pub(crate) fn of(
        list: &List,
        ledger: &Ledger,
        sealed: &HashSet<Pseudonym>,
        pseudonym: impl Fn(&crate::id::ListId) -> Pseudonym,
    ) -> Beside {
        let mut beside = Beside::default();
        for row in &list.recipients {
            let recipient = pseudonym(&row.id);
            if sealed.contains(&recipient) {
                continue;
            }
            if let Some(entry) = ledger.recipient(&recipient) {
                beside.count(&entry);
            }
        }
        beside
    }

    fn count(&mut self, entry: &RowEntry<'_>) {
        let place = match entry.state() {
            Some(State::Accepted | State::Delivered | State::Delayed) => &mut self.have,
            Some(State::Queued | State::Deferred { .. }) => &mut self.trying,
            Some(State::Offered | State::InDoubt) => &mut self.in_doubt,
            Some(State::Refused { .. } | State::Expired | State::Bounced) => &mut self.closed,
            Some(State::Withheld) => &mut self.withheld,
            None => return,
        };
        *place += 1;
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Beside::default()
    }
}
