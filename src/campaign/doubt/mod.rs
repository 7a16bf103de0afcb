//! `resolve`: what is known of a mail in doubt, and what settled it.

pub(super) mod evidence;
pub(super) mod from_log;
pub(super) mod history;
pub(super) mod unusable_log;

pub use evidence::MailEvidence;
pub use from_log::{LogAnswer, LogAnswers};
pub use history::{AttemptEnd, MailAttempt, Settlement};
pub use unusable_log::UnusableLog;
