//! The candidates: which mails a run may offer, and the domain each goes to.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::id::Pseudonym;

/// A domain as the pace knows it: a hash of its name. Two names with one hash would share their
/// pace, which harms neither; among a hundred thousand the chance is one in three thousand million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Domain(u64);

impl Domain {
    /// The domain of this name, in lower case.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        Domain(hasher.finish())
    }

    /// The hash, used to spread waits.
    pub(super) const fn number(self) -> u64 {
        self.0
    }
}

/// One mail that the campaign holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Pseudonym of the recipient.
    pub recipient: Pseudonym,
    /// The domain it goes to, for the pace per domain.
    pub domain: Domain,
}

/// The mails in the order in which they go, each with its domain.
pub(super) struct Candidates {
    all: Vec<Candidate>,
    /// Their numbers, in the order of their recipients.
    sorted: Vec<u32>,
}

impl Candidates {
    /// From all of them, in the order in which they go.
    pub(super) fn new(mut all: Vec<Candidate>) -> Self {
        all.shrink_to_fit();
        let mut sorted: Vec<u32> = (0..).take(all.len()).collect();
        sorted.sort_unstable_by_key(|&number| all[number as usize].recipient);
        Candidates { all, sorted }
    }

    /// All of them, in that order.
    pub(super) fn all(&self) -> &[Candidate] {
        &self.all
    }

    /// The one with this number.
    pub(super) fn get(&self, number: u32) -> &Candidate {
        &self.all[number as usize]
    }

    /// The number of this recipient's mail. `None` if the run may not offer it.
    pub(super) fn number(&self, recipient: &Pseudonym) -> Option<u32> {
        let at = self
            .sorted
            .binary_search_by_key(recipient, |&number| self.get(number).recipient)
            .ok()?;
        self.sorted.get(at).copied()
    }

    /// The domain this mail goes to; `None` if the run may not offer it.
    pub(super) fn domain(&self, recipient: &Pseudonym) -> Option<Domain> {
        Some(self.get(self.number(recipient)?).domain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_candidate_is_found_whatever_their_order() {
        let candidate = |octet: u8, name: &str| Candidate {
            recipient: Pseudonym::from_bytes([octet; 16]),
            domain: Domain::of(name),
        };
        let candidates = Candidates::new(vec![
            candidate(3, "c.example"),
            candidate(1, "a.example"),
            candidate(2, "a.example"),
        ]);
        for (octet, name) in [(1, "a.example"), (2, "a.example"), (3, "c.example")] {
            assert_eq!(
                candidates.domain(&Pseudonym::from_bytes([octet; 16])),
                Some(Domain::of(name))
            );
        }
        assert_eq!(candidates.domain(&Pseudonym::from_bytes([4; 16])), None);
        assert_ne!(Domain::of("a.example"), Domain::of("c.example"));
    }
}
