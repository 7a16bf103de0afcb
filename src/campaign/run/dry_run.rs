//! `send --dry-run`: what a run would do. Code that is never given a relay.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::clock_refusal::before_refusal;
use super::forecast::hold_against_deadline;
use super::options::SendAsk;
use super::permissions::is_permitted;
use crate::campaign::clock_doubt::ClockDoubt;
use crate::campaign::{Campaign, Error};
use crate::dispatch::plan::{Held, Placement, Terms, turn_of};
use crate::dispatch::{Domain, Forecast, Rules, Work, estimate};
use crate::id::{CampaignKey, Digest, ListId, Pseudonym};
use crate::journal::Ledger;
use crate::signoff::Approved;
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
    /// The forecast.
    pub forecast: Forecast,
    /// What would stop it.
    pub obstacle: Option<Error>,
}

impl Campaign {
    /// What a run would do, without a relay. Changes nothing.
    ///
    /// # Errors
    /// [`Error::Input`] and errors of journal and vault.
    pub fn dry_run(&self, ask: &SendAsk, now: Timestamp) -> Result<DryRun, Error> {
        let Some(opened) = self.sealed()? else {
            return self.dry_run_unsealed(ask, now);
        };
        let (key, ledger, vault) = (&opened.key, opened.ledger(), &opened.vault);
        let domains = domains_of(vault, ledger)?;
        let (approved, missing) = self.permissions(opened.view(), now)?;
        let rules = self.rules(ask, key, ledger)?;
        let whole = Whole {
            ledger,
            rules: &rules,
            approved: &approved,
            left_out: match ask.as_sealed {
                true => self.left_out_now(key, ledger)?,
                false => HashSet::new(),
            },
            withheld: self.withheld_elsewhere(key, ledger)?,
            now,
        };
        let (mut due, mut later, mut held, mut to) = (vec![], vec![], vec![], vec![]);
        for row in vault.all_rows()? {
            match whole.turn_of(&row.recipient) {
                None => {}
                Some(Placement::Due | Placement::Expire) => {
                    to.extend(domains.get(&row.recipient).copied());
                    due.push(row.list_id);
                }
                Some(Placement::Later(at)) => later.push((row.list_id, at)),
                Some(Placement::Held(why)) => held.push((row.list_id, why)),
            }
        }
        due.truncate(ask.limit.unwrap_or(usize::MAX));
        let work = Work::to(to.into_iter()).at_most(due.len());
        // A trial that needs no approval seals again by itself.
        let differs = match ask.as_sealed || self.is_trial() {
            true => None,
            false => self.list_differs(ledger, &self.against_list(key, vault, ledger)?),
        };
        let forecast = estimate(&rules, work, ledger.recent(), now);
        // In the order in which `send` would meet them.
        let unsure = ClockDoubt::of(ledger, &rules, domains.keys(), due.len(), now);
        let refused = |error| before_refusal(error, ledger, &rules, now);
        let deadline = || hold_against_deadline(&rules, ledger, work, forecast, now);
        let overtaken = self.hold_against_earlier(false).err();
        let obstacle = overtaken
            .or(differs)
            .or_else(|| self.hold_against_head(vault, ledger).err())
            .or(missing.map(refused))
            .or_else(|| deadline().err().map(refused))
            .or(unsure.map(Error::ClockUnsure));
        Ok(DryRun {
            digest: ledger.newest_seal().map(|seal| seal.sealed.digest),
            forecast,
            obstacle,
            due,
            later,
            held,
        })
    }

    fn dry_run_unsealed(&self, ask: &SendAsk, now: Timestamp) -> Result<DryRun, Error> {
        let (checked, recipients) = self.check_rows()?;
        if checked.has_errors() {
            return Err(Error::Input {
                faults: checked.faults,
                sum: Some(checked.sum),
            });
        }
        let wanted =
            |id: &ListId| ask.only.is_empty() || ask.only.iter().any(|only| only == id.as_str());
        let rows: Vec<_> = recipients
            .into_iter()
            .filter(|row| wanted(&row.id))
            .collect();
        let work = Work::to(rows.iter().map(|row| Domain::of(row.address.domain())));
        let mut due: Vec<ListId> = rows.into_iter().map(|row| row.id).collect();
        due.truncate(ask.limit.unwrap_or(usize::MAX));
        let work = work.at_most(due.len());
        let held = checked
            .left_out
            .into_iter()
            .map(|row| (row.id, Held::Excluded))
            .collect();
        let rules = self.rules(
            &SendAsk::default(),
            &CampaignKey::from_bytes([0; 32]),
            &Ledger::default(),
        )?;
        let obstacle = (!self.is_trial()).then_some(Error::NotSealed);
        let forecast = estimate(&rules, work, Ledger::default().recent(), now);
        Ok(DryRun {
            digest: None,
            due,
            later: Vec::new(),
            held,
            forecast,
            obstacle,
        })
    }
}

/// What decides about each row.
struct Whole<'a> {
    ledger: &'a Ledger,
    rules: &'a Rules,
    approved: &'a [(u32, Approved)],
    /// Rows that the list excludes by now.
    left_out: HashSet<Pseudonym>,
    /// Rows that people withheld in another kind of run.
    withheld: HashSet<Pseudonym>,
    now: Timestamp,
}

impl Whole<'_> {
    /// What a run would do with this row; `None` if it was not asked for.
    fn turn_of(&self, recipient: &Pseudonym) -> Option<Placement> {
        if !self.rules.is_asked_for(recipient) {
            return None;
        }
        if self.left_out.contains(recipient) {
            return Some(Placement::Held(Held::Excluded));
        }
        if self.withheld.contains(recipient) {
            return Some(Placement::Held(Held::Withheld));
        }
        let terms = Terms::foreseen(self.rules, self.now);
        let permitted = |seal| is_permitted(self.approved, seal);
        Some(turn_of(self.ledger, recipient, permitted, terms))
    }
}

/// The domain of each mail of an active seal.
fn domains_of(vault: &Vault, ledger: &Ledger) -> Result<HashMap<Pseudonym, Domain>, Error> {
    let mut domains = HashMap::new();
    for seal in ledger.active_seals() {
        vault.mails(seal.sealed.seal, |mail| {
            domains.insert(mail.recipient, Domain::of(mail.address.domain()));
        })?;
    }
    Ok(domains)
}
