//! The scheduler that all connections share: which mail is next, when, and whether the run
//! continues.
//!
//! One connection at a time asks for the next mail and waits for pace, window and relay on behalf
//! of all. No code here awaits while it holds the state.

use std::cell::RefCell;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{Mutex, Notify};

use super::backoff;
use super::brake::Brake;
use super::queue::{NextStep, Queue, Want};
use super::throttle::Scope;
use super::window::{Opening, opening};
use crate::clock::Clock;
use crate::delivery::DeliveryStatus;
use crate::dispatch::plan::{Placement, Terms};
use crate::dispatch::run_time::RunTime;
use crate::dispatch::worker::connection::Slot;
use crate::dispatch::worker::verdict::AnswerContext;
use crate::dispatch::{Candidate, Domain, Ended, Rules, SendFault};
use crate::id::Pseudonym;
use crate::journal::event::{Braked, RunEnd};
use crate::journal::{Event, Ledger};
use crate::relay::RelayFault;
use crate::signoff::Approved;

/// What all connections share.
pub(crate) struct Scheduler<'r, C> {
    pub(crate) clock: C,
    pub(crate) rules: &'r Rules,
    pub(crate) state: RefCell<Queue<'r>>,
    turnstile: Mutex<()>,
    changed: Notify,
    /// How long an idle connection is kept open.
    pub(crate) idle_limit: Duration,
}

