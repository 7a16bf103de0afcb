//! `bounces`: reads returned mail from files, and finds which of our mails each is about.

mod bounds;
mod fault;
mod mailbox;
mod matching;
mod outcome;
mod progress;
pub(super) mod read;
pub(super) mod record;
mod settle;
mod sources;
mod tray;
mod verdict;
mod wait;
mod words;

pub use fault::TrayFault;
pub use mailbox::MailboxReading;
pub use outcome::{
    ReadReturn, RecipientMatch, Recording, ReturnMatch, ReturnTotals, Returns, TrayPlace,
    which_mail,
};
pub use settle::{SettleAsk, SettledReturn};
pub use tray::TrayItem;
pub(crate) use tray::in_tray;
pub use wait::ReturnsWait;
pub use words::{cause_phrase, named_cause, next_step_phrase, return_kind_phrase};
