//! Sealed mails on their way out: read one by one, each compared with what was sealed.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};

use super::fault::VaultFault;
use super::schema;
use super::seal_writer::own_digest;
use super::sealed::read::{MAIL_COLUMNS, read_mail};
use super::store::{ListedMail, Vault};
use crate::address::Address;
use crate::id::{Digest, Pseudonym};

/// A sealed mail with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Pseudonym of the recipient.
    pub recipient: Pseudonym,
    /// Forward-path.
    pub address: Address,
    /// `Message-ID` without the angle brackets.
    pub message_id: String,
    /// The mail digest.
    pub digest: Digest,
    /// The bytes in order, without `Date:`.
    pub pieces: Vec<Arc<[u8]>>,
}

impl Stored {
    /// The whole mail without `Date:`.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.pieces.concat()
    }
}

/// The mails of the active seals, verified when they were opened and again as each is read.
///
/// All reading happens in one transaction that begins before the seals are verified: mails come
/// from the same state of the file that was verified, whatever is written to the vault meanwhile.
pub struct Outbox {
    db: Connection,
    /// Sorted by recipient.
    wanted: Vec<Wanted>,
    /// Each seal with the format of its manifest.
    forms: Vec<(u32, u32)>,
    shared: RefCell<HashMap<Digest, Arc<[u8]>>>,
}

/// The position of a mail, and the digest of its line in the manifest, which names the digest of
/// its own bytes.
struct Wanted {
    recipient: Pseudonym,
    place: u32,
    line: HalfDigest,
}

/// The first half of a digest. Changing a mail and keeping it takes 2^128 tries, as many as making
/// two mails with one whole digest; for a hundred thousand mails the other halves are 1.6 MB.
type HalfDigest = [u8; 16];

fn half(digest: &Digest) -> HalfDigest {
    let mut half = HalfDigest::default();
    half.copy_from_slice(&digest.as_bytes()[..16]);
    half
}

impl Outbox {
    /// Verifies these seals against their digests and opens their mails. Calls `take` for every
    /// mail in the order of the list.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn open(
        path: &Path,
        seals: &[(u32, Digest)],
        mut take: impl FnMut(&ListedMail),
    ) -> Result<Outbox, VaultFault> {
        let vault = Vault {
            db: schema::connect(path)?,
        };
        vault.stand_still()?;
        let (mut wanted, mut forms) = (Vec::new(), Vec::new());
        let mut unknown_place = false;
        for (seal, digest) in seals {
            wanted.reserve(vault.count(*seal)?);
            forms.push((*seal, vault.seal(*seal)?.head.form));
            vault.verify(*seal, digest, |mail| {
                take(&mail);
                let place = u32::try_from(mail.place).unwrap_or_else(|_| {
                    unknown_place = true;
                    0
                });
                wanted.push(Wanted {
                    recipient: mail.recipient,
                    place,
                    line: half(&mail.line),
                });
            })?;
        }
        if unknown_place {
            return Err(VaultFault::Form);
        }
        // A later seal holds the mail that counts, and was written after the earlier ones.
        wanted.sort_unstable_by_key(|one| (one.recipient, Reverse(one.place)));
        wanted.dedup_by_key(|one| one.recipient);
        wanted.shrink_to_fit();
        Ok(Outbox {
            db: vault.db,
            wanted,
            forms,
            shared: RefCell::default(),
        })
    }

    /// Ends the transaction in which the seals were verified: for readers that stay for hours, who
    /// would otherwise keep the file's log from being folded in. Each mail is still compared with
    /// what was verified when it is read.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn let_go(&self) -> Result<(), VaultFault> {
        Ok(self.db.execute_batch("COMMIT")?)
    }

    /// Reads the mail of this recipient. Its line in the manifest, its bytes, and the recipient
    /// that the bytes themselves name must all be what was sealed.
    ///
    /// # Errors
    /// [`VaultFault::NotAsSealed`] if anything differs from what was sealed.
    pub fn read(&self, recipient: &Pseudonym) -> Result<Stored, VaultFault> {
        let at = self
            .wanted
            .binary_search_by_key(recipient, |one| one.recipient);
        let wanted = at
            .ok()
            .and_then(|at| self.wanted.get(at))
            .ok_or(VaultFault::Missing)?;
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT {MAIL_COLUMNS}, layout, own FROM mail WHERE rowid = ?1"
        ))?;
        let mut rows = statement.query([wanted.place])?;
        let row = rows.next()?.ok_or(VaultFault::Missing)?;
        let fault = |_| VaultFault::NotAsSealed;
        let mail = read_mail(row)?;
        let seal: u32 = row.get(6)?;
        let form = self
            .forms
            .iter()
            .find(|(known, _)| *known == seal)
            .ok_or(VaultFault::NotAsSealed)?
            .1;
        let layout = row.get_ref(9)?.as_str().map_err(fault)?;
        let own = row.get_ref(10)?.as_blob().map_err(fault)?;
        let line = Digest::of(mail.line().line(form).as_bytes());
        if half(&line) != wanted.line
            || own_digest(layout, own) != mail.own
            || mail.recipient != *recipient
        {
            return Err(VaultFault::NotAsSealed);
        }
        let pieces = self.pieces(layout, own)?;
        // Older manifests named no Message-ID: that of the bytes counts in any case.
        let said = Said::of(&pieces).ok_or(VaultFault::NotAsSealed)?;
        if said.to != mail.address.to_string() || (form > 1 && said.message_id != mail.message_id) {
            return Err(VaultFault::NotAsSealed);
        }
        let (address, digest) = (mail.address, mail.digest);
        Ok(Stored {
            recipient: *recipient,
            address,
            message_id: said.message_id,
            digest,
            pieces,
        })
    }

    fn pieces(&self, layout: &str, own: &[u8]) -> Result<Vec<Arc<[u8]>>, VaultFault> {
        let mut rest = own;
        let mut pieces = Vec::new();
        for word in layout.split(' ') {
            let (kind, value) = word.split_at_checked(1).ok_or(VaultFault::NotAsSealed)?;
            if kind == "o" {
                let octets = value.parse().map_err(|_| VaultFault::NotAsSealed)?;
                let (piece, after) = rest
                    .split_at_checked(octets)
                    .ok_or(VaultFault::NotAsSealed)?;
                pieces.push(Arc::from(piece));
                rest = after;
            } else {
                let digest = format!("sha256:{value}")
                    .parse()
                    .map_err(|_| VaultFault::NotAsSealed)?;
                pieces.push(self.shared(&digest)?);
            }
        }
        Ok(pieces)
    }

    /// Shared bytes, read and checked the first time.
    fn shared(&self, digest: &Digest) -> Result<Arc<[u8]>, VaultFault> {
        if let Some(bytes) = self.shared.borrow().get(digest) {
            return Ok(bytes.clone());
        }
        let bytes: Vec<u8> = self
            .db
            .query_row(
                "SELECT bytes FROM shared WHERE digest = ?1",
                [digest.as_bytes()],
                |row| row.get(0),
            )
            .optional()?
            .ok_or(VaultFault::Missing)?;
        if Digest::of(&bytes) != *digest {
            return Err(VaultFault::NotAsSealed);
        }
        let bytes: Arc<[u8]> = bytes.into();
        self.shared.borrow_mut().insert(*digest, bytes.clone());
        Ok(bytes)
    }
}

