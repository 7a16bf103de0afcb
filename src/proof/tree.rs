//! The hash tree of RFC 6962, section 2.1, over a power of two of leaves, and the way from one leaf
//! to the root. Pure.

use std::fmt::Write as _;

use crate::id::Digest;

/// On which side of the way the other node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The other node is hashed first.
    Left,
    /// The other node is hashed second.
    Right,
}

/// One step from a leaf to the root: the other node, and its side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PathStep {
    /// The side of the other node.
    pub side: Side,
    /// Its hash.
    pub other: Digest,
}

/// The hash of a leaf: SHA-256 over a byte 0x00 and the leaf.
#[must_use]
pub fn leaf_hash(leaf: &[u8]) -> Digest {
    Digest::of_pieces([&[0][..], leaf])
}

fn node_hash(left: &Digest, right: &Digest) -> Digest {
    Digest::of_pieces([&[1][..], left.as_bytes(), right.as_bytes()])
}

/// The root over these hashes of leaves, and the way there from the one at `wanted`. `None` if they
/// are not a power of two of them.
///
/// ```
/// use heraut::proof::{leaf_hash, root_and_path};
///
/// let leaves = [leaf_hash(b"a"), leaf_hash(b"b")];
/// let (root, path) = root_and_path(leaves.into_iter(), Some(0)).unwrap();
/// assert_eq!((path.len(), path[0].other), (1, leaves[1]));
/// assert_eq!(root_and_path(leaves.into_iter(), None).unwrap().0, root);
/// ```
#[must_use]
pub fn root_and_path(
    leaves: impl Iterator<Item = Digest>,
    wanted: Option<usize>,
) -> Option<(Digest, Vec<PathStep>)> {
    // Nodes that wait for their right neighbour, each with its height and whether it is on the way.
    let mut waiting: Vec<(u32, Digest, bool)> = Vec::new();
    let mut path = Vec::new();
    for (place, leaf) in leaves.enumerate() {
        let (mut height, mut hash, mut on_way) = (0, leaf, wanted == Some(place));
        while let Some((_, left, left_on_way)) = waiting.pop_if(|(other, ..)| *other == height) {
            if on_way {
                path.push(PathStep {
                    side: Side::Left,
                    other: left,
                });
            } else if left_on_way {
                path.push(PathStep {
                    side: Side::Right,
                    other: hash,
                });
            }
            (height, hash, on_way) = (height + 1, node_hash(&left, &hash), on_way || left_on_way);
        }
        waiting.push((height, hash, on_way));
    }
    match waiting[..] {
        [(_, root, _)] => Some((root, path)),
        _ => None,
    }
}

/// The way as `path.txt` writes it.
#[must_use]
pub fn path_text(path: &[PathStep]) -> String {
    let mut text = String::new();
    for step in path {
        let side = match step.side {
            Side::Left => "left",
            Side::Right => "right",
        };
        // Writing to a string can't fail.
        let _ = writeln!(text, "{side} {}", step.other.hex());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(count: u8) -> Vec<Digest> {
        (0..count).map(|n| leaf_hash(&[n])).collect()
    }

    #[test]
    fn the_hashes_are_those_of_rfc_6962() {
        // Known answers of Certificate Transparency: the empty leaf, and the tree over its first eight test leaves.
        assert_eq!(
            leaf_hash(b"").hex(),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        );
        let inputs: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let (root, _) = root_and_path(inputs.into_iter().map(leaf_hash), None).unwrap();
        assert_eq!(
            root.hex(),
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
        );
    }

    #[test]
    fn each_leaf_has_a_way_to_the_root_and_no_other_leaf_has_it() {
        for count in [1_u8, 2, 8, 64] {
            let leaves = leaves(count);
            for (place, leaf) in leaves.iter().enumerate() {
                let (root, path) = root_and_path(leaves.iter().copied(), Some(place)).unwrap();
                let walk = |from: &Digest| {
                    path.iter().fold(*from, |node, step| match step.side {
                        Side::Left => node_hash(&step.other, &node),
                        Side::Right => node_hash(&node, &step.other),
                    })
                };
                assert_eq!(walk(leaf), root, "{place} of {count}");
                assert_eq!(1_usize << path.len(), usize::from(count));
                let others = leaves.iter().filter(|other| *other != leaf);
                assert!(others.map(walk).all(|end| end != root));
            }
        }
        assert_eq!(root_and_path(leaves(3).into_iter(), None), None);
        assert_eq!(root_and_path(leaves(0).into_iter(), None), None);
    }
}
