//! What the journal says became of a mail, held against what the relay said and kept.

use heraut::delivery::Verdict;
use heraut::id::Pseudonym;
use heraut::journal::Ledger;
use heraut::journal::event::{Answered, Lost, Step};
use jiff::Timestamp;

use super::Judge;
use crate::world::World;

impl Judge {
    pub(super) fn is_true(&self, world: &World, at: Timestamp, answered: &Answered) {
        let name = world.book.borrow().name(&answered.recipient);
        let mut facts = self.facts.borrow_mut();
        let fact = facts.entry(answered.recipient).or_default();
        let code = answered.reply.map(|reply| reply.code);
        let said = code.is_some_and(|code| fact.said.contains(&code));
        let dot = fact
            .dot
            .is_some_and(|(attempt, _)| attempt == answered.attempt);
        // Said to MAIL, before the relay heard for whom.
        let about_size = answered.step == Step::Mail && code == Some(552);
        let true_to_fact = match &answered.verdict {
            Verdict::Accepted { .. } => {
                answered.step == Step::Dot
                    && dot
                    && fact.kept == 1
                    && said
                    && code.is_some_and(|c| c / 100 == 2)
            }
            Verdict::Deferred { not_before } => {
                fact.unclear += u32::from(answered.step == Step::Dot && fact.of_itself);
                if answered.step == Step::Dot && fact.of_itself && fact.unclear > 1 {
                    world.blame(format!(
                        "{name} is put off by a second answer that may mean it was taken"
                    ));
                }
                let put_off = self.law.borrow().is_fair_wait(at, *not_before);
                let cause = code.map_or(!dot, |code| said && code / 100 == 4);
                put_off && cause && fact.kept == 0
            }
            Verdict::Refused => {
                (said || about_size)
                    && code.is_some_and(|c| c / 100 == 5)
                    && fact.kept + fact.unclear == 0
            }
            Verdict::InDoubt => {
                let code = code.unwrap_or_default();
                // Its own troubles, or a refusal after an attempt that may have arrived.
                (said || about_size)
                    && (dot && fact.of_itself && code >= 400 || fact.unclear > 0 && code >= 500)
            }
        };
        if !true_to_fact {
            world.blame(format!(
                "{name}: the journal says {:?} {:?} {code:?}, but the relay said {:?} and kept {} (dot: {dot})",
                answered.step, answered.verdict, fact.said, fact.kept
            ));
        }
    }

    pub(super) fn answered(&self, world: &World, before: &Ledger, answered: &Answered) {
        let name = world.book.borrow().name(&answered.recipient);
        let number = before
            .recipient(&answered.recipient)
            .and_then(|e| e.mail())
            .map_or(0, |m| m.attempts);
        if answered.attempt != number && answered.attempt != number + 1 {
            world.blame(format!(
                "{name}: attempt {} answered after {number}",
                answered.attempt
            ));
        }
        let mut run = self.run.borrow_mut();
        if matches!(answered.step, Step::Mail | Step::Rcpt | Step::Data) {
            run.tried += 1;
            if answered.step == Step::Mail {
                self.tempo
                    .borrow_mut()
                    .recorded_unseen(world.wall.elapsed());
            } else {
                self.took_a_place(world, &answered.recipient);
            }
        }
        self.refusals.set(match answered.verdict {
            Verdict::Accepted { .. } => 0,
            Verdict::Refused => self.refusals.get() + 1,
            Verdict::Deferred { .. } | Verdict::InDoubt => self.refusals.get(),
        });
        let book = world.book.borrow();
        run.count(
            answered,
            book.org(&answered.recipient).map(|org| org.domain.as_str()),
        );
    }

    pub(super) fn lost_sight(
        &self,
        world: &World,
        before: &Ledger,
        to: &Pseudonym,
        attempt: u32,
        how: Lost,
    ) {
        let name = world.book.borrow().name(to);
        let number = before
            .recipient(to)
            .and_then(|e| e.mail())
            .map_or(0, |m| m.attempts);
        if attempt != number {
            world.blame(format!(
                "{name}: attempt {attempt} lost sight of, but {number} was offered"
            ));
        }
        let dot = self.facts.borrow().get(to).and_then(|fact| fact.dot);
        let mut run = self.run.borrow_mut();
        if how == Lost::Died {
            run.died += 1;
            if run.began || run.died > run.terms.may_have_died {
                world.blame(format!(
                    "{name}: more in doubt than lines were open when the process died"
                ));
            }
        } else if how == Lost::Unclear {
            if self
                .facts
                .borrow()
                .get(to)
                .is_none_or(|fact| fact.unclear == 0)
            {
                world.blame(format!("{name} is in doubt without a doubtful answer"));
            }
        } else {
            run.count_doubt();
            if dot.is_none_or(|(number, _)| number != attempt) {
                world.blame(format!("{name} is in doubt, though its dot never left"));
            }
        }
    }

    pub(super) fn expired(&self, world: &World, before: &Ledger, at: Timestamp, to: &Pseudonym) {
        let first = before
            .recipient(to)
            .and_then(|e| e.mail())
            .and_then(|m| m.first_at());
        let bound = self.run.borrow().terms.bound_to_window;
        if self
            .facts
            .borrow()
            .get(to)
            .is_some_and(|fact| fact.unclear > 0)
        {
            world.blame(format!(
                "{} expired, though it may have arrived",
                world.book.borrow().name(to)
            ));
        }
        if !self.law.borrow().is_over(at, first, bound) {
            world.blame(format!(
                "{} expired before its time",
                world.book.borrow().name(to)
            ));
        }
        self.expired_by_clock(world, first, to);
    }
}
