//! How far the sign-off is, as one person sees it.

use jiff::Timestamp;

use super::ReadingRoom;
use crate::campaign::Error;
use crate::campaign::decisions::approvals::people_of;
use crate::campaign::decisions::invitations::Visitor;
use crate::id::Digest;
use crate::journal::ledger::state::WordEntry;
use crate::signoff::{Person, Standing};

/// How far the sign-off of the newest seal is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignOffNow {
    /// The roles that must approve, in the order in which they are shown.
    pub required: Vec<String>,
    /// The approvals that count: role, name if the vault still has it, time.
    pub given: Vec<(String, Option<String>, Timestamp)>,
    /// Roles that still have to approve.
    pub missing: Vec<String>,
    /// Roles in which this person's approval counts.
    pub own: Vec<String>,
    /// How many remarks are open.
    pub open_remarks: usize,
    /// Whether the seal asks for signatures.
    pub signs: bool,
    /// Whether nobody can approve before the open remarks are closed.
    pub blocked: bool,
    /// The earlier seal that this person approved last, if this one is still to be approved.
    pub earlier: Option<Digest>,
}

impl ReadingRoom {
    /// How far the sign-off is, for this person.
    ///
    /// # Errors
    /// Errors of journal, vault and key.
    pub fn sign_off(&self, visitor: &Visitor, now: Timestamp) -> Result<SignOffNow, Error> {
        let ledger = self.ledger();
        let newest = ledger.newest_seal().ok_or(Error::NotSealed)?;
        let policy = self.newest.policy.clone().as_of(ledger);
        let policy = &policy;
        let people = people_of(&self.key, policy, ledger, &self.texts)?;
        let (digest, begun) = (newest.sealed.digest, newest.begun.is_some());
        let standing = Standing::of(digest, policy, ledger.words(), &people, now, begun);
        let visiting = Person::named(&self.key, &visitor.name);
        let mut own = Vec::new();
        let mut given = Vec::new();
        for word in standing.given {
            if people.get(&word.by).is(&visiting) {
                own.push(word.role.clone());
            }
            given.push((word.role, self.texts.read(&word.by)?, word.at));
        }
        let earlier = |entry: &&WordEntry| {
            let is_other = entry.word.digest != digest && entry.taken_back.is_none();
            is_other && people.get(&entry.word.by).is(&visiting)
        };
        let earlier = ledger.words().iter().rev().find(earlier);
        let earlier = earlier.filter(|_| own.is_empty());
        Ok(SignOffNow {
            blocked: policy.blocking_remarks() > 0,
            earlier: earlier.map(|entry| entry.word.digest),
            signs: policy.signing.is_some(),
            required: policy.required.clone(),
            given,
            missing: standing.missing,
            own,
            open_remarks: ledger.open_remarks().count(),
        })
    }
}
