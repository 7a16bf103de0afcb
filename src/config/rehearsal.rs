//! `[rehearsal]`: whom a rehearsal may reach.

use super::section::SettingsSection;
use super::values;
use crate::address::Address;

/// `[rehearsal]`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RehearsalSettings {
    /// The only addresses that a rehearsal may reach: reviewers' own.
    pub guests: Vec<Address>,
}

/// `[rehearsal]`
pub(super) fn rehearsal(root: &mut SettingsSection<'_>) -> RehearsalSettings {
    let mut section = root.section("rehearsal");
    let guests = section.each("guests", values::address);
    section.done();
    RehearsalSettings {
        guests: guests.unwrap_or_default(),
    }
}
