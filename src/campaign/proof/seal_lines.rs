//! What a leaf says of the seal that holds a mail: the seal itself, the envelope, and who approved.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use crate::address::Address;
use crate::campaign::Error;
use crate::id::{CampaignKey, Digest, Pseudonym, TextId};
use crate::journal::Event;
use crate::journal::event::{Sealed, WordGiven};
use crate::journal::ledger::state::WordEntry;
use crate::proof::LeafLine;
use crate::vault::{EncryptedTexts, MailRow, Vault, VaultFault, return_path};

/// A seal as the leaves of its mails need it.
struct KnownSeal {
    /// The mails of this part that no leaf has yet: read in one go, since the vault finds a single one behind the bytes of
    /// all.
    mails: HashMap<Pseudonym, MailRow>,
    line: LeafLine,
    envelope_from: Address,
    verp: bool,
}

/// The seals and approvals so far, in the order of the journal.
pub(super) struct SealLines<'o> {
    pub(super) key: &'o CampaignKey,
    pub(super) vault: &'o Vault,
    pub(super) texts: &'o EncryptedTexts,
    /// Whether leaves are made for organisations whose pseudonym begins with this octet.
    is_in_part: &'o dyn Fn(u8) -> bool,
    sealed: BTreeMap<u32, (Timestamp, Digest)>,
    /// `None`: the vault no longer has it.
    known: BTreeMap<u32, Option<KnownSeal>>,
    words: Vec<WordEntry>,
    /// The lines of the approvals of one digest, as they are until something about them changes.
    approved: Option<(Digest, Vec<LeafLine>)>,
}

impl<'o> SealLines<'o> {
    pub(super) fn new(
        key: &'o CampaignKey,
        vault: &'o Vault,
        texts: &'o EncryptedTexts,
        is_in_part: &'o dyn Fn(u8) -> bool,
    ) -> Self {
        SealLines {
            key,
            vault,
            texts,
            is_in_part,
            sealed: BTreeMap::new(),
            known: BTreeMap::new(),
            words: Vec::new(),
            approved: None,
        }
    }

    /// Takes in a record about the campaign as a whole.
    pub(super) fn hear(&mut self, at: Timestamp, event: &Event) {
        match event {
            Event::Sealed(sealed) => self.seal(at, sealed),
            Event::WordGiven(word) => self.words.push(WordEntry::new(at, word.clone())),
            Event::WordWithdrawn {
                digest, role, by, ..
            } => self.words.retain(|entry| {
                let word = &entry.word;
                word.digest != *digest || word.role != *role || word.by != *by
            }),
            Event::Adopted(adopted) if adopted.records_lost => self.words.clear(),
            _ => return,
        }
        self.approved = None;
    }

    fn seal(&mut self, at: Timestamp, sealed: &Sealed) {
        WordEntry::void_all(&mut self.words, sealed);
        self.words.retain(|entry| !entry.void);
        self.sealed.insert(sealed.seal, (at, sealed.digest));
    }

    /// The lines behind the record that queues a mail.
    pub(super) fn of_mail(
        &mut self,
        seal: u32,
        recipient: &Pseudonym,
    ) -> Result<Vec<LeafLine>, Error> {
        if !self.known.contains_key(&seal) {
            let known = self.read(seal)?;
            self.known.insert(seal, known);
        }
        let Some(Some(known)) = self.known.get_mut(&seal) else {
            return Ok(Vec::new());
        };
        let mail = match known.mails.remove(recipient) {
            Some(mail) => mail,
            None => match self.vault.mail(seal, recipient) {
                Ok(mail) => mail,
                Err(VaultFault::Missing) => return Ok(vec![known.line.clone()]),
                Err(fault) => return Err(fault.into()),
            },
        };
        let row = self.vault.row(seal, recipient)?;
        let from = match known.verp {
            true => return_path(self.key, &known.envelope_from, &mail.message_id),
            false => Some(known.envelope_from.clone()),
        };
        let envelope = LeafLine::Envelope {
            from: from.map(|from| from.to_string()).unwrap_or_default(),
            to: mail.address.to_string(),
            organisation: row.map(|row| row.organisation).unwrap_or_default(),
            message_id: mail.message_id,
        };
        Ok(vec![known.line.clone(), envelope])
    }

    fn read(&self, number: u32) -> Result<Option<KnownSeal>, Error> {
        let Some((at, digest)) = self.sealed.get(&number).copied() else {
            return Ok(None);
        };
        let head = match self.vault.seal(number) {
            Ok(stored) if stored.digest == digest => stored.head,
            // A seal that the journal doesn't know was written over it, or it was put aside.
            Ok(_) | Err(VaultFault::Missing) => return Ok(None),
            Err(fault) => return Err(fault.into()),
        };
        let line = LeafLine::Seal {
            number,
            at,
            digest,
            campaign: head.campaign,
            kind: head.kind,
            relay: head.relay,
        };
        let mut mails = HashMap::new();
        self.vault.mails(number, |mail| {
            if (self.is_in_part)(mail.recipient.as_bytes()[0]) {
                mails.insert(mail.recipient, mail);
            }
        })?;
        Ok(Some(KnownSeal {
            mails,
            line,
            envelope_from: head.envelope_from,
            verp: head.verp,
        }))
    }

    /// The lines of the approvals of this seal that are in force.
    pub(super) fn approvals(&mut self, seal: u32) -> Result<&[LeafLine], Error> {
        let digest = self.sealed.get(&seal).map(|(_, digest)| *digest);
        let Some(digest) = digest else {
            return Ok(&[]);
        };
        if self.approved.as_ref().is_none_or(|(of, _)| *of != digest) {
            let words = self
                .words
                .iter()
                .filter(|entry| entry.word.digest == digest);
            let lines = words.map(|entry| self.approval(entry.at, &entry.word));
            let lines = lines.collect::<Result<Vec<_>, Error>>()?;
            self.approved = Some((digest, lines));
        }
        Ok(self.approved.as_ref().map_or(&[], |(_, lines)| lines))
    }

    fn approval(&self, at: Timestamp, word: &WordGiven) -> Result<LeafLine, Error> {
        let read = |id: &Option<TextId>| match id {
            Some(id) => self.texts.read(id),
            None => Ok(None),
        };
        Ok(LeafLine::Approved {
            at,
            role: word.role.clone(),
            by: read(&Some(word.by))?.unwrap_or_default(),
            recorded_by: read(&word.recorded_by)?,
            signature: read(&word.signature)?.map(|text| Digest::of(text.as_bytes())),
        })
    }
}
