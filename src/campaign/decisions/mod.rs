//! What people decide: approvals, remarks, withheld organisations, doubts, where the campaign continues.

pub(super) mod act;
pub mod approvals;
pub mod invitation_check;
pub(super) mod invitation_fault;
pub(super) mod invitations;
mod other_kinds;
pub(super) mod remarks;
pub(super) mod takeover;
pub(super) mod withheld;
