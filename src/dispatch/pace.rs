//! The pace: how fast mails follow each other, over all and to one domain.
//!
//! `governor` counts; it never waits itself, since waiting goes through our own clock. Its memory starts
//! empty, so the last offers are told to it from the ledger: rates hold across a restart.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::Clock as GovernorClock;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};

use crate::config;
use crate::config::Rate;

/// A clock that stands where we put it.
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

type Limiter =
    RateLimiter<NotKeyed, InMemoryState, Hand, governor::middleware::NoOpMiddleware<governor::nanos::Nanos>>;

/// One rate, without bursts: mails are spread evenly.
struct Steady {
    limiter: Limiter,
    hand: Hand,
    /// Nothing before this, whatever the limiter says: what was sent before a restart.
    not_before: Duration,
}

impl Steady {
    fn new(rate: Rate) -> Option<Self> {
        let hand = Hand::default();
        let quota = Quota::with_period(rate.period())?.allow_burst(std::num::NonZeroU32::MIN);
        let limiter = RateLimiter::direct_with_clock(quota, hand.clone());
        Some(Steady { limiter, hand, not_before: Duration::ZERO })
    }

    /// Takes one place at `now`, or says how long until there is one.
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
        })
    }
}

/// The pace of a run.
pub(super) struct Pace {
    overall: Option<Steady>,
    per_domain: Option<Rate>,
    domains: HashMap<Arc<str>, Steady>,
}

impl Pace {
    /// The pace of the settings, nothing sent yet.
    #[must_use]
    pub(super) fn new(settings: config::Pace) -> Self {
        Pace {
            overall: settings.rate.and_then(Steady::new),
            per_domain: settings.per_domain,
            domains: HashMap::new(),
        }
    }

    /// Remembers an offer made `ago` before `now`, in a run before this one.
    pub(super) fn remember(&mut self, domain: &Arc<str>, ago: Duration, now: Duration) {
        let hold = |steady: &mut Steady, rate: Duration| {
            steady.not_before = steady.not_before.max((now + rate).saturating_sub(ago));
        };
        if let Some(rate) = self.per_domain
            && ago < rate.period()
            && let Some(steady) = self.domain(domain)
        {
            hold(steady, rate.period());
        }
    }

    /// Remembers the last offer of all, made `ago` before `now`.
    pub(super) fn remember_last(&mut self, rate: Option<Rate>, ago: Duration, now: Duration) {
        if let (Some(steady), Some(rate)) = (&mut self.overall, rate) {
            steady.not_before = steady.not_before.max((now + rate.period()).saturating_sub(ago));
        }
    }

    fn domain(&mut self, domain: &Arc<str>) -> Option<&mut Steady> {
        let rate = self.per_domain?;
        if !self.domains.contains_key(domain) {
            self.domains.insert(domain.clone(), Steady::new(rate)?);
        }
        self.domains.get_mut(domain)
    }

    /// Takes the place of one mail to this domain, or says how long until its domain may have one.
    ///
    /// # Errors
    /// The wait.
    pub(super) fn take_domain(&mut self, domain: &Arc<str>, now: Duration) -> Result<(), Duration> {
        self.domain(domain).map_or(Ok(()), |steady| steady.take(now))
    }

    /// Takes the place of one mail over all, or says how long until there is one.
    ///
    /// # Errors
    /// The wait.
    pub(super) fn take_overall(&mut self, now: Duration) -> Result<(), Duration> {
        self.overall.as_mut().map_or(Ok(()), |steady| steady.take(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(rate: &str, per_domain: &str) -> Pace {
        Pace::new(config::Pace { rate: rate.parse().ok(), per_domain: per_domain.parse().ok() })
    }

    #[test]
    fn mails_are_spread_evenly_without_a_burst() {
        let mut pace = pace("60/min", "unlimited");
        let second = Duration::from_secs(1);
        assert_eq!(pace.take_overall(second), Ok(()));
        assert_eq!(pace.take_overall(second), Err(second));
        assert_eq!(pace.take_overall(second * 2), Ok(()));
        assert!(pace.take_overall(second * 2).is_err());
        assert_eq!(pace.take_overall(second * 100), Ok(()), "an idle hour saves nothing up");
        assert!(pace.take_overall(second * 100).is_err());
    }

    #[test]
    fn domains_have_a_pace_each_and_restarts_are_remembered() {
        let (a, b): (Arc<str>, Arc<str>) = ("a.example".into(), "b.example".into());
        let mut pace = pace("unlimited", "6/min");
        let now = Duration::from_secs(100);
        pace.remember(&a, Duration::from_secs(4), now);
        assert_eq!(pace.take_domain(&a, now), Err(Duration::from_secs(6)));
        assert_eq!(pace.take_domain(&b, now), Ok(()));
        assert!(pace.take_domain(&b, now).is_err());
        assert_eq!(pace.take_domain(&a, now + Duration::from_secs(6)), Ok(()));
    }
}
