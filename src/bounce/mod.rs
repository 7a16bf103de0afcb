//! Reads one returned mail and says what it is: which kind, whose mail it is about, what became of
//! it, whose fault that is, and what the mail tells that can be matched with a mail of ours.
//!
//! Pure: octets in, values out. Nothing here knows a campaign. The rules and the tables are
//! described in `docs/returns.md`; the tables are the code in `reason/` and `text/`.

mod action;
mod cause;
mod delivery_status;
mod disposition;
mod kind;
mod mail;
mod mbox;
mod reason;
mod references;
mod returned;
mod text;

pub use cause::{Fault, ReturnCause};
pub use kind::read;
pub use mbox::{MAX_OCTETS, Mbox, RawMail};
pub use reason::{CODES, CodeRow, WORDS, WordRow, cause_of_reply};
pub use references::References;
pub use returned::{ReturnClass, ReturnKind, Returned, ReturnedRecipient};
pub use text::{FORMS, FormRow, Sense};

#[cfg(test)]
mod tests;
