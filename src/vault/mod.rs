//! The vault: the campaign's personal side on disk.
//!
//! Holds sealed mails by digest, the rows of the list, and the texts of remarks, reasons and
//! replies. Verifies them when they are read: what was sealed is what comes out. Never touches the
//! network; the provable side is the journal.

mod cells;
mod encrypted_texts;
mod fault;
mod index;
mod key;
mod lookup;
mod note;
mod outbox;
mod put_aside;
mod schema;
mod seal_writer;
mod sealed;
mod store;
mod verp;

use std::path::{Path, PathBuf};

pub use encrypted_texts::EncryptedTexts;
pub use fault::VaultFault;
pub use index::Index;
pub use key::{KeyFault, load as load_key, load_beside, load_or_make};
pub use lookup::envelope_id;
pub use note::{
    KeyProof, journal_at_seal, keep_journal_at_seal, keep_key_check, knows_by_key, prove_key,
};
pub use outbox::{Outbox, Stored};
pub use put_aside::PutAside;
pub use seal_writer::{NewSeal, SealWriter};
pub use sealed::head::SealHead;
pub use sealed::manifest;
pub use sealed::rows::{Inputs, MailRow, SealRow, SealedRow};
pub use store::{ListedMail, Vault};
pub use verp::return_path;

/// The vault's file name in its folder.
#[must_use]
pub fn file_in(folder: &Path) -> PathBuf {
    folder.join("vault.db")
}
