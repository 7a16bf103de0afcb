//! The pace: how fast mails follow each other, over all and to one domain, and how many may go in
//! an hour or a day.
//!
//! `governor` counts but never waits, since waiting goes through our own clock. It starts empty, so
//! the ledger gives it the last offers: rates and caps hold across a restart.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::Clock as GovernorClock;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use jiff::Timestamp;

use super::quota::Cap;
use super::throttle::{Alike, Scope, Slow};
use crate::config;
use crate::config::Rate;
use crate::dispatch::candidates::{Candidate, Domain};
use crate::journal::Ledger;

const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(86_400);

/// A clock that shows the time we set.
#[derive(Debug, Clone, Default)]
struct Hand(Arc<std::sync::atomic::AtomicU64>);

impl Hand {
    fn put(&self, at: Duration) {
        let nanos = u64::try_from(at.as_nanos()).unwrap_or(u64::MAX);
        self.0.store(nanos, std::sync::atomic::Ordering::Relaxed);
    }
}

impl GovernorClock for Hand {
    type Instant = governor::nanos::Nanos;

    fn now(&self) -> Self::Instant {
        self.0.load(std::sync::atomic::Ordering::Relaxed).into()
    }
}

type Limiter = RateLimiter<
    NotKeyed,
    InMemoryState,
    Hand,
    governor::middleware::NoOpMiddleware<governor::nanos::Nanos>,
>;

/// One rate, without bursts: mails are spread evenly.
struct Steady {
    limiter: Limiter,
    hand: Hand,
    period: Duration,
    /// No mail before this: from the last mail, in this run or before a restart.
    not_before: Duration,
}

impl Steady {
    fn new(rate: Rate) -> Option<Self> {
        let hand = Hand::default();
        let period = rate.period();
        let quota = Quota::with_period(period)?.allow_burst(std::num::NonZeroU32::MIN);
        let limiter = RateLimiter::direct_with_clock(quota, hand.clone());
        Some(Steady {
            limiter,
            hand,
            period,
            not_before: Duration::ZERO,
        })
    }

    /// Counts a mail that went `ago` before `now`.
    fn hold(&mut self, ago: Duration, now: Duration) {
        self.not_before = self.not_before.max((now + self.period).saturating_sub(ago));
    }

    /// How long until a place is free. Takes nothing.
    fn wait(&self, now: Duration) -> Duration {
        self.not_before.saturating_sub(now)
    }

    /// Takes one place at `now`, or returns how long until one is free.
    fn take(&mut self, now: Duration) -> Result<(), Duration> {
        if now < self.not_before {
            return Err(self.not_before - now);
        }
        self.hand.put(now);
        self.limiter.check().map_err(|not_yet| {
            use governor::clock::Reference;
            let earliest = not_yet.earliest_possible();
            let wait: Duration = Reference::duration_since(&earliest, self.hand.now()).into();
            wait.max(Duration::from_micros(1))
        })?;
        self.not_before = now + self.period;
        Ok(())
    }
}

/// One domain: its pace, and how far it is slowed down.
struct Lane {
    steady: Option<Steady>,
    slow: Slow,
}

/// The pace of a run.
pub(crate) struct Pace {
    overall: Option<Steady>,
    per_domain: Option<Rate>,
    per_connection: Option<Rate>,
    caps: Vec<Cap>,
    relay: Slow,
    alike: Alike,
    lanes: HashMap<Domain, Lane>,
    /// When each connection's first mail may go.
    slots: Vec<Duration>,
    /// How often a server asked for time.
    pub(crate) slowed: u32,
}

impl Pace {
    /// The pace of the settings, with nothing sent yet.
    #[must_use]
    pub(crate) fn new(settings: config::PaceSettings) -> Self {
        Pace {
            overall: settings.rate.and_then(Steady::new),
            per_domain: settings.per_domain,
            per_connection: settings.per_connection,
            caps: caps(settings),
            relay: Slow::scattered(0),
            alike: Alike::default(),
            lanes: HashMap::new(),
            slots: Vec::new(),
            slowed: 0,
        }
    }

