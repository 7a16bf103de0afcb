//! Documents as they are attached: the text in them, and what could not be read.

pub mod pdf;
mod unread;

pub use unread::{Reason, Unread};

/// The most bytes that one document may unpack to. No attachment that may be sent needs more; a file made to fill
/// the memory does.
pub const MAX_UNPACKED: usize = 64 * 1024 * 1024;
