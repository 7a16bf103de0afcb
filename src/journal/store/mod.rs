//! The journal on disk: its file, hash chain, heads, lock, and how records get there.

pub mod chain;
pub(super) mod fault;
pub mod file;
mod form;
pub(super) mod group_commit;
pub mod head;
pub(super) mod key;
pub mod lock;
pub mod proof;
pub(super) mod records;
pub mod sift;
pub(super) mod takeover;
pub(super) mod writer;
