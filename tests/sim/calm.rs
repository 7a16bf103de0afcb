//! The slow-down as the judge reckons it: whoever asked for time must get it. Never reckons more than the
//! sender must give: what it cannot know counts for the sender.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use heraut::config::{PaceSettings, Rate};

use crate::tempo::SLACK;
use crate::world::World;

/// More steps are not taken, so as many acceptances bring the pace back.
const STEPS: i32 = 10;

#[derive(Default)]
struct Asked {
    level: i32,
    raised_at: Duration,
    /// The last answer that asked for time, and the pause that it asked for.
    heard: Option<(Duration, Duration)>,
    /// The last envelope while mails went further apart, and how far.
    spaced: Option<(Duration, Duration)>,
}

/// Twice as far apart as agreed, then twice that, up to five minutes; and a tenth less by chance.
fn gap(level: i32, rate: Option<Rate>) -> Duration {
    let agreed = rate.map_or(Duration::ZERO, Rate::period).as_secs_f64();
    let plain = (agreed.max(0.5) * 2_f64.powi(level)).min(agreed.max(300.0));
    Duration::from_secs_f64(plain * 0.899)
}

impl Asked {
    fn asked(&mut self, began: Option<Duration>, now: Duration, rate: Option<Rate>) {
        if self.level == 0 || began.is_some_and(|began| began > self.raised_at + SLACK) {
            self.level = (self.level + 1).min(STEPS);
            self.raised_at = now;
        }
        self.heard = Some((now, gap(self.level, rate)));
    }

    fn well(&mut self) {
        self.level = (self.level - 1).max(0);
    }

    fn envelope(&mut self, world: &World, whose: &str, began: Duration, rate: Option<Rate>) {
        let was_on_its_way = self.heard.is_some_and(|(heard, _)| began <= heard + SLACK);
        // An envelope may be heard after one that began later; then it says nothing.
        let spaced = self.spaced.filter(|(from, _)| *from <= began);
        for (from, pause) in self
            .heard
            .into_iter()
            .chain(spaced)
            .filter(|_| !was_on_its_way)
        {
            if began + SLACK < from + pause {
                let early = began.saturating_sub(from);
                world.blame(format!(
                    "{whose} asked for time, {pause:?}, and got {early:?}"
                ));
            }
        }
        if self.spaced.is_none_or(|(from, _)| from <= began) {
            self.spaced = (self.level > 0).then(|| (began, gap(self.level, rate)));
        }
    }
}

#[derive(Default)]
pub(crate) struct Calm {
    pace: PaceSettings,
    relay: Asked,
    domains: BTreeMap<String, Asked>,
    /// Domains that were put off in a row, with no mail accepted between.
    row: BTreeSet<String>,
}

impl Calm {
    /// A sender that starts again remembers nothing of it.
    pub(crate) fn begin_run(&mut self, pace: Option<PaceSettings>) {
        *self = Calm {
            pace: pace.unwrap_or_default(),
            ..Calm::default()
        };
    }

    pub(crate) fn relay_asked(&mut self, began: Option<Duration>, now: Duration) {
        self.relay.asked(began, now, self.pace.rate);
    }

    pub(crate) fn domain_asked(&mut self, domain: &str, began: Option<Duration>, now: Duration) {
        self.domains
            .entry(domain.to_owned())
            .or_default()
            .asked(began, now, self.pace.per_domain);
    }

    /// A mail was put off by an answer that several domains in a row make the relay's own.
    pub(crate) fn put_off(&mut self, domain: &str, began: Option<Duration>, now: Duration) {
        self.row.insert(domain.to_owned());
        if self.row.len() == 3 {
            self.row.clear();
            self.relay_asked(began, now);
        }
    }

    pub(crate) fn well(&mut self, domain: &str) {
        self.row.clear();
        self.relay.well();
        if let Some(asked) = self.domains.get_mut(domain) {
            asked.well();
        }
    }

    pub(crate) fn envelope(&mut self, world: &World, began: Duration) {
        self.relay
            .envelope(world, "the relay", began, self.pace.rate);
    }

    pub(crate) fn goes_to(&mut self, world: &World, domain: &str, began: Duration) {
        if let Some(asked) = self.domains.get_mut(domain) {
            asked.envelope(world, domain, began, self.pace.per_domain);
        }
    }
}
