//! The judge: knows what the relay kept and said, what left the machine and when, and what is durable, and
//! holds every single step against the promise. Shares no code with the sender.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use heraut::delivery::{State, Verdict};
use heraut::id::{Digest, Pseudonym};
use heraut::journal::event::RunEnd;
use heraut::journal::{Event, Ledger};
use jiff::Timestamp;

use crate::law::Law;
use crate::manners::Manners;
use crate::tally::{Tally, Terms};
use crate::tempo::{SLACK, Tempo};
use crate::world::World;
mod answers;
mod clock;
mod list;
mod offers;
mod pace;

#[derive(Default)]
pub(crate) struct Judge {
    facts: RefCell<BTreeMap<Pseudonym, Fact>>,
    run: RefCell<Tally>,
    tempo: RefCell<Tempo>,
    pub(crate) manners: RefCell<Manners>,
    /// Whose dot left last on a line, and which attempt.
    lines: RefCell<BTreeMap<u64, (Pseudonym, u32)>>,
    pub(crate) law: RefCell<Law>,
    /// Mails in a row that were refused, over all runs.
    refusals: Cell<u32>,
    /// Digests of which a mail was offered.
    begun: RefCell<BTreeSet<Digest>>,
    lost: Cell<bool>,
    people: list::People,
}

/// What is known of one recipient.
#[derive(Default)]
struct Fact {
    kept: u32,
    /// What the relay said about it on the line of its last envelope.
    said: Vec<u16>,
    line: u64,
    began: Option<Duration>,
    /// The attempt whose dot left, and the line.
    dot: Option<(u32, u64)>,
    /// Whether the relay spoke of its own troubles where this envelope's dot was due an answer.
    of_itself: bool,
    /// How often it was put off by such an answer since somebody last said that it did not arrive.
    unclear: u32,
}

impl Judge {
    pub(crate) fn begin_run(&self, terms: Terms) {
        self.lines.borrow_mut().clear();
        self.tempo.borrow_mut().begin_run(terms.pace);
        self.manners.borrow_mut().begin_run(&terms);
        *self.run.borrow_mut() = Tally::new(terms, self.refusals.get());
    }

    /// The person at the terminal asked to stop.
    pub(crate) fn stopped(&self, now: Duration) {
        self.run.borrow_mut().stopped.get_or_insert(now);
    }

    /// How long nothing has come of anything, mail or word.
    pub(crate) fn quiet_for(&self, now: Duration) -> Duration {
        now.saturating_sub(self.run.borrow().moved)
    }

    /// Records of the journal may be gone: so many words count for nothing any more. Where they are gone indeed, what
    /// it knew of pace is gone with them.
    pub(crate) fn records_may_be_lost(&self, words: usize, gone: bool) {
        self.law.borrow_mut().void_words = words;
        if gone {
            *self.tempo.borrow_mut() = Tempo::default();
            self.lost.set(true);
        }
    }

    /// Whether the journal may lack something that happened.
    pub(crate) fn lost_records(&self) -> bool {
        self.lost.get()
    }

    /// Somebody removes the lock file of the running sender.
    pub(crate) fn lock_is_removed(&self) {
        self.run.borrow_mut().lock_removed = true;
    }

    /// Whether somebody removed the lock file of this run.
    pub(crate) fn is_lock_removed(&self) -> bool {
        self.run.borrow().lock_removed
    }

    /// What is written from here on is written without a lock, where that is gone.
    pub(crate) fn commit_begins(&self) {
        let mut run = self.run.borrow_mut();
        run.unlocked = run.lock_removed;
    }

    /// Whether a mail of this digest was ever offered.
    pub(crate) fn has_begun(&self, digest: &Digest) -> bool {
        self.begun.borrow().contains(digest)
    }

    /// Whether one was offered, and the journal that people have now tells of it: an older one may have been put back.
    fn has_begun_here(&self, ledger: &Ledger, digest: &Digest) -> bool {
        let mut seals = ledger.seals().iter();
        self.has_begun(digest)
            && seals.any(|seal| seal.sealed.digest == *digest && seal.begun.is_some())
    }

    /// The digests that a run beginning now may send.
    pub(crate) fn agreed(
        &self,
        world: &World,
        ledger: &Ledger,
        now: Timestamp,
    ) -> BTreeSet<Digest> {
        let (law, times) = (self.law.borrow(), world.disk.times());
        let soon = now + Duration::from_secs(60);
        let digests = ledger.seals().iter().map(|entry| entry.sealed.digest);
        digests
            .filter(|digest| {
                law.has_words(ledger, digest)
                    && (self.has_begun_here(ledger, digest)
                        || law.have_force(ledger, digest, now, soon, &times))
            })
            .collect()
    }

