//! The notice: merges templates with a row and composes the one mail of one recipient.
//!
//! Owns strict merge, the text and HTML parts, attachments and MIME composition. Never touches the
//! network or the journal. The same inputs and key give the same bytes.

pub mod acceptance;
mod attachment;
mod files;
pub mod message;
mod press;
mod readable;
mod sources;
pub mod template;
#[cfg(test)]
pub(crate) mod tests;

pub use files::{files, folders};
pub use message::mail::{Audience, Enclosure, Mail, MailContent, Piece, Shared};
pub use press::{MarkedMail, Press};
pub use readable::{Draft, Readable};
pub use sources::Sources;
