//! `[rectification]`: which earlier campaign this one corrects, and the settings of such a campaign made from those of
//! the earlier one.

mod derive;

use std::path::PathBuf;

use super::section::SettingsSection;
use super::values::{any_path, text};

pub use derive::{RectificationDraft, for_rectification};

/// `[rectification]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RectificationSettings {
    /// The folder of the earlier campaign.
    pub of: PathBuf,
    /// The name of the earlier campaign.
    pub campaign: String,
}

/// Reads `[rectification]`; `None`: this campaign corrects no other.
pub(super) fn rectification(root: &mut SettingsSection<'_>) -> Option<RectificationSettings> {
    let mut section = root.section("rectification");
    let is_there = section.is_there();
    let of = section.take("of", any_path);
    let campaign = section.take("campaign", text);
    if is_there {
        section.expect("of");
        section.expect("campaign");
    }
    section.done();
    Some(RectificationSettings {
        of: of?,
        campaign: campaign?,
    })
}
