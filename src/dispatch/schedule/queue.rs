//! The queue: which mails are due, later and in hand. Decides; never waits.

use std::collections::{BTreeSet, HashSet, VecDeque};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::brake::Brake;
use super::open_connections::OpenConnections;
use super::pace::Pace;
use crate::dispatch::candidates::{Candidate, Candidates};
use crate::dispatch::plan::{Placement, Terms, turn_of};
use crate::dispatch::run_time::RunTime;
use crate::dispatch::{Ended, Rules, SendFault};
use crate::id::Pseudonym;
use crate::journal::event::RunEnd;
use crate::journal::{Event, Ledger};
use crate::signoff::Approved;

/// What a connection asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Want {
    /// Whether to open a connection to the relay.
    Connection,
    /// The next mail.
    Mail,
}

/// What a connection should do next.
pub(crate) enum NextStep {
    /// Open a connection: a mail is due and only the pace holds it back.
    Connect,
    /// Offer this mail now. Its place in the pace is taken.
    Offer(Pseudonym),
    /// Mark this mail expired.
    Expire(Pseudonym),
    /// Nothing is due for `span`; `until` is the time to show to people.
    Wait {
        span: Duration,
        until: Option<Timestamp>,
    },
    /// Nothing is due unless a mail in another connection's hands comes back.
    WaitForOthers,
    /// Enough connections are open for the mails that are due.
    EnoughConnections,
    /// Nothing is due for longer than an idle connection is kept.
    CloseIdle,
    /// The run offers nothing more.
    Finish,
}

/// The mails that are due, later and in hand, and what the run has seen so far.
pub(crate) struct Queue<'r> {
    pub(crate) ledger: Ledger,
    /// When the run began, by both clocks.
    pub(crate) time: RunTime,
    /// The permission of each seal that has one.
    pub(crate) approved: &'r [(u32, &'r Approved)],
    /// Latest time that this run has seen: a clock that is set back makes no approval valid again.
    pub(crate) seen: Timestamp,
    pub(crate) candidates: Candidates,
    /// Numbers of the candidates.
    pub(crate) due: VecDeque<u32>,
    pub(crate) later: BTreeSet<(Timestamp, Pseudonym)>,
    /// When the first mail that was deferred in a run without `--wait` becomes due.
    pub(crate) put_off: Option<Timestamp>,
    /// The mails that a connection has taken.
    pub(crate) in_hand: HashSet<Pseudonym>,
    /// Connections that are being opened, or wait for a mail.
    pub(crate) spare: usize,
    pub(crate) connections: OpenConnections,
    pub(crate) offers: usize,
    pub(crate) pace: Pace,
    pub(crate) brake: Brake,
    /// A person made a mail due again that was not yet compared with the list.
    pub(crate) came_back: bool,
    pub(crate) rest_until: Duration,
    pub(crate) relay_faults: u32,
    pub(crate) ended: Option<Ended>,
}

