//! The tray: returned mail that only a person can settle. What it says is kept in the vault until
//! then, under the keyed digest of its octets; the journal has a number and that digest.

use std::collections::HashSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::bounds::{MOST_RECIPIENTS, cut};
use super::outcome::{ReadReturn, RecipientMatch, Recording, ReturnMatch, TrayPlace};
use super::words::named_cause;
use crate::bounce::{ReturnClass, ReturnKind, ReturnedRecipient};
use crate::campaign::{Campaign, Error};
use crate::id::{CampaignKey, Digest, ListId, TextId};
use crate::journal::event::{MatchedBy, TrayKept};
use crate::journal::ledger::state::TrayEntry;
use crate::journal::{Event, Happened, Ledger};
use crate::reply::Enhanced;
use crate::vault::EncryptedTexts;

/// Most returned mails that wait for a person at a time: whoever can write to the mailbox could
/// fill the disk otherwise.
pub(super) const MOST_OPEN: usize = 10_000;

/// What is kept of one returned mail, as JSON among the vault's texts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct KeptReturn {
    /// The digest of its octets.
    digest: Digest,
    file: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<usize>,
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sender: Option<String>,
    #[serde(default)]
    subject: String,
    recipients: Vec<KeptRecipient>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct KeptRecipient {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    original: Option<String>,
    class: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<Enhanced>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stated: Option<Enhanced>,
    cause: String,
    #[serde(default)]
    words: String,
    /// The organisation that it is about, as far as it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<MatchedBy>,
}

/// A returned mail that waits for a person.
#[derive(Debug, Clone)]
pub struct TrayItem {
    /// Its number.
    pub number: u32,
    /// When it was read.
    pub at: Timestamp,
    /// What it says; `None` if the vault no longer has it.
    pub mail: Option<ReadReturn>,
}

impl KeptReturn {
    pub(super) fn of(mail: &ReadReturn) -> Self {
        let recipients = mail.recipients.iter().take(MOST_RECIPIENTS + 1);
        KeptReturn {
            digest: mail.digest,
            file: cut(&mail.file),
            number: mail.number,
            kind: mail.kind.name().to_owned(),
            date: mail.date,
            sender: mail.sender.as_deref().map(cut),
            subject: cut(&mail.subject),
            recipients: recipients.map(KeptRecipient::of).collect(),
        }
    }

    /// As it is kept.
    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The mail as it was read; `None` if another version of this program wrote it otherwise.
    pub(super) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The mail as it was read.
    pub(super) fn into_mail(self, number: u32) -> ReadReturn {
        let mut kinds = ReturnKind::ALL.into_iter();
        let kind = kinds.find(|kind| kind.name() == self.kind);
        ReadReturn {
            file: self.file,
            number: self.number,
            cut: false,
            kind: kind.unwrap_or(ReturnKind::Other),
            recipients: self.recipients.into_iter().map(Into::into).collect(),
            recorded: Some(Recording::Unsure),
            date: self.date,
            digest: self.digest,
            sender: self.sender,
            subject: self.subject,
            tray: Some(TrayPlace::Waits(number)),
        }
    }
}

impl KeptRecipient {
    fn of(one: &RecipientMatch) -> Self {
        let said = &one.said;
        let matched = one.matched.as_ref();
        KeptRecipient {
            address: said.address.as_deref().map(cut),
            original: said.original.as_deref().map(cut),
            class: said.class.name().to_owned(),
            status: said.status,
            stated: said.stated,
            cause: said.cause.name().to_owned(),
            words: cut(&said.words),
            about: matched.map(|found| found.id.to_string()),
            by: matched.map(|found| found.by),
        }
    }
}

impl From<KeptRecipient> for RecipientMatch {
    fn from(kept: KeptRecipient) -> Self {
        let class = [
            ReturnClass::Permanent,
            ReturnClass::Temporary,
            ReturnClass::Success,
        ];
        let class = class.into_iter().find(|class| class.name() == kept.class);
        let id = kept.about.and_then(|id| ListId::new(&id).ok());
        RecipientMatch {
            said: ReturnedRecipient {
                address: kept.address,
                original: kept.original,
                class: class.unwrap_or(ReturnClass::Unknown),
                status: kept.status,
                stated: kept.stated,
                cause: named_cause(Some(&kept.cause)),
                words: kept.words,
            },
            matched: id
                .zip(kept.by)
                .map(|(id, by)| ReturnMatch { id, by, mail: None }),
        }
    }
}

/// The keyed digest of a returned mail's octets.
pub(super) fn report_id(key: &CampaignKey, digest: &Digest) -> TextId {
    key.text_id(&digest.hex())
}

/// Under what the vault has what that mail says: what is known of it beside that has its own id.
pub(super) fn text_of(key: &CampaignKey, report: &TextId) -> TextId {
    key.text_id(&format!("in the tray: {report}"))
}