    /// Counts what earlier runs offered, according to the ledger at `now`.
    pub(crate) fn remember(
        &mut self,
        ledger: &Ledger,
        candidates: &[Candidate],
        now: Timestamp,
        elapsed: Duration,
    ) {
        for Candidate { recipient, domain } in candidates {
            let mails = ledger.recipient(recipient).into_iter();
            let mails = mails.flat_map(|entry| entry.mail().into_iter().chain(entry.earlier()));
            for at in mails.filter_map(|mail| mail.asked_at()) {
                // Offered in the future, according to a wall clock that was set back: counts as
                // just now.
                let ago = Duration::try_from(now.duration_since(at)).unwrap_or_default();
                self.remember_one(*domain, ago, elapsed);
            }
        }
        for cap in &mut self.caps {
            cap.remember(ledger.recent().ago(now), elapsed);
        }
        // Which connection each mail used is not known: each begins as if one of the last mails was
        // its own.
        let period = self.per_connection.map(Rate::period).unwrap_or_default();
        let ready = |ago: Duration| (elapsed + period).saturating_sub(ago);
        self.slots = ledger
            .recent()
            .ago(now)
            .take(usize::from(u8::MAX))
            .map(ready)
            .collect();
        if let (Some(steady), Some(ago)) = (&mut self.overall, ledger.recent().ago(now).min()) {
            steady.hold(ago, elapsed);
        }
    }

    fn remember_one(&mut self, domain: Domain, ago: Duration, now: Duration) {
        if let Some(rate) = self.per_domain.filter(|rate| ago < rate.period())
            && let Some(steady) = &mut self.lane(domain, Some(rate)).steady
        {
            steady.hold(ago, now);
        }
    }

    fn lane(&mut self, domain: Domain, rate: Option<Rate>) -> &mut Lane {
        let new = || Lane {
            steady: rate.and_then(Steady::new),
            slow: Slow::scattered(domain.number()),
        };
        self.lanes.entry(domain).or_insert_with(new)
    }

    /// When the first mail of connection number `at` may go.
    pub(crate) fn slot(&self, at: usize) -> Duration {
        self.slots.get(at).copied().unwrap_or_default()
    }

    /// How long until the caps of an hour and a day have a free place.
    pub(crate) fn capped(&self, now: Duration) -> Duration {
        self.caps
            .iter()
            .map(|cap| cap.wait(now))
            .max()
            .unwrap_or_default()
    }

    /// How long until any mail may go. Takes nothing.
    pub(crate) fn wait(&self, now: Duration) -> Duration {
        let overall = self
            .overall
            .as_ref()
            .map_or(Duration::ZERO, |steady| steady.wait(now));
        overall.max(self.capped(now)).max(self.relay.wait(now))
    }

    /// How long until this domain's pace allows a mail.
    pub(crate) fn wait_to(&self, domain: Option<Domain>, now: Duration) -> Duration {
        let lane = domain.and_then(|domain| self.lanes.get(&domain));
        lane.map_or(Duration::ZERO, |lane| {
            lane.slow.wait(now).max(
                lane.steady
                    .as_ref()
                    .map_or(Duration::ZERO, |steady| steady.wait(now)),
            )
        })
    }

    /// Takes the place of one mail, over all and to its domain, all or none: a place taken before
    /// the mail can go would count as sent too early.
    ///
    /// # Errors
    /// The wait.
    pub(crate) fn take(&mut self, domain: Option<Domain>, now: Duration) -> Result<(), Duration> {
        let wait = self.wait(now).max(self.wait_to(domain, now));
        if !wait.is_zero() {
            return Err(wait);
        }
        let rate = self.per_domain;
        if let Some(domain) =
            domain.filter(|domain| rate.is_some() || self.lanes.contains_key(domain))
        {
            let lane = self.lane(domain, rate);
            if let Some(steady) = &mut lane.steady {
                steady.take(now)?;
            }
            lane.slow.took(now, period(rate));
        }
        if let Some(steady) = &mut self.overall {
            steady.take(now)?;
        }
        self.caps.iter_mut().for_each(|cap| cap.take(now));
        let agreed = self.period();
        self.relay.took(now, agreed);
        Ok(())
    }

    fn period(&self) -> Duration {
        self.overall
            .as_ref()
            .map_or(Duration::ZERO, |steady| steady.period)
    }

