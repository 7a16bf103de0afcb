//! Which seals may go out: those with valid approvals, and what the others lack.

use jiff::Timestamp;

use crate::campaign::decisions::approvals::{people_of, policy_of};
use crate::campaign::folder::opened::View;
use crate::campaign::{Campaign, Error, Kind};
use crate::config::Reach;
use crate::id::Digest;
use crate::journal::Ledger;
use crate::signoff::{Approved, Standing};
use crate::vault::Vault;

/// The permission of each seal that has one.
pub(crate) type Permissions = Vec<(u32, Approved)>;

/// Whether one of them is for this seal.
pub(crate) fn is_permitted(permissions: &[(u32, Approved)], seal: u32) -> bool {
    permissions.iter().any(|(number, _)| *number == seal)
}

/// What a digest lacks to be sent.
pub(crate) fn lacking(digest: Digest, required: &[String], standing: &Standing) -> Error {
    if standing.blocking_remarks > 0 {
        return Error::RemarksOpen {
            open: standing.blocking_remarks,
        };
    }
    if let Some(word) = standing.unsigned.first() {
        return Error::NotSigned {
            digest,
            word: Box::new(word.clone()),
        };
    }
    match (required.is_empty(), standing.valid_until) {
        (true, _) => Error::NoRoles,
        (false, Some(since)) if standing.missing.is_empty() => {
            Error::ApprovalLapsed { digest, since }
        }
        (false, _) => Error::NotApproved {
            digest,
            missing: standing.missing.clone(),
        },
    }
}

impl Campaign {
    /// Checks that the current relay, sender and policy are those that were approved, whatever else
    /// may differ.
    pub(crate) fn hold_against_head(&self, vault: &Vault, ledger: &Ledger) -> Result<(), Error> {
        let head = self.current_head();
        for seal in ledger.active_seals() {
            let stored = vault.seal(seal.sealed.seal)?;
            if stored.digest != seal.sealed.digest {
                return Err(crate::vault::VaultFault::NotAsSealed.into());
            }
            let open = ledger.open_by_seal().contains_key(&seal.sealed.seal);
            let lines = head.differing(&stored.head);
            if !lines.is_empty() && open {
                return Err(Error::HeadChanged { lines });
            }
        }
        Ok(())
    }

    /// The permission of each active seal that has open mails, and what is missing for the first
    /// that has none.
    pub(crate) fn permissions(
        &self,
        view: View<'_>,
        now: Timestamp,
    ) -> Result<(Permissions, Option<Error>), Error> {
        let View {
            key,
            ledger,
            vault,
            texts,
        } = view;
        let reach = self.reach();
        let open = ledger.open_by_seal();
        let (mut approved, mut missing) = (Vec::new(), None);
        for seal in ledger.active_seals() {
            let (number, digest) = (seal.sealed.seal, seal.sealed.digest);
            if self.kind() == Kind::Rehearsal {
                let guests = &self.settings().rehearsal.guests;
                approved.push((number, Approved::as_rehearsal(digest, guests)));
                continue;
            }
            let policy = policy_of(key, &vault.seal(number)?.head, ledger);
            if let Some(trial) = Approved::as_trial(digest, reach, &policy) {
                approved.push((number, trial));
                continue;
            }
            let people = people_of(key, &policy, ledger, texts)?;
            let standing = Standing::of(
                digest,
                &policy,
                ledger.words(),
                &people,
                now,
                ledger.has_begun(number),
            );
            if let Some(given) = standing.approved() {
                // A trial with approvals is still a trial.
                let given = if reach == Reach::Loopback {
                    given.to_reserved_names_only()
                } else {
                    given
                };
                approved.push((number, given));
            } else if open.contains_key(&number) {
                missing.get_or_insert(lacking(digest, &policy.required, &standing));
            }
        }
        // With nothing open there is nothing to permit.
        if approved.is_empty() && missing.is_none() {
            missing = ledger
                .newest_seal()
                .filter(|_| !open.is_empty())
                .map(|_| Error::NoRoles);
        }
        Ok((approved, missing))
    }
}
