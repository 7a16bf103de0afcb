//! Where each leaf is in the tree, and what is in the places between: all of it follows from the
//! campaign's key and the root's own nonce, so that nobody without the key can tell one from the
//! other. Pure.

use crate::id::{CampaignKey, Digest, Pseudonym};

/// The least height of a tree: 4,096 places.
pub const MIN_DEPTH: u8 = 12;

/// The height of the tree that holds so many leaves.
#[must_use]
pub fn depth_for(leaves: usize) -> u8 {
    let needed = usize::BITS - leaves.saturating_sub(1).leading_zeros();
    u8::try_from(needed).unwrap_or(u8::MAX).max(MIN_DEPTH)
}

/// Salts and places under one root.
pub struct Placing<'k> {
    key: &'k CampaignKey,
    nonce: String,
}

impl<'k> Placing<'k> {
    /// For the root with this nonce: random digits, so that nothing under it is like anything under
    /// another root.
    #[must_use]
    pub fn new(key: &'k CampaignKey, nonce: &str) -> Self {
        let nonce = nonce.to_owned();
        Placing { key, nonce }
    }

    /// The salt of an organisation's leaf.
    #[must_use]
    pub fn salt(&self, recipient: &Pseudonym) -> [u8; 32] {
        let parts = [self.nonce.as_bytes(), recipient.as_bytes()];
        self.key.derive("proof salt", &parts)
    }

    /// All leaves of a tree of this height in their places, with padding between; and the place of
    /// the organisation that is asked for.
    pub fn arrange<'l>(
        &'l self,
        leaves: &'l [(Pseudonym, Digest)],
        depth: u8,
        wanted: Option<&Pseudonym>,
    ) -> (impl Iterator<Item = Digest> + use<'l, 'k>, Option<usize>) {
        let places = 1_usize << depth.min(32);
        let mut order: Vec<(u64, u32)> = (0..places)
            .map(|number| (self.position(leaves.get(number), number), to_u32(number)))
            .collect();
        order.sort_unstable();
        let found = wanted.and_then(|wanted| {
            let is_it = |(_, number): &(u64, u32)| {
                leaves
                    .get(*number as usize)
                    .is_some_and(|(recipient, _)| recipient == wanted)
            };
            order.iter().position(is_it)
        });
        let hashes = order.into_iter().map(|(_, number)| {
            leaves
                .get(number as usize)
                .map_or_else(|| self.padding(number), |(_, hash)| *hash)
        });
        (hashes, found)
    }

    fn position(&self, leaf: Option<&(Pseudonym, Digest)>, number: usize) -> u64 {
        let [a, b, c, d, e, f, g, h, ..] = match leaf {
            Some((recipient, _)) => self.key.derive(
                "proof place",
                &[self.nonce.as_bytes(), recipient.as_bytes()],
            ),
            None => self.key.derive(
                "proof padding place",
                &[self.nonce.as_bytes(), &to_u32(number).to_be_bytes()],
            ),
        };
        u64::from_be_bytes([a, b, c, d, e, f, g, h])
    }

    fn padding(&self, number: u32) -> Digest {
        let parts = [self.nonce.as_bytes(), &number.to_be_bytes()];
        Digest::from_bytes(self.key.derive("proof padding", &parts))
    }
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::proof::root_and_path;

    fn leaves(count: u8) -> Vec<(Pseudonym, Digest)> {
        let one = |n| (Pseudonym::from_bytes([n; 16]), Digest::of(&[n]));
        (0..count).map(one).collect()
    }

    #[test]
    fn a_path_is_as_long_for_one_organisation_as_for_four_thousand() {
        for (count, depth) in [(0, 12), (1, 12), (4096, 12), (4097, 13), (100_000, 17)] {
            assert_eq!(depth_for(count), depth, "{count}");
        }
    }

    #[test]
    fn nothing_of_one_root_is_in_the_next_but_the_leaves_that_a_test_hands_in() {
        let key = CampaignKey::from_bytes([7; 32]);
        let leaves = leaves(40);
        let who = leaves[3].0;
        let all = |nonce: &str| -> (Vec<Digest>, Option<usize>) {
            let placing = Placing::new(&key, nonce);
            let (hashes, place) = placing.arrange(&leaves, MIN_DEPTH, Some(&who));
            (hashes.collect(), place)
        };
        let ((one, place), (other, other_place)) = (all("01"), all("02"));
        assert_eq!((one.len(), other.len()), (4096, 4096));
        assert_eq!(all("01"), (one.clone(), place), "it can be made again");
        assert_ne!(place, other_place, "another place under each root");
        let in_both: HashSet<&Digest> = one.iter().filter(|hash| other.contains(hash)).collect();
        assert_eq!(in_both.len(), leaves.len(), "no padding comes back");
        let salts = |nonce: &str| Placing::new(&key, nonce).salt(&who);
        assert_ne!(salts("01"), salts("02"));
        let (root, path) = root_and_path(one.iter().copied(), place).unwrap();
        assert_eq!(path.len(), usize::from(MIN_DEPTH));
        assert_ne!(root, root_and_path(other.into_iter(), None).unwrap().0);
    }

    #[test]
    fn leaves_lie_among_the_padding_in_no_order_of_the_list() {
        let key = CampaignKey::from_bytes([7; 32]);
        let leaves = leaves(200);
        let placing = Placing::new(&key, "01");
        let hashes: Vec<Digest> = placing.arrange(&leaves, MIN_DEPTH, None).0.collect();
        let place = |leaf: &Digest| hashes.iter().position(|hash| hash == leaf).unwrap();
        let places: Vec<usize> = leaves.iter().map(|(_, leaf)| place(leaf)).collect();
        let rising = places.windows(2).filter(|two| two[0] < two[1]).count();
        assert!((60..140).contains(&rising), "{rising} of 199");
        let first_half = places.iter().filter(|place| **place < 2048).count();
        assert!((60..140).contains(&first_half), "{first_half} of 200");
    }
}
