//! The leak check: no mail and no attachment names another recipient of the list.

mod identities;
mod kept_hits;
mod leak_check;
mod matcher;

pub use leak_check::LeakCheck;
