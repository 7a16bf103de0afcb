//! The sealed mails compared with the current list: what goes out is what the list gives at that
//! moment, or nothing.

use std::collections::HashSet;

use super::open_mails::{OpenMails, is_unsealed};
use crate::campaign::mismatch::Mismatch;
use crate::campaign::seal::compose_all::compose_each;
use crate::campaign::{Campaign, Error};
use crate::delivery::State;
use crate::id::{CampaignKey, ListId, Pseudonym};
use crate::journal::Ledger;
use crate::list::List;
use crate::vault::{Inputs, Vault};

/// The open mails compared with the current list.
#[derive(Debug, Clone, Default)]
pub(crate) struct AgainstList {
    /// Open mails that differ from what the list gives now, in the order of the list.
    pub(crate) differing: Vec<(ListId, Mismatch)>,
    /// Rows of the list without a mail in a seal in force.
    pub(crate) unsealed: Vec<ListId>,
}

impl Campaign {
    /// Compares every open mail with the current list, register, templates and attachments. If the
    /// inputs equal those of a seal to the byte, its mails need not be made again.
    ///
    /// # Errors
    /// Errors of the vault; errors in the inputs make mails [`Mismatch::Faulty`].
    pub(crate) fn against_list(
        &self,
        key: &CampaignKey,
        vault: &Vault,
        ledger: &Ledger,
    ) -> Result<AgainstList, Error> {
        let mut inputs = Vec::new();
        let with_open = ledger.open_by_seal();
        let newest = ledger.newest_seal().map(|seal| seal.sealed.seal);
        for seal in with_open.keys().copied().chain(newest) {
            inputs.push(vault.seal(seal)?.inputs);
        }
        // A file that can't be read is another input.
        let now = self.inputs().unwrap_or_default();
        if inputs
            .iter()
            .all(|sealed| *sealed == now && *sealed != Inputs::default())
        {
            return Ok(AgainstList::default());
        }
        let mut open = open_mails(vault, ledger)?;
        let read = self.read_beside_seals(key, ledger)?;
        let unsealed = unsealed(&read.list, key, ledger);
        if open.is_empty() {
            return Ok(AgainstList {
                differing: Vec::new(),
                unsealed,
            });
        }
        mark_by_rows(&mut open, &read.list, key);
        if let Some(press) = &read.press {
            // Findings prevent a seal. Here only the equality of the mail counts.
            let mut unheard = Vec::new();
            compose_each(
                self.settings(),
                press,
                &read.list,
                key,
                &mut unheard,
                |mail| {
                    open.mail(&mail.recipient, &mail.address, mail.digest);
                    Ok(())
                },
            )?;
            if read.inputs.is_some() {
                self.inputs_of(&read)?;
            }
        }
        let differing = in_order(vault, &open)?;
        Ok(AgainstList {
            differing,
            unsealed,
        })
    }

    /// The open mails whose row left the list, or is excluded by the current list or register.
    /// Whatever else was approved, these don't go.
    ///
    /// # Errors
    /// [`Error::Input`] if the list can't be read: then nobody knows whom it excludes.
    pub(crate) fn left_out_now(
        &self,
        key: &CampaignKey,
        ledger: &Ledger,
    ) -> Result<HashSet<Pseudonym>, Error> {
        let list = self.readable_list()?;
        let ids = list
            .recipients
            .iter()
            .map(|row| &row.id)
            .chain(&list.invalid_ids);
        let mailed: HashSet<Pseudonym> = ids.map(|id| key.pseudonym(id)).collect();
        let open = ledger.recipients().filter(|(recipient, entry)| {
            entry.state().is_some_and(State::is_open) && !mailed.contains(*recipient)
        });
        Ok(open.map(|(recipient, _)| *recipient).collect())
    }

    /// The error that open mails differ from what the list gives now, with the next step; `None`:
    /// they don't differ.
    pub(crate) fn list_differs(&self, ledger: &Ledger, against: &AgainstList) -> Option<Error> {
        let sealed_at = ledger.newest_seal()?.at;
        (!against.differing.is_empty()).then(|| Error::ListDiffers {
            rows: against.differing.clone(),
            sealed_at,
            rerun: ledger.ever_offered(),
        })
    }

    /// The lines of the head that differ from a seal in force with open mails; empty: no line does.
    pub(crate) fn changed_head(
        &self,
        vault: &Vault,
        ledger: &Ledger,
    ) -> Result<Vec<String>, Error> {
        let head = self.current_head();
        for seal in ledger.open_by_seal().keys() {
            let differing = head.differing(&vault.seal(*seal)?.head);
            if !differing.is_empty() {
                return Ok(differing);
            }
        }
        Ok(Vec::new())
    }
}

fn open_mails(vault: &Vault, ledger: &Ledger) -> Result<OpenMails, Error> {
    let mut open = OpenMails::default();
    for seal in ledger.open_by_seal().keys().copied() {
        vault.mails(seal, |mail| {
            open.sealed(ledger, seal, mail.recipient, mail.address, mail.digest)
        })?;
    }
    Ok(open)
}

/// What the rows alone show. A row that should be mailed is faulty until its mail is made.
fn mark_by_rows(open: &mut OpenMails, list: &List, key: &CampaignKey) {
    let mut mark = |id: &ListId, mismatch| open.row(&key.pseudonym(id), mismatch);
    list.recipients
        .iter()
        .for_each(|row| mark(&row.id, Mismatch::Faulty));
    list.invalid_ids
        .iter()
        .for_each(|id| mark(id, Mismatch::Faulty));
    list.excluded
        .iter()
        .for_each(|row| mark(&row.id, Mismatch::LeftOut));
    if list.recipients.is_empty() && list.excluded.is_empty() {
        open.nothing_read();
    }
}

fn in_order(vault: &Vault, open: &OpenMails) -> Result<Vec<(ListId, Mismatch)>, Error> {
    let found = vault.all_rows()?.into_iter().filter_map(|row| {
        let mismatch = open.mismatch(&row.recipient)?;
        Some((row.list_id, mismatch))
    });
    Ok(found.collect())
}

/// Rows that should be mailed and have no mail in a seal in force, and that nobody withholds.
fn unsealed(list: &List, key: &CampaignKey, ledger: &Ledger) -> Vec<ListId> {
    let is_new = |id: &ListId| is_unsealed(ledger, &key.pseudonym(id));
    list.recipients
        .iter()
        .map(|row| &row.id)
        .filter(|id| is_new(id))
        .cloned()
        .collect()
}
