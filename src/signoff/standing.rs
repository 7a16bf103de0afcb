//! How far the sign-off of one digest is. Pure.

use jiff::{SignedDuration, Timestamp};

use super::{Approved, Policy};
use crate::id::{Digest, TextId};
use crate::journal::ledger::WordEntry;

/// A word that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// In which role.
    pub role: String,
    /// Who.
    pub by: TextId,
    /// When.
    pub at: Timestamp,
}

/// How far the sign-off of one digest is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    digest: Digest,
    /// The words that count, in the order of the roles.
    pub given: Vec<Given>,
    /// The roles still to agree, in the order they are shown.
    pub missing: Vec<String>,
    /// When the words lose their force, if the first mail has not gone out by then.
    pub valid_until: Option<Timestamp>,
}

impl Standing {
    /// The standing of `digest` under `policy`. A role counts once; the same person counts for one
    /// role only; a word that was taken back, or given by somebody the policy does not name for
    /// the role, counts for nothing.
    #[must_use]
    pub fn of(digest: Digest, policy: &Policy, words: &[WordEntry]) -> Standing {
        let mut given: Vec<Given> = Vec::new();
        let mut missing = Vec::new();
        for role in &policy.required {
            let may = policy.roles.get(role).filter(|people| !people.is_empty());
            let counts = |entry: &&WordEntry| {
                entry.word.digest == digest
                    && entry.word.role == *role
                    && entry.withdrawn.is_none()
                    && may.is_none_or(|people| people.contains(&entry.word.by))
                    && !given.iter().any(|other| other.by == entry.word.by)
            };
            // The newest word: one that has lost its force may be given again.
            match words.iter().rev().find(counts) {
                Some(entry) => {
                    given.push(Given { role: role.clone(), by: entry.word.by, at: entry.at });
                }
                None => missing.push(role.clone()),
            }
        }
        let last = given.iter().map(|word| word.at).max().filter(|_| missing.is_empty());
        let span = SignedDuration::try_from(policy.valid_for).unwrap_or(SignedDuration::MAX);
        let valid_until = last.map(|last| last.checked_add(span).unwrap_or(Timestamp::MAX));
        Standing { digest, given, missing, valid_until }
    }

    /// Whether all words are there and still have force.
    #[must_use]
    pub fn holds(&self, now: Timestamp, begun: bool) -> bool {
        self.missing.is_empty() && self.valid_until.is_some_and(|until| begun || now <= until)
    }

    /// The permission, when all words are there and have force. `begun`: the first mail of this digest
    /// has already been offered, so the words were used in time.
    #[must_use]
    pub fn approved(&self, now: Timestamp, begun: bool) -> Option<Approved> {
        self.holds(now, begun).then_some(Approved { digest: self.digest, reserved_only: false })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::CampaignKey;
    use crate::journal::event::WordGiven;
    use std::collections::BTreeMap;
    use std::time::Duration;

    const HOUR: i64 = 3_600_000;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_millisecond(1_700_000_000_000 + hours * HOUR).unwrap()
    }

    fn person(name: &str) -> TextId {
        super::super::person(&CampaignKey::from_bytes([1; 32]), name)
    }

    fn word(role: &str, name: &str, hours: i64) -> WordEntry {
        let word = WordGiven {
            digest: Digest::of(b"this"),
            role: role.into(),
            by: person(name),
            recorded_by: None,
            paper: None,
        };
        WordEntry { at: at(hours), word, withdrawn: None }
    }

    fn policy() -> Policy {
        Policy {
            required: vec!["inhoud".into(), "besluit".into()],
            roles: BTreeMap::from([("inhoud".into(), vec![person("A. Vos"), person("B. Smit")])]),
            valid_for: Duration::from_secs(7200),
        }
    }

    fn holds(words: &[WordEntry], hours: i64, begun: bool) -> bool {
        Standing::of(Digest::of(b"this"), &policy(), words).approved(at(hours), begun).is_some()
    }

    #[test]
    fn all_roles_by_different_people_in_time() {
        let words = [word("inhoud", "A. Vos", 0), word("besluit", "C. Tak", 1)];
        assert!(holds(&words, 1, false));
        assert!(holds(&words, 3, false));
        assert!(!holds(&words, 4, false), "the words have lost their force");
        assert!(holds(&words, 4, true), "but not once the first mail went out");
        assert!(!holds(&words[..1], 1, false));
    }

    #[test]
    fn what_counts_for_nothing() {
        let good = word("inhoud", "A. Vos", 0);
        assert!(!holds(&[good.clone(), word("besluit", "a.  vos", 0)], 1, false), "one person, two roles");
        assert!(!holds(&[word("inhoud", "C. Tak", 0), word("besluit", "D. Tak", 0)], 1, false), "not named");
        let mut back = word("besluit", "C. Tak", 0);
        back.withdrawn = Some(at(1));
        assert!(!holds(&[good.clone(), back], 1, false), "taken back");
        let mut other = word("besluit", "C. Tak", 0);
        other.word.digest = Digest::of(b"that");
        assert!(!holds(&[good, other], 1, false), "another digest");
    }

    #[test]
    fn an_empty_policy_is_never_a_permission() {
        let none = Policy { required: vec![], roles: BTreeMap::new(), valid_for: Duration::MAX };
        assert!(Standing::of(Digest::of(b"this"), &none, &[]).approved(at(0), true).is_none());
    }
}
