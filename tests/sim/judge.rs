//! The judge: knows what the relay kept and said, what left the machine and when, and what is durable, and
//! holds every single step against the promise. Shares no code with the sender.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use heraut::delivery::Verdict;
use heraut::id::{Digest, Pseudonym};
use heraut::journal::event::RunEnd;
use heraut::journal::{Event, Ledger};
use jiff::Timestamp;

use crate::law::Law;
use crate::manners::Manners;
use crate::tally::{Tally, Terms};
use crate::tempo::Tempo;
use crate::world::World;

mod answers;
mod clock;
mod envelope;
mod list;
mod offers;
mod pace;
mod page;
mod returns;

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
    told: returns::Told,
    invitations: page::Invitations,
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
        self.hears_who_has_it(world, event);
        self.hears_of_page(world, before, at, event);
        match event {
            Event::Offered(offered) => self.offered(world, before, at, offered),
            Event::Answered(answered) => self.answered(world, before, answered),
            Event::LostSight {
                recipient,
                attempt,
                how,
            } => {
                self.manners.borrow_mut().lost_sight(recipient);
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
            | Event::Returned(_)
            | Event::TrayKept(_)
            | Event::TraySettled(_)
            | Event::RelayFault { .. }
            | Event::StopAsked
            | Event::WordWithdrawn { .. }
            | Event::Invited(_)
            | Event::InvitationOpened { .. }
            | Event::InvitationRevoked { .. }
            | Event::Sealed(_)
            | Event::Queued { .. }
            | Event::Excluded { .. }
            | Event::WordGiven(_)
            | Event::Remark(_)
            | Event::Withheld { .. }
            | Event::Released { .. }
            | Event::DueAgain { .. }
            | Event::RunEnded { .. }
            | Event::HandedOver {}
            | Event::Rooted(_) => {}
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
