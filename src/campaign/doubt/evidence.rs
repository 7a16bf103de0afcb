//! The evidence for a mail in doubt: what was done when, and by what the relay's log names it.

use std::collections::HashSet;

use super::history::{MailAttempt, MaskedTexts, Settlement, past};
use crate::campaign::decisions::act::wrong_state;
use crate::campaign::error::Wanted;
use crate::campaign::folder::opened::Opened;
use crate::campaign::relay::masked::Mask;
use crate::campaign::state::status::{MailStatus, Which};
use crate::campaign::{Campaign, Error};
use crate::id::Pseudonym;

/// What journal and vault know of one mail.
#[derive(Debug, Clone)]
pub struct MailEvidence {
    /// Its state.
    pub mail: MailStatus,
    /// The ENVID that it was handed over with, where the relay knows DSN (RFC 3461).
    pub envelope_id: String,
    /// The relay that its seal names: host and TLS, or `catcher`.
    pub relay: String,
    /// Its attempts, in order.
    pub attempts: Vec<MailAttempt>,
    /// What settled it, if it was settled by something else than an answer of the relay.
    pub settled: Option<Settlement>,
}

impl Campaign {
    /// Returns the evidence for these mails, in this order; changes nothing.
    ///
    /// # Errors
    /// [`Error::NotSealed`], [`Error::NoSuchId`]; [`Error::WrongState`] for a row that has no mail.
    pub fn evidence(&self, ids: &[String]) -> Result<Vec<MailEvidence>, Error> {
        let opened = self.sealed()?.ok_or(Error::NotSealed)?;
        let mut rows: Vec<(&String, Pseudonym)> = Vec::with_capacity(ids.len());
        for id in ids {
            let row = (id, opened.find(id)?);
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        let wanted: HashSet<Pseudonym> = rows.iter().map(|(_, recipient)| *recipient).collect();
        let status = self.status_of(opened.view(), self.is_busy(), Which::These(&wanted))?;
        let of_row = |(id, recipient): &(&String, Pseudonym)| {
            let mut mails = status.mails.iter();
            match mails.find(|mail| mail.id.as_str() == id.as_str()) {
                Some(mail) => opened.evidence(mail, recipient),
                None => Err(wrong_state(id, None, Wanted::Resolve)),
            }
        };
        rows.iter().map(of_row).collect()
    }
}

impl Opened {
    fn evidence(&self, mail: &MailStatus, recipient: &Pseudonym) -> Result<MailEvidence, Error> {
        let entry = self.ledger().recipient(recipient);
        let seal = entry.and_then(|entry| entry.mail()).map(|mail| mail.seal);
        let relay = match seal {
            Some(seal) => self.vault.seal(seal)?.head.relay,
            None => String::new(),
        };
        let mask = Mask::of(&mail.address, &mail.organisation, &mail.message_id);
        let texts = MaskedTexts {
            texts: &self.texts,
            mask: &mask,
        };
        let past = past(&self.journal.history_of(recipient)?, &texts)?;
        let local = mail.message_id.split('@').next();
        Ok(MailEvidence {
            mail: mail.clone(),
            envelope_id: local.unwrap_or_default().to_owned(),
            relay,
            attempts: past.attempts,
            settled: past.settled,
        })
    }
}
