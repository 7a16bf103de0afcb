//! `bounces`: reads returned mail from files, and finds which of our mails each is about.

mod mailbox;
mod matching;
mod outcome;
mod progress;
pub(super) mod read;
pub(super) mod record;
mod sources;
mod wait;
mod words;

pub use mailbox::{MailboxRead, MailboxReading};
pub use outcome::{ReadReturn, RecipientMatch, Recording, ReturnMatch, ReturnTotals, Returns};
pub use wait::ReturnsWait;
pub use words::{cause_phrase, named_cause, next_step_phrase};
