//! One run of the real sender in the world, and what happens to it: crashes, stops, other commands, a disk
//! that fails, a second sender, clocks that jump.

use std::cell::Cell;
use std::collections::HashSet;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

use heraut::config::{Notify, Reach};
use heraut::delivery::State;
use heraut::dispatch::{Braked, Candidate, Domain, Ended, Progress, Rules, Scope, Sender};
use heraut::id::Pseudonym;
use heraut::journal::{Ledger, LockFault, SenderLock, Writer};
use heraut::relay::{SessionSettings, SmtpRelay};
use heraut::signoff::{self, Approved, Policy, Standing};
use tokio::sync::watch;

use crate::book::SimMails;
use crate::campaign::{Page, People};
use crate::clock::SimClock;
use crate::deed::Deed;
use crate::ending::{self, Saw};
use crate::mood::{Front, Mood};
use crate::process::Process;
use crate::tally::Terms;
use crate::wire::SimDial;
use crate::world::World;
use crate::{current, group_commit};

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
        let Rules {
            connections,
            pace,
            brake,
            wait,
            limit,
            connection_limits,
            doubts,
            ..
        } = &self.rules;
        world.tell(|| {
            format!("RUN {connections} lines, {pace:?}, {brake:?}, wait {wait}, limit {limit:?}")
        });
        world.tell(|| format!("    {connection_limits:?}, doubts {doubts:?}"));
        world.tell(|| format!("    only {:?}", self.rules.only.as_ref().map(HashSet::len)));
        world.tell(|| {
            format!(
                "    doom {:?}, stop {:?}, deeds {:?}",
                self.doom, self.stop_at, self.deeds
            )
        });
        world.tell(|| {
            format!(
                "    {:?}, disk slow {} fails {:?}",
                self.mood, self.slowness, self.fails_at
            )
        });
    }
}

/// From the stop to the end: every step of a session at its slowest.
const PATIENCE: Duration = Duration::from_secs(900);

pub(crate) struct Runner {
    pub(crate) world: Rc<World>,
    pub(crate) people: Rc<People>,
    pub(crate) lock: PathBuf,
    /// Mails that the last run left open.
    pub(crate) open_offers: usize,
}

