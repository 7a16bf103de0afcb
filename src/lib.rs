//! `heraut` sends one official notice to every organisation on a confidential list: once, provably,
//! on named people's word, and without the list leaking.
//!
//! The rooms and who may use whom are on the map, `docs/architecture.md`; `tests/it/tidy.rs` holds it.

pub mod address;
mod bounded;
pub mod campaign;
pub mod clock;
pub mod config;
pub mod delivery;
pub mod finding;
pub mod id;
mod new_place;
pub mod phrase;
pub mod reply;
pub mod spelling;
mod sqlite;
mod suggest;

pub mod bounce;
pub mod checks;
pub mod dispatch;
pub mod formats;
pub mod journal;
pub mod list;
pub mod mailbox;
pub mod notice;
pub mod proof;
pub mod relay;
pub mod relay_log;
pub mod report;
pub mod review;
pub mod signoff;
pub mod vault;

pub mod web;

pub mod cli;
