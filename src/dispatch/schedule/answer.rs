//! What the scheduler answers when a connection asks: whether a mail may go at this moment, what
//! has to be waited for, and when the run is over. Decides; never waits.

use std::time::Duration;

use jiff::Timestamp;

use super::queue::{NextStep, Queue, Want};
use super::scheduler::Scheduler;
use super::window::{Opening, opening};
use crate::clock::Clock;
use crate::dispatch::Ended;
use crate::dispatch::plan::Terms;
use crate::journal::event::RunEnd;

impl<C: Clock> Scheduler<'_, C> {
    /// What to do next, at this moment.
    pub(crate) fn decide(&self, want: Want) -> NextStep {
        let now = self.clock.now();
        let mut state = self.state.borrow_mut();
        if state.ended.is_some() {
            return NextStep::Finish;
        }
        if self.rules.limit.is_some_and(|limit| state.offers >= limit) {
            // A mail in hand counts, and may still come back.
            if !state.in_hand.is_empty() {
                return NextStep::WaitForOthers;
            }
            state.ended = Some(Ended::because(RunEnd::Limit));
            return NextStep::Finish;
        }
        if state.time.moved(now, self.clock.lived()) {
            state.ended = Some(Ended::because(RunEnd::Clock));
            return NextStep::Finish;
        }
        state.seen = state.seen.max(now);
        state.ripen(now);
        let terms = Terms::of(self.rules, now);
        if state.due.is_empty() && state.in_hand.is_empty() {
            state.sift_later(terms);
        }
        match state.drop_what_is_not_due(terms) {
            Some(NextStep::Expire(recipient))
                if !state.may_expire(&recipient, self.rules, self.clock.lived()) =>
            {
                state.end(Ended::because(RunEnd::Clock));
                return NextStep::Finish;
            }
            Some(look) => return look,
            None => {}
        }
        if state.due.is_empty() {
            return self.nothing_due(&mut state, now);
        }
        if let Opening::At(opens) = opening(self.rules.window.as_ref(), now) {
            return self.until(&mut state, now, opens, RunEnd::Window);
        }
        let elapsed = self.clock.elapsed();
        if elapsed < state.rest_until {
            return NextStep::Wait {
                span: state.rest_until - elapsed,
                until: None,
            };
        }
        let capped = state.pace.capped(elapsed);
        if !capped.is_zero() {
            return self.used_up(&mut state, now, capped);
        }
        match want {
            Want::Connection => self.connection(&mut state, elapsed),
            Want::Mail => state.take(terms, elapsed),
        }
    }

    /// Whether to open another connection. Not if waiting ones suffice, nor long before it is
    /// needed, nor more than the relay takes.
    fn connection(&self, state: &mut Queue<'_>, elapsed: Duration) -> NextStep {
        if state.spare >= state.due.len() || !state.connections.has_room() {
            return NextStep::EnoughConnections;
        }
        let soonest = state.soonest(elapsed);
        if soonest > self.idle_limit {
            return NextStep::Wait {
                span: soonest,
                until: None,
            };
        }
        state.spare += 1;
        state.connections.opens();
        NextStep::Connect
    }

    /// The mails of an hour or a day are used up: nothing goes before a place becomes free. A run
    /// without `--wait` ends if that takes long.
    fn used_up(&self, state: &mut Queue<'_>, now: Timestamp, span: Duration) -> NextStep {
        const LONG: Duration = Duration::from_secs(60);
        let at = jiff::SignedDuration::try_from(span)
            .ok()
            .and_then(|span| now.checked_add(span).ok());
        let until = at.filter(|_| span > LONG);
        if self.rules.wait || until.is_none() {
            return NextStep::Wait { span, until };
        }
        // A mail in hand already has its place.
        if !state.in_hand.is_empty() {
            return NextStep::WaitForOthers;
        }
        state.ended = Some(Ended {
            next: until,
            ..Ended::because(RunEnd::Pace)
        });
        NextStep::Finish
    }

    fn nothing_due(&self, state: &mut Queue<'_>, now: Timestamp) -> NextStep {
        match state.later.first() {
            Some(&(at, _)) => self.until(state, now, at, RunEnd::NothingDue),
            None if !state.in_hand.is_empty() && self.rules.wait => NextStep::WaitForOthers,
            None => NextStep::Finish,
        }
    }

    /// Waits until `at` in a run with `--wait`, and ends any other run.
    fn until(&self, state: &mut Queue<'_>, now: Timestamp, at: Timestamp, why: RunEnd) -> NextStep {
        if !self.rules.wait {
            if why == RunEnd::Window {
                state.ended = Some(Ended {
                    next: Some(at),
                    ..Ended::because(why)
                });
            }
            return NextStep::Finish;
        }
        // The wall clock may jump: check again at least once a minute.
        let left = Duration::try_from(at.duration_since(now)).unwrap_or_default();
        let span = left.clamp(Duration::from_millis(1), Duration::from_secs(60));
        NextStep::Wait {
            span,
            until: Some(at),
        }
    }
}
