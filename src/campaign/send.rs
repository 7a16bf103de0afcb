//! `send`: prepares a run, holds it against the rules of sign-off, and runs it.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use jiff::Timestamp;
use tokio::sync::watch;

use super::act::policy_of;
use super::seal::{SealAsk, SealOutcome};
use super::{Campaign, Error, Kind, Status};
use crate::clock::SystemClock;
use crate::config::{Reach, RelayKind, Smtp, password};
use crate::dispatch::plan::{Held, Terms, Turn, turn_of};
use crate::dispatch::window::{Opening, opening};
use crate::dispatch::{Ended, Mails, Outgoing, Progress, RollEntry, Rules, SendFault, Sender, estimate};
use crate::id::{CampaignKey, Digest, ListId, Pseudonym};
use crate::journal::event::RunEnd;
use crate::journal::{Journal, Ledger, SenderLock};
use crate::phrase::Phrase;
use crate::relay::catcher::{Catcher, Maildir, Options};
use crate::relay::smtp::Settings as RelaySettings;
use crate::relay::wire::Tcp;
use crate::relay::{Cause, Relay, RelayFault, SmtpRelay};
use crate::signoff::{Approved, Standing};
use crate::vault::{Head, Outbox, Stored, Vault};

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
    /// The digest typed with `--yes`; `None`: ask the person at the terminal.
    pub confirmed: Option<String>,
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
    pub ends_about: Option<Timestamp>,
    /// Mails whose seal still waits for a word: they stay where they are.
    pub not_approved: Option<Error>,
    /// The rows by how the journal knows them.
    pub ids: HashMap<Pseudonym, ListId>,
    run: Run,
}

/// What a person must see before a real send.
#[derive(Debug, Clone)]
pub struct LastLook {
    /// The campaign's name, to be typed.
    pub campaign: String,
    /// Mails due.
    pub mails: usize,
    /// Through which relay.
    pub relay: String,
    /// Logged in as whom.
    pub user: Option<String>,
    /// The pace, as the settings write it; `None`: unlimited.
    pub rate: Option<String>,
    /// When it will end.
    pub ends_about: Option<Timestamp>,
    /// The deadline.
    pub deadline: Option<Timestamp>,
    /// The digest.
    pub digest: Digest,
    /// Who agreed.
    pub roles: Vec<String>,
}

/// What a run did.
#[derive(Debug)]
pub struct Sent {
    /// How it ended.
    pub ended: Ended,
    /// Where everything stands now.
    pub status: Status,
    /// How many mails this run offered or settled.
    pub tried: usize,
}

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

struct Run {
    key: CampaignKey,
    lock: SenderLock,
    journal: Journal,
    outbox: Outbox,
    roll: Vec<RollEntry>,
    approved: Vec<(u32, Approved)>,
    rules: Rules,
}

impl Campaign {
    /// Prepares a run: seals where that is a trial's business, verifies the seal, holds it against its
    /// sign-off, and plans.
    ///
    /// # Errors
    /// Anything that stops the run before it connects.
    pub fn prepare(&self, ask: &SendAsk, now: Timestamp) -> Result<Prepared, Error> {
        let lock = self.lock()?;
        if ask.fresh {
            self.begin_trial_anew(now)?;
        }
        let key = self.key()?;
        let mut journal = self.journal(&key)?;
        let sealed = self.seal_on_the_way(ask, now, &key, &mut journal, &lock)?;
        let ledger = journal.ledger();
        let newest = ledger.newest_seal().ok_or(Error::NotSealed)?.sealed.digest;
        if let Some(typed) = &ask.confirmed
            && !newest.is_named_by(typed)
        {
            return Err(Error::OtherDigest { sealed: newest });
        }
        let vault = self.vault()?;
        self.hold_against_head(&vault, ledger)?;
        let seals: Vec<(u32, Digest)> =
            ledger.active_seals().iter().map(|seal| (seal.sealed.seal, seal.sealed.digest)).collect();
        let (outbox, roll) = self.open_outbox(ledger, &seals)?;
        let (approved, not_approved) = self.permissions(&vault, &key, ledger, now)?;
        let rules = self.rules(ask, &key, ledger)?;
        let due = count_due(ledger, &roll, &approved, &rules, now);
        if approved.is_empty()
            && let Some(missing) = not_approved
        {
            return Err(missing);
        }
        let ends_about = estimate(&rules, due, now);
        self.hold_against_deadline(&rules, ledger, now)?;
        let last_look = self.last_look(ask, &vault, ledger, due, ends_about, &rules)?;
        let ids = super::act::ids(&vault)?;
        let run = Run { key, lock, journal, outbox, roll, approved, rules };
        Ok(Prepared { sealed, last_look, due, ends_about, not_approved, ids, run })
    }

