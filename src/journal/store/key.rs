//! Whether a key is the one that a journal's pseudonyms were made with.

use super::fault::StoreFault;
use super::file::Store;
use crate::id::Pseudonym;
use crate::journal::{Journal, Places};

/// What a journal says about a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyMatch {
    /// It holds the key's check value, or was made without any key.
    Right,
    /// It holds another key's check value.
    Wrong,
    /// It is from before there were check values: a key that gives this row's pseudonym is the
    /// right one.
    By(Pseudonym),
}

impl Journal {
    /// Compares the check value of a key with the journal's; `None` if there is no journal yet.
    /// Makes no file.
    ///
    /// # Errors
    /// [`StoreFault`].
    pub fn holds_key(places: &Places, check: &[u8]) -> Result<Option<KeyMatch>, StoreFault> {
        if !places.journal.exists() {
            return Ok(None);
        }
        let store = Store::open_to_read(&places.journal)?;
        Ok(Some(match (store.key_check()?, store.any_recipient()?) {
            (Some(kept), _) if kept == check => KeyMatch::Right,
            (Some(_), _) => KeyMatch::Wrong,
            (None, Some(recipient)) => KeyMatch::By(recipient),
            (None, None) => KeyMatch::Right,
        }))
    }
}
