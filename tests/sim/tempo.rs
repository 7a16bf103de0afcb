//! The pace as the judge hears it on the lines: when envelopes left, over all and by domain, and how many in
//! any hour and any day.

use std::collections::BTreeMap;
use std::time::Duration;

use heraut::config::PaceSettings;

use crate::calm::Calm;
use crate::world::World;

/// Between taking a place in the pace and the first octet of the envelope: what loading a mail may take.
pub(crate) const SLACK: Duration = Duration::from_millis(8);

#[derive(Default)]
struct Last {
    of_all: Option<Duration>,
    by_domain: BTreeMap<String, Duration>,
}

#[derive(Default)]
pub(crate) struct Tempo {
    pace: Option<PaceSettings>,
    /// In this run: every envelope.
    envelopes: Last,
    /// In all runs: envelopes that the journal tells of, by an offer or by an answer to them.
    offers: Last,
    /// Every envelope of this run, every offer in it, and every offer of the runs before it.
    begun: Vec<Duration>,
    offered: Vec<Duration>,
    offered_before: Vec<Duration>,
    /// Envelopes refused at MAIL: whose they were, and when exactly they began, nobody heard on the line.
    unseen: Vec<Duration>,
    pub(crate) calm: Calm,
}

impl Tempo {
    pub(crate) fn begin_run(&mut self, pace: Option<PaceSettings>) {
        self.pace = pace;
        self.calm.begin_run(pace);
        self.begun.clear();
        self.offered_before.append(&mut self.offered);
        self.envelopes = Last::default();
    }

    /// An envelope begins.
    pub(crate) fn envelope(&mut self, world: &World, now: Duration) {
        let last = self.envelopes.of_all;
        if let Some(rate) = self.pace.and_then(|pace| pace.rate) {
            hold(
                world,
                "over all",
                rate.period(),
                now,
                last,
                self.offers.of_all,
            );
        }
        self.envelopes.of_all = last.max(Some(now));
        self.begun.push(now);
        for (what, most, span) in self.caps() {
            // One line may be heard later than another that began after it: every window that holds this one.
            let ends = self.begun.iter().filter(|then| **then >= now);
            let went = ends
                .map(|end| self.went(world, *end, span.saturating_sub(SLACK)))
                .max()
                .unwrap_or(0);
            if went == most as usize {
                world.sees("cap reached");
            }
            if went > most as usize {
                world.blame(format!("{went} mails within {what}, {most} agreed"));
            }
        }
        self.calm.envelope(world, now);
    }

    fn caps(&self) -> Vec<(&'static str, u32, Duration)> {
        let pace = self.pace.unwrap_or_default();
        let hour = pace
            .per_hour
            .map(|most| ("an hour", most, Duration::from_secs(3_600)));
        let day = pace
            .per_day
            .map(|most| ("a day", most, Duration::from_secs(86_400)));
        hour.into_iter().chain(day).collect()
    }

    /// How many mails went within this span up to `now`, as far as the sender can know.
    fn went(&self, world: &World, now: Duration, span: Duration) -> usize {
        let lately = |then: &&Duration| **then <= now && **then + span > now;
        let told = |then: &&Duration| world.wall.gained_since(**then).is_zero();
        self.begun.iter().filter(lately).count()
            + self
                .offered_before
                .iter()
                .filter(lately)
                .filter(told)
                .count()
    }

    /// Whether the mails of an hour or a day are used up.
    pub(crate) fn is_used_up(&self, world: &World) -> bool {
        let now = world.wall.elapsed();
        // Offers count from their record, which may come seconds after their envelope.
        let late = Duration::from_secs(900);
        self.caps().iter().any(|(_, most, span)| {
            let unseen = self
                .unseen
                .iter()
                .filter(|then| **then + *span + late > now)
                .count();
            self.went(world, now, *span + late) + unseen >= *most as usize
        })
    }

    /// It turns out to go to this domain.
    pub(crate) fn goes_to(&mut self, world: &World, domain: &str, began: Duration) {
        let last = self.envelopes.by_domain.get(domain).copied();
        if let Some(rate) = self.pace.and_then(|pace| pace.per_domain) {
            let before = self.offers.by_domain.get(domain).copied();
            hold(world, domain, rate.period(), began, last, before);
        }
        self.calm.goes_to(world, domain, began);
        self.envelopes
            .by_domain
            .insert(domain.to_owned(), last.max(Some(began)).unwrap_or(began));
    }

    /// The journal tells of an envelope that was refused at MAIL.
    pub(crate) fn recorded_unseen(&mut self, now: Duration) {
        self.unseen.push(now);
    }

    /// The journal tells of it: its mail was offered, or the envelope was answered.
    pub(crate) fn recorded(&mut self, domain: &str, began: Duration) {
        self.offers.of_all = self.offers.of_all.max(Some(began));
        self.offers.by_domain.insert(domain.to_owned(), began);
        self.offered.push(began);
    }
}

/// Two envelopes are at least a period apart, in this run and since the last that the journal of the runs before tells of.
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
        world.blame(format!(
            "the pace {of}: {gap:?} between two mails, {period:?} agreed"
        ));
    }
}
