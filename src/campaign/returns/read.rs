//! Reads returned mail for one campaign. Nothing is recorded.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::matching::KnownMails;
use super::outcome::{ReadReturn, RecipientMatch, Returns};
use super::sources::{self, MailPlace};
use crate::bounce::{self, RawMail};
use crate::campaign::{Campaign, Error};
use crate::vault::{Vault, return_path};

impl Campaign {
    /// Reads every mail at these paths and says what each is and whom it is about; changes nothing.
    /// Before anything is sealed no mail is one of ours.
    ///
    /// # Errors
    /// [`Error::NoMailHere`] for a folder without mails, [`Error::File`] for what can't be read.
    pub fn read_returns(&self, paths: &[PathBuf]) -> Result<Returns, Error> {
        let known = self.known_mails()?;
        let mut returns = Returns::default();
        for path in paths {
            sources::each_mail(path, &mut |place, mail| {
                returns.add(read(&known, &place, &mail));
            })?;
        }
        Ok(returns)
    }

    /// Every mail that this kind of run has sealed.
    fn known_mails(&self) -> Result<KnownMails, Error> {
        let mut known = KnownMails::default();
        let Some(key) = self.key_if_any()? else {
            return Ok(known);
        };
        let Some(journal) = self.journal_if_any(&key)? else {
            return Ok(known);
        };
        let vault = Vault::open(&self.vault_file())?;
        let mut ids = HashMap::new();
        vault.each_row(|_, row| drop(ids.insert(row.recipient, row.list_id)))?;
        for seal in journal.ledger().seals() {
            let number = seal.sealed.seal;
            let head = vault.seal(number)?.head;
            let base = head.verp.then_some(&head.envelope_from);
            vault.mails(number, |mail| {
                if let Some(id) = ids.get(&mail.recipient) {
                    let own = base.and_then(|base| return_path(&key, base, &mail.message_id));
                    known.add(id, &mail.message_id, &mail.address, own.as_ref());
                }
            })?;
        }
        Ok(known)
    }
}

fn read(known: &KnownMails, place: &MailPlace<'_>, mail: &RawMail) -> ReadReturn {
    let returned = bounce::read(&mail.octets);
    let references = &returned.references;
    let recipients = returned.recipients.iter().map(|said| RecipientMatch {
        matched: known.find(references, said),
        said: said.clone(),
    });
    ReadReturn {
        file: shown(place.file),
        number: place.number,
        cut: mail.cut,
        kind: returned.kind,
        recipients: recipients.collect(),
    }
}

fn shown(file: &Path) -> String {
    file.display().to_string()
}