impl<'r> Queue<'r> {
    /// The queue of a new run.
    pub(crate) fn new(
        rules: &Rules,
        ledger: Ledger,
        approved: &'r [(u32, &'r Approved)],
        candidates: Vec<Candidate>,
        time: RunTime,
    ) -> Queue<'r> {
        let terms = Terms::of(rules, time.began());
        let brake = Brake::new(rules.brake, rules.doubts, ledger.recent().refused());
        let mut queue = Queue {
            ledger,
            time,
            approved,
            seen: terms.now,
            due: VecDeque::with_capacity(candidates.len()),
            candidates: Candidates::new(candidates),
            later: BTreeSet::new(),
            put_off: None,
            in_hand: HashSet::new(),
            spare: 0,
            connections: OpenConnections::new(u32::from(rules.connections.max(1))),
            offers: 0,
            pace: Pace::new(rules.pace),
            brake,
            came_back: false,
            rest_until: Duration::ZERO,
            relay_faults: 0,
            ended: None,
        };
        // Mails go in the order of the list.
        for number in (0..).take(queue.candidates.all().len()) {
            let recipient = queue.candidates.get(number).recipient;
            if !rules.is_asked_for(&recipient) {
                continue;
            }
            match queue.turn(&recipient, terms) {
                Placement::Due | Placement::Expire => queue.due.push_back(number),
                Placement::Later(at) => {
                    queue.later.insert((at, recipient));
                }
                Placement::Held(_) => {}
            }
        }
        queue
    }

    /// Puts a mail after all that are due. A mail that is no candidate is not sent.
    pub(crate) fn enqueue(&mut self, recipient: &Pseudonym) {
        self.due.extend(self.candidates.number(recipient));
    }

    /// Takes in a mail that a person made due again during the run, unless it waits already or a connection has it.
    pub(crate) fn take_in(&mut self, recipient: &Pseudonym, rules: &Rules, terms: Terms) {
        let Some(number) = self.candidates.number(recipient) else {
            return;
        };
        let waits = self.due.contains(&number)
            || self.later.iter().any(|(_, other)| other == recipient)
            || self.in_hand.contains(recipient);
        if waits || !rules.is_asked_for(recipient) {
            return;
        }
        match self.turn(recipient, terms) {
            Placement::Due => self.due.push_back(number),
            Placement::Later(at) => {
                self.later.insert((at, *recipient));
            }
            // Its time is up: the next run marks it.
            Placement::Expire | Placement::Held(_) => {}
        }
    }

    /// Puts a mail back where it was taken from, before all that are due.
    pub(crate) fn put_back(&mut self, recipient: &Pseudonym) {
        if let Some(number) = self.candidates.number(recipient) {
            self.due.push_front(number);
        }
    }

    pub(crate) fn turn(&self, recipient: &Pseudonym, terms: Terms) -> Placement {
        turn_of(
            &self.ledger,
            recipient,
            |seal| self.may_send(seal, terms.now),
            terms,
        )
    }

    /// Whether this mail, whose time is up by the wall clock, may be marked expired: its time was
    /// not up when the run began, and the time that passed since agrees. Otherwise a person must
    /// say that the clock is right.
    pub(crate) fn may_expire(&self, recipient: &Pseudonym, rules: &Rules, lived: Duration) -> bool {
        /// Clocks are corrected by seconds.
        const CORRECTED: SignedDuration = SignedDuration::from_secs(60);
        let is_up = |at| self.turn(recipient, Terms::of(rules, at)) == Placement::Expire;
        let by_now = self.time.by_now(lived);
        let by_now = by_now.checked_add(CORRECTED).unwrap_or(by_now);
        (rules.clock_vouched || !is_up(self.time.began())) && is_up(by_now)
    }

    /// Whether mails of this seal may be offered: it is approved, and its first mail goes out while
    /// the approvals are valid. Checked for each mail, since approvals expire while a run waits.
    fn may_send(&self, seal: u32, now: Timestamp) -> bool {
        let now = now.max(self.seen);
        self.approved.iter().any(|&(number, approved)| {
            number == seal
                && (approved.may_begin(self.ledger.words(), now) || self.ledger.has_begun(seal))
        })
    }

    /// How a run ends that has nothing more to do. Reports if mails are left whose approvals
    /// expired before the first of them was offered.
    pub(crate) fn usual_end(&self, now: Timestamp) -> RunEnd {
        let open = self.ledger.open_by_seal();
        let mut left = self
            .approved
            .iter()
            .filter(|(seal, _)| open.contains_key(seal));
        if left.any(|(seal, _)| !self.may_send(*seal, now)) {
            RunEnd::Lapsed
        } else {
            RunEnd::NothingDue
        }
    }

    /// The first reason to end counts, except that an unwritable journal is always reported.
    pub(crate) fn end(&mut self, ended: Ended) {
        if self.ended.is_none() || matches!(ended.fault, Some(SendFault::Journal(_))) {
            self.ended = Some(ended);
        }
    }

    /// Notes that an event may make a mail due that was not due before.
    pub(crate) const fn may_bring_back(&mut self, event: &Event) {
        self.came_back |= matches!(
            event,
            Event::Released { .. } | Event::DueAgain { .. } | Event::Resolved { .. }
        );
    }

    /// How the run ended, and the ledger at that moment.
    pub(crate) fn into_end(self, now: Timestamp) -> (Ended, Ledger) {
        let usual = self.usual_end(now);
        let slowed = self.pace.slowed;
        let next = self
            .later
            .first()
            .map(|&(at, _)| at)
            .into_iter()
            .chain(self.put_off)
            .min();
        let mut ended = self.ended.unwrap_or_else(|| Ended::because(usual));
        ended.next = ended.next.or(next);
        ended.slowed = slowed;
        (ended, self.ledger)
    }

    pub(crate) fn ripen(&mut self, now: Timestamp) {
        while let Some(&(at, recipient)) = self.later.first()
            && at <= now
        {
            self.later.pop_first();
            self.enqueue(&recipient);
        }
    }

    /// Checks all mails that wait for later: the run no longer waits for a withheld mail, and marks
    /// a mail expired as soon as its time is up, by age or deadline, not at its next try.
    pub(crate) fn sift_later(&mut self, terms: Terms) {
        let later = std::mem::take(&mut self.later);
        for (at, recipient) in later {
            match self.turn(&recipient, terms) {
                Placement::Later(at) => {
                    self.later.insert((at, recipient));
                }
                // Its wait ended when the queue said so, whatever the wall clock says now.
                Placement::Due => {
                    self.later.insert((at, recipient));
                }
                Placement::Expire => self.enqueue(&recipient),
                Placement::Held(_) => {}
            }
        }
    }

    /// Drops mails from the front that are not due after all; stops at one whose time is up.
    pub(crate) fn drop_what_is_not_due(&mut self, terms: Terms) -> Option<NextStep> {
        while let Some(&front) = self.due.front() {
            let front = self.candidates.get(front).recipient;
            match self.turn(&front, terms) {
                Placement::Due => return None,
                Placement::Expire => {
                    self.due.pop_front();
                    return Some(NextStep::Expire(front));
                }
                Placement::Later(at) => {
                    self.due.pop_front();
                    self.later.insert((at, front));
                }
                Placement::Held(_) => {
                    self.due.pop_front();
                }
            }
        }
        None
    }

    /// How long until the pace allows any mail. Takes nothing.
    pub(crate) fn soonest(&self, now: Duration) -> Duration {
        let to = |&number| {
            self.pace
                .wait_to(Some(self.candidates.get(number).domain), now)
        };
        let mut soonest = Duration::MAX;
        for number in &self.due {
            soonest = soonest.min(to(number));
            if soonest.is_zero() {
                break;
            }
        }
        soonest.max(self.pace.wait(now))
    }

    /// Takes the first mail that the pace allows.
    pub(crate) fn take(&mut self, terms: Terms, now: Duration) -> NextStep {
        let overall = self.pace.wait(now);
        if !overall.is_zero() {
            return NextStep::Wait {
                span: overall,
                until: None,
            };
        }
        let mut shortest = Duration::MAX;
        for at in 0..self.due.len() {
            let &Candidate { recipient, domain } = self.candidates.get(self.due[at]);
            // Only the first mail of the queue was checked so far.
            if self.turn(&recipient, terms) != Placement::Due {
                continue;
            }
            match self.pace.take(Some(domain), now) {
                Ok(()) => {
                    self.due.remove(at);
                    self.in_hand.insert(recipient);
                    self.offers += 1;
                    return NextStep::Offer(recipient);
                }
                Err(wait) => shortest = shortest.min(wait),
            }
        }
        NextStep::Wait {
            span: shortest,
            until: None,
        }
    }
}
