//! From what was asked to a run that is ready: sealed where that is a trial's business, verified, agreed to,
//! planned. Nothing is connected yet.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::rc::Rc;

use jiff::Timestamp;

use super::act::{people_of, policy_of};
use super::clock_doubt::{ClockDoubt, before_refusal};
use super::deadline::{hold_against_deadline, words_end_first};
use super::last_look::LastLook;
use super::list_watch::Watched;
use super::remarks::OpenRemark;
use super::roll::of_older_seals;
use super::seal::{SealAsk, SealOutcome};
use super::stopped::{Stop, StoppedBy};
use super::withheld::Withheld;
use super::{Campaign, Error, Kind};
use crate::config::Reach;
use crate::dispatch::plan::{Terms, Turn, turn_of};
use crate::dispatch::window::{Opening, opening};
use crate::dispatch::{Outlook, RollEntry, Rules, Work, estimate};
use crate::fault::Fault;
use crate::id::{CampaignKey, Digest, ListId, Pseudonym};
use crate::journal::{Journal, Ledger, SenderLock};
use crate::signoff::{Approved, Standing};
use crate::vault::{Head, Outbox, Texts, Vault};

/// What is asked of a run.
#[derive(Debug, Clone, Default)]
pub struct SendAsk {
    /// No more than this many mails.
    pub limit: Option<usize>,
    /// Only these rows.
    pub only: Vec<String>,
    /// Stay until all is settled.
    pub wait: bool,
    /// Send what was sealed, though files changed since.
    pub as_sealed: bool,
    /// Begin the trial anew.
    pub fresh: bool,
    /// The brake stopped the last run, and a person has looked into that.
    pub after_brake: bool,
    /// A person looked: this computer's clock is right.
    pub clock_is_right: bool,
    /// The digest typed with `--yes`; `None`: ask the person at the terminal.
    pub confirmed: Option<String>,
    /// Where the dialogue with the relay is written down.
    pub transcript: Option<PathBuf>,
}

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

