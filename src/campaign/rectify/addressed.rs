//! Who has, or may have, a mail of a campaign, and at which address.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;

use crate::address::Address;
use crate::campaign::Error;
use crate::campaign::folder::opened::View;
use crate::delivery::State;
use crate::id::{ListId, Pseudonym};
use crate::journal::ledger::state::{MailEntry, RowEntry};
use crate::vault::{SealedRow, VaultFault};

/// An organisation at an address that has, or may have, the earlier mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EarlierRecipient {
    /// Its id in the list of the rectification.
    pub(crate) id: ListId,
    /// The organisation's name, as it was sealed.
    pub(crate) organisation: String,
    /// Where the earlier mail went.
    pub(crate) address: Address,
    /// `Date:` of the earlier mail; `None` if no record of it is left.
    pub(crate) date: Option<Timestamp>,
}

/// Everybody on a campaign's lists, by whether they have, or may have, its mail.
#[derive(Debug, Clone, Default)]
pub(crate) struct Addressed {
    /// In the order of the list.
    pub(crate) rows: Vec<EarlierRecipient>,
    /// How many organisations are told, by the state of their newest mail.
    pub(crate) told: BTreeMap<&'static str, usize>,
    /// How many are not, by the same, and `excluded`.
    pub(crate) left_out: BTreeMap<&'static str, usize>,
    /// Those that are told though a person withholds them by now.
    pub(crate) withheld: Vec<ListId>,
    /// The state of each organisation that is not told, by its id.
    pub(crate) states: HashMap<ListId, &'static str>,
}

/// Reads journal and vault of a campaign.
///
/// # Errors
/// [`VaultFault::Missing`] if the vault lacks what the journal names.
pub(crate) fn addressed(view: View<'_>) -> Result<Addressed, Error> {
    let mut known: HashMap<Pseudonym, SealedRow> = HashMap::new();
    view.vault.each_row(|_, row| {
        known.insert(row.recipient, row);
    })?;
    let mut ids: HashSet<ListId> = known.values().map(|row| row.list_id.clone()).collect();
    let mut all: Vec<(&Pseudonym, RowEntry<'_>, &SealedRow)> = Vec::new();
    for (recipient, entry) in view.ledger.recipients() {
        let row = known.get(recipient).ok_or(VaultFault::Missing)?;
        all.push((recipient, entry, row));
    }
    all.sort_by_key(|(_, _, row)| (row.sheet_row, row.list_id.as_str()));
    let mut found = Addressed::default();
    for (recipient, entry, row) in all {
        let held = mails_held(entry);
        let state = match (entry.is_excluded(), entry.state()) {
            (false, Some(state)) => state.name(),
            (true, _) | (_, None) => "excluded",
        };
        let (is_told, id) = (!held.is_empty(), row.list_id.clone());
        let counted = if is_told {
            &mut found.told
        } else {
            &mut found.left_out
        };
        *counted.entry(shown(state)).or_insert(0) += 1;
        if !is_told {
            found.states.insert(id, shown(state));
            continue;
        }
        if entry.withheld().is_some() {
            found.withheld.push(id);
        }
        let mut addresses = HashSet::new();
        // The newest first: what two mails to one address have in common is said once.
        for (number, mail) in held.into_iter().rev() {
            let stored = view.vault.mail(mail.seal, recipient)?;
            if !addresses.insert(stored.address.clone()) {
                continue;
            }
            found.rows.push(EarlierRecipient {
                id: id_of(&row.list_id, number, &mut ids)?,
                organisation: row.organisation.clone(),
                address: stored.address,
                date: mail.date().or(mail.offered_at()),
            });
        }
    }
    Ok(found)
}

/// What a sender that died left open is in doubt.
fn shown(state: &'static str) -> &'static str {
    if state == State::Offered.name() {
        State::InDoubt.name()
    } else {
        state
    }
}

/// The mails of a row that its organisation has, or may have, the oldest first, each with its number among those that
/// were handed over, from 1. A number never comes to mean another mail: what was handed over stays handed over.
fn mails_held(entry: RowEntry<'_>) -> Vec<(usize, MailEntry<'_>)> {
    let never_offered = |mail: &MailEntry<'_>| mail.offered_at().is_none();
    let is_late = entry
        .mail()
        .is_some_and(|mail| is_taken(mail.own_state()) && never_offered(&mail));
    let mut held = Vec::new();
    let (mut number, mut inherited) = (1, 0);
    let mut found_the_late_one = false;
    for mail in entry.earlier() {
        // The relay took one, and the newest was never handed over: then it was one that a person believed lost.
        let is_the_late_one = is_late && mail.was_resent();
        found_the_late_one |= is_the_late_one;
        if may_be_there(&mail, inherited) || is_the_late_one {
            held.push((number, mail));
        }
        number += usize::from(!never_offered(&mail));
        inherited = passed_on(&mail);
    }
    let current = entry.mail().filter(|mail| may_be_there(mail, inherited));
    held.extend(
        current
            .filter(|_| !found_the_late_one)
            .map(|mail| (number, mail)),
    );
    held
}

/// Whether the organisation has this mail, or may have it. `inherited`: how many of its unclear answers were about the
/// mail that it replaced.
fn may_be_there(mail: &MailEntry<'_>, inherited: u8) -> bool {
    match mail.own_state() {
        State::Offered | State::Accepted | State::InDoubt | State::Delayed | State::Delivered => {
            true
        }
        State::Queued
        | State::Deferred { .. }
        | State::Refused { .. }
        | State::Expired
        | State::Withheld
        | State::Bounced => mail.is_perhaps_taken() && mail.unclear_answers() > inherited,
    }
}

/// How many unclear answers the mail that replaces this one is charged with.
fn passed_on(mail: &MailEntry<'_>) -> u8 {
    if mail.is_perhaps_taken() && mail.own_state().is_open() {
        mail.unclear_answers()
    } else {
        0
    }
}

fn is_taken(state: &State) -> bool {
    matches!(state, State::Accepted | State::Delayed | State::Delivered)
}

/// The id of the first mail is that of the row; of a later one it has the mail's number. `taken`: the ids that mean
/// something else.
fn id_of(row: &ListId, number: usize, taken: &mut HashSet<ListId>) -> Result<ListId, VaultFault> {
    /// The most characters of an id.
    const LONGEST: usize = 64;
    if number == 1 {
        return Ok(row.clone());
    }
    let mut end = format!("~{number}");
    loop {
        let kept = row.as_str().chars().take(LONGEST.saturating_sub(end.len()));
        let id = kept.collect::<String>() + &end;
        let id = ListId::new(&id).map_err(|_| VaultFault::Form)?;
        if taken.insert(id.clone()) {
            return Ok(id);
        }
        end.insert(0, '~');
    }
}

#[cfg(test)]
mod tests;
