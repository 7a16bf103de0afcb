//! The message itself: header fields, transfer encodings, MIME composition, and what makes it safe for SMTP.

pub(super) mod compose;
pub mod header;
pub(super) mod mail;
pub(super) mod sender;
pub mod smtp_safe;
pub mod transfer_encoding;
