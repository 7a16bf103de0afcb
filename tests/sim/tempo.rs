//! The pace as the judge hears it on the lines: when envelopes left, over all and by domain.

use std::collections::BTreeMap;
use std::time::Duration;

use heraut::config::Pace;

use crate::world::World;

/// Between taking a place in the pace and the first octet of the envelope: what loading a mail may take.
const SLACK: Duration = Duration::from_millis(8);

#[derive(Default)]
struct Last {
    of_all: Option<Duration>,
    by_domain: BTreeMap<String, Duration>,
}

#[derive(Default)]
pub(crate) struct Tempo {
    pace: Option<Pace>,
    /// In this run: every envelope.
    envelopes: Last,
    /// In all runs: envelopes of mails that were offered, since only those are in the journal.
    offers: Last,
}

impl Tempo {
    pub(crate) fn begin_run(&mut self, pace: Option<Pace>) {
        self.pace = pace;
        self.envelopes = Last::default();
    }

    /// An envelope begins.
    pub(crate) fn envelope(&mut self, world: &World, now: Duration) {
        let last = self.envelopes.of_all;
        if let Some(rate) = self.pace.and_then(|pace| pace.rate) {
            hold(world, "over all", rate.period(), now, last, self.offers.of_all);
        }
        self.envelopes.of_all = last.max(Some(now));
    }

    /// It turns out to go to this domain.
    pub(crate) fn goes_to(&mut self, world: &World, domain: &str, began: Duration) {
        let last = self.envelopes.by_domain.get(domain).copied();
        if let Some(rate) = self.pace.and_then(|pace| pace.per_domain) {
            let before = self.offers.by_domain.get(domain).copied();
            hold(world, domain, rate.period(), began, last, before);
        }
        self.envelopes.by_domain.insert(domain.to_owned(), last.max(Some(began)).unwrap_or(began));
    }

    /// Its mail was offered.
    pub(crate) fn offered(&mut self, domain: &str, began: Duration) {
        self.offers.of_all = self.offers.of_all.max(Some(began));
        self.offers.by_domain.insert(domain.to_owned(), began);
    }
}

/// Two envelopes are at least a period apart, in this run and since the last offer of the runs before.
fn hold(
    world: &World,
    of: &str,
    period: Duration,
    now: Duration,
    last: Option<Duration>,
    before: Option<Duration>,
) {
    let close = |then: &Duration| now.abs_diff(*then) + SLACK < period;
    // A wall clock that jumps ahead between two runs takes the waiting with it: nobody can know.
    let told = before.filter(|then| world.wall.gained_since(*then).is_zero());
    if let Some(then) = last.filter(close).or(told.filter(close)) {
        let gap = now.abs_diff(then);
        world.blame(format!("the pace {of}: {gap:?} between two mails, {period:?} agreed"));
    }
}
