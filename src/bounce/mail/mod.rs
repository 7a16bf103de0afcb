//! A returned mail taken apart: its header, what people read, and the parts for programs.
//!
//! `mail-parser` finds and decodes the parts. It knows nothing of the content of
//! `message/delivery-status`, and a report whose parts lie elsewhere than RFC 6522 says is none to
//! it; that is why every part outside the returned original is looked at by its type alone.

mod address;
mod fields;
mod parts;

pub(super) use address::{addresses_in, is_daemon, mailbox, same};
pub(super) use fields::{HeaderFields, groups};
pub(super) use parts::ParsedReturn;
