//! How a worker gets its connections and mails, and when it closes a connection.

use std::time::Duration;

use super::connection::Slot;
use super::session::{Delivery, Worker};
use crate::clock::Clock;
use crate::dispatch::schedule::queue::{NextStep, Want};
use crate::dispatch::{Ended, Mails, Progress, SendFault};
use crate::id::Pseudonym;
use crate::journal::event::{Lost, RunEnd};
use crate::journal::{Event, Log};
use crate::relay::{Relay, Session as _};

impl<L: Log, R: Relay, M: Mails, C: Clock> Worker<'_, '_, L, R, M, C> {
    /// Works until the scheduler has nothing more. The connection comes before the mail: a place in
    /// the pace is used the moment it is taken, however long the relay takes to greet.
    pub(crate) async fn work(&self, number: usize) {
        let mut slot = self.scheduler.slot(number);
        while let NextStep::Connect = self.next(Want::Connection, None).await {
            let begun = self.sender.clock.elapsed();
            let connected = self.sender.relay.connect().await;
            self.scheduler.connection_waits(false);
            match connected {
                Ok(session) => {
                    slot.opened(self.sender.clock.elapsed());
                    if !session.features().dsn {
                        (self.sender.tell)(Progress::BodyMayReturn);
                    }
                    self.carry(session, &mut slot).await;
                }
                Err(fault) => self.relay_fault(fault, begun),
            }
            self.scheduler.connection_closed(slot.closed());
        }
    }

    /// The next thing to do, if it comes before that moment.
    async fn next(&self, want: Want, until: Option<Duration>) -> NextStep {
        loop {
            let told = |until| (self.sender.tell)(Progress::Waiting(until));
            let next = self.scheduler.next(want, told);
            let step = match until {
                None => next.await,
                Some(until) => {
                    let left = until.saturating_sub(self.sender.clock.elapsed());
                    // What expired on the way took its time as well.
                    if left.is_zero() {
                        return NextStep::CloseIdle;
                    }
                    self.sender
                        .clock
                        .within(left, next)
                        .await
                        .unwrap_or(NextStep::CloseIdle)
                }
            };
            match step {
                NextStep::Expire(recipient) => self.expire(recipient).await,
                look => return look,
            }
        }
    }

    /// The next mail of this connection. `None` if the connection is worn or not needed for a
    /// while: then it is closed with QUIT instead of being held open.
    pub(crate) async fn next_job(&self, slot: &mut Slot) -> Option<Delivery> {
        let now = self.sender.clock.elapsed();
        if slot.is_worn(now) {
            return None;
        }
        if self.scheduler.connection_gives_way() {
            slot.gives_way();
            return None;
        }
        let longest = self.scheduler.idle_limit().min(slot.left(now));
        let until = now.saturating_add(longest);
        self.scheduler.connection_waits(true);
        self.scheduler.pause(slot.wait(now).min(longest)).await;
        let step = self.next(Want::Mail, Some(until)).await;
        self.scheduler.connection_waits(false);
        match step {
            NextStep::Offer(recipient) => self.load(recipient, slot).await,
            NextStep::Connect
            | NextStep::Expire(_)
            | NextStep::Wait { .. }
            | NextStep::WaitForOthers
            | NextStep::EnoughConnections
            | NextStep::CloseIdle
            | NextStep::Finish => None,
        }
    }

    /// The next mail, if pace, window, brake, stop and the connection's own share allow it at this
    /// moment.
    pub(crate) async fn look_ahead(&self, slot: &mut Slot) -> Option<Delivery> {
        let now = self.sender.clock.elapsed();
        if slot.is_worn(now)
            || !slot.wait(now).is_zero()
            || self.scheduler.has_too_many_connections()
        {
            return None;
        }
        let recipient = self.scheduler.next_at_once()?;
        self.load(recipient, slot).await
    }

    /// Whether no further mail goes on this connection, as far as is known at this moment.
    pub(crate) fn is_last(&self, slot: &Slot) -> bool {
        slot.is_worn(self.sender.clock.elapsed()) || self.scheduler.has_nothing_more()
    }

    async fn expire(&self, recipient: Pseudonym) {
        let now = self.sender.clock.now();
        // A mail that may have arrived at an earlier attempt is not reported as expired.
        let (event, told) = match self.scheduler.attempt(&recipient) {
            (next, _) if self.scheduler.known(&recipient).perhaps_taken => {
                let (attempt, how) = (next.saturating_sub(1), Lost::Unclear);
                (
                    Event::LostSight {
                        recipient,
                        attempt,
                        how,
                    },
                    Progress::InDoubt(recipient, how),
                )
            }
            _ => (Event::Expired { recipient }, Progress::Expired(recipient)),
        };
        self.scheduler.apply(now, &event);
        if let Err(fault) = self.sender.writer.record(now, event).await {
            self.scheduler
                .end(Ended::with(RunEnd::Stopped, SendFault::Journal(fault)));
        }
        (self.sender.tell)(told);
    }
}
