//! The confirmation: what a person must see before a real send.

use jiff::Timestamp;

use super::options::SendAsk;
use crate::campaign::folder::opened::Opened;
use crate::campaign::{Campaign, Error, Kind};
use crate::config::RelayKind;
use crate::dispatch::{Forecast, Rules};
use crate::id::Digest;

/// What a person must see before a real send.
#[derive(Debug, Clone)]
pub struct LastLook {
    /// The campaign's name, to be typed.
    pub campaign: String,
    /// Mails due.
    pub mails: usize,
    /// Description of the relay.
    pub relay: String,
    /// The login name.
    pub user: Option<String>,
    /// The pace, as the settings write it; `None`: unlimited.
    pub rate: Option<String>,
    /// The forecast.
    pub forecast: Forecast,
    /// The deadline.
    pub deadline: Option<Timestamp>,
    /// The digest.
    pub digest: Digest,
    /// How many mails were taken so far, and when the last one was; `None`: this journal knows of
    /// none.
    pub last_sent: Option<(usize, Timestamp)>,
    /// Since when records of the journal may be missing.
    pub records_lost: Option<Timestamp>,
    /// Who approved.
    pub roles: Vec<String>,
    /// When sending on these approvals began: they stay valid for the rest.
    pub begun: Option<Timestamp>,
}

impl Campaign {
    /// What to show beforehand; `None` if nobody is asked.
    pub(crate) fn last_look(
        &self,
        ask: &SendAsk,
        opened: &Opened,
        mails: usize,
        forecast: Forecast,
        rules: &Rules,
    ) -> Result<Option<LastLook>, Error> {
        let ledger = opened.ledger();
        let newest = ledger.newest_seal().ok_or(Error::NotSealed)?;
        if self.kind() != Kind::Live || ask.confirmed.is_some() || mails == 0 {
            return Ok(None);
        }
        let head = opened.vault.seal(newest.sealed.seal)?.head;
        let user = match &self.settings().relay.kind {
            RelayKind::Smtp(smtp) => smtp.user.clone(),
            RelayKind::Catcher => None,
        };
        Ok(Some(LastLook {
            campaign: head.campaign,
            mails,
            relay: head.relay,
            user,
            rate: rules.pace.rate.map(|rate| rate.to_string()),
            forecast,
            deadline: head.deadline,
            digest: newest.sealed.digest,
            last_sent: ledger.last_taken(),
            records_lost: ledger.records_lost_since(),
            roles: head.required,
            begun: newest.begun,
        }))
    }
}
