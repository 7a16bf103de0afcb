//! `verify`: whether a mail is one of ours and unchanged, and whether the journal is whole.

mod compare;
mod header;
pub(super) mod mail;
pub(super) mod records;
mod words;

pub use compare::{MailComparison, MailDifference};
