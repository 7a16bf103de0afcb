//! `bounces`: reads returned mail from files, and finds which of our mails each is about.

mod matching;
mod outcome;
pub(super) mod read;
pub(super) mod record;
mod sources;
mod wait;
mod words;

pub use outcome::{ReadReturn, RecipientMatch, Recording, ReturnMatch, ReturnTotals, Returns};
pub use wait::ReturnsWait;
pub use words::{cause_phrase, named_cause, next_step_phrase};
