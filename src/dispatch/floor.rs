//! The floor that all connections stand on: which mail is next, when, and whether the run goes on.
//!
//! One connection at a time asks for the next mail and waits for pace, window and relay on behalf of
//! all; nothing here awaits while it holds the state.

use std::cell::RefCell;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{Mutex, Notify};

use super::brake::{Brake, Braked};
use super::plan::{Terms, Turn};
use super::queue::{Ask, Look, Queue};
use super::window::{Opening, opening};
use super::{Ended, RollEntry, Rules, SendFault, backoff};
use crate::clock::Clock;
use crate::id::Pseudonym;
use crate::journal::event::RunEnd;
use crate::journal::{Event, Ledger};
use crate::relay::RelayFault;

/// What all connections share.
pub(super) struct Floor<'r, C> {
    clock: C,
    rules: &'r Rules,
    state: RefCell<Queue>,
    door: Mutex<()>,
    changed: Notify,
}

impl<'r, C: Clock> Floor<'r, C> {
    pub(super) fn new(
        clock: C,
        rules: &'r Rules,
        ledger: Ledger,
        approved: Vec<u32>,
        roll: &[RollEntry],
    ) -> Self {
        let now = clock.now();
        let mut state = Queue::new(rules, ledger, approved, roll, Terms::of(rules, now));
        state.pace.remember(&state.ledger, &state.domains, now, clock.elapsed());
        Floor { clock, rules, state: RefCell::new(state), door: Mutex::new(()), changed: Notify::new() }
    }

    /// How many mails are due now and how many later.
    pub(super) fn counts(&self) -> (usize, usize) {
        let state = self.state.borrow();
        (state.due.len(), state.later.len())
    }

    /// Waits for the next thing to do; `told` hears of waits.
    pub(super) async fn next(&self, ask: Ask, mut told: impl FnMut(Timestamp)) -> Look {
        let _door = self.door.lock().await;
        loop {
            let changed = self.changed.notified();
            match self.look(ask) {
                Look::Wait { span, until } => {
                    if let Some(until) = until {
                        told(until);
                    }
                    let sleep = self.clock.sleep(span);
                    tokio::select! { biased; () = changed => {}, () = sleep => {} }
                }
                Look::WaitForOthers => changed.await,
                look @ (Look::Line | Look::Take(_) | Look::Expire(_) | Look::End) => return look,
            }
        }
    }

    /// The next mail, if it may go this very moment and nobody else is waiting for it.
    pub(super) fn next_at_once(&self) -> Option<Pseudonym> {
        let _door = self.door.try_lock().ok()?;
        match self.look(Ask::Mail) {
            Look::Take(recipient) => Some(recipient),
            Look::Expire(recipient) => {
                // It keeps its place for whoever asks properly.
                self.state.borrow_mut().due.push_front(recipient);
                None
            }
            Look::Line | Look::Wait { .. } | Look::WaitForOthers | Look::End => None,
        }
    }

    fn look(&self, ask: Ask) -> Look {
        let now = self.clock.now();
        let mut state = self.state.borrow_mut();
        if state.ended.is_some() {
            return Look::End;
        }
        if self.rules.limit.is_some_and(|limit| state.offers >= limit) {
            // A mail in hand counts, and may still come back.
            if state.in_hand > 0 {
                return Look::WaitForOthers;
            }
            state.ended = Some(Ended::because(RunEnd::Limit));
            return Look::End;
        }
        state.ripen(now);
        let terms = Terms::of(self.rules, now);
        if let Some(look) = state.drop_what_is_not_due(terms) {
            return look;
        }
        if state.due.is_empty() {
            return self.nothing_due(&mut state, now);
        }
        if let Opening::At(opens) = opening(self.rules.window.as_ref(), now) {
            return self.until(&mut state, now, opens, RunEnd::Window);
        }
        let elapsed = self.clock.elapsed();
        if elapsed < state.rest_until {
            return Look::Wait { span: state.rest_until - elapsed, until: None };
        }
        match ask {
            Ask::Line => Look::Line,
            Ask::Mail => state.take(terms, elapsed),
        }
    }

    fn nothing_due(&self, state: &mut Queue, now: Timestamp) -> Look {
        match state.later.first() {
            Some(&(at, _)) => self.until(state, now, at, RunEnd::NothingDue),
            None if state.in_hand > 0 && self.rules.wait => Look::WaitForOthers,
            None => Look::End,
        }
    }

    /// Waits until `at` where the run was told to wait, and ends it otherwise.
    fn until(&self, state: &mut Queue, now: Timestamp, at: Timestamp, why: RunEnd) -> Look {
        if !self.rules.wait {
            if why == RunEnd::Window {
                state.ended = Some(Ended { next: Some(at), ..Ended::because(why) });
            }
            return Look::End;
        }
        // The wall clock may jump: look again at least once a minute.
        let left = Duration::try_from(at.duration_since(now)).unwrap_or_default();
        let span = left.clamp(Duration::from_millis(1), Duration::from_secs(60));
        Look::Wait { span, until: Some(at) }
    }

    /// Puts a mail back that was not offered: it is as due as before.
    pub(super) fn give_back(&self, recipient: Pseudonym) {
        let mut state = self.state.borrow_mut();
        state.in_hand -= 1;
        state.offers -= 1;
        // To the back: if this very mail upsets the relay, the others still get their turn.
        state.due.push_back(recipient);
        drop(state);
        self.changed.notify_waiters();
    }

