//! What goes over a line, held against the journal and the law: envelopes, dots, and what the relay keeps.

use std::time::Duration;

use heraut::delivery::State;
use heraut::id::Pseudonym;
use jiff::Timestamp;

use super::Judge;
use crate::tempo::SLACK;
use crate::world::World;

impl Judge {
    /// MAIL leaves; the first command of its envelope left at `now`.
    pub(crate) fn envelope(&self, world: &World, line: u64, now: Duration, wall: Timestamp) {
        world.tell(|| format!("line {line}: MAIL"));
        let jumped = world.wall.jumped_within(SLACK);
        if self.run.borrow().terms.bound_to_window && !jumped && !self.law.borrow().is_open(wall) {
            world.blame("a mail outside the window");
        }
        self.tempo.borrow_mut().envelope(world, now);
        self.manners.borrow_mut().envelope(world, line, now);
    }

    /// RCPT leaves; its MAIL left at `began`.
    pub(crate) fn asked(&self, world: &World, line: u64, to: Pseudonym, began: Duration) {
        let book = world.book.borrow();
        let Some(org) = book.org(&to) else {
            return world.blame("RCPT for nobody");
        };
        world.tell(|| format!("line {line}: RCPT {}", org.name));
        let again = self
            .facts
            .borrow()
            .get(&to)
            .is_some_and(|fact| (fact.line, fact.began) == (line, Some(began)));
        if !again {
            self.tempo.borrow_mut().goes_to(world, &org.domain, began);
        }
        let run = self.run.borrow();
        if run.leaves_out(&to) {
            world.blame("a mail that was not asked for");
        }
        let state = world
            .disk
            .with_ledger(|ledger| ledger.recipient(&to).and_then(|e| e.state()).cloned());
        if matches!(
            state,
            None | Some(
                State::Accepted
                    | State::Delayed
                    | State::Delivered
                    | State::Bounced
                    | State::InDoubt
                    | State::Refused { .. }
                    | State::Expired
            )
        ) {
            world.blame(format!("an envelope for {} that is {state:?}", org.name));
        }
        let mut facts = self.facts.borrow_mut();
        let fact = facts.entry(to).or_default();
        fact.said.clear();
        fact.of_itself = false;
        fact.line = line;
        fact.began = Some(began);
    }

    /// The last octet of a final dot leaves: from here on the mail may arrive.
    pub(crate) fn dot(&self, world: &World, line: u64, to: Option<Pseudonym>) {
        let Some(to) = to else {
            return world.blame("a dot without an envelope");
        };
        let name = world.book.borrow().name(&to);
        world.tell(|| format!("line {line}: dot {name}"));
        let now = |recipient: &Pseudonym| {
            world.disk.with_ledger(|ledger| {
                ledger
                    .recipient(recipient)
                    .and_then(|e| e.mail())
                    .map(|m| (m.state.clone(), m.attempts))
            })
        };
        let Some((State::Offered, attempt)) = now(&to) else {
            return world.blame(format!(
                "a dot for {name} without a durable record: {:?}",
                now(&to)
            ));
        };
        let before = self.lines.borrow_mut().insert(line, (to, attempt));
        if before.is_some_and(|(before, number)| {
            before != to && now(&before) == Some((State::Offered, number))
        }) {
            world.blame("a dot before the answer to the mail before it was durable");
        }
        let mut facts = self.facts.borrow_mut();
        let fact = facts.entry(to).or_default();
        if fact.dot.is_some_and(|(number, _)| number == attempt) {
            world.blame(format!("a second dot for {name} on one record"));
        }
        fact.dot = Some((attempt, line));
    }

    /// The relay answers about a recipient.
    pub(crate) fn said(&self, line: u64, to: &Pseudonym, code: u16) {
        let mut facts = self.facts.borrow_mut();
        let fact = facts.entry(*to).or_default();
        if fact.line == line {
            fact.said.push(code);
        }
    }

    /// The relay's answer to the dot of this mail speaks of its own troubles, not of the mail.
    pub(crate) fn said_of_itself(&self, to: &Pseudonym) {
        let mut facts = self.facts.borrow_mut();
        let fact = facts.entry(*to).or_default();
        fact.of_itself = true;
    }

    /// Whether the dot of this mail has left on this line.
    pub(crate) fn dot_left(&self, world: &World, line: u64, to: &Pseudonym) -> bool {
        let attempts = world.disk.with_ledger(|ledger| {
            ledger
                .recipient(to)
                .and_then(|entry| entry.mail())
                .map_or(0, |mail| mail.attempts)
        });
        self.facts.borrow().get(to).and_then(|fact| fact.dot) == Some((attempts, line))
    }

    /// The relay keeps a mail: it takes over the responsibility (RFC 5321, section 6.1).
    pub(crate) fn keeps(&self, world: &World, line: u64, address: &str, octets: &[u8]) {
        let book = world.book.borrow();
        let Some(to) = book.whose(address) else {
            return world.blame("kept for nobody");
        };
        let name = book.name(&to);
        world.tell(|| format!("line {line}: kept {name}"));
        world.sees("kept");
        {
            let mut facts = self.facts.borrow_mut();
            let fact = facts.entry(to).or_default();
            fact.kept += 1;
            if fact.kept > 1 {
                world.blame(format!("{name} has the notice twice"));
            }
        }
        world.disk.with_ledger(|ledger| {
            let Some(mail) = ledger.recipient(&to).and_then(|entry| entry.mail()) else {
                // An older journal that was put back while the relay still worked may know of no seal.
                if !self.lost_records() {
                    world.blame(format!("{name} was mailed and is not in the journal"));
                }
                return;
            };
            if let Some(digest) = mail.digest() {
                world.post.takes(to, digest);
            }
            // After a crash the next process may already have found the open offer.
            if !matches!(mail.state, State::Offered | State::InDoubt) {
                world.blame(format!("{name} gets a mail while it is {:?}", mail.state));
            }
            // The record of its offer was lost while a line of before still held it.
            if self.lost_records() && mail.date().is_none() {
                return;
            }
            let Some(sealed) = mail.digest().and_then(|digest| book.mail(&digest).cloned()) else {
                return world.blame("no such seal");
            };
            let split = memchr::memchr(b'\n', octets).map_or(0, |at| at + 1);
            if octets[split..] != sealed.pieces.concat()[..] || sealed.to.to_string() != address {
                world.blame(format!("{name} gets other bytes than were sealed for it"));
            }
            let date = mail.date().map(|at| {
                at.strftime("Date: %a, %d %b %Y %H:%M:%S +0000\r\n")
                    .to_string()
            });
            if date.as_deref().map(str::as_bytes) != Some(&octets[..split]) {
                world.blame(format!("the Date of {name} is not the one in the journal"));
            }
        });
    }
}
