//! From what was asked to a run that is ready: sealed where that is a trial's business, verified, agreed to,
//! planned. Nothing is connected yet.

use std::collections::HashMap;
use std::path::PathBuf;
use std::rc::Rc;

use jiff::Timestamp;

use super::clock_doubt::{ClockDoubt, before_refusal};
use super::deadline::{hold_against_deadline, words_end_first};
use super::last_look::LastLook;
use super::list_watch::{Stamps, Watched};
use super::permissions::Permissions;
use super::remarks::OpenRemark;
use super::roll::of_older_seals;
use super::seal::{SealAsk, SealOutcome};
use super::send_options::SendAsk;
use super::stopped::{Stop, StoppedBy};
use super::withheld::Withheld;
use super::{Campaign, Error, Kind};
use crate::dispatch::plan::{Terms, Turn, turn_of};
use crate::dispatch::window::{Opening, opening};
use crate::dispatch::{Outlook, RollEntry, Rules, Work, estimate};
use crate::fault::Fault;
use crate::id::{CampaignKey, Digest, ListId, Pseudonym};
use crate::journal::{Journal, Ledger, SenderLock};
use crate::signoff::Approved;
use crate::vault::{Outbox, Texts, Vault};

/// A run that is ready: everything checked, nothing connected.
pub struct Prepared {
    /// What sealing on the way did; trials only.
    pub sealed: Option<SealOutcome>,
    /// What a person must see before a real send; `None` for trials and where it was confirmed.
    pub last_look: Option<LastLook>,
    /// Due now.
    pub due: usize,
    /// When the run will have offered what is due, at this pace and in this window.
    pub outlook: Outlook,
    /// When the next mails may go, where that is not now.
    pub opens: Option<Timestamp>,
    /// The approval holds until then, and the first mail on it may go at that later moment.
    pub words_end_first: Option<(Timestamp, Timestamp)>,
    /// What speaks against this computer's clock: a person must say that it is right before anything goes.
    pub clock_doubt: Option<ClockDoubt>,
    /// When the run before it ended, and why, where a person was needed.
    pub stopped: Option<Stop>,
    /// Mails whose seal still waits for a word: they stay where they are.
    pub not_approved: Option<Error>,
    /// Rows of the list that no seal in force has a mail for: this run does not reach them.
    pub unsealed: Vec<ListId>,
    /// Whom people took out: no mail goes to them.
    pub withheld: Vec<Withheld>,
    /// The remarks that are still open, oldest first.
    pub remarks: Vec<OpenRemark>,
    /// Files of the campaign that others on this machine can read or change; empty where nothing is due.
    pub open_files: Vec<Fault>,
    /// How the list knows its rows.
    pub names: Rc<Names>,
    pub(super) run: Run,
}

/// How the list knows its rows: asked of the vault, one by one, where a row is to be shown.
pub struct Names(Vault);

impl Names {
    /// The id of a row in the list; `None` where the vault cannot say.
    #[must_use]
    pub fn id(&self, recipient: &Pseudonym) -> Option<ListId> {
        self.0.list_id(recipient).ok().flatten()
    }
}

/// What a run takes with it.
pub(super) struct Run {
    pub(super) key: CampaignKey,
    pub(super) lock: SenderLock,
    pub(super) journal: Journal,
    pub(super) outbox: Outbox,
    pub(super) roll: Vec<RollEntry>,
    pub(super) approved: Vec<(u32, Approved)>,
    pub(super) rules: Rules,
    /// Mails that a sender which died left open: in doubt now.
    pub(super) died: Vec<Pseudonym>,
    /// Octets of the largest mail that may go out, as the relay counts them.
    pub(super) largest: u64,
    /// What to hold the mails against while it goes on; `None`: it can reach nobody.
    pub(super) watched: Option<Watched>,
    /// Where the dialogue with the relay is written down.
    pub(super) transcript: Option<PathBuf>,
}

/// The mails that may go, and what they need.
struct Ready {
    vault: Vault,
    texts: Texts,
    outbox: Outbox,
    roll: Vec<RollEntry>,
    largest: u64,
    approved: Permissions,
    /// What the mails of a seal lack that stay.
    not_approved: Option<Error>,
    watched: Option<Watched>,
}

/// What is due of them, and what people must know before it goes.
struct Plan {
    due: usize,
    outlook: Outlook,
    clock_doubt: Option<ClockDoubt>,
    last_look: Option<LastLook>,
    stopped: Option<Stop>,
}

