//! Whether a mail might be offered: agreed to, not had yet, and one at a time on a line.

use heraut::delivery::State;
use heraut::id::Pseudonym;
use heraut::journal::Ledger;
use heraut::journal::event::Offered;
use jiff::Timestamp;

use super::Judge;
use crate::world::World;

impl Judge {
    pub(super) fn offered(&self, world: &World, before: &Ledger, at: Timestamp, offered: &Offered) {
        let book = world.book.borrow();
        let to = &offered.recipient;
        let name = book.name(to);
        let Some(entry) = before.recipient(to) else {
            return world.blame("an unknown mail was offered");
        };
        let Some(mail) = entry.mail() else {
            return world.blame("no mail was offered");
        };
        let digest = before
            .seals()
            .iter()
            .find(|seal| seal.sealed.seal == mail.seal)
            .map(|s| s.sealed.digest);
        let mut run = self.run.borrow_mut();
        run.offered += 1;
        run.tried += 1;
        let law = self.law.borrow();
        let times = world.disk.times();
        let in_time = digest.is_some_and(|digest| {
            self.has_begun_here(before, &digest)
                || law.have_force(before, &digest, at, Timestamp::MAX, &times)
        });
        let of_page = digest.filter(|digest| law.has_word_of_page(before, digest));
        if of_page.is_some_and(|digest| !self.has_begun(&digest)) {
            world.sees("begun on a word of the page");
        }
        self.begun.borrow_mut().extend(digest);
        let wrongs = [
            (entry.is_excluded(), "excluded"),
            (
                !before.is_active(mail.seal),
                "of a seal that another took the place of",
            ),
            (
                !digest.is_some_and(|digest| run.terms.agreed.contains(&digest)),
                "of a digest that nobody agreed to",
            ),
            (
                !digest.is_some_and(|digest| law.has_words(before, &digest)),
                "of a digest without its words",
            ),
            (
                !in_time,
                "the first of its digest, on words that had lapsed",
            ),
            (
                mail.attempts + 1 != offered.attempt,
                "with a wrong number of attempt",
            ),
            (
                mail.date().is_some_and(|date| date != offered.date),
                "with another date than before",
            ),
            (run.halted, "after somebody halted the run"),
            (run.braked, "after the brake"),
            (run.unlocked, "by a sender whose lock file is gone"),
            (
                run.terms.limit.is_some_and(|limit| run.offered > limit),
                "beyond the limit",
            ),
            (run.leaves_out(to), "not asked for"),
        ];
        self.one_open_offer_a_line(world, before, to);
        self.is_wanted(world, to, &name);
        self.has_nothing_yet(world, to, &name);
        if entry
            .earlier()
            .any(|mail| *mail.own_state() == State::Bounced)
        {
            world.sees("offered after it came back");
        }
        for (_, what) in wrongs.iter().filter(|(wrong, _)| *wrong) {
            world.blame(format!("{name} was offered: {what}"));
        }
        if let Some(fact) = self.facts.borrow_mut().get_mut(to) {
            fact.dot = None;
        }
        self.took_a_place(world, to);
    }

    /// From now on the journal tells of this envelope: the runs to come must count it too.
    pub(super) fn took_a_place(&self, world: &World, to: &Pseudonym) {
        let began = self.facts.borrow().get(to).and_then(|fact| fact.began);
        if let (Some(org), Some(began)) = (world.book.borrow().org(to), began) {
            self.tempo.borrow_mut().recorded(&org.domain, began);
        }
    }

    /// A crash now would leave two mails of one line in doubt.
    pub(super) fn one_open_offer_a_line(&self, world: &World, before: &Ledger, to: &Pseudonym) {
        let line = self.facts.borrow().get(to).map(|fact| fact.line);
        let last = line.and_then(|line| self.lines.borrow().get(&line).copied());
        if let Some((last, number)) = last
            && let Some(mail) = before.recipient(&last).and_then(|entry| entry.mail())
            && *mail.state == State::Offered
            && mail.attempts == number
        {
            world.blame("a second offer on a line before the answer to its first is durable");
        }
    }
}
