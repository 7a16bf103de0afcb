//! `status`: the sum, and a row a mail.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use super::act::state_of;
use super::{Campaign, Error, Kind};
use crate::delivery::State;
use crate::id::{Digest, ListId};
use crate::journal::event::Step;
use crate::journal::ledger::{MailEntry, RunEntry, Sum};
use crate::journal::{Journal, Ledger};
use crate::reply::{ReplyCode, with_queue_id};
use crate::vault::{MailRow, Row, Texts, Vault};

/// Where a campaign stands.
#[derive(Debug, Clone)]
pub struct Status {
    /// The kind of run.
    pub kind: Kind,
    /// The newest campaign digest.
    pub digest: Digest,
    /// When it was sealed.
    pub sealed_at: Timestamp,
    /// Whether a sender is at work.
    pub sender_lives: bool,
    /// The sum over all rows of all seals.
    pub sum: Sum,
    /// How many rows each ground left out.
    pub excluded: BTreeMap<String, usize>,
    /// A row a mail, in the order of the list.
    pub mails: Vec<MailStatus>,
    /// The last run.
    pub run: Option<RunEntry>,
}

/// Where one mail stands.
#[derive(Debug, Clone)]
pub struct MailStatus {
    /// As the list knows it.
    pub id: ListId,
    /// The organisation's name: for screens that show names.
    pub organisation: String,
    /// The address: for screens that show addresses.
    pub address: crate::address::Address,
    /// Its state.
    pub state: State,
    /// How often the relay was asked.
    pub attempts: u32,
    /// `Message-ID` without the angle brackets.
    pub message_id: String,
    /// The relay's own name for it.
    pub queue_id: Option<String>,
    /// The relay's last words, addresses in them masked.
    pub reply: Option<String>,
    /// The last answer's step and code.
    pub answer: Option<(Step, Option<ReplyCode>)>,
    /// When it came to its state.
    pub at: Timestamp,
    /// When it was handed over last.
    pub offered_at: Option<Timestamp>,
    /// The mails before it that were tried and replaced: state, attempts and `Message-ID`.
    pub earlier: Vec<Earlier>,
}

/// A mail that was tried and replaced by a corrected one.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// Where it ended.
    pub state: State,
    /// How often the relay was asked.
    pub attempts: u32,
    /// `Message-ID` without the angle brackets, where the vault still has it.
    pub message_id: Option<String>,
    /// When it came to its state.
    pub at: Timestamp,
}

impl Campaign {
    /// Where the campaign stands.
    ///
    /// # Errors
    /// [`Error::NotSealed`] when there is nothing to tell.
    pub fn status(&self) -> Result<Status, Error> {
        let key = self.key_if_any()?.ok_or(Error::NotSealed)?;
        let journal = self.journal_if_any(&key)?.ok_or(Error::NotSealed)?;
        let (vault, texts) = (self.vault()?, self.texts(&key)?);
        self.status_of(&journal, &vault, &texts, self.is_busy())
    }

    pub(super) fn status_of(
        &self,
        journal: &Journal,
        vault: &Vault,
        texts: &Texts,
        sender_lives: bool,
    ) -> Result<Status, Error> {
        let ledger = journal.ledger();
        let newest = ledger.newest_seal().ok_or(Error::NotSealed)?;
        let rows = vault.all_rows()?;
        let mut excluded = BTreeMap::new();
        let mut seals: HashMap<u32, HashMap<_, MailRow>> = HashMap::new();
        let mut mails = Vec::new();
        for row in &rows {
            let Some(entry) = ledger.recipient(&row.recipient) else { continue };
            let state = state_of(ledger, &row.recipient, sender_lives);
            let (Some(mail), Some(state)) = (entry.mail(), state) else {
                *excluded.entry(row.ground.clone().unwrap_or_default()).or_insert(0) += 1;
                continue;
            };
            if let std::collections::hash_map::Entry::Vacant(place) = seals.entry(mail.seal) {
                let mut stored = HashMap::new();
                vault.mails(mail.seal, |mail| {
                    stored.insert(mail.recipient, mail);
                })?;
                place.insert(stored);
            }
            let Some(stored) = seals.get(&mail.seal).and_then(|seal| seal.get(&row.recipient)) else {
                return Err(crate::vault::VaultFault::Missing.into());
            };
            let earlier = entry.earlier().iter().map(|mail| earlier(vault, row, mail)).collect();
            mails.push(mail_status(row, mail, state, stored, earlier, texts)?);
        }
        Ok(Status {
            kind: self.kind(),
            digest: newest.sealed.digest,
            sealed_at: newest.at,
            sender_lives,
            sum: sum_as_seen(ledger, sender_lives),
            excluded,
            mails,
            run: ledger.run().cloned(),
        })
    }
}

/// `offered` counts only while a sender lives; what a dead one left open is in doubt.
pub(super) fn sum_as_seen(ledger: &Ledger, sender_lives: bool) -> Sum {
    let mut sum = ledger.sum();
    if !sender_lives {
        sum.in_doubt += std::mem::take(&mut sum.offered);
    }
    sum
}

fn earlier(vault: &Vault, row: &Row, mail: &MailEntry) -> Earlier {
    let message_id = vault.mail(mail.seal, &row.recipient).ok().map(|stored| stored.message_id);
    Earlier { state: mail.state.clone(), attempts: mail.attempts, message_id, at: mail.at }
}

fn mail_status(
    row: &Row,
    mail: &MailEntry,
    state: State,
    stored: &MailRow,
    earlier: Vec<Earlier>,
    texts: &Texts,
) -> Result<MailStatus, Error> {
    let words = match &mail.answer {
        Some((_, _, Some(words))) => texts.read(words)?,
        Some((_, Some(code), None)) => Some(code.to_string()),
        Some((_, None, None)) | None => None,
    };
    let words = match &mail.queue_id {
        Some(id) => words.map(|wording| with_queue_id(&wording, id)),
        None => words,
    };
    Ok(MailStatus {
        id: row.list_id.clone(),
        organisation: row.organisation.clone(),
        address: stored.address.clone(),
        state,
        attempts: mail.attempts,
        message_id: stored.message_id.clone(),
        queue_id: mail.queue_id.as_ref().map(ToString::to_string),
        reply: words.map(|words| mask(&words, &stored.message_id)),
        answer: mail.answer.map(|(step, code, _)| (step, code)),
        at: mail.at,
        offered_at: mail.offered_at,
        earlier,
    })
}

/// Relays like to repeat the recipient's address: nothing with an `@` is shown but our own `Message-ID`.
fn mask(words: &str, message_id: &str) -> String {
    let shown = |word: &str| {
        if word.contains('@') && !word.contains(message_id) { "…@…".to_owned() } else { word.to_owned() }
    };
    words.split(' ').map(shown).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_shows_no_address() {
        let words = "550 5.1.1 <info@brug.example>: unknown, see <abc@voorbeeldzaken.example>";
        let masked = mask(words, "abc@voorbeeldzaken.example");
        assert_eq!(masked, "550 5.1.1 …@… unknown, see <abc@voorbeeldzaken.example>");
    }
}
