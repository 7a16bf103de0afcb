//! From a request to a prepared run: sealed if it is a trial, verified, approved, planned. Nothing is connected yet.

use std::collections::HashMap;
use std::rc::Rc;

use jiff::Timestamp;

use super::candidates::of_older_seals;
use super::clock_refusal::before_refusal;
use super::confirmation::LastLook;
use super::forecast::{hold_against_deadline, words_end_first};
use super::last_stop::{Stop, StoppedBy};
use super::list_watch::{Stamps, Watched};
use super::open_run::Run;
use super::options::SendAsk;
use super::permissions::{Permissions, is_permitted};
use crate::campaign::clock_doubt::ClockDoubt;
use crate::campaign::decisions::remarks::OpenRemark;
use crate::campaign::decisions::withheld::Withheld;
use crate::campaign::folder::opened::{Begun, Opened, View};
use crate::campaign::seal::outcome::{SealAsk, SealOutcome};
use crate::campaign::{Campaign, Error, Kind};
use crate::dispatch::plan::{Placement, Terms, turn_of};
use crate::dispatch::schedule::window::{Opening, opening};
use crate::dispatch::{Candidate, Forecast, Rules, Work, estimate};
use crate::finding::Finding;
use crate::id::{Digest, ListId, Pseudonym};
use crate::journal::{Ledger, SenderLock};
use crate::signoff::Approved;
use crate::vault::{Outbox, Vault};

/// A prepared run: everything checked, nothing connected.
pub struct Prepared {
    /// Result of sealing on the way; trials only.
    pub sealed: Option<SealOutcome>,
    /// What a person must see before a real send; `None` for trials and if it was confirmed.
    pub last_look: Option<LastLook>,
    /// Number of mails due now.
    pub due: usize,
    /// The forecast for the mails that are due, at this pace and in this window.
    pub forecast: Forecast,
    /// When the next mails may go, if that is not now.
    pub opens: Option<Timestamp>,
    /// The approval is valid until the first time, and the first mail on it may go at the second, later one.
    pub words_end_first: Option<(Timestamp, Timestamp)>,
    /// What speaks against this computer's clock: a person must confirm the clock before anything goes.
    pub clock_doubt: Option<ClockDoubt>,
    /// When the previous run ended, and why, if a person was needed.
    pub stopped: Option<Stop>,
    /// Mails whose seal still needs an approval: they stay where they are.
    pub not_approved: Option<Error>,
    /// Rows of the list without a mail in a seal in force: this run doesn't reach them.
    pub unsealed: Vec<ListId>,
    /// Organisations that people withhold: no mail goes to them.
    pub withheld: Vec<Withheld>,
    /// The remarks that are still open, oldest first.
    pub remarks: Vec<OpenRemark>,
    /// Files of the campaign that others on this machine can read or change; empty if nothing is due.
    pub open_files: Vec<Finding>,
    /// The ids of rows in the list.
    pub names: Rc<RowNames>,
    pub(crate) run: Run,
}

/// The ids of rows in the list, read from the vault one by one when a row is shown.
pub struct RowNames(Vault);

impl RowNames {
    /// The id of a row in the list; `None` if the vault can't say.
    #[must_use]
    pub fn id(&self, recipient: &Pseudonym) -> Option<ListId> {
        self.0.list_id(recipient).ok().flatten()
    }
}

/// The mails that may go, and what they need.
struct Ready {
    outbox: Outbox,
    candidates: Vec<Candidate>,
    largest: u64,
    approved: Permissions,
    /// What the mails of the other seals lack.
    not_approved: Option<Error>,
    watched: Option<Watched>,
}

/// What is due of them, and what people must know before it goes.
struct Plan {
    due: usize,
    forecast: Forecast,
    clock_doubt: Option<ClockDoubt>,
    last_look: Option<LastLook>,
    stopped: Option<Stop>,
}

impl Prepared {
    /// Records that a person says that this computer's clock is right.
    pub fn vouch_for_clock(&mut self) {
        self.clock_doubt = None;
        self.run.rules.clock_vouched = true;
    }
}