    /// A mail in hand came to a state.
    pub(super) fn settle(&self, recipient: Pseudonym) {
        let mut state = self.state.borrow_mut();
        state.in_hand -= 1;
        let terms = Terms::of(self.rules, self.clock.now());
        match state.turn(&recipient, terms) {
            Turn::Later(at) => {
                state.later.insert((at, recipient));
            }
            // The wall clock may have jumped past the wait that was just set.
            Turn::Due | Turn::Expire => state.due.push_back(recipient),
            Turn::Held(_) => {}
        }
        drop(state);
        self.changed.notify_waiters();
    }

    /// Takes an event into the ledger that is on disk or in line for it.
    pub(super) fn apply(&self, at: Timestamp, event: &Event) {
        let mut state = self.state.borrow_mut();
        if state.ledger.apply(at, event).is_err() {
            state.end(Ended::with(RunEnd::Stopped, SendFault::Impossible));
        }
    }

    /// Takes in what others wrote: a word withdrawn, a stop, an organisation taken out, a doubt settled.
    pub(super) fn hear(&self, news: &[(Timestamp, Event)]) {
        for (at, event) in news {
            self.apply(*at, event);
            let mut state = self.state.borrow_mut();
            match event {
                Event::StopAsked => state.end(Ended::because(RunEnd::Stopped)),
                Event::WordWithdrawn { .. } => state.end(Ended::because(RunEnd::Withdrawn)),
                Event::Resolved { recipient, .. } if state.domains.contains_key(recipient) => {
                    let terms = Terms::of(self.rules, self.clock.now());
                    if self.rules.is_asked_for(recipient) && state.turn(recipient, terms) == Turn::Due {
                        state.due.push_back(*recipient);
                    }
                }
                _ => {}
            }
        }
        self.changed.notify_waiters();
    }

    /// Ends the run: mails in hand are finished, no further one is begun.
    pub(super) fn end(&self, ended: Ended) {
        self.state.borrow_mut().end(ended);
        self.changed.notify_waiters();
    }

    /// Whether the run has ended.
    pub(super) fn has_ended(&self) -> bool {
        self.state.borrow().ended.is_some()
    }

    /// Whether this mail, whose envelope the relay took, may still be offered.
    pub(super) fn still_wanted(&self, recipient: &Pseudonym) -> bool {
        let state = self.state.borrow();
        let terms = Terms::of(self.rules, self.clock.now());
        state.ended.is_none() && state.turn(recipient, terms) == Turn::Due
    }

    /// The attempt that comes next for this mail, its `Date` if it was offered before, and its digest.
    pub(super) fn attempt(&self, recipient: &Pseudonym) -> (u32, Option<Timestamp>) {
        let state = self.state.borrow();
        let mail = state.ledger.recipient(recipient).and_then(|entry| entry.mail());
        mail.map_or((1, None), |mail| (mail.attempts + 1, mail.date()))
    }

    /// Counts a final answer, or a mail without one; says so when the brake stops the run.
    pub(super) fn brake(&self, take: impl FnOnce(&mut Brake) -> Option<Braked>) -> Option<Braked> {
        let braked = take(&mut self.state.borrow_mut().brake)?;
        self.end(Ended { braked: Some(braked), ..Ended::because(RunEnd::Brake) });
        Some(braked)
    }

    /// The relay works.
    pub(super) fn relay_is_well(&self) {
        self.state.borrow_mut().relay_faults = 0;
    }

    /// The line was lost after a final dot. The relay was well up to there: it rests for a moment, and
    /// whether the run makes sense is the brake's to say.
    pub(super) fn line_lost(&self) {
        const MOMENT: Duration = Duration::from_secs(1);
        let mut state = self.state.borrow_mut();
        state.relay_faults = 0;
        state.rest_until = self.clock.elapsed() + MOMENT;
    }

    /// The relay could not be used. Says how long it rests; ends the run when that makes no sense.
    pub(super) fn relay_fault(&self, fault: &RelayFault) -> Duration {
        const TRIES: u32 = 5;
        let mut state = self.state.borrow_mut();
        let now = self.clock.elapsed();
        // Lines that break together are one fault: the next one that counts comes after the rest.
        if state.relay_faults == 0 || now >= state.rest_until {
            state.relay_faults += 1;
            state.rest_until = now + backoff::rest(state.relay_faults);
        }
        let alone = state.in_hand == 0;
        if fault.is_about_us() || (state.relay_faults >= TRIES && alone && !self.rules.wait) {
            state.end(Ended::with(RunEnd::Relay, SendFault::Relay(fault.clone())));
        }
        let rest = state.rest_until.saturating_sub(now);
        drop(state);
        self.changed.notify_waiters();
        rest
    }

    /// How the run ended, and the ledger as it stands.
    pub(super) fn into_end(self) -> (Ended, Ledger) {
        let state = self.state.into_inner();
        let next = state.later.first().map(|&(at, _)| at);
        let mut ended = state.ended.unwrap_or_else(|| Ended::because(RunEnd::NothingDue));
        ended.next = ended.next.or(next);
        (ended, state.ledger)
    }
}