/// What a mail's own header says.
struct Said {
    to: String,
    message_id: String,
}

impl Said {
    /// Reads the header, which is in the mail's first piece. `None` if a field is missing or occurs
    /// twice.
    fn of(pieces: &[Arc<[u8]>]) -> Option<Said> {
        let first = pieces.first()?;
        let end = memchr::memmem::find(first, b"\r\n\r\n")?;
        let header = std::str::from_utf8(&first[..end])
            .ok()?
            .replace("\r\n ", " ")
            .replace("\r\n\t", " ");
        let field = |name: &str| {
            let values = header.split("\r\n").filter_map(|line| {
                let (found, value) = line.split_once(':')?;
                found.eq_ignore_ascii_case(name).then_some(value.trim())
            });
            let mut values = values.fuse();
            values.next().filter(|_| values.next().is_none())
        };
        let in_brackets = |value: &str| {
            let open = value.rfind('<').map_or(0, |at| at + 1);
            value[open..].trim_end_matches('>').to_owned()
        };
        Some(Said {
            to: in_brackets(field("To")?),
            message_id: in_brackets(field("Message-ID")?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::id::CampaignKey;
    use crate::list;
    use crate::notice::{Mail, Press, Sources};
    use crate::vault::{Inputs, SealHead};

    /// The mails of the shipped campaign, sealed.
    fn sealed(path: &Path) -> (Digest, Vec<Mail>) {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(dir.join("config/heraut.toml")).unwrap();
        let settings = config::read("config/heraut.toml", &text, &[]).unwrap();
        let list = list::read(dir, &settings.list);
        let (notice, sender) = (&settings.notice, &settings.sender);
        let (columns, recipients) = (&list.columns, &list.recipients);
        let sources = Sources {
            dir,
            notice,
            sender,
            columns,
            recipients,
        };
        let (press, _) = Press::load(&sources).unwrap();
        let key = CampaignKey::from_bytes([5; 32]);
        let mails: Vec<Mail> = recipients
            .iter()
            .map(|row| press.compose(row, &key).unwrap())
            .collect();
        let mut vault = Vault::open(path).unwrap();
        let mut writer = vault
            .begin_seal(1, &SealHead::of(&settings, "trial", None))
            .unwrap();
        mails.iter().for_each(|mail| writer.mail(mail).unwrap());
        let seal = writer
            .finish(jiff::Timestamp::UNIX_EPOCH, false, &Inputs::default())
            .unwrap();
        (seal.digest, mails)
    }

    #[test]
    fn what_mails_share_is_read_once_and_never_copied() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("vault.db");
        let (digest, mails) = sealed(&path);
        let outbox = Outbox::open(&path, &[(1, digest)], |_| {}).unwrap();
        let read = |at: usize| outbox.read(&mails[at].recipient).unwrap();
        let (first, second) = (read(0), read(1));
        let shared = |stored: &Stored| {
            stored
                .pieces
                .iter()
                .max_by_key(|piece| piece.len())
                .cloned()
                .unwrap()
        };
        assert!(Arc::ptr_eq(&shared(&first), &shared(&second)));
        for (stored, mail) in [(first, &mails[0]), (second, &mails[1])] {
            assert_eq!(Digest::of(&stored.bytes()), mail.digest);
        }
    }

    #[test]
    fn a_changed_byte_is_never_handed_out() {
        for change in [
            "UPDATE mail SET own = CAST(substr(own, 1, length(own) - 3) || x'410d0a' AS BLOB) WHERE ordinal = 1",
            "UPDATE shared SET bytes = CAST(substr(bytes, 1, length(bytes) - 3) || x'410d0a' AS BLOB)",
        ] {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("vault.db");
            let (digest, mails) = sealed(&path);
            Connection::open(&path)
                .unwrap()
                .execute(change, [])
                .unwrap();
            let outbox = Outbox::open(&path, &[(1, digest)], |_| {}).unwrap();
            let read = outbox.read(&mails[1].recipient);
            assert!(matches!(read, Err(VaultFault::NotAsSealed)), "{change}");
        }
    }
}
