//! The mails in force before the newest seal, to compare with.

use std::collections::HashMap;

use crate::address::Address;
use crate::id::{Digest, Pseudonym};
use crate::review::ReviewFault;
use crate::vault::{MailRow, SealHead, SealedRow, Vault};

/// How the mail of a row compares with its previous mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MailChange {
    /// There was no previous mail.
    New,
    /// It goes to another address.
    Address,
    /// It says something else.
    Text,
}

impl MailChange {
    /// The word shown at the mail itself.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            MailChange::New => "review-is-new",
            MailChange::Address => "review-is-elsewhere",
            MailChange::Text => "review-is-other",
        }
    }
}

/// The mails in force before, each as the newest seal had it.
pub(crate) struct PreviousSeal {
    pub(crate) head: SealHead,
    pub(crate) mails: HashMap<Pseudonym, Old>,
}

pub(crate) struct Old {
    pub(crate) digest: Digest,
    pub(crate) address: Address,
    pub(crate) row: Option<SealedRow>,
}

impl PreviousSeal {
    /// Reads the earlier seals and compares them with the digests of the journal; `None` for the
    /// first seal.
    pub(crate) fn load(
        input: &crate::review::Input,
        vault: &Vault,
    ) -> Result<Option<PreviousSeal>, ReviewFault> {
        PreviousSeal::before(input.seal, input, vault)
    }

    /// The same of the mails that were in force before the seal of this number.
    pub(crate) fn before(
        next: u32,
        input: &crate::review::Input,
        vault: &Vault,
    ) -> Result<Option<PreviousSeal>, ReviewFault> {
        let seals = input.ledger.seals();
        let seals: Vec<_> = seals
            .iter()
            .filter(|entry| entry.sealed.seal < next)
            .collect();
        let whole = seals
            .iter()
            .rposition(|entry| !entry.sealed.supplement)
            .unwrap_or(0);
        let mut before = None;
        let mut mails = HashMap::new();
        for entry in &seals[whole..] {
            let seal = entry.sealed.seal;
            vault.verify(seal, &entry.sealed.digest, |_| {})?;
            let mut rows: HashMap<Pseudonym, SealedRow> = vault
                .rows(seal)?
                .into_iter()
                .map(|row| (row.recipient, row))
                .collect();
            vault.mails(seal, |mail| {
                let row = rows.remove(&mail.recipient);
                mails.insert(
                    mail.recipient,
                    Old {
                        digest: mail.digest,
                        address: mail.address,
                        row,
                    },
                );
            })?;
            before = Some(vault.seal(seal)?.head);
        }
        Ok(before.map(|head| PreviousSeal { head, mails }))
    }

    /// How this mail compares with the previous one; `None`: it is the same.
    pub(crate) fn of(&self, mail: &MailRow) -> Option<MailChange> {
        match self.mails.get(&mail.recipient) {
            None => Some(MailChange::New),
            Some(old) if old.address != mail.address => Some(MailChange::Address),
            Some(old) if old.digest != mail.digest => Some(MailChange::Text),
            Some(_) => None,
        }
    }

    /// Whether every mail that is not new says something else: then a text that all share has
    /// changed.
    pub(crate) fn is_of_all<'m>(&self, mails: impl Iterator<Item = &'m MailRow>) -> bool {
        let known: Vec<&MailRow> = mails
            .filter(|mail| self.mails.contains_key(&mail.recipient))
            .collect();
        known.len() > 1 && known.iter().all(|mail| self.of(mail).is_some())
    }
}
