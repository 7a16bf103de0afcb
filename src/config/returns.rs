//! `[returns]`: what comes back of the mails, where, and for how long it is waited for.

mod mailbox;

use std::time::Duration;

use super::section::SettingsSection;
use super::values::{DAY, SECOND, span};
pub use mailbox::MailboxSettings;

/// `[returns]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnsSettings {
    /// How long after the last hand-over returned mail is waited for.
    pub until: Duration,
    /// The mailbox that mails return to; `None`: `bounces` reads files only.
    pub mailbox: Option<MailboxSettings>,
}

/// Reads `[returns]`.
pub(super) fn returns(root: &mut SettingsSection<'_>) -> ReturnsSettings {
    let mut section = root.section("returns");
    let until = section.take("until", span(SECOND, 365 * DAY));
    let mailbox = mailbox::mailbox(&mut section);
    section.done();
    ReturnsSettings {
        until: until.unwrap_or(14 * DAY),
        mailbox,
    }
}
