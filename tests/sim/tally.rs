//! What one run may do, and what it did so far.

use std::collections::BTreeSet;
use std::time::Duration;

use heraut::config::{BrakeSettings, ConnectionLimits, PaceSettings};
use heraut::delivery::Verdict;
use heraut::id::{Digest, Pseudonym, TextId};
use heraut::journal::Event;
use heraut::journal::event::Answered;
use heraut::reply::ReplyCode;
use jiff::Timestamp;

/// Answers before the share of refusals says anything.
const ENOUGH: u32 = 20;

/// What a run may do.
#[derive(Default)]
pub(crate) struct Terms {
    pub(crate) pace: Option<PaceSettings>,
    pub(crate) lines: ConnectionLimits,
    pub(crate) connections: u8,
    pub(crate) brake: Option<BrakeSettings>,
    /// It ends after so many mails running without an answer.
    pub(crate) doubts: Option<u32>,
    pub(crate) limit: Option<usize>,
    pub(crate) only: Option<BTreeSet<Pseudonym>>,
    pub(crate) bound_to_window: bool,
    /// A person says that the clock is right.
    pub(crate) clock_vouched: bool,
    /// In doubt at its start: what the run that died before it left open.
    pub(crate) may_have_died: usize,
    /// Digests that were agreed to and had force when it began.
    pub(crate) agreed: BTreeSet<Digest>,
}

/// The run that goes on, and what it did.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) terms: Terms,
    pub(crate) began: bool,
    /// Where its wall clock stood when it looked first, and how long the world had lasted.
    pub(crate) clock: Option<(Timestamp, Duration)>,
    pub(crate) stopped: Option<Duration>,
    pub(crate) halted: bool,
    /// Somebody removed its lock file; and that was so when the commit under way began.
    pub(crate) lock_removed: bool,
    pub(crate) unlocked: bool,
    pub(crate) braked: bool,
    /// When a mail or a word came to something last.
    pub(crate) moved: Duration,
    pub(crate) offered: usize,
    /// Mails that came to an answer, before or after their body.
    pub(crate) tried: usize,
    pub(crate) relay_faults: usize,
    pub(crate) died: usize,
    /// Mails that were put off in this run.
    pub(crate) put_off: BTreeSet<Pseudonym>,
    /// Mails without an answer: their line was lost, and with it what was to follow on it.
    pub(crate) unanswered: usize,
    answers: u32,
    refused: u32,
    doubts: u32,
    /// The refusal of policy that came last, how often in a row, and to which domains.
    alike: Option<(ReplyCode, Option<TextId>)>,
    times: u32,
    domains: BTreeSet<String>,
}

impl Tally {
    /// Takes note of a record.
    pub(crate) fn heard(&mut self, now: Duration, event: &Event) {
        match event {
            Event::RelayFault { .. } => self.relay_faults += 1,
            Event::RunEnded { .. } => {}
            Event::RunBegan(_) => (self.began, self.moved) = (true, now),
            Event::StopAsked | Event::WordWithdrawn { .. } => {
                (self.halted, self.moved) = (true, now)
            }
            _ => self.moved = now,
        }
    }

    /// `refused`: how many mails in a row runs before this one saw refused.
    pub(crate) fn new(terms: Terms, refused: u32) -> Self {
        Tally {
            terms,
            answers: refused,
            refused,
            ..Tally::default()
        }
    }

    /// Whether this recipient was not asked for.
    pub(crate) fn leaves_out(&self, recipient: &Pseudonym) -> bool {
        self.terms
            .only
            .as_ref()
            .is_some_and(|only| !only.contains(recipient))
    }

    /// Where its wall clock would stand now, if nobody had set it meanwhile.
    pub(crate) fn clock_by_now(&self, now: Duration) -> Option<Timestamp> {
        self.clock
            .map(|(wall, then)| wall + now.saturating_sub(then))
    }

    /// Counts an answer, for the brake.
    pub(crate) fn count(&mut self, answered: &Answered, domain: Option<&str>) {
        let Answered {
            recipient, verdict, ..
        } = answered;
        self.count_alike(answered, domain);
        match verdict {
            Verdict::Accepted { .. } => self.answers += 1,
            Verdict::Refused => {
                self.answers += 1;
                self.refused += 1;
            }
            Verdict::InDoubt => {
                self.doubts += 1;
                self.braked |= self.terms.doubts.is_some_and(|most| self.doubts >= most);
                return;
            }
            Verdict::Deferred { .. } => {
                self.put_off.insert(*recipient);
                return;
            }
        }
        self.doubts = 0;
        if let Some(brake) = self.terms.brake {
            let all = self.refused == self.answers && self.refused >= brake.first;
            let share =
                f64::from(self.refused) > brake.refused_share * f64::from(self.answers) + 1e-9;
            self.braked |= all || (self.answers >= ENOUGH && share);
        }
    }

    /// The same refusal of policy three times in a row, to more than one domain, is about us.
    fn count_alike(&mut self, answered: &Answered, domain: Option<&str>) {
        let policy = answered
            .reply
            .filter(|reply| reply.enhanced.is_some_and(|code| code.subject == 7));
        match (&answered.verdict, policy) {
            (Verdict::Refused, Some(reply)) => {
                let this = Some((reply, answered.words));
                if self.alike != this {
                    (self.alike, self.times) = (this, 0);
                    self.domains.clear();
                }
                self.times += 1;
                self.domains.extend(domain.map(str::to_owned));
                self.braked |= self.times >= 3 && self.domains.len() > 1;
            }
            (Verdict::Accepted { .. } | Verdict::Refused, _) => {
                (self.alike, self.times) = (None, 0);
                self.domains.clear();
            }
            (Verdict::Deferred { .. } | Verdict::InDoubt, _) => {}
        }
    }

    /// Counts a mail that was handed over and never answered, for the brake.
    pub(crate) fn count_doubt(&mut self) {
        self.doubts += 1;
        self.unanswered += 1;
        self.braked |= self.terms.doubts.is_some_and(|most| self.doubts >= most);
    }

    /// Whether a run that ended at its limit did as much as it was asked to; unknown when lines broke.
    pub(crate) fn reached_its_limit(&self) -> bool {
        self.relay_faults > 0 || self.terms.limit.is_none_or(|limit| self.tried >= limit)
    }
}
