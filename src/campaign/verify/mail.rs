//! Whether a mail is one that this campaign sealed, and unchanged.

use std::fs::File;
use std::path::Path;

use jiff::Timestamp;
use mail_parser::{Encoding, MessageParser, MessagePart, MimeHeaders, PartType};

use super::compare::{MailComparison, compare};
use super::header::{on_the_wire, split, value};
use crate::bounded::read_up_to;
use crate::campaign::no_mail::{MOST_OF_MAIL, NoMail};
use crate::campaign::{Campaign, Error, Kind};
use crate::id::{CampaignKey, Digest, Pseudonym};
use crate::vault::{Outbox, Vault, VaultFault};

/// How deep a mail may lie inside others that were forwarded.
const DEEPEST: usize = 5;
/// Most mails that are looked at in one file.
const MOST: usize = 50;

/// A mail of this campaign, and how the file at hand compares with it. It says nothing of any other
/// mail.
#[derive(Debug, Clone)]
pub struct OurMail {
    /// The kind of run that sealed it.
    pub kind: Kind,
    /// The digest of the mail as it was sealed.
    pub digest: Digest,
    /// When it was sealed.
    pub sealed_at: Timestamp,
    /// The campaign digest of that seal.
    pub seal: Digest,
    /// How it compares.
    pub compared: MailComparison,
    /// Whether the file has other line ends than a mail on its way: a mail program saved it.
    pub other_line_ends: bool,
    /// Whether it lies inside another mail, which was forwarded.
    pub forwarded: bool,
}

impl OurMail {
    /// Whether nothing differs that people read.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.compared.differences.is_empty()
    }
}

impl Campaign {
    /// [`Campaign::verify_mail`] of a file.
    ///
    /// # Errors
    /// [`Error::NoMail`] above [`MOST_OF_MAIL`]; [`Error::File`]; those of [`Campaign::verify_mail`].
    pub fn verify_file(&self, path: &Path) -> Result<Option<OurMail>, Error> {
        let name = path.display().to_string();
        let read = File::open(path).and_then(|file| {
            let length = file.metadata().map_or(0, |about| about.len());
            read_up_to(file, MOST_OF_MAIL as u64, length)
        });
        match read.map_err(Error::file(name.clone()))? {
            Some(bytes) => self.verify_mail(&bytes),
            None => Err(NoMail::TooLarge { path: name }.into()),
        }
    }

    /// Finds out whether a mail is one of ours: by its `Message-ID` in any seal, else by the
    /// return path that only this campaign's key makes. `None`: it is not, whatever else it is.
    ///
    /// # Errors
    /// Errors of key, journal and vault.
    pub fn verify_mail(&self, bytes: &[u8]) -> Result<Option<OurMail>, Error> {
        let Some(key) = self.key_if_any()? else {
            return Ok(None);
        };
        let (wire, other_line_ends) = on_the_wire(bytes);
        let mails = with_inner_mails(wire);
        for kind in [Kind::Live, Kind::Rehearsal, Kind::Trial] {
            if let Some(found) = self.sealed_as(kind, &key, &mails)? {
                return Ok(Some(OurMail {
                    other_line_ends,
                    ..found
                }));
            }
        }
        Ok(None)
    }

    /// The first of these mails that this kind of run sealed.
    fn sealed_as(
        &self,
        kind: Kind,
        key: &CampaignKey,
        mails: &[Vec<u8>],
    ) -> Result<Option<OurMail>, Error> {
        let path = self.vault_file_of(kind);
        if !path.exists() {
            return Ok(None);
        }
        let Some(ledger) = self.journal_of(kind, key)? else {
            return Ok(None);
        };
        let vault = Vault::open(&path)?;
        let mut best: Option<OurMail> = None;
        for (depth, mail) in mails.iter().enumerate() {
            for (seal, recipient) in candidates(&vault, key, mail)? {
                let mut entries = ledger.seals().iter().rev();
                let Some(entry) = entries.find(|entry| entry.sealed.seal == seal) else {
                    continue;
                };
                let sealed = entry.sealed.digest;
                let stored = Outbox::open(&path, &[(seal, sealed)], |_| {})?.read(&recipient)?;
                let found = OurMail {
                    kind,
                    digest: stored.digest,
                    sealed_at: entry.at,
                    seal: sealed,
                    compared: compare(mail, &stored.bytes()),
                    other_line_ends: false,
                    forwarded: depth > 0,
                };
                if found.is_unchanged() {
                    return Ok(Some(found));
                }
                best.get_or_insert(found);
            }
        }
        Ok(best)
    }
}

/// The mails of the vault that this may be, the newest seal first.
fn candidates(
    vault: &Vault,
    key: &CampaignKey,
    mail: &[u8],
) -> Result<Vec<(u32, Pseudonym)>, VaultFault> {
    let (fields, _) = split(mail);
    let mut found = Vec::new();
    if let Some(id) = value(&fields, "message-id") {
        found = vault.mails_called(&id)?;
    }
    if let Some(returned) = value(&fields, "return-path").filter(|_| found.is_empty()) {
        for base in vault.bases_of_return_paths()? {
            found.extend(vault.whose_return_path(key, &base, &returned)?);
        }
    }
    Ok(found)
}

/// The mail, then the mails that lie inside it as whole messages, from the outside in.
fn with_inner_mails(mail: Vec<u8>) -> Vec<Vec<u8>> {
    let mut found = vec![(mail, 0)];
    let mut at = 0;
    while let Some((outer, depth)) = found.get(at) {
        let depth = depth + 1;
        let inner = if depth <= DEEPEST {
            inner(outer)
        } else {
            vec![]
        };
        let room = MOST.saturating_sub(found.len());
        found.extend(inner.into_iter().take(room).map(|mail| (mail, depth)));
        at += 1;
    }
    found.into_iter().map(|(mail, _)| mail).collect()
}

/// The mails that lie in this one: as messages, or as files whose name ends in `.eml`.
fn inner(outer: &[u8]) -> Vec<Vec<u8>> {
    let Some(parsed) = MessageParser::default().parse(outer) else {
        return vec![];
    };
    let inner = |part: &MessagePart<'_>| {
        let bytes = match &part.body {
            PartType::Message(_) if part.encoding == Encoding::None => {
                let from = usize::try_from(part.offset_body).ok()?;
                outer.get(from..usize::try_from(part.offset_end).ok()?)?
            }
            PartType::Message(message) => message.raw_message(),
            _ => {
                let name = part.attachment_name()?.to_lowercase();
                part.contents().get(..).filter(|_| name.ends_with(".eml"))?
            }
        };
        Some(on_the_wire(bytes).0)
    };
    parsed.parts.iter().filter_map(inner).collect()
}
