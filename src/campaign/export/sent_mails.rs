//! Every mail that was handed over, to the octet as it went: its `Date:` line and the sealed bytes.

use std::collections::{BTreeMap, HashMap};
use std::io::Write as _;

use jiff::Timestamp;

use super::bag::Bag;
use crate::campaign::folder::opened::Opened;
use crate::campaign::{Campaign, Error};
use crate::dispatch::date_line;
use crate::id::Pseudonym;
use crate::journal::ledger::state::MailEntry;
use crate::review::FileNames;
use crate::vault::{Outbox, VaultFault};

/// The files of the mails that were handed over.
#[derive(Default)]
pub(super) struct SentMails(HashMap<Pseudonym, Vec<SentMail>>);

/// One of them.
pub(super) struct SentMail {
    /// Its path below `data`.
    pub(super) file: String,
    /// Number of the seal that holds it.
    pub(super) seal: u32,
    /// Its `Date`.
    pub(super) date: Timestamp,
}

impl SentMails {
    /// Those of one organisation, oldest first.
    pub(super) fn of(&self, recipient: &Pseudonym) -> &[SentMail] {
        self.0.get(recipient).map_or(&[], Vec::as_slice)
    }

    /// How many.
    pub(super) fn count(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }
}

/// Writes them. Each is compared with its seal as it is read.
pub(super) fn write(
    campaign: &Campaign,
    opened: &Opened,
    bag: &mut Bag,
    named: &str,
) -> Result<SentMails, Error> {
    let ledger = opened.ledger();
    let mut names = FileNames::default();
    let rows = opened.vault.all_rows()?;
    let names: HashMap<Pseudonym, String> = rows
        .iter()
        .map(|row| (row.recipient, names.take(row.list_id.as_str())))
        .collect();
    let mut wanted: BTreeMap<u32, Vec<(Pseudonym, Timestamp)>> = BTreeMap::new();
    for row in &rows {
        let Some(entry) = ledger.recipient(&row.recipient) else {
            continue;
        };
        let of_row = entry.earlier().chain(entry.mail());
        let handed_over = |mail: MailEntry<'_>| Some((mail.seal, mail.date()?));
        for (seal, date) in of_row.filter_map(handed_over) {
            let mails = wanted.entry(seal).or_default();
            mails.push((row.recipient, date));
        }
    }
    let mut sent = SentMails::default();
    for (seal, mails) in wanted {
        let mut seals = ledger.seals().iter();
        let entry = seals.find(|entry| entry.sealed.seal == seal);
        let digest = entry.ok_or(VaultFault::Missing)?.sealed.digest;
        let outbox = Outbox::open(&campaign.vault_file(), &[(seal, digest)], |_| {})?;
        for (recipient, date) in mails {
            let stored = outbox.read(&recipient)?;
            let name = names.get(&recipient).ok_or(VaultFault::Missing)?;
            let file = format!("mails/{seal}/{name}.eml");
            let mut writing = bag.begin_file(&file).map_err(Error::file(named))?;
            let dated = writing.write_all(date_line(date).as_bytes());
            let written = dated.and_then(|()| {
                let mut pieces = stored.pieces.iter();
                pieces.try_for_each(|piece| writing.write_all(piece))
            });
            written
                .and_then(|()| bag.end_file(writing))
                .map_err(Error::file(named))?;
            let mails = sent.0.entry(recipient).or_default();
            mails.push(SentMail { file, seal, date });
        }
    }
    Ok(sent)
}
