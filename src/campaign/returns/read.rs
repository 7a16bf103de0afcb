//! Reads returned mail for one campaign. Nothing is recorded.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::matching::{KnownMail, KnownMails};
use super::outcome::{ReadReturn, RecipientMatch, Returns};
use super::sources::{self, MailPlace};
use super::tray;
use crate::bounce::{self, RawMail};
use crate::campaign::folder::opened::View;
use crate::campaign::{Campaign, Error};
use crate::id::Digest;
use crate::vault::return_path;

impl Campaign {
    /// Reads every mail at these paths and says what each is and whom it is about; changes nothing.
    /// Before anything is sealed no mail is one of ours.
    ///
    /// # Errors
    /// [`Error::NoMail`] for a folder without mails, [`Error::File`] for what can't be read.
    pub fn read_returns(&self, paths: &[PathBuf]) -> Result<Returns, Error> {
        match self.sealed()? {
            Some(opened) => {
                let mut returns = read_all(&known_mails(&opened.view())?, paths)?;
                tray::mark(opened.ledger(), &opened.key, &mut returns.mails);
                Ok(returns)
            }
            None => read_all(&KnownMails::default(), paths),
        }
    }
}

/// Reads every mail at these paths.
pub(super) fn read_all(known: &KnownMails, paths: &[PathBuf]) -> Result<Returns, Error> {
    let mut returns = Returns::default();
    for path in paths {
        sources::each_mail(path, &mut |place, mail| {
            returns.add(read(known, &place, &mail));
        })?;
    }
    Ok(returns)
}

/// Every mail that this kind of run has sealed.
pub(super) fn known_mails(view: &View<'_>) -> Result<KnownMails, Error> {
    let (key, vault) = (view.key, view.vault);
    let mut known = KnownMails::default();
    let mut ids = HashMap::new();
    vault.each_row(|_, row| drop(ids.insert(row.recipient, row.list_id)))?;
    for seal in view.ledger.seals() {
        let number = seal.sealed.seal;
        let head = vault.seal(number)?.head;
        let base = head.verp.then_some(&head.envelope_from);
        vault.mails(number, |row| {
            if let Some(id) = ids.get(&row.recipient) {
                let own = base.and_then(|base| return_path(key, base, &row.message_id));
                let mail = KnownMail {
                    id: id.clone(),
                    recipient: row.recipient,
                    digest: row.digest,
                };
                known.add(mail, &row.message_id, &row.address, own.as_ref());
            }
        })?;
    }
    Ok(known)
}

pub(super) fn read(known: &KnownMails, place: &MailPlace<'_>, mail: &RawMail) -> ReadReturn {
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
        recorded: None,
        date: returned.date,
        digest: digest_of(&mail.octets),
        sender: returned.sender,
        subject: returned.subject,
        tray: None,
    }
}

/// The digest of a mail, the same whether its lines end as in a file or as on the wire, and with or
/// without the empty line that ends it in an mbox file.
fn digest_of(octets: &[u8]) -> Digest {
    let lines = octets.trim_ascii_end().split(|octet| *octet == b'\n');
    let bare = lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let mut text = Vec::with_capacity(octets.len());
    for line in bare {
        text.extend_from_slice(line);
        text.push(b'\n');
    }
    Digest::of(&text)
}

fn shown(file: &Path) -> String {
    file.display().to_string()
}
