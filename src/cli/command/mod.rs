//! The commands: each reads its arguments, calls the campaign, and shows the outcome.

pub(super) mod bounces;
pub(super) mod check;
pub(super) mod decisions;
pub(super) mod doctor;
pub(super) mod evidence;
pub(super) mod invite;
pub(super) mod overview;
pub(super) mod preview;
pub(super) mod rectify;
pub(super) mod relay;
pub(super) mod report;
pub(super) mod resolve;
pub(super) mod seal;
pub(super) mod send;
pub(super) mod serve;
pub(super) mod setup;
pub(super) mod status;
pub(super) mod takeover;
