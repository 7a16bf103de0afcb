//! Dispatch: plan, pace, window, brake and the send loop.
//!
//! Takes the permission to send by reference ([`Approved`]), records every offer before its final
//! dot, and reports what happens as plain events. Never reads the list or a template, never prints.

mod candidates;
mod estimate;
pub mod plan;
mod progress;
mod run_time;
pub mod schedule;
pub mod worker;

use std::collections::HashSet;
use std::convert::Infallible;
use std::future::poll_fn;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Poll;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use jiff::Timestamp;
use tokio::sync::watch;

pub use crate::journal::event::Braked;
pub use candidates::{Domain, RollEntry};
pub use estimate::{Forecast, Work, estimate};
pub use progress::Progress;
pub use schedule::throttle::Scope;

use crate::address::Address;
use crate::clock::Clock;
use crate::config;
use crate::id::{Digest, Pseudonym, TextId};
use crate::journal::event::{Lost, RunBegan, RunEnd};
use crate::journal::{Event, Ledger, Log, RecordFault, Writer};
use crate::phrase::SystemFault;
use crate::relay::{Relay, RelayFault};
use crate::signoff::Approved;
use schedule::scheduler::Scheduler;
use worker::session::Worker;

/// Source of sealed mails: the vault, or the simulator's.
pub trait Mails {
    /// Whether what was sealed is still what should go out. Called before each mail is read; a run
    /// ends if it returns false. `came_back`: since the last call a person made a mail due again
    /// that was not due when the run began.
    fn are_current(&self, came_back: bool) -> impl Future<Output = bool>;

    /// Returns the mail of this recipient, ready for the wire and verified against its digest.
    fn load(
        &self,
        recipient: &Pseudonym,
    ) -> impl Future<Output = Result<Rc<Outgoing>, SystemFault>>;
}

/// A sealed mail on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Pseudonym of the recipient.
    pub recipient: Pseudonym,
    /// Reverse-path.
    pub from: Address,
    /// Forward-path.
    pub to: Address,
    /// `ENVID=`.
    pub envid: String,
    /// The mail digest.
    pub digest: Digest,
    /// The bytes, without `Date:`.
    pub pieces: Vec<Arc<[u8]>>,
}

/// The rules of a run.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Number of connections at the same time.
    pub connections: u8,
    /// How long one connection is used.
    pub lines: config::Lines,
    /// The pace.
    pub pace: config::PaceSettings,
    /// Back-off and giving up.
    pub retry: config::Retry,
    /// The brake.
    pub brake: config::BrakeSettings,
    /// Stop after this many mails in a row that were handed over without an answer; `None`:
    /// continue.
    pub doubts: Option<u32>,
    /// The window; `None` for trials and rehearsals.
    pub window: Option<config::Window>,
    /// Stay until all mails are settled.
    pub wait: bool,
    /// Offer at most this many mails.
    pub limit: Option<usize>,
    /// Offer only these; `None`: all.
    pub only: Option<HashSet<Pseudonym>>,
    /// The wall clock counts as right at the start of the run: a person confirmed it, or nobody can
    /// be reached.
    pub clock_vouched: bool,
}

impl Rules {
    /// Whether the mail of this recipient was asked for.
    #[must_use]
    pub fn is_asked_for(&self, recipient: &Pseudonym) -> bool {
        self.only
            .as_ref()
            .is_none_or(|only| only.contains(recipient))
    }
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Ended {
    /// The reason.
    pub why: RunEnd,
    /// The error that caused it.
    pub fault: Option<SendFault>,
    /// What the brake saw.
    pub braked: Option<Braked>,
    /// When a mail will be due again.
    pub next: Option<Timestamp>,
    /// How often a server asked for time and mails went further apart.
    pub slowed: u32,
}

impl Ended {
    const fn because(why: RunEnd) -> Self {
        Ended {
            why,
            fault: None,
            braked: None,
            next: None,
            slowed: 0,
        }
    }

    const fn with(why: RunEnd, fault: SendFault) -> Self {
        Ended {
            why,
            fault: Some(fault),
            braked: None,
            next: None,
            slowed: 0,
        }
    }
}

/// An error that ended a run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendFault {
    /// The journal could not be written: without a journal no mail goes out.
    #[error(transparent)]
    Journal(RecordFault),
    /// The relay could not be used.
    #[error(transparent)]
    Relay(RelayFault),
    /// A sealed mail differs from what was sealed.
    #[error("a sealed mail could not be read: {0}")]
    Mail(SystemFault),
    /// The permission doesn't cover an address.
    #[error("a mail to an address that the permission does not cover")]
    NotCovered,
    /// The journal contradicts the sender.
    #[error("the journal and the sender disagree")]
    Impossible,
}