    /// Whether this run may send this digest.
    pub(crate) fn is_agreed(&self, digest: &Digest) -> bool {
        self.run.borrow().terms.agreed.contains(digest)
    }

    pub(crate) fn kept(&self, recipient: &Pseudonym) -> u32 {
        self.facts
            .borrow()
            .get(recipient)
            .map_or(0, |fact| fact.kept)
    }

    /// The line on which the last dot of this recipient left.
    pub(crate) fn dot_line(&self, recipient: &Pseudonym) -> Option<u64> {
        self.facts
            .borrow()
            .get(recipient)
            .and_then(|fact| fact.dot)
            .map(|(_, line)| line)
    }

    /// A record is put in line.
    pub(crate) fn put(&self, world: &World, at: Timestamp, event: &Event) {
        match event {
            Event::Offered(_) => {
                self.holds_against_clock(world, at);
                let stopped = self.run.borrow().stopped;
                if stopped.is_some_and(|at| at < world.wall.elapsed()) {
                    world.blame("an offer after the stop");
                }
            }
            // Held against what the relay said now: when this is durable, the next attempt may be on.
            Event::Answered(answered) => {
                self.is_true(world, at, answered);
                self.hears_of_pace(world, answered);
            }
            Event::RelayFault {
                reply: Some(reply), ..
            } if reply.code / 100 == 4 => {
                self.tempo
                    .borrow_mut()
                    .calm
                    .relay_asked(None, world.wall.elapsed());
                if reply.code == 432 && reply.enhanced.is_some() {
                    self.manners.borrow_mut().too_many();
                }
            }
            _ => {}
        }
    }

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
            None | Some(State::Accepted | State::InDoubt | State::Refused { .. } | State::Expired)
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
                return world.blame(format!("{name} was mailed and is not in the journal"));
            };
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

    /// A record becomes durable; `before` is the ledger without it.
    pub(crate) fn recorded(&self, world: &World, before: &Ledger, at: Timestamp, event: &Event) {
        match event {
            Event::LostSight { how, .. } => world.sees(format!("in doubt: {how:?}")),
            Event::RunEnded { why, .. } => world.sees(format!("ended: {why:?}")),
            Event::Resolved { word, .. } => world.sees(format!("resolved: {word:?}")),
            Event::Answered(answered) => {
                let verdict = match answered.verdict {
                    Verdict::Accepted { .. } => "accepted",
                    Verdict::Deferred { .. } => "deferred",
                    Verdict::Refused => "refused",
                    Verdict::InDoubt => "in doubt",
                };
                world.sees(format!("{verdict} at {:?}", answered.step));
            }
            other => world.sees(other.kind()),
        }
        self.run.borrow_mut().heard(world.wall.elapsed(), event);
        self.hears_word(event);
        match event {
            Event::Offered(offered) => self.offered(world, before, at, offered),
            Event::Answered(answered) => self.answered(world, before, answered),
            Event::LostSight {
                recipient,
                attempt,
                how,
            } => {
                self.lost_sight(world, before, recipient, *attempt, *how);
            }
            Event::Expired { recipient } => self.expired(world, before, at, recipient),
            Event::RunEnded {
                why: RunEnd::Brake, ..
            } => self.refusals.set(0),
            // Nobody can remember what a journal that was put back no longer tells.
            Event::Adopted(_) => self.refusals.set(before.recent().refused()),
            Event::Resolved { recipient, .. } => {
                self.facts
                    .borrow_mut()
                    .entry(*recipient)
                    .or_default()
                    .unclear = 0;
            }
            Event::RunBegan(_)
            | Event::RelayFault { .. }
            | Event::StopAsked
            | Event::WordWithdrawn { .. }
            | Event::Sealed(_)
            | Event::Queued { .. }
            | Event::Excluded { .. }
            | Event::WordGiven(_)
            | Event::Remark(_)
            | Event::Withheld { .. }
            | Event::Released { .. }
            | Event::DueAgain { .. }
            | Event::RunEnded { .. }
            | Event::HandedOver {} => {}
        }
    }

    /// Whether a run that ended at its limit did as much as it was asked to; unknown when lines broke.
    pub(crate) fn reached_its_limit(&self) -> bool {
        self.run.borrow().reached_its_limit()
    }

    /// Whether the run had a reason to end before all was done.
    pub(crate) fn braked(&self) -> bool {
        self.run.borrow().braked
    }
}
