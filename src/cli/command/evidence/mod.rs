//! What was sent, shown to whoever doubts it.

pub(in crate::cli) mod proof;
pub(in crate::cli) mod verify;
