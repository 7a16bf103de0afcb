//! What the judge knows of who has the notice by the records, and by what returned: nobody of them is planned or offered
//! again unless a person named that organisation, and no report makes a state that isn't true.

use std::cell::RefCell;
use std::collections::BTreeSet;

use heraut::delivery::{DeliveryStatus, Verdict, Word};
use heraut::dispatch::Rules;
use heraut::dispatch::plan::{Placement, Terms, turn_of};
use heraut::id::Pseudonym;
use heraut::journal::event::Notification;
use heraut::journal::{Event, Ledger};

use super::Judge;
use crate::world::World;

/// Who has it, as far as the records say: accepted, vouched for, delayed or delivered, and not come back since.
#[derive(Default)]
pub(super) struct Told(RefCell<BTreeSet<Pseudonym>>);

impl Judge {
    /// A mail that the relay kept doesn't arrive.
    pub(crate) fn comes_back(&self, to: &Pseudonym) {
        if let Some(fact) = self.facts.borrow_mut().get_mut(to) {
            fact.kept = fact.kept.saturating_sub(1);
        }
    }

    /// A record tells who has it.
    pub(super) fn hears_who_has_it(&self, world: &World, event: &Event) {
        let mut told = self.told.0.borrow_mut();
        match event {
            Event::Answered(answered) if matches!(answered.verdict, Verdict::Accepted { .. }) => {
                told.insert(answered.recipient);
            }
            Event::Resolved {
                recipient, word, ..
            } => {
                match word {
                    Word::Arrived => told.insert(*recipient),
                    Word::Resend => told.remove(recipient),
                };
            }
            Event::Returned(notification) => {
                self.is_so(world, notification);
                // It says what became of the attempt that may have arrived.
                if let Some(fact) = self.facts.borrow_mut().get_mut(&notification.recipient) {
                    fact.unclear = 0;
                }
                match notification.status {
                    DeliveryStatus::Failed => told.remove(&notification.recipient),
                    DeliveryStatus::Delayed | DeliveryStatus::Delivered => {
                        told.insert(notification.recipient)
                    }
                };
            }
            // A person names this organisation.
            Event::DueAgain { recipient, .. } => {
                told.remove(recipient);
            }
            // A journal that may lack records tells for certain of nobody.
            Event::Adopted(adopted) if adopted.records_lost => told.clear(),
            _ => {}
        }
    }

    /// A report that is recorded says what really happened.
    fn is_so(&self, world: &World, said: &Notification) {
        let kept = self.kept(&said.recipient);
        let is_wrong = match said.status {
            DeliveryStatus::Failed => kept > 0,
            DeliveryStatus::Delayed => false,
            DeliveryStatus::Delivered => kept == 0,
        };
        if is_wrong && !self.lost_records() {
            let name = world.book.borrow().name(&said.recipient);
            let status = said.status;
            world.blame(format!(
                "{name}: a report that it {status:?} is recorded, and it has the notice {kept} times"
            ));
        }
    }

    /// Nobody who has it is in the plan of a run.
    pub(crate) fn plans_nobody_who_has_it(&self, world: &World, ledger: &Ledger, rules: &Rules) {
        let terms = Terms::of(rules, world.wall.now());
        for to in self.told.0.borrow().iter() {
            let turn = turn_of(ledger, to, |_| true, terms);
            if matches!(turn, Placement::Due | Placement::Later(_)) {
                let name = world.book.borrow().name(to);
                world.blame(format!("{name} is in the plan, though it has the notice"));
            }
        }
    }

    /// An offer becomes durable.
    pub(super) fn has_nothing_yet(&self, world: &World, to: &Pseudonym, name: &str) {
        if self.told.0.borrow().contains(to) {
            world.blame(format!(
                "{name} was offered, though it has the notice and nobody named it"
            ));
        }
    }
}
