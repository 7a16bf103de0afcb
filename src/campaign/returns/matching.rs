//! Which of our mails a returned mail is about.
//!
//! Whatever a returned mail says may be forged or somebody else's. So everything in it that names a
//! mail of ours must name the same organisation; the recipient's address counts only if nothing
//! else does, and only if one organisation alone has it.

use std::collections::{BTreeSet, HashMap};

use crate::address::Address;
use crate::bounce::{References, ReturnedRecipient};
use crate::id::ListId;
use crate::journal::event::MatchedBy;

/// What each way of naming a mail leads to.
type Names = HashMap<String, BTreeSet<ListId>>;

/// Our mails by everything that may name them.
#[derive(Default)]
pub(super) struct KnownMails {
    by_envelope_id: Names,
    by_return_path: Names,
    by_message_id: Names,
    by_address: Names,
}

impl KnownMails {
    /// Adds a mail. `own_path` is the address that it returns to and no other mail does.
    pub(super) fn add(
        &mut self,
        id: &ListId,
        message_id: &str,
        address: &Address,
        own_path: Option<&Address>,
    ) {
        let envelope_id = message_id.split('@').next().unwrap_or_default();
        add(&mut self.by_envelope_id, envelope_id.to_owned(), id);
        add(&mut self.by_message_id, message_id.to_owned(), id);
        add(&mut self.by_address, folded(address), id);
        if let Some(path) = own_path {
            add(&mut self.by_return_path, folded(path), id);
        }
    }

    /// The organisation that a returned mail is about, and what says so; `None` if nothing does or
    /// two things differ.
    pub(super) fn find(
        &self,
        references: &References,
        recipient: &ReturnedRecipient,
    ) -> Option<(ListId, MatchedBy)> {
        let ids = references.message_ids.iter().chain(&references.replies_to);
        let ways = [
            (
                MatchedBy::EnvelopeId,
                named(
                    &self.by_envelope_id,
                    references.envelope_ids.iter().cloned(),
                ),
            ),
            (
                MatchedBy::ReturnPath,
                named(
                    &self.by_return_path,
                    references.returned_to.iter().map(folded),
                ),
            ),
            (
                MatchedBy::MessageId,
                named(&self.by_message_id, ids.cloned()),
            ),
        ];
        let all: BTreeSet<&ListId> = ways.iter().flat_map(|(_, found)| found).copied().collect();
        if all.is_empty() {
            let addresses = recipient.address.iter().chain(&recipient.original);
            let addresses = addresses.chain(&references.original_to).map(folded);
            let found = named(&self.by_address, addresses);
            return only(&found).map(|id| (id, MatchedBy::Recipient));
        }
        let by = ways.iter().find(|(_, found)| !found.is_empty())?.0;
        only(&all).map(|id| (id, by))
    }
}

fn add(names: &mut Names, name: String, id: &ListId) {
    names.entry(name).or_default().insert(id.clone());
}

fn named(names: &Names, said: impl Iterator<Item = String>) -> BTreeSet<&ListId> {
    said.filter_map(|name| names.get(&name)).flatten().collect()
}

fn only(ids: &BTreeSet<&ListId>) -> Option<ListId> {
    match ids.len() {
        1 => ids.first().map(|id| (*id).clone()),
        _ => None,
    }
}

/// An address as it is compared: relays change the case of letters.
fn folded(address: &impl ToString) -> String {
    address.to_string().to_lowercase()
}

#[cfg(test)]
mod tests;
