//! A worker: one connection, from the next mail to the verdict on the relay's answer.

pub(super) mod connection;
mod next_mail;
mod relay_report;
pub(super) mod session;
pub(super) mod verdict;
