//! What this machine records of real campaigns, beside the campaign's own folder.

use std::collections::HashMap;
use std::io;

use super::opened::Opened;
use crate::address::Address;
use crate::campaign::{Campaign, Error, Kind};
use crate::id::{CampaignKey, ListId, Pseudonym};
use crate::journal::Ledger;
use crate::vault::{Index, Vault};

impl Campaign {
    pub(crate) fn index(&self) -> Result<Index, Error> {
        Index::open(self.state()).map_err(Error::file(self.state().display().to_string()))
    }

    /// What `read` finds or records in the index.
    fn in_index<T>(&self, read: impl FnOnce(&Index) -> io::Result<T>) -> Result<T, Error> {
        read(&self.index()?).map_err(Error::file(self.state().display().to_string()))
    }

    /// Refuses a real campaign of this name, with rows of this list, that went out from this
    /// machine and of which this folder has no record: a clone, a cleaned folder, a lost key. A
    /// person takes it over first.
    pub(crate) fn hold_against_memory<'r>(
        &self,
        key: &CampaignKey,
        ledger: &Ledger,
        rows: impl Iterator<Item = (&'r ListId, &'r Address)>,
    ) -> Result<(), Error> {
        if self.kind() != Kind::Live {
            return Ok(());
        }
        let name = &self.settings().campaign.name;
        let others = self.in_index(|index| index.sent_to(&self.head_name(key), name, rows))?;
        if others.iter().all(|other| ledger.goes_on_from(other)) {
            Ok(())
        } else {
            Err(Error::SentBefore)
        }
    }

    /// Campaigns of this name that this machine has recorded under another key.
    pub(crate) fn remembered_others(&self, key: &CampaignKey) -> Result<Vec<String>, Error> {
        if self.kind() != Kind::Live {
            return Ok(Vec::new());
        }
        let name = &self.settings().campaign.name;
        self.in_index(|index| index.of_this_name(&self.head_name(key), name))
    }

    /// Compares what may go out with what this machine has recorded.
    pub(crate) fn hold_seals_against_memory(&self, opened: &Opened) -> Result<(), Error> {
        let (key, ledger) = (&opened.key, opened.ledger());
        let rows = if self.kind() == Kind::Live {
            mailed(&opened.vault, ledger)?
        } else {
            Vec::new()
        };
        self.hold_against_memory(key, ledger, rows.iter().map(|(id, address)| (id, address)))
    }

    /// Records durably to whom this campaign is about to go out. Before that no mail may be
    /// offered.
    pub(crate) fn remember(&self, opened: &Opened) -> Result<(), Error> {
        if self.kind() != Kind::Live {
            return Ok(());
        }
        let rows = mailed(&opened.vault, opened.ledger())?;
        let rows = rows.iter().map(|(id, address)| (id, address));
        let name = &self.settings().campaign.name;
        self.in_index(|index| index.remember(&self.head_name(&opened.key), name, rows))
    }
}

/// Who gets a mail of an active seal, and at which address.
fn mailed(vault: &Vault, ledger: &Ledger) -> Result<Vec<(ListId, Address)>, Error> {
    let mut mailed = Vec::new();
    for seal in ledger.active_seals().iter().map(|entry| entry.sealed.seal) {
        let rows = vault
            .rows(seal)?
            .into_iter()
            .map(|row| (row.recipient, row.list_id));
        let ids: HashMap<Pseudonym, ListId> = rows.collect();
        vault.mails(seal, |mail| {
            mailed.extend(
                ids.get(&mail.recipient)
                    .map(|id| (id.clone(), mail.address)),
            );
        })?;
    }
    Ok(mailed)
}