impl Runner {
    /// The people of a campaign, and who sends for them.
    pub(crate) fn begin(world: &Rc<World>, lock: PathBuf, policy: Policy) -> (Rc<People>, Runner) {
        let people = Rc::new(People {
            world: world.clone(),
            policy,
            page: Page::default(),
        });
        let runner = Runner {
            world: world.clone(),
            people: people.clone(),
            lock,
            open_offers: 0,
        };
        (people, runner)
    }

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
        if ledger.newest_seal().is_none() {
            return world.sees("not sealed: not begun");
        }
        let saved = world.book.borrow().saved;
        if current::differs(&world, &ledger) {
            world.tell(|| "NOT BEGUN: the list differs");
            return world.sees("the list differs: not begun");
        }
        let approved = self.permissions(&ledger);
        world
            .judge
            .plans_nobody_who_has_it(&world, &ledger, &plan.rules);
        world.judge.begin_run(Terms {
            pace: Some(plan.rules.pace),
            lines: plan.rules.connection_limits,
            connections: plan.rules.connections,
            doubts: plan.rules.doubts,
            brake: Some(plan.rules.brake),
            limit: plan.rules.limit,
            only: plan
                .rules
                .only
                .as_ref()
                .map(|only| only.iter().copied().collect()),
            bound_to_window: plan.rules.window.is_some(),
            clock_vouched: plan.rules.clock_vouched,
            may_have_died: self.open_offers,
            agreed: world.judge.agreed(&world, &ledger, world.wall.now()),
        });
        let (jumps, began) = (world.wall.jumps(), world.wall.elapsed());
        let meddled = Cell::new(false);
        let (log, keeper) = group_commit::open(
            &process,
            plan.slowness,
            plan.fails_at,
            lock.watch().expect("its files"),
        );
        let keeper = tokio::task::spawn_local(keeper.keep());
        let writer = Writer::new(log);
        let (stop, stopped) = watch::channel(false);
        let ended = {
            let life = Box::pin(send(
                &world,
                &process,
                &writer,
                (&plan, saved),
                &approved,
                ledger,
                stopped,
            ));
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
                world.sees("crash");
                self.count_open_offers(&plan);
            }
            Some((ended, final_ledger)) => {
                if tokio::time::timeout(group_commit::LAST_WRITES, keeper)
                    .await
                    .is_err()
                {
                    world.blame("the last records were never written");
                }
                world.tell(|| format!("END {ended:?}"));
                self.count_open_offers(&plan);
                let saw = Saw {
                    undisturbed: !meddled.get(),
                    jumped: world.wall.jumps() != jumps,
                    disk_failed: process.disk_failed.get(),
                    lasted: world.wall.elapsed() - began,
                };
                ending::judge(&world, &plan, &ended, &final_ledger, &saw);
            }
        }
        drop(lock);
    }

    /// However a run ended: no more mails are left open than it had connections, beside those that the run
    /// before it left and that it did not live to find.
    fn count_open_offers(&mut self, plan: &Plan) {
        let open = self.world.disk.with_ledger(|ledger| {
            ledger
                .recipients()
                .filter(|(_, entry)| entry.state() == Some(&State::Offered))
                .count()
        });
        if open > self.open_offers + usize::from(plan.rules.connections) {
            self.world.blame(format!("{open} mails are left open"));
        }
        self.open_offers = open;
    }

    fn permissions(&self, ledger: &Ledger) -> Vec<(u32, Approved)> {
        let (policy, now) = (&self.people.policy, self.world.wall.now());
        let permission = |entry: &heraut::journal::ledger::state::SealEntry| {
            let digest = entry.sealed.digest;
            let given = if policy.required.is_empty() {
                Approved::as_trial(digest, Reach::Loopback, policy)
            } else {
                let begun = ledger.has_begun(entry.sealed.seal);
                Standing::of(
                    digest,
                    policy,
                    ledger.words(),
                    &signoff::People::default(),
                    now,
                    begun,
                )
                .approved()
            };
            given.map(|approved| (entry.sealed.seal, approved))
        };
        // That a permission is at hand must not bring a seal back that another took the place of.
        let all = self.world.chance(0.5);
        let seals = if all {
            ledger.seals()
        } else {
            ledger.active_seals()
        };
        seals.iter().filter_map(permission).collect()
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
        meddled: &Cell<bool>,
    ) -> std::convert::Infallible {
        let began = tokio::time::Instant::now();
        for (at, deed) in &plan.deeds {
            tokio::time::sleep_until(began + *at).await;
            self.world.tell(|| format!("deed {deed:?}"));
            meddled.set(meddled.get() || !matches!(deed, Deed::Jump(_) | Deed::RunAhead(_)));
            self.world.sees(format!("deed {}", deed.name()));
            match deed {
                Deed::Withhold => self.people.withhold().await,
                Deed::Release => self.people.release(0.7).await,
                Deed::Again => self.people.again(0.7).await,
                Deed::Edit => self.people.edit(),
                Deed::Withdraw => self.people.withdraw().await,
                Deed::Page => self.people.use_the_page(true).await,
                Deed::AskToStop => self.people.ask_to_stop().await,
                Deed::Resolve => drop(self.people.resolve(0.7).await),
                Deed::Jump(by) => self.world.wall.jump(*by),
                Deed::RunAhead(by) => self.world.wall.run_ahead(*by),
                Deed::RemoveLock => {
                    let _gone = std::fs::remove_file(&self.lock);
                    self.world.judge.lock_is_removed();
                }
                // Whoever finds the file gone can take the lock: the first one must have stopped by then.
                Deed::SecondSender if self.world.judge.is_lock_removed() => {}
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
}

async fn send(
    world: &Rc<World>,
    process: &Rc<Process>,
    writer: &Writer<group_commit::SimLog>,
    (plan, seen): (&Plan, u64),
    approved: &[(u32, Approved)],
    ledger: Ledger,
    stopped: watch::Receiver<bool>,
) -> (Ended, Ledger) {
    let clock = SimClock::new(world.wall.clone(), world.millis(5_000));
    let notify = vec![Notify::Failure, Notify::Delay];
    let (limit, answer_limit) = (plan.mood.limit, plan.mood.answer_limit);
    let settings = SessionSettings::plain("voorbeeldzaken.example", limit, answer_limit, notify)
        .that_hands_on(plan.mood.front == Front::Settings);
    let relay = SmtpRelay::new(
        SimDial {
            process: process.clone(),
        },
        clock.clone(),
        settings,
    );
    let mails = SimMails {
        world: world.clone(),
        spoiled: plan.spoiled,
        seen: Cell::new(seen),
    };
    let key = world.book.borrow().key.clone();
    let candidates = candidates(world, &ledger);
    let approved: Vec<(u32, &Approved)> = approved
        .iter()
        .map(|(seal, approved)| (*seal, approved))
        .collect();
    let sender = Sender {
        writer,
        relay: &relay,
        mails: &mails,
        clock,
        rules: &plan.rules,
        approved: &approved,
        words: &|words| key.text_id(words),
        words_of_taken: &|words| key.text_id(words),
        tell: &|progress| tell(world, &progress),
    };
    sender.run(ledger, candidates, stopped).await
}

fn tell(world: &World, progress: &Progress) {
    match progress {
        Progress::Began { .. } => world
            .judge
            .clock_begins(world.wall.now(), world.wall.elapsed()),
        Progress::RelayFault(fault, rest) => {
            world.tell(|| {
                format!(
                    "relay fault at {:?}: {}; rests {rest:?}",
                    fault.step, fault.cause
                )
            });
        }
        Progress::Slowed { whom, span, reply } => {
            world.tell(|| format!("{reply}: slowed down, {whom:?}: {span:?}"));
            world.sees(match whom {
                Scope::Domain => "slowed: domain",
                Scope::Relay => "slowed: relay",
                Scope::Several => "slowed: several",
            });
        }
        Progress::FewerLines { most, reply } => {
            world.tell(|| format!("{reply}: {most} lines at most"));
            world.sees("fewer lines");
        }
        Progress::Braked(Braked::Doubts { .. }) => world.sees("braked: doubts"),
        _ => {}
    }
}

fn candidates(world: &World, ledger: &Ledger) -> Vec<Candidate> {
    let book = world.book.borrow();
    let known = |org: &&crate::book::Org| ledger.recipient(&org.recipient).is_some();
    let entry = |org: &crate::book::Org| Candidate {
        recipient: org.recipient,
        domain: Domain::of(&org.domain),
    };
    book.orgs.iter().filter(known).map(entry).collect()
}