/// The permission for each seal that has one.
pub(super) type Permissions = Vec<(u32, Approved)>;

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
        // Who asks a sender to stop looks whether it holds the lock. So what is asked from here on is asked of this run.
        self.hold_against_kind()?;
        let mut before = self.records();
        let mut lock = self.lock()?;
        if ask.fresh {
            lock = self.begin_trial_anew(lock, now)?;
            before = 0;
        }
        let key = self.key()?;
        let mut journal = self.journal(&key)?;
        self.take_over_decisions(&key, &mut journal, now)?;
        let seen = self.stamps();
        let (sealed, unsealed) = self.seal_on_the_way(ask, now, &key, &mut journal, &lock)?;
        let rules = self.rules(ask, &key, journal.ledger())?;
        // What is recorded now would hide a silence from the run that comes next.
        if !rules.clock_vouched
            && !journal.ledger().offered_now().is_empty()
            && let Some(doubt) = ClockDoubt::by_records(journal.ledger(), now)
        {
            return Err(Error::ClockUnsure(doubt));
        }
        // Before anything is decided on the ledger: what others write after this must come to the run as news.
        let died = journal.doubt_what_died(now, &lock)?;
        // Nothing is sealed any more, and a large campaign has many.
        journal.forget_digests();
        let ledger = journal.ledger();
        let newest = ledger.newest_seal().ok_or(Error::NotSealed)?.sealed.digest;
        if let Some(typed) = &ask.confirmed
            && !newest.is_named_by(typed)
        {
            return Err(Error::OtherDigest { sealed: newest });
        }
        let vault = self.vault()?;
        self.hold_seals_against_memory(&key, ledger, &vault)?;
        self.hold_against_head(&vault, ledger)?;
        let seals: Vec<(u32, Digest)> = ledger
            .active_seals()
            .iter()
            .map(|seal| (seal.sealed.seal, seal.sealed.digest))
            .collect();
        let texts = self.texts(&key)?;
        let (approved, not_approved) = self.permissions(&vault, &texts, &key, ledger, now)?;
        let (outbox, mut roll, largest) = self.open_outbox(&vault, ledger, &seals, &approved)?;
        // What was agreed to goes, except to whom the list leaves out by now.
        let left_out = if ask.as_sealed {
            Some(self.left_out_now(&key, ledger)?)
        } else {
            None
        };
        roll.retain(|entry| {
            left_out
                .as_ref()
                .is_none_or(|out| !out.contains(&entry.recipient))
        });
        let watched = (!self.is_trial()).then(|| Watched {
            key: key.clone(),
            seen,
            left_out,
        });
        roll.extend(of_older_seals(&vault, ledger, &rules, now)?);
        let work = work_due(ledger, &roll, &approved, &rules, now);
        let due = work.mails;
        if approved.is_empty()
            && let Some(missing) = not_approved
        {
            return Err(before_refusal(missing, ledger, &rules, now));
        }
        let outlook = estimate(&rules, work, ledger.recent(), now);
        hold_against_deadline(&rules, ledger, work, outlook, now)
            .map_err(|refused| before_refusal(refused, ledger, &rules, now))?;
        let mails = roll.iter().map(|entry| &entry.recipient);
        let clock_doubt = ClockDoubt::of(ledger, &rules, mails, due, now);
        let last_look = self.last_look(ask, &vault, ledger, due, outlook, &rules)?;
        let stopped = ledger.run().and_then(|run| Stop::of(run, &texts));
        if let Some(stop @ Stop { by: StoppedBy::Brake(_), .. }) = &stopped
            && self.kind() == Kind::Live
            // A person is asked for the campaign's name, but not where nothing is due at once.
            && (ask.confirmed.is_some() || due == 0)
            && !ask.after_brake
        {
            return Err(Error::Braked {
                stop: stop.clone(),
                digest: newest,
            });
        }
        if journal.stop_asked_after(before)? {
            return Err(Error::StopAsked);
        }
        let withheld = self.withheld(ledger, &vault, &texts, &HashMap::new())?;
        let remarks = self.open_remarks(ledger, &vault, &texts)?;
        let open_files = if due > 0 {
            self.open_to_others()
        } else {
            Vec::new()
        };
        let names = Rc::new(Names(vault));
        let opens = match opening(rules.window.as_ref(), now) {
            Opening::At(at) => Some(at),
            Opening::Open | Opening::Over => None,
        };
        let transcript = ask.transcript.clone();
        let run = Run {
            key,
            lock,
            journal,
            outbox,
            roll,
            approved,
            rules,
            died,
            largest,
            watched,
            transcript,
        };
        Ok(Prepared {
            sealed,
            last_look,
            due,
            outlook,
            opens,
            words_end_first: words_end_first(&run, now),
            clock_doubt,
            stopped,
            not_approved,
            unsealed,
            withheld,
            remarks,
            open_files,
            names,
            run,
        })
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

    /// The relay, sender and policy of today are those that were agreed to, whatever else may differ.
    pub(super) fn hold_against_head(&self, vault: &Vault, ledger: &Ledger) -> Result<(), Error> {
        let head = Head::of(self.settings(), self.kind().name());
        for seal in ledger.active_seals() {
            let stored = vault.seal(seal.sealed.seal)?;
            if stored.digest != seal.sealed.digest {
                return Err(crate::vault::VaultFault::NotAsSealed.into());
            }
            let open = ledger.open_by_seal().contains_key(&seal.sealed.seal);
            let lines = head.differing(&stored.head);
            if !lines.is_empty() && open {
                return Err(Error::HeadChanged { lines });
            }
        }
        Ok(())
    }

    /// The permission for each active seal that has open mails, and what is missing for the first that has none.
    pub(super) fn permissions(
        &self,
        vault: &Vault,
        texts: &Texts,
        key: &CampaignKey,
        ledger: &Ledger,
        now: Timestamp,
    ) -> Result<(Permissions, Option<Error>), Error> {
        let reach = self.reach();
        let open = ledger.open_by_seal();
        let people = people_of(key, ledger, texts)?;
        let (mut approved, mut missing) = (Vec::new(), None);
        for seal in ledger.active_seals() {
            let (number, digest) = (seal.sealed.seal, seal.sealed.digest);
            let policy = policy_of(key, &vault.seal(number)?.head);
            if let Some(trial) = Approved::as_trial(digest, reach, &policy) {
                approved.push((number, trial));
                continue;
            }
            let standing = Standing::of(
                digest,
                &policy,
                ledger.words(),
                &people,
                now,
                ledger.has_begun(number),
            );
            if let Some(given) = standing.approved() {
                // A trial by words is a trial all the same.
                let given = if reach == Reach::Loopback {
                    given.to_reserved_names_only()
                } else {
                    given
                };
                approved.push((number, given));
            } else if open.contains_key(&number) {
                missing.get_or_insert(lacking(digest, &policy.required, &standing));
            }
        }
        // With nothing open there is nothing to permit.
        if approved.is_empty() && missing.is_none() {
            missing = ledger
                .newest_seal()
                .filter(|_| !open.is_empty())
                .map(|_| Error::NoRoles);
        }
        Ok((approved, missing))
    }

    pub(super) fn rules(
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
            lines: settings.relay.lines,
            pace: settings.pace,
            retry: settings.retry,
            brake: settings.brake,
            // In a trial nobody is harmed by doubts, and they are what some trials are for.
            doubts: (self.kind() == Kind::Live).then_some(settings.brake.first),
            window: (self.kind() == Kind::Live).then(|| settings.window.clone()),
            wait: ask.wait,
            limit: ask.limit,
            only: (!ask.only.is_empty()).then_some(only),
            // Where nobody is reached a wrong clock harms nobody.
            clock_vouched: ask.clock_is_right || self.kind() != Kind::Live,
        })
    }
}

/// What a digest lacks to be sent.
pub(super) fn lacking(digest: Digest, required: &[String], standing: &Standing) -> Error {
    match (required.is_empty(), standing.valid_until) {
        (true, _) => Error::NoRoles,
        (false, Some(since)) if standing.missing.is_empty() => {
            Error::ApprovalLapsed { digest, since }
        }
        (false, _) => Error::NotApproved {
            digest,
            missing: standing.missing.clone(),
        },
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