    /// A trial seals on the way, anew where the input changed; anything else must be as it was agreed to.
    fn seal_on_the_way(
        &self,
        ask: &SendAsk,
        now: Timestamp,
        key: &CampaignKey,
        journal: &mut Journal,
        lock: &SenderLock,
    ) -> Result<Option<SealOutcome>, Error> {
        let newest = journal.ledger().newest_seal().map(|seal| (seal.sealed.seal, seal.at));
        if ask.as_sealed && newest.is_some() {
            return Ok(None);
        }
        let changed = match newest {
            None => Vec::new(),
            Some((seal, _)) => {
                let vault = self.vault()?;
                let stored = vault.seal(seal)?;
                let mut changed = stored.inputs.differing(&self.inputs()?);
                if stored.head != Head::of(self.settings(), self.kind().name()) && changed.is_empty() {
                    changed.push(super::folder::SETTINGS.to_owned());
                }
                changed
            }
        };
        match newest {
            Some(_) if changed.is_empty() => Ok(None),
            _ if self.is_trial() => {
                let seal = SealAsk::default();
                self.seal_with(&seal, now, key, journal, lock).map(Some)
            }
            Some((_, sealed_at)) => Err(Error::InputChanged { names: changed, sealed_at }),
            None => Err(Error::NotSealed),
        }
    }

    /// Whether this run can reach nobody, so that it needs nobody's word.
    fn is_trial(&self) -> bool {
        match self.settings().relay.reach() {
            Reach::Nobody => true,
            Reach::Loopback => self.settings().approval.required.is_empty(),
            Reach::Anybody => false,
        }
    }

    /// The relay, sender and policy of today are those that were agreed to, whatever else may differ.
    fn hold_against_head(&self, vault: &Vault, ledger: &Ledger) -> Result<(), Error> {
        let head = Head::of(self.settings(), self.kind().name());
        for seal in ledger.active_seals() {
            let stored = vault.seal(seal.sealed.seal)?;
            if stored.digest != seal.sealed.digest {
                return Err(crate::vault::VaultFault::NotAsSealed.into());
            }
            let differs =
                |(now, then): (&(String, String), &(String, String))| (now != then).then(|| then.0.clone());
            let lines: Vec<String> =
                head.lines().iter().zip(&stored.head.lines()).filter_map(differs).collect();
            let open = ledger.open_by_seal().contains_key(&seal.sealed.seal);
            if stored.head != head && open {
                return Err(Error::HeadChanged { lines });
            }
        }
        Ok(())
    }

    fn open_outbox(
        &self,
        ledger: &Ledger,
        seals: &[(u32, Digest)],
    ) -> Result<(Outbox, Vec<RollEntry>), Error> {
        let mut roll = Vec::new();
        let mut domains: HashMap<String, Arc<str>> = HashMap::new();
        let outbox = Outbox::open(&self.vault_file(), seals, |seal, recipient, address| {
            let counts = ledger.recipient(&recipient).and_then(|entry| entry.mail());
            if counts.is_some_and(|mail| mail.seal == seal) {
                let domain = domains
                    .entry(address.domain().to_owned())
                    .or_insert_with(|| Arc::from(address.domain()))
                    .clone();
                roll.push(RollEntry { recipient, domain });
            }
        })?;
        Ok((outbox, roll))
    }

    /// The permission for each active seal that has open mails, and what is missing for the first that has none.
    fn permissions(
        &self,
        vault: &Vault,
        key: &CampaignKey,
        ledger: &Ledger,
        now: Timestamp,
    ) -> Result<(Vec<(u32, Approved)>, Option<Error>), Error> {
        let reach = self.settings().relay.reach();
        let open = ledger.open_by_seal();
        let (mut approved, mut missing) = (Vec::new(), None);
        for seal in ledger.active_seals() {
            let (number, digest) = (seal.sealed.seal, seal.sealed.digest);
            let policy = policy_of(key, &vault.seal(number)?.head);
            if let Some(trial) = Approved::as_trial(digest, reach, &policy) {
                approved.push((number, trial));
                continue;
            }
            let standing = Standing::of(digest, &policy, ledger.words());
            if let Some(given) = standing.approved(now, has_begun(ledger, number)) {
                approved.push((number, given));
            } else if open.contains_key(&number) {
                missing.get_or_insert(lacking(digest, &policy.required, &standing));
            }
        }
        // With nothing open there is nothing to permit.
        if approved.is_empty() && missing.is_none() {
            missing = ledger.newest_seal().filter(|_| !open.is_empty()).map(|_| Error::NoRoles);
        }
        Ok((approved, missing))
    }

