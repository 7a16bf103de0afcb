//! The state of the campaign, for people and programs.

pub(super) mod doctor;
pub(super) mod overview;
mod page_origin;
pub(super) mod reading_room;
pub(super) mod report;
pub(super) mod state_name;
pub(super) mod status;
pub(super) mod untold;
