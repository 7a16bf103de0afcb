//! `send --dry-run`: what a run would do. Code that is never given a relay.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::clock_doubt::{ClockDoubt, before_refusal};
use super::deadline::hold_against_deadline;
use super::prepare::SendAsk;
use super::{Campaign, Error};
use crate::dispatch::plan::{Held, Terms, Turn, turn_of};
use crate::dispatch::{Domain, Outlook, Work, estimate};
use crate::id::{CampaignKey, Digest, ListId, Pseudonym};
use crate::journal::Ledger;
use crate::vault::Vault;

/// What a run would do.
#[derive(Debug)]
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
    pub outlook: Outlook,
    /// What would stop it.
    pub obstacle: Option<Error>,
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
        let Some((key, journal)) = sealed else {
            return self.dry_run_unsealed(ask, now);
        };
        let ledger = journal.ledger();
        let vault = self.vault()?;
        let ids = super::act::ids(&vault)?;
        let domains = domains_of(&vault, ledger)?;
        let (approved, missing) =
            self.permissions(&vault, &self.texts(&key)?, &key, ledger, now)?;
        let rules = self.rules(ask, &key, ledger)?;
        let terms = Terms {
            past_deadline: false,
            clock_vouched: true,
            ..Terms::of(&rules, now)
        };
        let agreed = |seal| approved.iter().any(|(number, _)| *number == seal);
        let (mut due, mut later, mut held) = (Vec::new(), Vec::new(), Vec::new());
        let mut to = Vec::new();
        let left_out = if ask.as_sealed {
            self.left_out_now(&key, ledger)?
        } else {
            HashSet::new()
        };
        let withheld = self.withheld_elsewhere(&key, ledger)?;
        for row in vault.all_rows()? {
            let Some(id) = ids.get(&row.recipient).cloned() else {
                continue;
            };
            if !rules.is_asked_for(&row.recipient) {
                continue;
            }
            if left_out.contains(&row.recipient) || withheld.contains(&row.recipient) {
                let why = if left_out.contains(&row.recipient) {
                    Held::Excluded
                } else {
                    Held::Withheld
                };
                held.push((id, why));
                continue;
            }
            match turn_of(ledger, &row.recipient, agreed, terms) {
                Turn::Due | Turn::Expire => {
                    to.extend(domains.get(&row.recipient).copied());
                    due.push(id);
                }
                Turn::Later(at) => later.push((id, at)),
                Turn::Held(why) => held.push((id, why)),
            }
        }
        due.truncate(ask.limit.unwrap_or(usize::MAX));
        let work = Work::to(to.into_iter()).at_most(due.len());
        // A trial that needs nobody's word is sealed anew on the way.
        let differs = if ask.as_sealed || self.is_trial() {
            None
        } else {
            let against = self.against_list(&key, &vault, ledger)?;
            self.list_differs(ledger, &against)
        };
        let outlook = estimate(&rules, work, ledger.recent(), now);
        // In the order in which `send` would meet them.
        let rows: Vec<Pseudonym> = domains.keys().copied().collect();
        let unsure =
            ClockDoubt::of(ledger, &rules, rows.iter(), due.len(), now).map(Error::ClockUnsure);
        let refused = |error| before_refusal(error, ledger, &rules, now);
        let obstacle = differs
            .or_else(|| self.hold_against_head(&vault, ledger).err())
            .or(missing.map(refused))
            .or_else(|| {
                hold_against_deadline(&rules, ledger, work, outlook, now)
                    .err()
                    .map(refused)
            })
            .or(unsure);
        Ok(DryRun {
            digest: ledger.newest_seal().map(|seal| seal.sealed.digest),
            outlook,
            obstacle,
            due,
            later,
            held,
        })
    }

    fn dry_run_unsealed(&self, ask: &SendAsk, now: Timestamp) -> Result<DryRun, Error> {
        let checked = self.check()?;
        if checked.has_errors() {
            return Err(Error::Input {
                faults: checked.faults,
                sum: Some(checked.sum),
            });
        }
        let list = self.read_inputs().list;
        let wanted =
            |id: &ListId| ask.only.is_empty() || ask.only.iter().any(|only| only == id.as_str());
        let rows: Vec<_> = list
            .recipients
            .into_iter()
            .filter(|row| wanted(&row.id))
            .collect();
        let work = Work::to(rows.iter().map(|row| Domain::of(row.address.domain())));
        let mut due: Vec<ListId> = rows.into_iter().map(|row| row.id).collect();
        due.truncate(ask.limit.unwrap_or(usize::MAX));
        let work = work.at_most(due.len());
        let held = list
            .excluded
            .into_iter()
            .map(|row| (row.id, Held::Excluded))
            .collect();
        let rules = self.rules(
            &SendAsk::default(),
            &CampaignKey::from_bytes([0; 32]),
            &Ledger::default(),
        )?;
        let obstacle = (!self.is_trial()).then_some(Error::NotSealed);
        let outlook = estimate(&rules, work, Ledger::default().recent(), now);
        Ok(DryRun {
            digest: None,
            due,
            later: Vec::new(),
            held,
            outlook,
            obstacle,
        })
    }
}

/// The domain each mail of an active seal goes to.
fn domains_of(vault: &Vault, ledger: &Ledger) -> Result<HashMap<Pseudonym, Domain>, Error> {
    let mut domains = HashMap::new();
    for seal in ledger.active_seals() {
        vault.mails(seal.sealed.seal, |mail| {
            domains.insert(mail.recipient, Domain::of(mail.address.domain()));
        })?;
    }
    Ok(domains)
}
