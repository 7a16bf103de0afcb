//! The ledger: the state that follows from the events. Pure.

mod approvals;
pub(super) mod braked;
mod decisions;
mod entry;
mod invitations;
mod loss;
mod mail_records;
mod quiet;
mod recent_offers;
mod remarks;
pub mod state;
mod totals;
mod tray;
