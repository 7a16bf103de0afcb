//! The rows compared with each other, and with what an earlier seal gave them.

mod alignment;
pub(super) mod duplicates;
pub(super) mod fit;
pub(super) mod given_before;
pub(super) mod misplaced;
