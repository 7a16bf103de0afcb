//! What is asked of a run, and the rules that follow from it and the settings.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::campaign::{Campaign, Error, Kind};
use crate::dispatch::Rules;
use crate::id::{CampaignKey, ListId};
use crate::journal::Ledger;

/// What is asked of a run.
#[derive(Debug, Clone, Default)]
pub struct SendAsk {
    /// At most this many mails.
    pub limit: Option<usize>,
    /// Only these rows.
    pub only: Vec<String>,
    /// Stay until all mails are settled.
    pub wait: bool,
    /// Send what was sealed, though files changed since.
    pub as_sealed: bool,
    /// Start the trial over.
    pub fresh: bool,
    /// The brake stopped the last run, and a person has looked into it.
    pub after_brake: bool,
    /// A person checked: this computer's clock is right.
    pub clock_is_right: bool,
    /// The digest typed with `--yes`; `None`: ask the person at the terminal.
    pub confirmed: Option<String>,
    /// Where the dialogue with the relay is written.
    pub transcript: Option<PathBuf>,
}

impl Campaign {
    pub(crate) fn rules(
        &self,
        ask: &SendAsk,
        key: &CampaignKey,
        ledger: &Ledger,
    ) -> Result<Rules, Error> {
        let settings = self.settings();
        let mut only = HashSet::new();
        for id in &ask.only {
            let unknown = || Error::NoSuchId { id: id.clone() };
            let recipient = key.pseudonym(&ListId::new(id).map_err(|_| unknown())?);
            ledger.recipient(&recipient).ok_or_else(unknown)?;
            only.insert(recipient);
        }
        Ok(Rules {
            connections: settings.relay.connections,
            connection_limits: settings.relay.connection_limits,
            pace: settings.pace,
            retry: settings.retry,
            brake: settings.brake,
            // In a trial doubts harm nobody, and some trials are about them.
            doubts: (self.kind() == Kind::Live).then_some(settings.brake.first),
            window: (self.kind() == Kind::Live).then(|| settings.window.clone()),
            wait: ask.wait,
            limit: ask.limit,
            only: (!ask.only.is_empty()).then_some(only),
            // If nobody is reached, a wrong clock harms nobody.
            clock_vouched: ask.clock_is_right || self.kind() != Kind::Live,
        })
    }
}
