//! How far the sign-off of one digest is. Pure.

use jiff::{SignedDuration, Timestamp};

use super::fault::SignatureFault;
use super::{Approved, Force, People, Person, Policy};
use crate::id::{Digest, TextId};
use crate::journal::ledger::state::{TakenBack, WordEntry};

/// How far ahead of the clock an approval may be and still count: clocks are corrected by seconds.
const TOLERANCE: SignedDuration = SignedDuration::from_secs(60);

/// An approval that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenApproval {
    /// The role it was given in.
    pub role: String,
    /// Who gave it.
    pub by: TextId,
    /// When it was given.
    pub at: Timestamp,
    /// The fingerprint of the key that it was signed with, if approvals are signed.
    pub signed_with: Option<String>,
}

/// An approval that would count, but for its signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsignedApproval {
    /// The role it was given in.
    pub role: String,
    /// Who gave it.
    pub by: TextId,
    /// When it was given.
    pub at: Timestamp,
    /// What is wrong with its signature.
    pub fault: SignatureFault,
}

/// How far the sign-off of one digest is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    digest: Digest,
    /// The approvals that count, in the order of the roles.
    pub given: Vec<GivenApproval>,
    /// The roles that still have to approve, in the order in which they are shown.
    pub missing: Vec<String>,
    /// The newest approvals in the missing roles that count for nothing because of their signature.
    pub unsigned: Vec<UnsignedApproval>,
    /// How many open remarks must be closed before these approvals permit anything.
    pub blocking_remarks: usize,
    /// When the approvals expire, if the first mail has not gone out by then.
    pub valid_until: Option<Timestamp>,
    /// Position of the oldest approval that counts among all approvals. The time is never before a
    /// record that follows it.
    oldest: usize,
    /// Whether the first mail went out on these approvals, or they are valid now.
    in_force: bool,
    begun: bool,
}

/// Whether an approval of this digest counts at all: it was not withdrawn, no later seal replaced
/// its digest, and it is not from the future (a clock was wrong when it was given, or is wrong
/// now).
pub(super) fn counts(entry: &WordEntry, digest: Digest, now: Timestamp) -> bool {
    let is_future = now
        .checked_add(TOLERANCE)
        .is_ok_and(|limit| entry.at > limit);
    entry.word.digest == digest && entry.withdrawn.is_none() && !entry.void && !is_future
}

/// Whether the policy lets this person approve in the role: anybody, where it names nobody.
pub(super) fn may_approve(policy: &Policy, role: &str, by: &Person) -> bool {
    let named = policy.roles.get(role).filter(|people| !people.is_empty());
    named.is_none_or(|named| named.iter().any(|one| one.is(by)))
}

/// What the signature of the approval at this position comes to: the fingerprint of its key; `None`
/// if the policy asks for no signature.
///
/// # Errors
/// Why the approval counts for nothing.
pub(super) fn signature(
    policy: &Policy,
    people: &People,
    place: usize,
) -> Result<Option<String>, SignatureFault> {
    match policy.signing {
        Some(_) => people
            .signature(place)
            .map(|fingerprint| Some(fingerprint.to_owned()))
            .map_err(Clone::clone),
        None => Ok(None),
    }
}

fn unsigned_at(
    policy: &Policy,
    people: &People,
    words: &[WordEntry],
    place: usize,
) -> Option<UnsignedApproval> {
    let fault = signature(policy, people, place).err()?;
    let WordEntry { word, at, .. } = &words[place];
    Some(UnsignedApproval {
        role: word.role.clone(),
        by: word.by,
        at: *at,
        fault,
    })
}

/// The newest approval of this digest in this role that a person withdrew.
#[must_use]
pub fn taken_back<'w>(
    words: &'w [WordEntry],
    digest: Digest,
    role: &str,
) -> Option<(&'w WordEntry, TakenBack)> {
    let of_role =
        |entry: &&WordEntry| entry.word.digest == digest && entry.word.role == role && !entry.void;
    words
        .iter()
        .rev()
        .filter(of_role)
        .find_map(|entry| Some((entry, entry.taken_back?)))
}

/// When approvals expire of which the last was given at this time.
fn expiry(policy: &Policy, last: Timestamp) -> Timestamp {
    let span = SignedDuration::try_from(policy.valid_for).unwrap_or(SignedDuration::MAX);
    last.checked_add(span).unwrap_or(Timestamp::MAX)
}

impl Standing {
    /// The standing of `digest` under `policy` at `now`. `people` says who gave the approvals,
    /// however they typed their names. `begun`: the first mail of this digest was already offered,
    /// so the approvals were used in time and no clock changes that. A role counts once, and a
    /// person for one role only. An approval counts for nothing if it was withdrawn, is void or
    /// from the future, comes from somebody whom the policy doesn't name for the role, or lacks a
    /// signature that the policy asks for.
    #[must_use]
    pub fn of(
        digest: Digest,
        policy: &Policy,
        words: &[WordEntry],
        people: &People,
        now: Timestamp,
        begun: bool,
    ) -> Standing {
        let soon = if begun { Timestamp::MAX } else { now };
        let mut given: Vec<GivenApproval> = Vec::new();
        let mut spoke: Vec<Person> = Vec::new();
        let (mut missing, mut unsigned) = (Vec::new(), Vec::new());
        let (mut oldest, mut latest) = (words.len(), Timestamp::MIN);
        for role in &policy.required {
            let is_wanted = |place: &usize| {
                let entry = &words[*place];
                let by = people.get(&entry.word.by);
                counts(entry, digest, soon)
                    && entry.word.role == *role
                    && may_approve(policy, role, &by)
                    && !spoke.iter().any(|other| other.is(&by))
            };
            // The newest approval: an expired one may be given again.
            let wanted = (0..words.len()).rev().filter(is_wanted);
            let is_signed = |place: &usize| signature(policy, people, *place).is_ok();
            let Some(place) = wanted.clone().find(is_signed) else {
                let mut wanted = wanted;
                unsigned.extend(wanted.find_map(|place| unsigned_at(policy, people, words, place)));
                missing.push(role.clone());
                continue;
            };
            let entry = &words[place];
            oldest = oldest.min(place);
            latest = latest.max(entry.latest);
            spoke.push(people.get(&entry.word.by));
            given.push(GivenApproval {
                role: role.clone(),
                by: entry.word.by,
                at: entry.at,
                signed_with: signature(policy, people, place).ok().flatten(),
            });
        }
        let last = given.iter().map(|word| word.at).max();
        let valid_until = last.filter(|_| missing.is_empty());
        let valid_until = valid_until.map(|last| expiry(policy, last));
        // A clock that was set back makes nothing valid again: the time is never before a record
        // that follows the approvals.
        let in_time = valid_until.is_some_and(|until| begun || now.max(latest) <= until);
        Standing {
            digest,
            given,
            missing,
            unsigned,
            blocking_remarks: policy.blocking_remarks(),
            valid_until,
            oldest,
            in_force: in_time && policy.blocking_remarks() == 0,
            begun,
        }
    }

    /// Whether all approvals are given and still valid.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.in_force
    }

    /// The permission to send, if all approvals are given and valid. Until the first mail it ends
    /// when they expire.
    #[must_use]
    pub fn approved(&self) -> Option<Approved> {
        let until = self.valid_until.filter(|_| self.in_force)?;
        let force = (!self.begun).then_some(Force {
            until,
            oldest: self.oldest,
        });
        Some(Approved {
            digest: self.digest,
            reserved_only: false,
            guests: None,
            force,
        })
    }
}

#[cfg(test)]
mod tests;
