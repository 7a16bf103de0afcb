//! `bounces`: reads returned mail from files, and finds which of our mails each is about.

mod matching;
mod outcome;
pub(super) mod read;
mod sources;

pub use outcome::{ReadReturn, RecipientMatch, ReturnTotals, Returns};
