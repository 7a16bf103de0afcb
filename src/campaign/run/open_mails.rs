//! The open mails compared with what the list gives: the comparison itself, without files. The
//! simulator uses it too.

use std::collections::HashMap;

use crate::address::Address;
use crate::campaign::mismatch::Mismatch;
use crate::delivery::State;
use crate::id::{Digest, Pseudonym};
use crate::journal::Ledger;

/// An open mail of a seal in force.
struct Open {
    address: Address,
    digest: Digest,
    mismatch: Option<Mismatch>,
}

/// The open mails of the seals in force, and what the list gives for each. Until a row is seen, it
/// counts as gone.
#[derive(Default)]
pub struct OpenMails(HashMap<Pseudonym, Open>);

impl OpenMails {
    /// Adds a mail of the seal `seal`, if it is the one that counts for its row and is still to go.
    pub fn sealed(
        &mut self,
        ledger: &Ledger,
        seal: u32,
        recipient: Pseudonym,
        address: Address,
        digest: Digest,
    ) {
        let entry = ledger
            .recipient(&recipient)
            .filter(|entry| !entry.is_excluded());
        let counts = entry.and_then(|entry| entry.mail());
        if counts.is_some_and(|counts| counts.seal == seal && counts.state.is_open()) {
            self.0.insert(
                recipient,
                Open {
                    address,
                    digest,
                    mismatch: Some(Mismatch::Gone),
                },
            );
        }
    }

    /// Whether nothing is left to go.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What the row alone shows. A row that should be mailed is [`Mismatch::Faulty`] until its mail
    /// is made.
    pub fn row(&mut self, recipient: &Pseudonym, mismatch: Mismatch) {
        if let Some(one) = self.0.get_mut(recipient) {
            one.mismatch = Some(mismatch);
        }
    }

    /// Records that nothing could be read: that doesn't mean that the rows are gone.
    pub fn nothing_read(&mut self) {
        self.0
            .values_mut()
            .for_each(|one| one.mismatch = Some(Mismatch::Faulty));
    }

    /// The mail that the row gives now.
    pub fn mail(&mut self, recipient: &Pseudonym, address: &Address, digest: Digest) {
        let Some(one) = self.0.get_mut(recipient) else {
            return;
        };
        one.mismatch = if one.address != *address {
            Some(Mismatch::Address)
        } else if one.digest != digest {
            Some(Mismatch::Text)
        } else {
            None
        };
    }

    /// How the open mail of this row differs; `None`: it doesn't, or there is none.
    #[must_use]
    pub fn mismatch(&self, recipient: &Pseudonym) -> Option<Mismatch> {
        self.0.get(recipient)?.mismatch
    }
}

/// Whether a row that should be mailed has no mail in a seal in force, though nobody withholds it
/// and no mail of it is with the recipient, closed or in doubt.
#[must_use]
pub fn is_unsealed(ledger: &Ledger, recipient: &Pseudonym) -> bool {
    if ledger
        .decision(recipient)
        .is_some_and(|decision| decision.withheld)
    {
        return false;
    }
    let Some(entry) = ledger.recipient(recipient) else {
        return true;
    };
    let Some(mail) = entry.mail() else {
        return true;
    };
    let out_of_force = entry.is_excluded() || !ledger.is_active(mail.seal);
    *mail.own_state() == State::Withheld || (mail.own_state().is_open() && out_of_force)
}