    pub(super) fn rules(&self, ask: &SendAsk, key: &CampaignKey, ledger: &Ledger) -> Result<Rules, Error> {
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
            pace: settings.pace,
            retry: settings.retry,
            brake: settings.brake,
            window: (self.kind() == Kind::Live).then(|| settings.window.clone()),
            wait: ask.wait,
            limit: ask.limit,
            only: (!ask.only.is_empty()).then_some(only),
        })
    }

    /// A first start after the deadline needs a new sign-off; a run that began in time expires what is left.
    fn hold_against_deadline(&self, rules: &Rules, ledger: &Ledger, now: Timestamp) -> Result<(), Error> {
        let over = opening(rules.window.as_ref(), now) == Opening::Over;
        match rules.window.as_ref().and_then(|window| window.deadline) {
            Some(deadline) if over && !ledger.ever_offered() => Err(Error::DeadlinePassed { deadline }),
            _ => Ok(()),
        }
    }

    fn last_look(
        &self,
        ask: &SendAsk,
        vault: &Vault,
        ledger: &Ledger,
        mails: usize,
        ends_about: Option<Timestamp>,
        rules: &Rules,
    ) -> Result<Option<LastLook>, Error> {
        let newest = ledger.newest_seal().ok_or(Error::NotSealed)?;
        if self.kind() != Kind::Live || ask.confirmed.is_some() || mails == 0 {
            return Ok(None);
        }
        let head = vault.seal(newest.sealed.seal)?.head;
        let user = match &self.settings().relay.kind {
            RelayKind::Smtp(smtp) => smtp.user.clone(),
            RelayKind::Catcher => None,
        };
        Ok(Some(LastLook {
            campaign: head.campaign,
            mails,
            relay: head.relay,
            user,
            rate: rules.pace.rate.map(|rate| rate.to_string()),
            ends_about,
            deadline: head.deadline,
            digest: newest.sealed.digest,
            roles: head.required,
        }))
    }

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

    /// Runs what was prepared. Needs a `tokio` `LocalSet`. `stop` turning true finishes the mails in hand.
    ///
    /// # Errors
    /// Faults that came before the first mail; a fault on the way is in [`Sent::ended`].
    pub async fn send(
        &self,
        prepared: Prepared,
        stop: watch::Receiver<bool>,
        tell: &dyn Fn(Progress),
    ) -> Result<Sent, Error> {
        let clock = SystemClock::start();
        let relay = match &self.settings().relay.kind {
            RelayKind::Catcher => {
                let keep = Maildir::open(&self.caught()).map_err(Error::file("var/trial/caught"))?;
                let catcher = Catcher::start(Options::keeping(Arc::new(keep)), clock)
                    .map_err(Error::file("127.0.0.1"))?;
                let address = catcher.address();
                let running = catcher.spawn();
                let relay = self.catcher_relay(address, clock);
                let sent = self.run(prepared, &relay, clock, stop, tell).await;
                // Whatever the catcher says at its end, the mails are kept and answered by now.
                let _ended = running.stop().await;
                return sent;
            }
            RelayKind::Smtp(smtp) => self.smtp_relay(smtp, clock)?,
        };
        self.run(prepared, &relay, clock, stop, tell).await
    }

    pub(super) fn catcher_relay(
        &self,
        at: std::net::SocketAddr,
        clock: SystemClock,
    ) -> SmtpRelay<Tcp, SystemClock> {
        let settings = &self.settings().relay;
        let hello = self.settings().sender.envelope_from.domain();
        let dial = Tcp { host: at.ip().to_string(), port: at.port(), loopback_only: true };
        let notify = settings.notify.clone();
        let talk = RelaySettings::plain(hello, settings.timeout, settings.answer_timeout, notify);
        SmtpRelay::new(dial, clock, talk)
    }

    pub(super) fn smtp_relay(
        &self,
        smtp: &Smtp,
        clock: SystemClock,
    ) -> Result<SmtpRelay<Tcp, SystemClock>, Error> {
        let settings = &self.settings().relay;
        let hello = self.settings().sender.envelope_from.domain();
        let login = match &smtp.user {
            Some(user) => {
                password(self.dir(), smtp).map_err(Error::Secret)?.map(|secret| (user.clone(), secret))
            }
            None => None,
        };
        let ca_file: Option<PathBuf> = smtp.ca_file.as_ref().map(|path| self.dir().join(path));
        let tls = |fault: std::io::Error| {
            Error::Relay(RelayFault::new(crate::journal::event::Step::Tls, Cause::Tls(fault.to_string())))
        };
        let talk =
            RelaySettings::plain(hello, settings.timeout, settings.answer_timeout, settings.notify.clone())
                .with_tls(&smtp.host, smtp.tls, ca_file.as_deref())
                .map_err(tls)?
                .with_login(login);
        let dial = Tcp { host: smtp.host.clone(), port: smtp.port, loopback_only: smtp.is_loopback() };
        Ok(SmtpRelay::new(dial, clock, talk))
    }

    async fn run<R: Relay>(
        &self,
        prepared: Prepared,
        relay: &R,
        clock: SystemClock,
        stop: watch::Receiver<bool>,
        tell: &dyn Fn(Progress),
    ) -> Result<Sent, Error> {
        let Run { key, lock, journal, outbox, roll, approved, rules } = prepared.run;
        let mails = SealedMails { outbox, from: self.settings().sender.envelope_from.clone() };
        let texts = self.texts(&key)?;
        let (ledger, writer) = journal.into_sender(&lock)?;
        let given: Vec<(u32, &Approved)> = approved.iter().map(|(seal, word)| (*seal, word)).collect();
        let tried = RefCell::new(HashSet::new());
        let listen = |progress: Progress| {
            if let Progress::Accepted(who)
            | Progress::Deferred(who, _)
            | Progress::Refused(who, _)
            | Progress::InDoubt(who, _)
            | Progress::Expired(who) = &progress
            {
                tried.borrow_mut().insert(*who);
            }
            tell(progress);
        };
        // A reply whose words cannot be kept is still journalled by its code.
        let words = |text: &str| texts.keep(text).unwrap_or_else(|_| key.text_id(text));
        let sender = Sender {
            writer: &writer,
            relay,
            mails: &mails,
            clock,
            rules: &rules,
            approved: &given,
            words: &words,
            tell: &listen,
        };
        let (ended, _) = sender.run(ledger, &roll, stop).await;
        drop(writer);
        let journal = self.journal(&key)?;
        let status = self.status_of(&journal, &self.vault()?, &texts, false)?;
        let tried = tried.into_inner().len();
        drop(lock);
        Ok(Sent { ended, status, tried })
    }
}

