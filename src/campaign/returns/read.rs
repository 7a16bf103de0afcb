//! Reads returned mail for one campaign. Nothing is recorded.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::matching::{KnownMail, KnownMails};
use super::outcome::{ReadReturn, RecipientMatch, Returns};
use super::sources::{self, MailPlace};
use super::tray;
use crate::bounce::{self, MAX_OCTETS, RawMail};
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
    .bounded()
}

/// Most octets of a mail, without those that only end lines on the wire, that its digest is taken of. Of a mail that is
/// longer than [`MAX_OCTETS`] so many are read in either form.
const MOST_IN_DIGEST: usize = MAX_OCTETS / 2;

/// The digest of a mail, the same whether its lines end as in a file or as on the wire, and with or
/// without the empty line that ends it in an mbox file.
fn digest_of(octets: &[u8]) -> Digest {
    let mut text = Vec::with_capacity(octets.len().min(MOST_IN_DIGEST) + 1);
    for line in octets.split_inclusive(|octet| *octet == b'\n') {
        match line.strip_suffix(b"\r\n") {
            Some(bare) => {
                text.extend_from_slice(bare);
                text.push(b'\n');
            }
            None => text.extend_from_slice(line),
        }
        if text.len() >= MOST_IN_DIGEST {
            break;
        }
    }
    text.truncate(MOST_IN_DIGEST);
    text.truncate(text.trim_ascii_end().len());
    text.push(b'\n');
    Digest::of(&text)
}

fn shown(file: &Path) -> String {
    file.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As it is read: of a mail that is too long only the beginning.
    fn read_as(text: &str, end: &str) -> Digest {
        let octets = text.replace('\n', end).into_bytes();
        digest_of(&octets[..octets.len().min(MAX_OCTETS)])
    }

    #[test]
    fn a_mail_of_any_length_has_one_digest_however_its_lines_end() {
        let head = "From: MAILER-DAEMON@relay.example\nSubject: Returned\n\n";
        // Whole in both forms, whole in one and cut in the other, cut in both.
        for lines in [0, 1, 5_000, 29_000, 29_900, 60_000, 1_200_000] {
            for line in ["x".repeat(33), String::new(), "a\rb".to_owned()] {
                let text = format!("{head}{}end\n\n", format!("{line}\n").repeat(lines));
                let digest = read_as(&text, "\n");
                assert_eq!(digest, read_as(&text, "\r\n"), "{lines} of {line:?}");
                let bare = text.trim_ascii_end();
                assert_eq!(digest, read_as(bare, "\n"), "{lines} of {line:?}");
            }
        }
        let short = |text: &str| read_as(text, "\n");
        assert_eq!(short("a\n\n"), Digest::of(b"a\n"));
        assert_ne!(short("a\nb\n"), short("ab\n"));
    }
}
