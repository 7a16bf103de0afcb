//! Withheld organisations: `withhold`, `release`, and `again` for mails that were closed by
//! mistake.
//!
//! A person's "no" is about the organisation: it outlasts every seal, and holds in every kind of
//! run. The journal of each kind keeps its own record, so decisions of the other kinds are taken
//! over before anything is sealed or sent.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use super::act::{state_of, wrong_state};
use crate::campaign::error::Wanted;
use crate::campaign::folder::opened::{Opened, View};
use crate::campaign::{Campaign, Error, Kind};
use crate::delivery::State;
use crate::dispatch::schedule::window::{Opening, opening};
use crate::finding::Finding;
use crate::id::{ListId, Pseudonym};
use crate::journal::ledger::state::Decision;
use crate::journal::{Event, Ledger};
use crate::list::{self, List};

/// An organisation that a person withholds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// Its id in the list.
    pub id: ListId,
    /// Who withholds it; `None`: the vault no longer has the name.
    pub by: Option<String>,
    /// Since when.
    pub at: Timestamp,
}

/// The place of a row of the list that no seal knows yet.
enum Listed {
    Mailed,
    LeftOut(String),
    Unknown,
}

impl Campaign {
    /// Withholds one organisation, over all seals and kinds of run, until somebody releases it.
    /// Nothing needs to be sealed yet.
    ///
    /// # Errors
    /// [`Error::NoSuchId`], [`Error::WrongState`], [`Error::AlreadyWithheld`], [`Error::NoMailAnyway`].
    pub fn withhold(&self, id: &str, by: &str, why: &str, now: Timestamp) -> Result<(), Error> {
        let mut opened = self.open_to_write()?;
        self.take_over_decisions(&opened.key, &mut opened.journal, now)?;
        let recipient = self.on_the_list_or_sealed(&opened, id)?;
        let (by, why) = opened.reasons(by, why)?;
        let left_out = opened.ground_of(&recipient)?;
        let refused = opened.journal.append_after(|ledger| {
            if let Some(decision) = ledger
                .decision(&recipient)
                .filter(|decision| decision.withheld)
            {
                return Err(Refused::Withheld(decision.clone()));
            }
            // Checked here, where nobody else can write: a sender that begins now reads this first.
            let state = state_of(ledger, &recipient, self.is_busy());
            let is_known = ledger.recipient(&recipient).is_some();
            let closed = match &state {
                Some(State::Bounced | State::Refused { .. } | State::Expired | State::Withheld) => {
                    true
                }
                Some(state) => state.is_open(),
                None => !is_known,
            };
            if closed {
                let at = after(now, ledger.decision(&recipient));
                let by = Some(by);
                return Ok(vec![(at, Event::Withheld { recipient, by, why })]);
            }
            match state {
                Some(state) => Err(Refused::State(state)),
                None => Err(Refused::LeftOut),
            }
        })?;
        refused.or_else(|why| match why {
            Refused::Withheld(decision) => Err(Error::AlreadyWithheld {
                id: id.to_owned(),
                by: opened.texts.read(&decision.by)?,
            }),
            Refused::LeftOut => Err(Error::NoMailAnyway {
                id: id.to_owned(),
                ground: left_out,
            }),
            Refused::State(state) => Err(Error::WrongState {
                id: id.to_owned(),
                state: state.name(),
                wanted: Wanted::Withhold,
            }),
        })
    }

    /// Releases an organisation that somebody withheld. Its sealed mail is due if its approvals are
    /// valid.
    ///
    /// # Errors
    /// [`Error::NoSuchId`]; [`Error::WrongState`] if nobody withholds it.
    pub fn release(&self, id: &str, by: &str, why: &str, now: Timestamp) -> Result<(), Error> {
        let mut opened = self.open_to_write()?;
        self.take_over_decisions(&opened.key, &mut opened.journal, now)?;
        let recipient = self.on_the_list_or_sealed(&opened, id)?;
        let (by, why) = opened.reasons(by, why)?;
        opened
            .journal
            .append_after(|ledger| match ledger.decision(&recipient) {
                Some(decision) if decision.withheld => Ok(vec![(
                    after(now, Some(decision)),
                    Event::Released { recipient, by, why },
                )]),
                _ => {
                    let state = state_of(ledger, &recipient, self.is_busy());
                    let state = match (&state, ledger.recipient(&recipient)) {
                        (Some(state), _) => state.name(),
                        (None, Some(_)) => "excluded",
                        (None, None) => "queued",
                    };
                    Err(Error::WrongState {
                        id: id.to_owned(),
                        state,
                        wanted: Wanted::Release,
                    })
                }
            })?
    }