impl Sent {
    /// Whether a person stopped the run, or the brake did.
    #[must_use]
    pub fn was_stopped(&self) -> bool {
        matches!(self.ended.why, RunEnd::Stopped | RunEnd::Withdrawn | RunEnd::Brake)
    }

    /// The relay's fault that ended the run.
    #[must_use]
    pub fn relay_fault(&self) -> Option<&RelayFault> {
        match &self.ended.fault {
            Some(SendFault::Relay(fault)) => Some(fault),
            Some(
                SendFault::Journal(_) | SendFault::Mail(_) | SendFault::NotCovered | SendFault::Impossible,
            )
            | None => None,
        }
    }
}

/// What a digest lacks to be sent.
pub(super) fn lacking(digest: Digest, required: &[String], standing: &Standing) -> Error {
    match (required.is_empty(), standing.valid_until) {
        (true, _) => Error::NoRoles,
        (false, Some(since)) if standing.missing.is_empty() => Error::ApprovalLapsed { digest, since },
        (false, _) => Error::NotApproved { digest, missing: standing.missing.clone() },
    }
}

/// Whether a mail of this seal was ever offered: then its words were used in time.
pub(super) fn has_begun(ledger: &Ledger, seal: u32) -> bool {
    ledger
        .recipients()
        .flat_map(|(_, entry)| entry.mail().into_iter().chain(entry.earlier()))
        .any(|mail| mail.seal == seal && mail.offered_at.is_some())
}

fn count_due(
    ledger: &Ledger,
    roll: &[RollEntry],
    approved: &[(u32, Approved)],
    rules: &Rules,
    now: Timestamp,
) -> usize {
    let terms = Terms { now, give_up_after: rules.retry.give_up_after, past_deadline: false };
    let agreed = |seal| approved.iter().any(|(number, _)| *number == seal);
    let asked =
        roll.iter().filter(|entry| rules.only.as_ref().is_none_or(|only| only.contains(&entry.recipient)));
    let due = asked.filter(|entry| turn_of(ledger, &entry.recipient, agreed, terms) == Turn::Due).count();
    due.min(rules.limit.unwrap_or(usize::MAX))
}

/// The outbox as dispatch wants it.
struct SealedMails {
    outbox: Outbox,
    from: crate::address::Address,
}

impl Mails for SealedMails {
    async fn load(&self, recipient: &Pseudonym) -> Result<Rc<Outgoing>, String> {
        let Stored { recipient, address, message_id, digest, pieces } =
            self.outbox.read(recipient).map_err(|fault| fault.to_string())?;
        let envid = message_id.split('@').next().unwrap_or_default().to_owned();
        Ok(Rc::new(Outgoing { recipient, from: self.from.clone(), to: address, envid, digest, pieces }))
    }
}
