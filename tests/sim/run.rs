//! One run of the real sender in the world, and what happens to it: crashes, stops, other commands, a disk
//! that fails, a second sender, clocks that jump.

use std::collections::HashSet;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use heraut::config::{Notify, Reach};
use heraut::delivery::State;
use heraut::dispatch::{Ended, Progress, RollEntry, Rules, SendFault, Sender};
use heraut::id::Pseudonym;
use heraut::journal::event::RunEnd;
use heraut::journal::{Ledger, LockFault, SenderLock, Writer};
use heraut::relay::{Settings, SmtpRelay};
use heraut::signoff::{Approved, Standing};
use jiff::SignedDuration;
use tokio::sync::watch;

use crate::book::SimMails;
use crate::campaign::People;
use crate::clock::SimClock;
use crate::disk;
use crate::judge;
use crate::mood::Mood;
use crate::process::Process;
use crate::wire::SimDial;
use crate::world::World;

/// Something that others do while a run goes on.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Deed {
    Withhold,
    Withdraw,
    AskToStop,
    Resolve,
    Jump(SignedDuration),
    SecondSender,
    Die,
}

/// What happens in one run.
pub(crate) struct Plan {
    pub(crate) mood: Mood,
    pub(crate) rules: Rules,
    /// It dies after so many writes and commits.
    pub(crate) doom: Option<u64>,
    /// The person at the terminal stops it.
    pub(crate) stop_at: Duration,
    pub(crate) deeds: Vec<(Duration, Deed)>,
    pub(crate) slowness: u64,
    pub(crate) fails_at: Option<u64>,
    pub(crate) spoiled: Option<Pseudonym>,
}

impl Plan {
    fn tell(&self, world: &World) {
        let Rules { connections, pace, brake, wait, limit, .. } = &self.rules;
        world.tell(|| format!("RUN {connections} lines, {pace:?}, {brake:?}, wait {wait}, limit {limit:?}"));
        world.tell(|| format!("    only {:?}", self.rules.only.as_ref().map(HashSet::len)));
        world.tell(|| format!("    doom {:?}, stop {:?}, deeds {:?}", self.doom, self.stop_at, self.deeds));
        world.tell(|| format!("    {:?}, disk slow {} fails {:?}", self.mood, self.slowness, self.fails_at));
    }
}

/// From the stop to the end: every step of a session at its slowest.
const PATIENCE: Duration = Duration::from_secs(900);

pub(crate) struct Runner {
    pub(crate) world: Rc<World>,
    pub(crate) people: Rc<People>,
    pub(crate) lock: PathBuf,
    /// Mails that the last run may have left open: one a connection, when it did not end well.
    pub(crate) may_have_died: usize,
}

impl Runner {
    /// Runs a sender as the program does: lock, journal, permissions, dispatch.
    pub(crate) async fn run(&mut self, plan: Plan) {
        let world = self.world.clone();
        plan.tell(&world);
        let Ok(lock) = SenderLock::take(&self.lock) else {
            return world.blame("the lock outlived its holder");
        };
        *world.mood.borrow_mut() = plan.mood.clone();
        let process = Process::new(&world, plan.doom);
        let ledger = world.disk.fold(&world);
        let approved = self.permissions(&ledger);
        world.judge.begin_run(judge::Terms {
            pace: Some(plan.rules.pace),
            brake: Some(plan.rules.brake),
            limit: plan.rules.limit,
            only: plan.rules.only.as_ref().map(|only| only.iter().copied().collect()),
            bound_to_window: plan.rules.window.is_some(),
            may_have_died: self.may_have_died,
            agreed: world.judge.agreed(&ledger, world.wall.now()),
        });
        let jumps = world.wall.jumps();
        let meddled = std::cell::Cell::new(false);
        let (log, keeper) = disk::open(&process, plan.slowness, plan.fails_at);
        let keeper = tokio::task::spawn_local(keeper.keep());
        let writer = Writer::new(log);
        let (stop, stopped) = watch::channel(false);
        let ended = {
            let life = Box::pin(send(&world, &process, &writer, &plan, &approved, ledger, stopped));
            tokio::select! {
                biased;
                () = process.died.notified() => None,
                never = self.meddle(&plan, &process, &meddled) => match never {},
                never = self.stop(&plan, &stop) => match never {},
                ended = life => Some(ended),
            }
        };
        drop(writer);
        match ended {
            None => {
                keeper.abort();
                let _cancelled = keeper.await;
                let batch = process.in_commit.borrow_mut().take();
                world.disk.died_with(&world, batch);
                world.crashes.set(world.crashes.get() + 1);
                self.may_have_died = usize::from(plan.rules.connections);
            }
            Some((ended, floor)) => {
                if tokio::time::timeout(disk::LAST_WRITES, keeper).await.is_err() {
                    world.blame("the last records were never written");
                }
                world.tell(|| format!("END {ended:?}"));
                let journal_failed = matches!(ended.fault, Some(SendFault::Journal(_)));
                self.may_have_died = if journal_failed { usize::from(plan.rules.connections) } else { 0 };
                let jumped = world.wall.jumps() != jumps;
                let disk_failed = process.disk_failed.get();
                self.judge_end(&plan, &ended, &floor, !meddled.get(), jumped, disk_failed);
            }
        }
        drop(lock);
    }