    /// Makes the same mails due again that were refused or expired by somebody else's mistake, or
    /// whose row left the list and is back: all of them, or none.
    ///
    /// # Errors
    /// [`Error::NoSuchId`], [`Error::WrongState`], [`Error::AlreadyWithheld`],
    /// [`Error::NoMailAnyway`], [`Error::NotListed`], [`Error::DeadlinePassed`]; [`Error::Input`]
    /// if the list can't be read.
    pub fn again(&self, ids: &[String], by: &str, why: &str, now: Timestamp) -> Result<(), Error> {
        let mut opened = self.open_sealed()?;
        if self.kind() == Kind::Live
            && opening(Some(&self.settings().window), now) == Opening::Over
            && let Some(deadline) = self.settings().window.deadline
        {
            return Err(Error::DeadlinePassed { deadline });
        }
        self.take_over_decisions(&opened.key, &mut opened.journal, now)?;
        let list = self.readable_list()?;
        let mut wanted = Vec::new();
        for id in ids {
            let recipient = opened.find(id)?;
            opened.may_be_mailed(&list, &recipient, id)?;
            if !wanted.iter().any(|(one, _)| *one == recipient) {
                wanted.push((recipient, id));
            }
        }
        let (by, why) = opened.reasons(by, why)?;
        opened.journal.append_after(|ledger| {
            let due_again = |(recipient, id): &(Pseudonym, &String)| {
                self.is_to_go_again(ledger, recipient, id)?;
                let recipient = *recipient;
                Ok((now, Event::DueAgain { recipient, by, why }))
            };
            wanted.iter().map(due_again).collect()
        })?
    }

    /// Checks whether a mail may be made due again: refused, expired or dropped by mistake, and
    /// withheld by nobody.
    fn is_to_go_again(
        &self,
        ledger: &Ledger,
        recipient: &Pseudonym,
        id: &str,
    ) -> Result<(), Error> {
        let entry = ledger.recipient(recipient);
        let is_withheld = entry.is_some_and(|entry| entry.withheld().is_some());
        match state_of(ledger, recipient, self.is_busy()) {
            Some(State::Refused { .. } | State::Expired | State::Bounced | State::Withheld)
                if !is_withheld =>
            {
                Ok(())
            }
            state => Err(wrong_state(id, state.as_ref(), Wanted::Again)),
        }
    }

    /// The organisations that people withhold, by their ids in the list, sorted.
    pub(crate) fn withheld(
        &self,
        view: View<'_>,
        listed: &HashMap<Pseudonym, ListId>,
    ) -> Result<Vec<Withheld>, Error> {
        let mut found = Vec::new();
        let decisions = view.ledger.decisions();
        for (recipient, decision) in decisions.filter(|(_, decision)| decision.withheld) {
            let id = match listed.get(recipient) {
                Some(id) => Some(id.clone()),
                None => view.vault.list_id(recipient)?,
            };
            let Some(id) = id else { continue };
            found.push(Withheld {
                id,
                by: view.texts.read(&decision.by)?,
                at: decision.at,
            });
        }
        found.sort_by(|one, other| one.id.as_str().cmp(other.id.as_str()));
        Ok(found)
    }

    /// The current list and its register; an error if they can't be read.
    pub(crate) fn readable_list(&self) -> Result<List, Error> {
        let list = list::read(self.dir(), &self.settings().list);
        if list.recipients.is_empty()
            && list.excluded.is_empty()
            && list.faults.iter().any(Finding::is_error)
        {
            let sum = list.sum();
            return Err(Error::Input {
                faults: list.faults,
                sum: Some(sum),
            });
        }
        Ok(list)
    }

    /// The row with this id, in any seal or on the current list.
    fn on_the_list_or_sealed(&self, opened: &Opened, id: &str) -> Result<Pseudonym, Error> {
        if let Ok(recipient) = opened.find(id) {
            return Ok(recipient);
        }
        let unknown = || Error::NoSuchId { id: id.to_owned() };
        let list_id = ListId::new(id).map_err(|_| unknown())?;
        let recipient = opened.key.pseudonym(&list_id);
        if opened.journal.ledger().decision(&recipient).is_some() {
            return Ok(recipient);
        }
        match place_on(&self.readable_list()?, id) {
            Listed::Mailed => Ok(recipient),
            Listed::LeftOut(ground) => Err(Error::NoMailAnyway {
                id: id.to_owned(),
                ground: Some(ground),
            }),
            Listed::Unknown => Err(unknown()),
        }
    }
}

impl Opened {
    /// Checks a row against the current list, and against people's decisions.
    fn may_be_mailed(&self, list: &List, recipient: &Pseudonym, id: &str) -> Result<(), Error> {
        let id = id.to_owned();
        match place_on(list, &id) {
            Listed::Mailed => {}
            Listed::LeftOut(ground) => {
                let ground = Some(ground);
                return Err(Error::NoMailAnyway { id, ground });
            }
            Listed::Unknown => return Err(Error::NotListed { id }),
        }
        let decision = self.journal.ledger().decision(recipient);
        if let Some(decision) = decision.filter(|decision| decision.withheld) {
            let by = self.texts.read(&decision.by)?;
            return Err(Error::AlreadyWithheld { id, by });
        }
        Ok(())
    }
}

/// Why an organisation is not withheld.
enum Refused {
    Withheld(Decision),
    State(State),
    LeftOut,
}

/// A decision is later than the one that it replaces, whatever the clock says.
fn after(now: Timestamp, before: Option<&Decision>) -> Timestamp {
    const MOMENT: SignedDuration = SignedDuration::from_millis(1);
    before.map_or(now, |before| {
        now.max(before.at.checked_add(MOMENT).unwrap_or(before.at))
    })
}

fn place_on(list: &List, id: &str) -> Listed {
    if list.recipients.iter().any(|row| row.id.as_str() == id)
        || list.invalid_ids.iter().any(|row| row.as_str() == id)
    {
        return Listed::Mailed;
    }
    match list.excluded.iter().find(|row| row.id.as_str() == id) {
        Some(row) => Listed::LeftOut(row.ground.clone()),
        None => Listed::Unknown,
    }
}
