//! What the vault holds of a seal: its head, its rows and mails, its manifest, and the checksum
//! beside each record.

pub(super) mod head;
pub mod manifest;
pub(super) mod read;
pub(super) mod rows;
pub(super) mod sums;