    fn permissions(&self, ledger: &Ledger) -> Vec<(u32, Approved)> {
        let (policy, now) = (&self.people.policy, self.world.wall.now());
        let permission = |entry: &heraut::journal::ledger::SealEntry| {
            let digest = entry.sealed.digest;
            let given = if policy.required.is_empty() {
                Approved::as_trial(digest, Reach::Loopback, policy)
            } else {
                let begun = self.world.judge.has_begun(&digest);
                Standing::of(digest, policy, ledger.words()).approved(now, begun)
            };
            given.map(|approved| (entry.sealed.seal, approved))
        };
        ledger.active_seals().iter().filter_map(permission).collect()
    }

    async fn stop(&self, plan: &Plan, stop: &watch::Sender<bool>) -> std::convert::Infallible {
        tokio::time::sleep(plan.stop_at).await;
        self.world.tell(|| "Ctrl-C");
        self.world.judge.stopped(self.world.wall.elapsed());
        let _heard = stop.send(true);
        tokio::time::sleep(PATIENCE).await;
        self.world.blame("the run did not end after its stop");
        panic!("the run did not end after its stop");
    }

    async fn meddle(
        &self,
        plan: &Plan,
        process: &Process,
        meddled: &std::cell::Cell<bool>,
    ) -> std::convert::Infallible {
        let began = tokio::time::Instant::now();
        for (at, deed) in &plan.deeds {
            tokio::time::sleep_until(began + *at).await;
            self.world.tell(|| format!("deed {deed:?}"));
            meddled.set(meddled.get() || !matches!(deed, Deed::Jump(_)));
            match deed {
                Deed::Withhold => self.people.withhold().await,
                Deed::Withdraw => self.people.withdraw().await,
                Deed::AskToStop => self.people.ask_to_stop().await,
                Deed::Resolve => drop(self.people.resolve(0.7).await),
                Deed::Jump(by) => self.world.wall.jump(*by),
                Deed::SecondSender => {
                    if !matches!(SenderLock::take(&self.lock), Err(LockFault::Held)) {
                        self.world.blame("two senders at once");
                    }
                }
                Deed::Die => process.die(),
            }
        }
        std::future::pending().await
    }