impl Prepared {
    /// A person says that this computer's clock is right.
    pub fn vouch_for_clock(&mut self) {
        self.clock_doubt = None;
        self.run.rules.clock_vouched = true;
    }
}

impl Campaign {
    /// Prepares a run: seals where that is a trial's business, verifies the seal, holds it against its
    /// sign-off, and plans.
    ///
    /// # Errors
    /// Anything that stops the run before it connects.
    pub fn prepare(&self, ask: &SendAsk, now: Timestamp) -> Result<Prepared, Error> {
        let (lock, before) = self.take_lock(ask, now)?;
        let key = self.key()?;
        let mut journal = self.journal(&key)?;
        self.take_over_decisions(&key, &mut journal, now)?;
        let seen = self.stamps();
        let (sealed, unsealed) = self.seal_on_the_way(ask, now, &key, &mut journal, &lock)?;
        let rules = self.rules(ask, &key, journal.ledger())?;
        hold_against_clock(journal.ledger(), &rules, now)?;
        // Before anything is decided on the ledger: what others write after this must come to the run as news.
        let died = journal.doubt_what_died(now, &lock)?;
        // Nothing is sealed any more, and a large campaign has many.
        journal.forget_digests();
        let ledger = journal.ledger();
        let newest = seal_that_was_meant(ledger, ask)?;
        let ready = self.mails_to_send(ask, &key, ledger, &rules, seen, now)?;
        let plan = self.plan(ask, ledger, &ready, &rules, now)?;
        self.hold_against_brake(ask, &plan, newest)?;
        if journal.stop_asked_after(before)? {
            return Err(Error::StopAsked);
        }
        let withheld = self.withheld(ledger, &ready.vault, &ready.texts, &HashMap::new())?;
        let remarks = self.open_remarks(ledger, &ready.vault, &ready.texts)?;
        let open_files = match plan.due {
            0 => Vec::new(),
            _ => self.open_to_others(),
        };
        let opens = opens_later(&rules, now);
        let run = Run {
            key,
            lock,
            journal,
            outbox: ready.outbox,
            roll: ready.roll,
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
            outlook: plan.outlook,
            opens,
            words_end_first: words_end_first(&run, now),
            clock_doubt: plan.clock_doubt,
            stopped: plan.stopped,
            not_approved: ready.not_approved,
            unsealed,
            withheld,
            remarks,
            open_files,
            names: Rc::new(Names(ready.vault)),
            run,
        })
    }

    /// Takes the sender lock; says how many records the journal had before.
    fn take_lock(&self, ask: &SendAsk, now: Timestamp) -> Result<(SenderLock, u64), Error> {
        // Who asks a sender to stop looks whether it holds the lock. So what is asked from here on is asked of this run.
        self.hold_against_kind()?;
        let before = self.records();
        let lock = self.lock()?;
        if ask.fresh {
            return Ok((self.begin_trial_anew(lock, now)?, 0));
        }
        Ok((lock, before))
    }

    /// What may go, from the seals in force that hold against the settings of today and have their words.
    fn mails_to_send(
        &self,
        ask: &SendAsk,
        key: &CampaignKey,
        ledger: &Ledger,
        rules: &Rules,
        seen: Stamps,
        now: Timestamp,
    ) -> Result<Ready, Error> {
        let vault = self.vault()?;
        self.hold_seals_against_memory(key, ledger, &vault)?;
        self.hold_against_head(&vault, ledger)?;
        let seals: Vec<(u32, Digest)> = ledger
            .active_seals()
            .iter()
            .map(|seal| (seal.sealed.seal, seal.sealed.digest))
            .collect();
        let texts = self.texts(key)?;
        let (approved, not_approved) = self.permissions(&vault, &texts, key, ledger, now)?;
        let (outbox, mut roll, largest) = self.open_outbox(&vault, ledger, &seals, &approved)?;
        // What was agreed to goes, except to whom the list leaves out by now.
        let left_out = match ask.as_sealed {
            true => Some(self.left_out_now(key, ledger)?),
            false => None,
        };
        if let Some(out) = &left_out {
            roll.retain(|entry| !out.contains(&entry.recipient));
        }
        roll.extend(of_older_seals(&vault, ledger, rules, now)?);
        let watched = (!self.is_trial()).then(|| Watched {
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
            vault,
            texts,
            outbox,
            roll,
            largest,
            approved,
            not_approved,
            watched,
        })
    }

    /// What is due now, when that will have gone, and what a person must see or say first.
    fn plan(
        &self,
        ask: &SendAsk,
        ledger: &Ledger,
        ready: &Ready,
        rules: &Rules,
        now: Timestamp,
    ) -> Result<Plan, Error> {
        let work = work_due(ledger, &ready.roll, &ready.approved, rules, now);
        let due = work.mails;
        let outlook = estimate(rules, work, ledger.recent(), now);
        hold_against_deadline(rules, ledger, work, outlook, now)
            .map_err(|refused| before_refusal(refused, ledger, rules, now))?;
        let mails = ready.roll.iter().map(|entry| &entry.recipient);
        Ok(Plan {
            due,
            outlook,
            clock_doubt: ClockDoubt::of(ledger, rules, mails, due, now),
            last_look: self.last_look(ask, &ready.vault, ledger, due, outlook, rules)?,
            stopped: ledger.run().and_then(|run| Stop::of(run, &ready.texts)),
        })
    }

    /// After the brake a person looks before a live run goes on.
    fn hold_against_brake(&self, ask: &SendAsk, plan: &Plan, digest: Digest) -> Result<(), Error> {
        // A person is asked for the campaign's name, but not where nothing is due at once.
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

    /// A trial seals on the way, anew where the input changed; anything else must be as it was agreed to. Says also
    /// which rows of the list have no mail in a seal in force.
    fn seal_on_the_way(
        &self,
        ask: &SendAsk,
        now: Timestamp,
        key: &CampaignKey,
        journal: &mut Journal,
        lock: &SenderLock,
    ) -> Result<(Option<SealOutcome>, Vec<ListId>), Error> {
        let Some(newest) = journal.ledger().newest_seal() else {
            if self.is_trial() {
                let sealed = self.seal_with(&SealAsk::default(), now, key, journal, lock)?;
                return Ok((Some(sealed), Vec::new()));
            }
            return Err(Error::NotSealed);
        };
        if ask.as_sealed {
            return Ok((None, Vec::new()));
        }
        let vault = self.vault()?;
        let ledger = journal.ledger();
        if self.is_trial() {
            let stored = vault.seal(newest.sealed.seal)?;
            let is_same = stored.inputs == self.inputs()?
                && self.changed_head(&vault, ledger)?.is_empty()
                && !ledger.has_stranded();
            if is_same {
                return Ok((None, Vec::new()));
            }
            let sealed = self.seal_with(&SealAsk::default(), now, key, journal, lock)?;
            return Ok((Some(sealed), Vec::new()));
        }
        let against = self.against_list(key, &vault, ledger)?;
        match self.list_differs(ledger, &against) {
            Some(error) => Err(error),
            None => Ok((None, against.unsealed)),
        }
    }
}

