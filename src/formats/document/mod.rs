//! Documents as they are attached: the text in them, and what could not be read.

mod archive;
pub(crate) mod file_type;
pub(crate) mod image;
mod limits;
pub(crate) mod office;
pub mod pdf;
pub(crate) mod text;
mod unread;
mod xmp;

pub use unread::{Reason, Unread};
