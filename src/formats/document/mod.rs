//! Documents as they are attached: the text in them, and what could not be read.

pub(crate) mod file_type;
pub(crate) mod image;
pub(crate) mod office;
pub mod pdf;
pub(crate) mod text;
mod unread;
mod xmp;

pub use unread::{Reason, Unread};

/// The most bytes that one stream of a document may unpack to. No attachment that may be sent needs more; a file made
/// to fill the memory does.
pub const MAX_UNPACKED: usize = 64 * 1024 * 1024;
