//! What the judge makes of answers that are about the pace.

use heraut::delivery::Verdict;
use heraut::id::Pseudonym;
use heraut::journal::event::{Answered, Step};

use super::Judge;
use crate::world::World;

impl Judge {
    /// The sender hears an answer that asks for time, or one that gives some back.
    pub(super) fn hears_of_pace(&self, world: &World, answered: &Answered) {
        let (book, now) = (world.book.borrow(), world.wall.elapsed());
        let Some(org) = book.org(&answered.recipient) else {
            return;
        };
        let calm = &mut self.tempo.borrow_mut().calm;
        if matches!(answered.verdict, Verdict::Accepted { .. }) {
            calm.well(&org.domain);
        }
        let began = self
            .facts
            .borrow()
            .get(&answered.recipient)
            .and_then(|fact| fact.began);
        let Some(reply) = answered.reply.filter(|_| answered.step != Step::Body) else {
            return;
        };
        if reply.code / 100 != 4 {
            return;
        }
        // A bare code says nothing of lines.
        if reply.code == 432 && reply.enhanced.is_some() {
            self.manners.borrow_mut().too_many();
        }
        match (reply.code, reply.enhanced.map(|code| code.subject)) {
            (421 | 432 | 454, _) | (_, Some(3)) => calm.relay_asked(began, now),
            (451, _) | (450, Some(7)) => {
                calm.domain_asked(&org.domain, began, now);
                calm.put_off(&org.domain, began, now);
            }
            (450, None) => calm.put_off(&org.domain, began, now),
            _ => {}
        }
    }

    /// Whether this mail was put off in this run: one that does not wait tries it once.
    pub(crate) fn was_put_off(&self, recipient: &Pseudonym) -> bool {
        self.run.borrow().put_off.contains(recipient)
    }

    /// Whether a cap is used up at this moment; unknown when lines broke, since a place was taken by what never
    /// left, and when clocks jumped.
    pub(crate) fn is_used_up(&self, world: &World) -> bool {
        let broke = self.run.borrow().relay_faults + self.run.borrow().unanswered > 0;
        let unknown = broke || world.wall.jumps() > 0 || self.lost_records();
        unknown || self.tempo.borrow().is_used_up(world)
    }
}
