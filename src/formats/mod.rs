//! Reads formats that others define, and knows nothing of mail, lists or campaigns.
//!
//! Pure: bytes in, values out. Everything here is bounded in time and memory, and says what it could not read.

pub mod document;
pub mod html;
pub mod ssh;
pub mod text;
