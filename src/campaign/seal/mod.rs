//! Up to the seal: checking, making every mail, freezing them, and the bundle that people review.

pub(super) mod check;
pub(super) mod compose_all;
pub(super) mod freeze;
mod lineage;
pub(super) mod outcome;
pub(super) mod placing;
mod planned;
pub(super) mod preview;
pub(super) mod record;
pub(super) mod review;
pub(super) mod row_marks;