    /// What must hold when a run ends in good order.
    fn judge_end(
        &self,
        plan: &Plan,
        ended: &Ended,
        floor: &Ledger,
        undisturbed: bool,
        jumped: bool,
        disk_failed: bool,
    ) {
        let world = &self.world;
        match &ended.fault {
            Some(SendFault::Journal(_)) if disk_failed => return,
            _ if disk_failed => {
                return world.blame("a journal that could not be written, and nobody was told");
            }
            Some(SendFault::Mail(_)) if plan.spoiled.is_some() => {}
            Some(SendFault::Relay(_)) | None => {}
            Some(other) => world.blame(format!("the run ended for a fault of its own: {other}")),
        }
        if ended.why == RunEnd::Brake && !world.judge.braked() {
            world.blame("the brake stopped a run without reason");
        }
        if ended.why == RunEnd::Limit && undisturbed && !world.judge.reached_its_limit() {
            world.blame("the run ended short of its limit");
        }
        let book = world.book.borrow();
        let law = world.judge.law.borrow();
        for org in &book.orgs {
            let state =
                |ledger: &Ledger| ledger.recipient(&org.recipient).and_then(|entry| entry.state()).cloned();
            let durable = world.disk.with_ledger(state);
            if durable == Some(State::Offered) {
                world.blame(format!("{} is left offered by a run that ended well", org.name));
            }
            if undisturbed && state(floor) != durable {
                world.blame(format!(
                    "{}: the sender thinks {:?}, the journal says {durable:?}",
                    org.name,
                    state(floor)
                ));
            }
            let excluded = world.disk.with_ledger(|ledger| {
                ledger.recipient(&org.recipient).is_some_and(|entry| entry.is_excluded())
            });
            let mine = plan.rules.only.as_ref().is_none_or(|only| only.contains(&org.recipient));
            let now = world.wall.now();
            let left = match durable {
                Some(State::Queued) => true,
                // Whether it was due when the run looked last, a clock that jumps leaves open.
                Some(State::Deferred { .. }) if jumped && !plan.rules.wait => false,
                Some(State::Deferred { not_before }) => {
                    plan.rules.wait || not_before < now - Duration::from_secs(20)
                }
                _ => false,
            };
            let agreed = world.disk.with_ledger(|ledger| {
                let seal = ledger.recipient(&org.recipient).and_then(|e| e.mail()).map(|mail| mail.seal);
                let entry = ledger.active_seals().iter().find(|entry| Some(entry.sealed.seal) == seal);
                entry.is_some_and(|entry| world.judge.is_agreed(&entry.sealed.digest))
            });
            if undisturbed
                && ended.why == RunEnd::NothingDue
                && left
                && mine
                && agreed
                && !excluded
                && law.window.is_none()
            {
                world.blame(format!("{} is {durable:?}, though nothing was due any more", org.name));
            }
        }
    }
}

async fn send(
    world: &Rc<World>,
    process: &Rc<Process>,
    writer: &Writer<disk::SimLog>,
    plan: &Plan,
    approved: &[(u32, Approved)],
    ledger: Ledger,
    stopped: watch::Receiver<bool>,
) -> (Ended, Ledger) {
    let clock = SimClock::new(world.wall.clone(), world.millis(5_000));
    let notify = vec![Notify::Failure, Notify::Delay];
    let (limit, answer_limit) = (plan.mood.limit, plan.mood.answer_limit);
    let settings = Settings::plain("voorbeeldzaken.example", limit, answer_limit, notify);
    let relay = SmtpRelay::new(SimDial { process: process.clone() }, clock.clone(), settings);
    let mails = SimMails { world: world.clone(), spoiled: plan.spoiled };
    let key = world.book.borrow().key.clone();
    let roll = roll(world, &ledger);
    let approved: Vec<(u32, &Approved)> = approved.iter().map(|(seal, approved)| (*seal, approved)).collect();
    let sender = Sender {
        writer,
        relay: &relay,
        mails: &mails,
        clock,
        rules: &plan.rules,
        approved: &approved,
        words: &|words| key.text_id(words),
        tell: &|progress| tell(world, &progress),
    };
    sender.run(ledger, &roll, stopped).await
}

fn tell(world: &World, progress: &Progress) {
    if let Progress::RelayFault(fault, rest) = progress {
        world.tell(|| format!("relay fault at {:?}: {}; rests {rest:?}", fault.step, fault.cause));
    }
}

fn roll(world: &World, ledger: &Ledger) -> Vec<RollEntry> {
    let book = world.book.borrow();
    let known = |org: &&crate::book::Org| ledger.recipient(&org.recipient).is_some();
    let entry = |org: &crate::book::Org| RollEntry {
        recipient: org.recipient,
        domain: Arc::from(org.domain.as_str()),
    };
    book.orgs.iter().filter(known).map(entry).collect()
}