    /// Records that a server asks for time, in the answer to a mail that was taken at `begun`.
    /// Returns who asks, and how far apart mails to them go now, if that changed.
    pub(crate) fn ask(
        &mut self,
        whom: Scope,
        domain: Option<Domain>,
        begun: Duration,
        now: Duration,
    ) -> Option<(Scope, Duration)> {
        let (rate, agreed) = (self.per_domain, self.period());
        let mut slowed = None;
        if let (Scope::Domain, Some(domain)) = (whom, domain) {
            let gap = self.lane(domain, rate).slow.ask(begun, now, period(rate));
            slowed = gap.map(|gap| (Scope::Domain, gap));
        }
        let all = match (whom, domain) {
            (Scope::Relay, _) | (Scope::Domain, None) => Some(Scope::Relay),
            (Scope::Domain | Scope::Several, Some(domain)) => {
                self.alike.put_off(domain).then_some(Scope::Several)
            }
            (Scope::Several, None) => None,
        };
        if let Some(whom) = all {
            let gap = self.relay.ask(begun, now, agreed);
            slowed = gap.map(|gap| (whom, gap)).or(slowed);
        }
        self.slowed += u32::from(slowed.is_some());
        slowed
    }

    /// Records that a mail was accepted: its domain and the relay come one step nearer to the pace
    /// of the settings. `domain` is called only if some domain has a pace.
    pub(crate) fn well(&mut self, domain: impl FnOnce() -> Option<Domain>) {
        self.relay.well();
        self.alike.well();
        if self.lanes.is_empty() {
            return;
        }
        if let Some(lane) = domain().and_then(|domain| self.lanes.get_mut(&domain)) {
            lane.slow.well();
        }
    }
}

/// The caps of the settings, every place free.
pub(crate) fn caps(settings: config::PaceSettings) -> Vec<Cap> {
    let hour = settings.per_hour.map(|most| Cap::new(most, HOUR));
    hour.into_iter()
        .chain(settings.per_day.map(|most| Cap::new(most, DAY)))
        .collect()
}

fn period(rate: Option<Rate>) -> Duration {
    rate.map_or(Duration::ZERO, Rate::period)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(rate: &str, per_domain: &str) -> Pace {
        let (rate, per_domain) = (rate.parse().ok(), per_domain.parse().ok());
        Pace::new(config::PaceSettings {
            rate,
            per_domain,
            ..config::PaceSettings::default()
        })
    }

    #[test]
    fn mails_are_spread_evenly_without_a_burst() {
        let mut pace = pace("60/min", "unlimited");
        let second = Duration::from_secs(1);
        assert_eq!(pace.take(None, second), Ok(()));
        assert_eq!(pace.take(None, second), Err(second));
        assert_eq!(pace.take(None, second * 2), Ok(()));
        assert!(pace.take(None, second * 2).is_err());
        assert_eq!(
            pace.take(None, second * 100),
            Ok(()),
            "an idle hour saves nothing up"
        );
        assert!(pace.take(None, second * 100).is_err());
    }

    #[test]
    fn domains_have_a_pace_each_and_restarts_are_remembered() {
        let (a, b) = (Domain::of("a.example"), Domain::of("b.example"));
        let mut pace = pace("unlimited", "6/min");
        let now = Duration::from_secs(100);
        pace.remember_one(a, Duration::from_secs(4), now);
        assert_eq!(pace.take(Some(a), now), Err(Duration::from_secs(6)));
        assert_eq!(pace.take(Some(b), now), Ok(()));
        assert!(pace.take(Some(b), now).is_err());
        assert_eq!(pace.take(Some(a), now + Duration::from_secs(6)), Ok(()));
    }

    #[test]
    fn a_mail_that_waits_for_the_overall_pace_takes_no_place_of_its_domain() {
        let domain = Domain::of("a.example");
        let mut pace = pace("60/min", "10/min");
        let second = Duration::from_secs(1);
        assert_eq!(pace.take(None, second), Ok(()));
        assert_eq!(pace.take(Some(domain), second), Err(second));
        assert_eq!(pace.take(Some(domain), second * 2), Ok(()));
        assert_eq!(
            pace.take(Some(domain), second * 7),
            Err(second),
            "six after the mail itself"
        );
    }
}
