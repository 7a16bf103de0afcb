//! How a sender uses its lines, as the judge sees it: how many mails by one line, how old it gets, how fast it
//! goes, and that none is held open for nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use heraut::config::{ConnectionLimits, PaceSettings, Rate};
use heraut::id::Pseudonym;

use crate::tally::Terms;
use crate::tempo::SLACK;
use crate::world::World;

/// What else may keep a sender from its next word: the rest of a reply that never comes (30 s) and slow commits.
const BUSY: Duration = Duration::from_secs(45);

/// One line.
struct Used {
    first: Duration,
    last: Duration,
    mails: u32,
}

#[derive(Default)]
pub(crate) struct Manners {
    lines: ConnectionLimits,
    pace: PaceSettings,
    connections: u8,
    used: BTreeMap<u64, Used>,
    /// Lines that the sender holds.
    held: BTreeSet<u64>,
    /// The relay said that they were too many.
    too_many: bool,
    /// When the relay first lost or refused what stood behind the dot of each mail.
    unheard: BTreeMap<Pseudonym, Duration>,
    /// Lines whose envelope it refused there: the next one is the same again.
    refused: BTreeSet<u64>,
}

impl Manners {
    pub(crate) fn begin_run(&mut self, terms: &Terms) {
        self.lines = terms.lines;
        self.pace = terms.pace.unwrap_or_default();
        self.connections = terms.connections;
        self.used.clear();
        self.held.clear();
        self.too_many = false;
        self.unheard.clear();
        self.refused.clear();
    }

    /// The relay loses or refuses what stands behind the dot of this mail, and says so by its answers or its silence.
    pub(crate) fn unheard(&mut self, recipient: Pseudonym, now: Duration) {
        self.unheard.entry(recipient).or_insert(now);
    }

    /// The line was cut before the sender had an answer to the dot of this mail: it learns nothing of what stood behind.
    pub(crate) fn lost_sight(&mut self, recipient: &Pseudonym) {
        self.unheard.remove(recipient);
    }

    /// Whether it ever did so in this run.
    pub(crate) fn is_unheard(&self) -> bool {
        !self.unheard.is_empty()
    }

    /// It refused the envelope there.
    pub(crate) fn refused_behind(&mut self, line: u64) {
        self.refused.insert(line);
    }

    /// Whether the envelope that begins on this line is one that was refused there and is said again.
    pub(crate) fn says_again(&mut self, line: u64) -> bool {
        self.refused.remove(&line)
    }

    /// Something stands behind a dot that is not answered yet. A sender that was not heard there knows it by then.
    pub(crate) fn stands_behind_a_dot(&self, world: &World, now: Duration) {
        const FOUND_OUT: Duration = Duration::from_secs(15);
        let first = self.unheard.values().min();
        if first.is_some_and(|since| now > *since + FOUND_OUT) {
            world.blame("something behind a dot, where this relay does not hear it");
        }
    }

    /// The relay says that it has too many lines.
    pub(crate) fn too_many(&mut self) {
        self.too_many = true;
    }

    /// Whether the sender has heard that.
    pub(crate) const fn heard_of_too_many(&self) -> bool {
        self.too_many
    }

    /// The sender has a new line, which it began to dial when it knew of too many, or not yet. How many it may have, once
    /// one was too many, only it knows; but not all again.
    pub(crate) fn opens(&mut self, world: &World, line: u64, knew: bool) {
        self.held.insert(line);
        if knew && self.connections > 1 && self.held.len() >= usize::from(self.connections) {
            world.blame(format!(
                "line {line} makes {}, and the relay found them too many",
                self.held.len()
            ));
        }
    }

    /// The sender let a line go.
    pub(crate) fn closes(&mut self, line: u64) {
        self.held.remove(&line);
    }

    /// An envelope begins on a line.
    pub(crate) fn envelope(&mut self, world: &World, line: u64, now: Duration) {
        let Some(used) = self.used.get_mut(&line) else {
            self.used.insert(
                line,
                Used {
                    first: now,
                    last: now,
                    mails: 1,
                },
            );
            return;
        };
        if let Some(rate) = self.pace.per_connection
            && now.abs_diff(used.last) + SLACK < rate.period()
        {
            world.blame(format!(
                "line {line}: {:?} between two mails",
                now.abs_diff(used.last)
            ));
        }
        used.mails += 1;
        used.last = now;
        if self.lines.mails == Some(used.mails) {
            world.sees("line worn");
        }
        if self.lines.mails.is_some_and(|most| used.mails > most) {
            world.blame(format!(
                "line {line} carries its mail number {}",
                used.mails
            ));
        }
        if now.saturating_sub(used.first) > self.lines.age + SLACK {
            world.blame(format!(
                "line {line} is {:?} old",
                now.saturating_sub(used.first)
            ));
        }
    }

    /// The sender let a line wait, and then spoke or closed it.
    pub(crate) fn was_idle(&self, world: &World, line: u64, span: Duration) {
        let period = |rate: Option<Rate>| rate.map(Rate::period).unwrap_or_default();
        let in_turn = period(self.pace.rate) * u32::from(self.connections);
        let longest = self
            .lines
            .idle
            .max(2 * in_turn)
            .max(2 * period(self.pace.per_connection));
        if span >= longest {
            world.sees("idle line closed");
        }
        if span > longest + BUSY {
            world.blame(format!(
                "line {line} was held open for nothing, {span:?} long"
            ));
        }
    }
}