impl Campaign {
    /// Prepares a run: seals if it is a trial, verifies the seal, checks its sign-off, and plans.
    ///
    /// # Errors
    /// Anything that stops the run before it connects.
    pub fn prepare(&self, ask: &SendAsk, now: Timestamp) -> Result<Prepared, Error> {
        let (lock, before) = self.take_lock(ask, now)?;
        let mut begun = self.begin()?;
        self.take_over_decisions(&begun.key, &mut begun.journal, now)?;
        let seen = self.stamps();
        let (sealed, unsealed) = self.seal_on_the_way(ask, now, &mut begun, &lock)?;
        let rules = self.rules(ask, &begun.key, begun.ledger())?;
        hold_against_clock(begun.ledger(), &rules, now)?;
        // Before anything is decided on the ledger: what others write after this must reach the run as news.
        let died = begun.journal.mark_interrupted_in_doubt(now, &lock)?;
        // Nothing is sealed any more, and a large campaign has many digests.
        begun.journal.forget_digests();
        let newest = seal_that_was_meant(begun.ledger(), ask)?;
        let opened = begun.with_vault(self)?;
        let ready = self.mails_to_send(ask, &opened, &rules, seen, now)?;
        let plan = self.plan(ask, &opened, &ready, &rules, now)?;
        self.hold_against_brake(ask, &plan, newest)?;
        if opened.journal.stop_asked_after(before)? {
            return Err(Error::StopAsked);
        }
        let withheld = self.withheld(opened.view(), &HashMap::new())?;
        let remarks = self.open_remarks(opened.view())?;
        let open_files = match plan.due {
            0 => Vec::new(),
            _ => self.open_to_others(),
        };
        let opens = opens_later(&rules, now);
        let run = Run {
            lock,
            opened,
            outbox: ready.outbox,
            candidates: ready.candidates,
            approved: ready.approved,
            rules,
            died,
            largest: ready.largest,
            watched: ready.watched,
            transcript: ask.transcript.clone(),
        };
        Ok(Prepared {
            sealed,
            last_look: plan.last_look,
            due: plan.due,
            forecast: plan.forecast,
            opens,
            words_end_first: words_end_first(&run, now),
            clock_doubt: plan.clock_doubt,
            stopped: plan.stopped,
            not_approved: ready.not_approved,
            unsealed,
            withheld,
            remarks,
            open_files,
            names: Rc::new(RowNames(self.vault()?)),
            run,
        })
    }

    /// Takes the sender lock; returns how many records the journal had before.
    fn take_lock(&self, ask: &SendAsk, now: Timestamp) -> Result<(SenderLock, u64), Error> {
        // `stop` checks whether a sender holds the lock, so a stop from now on is meant for this run.
        self.hold_against_kind()?;
        let before = self.records();
        let lock = self.lock_earlier(self.lock()?)?;
        if ask.fresh {
            return Ok((self.begin_trial_anew(lock, now)?, 0));
        }
        Ok((lock, before))
    }

    /// The mails that may go: of seals in force that match the current settings and have valid approvals.
    fn mails_to_send(
        &self,
        ask: &SendAsk,
        opened: &Opened,
        rules: &Rules,
        seen: Stamps,
        now: Timestamp,
    ) -> Result<Ready, Error> {
        let View {
            key, ledger, vault, ..
        } = opened.view();
        self.hold_seals_against_memory(opened)?;
        self.hold_against_head(vault, ledger)?;
        let seals: Vec<(u32, Digest)> = ledger
            .active_seals()
            .iter()
            .map(|seal| (seal.sealed.seal, seal.sealed.digest))
            .collect();
        let (approved, not_approved) = self.permissions(opened.view(), now)?;
        let (outbox, mut candidates, largest) = self.open_outbox(opened, &seals, &approved)?;
        // What was approved goes, except to rows that the list excludes by now.
        let is_rehearsal = self.kind() == Kind::Rehearsal;
        let left_out = match ask.as_sealed && !is_rehearsal {
            true => Some(self.left_out_now(key, ledger)?),
            false => None,
        };
        if let Some(out) = &left_out {
            candidates.retain(|entry| !out.contains(&entry.recipient));
        }
        candidates.extend(of_older_seals(vault, ledger, rules, now)?);
        // A rehearsal's mails are no rows of the list.
        let watched = (!self.is_trial() && !is_rehearsal).then(|| Watched {
            key: key.clone(),
            seen,
            left_out,
        });
        if approved.is_empty()
            && let Some(missing) = not_approved
        {
            return Err(before_refusal(missing, ledger, rules, now));
        }
        Ok(Ready {
            outbox,
            candidates,
            largest,
            approved,
            not_approved,
            watched,
        })
    }

    /// What is due now, the forecast, and what a person must see or confirm first.
    fn plan(
        &self,
        ask: &SendAsk,
        opened: &Opened,
        ready: &Ready,
        rules: &Rules,
        now: Timestamp,
    ) -> Result<Plan, Error> {
        let ledger = opened.ledger();
        let work = work_due(ledger, &ready.candidates, &ready.approved, rules, now);
        let due = work.mails;
        let forecast = estimate(rules, work, ledger.recent(), now);
        hold_against_deadline(rules, ledger, work, forecast, now)
            .map_err(|refused| before_refusal(refused, ledger, rules, now))?;
        let mails = ready.candidates.iter().map(|entry| &entry.recipient);
        Ok(Plan {
            due,
            forecast,
            clock_doubt: ClockDoubt::of(ledger, rules, mails, due, now),
            last_look: self.last_look(ask, opened, due, forecast, rules)?,
            stopped: ledger.run().and_then(|run| Stop::of(run, &opened.texts)),
        })
    }