impl<'r, C: Clock> Scheduler<'r, C> {
    pub(crate) fn new(
        clock: C,
        rules: &'r Rules,
        ledger: Ledger,
        approved: &'r [(u32, &'r Approved)],
        candidates: Vec<Candidate>,
    ) -> Self {
        let now = clock.now();
        let time = RunTime::begins(now, clock.lived());
        let mut state = Queue::new(rules, ledger, approved, candidates, time);
        state
            .pace
            .remember(&state.ledger, state.candidates.all(), now, clock.elapsed());
        let (turnstile, idle_limit) = (Mutex::new(()), Slot::idle_limit(rules));
        Scheduler {
            clock,
            rules,
            state: RefCell::new(state),
            turnstile,
            changed: Notify::new(),
            idle_limit,
        }
    }

    /// The slot of connection number `at`.
    pub(crate) fn slot(&self, at: usize) -> Slot {
        Slot::new(self.rules, self.state.borrow().pace.slot(at))
    }

    /// How long an idle connection is kept open.
    pub(crate) const fn idle_limit(&self) -> Duration {
        self.idle_limit
    }

    /// How many mails are due now and how many later.
    pub(crate) fn counts(&self) -> (usize, usize) {
        let state = self.state.borrow();
        (state.due.len(), state.later.len())
    }

    /// Waits for the next thing to do. Calls `waits` when it waits.
    pub(crate) async fn next(&self, want: Want, mut waits: impl FnMut(Timestamp)) -> NextStep {
        const A_MOMENT: Duration = Duration::from_secs(1);
        let mut turnstile = self.turnstile.lock().await;
        loop {
            let changed = self.changed.notified();
            match self.decide(want) {
                NextStep::Wait { span, .. } if want == Want::Mail && span > self.idle_limit => {
                    return NextStep::CloseIdle;
                }
                NextStep::Wait { span, until } => {
                    if let Some(until) = until {
                        waits(until);
                    }
                    let sleep = self.clock.sleep(span);
                    tokio::select! { biased; () = changed => {}, () = sleep => {} }
                }
                NextStep::WaitForOthers => changed.await,
                // A worker with an open connection takes precedence.
                NextStep::EnoughConnections => {
                    drop(turnstile);
                    let sleep = self.clock.sleep(A_MOMENT);
                    tokio::select! { biased; () = changed => {}, () = sleep => {} }
                    turnstile = self.turnstile.lock().await;
                }
                step @ (NextStep::Connect
                | NextStep::Offer(_)
                | NextStep::Expire(_)
                | NextStep::CloseIdle
                | NextStep::Finish) => {
                    return step;
                }
            }
        }
    }

    /// Waits this long, or until the run ends.
    pub(crate) async fn pause(&self, span: Duration) {
        let over = self.clock.elapsed() + span;
        while !self.has_ended() && self.clock.elapsed() < over {
            let changed = self.changed.notified();
            let sleep = self.clock.sleep(over.saturating_sub(self.clock.elapsed()));
            tokio::select! { biased; () = changed => {}, () = sleep => {} }
        }
    }

    /// A connection begins or stops to wait for a mail.
    pub(crate) fn connection_waits(&self, waits: bool) {
        let mut state = self.state.borrow_mut();
        if waits {
            state.spare += 1;
        } else {
            state.spare = state.spare.saturating_sub(1);
            drop(state);
            self.changed.notify_waiters();
        }
    }

    /// A connection is closed; `gave_way`: because the relay takes fewer.
    pub(crate) fn connection_closed(&self, gave_way: bool) {
        self.state.borrow_mut().connections.closes(gave_way);
        self.changed.notify_waiters();
    }

    /// Whether a connection has to close because the relay takes fewer.
    pub(crate) fn has_too_many_connections(&self) -> bool {
        self.state.borrow().connections.are_too_many()
    }

    /// Whether this connection has to close because the relay takes fewer; if so, counts it as
    /// leaving.
    pub(crate) fn connection_gives_way(&self) -> bool {
        self.state.borrow_mut().connections.gives_way()
    }

    /// Records that the relay reported too many connections, in the answer to what began at
    /// `begun`. Returns how many are allowed from now on, if that changed.
    pub(crate) fn too_many_connections(&self, begun: Duration) -> Option<u32> {
        self.state
            .borrow_mut()
            .connections
            .lower(begun, self.clock.elapsed())
    }

    /// Checks whether an answer asks for time; `begun`: when its mail was taken, or its connection
    /// opened. Returns for whom, and how far apart mails go now, if that changed.
    pub(crate) fn asks_for_time(
        &self,
        whom: Scope,
        recipient: Option<&Pseudonym>,
        begun: Duration,
    ) -> Option<(Scope, Duration)> {
        let state = &mut *self.state.borrow_mut();
        let domain = recipient.and_then(|recipient| state.candidates.domain(recipient));
        state.pace.ask(whom, domain, begun, self.clock.elapsed())
    }

    /// The domain that this recipient's mail goes to.
    pub(crate) fn domain(&self, recipient: &Pseudonym) -> Option<Domain> {
        self.state.borrow().candidates.domain(recipient)
    }

    /// Records that a mail was accepted.
    pub(crate) fn is_taken_well(&self, recipient: &Pseudonym) {
        let state = &mut *self.state.borrow_mut();
        state.pace.well(|| state.candidates.domain(recipient));
    }

    /// The next mail, if it may go at this moment and no other connection waits for it.
    pub(crate) fn next_at_once(&self) -> Option<Pseudonym> {
        let _turnstile = self.turnstile.try_lock().ok()?;
        match self.decide(Want::Mail) {
            NextStep::Offer(recipient) => Some(recipient),
            NextStep::Expire(recipient) => {
                // It keeps its place for the next regular request.
                self.state.borrow_mut().put_back(&recipient);
                None
            }
            NextStep::Connect
            | NextStep::Wait { .. }
            | NextStep::WaitForOthers
            | NextStep::EnoughConnections
            | NextStep::CloseIdle
            | NextStep::Finish => None,
        }
    }

    /// Puts a mail back that was not offered: it is as due as before.
    pub(crate) fn give_back(&self, recipient: Pseudonym) {
        let mut state = self.state.borrow_mut();
        state.in_hand.remove(&recipient);
        state.offers -= 1;
        // To the end: if this mail causes the relay's trouble, the others still get their turn.
        state.enqueue(&recipient);
        drop(state);
        self.changed.notify_waiters();
    }

    /// Records that a mail in hand reached a state.
    pub(crate) fn settle(&self, recipient: Pseudonym) {
        let mut state = self.state.borrow_mut();
        state.in_hand.remove(&recipient);
        let terms = Terms::of(self.rules, self.clock.now());
        match state.turn(&recipient, terms) {
            Placement::Later(at) if self.rules.wait => {
                state.later.insert((at, recipient));
            }
            // A run without `--wait` tries each mail once: while a server takes its time, the mails
            // it defers would come back for ever.
            Placement::Later(at) => {
                state.put_off = Some(state.put_off.map_or(at, |first| first.min(at)))
            }
            // The wall clock may have jumped past the wait that was just set.
            Placement::Due | Placement::Expire => state.enqueue(&recipient),
            Placement::Held(_) => {}
        }
        drop(state);
        self.changed.notify_waiters();
    }

    /// Folds an event that is on disk or queued for it into the ledger.
    pub(crate) fn apply(&self, at: Timestamp, event: &Event) {
        let mut state = self.state.borrow_mut();
        if state.ledger.apply(at, event).is_err() {
            state.end(Ended::with(RunEnd::Stopped, SendFault::Impossible));
        }
    }

    /// Takes in what others wrote: an approval withdrawn, a stop, an organisation withheld or released, a doubt settled, a
    /// mail made due again, a mail that came back because of us.
    pub(crate) fn hear(&self, news: &[(Timestamp, Event)]) {
        for (at, event) in news {
            self.apply(*at, event);
            let mut state = self.state.borrow_mut();
            state.may_bring_back(event);
            match event {
                Event::StopAsked => state.end(Ended::because(RunEnd::Stopped)),
                Event::WordWithdrawn { .. } => state.end(Ended::because(RunEnd::Withdrawn)),
                Event::Returned(said) if said.about_us && said.status == DeliveryStatus::Failed => {
                    state.end(Ended {
                        braked: Some(Braked::Returned { code: said.code }),
                        ..Ended::because(RunEnd::Brake)
                    });
                }
                Event::Resolved { recipient, .. }
                | Event::Released { recipient, .. }
                | Event::DueAgain { recipient, .. } => {
                    let terms = Terms::of(self.rules, self.clock.now());
                    state.take_in(recipient, self.rules, terms);
                }
                _ => {}
            }
        }
        self.changed.notify_waiters();
    }

    /// Whether a person made a mail due again since the last call.
    pub(crate) fn take_came_back(&self) -> bool {
        std::mem::take(&mut self.state.borrow_mut().came_back)
    }

    /// Whether only mails in other connections' hands are left, as far as is known at this moment.
    pub(crate) fn has_nothing_more(&self) -> bool {
        let state = self.state.borrow();
        let enough = self.rules.limit.is_some_and(|limit| state.offers >= limit);
        let none = state.due.is_empty() && (state.later.is_empty() || !self.rules.wait);
        enough || none || state.ended.is_some()
    }

    /// Ends the run: mails in hand are finished, no further mail is started.
    pub(crate) fn end(&self, ended: Ended) {
        self.state.borrow_mut().end(ended);
        self.changed.notify_waiters();
    }

    /// Whether the run has ended.
    pub(crate) fn has_ended(&self) -> bool {
        self.state.borrow().ended.is_some()
    }

    /// Whether this mail, whose envelope the relay accepted, may still be offered.
    pub(crate) fn still_wanted(&self, recipient: &Pseudonym) -> bool {
        let state = self.state.borrow();
        let now = self.clock.now();
        // A relay that was slow with the envelope may have used up the hours.
        let open = opening(self.rules.window.as_ref(), now) == Opening::Open;
        let open = open && !state.time.moved(now, self.clock.lived());
        open && state.ended.is_none()
            && state.turn(recipient, Terms::of(self.rules, now)) == Placement::Due
    }

    /// Returns the number of the next attempt of this mail, and its `Date` if it was offered before.
    pub(crate) fn attempt(&self, recipient: &Pseudonym) -> (u32, Option<Timestamp>) {
        let state = self.state.borrow();
        let mail = state
            .ledger
            .recipient(recipient)
            .and_then(|entry| entry.mail());
        mail.map_or((1, None), |mail| (mail.attempts + 1, mail.date()))
    }

    /// What earlier attempts left open.
    pub(crate) fn known(&self, recipient: &Pseudonym) -> AnswerContext {
        AnswerContext::of(
            self.state
                .borrow()
                .ledger
                .recipient(recipient)
                .and_then(|entry| entry.mail()),
        )
    }

    /// Counts a final answer, or a mail without one. Reports if the brake stops the run.
    pub(crate) fn brake(&self, take: impl FnOnce(&mut Brake) -> Option<Braked>) -> Option<Braked> {
        let braked = take(&mut self.state.borrow_mut().brake)?;
        self.end(Ended {
            braked: Some(braked),
            ..Ended::because(RunEnd::Brake)
        });
        Some(braked)
    }

    /// Records that the relay works.
    pub(crate) fn relay_is_well(&self) {
        self.state.borrow_mut().relay_faults = 0;
    }

    /// Records that the connection broke after a final dot. The relay worked until then: it rests
    /// for a moment, and the brake decides whether the run makes sense.
    pub(crate) fn connection_lost(&self) {
        const MOMENT: Duration = Duration::from_secs(1);
        let mut state = self.state.borrow_mut();
        state.relay_faults = 0;
        state.rest_until = self.clock.elapsed() + MOMENT;
    }

    /// Records that the relay could not be used. Returns how long it rests; ends the run if trying
    /// again makes no sense.
    pub(crate) fn relay_fault(&self, fault: &RelayFault) -> Duration {
        const TRIES: u32 = 5;
        let mut state = self.state.borrow_mut();
        let now = self.clock.elapsed();
        // Connections that break together are one error: the next one that counts comes after the
        // rest.
        if state.relay_faults == 0 || now >= state.rest_until {
            state.relay_faults += 1;
            state.rest_until = now + backoff::rest(state.relay_faults);
        }
        let alone = state.in_hand.is_empty();
        if fault.is_about_us() || (state.relay_faults >= TRIES && alone && !self.rules.wait) {
            state.end(Ended::with(RunEnd::Relay, SendFault::Relay(fault.clone())));
        }
        let rest = state.rest_until.saturating_sub(now);
        drop(state);
        self.changed.notify_waiters();
        rest
    }

    /// How the run ended, and the ledger at that moment.
    pub(crate) fn into_end(self) -> (Ended, Ledger) {
        self.state.into_inner().into_end(self.clock.now())
    }
}