/// Everything a run works with.
pub struct Sender<'a, L, R, M, C> {
    /// Writer of the journal.
    pub writer: &'a Writer<L>,
    /// The relay.
    pub relay: &'a R,
    /// The sealed mails.
    pub mails: &'a M,
    /// The clock.
    pub clock: C,
    /// The rules of the run.
    pub rules: &'a Rules,
    /// The permissions: the number of each seal and its approval.
    pub approved: &'a [(u32, &'a Approved)],
    /// Stores a relay's text in the vault and returns its id in the journal.
    pub words: &'a dyn Fn(&str) -> TextId,
    /// The same for a reply that accepted a mail: it only holds a queue id, and may be stored a
    /// little later.
    pub words_of_taken: &'a dyn Fn(&str) -> TextId,
    /// Receives what happens.
    pub tell: &'a dyn Fn(Progress),
}

impl<L: Log, R: Relay, M: Mails, C: Clock> Sender<'_, L, R, M, C> {
    /// Sends what is due, until no mail is due or the run is ended. When `stop` turns true, it
    /// finishes the mails in hand and ends.
    pub async fn run(
        self,
        mut ledger: Ledger,
        roll: Vec<RollEntry>,
        stop: watch::Receiver<bool>,
    ) -> (Ended, Ledger) {
        if let Err(fault) = self.begin(&mut ledger).await {
            return (
                Ended::with(RunEnd::Stopped, SendFault::Journal(fault)),
                ledger,
            );
        }
        let floor = Scheduler::new(self.clock.clone(), self.rules, ledger, self.approved, roll);
        let (due, later) = floor.counts();
        (self.tell)(Progress::Began { due, later });
        {
            let carrier = Worker {
                sender: &self,
                floor: &floor,
            };
            let mut connections: FuturesUnordered<_> =
                (0..usize::from(self.rules.connections.max(1)))
                    .map(|at| carrier.work(at))
                    .collect();
            let all_done = async { while connections.next().await.is_some() {} };
            // After the connections: what they queued this turn goes to the journal together.
            let hand_over = poll_fn(|_| {
                self.writer.hand_over();
                Poll::<Infallible>::Pending
            });
            tokio::select! {
                biased;
                never = self.listen(&floor, stop) => match never {},
                () = all_done => {}
                never = hand_over => match never {},
            }
        }
        let (ended, ledger) = floor.into_end();
        let record = self
            .writer
            .record(
                self.clock.now(),
                Event::RunEnded {
                    why: ended.why,
                    braked: ended.braked,
                },
            )
            .await;
        match record {
            Err(fault) => (
                Ended::with(RunEnd::Stopped, SendFault::Journal(fault)),
                ledger,
            ),
            Ok(()) => (ended, ledger),
        }
    }

    /// Records that a run begins, and what the previous run left open: a mail that was offered and
    /// has no answer may have arrived.
    async fn begin(&self, ledger: &mut Ledger) -> Result<(), RecordFault> {
        let now = self.clock.now();
        let mut events = Vec::new();
        for recipient in ledger.offered_now() {
            let attempt = ledger
                .recipient(&recipient)
                .and_then(|entry| entry.mail())
                .map_or(1, |m| m.attempts);
            events.push(Event::LostSight {
                recipient,
                attempt,
                how: Lost::Died,
            });
            (self.tell)(Progress::InDoubt(recipient, Lost::Died));
        }
        if let Some(seal) = ledger.newest_seal() {
            events.push(Event::RunBegan(RunBegan {
                digest: seal.sealed.digest,
                program: env!("CARGO_PKG_VERSION").to_owned(),
                connections: self.rules.connections,
                rate: rate_text(self.rules.pace.rate),
                per_domain: rate_text(self.rules.pace.per_domain),
                per_connection: self.rules.pace.per_connection.map(|rate| rate.to_string()),
                per_hour: self.rules.pace.per_hour,
                per_day: self.rules.pace.per_day,
                clock_vouched: self.rules.clock_vouched,
            }));
        }
        for event in events {
            self.writer.record(now, event.clone()).await?;
            // An event that can't follow would have been found when the journal was read.
            let _possible = ledger.apply(now, &event);
        }
        Ok(())
    }

    /// Takes in what others write to the journal, and the stop.
    async fn listen(
        &self,
        floor: &Scheduler<'_, C>,
        mut stop: watch::Receiver<bool>,
    ) -> Infallible {
        let stopped = async {
            if stop.wait_for(|stop| *stop).await.is_ok() {
                (self.tell)(Progress::Stopping);
                floor.end(Ended::because(RunEnd::Stopped));
            }
            std::future::pending::<Infallible>().await
        };
        let news = async {
            loop {
                match self.writer.news().await {
                    Ok(news) => floor.hear(&news),
                    Err(fault) => {
                        floor.end(Ended::with(RunEnd::Stopped, SendFault::Journal(fault)));
                        std::future::pending::<()>().await;
                    }
                }
            }
        };
        tokio::select! { biased; never = stopped => never, never = news => never }
    }
}

fn rate_text(rate: Option<config::Rate>) -> String {
    rate.map_or_else(|| "unlimited".to_owned(), |rate| rate.to_string())
}