/// A clock that speaks against the journal stops a run that would record a silence: that would hide it from the next.
fn hold_against_clock(ledger: &Ledger, rules: &Rules, now: Timestamp) -> Result<(), Error> {
    if rules.clock_vouched || ledger.offered_now().is_empty() {
        return Ok(());
    }
    ClockDoubt::by_records(ledger, now).map_or(Ok(()), |doubt| Err(Error::ClockUnsure(doubt)))
}

/// The newest seal; where a person typed a digest, it must be the one of that.
fn seal_that_was_meant(ledger: &Ledger, ask: &SendAsk) -> Result<Digest, Error> {
    let sealed = ledger.newest_seal().ok_or(Error::NotSealed)?.sealed.digest;
    match &ask.confirmed {
        Some(typed) if !sealed.is_named_by(typed) => Err(Error::OtherDigest { sealed }),
        _ => Ok(sealed),
    }
}

/// When the window opens, where it is closed now.
fn opens_later(rules: &Rules, now: Timestamp) -> Option<Timestamp> {
    match opening(rules.window.as_ref(), now) {
        Opening::At(at) => Some(at),
        Opening::Open | Opening::Over => None,
    }
}

fn work_due(
    ledger: &Ledger,
    roll: &[RollEntry],
    approved: &[(u32, Approved)],
    rules: &Rules,
    now: Timestamp,
) -> Work {
    // Who vouches for the clock is asked for what was put off under another as well.
    let terms = Terms {
        past_deadline: false,
        clock_vouched: true,
        ..Terms::of(rules, now)
    };
    let agreed = |seal| approved.iter().any(|(number, _)| *number == seal);
    let asked = roll
        .iter()
        .filter(|entry| rules.is_asked_for(&entry.recipient));
    let due = asked.filter(|entry| turn_of(ledger, &entry.recipient, agreed, terms) == Turn::Due);
    Work::to(due.map(|entry| entry.domain)).at_most(rules.limit.unwrap_or(usize::MAX))
}
