//! Personal texts, encrypted: names of people, remarks, reasons, the relay's words.
//!
//! The journal knows a text by its [`TextId`]. The key file is what opens them; when it is destroyed,
//! they are gone wherever copies of the vault may lie.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};
use rusqlite::{Connection, OptionalExtension, params};

use super::schema;
use super::store::VaultFault;
use crate::id::{CampaignKey, TextId};

/// Texts that were kept or read last: a relay says the same of nearly every mail.
const REMEMBERED: usize = 64;

/// The texts of one vault.
pub struct Texts {
    db: Connection,
    key: CampaignKey,
    cipher: ChaCha20Poly1305,
    lately: RefCell<HashMap<TextId, String>>,
}

impl Texts {
    /// Opens the texts of the vault at `path`.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn open(path: &Path, key: &CampaignKey) -> Result<Texts, VaultFault> {
        let db = schema::connect(path)?;
        // A text lost to a power cut is a pity; the journal holds what counts, and it waits for its sync.
        db.pragma_update(None, "synchronous", "NORMAL")?;
        let secret = key.derive("vault texts", &[]);
        Ok(Texts {
            db,
            key: key.clone(),
            cipher: ChaCha20Poly1305::new(&secret.into()),
            lately: RefCell::default(),
        })
    }

    /// Keeps a text and says how the journal knows it.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn keep(&self, text: &str) -> Result<TextId, VaultFault> {
        let id = self.key.text_id(text);
        if !self.lately.borrow().contains_key(&id) {
            self.keep_as(id, text)?;
            self.remember(id, text);
        }
        Ok(id)
    }

    /// Keeps a person's name under the id that sign-off knows the person by.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn keep_as(&self, id: TextId, text: &str) -> Result<(), VaultFault> {
        let sealed = self
            .cipher
            .encrypt(&self.nonce(text), Payload { msg: text.as_bytes(), aad: id.as_bytes() })
            .map_err(|_| VaultFault::Text)?;
        let mut kept = self.nonce(text).to_vec();
        kept.extend(sealed);
        self.db
            .prepare_cached("INSERT OR IGNORE INTO text (id, sealed) VALUES (?1, ?2)")?
            .execute(params![id.as_bytes(), kept])?;
        Ok(())
    }

    /// The text, where it is still there.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn read(&self, id: &TextId) -> Result<Option<String>, VaultFault> {
        if let Some(text) = self.lately.borrow().get(id) {
            return Ok(Some(text.clone()));
        }
        let kept: Option<Vec<u8>> = self
            .db
            .prepare_cached("SELECT sealed FROM text WHERE id = ?1")?
            .query_row([id.as_bytes()], |row| row.get(0))
            .optional()?;
        let Some(kept) = kept else { return Ok(None) };
        let (nonce, sealed) = kept.split_at_checked(12).ok_or(VaultFault::Text)?;
        let nonce: [u8; 12] = nonce.try_into().map_err(|_| VaultFault::Text)?;
        let open = self
            .cipher
            .decrypt(&Nonce::from(nonce), Payload { msg: sealed, aad: id.as_bytes() })
            .map_err(|_| VaultFault::Text)?;
        let text = String::from_utf8(open).map_err(|_| VaultFault::Text)?;
        self.remember(*id, &text);
        Ok(Some(text))
    }

    /// Whether some text that lies here opens with this key; `None`: there is none.
    pub(super) fn first_opens(&self) -> Result<Option<bool>, VaultFault> {
        let some: Option<(Vec<u8>, Vec<u8>)> = self
            .db
            .query_row("SELECT id, sealed FROM text LIMIT 1", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((id, kept)) = some else { return Ok(None) };
        let (nonce, sealed) = kept.split_at_checked(12).ok_or(VaultFault::Text)?;
        let nonce: [u8; 12] = nonce.try_into().map_err(|_| VaultFault::Text)?;
        Ok(Some(self.cipher.decrypt(&Nonce::from(nonce), Payload { msg: sealed, aad: &id }).is_ok()))
    }

    fn remember(&self, id: TextId, text: &str) {
        let mut lately = self.lately.borrow_mut();
        if lately.len() == REMEMBERED {
            lately.clear();
        }
        lately.insert(id, text.to_owned());
    }

    /// A nonce that belongs to the text: the same text gives the same bytes, another one another nonce.
    fn nonce(&self, text: &str) -> Nonce {
        let token = self.key.derive("vault text nonce", &[text.as_bytes()]);
        let mut nonce = [0; 12];
        nonce.copy_from_slice(&token[..12]);
        Nonce::from(nonce)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_and_lie_closed() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("vault.db");
        let texts = Texts::open(&path, &CampaignKey::from_bytes([3; 32])).unwrap();
        let id = texts.keep("C. van Voorbeeld zei ja").unwrap();
        assert_eq!(texts.keep("C. van Voorbeeld zei ja").unwrap(), id);
        assert_eq!(texts.read(&id).unwrap().as_deref(), Some("C. van Voorbeeld zei ja"));
        drop(texts);
        let other = Texts::open(&path, &CampaignKey::from_bytes([4; 32])).unwrap();
        assert!(matches!(other.read(&id), Err(VaultFault::Text)), "another key opens nothing");
        drop(other);
        for file in std::fs::read_dir(dir.path()).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            assert!(!bytes.windows(9).any(|w| w == b"Voorbeeld"));
        }
    }
}
