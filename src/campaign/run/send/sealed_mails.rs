//! The sealed mails as a run reads them: each compared with its seal, and with the return path that
//! is its own.

use std::rc::Rc;

use crate::address::Address;
use crate::campaign::run::list_watch::ListWatch;
use crate::dispatch::{Mails, Outgoing};
use crate::id::{CampaignKey, Pseudonym};
use crate::phrase::{Phrase, SystemFault};
use crate::vault::{Outbox, Stored, envelope_id, return_path};

/// The outbox in the form that dispatch wants.
pub(super) struct SealedMails<'k> {
    pub(super) outbox: Outbox,
    pub(super) from: Address,
    /// The key that makes a return path for each mail; `None`: all return to `from`.
    pub(super) own: Option<&'k CampaignKey>,
    pub(super) list: &'k ListWatch,
}

impl Mails for SealedMails<'_> {
    async fn are_current(&self, came_back: bool) -> bool {
        self.list.holds(came_back).await
    }

    async fn load(&self, recipient: &Pseudonym) -> Result<Rc<Outgoing>, SystemFault> {
        let Stored {
            recipient,
            address,
            message_id,
            digest,
            pieces,
        } = self.outbox.read(recipient)?;
        let envid = envelope_id(&message_id).to_owned();
        let from = match self.own {
            Some(key) => {
                let own = return_path(key, &self.from, &message_id);
                own.ok_or_else(|| {
                    let said = Phrase::new("campaign-no-return-path");
                    SystemFault::new(said, "no return path can be made")
                })?
            }
            None => self.from.clone(),
        };
        Ok(Rc::new(Outgoing {
            recipient,
            from,
            to: address,
            envid,
            digest,
            pieces,
        }))
    }
}
