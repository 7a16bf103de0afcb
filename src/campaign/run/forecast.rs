//! The forecast of a run, and what prevents it from starting: a deadline that has passed or is too
//! near.

use jiff::Timestamp;

use super::open_run::Run;
use super::options::SendAsk;
use crate::campaign::folder::opened::Begun;
use crate::campaign::{Campaign, Error};
use crate::dispatch::plan::{Placement, Terms, turn_of};
use crate::dispatch::schedule::window::{Opening, opening};
use crate::dispatch::{Forecast, Rules, Work, estimate};
use crate::id::CampaignKey;
use crate::journal::Ledger;
use crate::signoff::Approved;

impl Campaign {
    /// The forecast for a run of this work, if it began now.
    ///
    /// # Errors
    /// Errors of the key and the journal.
    pub fn forecast(&self, work: Work, now: Timestamp) -> Result<Forecast, Error> {
        let none = CampaignKey::from_bytes([0; 32]);
        let (begun, nothing) = (self.begun()?, Ledger::default());
        let ledger = begun.as_ref().map_or(&nothing, Begun::ledger);
        let rules = self.rules(&SendAsk::default(), &none, ledger)?;
        Ok(estimate(&rules, work, ledger.recent(), now))
    }

    /// The deadline, if one binds this campaign's runs.
    #[must_use]
    pub fn deadline(&self) -> Option<Timestamp> {
        self.settings()
            .window
            .deadline
            .filter(|_| self.kind() == crate::campaign::Kind::Live)
    }
}

/// Refuses to begin sending an approved seal that can't go before its deadline: after the deadline
/// that needs a new sign-off, before it a person's decision. A seal that began in time continues,
/// and the rest expires.
pub(crate) fn hold_against_deadline(
    rules: &Rules,
    ledger: &Ledger,
    work: Work,
    forecast: Forecast,
    now: Timestamp,
) -> Result<(), Error> {
    before_deadline(rules, ledger, now)?;
    match forecast {
        _ if has_begun(ledger) => Ok(()),
        Forecast::Late { deadline, left } => Err(Error::TooSlow {
            deadline,
            left,
            mails: work.mails,
        }),
        _ => Ok(()),
    }
}

/// Whether every seal with open mails has begun.
fn has_begun(ledger: &Ledger) -> bool {
    ledger
        .open_by_seal()
        .keys()
        .all(|seal| ledger.has_begun(*seal))
}

/// Refuses a start after the deadline.
fn before_deadline(rules: &Rules, ledger: &Ledger, now: Timestamp) -> Result<(), Error> {
    let deadline = rules.window.as_ref().and_then(|window| window.deadline);
    let over = opening(rules.window.as_ref(), now) == Opening::Over;
    match deadline {
        Some(deadline) if over && !has_begun(ledger) => Err(Error::DeadlinePassed { deadline }),
        _ => Ok(()),
    }
}

/// Checks again after the confirmation: a person may have left the question open for hours, until
/// the approvals had expired or the deadline had passed.
pub(crate) fn hold_after_last_look(run: &Run, now: Timestamp) -> Result<(), Error> {
    let ledger = run.opened.ledger();
    let open = ledger.open_by_seal();
    let may_send = |seal: u32, approved: &Approved| {
        ledger.has_begun(seal) || approved.may_begin(ledger.words(), now)
    };
    let mut agreed = run
        .approved
        .iter()
        .filter(|(seal, _)| open.contains_key(seal));
    let lapsed = run
        .approved
        .iter()
        .rev()
        .find(|(seal, it)| open.contains_key(seal) && !may_send(*seal, it));
    if let Some((_, approved)) = lapsed
        && let Some(since) = approved.valid_until()
        && !agreed.any(|(seal, it)| may_send(*seal, it))
    {
        return Err(Error::ApprovalLapsed {
            digest: approved.digest(),
            since,
        });
    }
    before_deadline(&run.rules, ledger, now)
}

/// If approvals expire before the first of their mails may go: until when they are valid, and when
/// that mail may go.
pub(crate) fn words_end_first(run: &Run, now: Timestamp) -> Option<(Timestamp, Timestamp)> {
    let (ledger, rules) = (run.opened.ledger(), &run.rules);
    let terms = Terms::of(rules, now);
    let opens = |at: Timestamp| match opening(rules.window.as_ref(), at) {
        Opening::At(opens) => opens,
        Opening::Open | Opening::Over => at,
    };
    let first = |seal: u32| {
        let of_seal = run
            .candidates
            .iter()
            .map(|entry| &entry.recipient)
            .filter(|recipient| {
                let mail = ledger.recipient(recipient).and_then(|entry| entry.mail());
                rules.is_asked_for(recipient) && mail.is_some_and(|mail| mail.seal == seal)
            });
        let moments =
            of_seal.filter_map(
                |recipient| match turn_of(ledger, recipient, |_| true, terms) {
                    Placement::Due => Some(opens(now)),
                    Placement::Later(at) => Some(opens(at)),
                    Placement::Expire | Placement::Held(_) => None,
                },
            );
        moments.min()
    };
    let waiting = run
        .approved
        .iter()
        .filter(|(seal, _)| !ledger.has_begun(*seal));
    let ends =
        waiting.filter_map(|(seal, approved)| Some((approved.valid_until()?, first(*seal)?)));
    ends.filter(|(until, first)| first > until).min()
}
