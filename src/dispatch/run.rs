//! The run: begins, lets every connection work, takes in what others write to the journal, and ends.

use std::convert::Infallible;
use std::future::poll_fn;
use std::task::Poll;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::sync::watch;

use super::candidates::Candidate;
use super::mails::Mails;
use super::outcome::{Ended, SendFault};
use super::progress::Progress;
use super::schedule::scheduler::Scheduler;
use super::sender::Sender;
use super::worker::session::Worker;
use crate::clock::Clock;
use crate::config;
use crate::journal::event::{Lost, RunBegan, RunEnd};
use crate::journal::{Event, Ledger, Log, RecordFault};
use crate::relay::Relay;

impl<L: Log, R: Relay, M: Mails, C: Clock> Sender<'_, L, R, M, C> {
    /// Sends what is due, until no mail is due or the run is ended. When `stop` turns true, it
    /// finishes the mails in hand and ends.
    pub async fn run(
        self,
        mut ledger: Ledger,
        candidates: Vec<Candidate>,
        stop: watch::Receiver<bool>,
    ) -> (Ended, Ledger) {
        if let Err(fault) = self.begin(&mut ledger).await {
            return (
                Ended::with(RunEnd::Stopped, SendFault::Journal(fault)),
                ledger,
            );
        }
        let scheduler = Scheduler::new(
            self.clock.clone(),
            self.rules,
            ledger,
            self.approved,
            candidates,
        );
        let (due, later) = scheduler.counts();
        (self.tell)(Progress::Began { due, later });
        {
            let worker = Worker {
                sender: &self,
                scheduler: &scheduler,
            };
            let mut connections: FuturesUnordered<_> =
                (0..usize::from(self.rules.connections.max(1)))
                    .map(|at| worker.work(at))
                    .collect();
            let all_done = async { while connections.next().await.is_some() {} };
            // After the connections: what they queued this turn goes to the journal together.
            let hand_over = poll_fn(|_| {
                self.writer.hand_over();
                Poll::<Infallible>::Pending
            });
            tokio::select! {
                biased;
                never = self.listen(&scheduler, stop) => match never {},
                () = all_done => {}
                never = hand_over => match never {},
            }
        }
        let (ended, ledger) = scheduler.into_end();
        let record = Event::RunEnded {
            why: ended.why,
            braked: ended.braked,
        };
        match self.writer.record(self.clock.now(), record).await {
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
            events.extend(ledger.left_by_a_dead_sender(&recipient));
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
        scheduler: &Scheduler<'_, C>,
        mut stop: watch::Receiver<bool>,
    ) -> Infallible {
        let stopped = async {
            if stop.wait_for(|stop| *stop).await.is_ok() {
                (self.tell)(Progress::Stopping);
                scheduler.end(Ended::because(RunEnd::Stopped));
            }
            std::future::pending::<Infallible>().await
        };
        let news = async {
            loop {
                match self.writer.news().await {
                    Ok(news) => scheduler.hear(&news),
                    Err(fault) => {
                        scheduler.end(Ended::with(RunEnd::Stopped, SendFault::Journal(fault)));
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