/// Says of each mail where it stands in the tray.
pub(super) fn mark(ledger: &Ledger, key: &CampaignKey, mails: &mut [ReadReturn]) {
    for mail in mails {
        let entry = ledger.tray_entry_of(&report_id(key, &mail.digest));
        mail.tray = entry.map(|entry| match entry.is_open() {
            true => TrayPlace::Waits(entry.kept.number),
            false => TrayPlace::Settled(entry.kept.number),
        });
    }
}

/// The events that keep what a person has to settle, of mails that are weighed; how many don't fit
/// any more.
pub(super) fn to_keep(
    ledger: &Ledger,
    key: &CampaignKey,
    mails: &[ReadReturn],
    now: Timestamp,
) -> (Vec<Happened>, usize) {
    let (mut events, mut left_out) = (Vec::new(), 0);
    let mut number = ledger.next_in_tray();
    let mut room = MOST_OPEN.saturating_sub(ledger.open_in_tray());
    let mut seen = HashSet::new();
    for mail in mails.iter().filter(|mail| mail.is_in_the_tray()) {
        let report = report_id(key, &mail.digest);
        if ledger.tray_entry_of(&report).is_some() || !seen.insert(report) {
            continue;
        }
        if room == 0 {
            left_out += 1;
            continue;
        }
        events.push((now, Event::TrayKept(TrayKept { number, report })));
        number = number.saturating_add(1);
        room -= 1;
    }
    (events, left_out)
}

impl Campaign {
    /// The returned mails that wait for a person, oldest first.
    ///
    /// # Errors
    /// [`Error::NotSealed`]; errors of journal, vault and key.
    pub fn tray(&self) -> Result<Vec<TrayItem>, Error> {
        let opened = self.sealed()?.ok_or(Error::NotSealed)?;
        in_tray(opened.ledger(), &opened.key, &opened.texts, usize::MAX)
    }

    /// How many returned mails wait for a person.
    ///
    /// # Errors
    /// [`Error::NotSealed`]; errors of journal, vault and key.
    pub fn waiting_in_tray(&self) -> Result<usize, Error> {
        let opened = self.sealed()?.ok_or(Error::NotSealed)?;
        Ok(opened.ledger().open_in_tray())
    }
}

/// The returned mails that wait for a person, oldest first, and at most so many.
pub(crate) fn in_tray(
    ledger: &Ledger,
    key: &CampaignKey,
    texts: &EncryptedTexts,
    most: usize,
) -> Result<Vec<TrayItem>, Error> {
    let entries = ledger.tray().iter().filter(|entry| entry.is_open());
    let entries = entries.take(most);
    entries.map(|entry| item(key, texts, entry)).collect()
}

fn item(key: &CampaignKey, texts: &EncryptedTexts, entry: &TrayEntry) -> Result<TrayItem, Error> {
    let text = texts.read(&text_of(key, &entry.kept.report))?;
    let kept = text.as_deref().and_then(KeptReturn::read);
    Ok(TrayItem {
        number: entry.kept.number,
        at: entry.at,
        mail: kept.map(|kept| kept.into_mail(entry.kept.number)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::returns::bounds::MOST_SIGNS;

    fn unmatched(number: usize) -> ReadReturn {
        ReadReturn {
            file: String::new(),
            number: Some(number),
            cut: false,
            kind: ReturnKind::Other,
            recipients: Vec::new(),
            recorded: None,
            date: None,
            digest: Digest::of(&number.to_be_bytes()),
            sender: None,
            subject: "é".repeat(2 * MOST_SIGNS),
            tray: None,
        }
    }

    #[test]
    fn the_tray_has_an_end_and_each_mail_is_in_it_once() {
        let key = CampaignKey::from_bytes([7; 32]);
        let mut mails: Vec<ReadReturn> = (0..=MOST_OPEN).map(unmatched).collect();
        mails.push(unmatched(3));
        let mut ledger = Ledger::default();
        let (events, left_out) = to_keep(&ledger, &key, &mails, Timestamp::UNIX_EPOCH);
        assert_eq!((events.len(), left_out), (MOST_OPEN, 1));
        for (at, event) in &events {
            ledger.apply(*at, event).unwrap();
        }
        assert_eq!(ledger.open_in_tray(), MOST_OPEN);
        let (again, left_out) = to_keep(&ledger, &key, &mails, Timestamp::UNIX_EPOCH);
        assert_eq!((again.len(), left_out), (0, 1));
        let text = KeptReturn::of(&mails[0]).text();
        assert!(text.len() < 3 * MOST_SIGNS, "{}", text.len());
        let kept = KeptReturn::read(&text).unwrap().into_mail(1);
        assert_eq!((kept.kind, kept.digest), (mails[0].kind, mails[0].digest));
    }
}
