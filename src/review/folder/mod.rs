//! The bundle's folder: where it may be, how it is written, and the names in it.

pub(super) mod earlier;
pub(super) mod file_names;
pub(super) mod place;
pub(super) mod write;
