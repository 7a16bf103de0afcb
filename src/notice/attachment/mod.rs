//! The files that go with a mail: the same for all, one per recipient, images within the HTML, generated letters.

pub(super) mod file;
pub(super) mod inline_image;
mod inspect;
#[cfg(feature = "letters")]
pub(super) mod letter;
pub(super) mod per_recipient;
pub(super) mod set;
#[cfg(feature = "letters")]
mod typst_world;
