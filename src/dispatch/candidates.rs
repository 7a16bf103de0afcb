//! The roll: which mails a run may offer, and the domain each goes to.

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

/// One entry of the roll: a mail that the campaign holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollEntry {
    /// Pseudonym of the recipient.
    pub recipient: Pseudonym,
    /// The domain it goes to, for the pace per domain.
    pub domain: Domain,
}

/// The mails in the order in which they go, each with its domain.
pub(super) struct Roll {
    lines: Vec<RollEntry>,
    /// The numbers of the entries, in the order of their recipients.
    sorted: Vec<u32>,
}

impl Roll {
    /// The roll of these entries.
    pub(super) fn new(mut lines: Vec<RollEntry>) -> Self {
        lines.shrink_to_fit();
        let mut sorted: Vec<u32> = (0..).take(lines.len()).collect();
        sorted.sort_unstable_by_key(|&number| lines[number as usize].recipient);
        Roll { lines, sorted }
    }

    /// Its entries.
    pub(super) fn lines(&self) -> &[RollEntry] {
        &self.lines
    }

    /// The entry with this number.
    pub(super) fn line(&self, number: u32) -> &RollEntry {
        &self.lines[number as usize]
    }

    /// The number of this recipient's entry; `None` if it is not on the roll.
    pub(super) fn number(&self, recipient: &Pseudonym) -> Option<u32> {
        let at = self
            .sorted
            .binary_search_by_key(recipient, |&number| self.line(number).recipient)
            .ok()?;
        self.sorted.get(at).copied()
    }

    /// The domain this mail goes to; `None` if it is not on the roll.
    pub(super) fn domain(&self, recipient: &Pseudonym) -> Option<Domain> {
        Some(self.line(self.number(recipient)?).domain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found_whatever_their_order() {
        let line = |octet: u8, name: &str| RollEntry {
            recipient: Pseudonym::from_bytes([octet; 16]),
            domain: Domain::of(name),
        };
        let roll = Roll::new(vec![
            line(3, "c.example"),
            line(1, "a.example"),
            line(2, "a.example"),
        ]);
        for (octet, name) in [(1, "a.example"), (2, "a.example"), (3, "c.example")] {
            assert_eq!(
                roll.domain(&Pseudonym::from_bytes([octet; 16])),
                Some(Domain::of(name))
            );
        }
        assert_eq!(roll.domain(&Pseudonym::from_bytes([4; 16])), None);
        assert_ne!(Domain::of("a.example"), Domain::of("c.example"));
    }
}
