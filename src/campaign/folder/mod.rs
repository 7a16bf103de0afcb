//! The campaign's folder: its settings, its kind of run, and who and what can reach it.

pub(super) mod beside;
pub(super) mod campaign;
pub(super) mod init;
pub(super) mod kind;
mod kind_of_run;
pub(super) mod list_identity;
mod memory;
mod network_share;
mod open_files;
pub(super) mod opened;
mod signers;
mod user;
