//! The leak check: no mail and no attachment names another recipient of the list.

mod identities;
mod leak_check;
mod matcher;

pub use leak_check::LeakCheck;
