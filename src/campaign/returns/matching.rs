//! Which of our mails a returned mail is about.
//!
//! Whatever a returned mail says may be forged or somebody else's. So everything in it that names a
//! mail of ours must name the same organisation; the recipient's address counts only if nothing
//! else does, and only if one organisation alone has it.

use std::collections::HashMap;

use crate::address::Address;
use crate::bounce::{References, ReturnedRecipient};
use crate::id::{Digest, ListId, Pseudonym};

use super::outcome::ReturnMatch;
use crate::journal::event::MatchedBy;
use crate::vault::envelope_id;

/// One sealed mail of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KnownMail {
    pub(super) id: ListId,
    pub(super) recipient: Pseudonym,
    /// The mail digest.
    pub(super) digest: Digest,
}

/// The places of the mails that a name leads to.
type Names = HashMap<String, Vec<usize>>;

/// Our mails by everything that may name them.
#[derive(Default)]
pub(super) struct KnownMails {
    mails: Vec<KnownMail>,
    by_envelope_id: Names,
    by_return_path: Names,
    by_message_id: Names,
    by_address: Names,
}

impl KnownMails {
    /// Adds a mail. `own_path` is the address that it returns to and no other mail does.
    pub(super) fn add(
        &mut self,
        mail: KnownMail,
        message_id: &str,
        address: &Address,
        own_path: Option<&Address>,
    ) {
        let place = self.mails.len();
        self.mails.push(mail);
        let add = |names: &mut Names, name: String| names.entry(name).or_default().push(place);
        add(&mut self.by_envelope_id, envelope_id(message_id).to_owned());
        add(&mut self.by_message_id, message_id.to_owned());
        add(&mut self.by_address, folded(address));
        if let Some(path) = own_path {
            add(&mut self.by_return_path, folded(path));
        }
    }

    /// The organisation that a returned mail is about, and what says so; `None` if nothing does or
    /// two things differ.
    pub(super) fn find(
        &self,
        references: &References,
        recipient: &ReturnedRecipient,
    ) -> Option<ReturnMatch> {
        let ids = references.message_ids.iter().chain(&references.replies_to);
        let paths = references.returned_to.iter().map(folded);
        let ways = [
            (
                MatchedBy::EnvelopeId,
                self.named(
                    &self.by_envelope_id,
                    references.envelope_ids.iter().cloned(),
                ),
            ),
            (
                MatchedBy::ReturnPath,
                self.named(&self.by_return_path, paths),
            ),
            (
                MatchedBy::MessageId,
                self.named(&self.by_message_id, ids.cloned()),
            ),
        ];
        let all: Vec<&KnownMail> = ways.iter().flat_map(|(_, found)| found).copied().collect();
        if all.is_empty() {
            let addresses = recipient.address.iter().chain(&recipient.original);
            let addresses = addresses.chain(&references.original_to).map(folded);
            let found = self.named(&self.by_address, addresses);
            return of_one_organisation(&found, MatchedBy::Recipient);
        }
        let by = ways.iter().find(|(_, found)| !found.is_empty())?.0;
        of_one_organisation(&all, by)
    }

    fn named(&self, names: &Names, said: impl Iterator<Item = String>) -> Vec<&KnownMail> {
        said.filter_map(|name| names.get(&name))
            .flatten()
            .map(|place| &self.mails[*place])
            .collect()
    }
}

/// The match, if all these mails are of one organisation; with the mail, if all are the same one
/// and something names it itself.
fn of_one_organisation(mails: &[&KnownMail], by: MatchedBy) -> Option<ReturnMatch> {
    let first = mails.first()?;
    let is_one = mails.iter().all(|mail| mail.id == first.id);
    let is_same = mails.iter().all(|mail| mail.digest == first.digest);
    is_one.then(|| ReturnMatch {
        id: first.id.clone(),
        by,
        mail: (is_same && by != MatchedBy::Recipient).then_some((first.recipient, first.digest)),
    })
}

/// An address as it is compared: relays change the case of letters.
fn folded(address: &impl ToString) -> String {
    address.to_string().to_lowercase()
}

#[cfg(test)]
mod tests;
