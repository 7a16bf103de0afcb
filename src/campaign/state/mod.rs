//! Where the campaign stands, for people and programs.

pub(super) mod doctor;
pub(super) mod overview;
pub(super) mod state_name;
pub(super) mod status;
