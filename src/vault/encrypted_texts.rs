//! Personal texts, encrypted: names of people, remarks, reasons, the relay's replies.
//!
//! The journal refers to a text by its [`TextId`]. The key file opens them; when it is destroyed,
//! they are gone in every copy of the vault.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::fault::VaultFault;
use super::schema;
use crate::id::{CampaignKey, TextId};

/// Texts that were stored or read last: a relay says the same about nearly every mail.
const REMEMBERED: usize = 64;

/// At most this many texts wait until they are written together.
const WAITING: usize = 1_024;

/// The texts of one vault.
pub struct EncryptedTexts {
    db: Connection,
    key: CampaignKey,
    cipher: ChaCha20Poly1305,
    lately: RefCell<HashMap<TextId, String>>,
    /// Encrypted already, and not in the file yet.
    waiting: RefCell<Vec<(TextId, Vec<u8>)>>,
}

impl EncryptedTexts {
    /// Opens the texts of the vault at `path`.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn open(path: &Path, key: &CampaignKey) -> Result<EncryptedTexts, VaultFault> {
        let db = schema::connect(path)?;
        // A text may be lost in a power cut: the journal holds what counts, and it waits for its
        // sync.
        db.pragma_update(None, "synchronous", "NORMAL")?;
        let secret = key.derive("vault texts", &[]);
        Ok(EncryptedTexts {
            db,
            key: key.clone(),
            cipher: ChaCha20Poly1305::new(&secret.into()),
            lately: RefCell::default(),
            waiting: RefCell::default(),
        })
    }

    /// Stores a text and returns its id in the journal.
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

    /// Stores a text as [`keep`](Self::keep) does; it is on disk when this returns.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn keep_durably(&self, text: &str) -> Result<TextId, VaultFault> {
        let id = self.key.text_id(text);
        let closed = self.closed(id, text)?;
        self.db.pragma_update(None, "synchronous", "FULL")?;
        let written = self.write(id, &closed);
        self.db.pragma_update(None, "synchronous", "NORMAL")?;
        written.map(|()| id)
    }

    /// Stores texts under ids of their own, all of them or none; they are on disk when this returns.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn keep_all_durably(&self, texts: &[(TextId, String)]) -> Result<(), VaultFault> {
        let closed = texts
            .iter()
            .map(|(id, text)| Ok((*id, self.closed(*id, text)?)));
        let closed = closed.collect::<Result<Vec<_>, VaultFault>>()?;
        self.db.pragma_update(None, "synchronous", "FULL")?;
        let written = self.write_all(&closed);
        self.db.pragma_update(None, "synchronous", "NORMAL")?;
        written
    }

    /// Stores a text that nobody waits for: [`flush`](Texts::flush) writes it with the next ones,
    /// and the caller must call that now and then. One transaction per text costs more than
    /// everything else that a mail does here.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn keep_soon(&self, text: &str) -> Result<TextId, VaultFault> {
        let id = self.key.text_id(text);
        if !self.lately.borrow().contains_key(&id) {
            let closed = self.closed(id, text)?;
            self.waiting.borrow_mut().push((id, closed));
            self.remember(id, text);
        }
        if self.waiting.borrow().len() >= WAITING {
            self.flush().map(|()| id)
        } else {
            Ok(id)
        }
    }

    /// Writes the waiting texts.
    ///
    /// # Errors
    /// [`VaultFault`]; the waiting texts are tried again with the next, unless there are too many.
    pub fn flush(&self) -> Result<(), VaultFault> {
        let waiting = self.waiting.take();
        let written = self.write_all(&waiting);
        if written.is_err() && waiting.len() < WAITING {
            self.waiting.replace(waiting);
        } else if written.is_err() {
            // The next time the same text is stored, it is written again.
            self.lately.borrow_mut().clear();
        }
        written
    }

    fn write_all(&self, closed: &[(TextId, Vec<u8>)]) -> Result<(), VaultFault> {
        if closed.is_empty() {
            return Ok(());
        }
        let work = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)?;
        for (id, closed) in closed {
            self.write(*id, closed)?;
        }
        Ok(work.commit()?)
    }

    /// Stores a person's name under the id by which sign-off knows the person.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn keep_as(&self, id: TextId, text: &str) -> Result<(), VaultFault> {
        self.write(id, &self.closed(id, text)?)
    }

    /// The text as it is in the file: a nonce, followed by the ciphertext.
    fn closed(&self, id: TextId, text: &str) -> Result<Vec<u8>, VaultFault> {
        let nonce = self.nonce(text);
        let sealed = self
            .cipher
            .encrypt(
                &nonce,
                Payload {
                    msg: text.as_bytes(),
                    aad: id.as_bytes(),
                },
            )
            .map_err(|_| VaultFault::Text)?;
        let mut closed = nonce.to_vec();
        closed.extend(sealed);
        Ok(closed)
    }

    fn write(&self, id: TextId, closed: &[u8]) -> Result<(), VaultFault> {
        self.db
            .prepare_cached("INSERT OR IGNORE INTO text (id, sealed) VALUES (?1, ?2)")?
            .execute(params![id.as_bytes(), closed])?;
        Ok(())
    }

    /// The text, if it is still there.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn read(&self, id: &TextId) -> Result<Option<String>, VaultFault> {
        if let Some(text) = self.lately.borrow().get(id) {
            return Ok(Some(text.clone()));
        }
        self.flush()?;
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
            .decrypt(
                &Nonce::from(nonce),
                Payload {
                    msg: sealed,
                    aad: id.as_bytes(),
                },
            )
            .map_err(|_| VaultFault::Text)?;
        let text = String::from_utf8(open).map_err(|_| VaultFault::Text)?;
        self.remember(*id, &text);
        Ok(Some(text))
    }

    /// Whether some text in the vault opens with this key; `None`: there is no text.
    pub(super) fn first_opens(&self) -> Result<Option<bool>, VaultFault> {
        let some: Option<(Vec<u8>, Vec<u8>)> = self
            .db
            .query_row("SELECT id, sealed FROM text LIMIT 1", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        let Some((id, kept)) = some else {
            return Ok(None);
        };
        let (nonce, sealed) = kept.split_at_checked(12).ok_or(VaultFault::Text)?;
        let nonce: [u8; 12] = nonce.try_into().map_err(|_| VaultFault::Text)?;
        Ok(Some(
            self.cipher
                .decrypt(
                    &Nonce::from(nonce),
                    Payload {
                        msg: sealed,
                        aad: &id,
                    },
                )
                .is_ok(),
        ))
    }

    fn remember(&self, id: TextId, text: &str) {
        let mut lately = self.lately.borrow_mut();
        if lately.len() == REMEMBERED {
            lately.clear();
        }
        lately.insert(id, text.to_owned());
    }

    /// A nonce that belongs to the text: the same text gives the same bytes, another text another
    /// nonce.
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
        let texts = EncryptedTexts::open(&path, &CampaignKey::from_bytes([3; 32])).unwrap();
        let id = texts.keep("C. van Voorbeeld zei ja").unwrap();
        assert_eq!(texts.keep("C. van Voorbeeld zei ja").unwrap(), id);
        assert_eq!(
            texts.read(&id).unwrap().as_deref(),
            Some("C. van Voorbeeld zei ja")
        );
        drop(texts);
        let other = EncryptedTexts::open(&path, &CampaignKey::from_bytes([4; 32])).unwrap();
        assert!(
            matches!(other.read(&id), Err(VaultFault::Text)),
            "another key opens nothing"
        );
        drop(other);
        for file in std::fs::read_dir(dir.path()).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            assert!(!bytes.windows(9).any(|w| w == b"Voorbeeld"));
        }
    }

    #[test]
    fn what_is_kept_soon_is_there_for_others_once_it_is_flushed_or_there_is_much_of_it() {
        let dir = tempfile::tempdir().unwrap();
        let (path, key) = (
            dir.path().join("vault.db"),
            CampaignKey::from_bytes([3; 32]),
        );
        let (texts, other) = (
            EncryptedTexts::open(&path, &key).unwrap(),
            EncryptedTexts::open(&path, &key).unwrap(),
        );
        let there = |id: &TextId| other.read(id).unwrap();
        let first = texts.keep_soon("250 queued as 4XyZ1").unwrap();
        assert_eq!(there(&first), None);
        texts.flush().unwrap();
        assert_eq!(there(&first).as_deref(), Some("250 queued as 4XyZ1"));
        let ids: Vec<TextId> = (0..WAITING)
            .map(|number| texts.keep_soon(&format!("queued as {number}")).unwrap())
            .collect();
        assert!(ids.iter().all(|id| there(id).is_some()));
        // Whoever keeps them reads them at once.
        let last = texts.keep_soon("queued as the last").unwrap();
        for number in 0..=REMEMBERED {
            texts.keep(&format!("another {number}")).unwrap();
        }
        assert_eq!(
            texts.read(&last).unwrap().as_deref(),
            Some("queued as the last")
        );
    }
}
