//! The root over the leaves of all organisations.

use serde::{Deserialize, Serialize};

use crate::id::Digest;

/// See [`Event::Rooted`](super::Event::Rooted).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rooted {
    /// The root (`docs/proof.md`).
    pub root: Digest,
    /// The height of its tree.
    pub depth: u8,
    /// Random digits: nothing under this root is like anything under another.
    pub nonce: String,
    /// How many records its leaves were made from: the first so many.
    pub covers: u64,
}
