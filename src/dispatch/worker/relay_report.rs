//! What a relay reports besides a mail's result, and what follows from it: it asks for time, finds
//! connections too many, can't be used; and the brake.

use std::time::Duration;

use super::session::Worker;
use crate::clock::Clock;
use crate::dispatch::schedule::brake::Brake;
use crate::dispatch::schedule::open_connections::are_too_many;
use crate::dispatch::schedule::throttle::{Scope, who_asks};
use crate::dispatch::{Mails, Progress};
use crate::id::Pseudonym;
use crate::journal::event::{Braked, Step};
use crate::journal::{Event, Log};
use crate::relay::{Relay, RelayFault};
use crate::reply::Reply;

impl<L: Log, R: Relay, M: Mails, C: Clock> Worker<'_, '_, L, R, M, C> {
    pub(crate) fn brake(&self, take: impl FnOnce(&mut Brake) -> Option<Braked>) {
        if let Some(braked) = self.scheduler.brake(take) {
            (self.sender.tell)(Progress::Braked(braked));
        }
    }

    /// Slows down if an answer asks for time, and uses fewer connections if it finds them too many.
    pub(crate) fn hear_of_pace(
        &self,
        step: Step,
        reply: &Reply,
        recipient: Option<&Pseudonym>,
        begun: Duration,
    ) {
        let too_many = are_too_many(reply);
        let asks = if too_many {
            Some(Scope::Relay)
        } else {
            who_asks(step, reply)
        };
        let Some(whom) = asks else { return };
        let code = reply.code_only();
        if let Some((whom, span)) = self.scheduler.asks_for_time(whom, recipient, begun) {
            (self.sender.tell)(Progress::Slowed {
                whom,
                span,
                reply: code,
            });
        }
        if too_many && let Some(most) = self.scheduler.too_many_connections(begun) {
            (self.sender.tell)(Progress::FewerLines { most, reply: code });
        }
    }

    pub(crate) fn relay_fault(&self, fault: RelayFault, begun: Duration) {
        if let Some(reply) = fault.reply() {
            self.hear_of_pace(fault.step, reply, None, begun);
        }
        let rest = self.scheduler.relay_fault(&fault);
        let words = fault
            .reply()
            .map(|reply| (self.sender.words)(&reply.text()));
        let event = Event::RelayFault {
            step: fault.step,
            reply: fault.reply().map(Reply::code_only),
            words,
        };
        // Only for the auditor: nothing waits for it, and if the disk is full the next offer
        // reports that.
        drop(self.sender.writer.record(self.sender.clock.now(), event));
        if !self.scheduler.has_ended() {
            (self.sender.tell)(Progress::RelayFault(fault, rest));
        }
    }
}