    /// After the brake a person looks before a live run continues.
    fn hold_against_brake(&self, ask: &SendAsk, plan: &Plan, digest: Digest) -> Result<(), Error> {
        // A person is asked for the campaign's name, but not if nothing is due at once.
        let is_unasked = ask.confirmed.is_some() || plan.due == 0;
        match &plan.stopped {
            Some(
                stop @ Stop {
                    by: StoppedBy::Brake(_),
                    ..
                },
            ) if self.kind() == Kind::Live && is_unasked && !ask.after_brake => {
                let stop = stop.clone();
                Err(Error::Braked { stop, digest })
            }
            _ => Ok(()),
        }
    }

    /// Seals a trial, again if the input changed; any other run must be as it was approved. Returns also the rows of
    /// the list without a mail in a seal in force.
    fn seal_on_the_way(
        &self,
        ask: &SendAsk,
        now: Timestamp,
        begun: &mut Begun,
        lock: &SenderLock,
    ) -> Result<(Option<SealOutcome>, Vec<ListId>), Error> {
        self.hold_against_earlier(true)?;
        if self.is_trial() {
            if self.is_trial_sealed(ask, begun)? {
                return Ok((None, Vec::new()));
            }
            let sealed = self.seal_with(&SealAsk::default(), now, begun, lock)?;
            return Ok((Some(sealed), Vec::new()));
        }
        let ledger = begun.ledger();
        ledger.newest_seal().ok_or(Error::NotSealed)?;
        if ask.as_sealed {
            return Ok((None, Vec::new()));
        }
        let against = self.against_list(&begun.key, &self.vault()?, ledger)?;
        match self.list_differs(ledger, &against) {
            Some(error) => Err(error),
            None => Ok((None, against.unsealed)),
        }
    }

    /// Whether a trial's newest seal is what a seal of now would be, or is to go as it is.
    fn is_trial_sealed(&self, ask: &SendAsk, begun: &Begun) -> Result<bool, Error> {
        let ledger = begun.ledger();
        let Some(newest) = ledger.newest_seal() else {
            return Ok(false);
        };
        if ask.as_sealed {
            return Ok(true);
        }
        let vault = self.vault()?;
        Ok(vault.seal(newest.sealed.seal)?.inputs == self.inputs()?
            && self.changed_head(&vault, ledger)?.is_empty()
            && !ledger.has_stranded())
    }
}

/// Stops a run whose clock contradicts the journal before it records anything: a record would hide the silence from
/// the next run.
fn hold_against_clock(ledger: &Ledger, rules: &Rules, now: Timestamp) -> Result<(), Error> {
    if rules.clock_vouched || ledger.offered_now().is_empty() {
        return Ok(());
    }
    ClockDoubt::by_records(ledger, now).map_or(Ok(()), |doubt| Err(Error::ClockUnsure(doubt)))
}

/// The newest seal; if a person typed a digest, the newest must have it.
fn seal_that_was_meant(ledger: &Ledger, ask: &SendAsk) -> Result<Digest, Error> {
    let sealed = ledger.newest_seal().ok_or(Error::NotSealed)?.sealed.digest;
    match &ask.confirmed {
        Some(typed) if !sealed.is_named_by(typed) => Err(Error::OtherDigest { sealed }),
        _ => Ok(sealed),
    }
}

/// When the window opens, if it is closed now.
fn opens_later(rules: &Rules, now: Timestamp) -> Option<Timestamp> {
    match opening(rules.window.as_ref(), now) {
        Opening::At(at) => Some(at),
        Opening::Open | Opening::Over => None,
    }
}

fn work_due(
    ledger: &Ledger,
    candidates: &[Candidate],
    approved: &[(u32, Approved)],
    rules: &Rules,
    now: Timestamp,
) -> Work {
    let terms = Terms::foreseen(rules, now);
    let permitted = |seal| is_permitted(approved, seal);
    let asked = candidates
        .iter()
        .filter(|entry| rules.is_asked_for(&entry.recipient));
    let due =
        asked.filter(|entry| turn_of(ledger, &entry.recipient, permitted, terms) == Placement::Due);
    Work::to(due.map(|entry| entry.domain)).at_most(rules.limit.unwrap_or(usize::MAX))
}
