//! `send --dry-run`: what a run would do. Code that is never given a relay.

use jiff::Timestamp;

use super::prepare::SendAsk;
use super::{Campaign, Error};
use crate::dispatch::estimate;
use crate::dispatch::plan::{Held, Terms, Turn, turn_of};
use crate::id::{CampaignKey, Digest, ListId};
use crate::journal::Ledger;
use crate::phrase::Phrase;

/// What a run would do.
#[derive(Debug, Clone)]
pub struct DryRun {
    /// The digest it would send; `None`: nothing is sealed, and this is what a seal would take.
    pub digest: Option<Digest>,
    /// Due now, in order.
    pub due: Vec<ListId>,
    /// Due later.
    pub later: Vec<(ListId, Timestamp)>,
    /// Not to be offered.
    pub held: Vec<(ListId, Held)>,
    /// When it would end.
    pub ends_about: Option<Timestamp>,
    /// What would stop it.
    pub obstacle: Option<Phrase>,
}

impl Campaign {
    /// What a run would do, without a relay to do it with. Changes nothing.
    ///
    /// # Errors
    /// [`Error::Input`] and faults of journal and vault.
    pub fn dry_run(&self, ask: &SendAsk, now: Timestamp) -> Result<DryRun, Error> {
        let journal = match self.key_if_any()? {
            Some(key) => self.journal_if_any(&key)?.map(|journal| (key, journal)),
            None => None,
        };
        let sealed = journal.filter(|(_, journal)| journal.ledger().newest_seal().is_some());
        let Some((key, journal)) = sealed else { return self.dry_run_unsealed(ask, now) };
        let ledger = journal.ledger();
        let vault = self.vault()?;
        let ids = super::act::ids(&vault)?;
        let (approved, missing) = self.permissions(&vault, &key, ledger, now)?;
        let rules = self.rules(ask, &key, ledger)?;
        let terms = Terms { now, give_up_after: rules.retry.give_up_after, past_deadline: false };
        let agreed = |seal| approved.iter().any(|(number, _)| *number == seal);
        let (mut due, mut later, mut held) = (Vec::new(), Vec::new(), Vec::new());
        for row in vault.all_rows()? {
            let Some(id) = ids.get(&row.recipient).cloned() else { continue };
            if rules.only.as_ref().is_some_and(|only| !only.contains(&row.recipient)) {
                continue;
            }
            match turn_of(ledger, &row.recipient, agreed, terms) {
                Turn::Due | Turn::Expire => due.push(id),
                Turn::Later(at) => later.push((id, at)),
                Turn::Held(why) => held.push((id, why)),
            }
        }
        due.truncate(ask.limit.unwrap_or(usize::MAX));
        let changed = match ledger.newest_seal() {
            Some(seal) => vault.seal(seal.sealed.seal)?.inputs.differing(&self.inputs()?),
            None => Vec::new(),
        };
        let sealed_at = ledger.newest_seal().map_or(now, |seal| seal.at);
        let changed = (!changed.is_empty() && !ask.as_sealed)
            .then(|| Error::InputChanged { names: changed, sealed_at });
        Ok(DryRun {
            digest: ledger.newest_seal().map(|seal| seal.sealed.digest),
            ends_about: estimate(&rules, due.len(), now),
            obstacle: missing.or(changed).map(|error| error.phrase()),
            due,
            later,
            held,
        })
    }

    fn dry_run_unsealed(&self, ask: &SendAsk, now: Timestamp) -> Result<DryRun, Error> {
        let checked = self.check()?;
        if checked.has_errors() {
            return Err(Error::Input { faults: checked.faults, sum: Some(checked.sum) });
        }
        let list = self.read_inputs().list;
        let wanted = |id: &ListId| ask.only.is_empty() || ask.only.iter().any(|only| only == id.as_str());
        let mut due: Vec<ListId> = list.recipients.into_iter().map(|row| row.id).filter(wanted).collect();
        due.truncate(ask.limit.unwrap_or(usize::MAX));
        let held = list.excluded.into_iter().map(|row| (row.id, Held::Excluded)).collect();
        let rules = self.rules(&SendAsk::default(), &CampaignKey::from_bytes([0; 32]), &Ledger::default())?;
        let obstacle = (!self.is_trial()).then(|| Error::NotSealed.phrase());
        let ends_about = estimate(&rules, due.len(), now);
        Ok(DryRun { digest: None, due, later: Vec::new(), held, ends_about, obstacle })
    }
}
