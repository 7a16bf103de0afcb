//! When a run would end, and what keeps it from beginning: a deadline that has passed or is too near.

use jiff::Timestamp;

use super::prepare::SendAsk;
use super::{Campaign, Error};
use crate::dispatch::window::{Opening, opening};
use crate::dispatch::{Outlook, Rules, Work, estimate};
use crate::id::CampaignKey;
use crate::journal::{Journal, Ledger};

impl Campaign {
    /// When a run that did so much work would end, if it began now.
    ///
    /// # Errors
    /// Faults of the key and the journal.
    pub fn outlook(&self, work: Work, now: Timestamp) -> Result<Outlook, Error> {
        let none = CampaignKey::from_bytes([0; 32]);
        let journal = match self.key_if_any()? {
            Some(key) => self.journal_if_any(&key)?,
            None => None,
        };
        let nothing = Ledger::default();
        let ledger = journal.as_ref().map_or(&nothing, Journal::ledger);
        let rules = self.rules(&SendAsk::default(), &none, ledger)?;
        Ok(estimate(&rules, work, ledger.recent(), now))
    }

    /// The deadline, where one binds this campaign's runs.
    #[must_use]
    pub fn deadline(&self) -> Option<Timestamp> {
        self.settings().window.deadline.filter(|_| self.kind() == super::Kind::Live)
    }
}

/// What was agreed to and has not begun is not begun where it cannot go before its deadline: after it that
/// needs a new sign-off, before it a person's decision. What began in time goes on; what is left expires.
pub(super) fn hold_against_deadline(
    rules: &Rules,
    ledger: &Ledger,
    work: Work,
    outlook: Outlook,
    now: Timestamp,
) -> Result<(), Error> {
    let begun = ledger.open_by_seal().keys().all(|seal| ledger.has_begun(*seal));
    let over = opening(rules.window.as_ref(), now) == Opening::Over;
    match (outlook, rules.window.as_ref().and_then(|window| window.deadline)) {
        _ if begun => Ok(()),
        (_, Some(deadline)) if over => Err(Error::DeadlinePassed { deadline }),
        (Outlook::Late { deadline, left }, _) => Err(Error::TooSlow { deadline, left, mails: work.mails }),
        _ => Ok(()),
    }
}
