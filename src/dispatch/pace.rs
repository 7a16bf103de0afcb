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
use jiff::Timestamp;

use crate::config;
use crate::config::Rate;
use crate::id::Pseudonym;
use crate::journal::Ledger;

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
    period: Duration,
    /// Nothing before this: what was sent last, in this run or before a restart.
    not_before: Duration,
}

impl Steady {
    fn new(rate: Rate) -> Option<Self> {
        let hand = Hand::default();
        let period = rate.period();
        let quota = Quota::with_period(period)?.allow_burst(std::num::NonZeroU32::MIN);
        let limiter = RateLimiter::direct_with_clock(quota, hand.clone());
        Some(Steady { limiter, hand, period, not_before: Duration::ZERO })
    }

    /// A mail went `ago` before `now`.
    fn hold(&mut self, ago: Duration, now: Duration) {
        self.not_before = self.not_before.max((now + self.period).saturating_sub(ago));
    }

    /// How long until there is a place; nothing is taken.
    fn wait(&self, now: Duration) -> Duration {
        self.not_before.saturating_sub(now)
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
        })?;
        self.not_before = now + self.period;
        Ok(())
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

    /// Remembers what runs before this one offered, as the ledger tells at `now`.
    pub(super) fn remember(
        &mut self,
        ledger: &Ledger,
        domains: &HashMap<Pseudonym, Arc<str>>,
        now: Timestamp,
        elapsed: Duration,
    ) {
        for (recipient, domain) in domains {
            let mails = ledger.recipient(recipient).into_iter();
            let mails = mails.flat_map(|entry| entry.mail().into_iter().chain(entry.earlier()));
            for at in mails.filter_map(|mail| mail.offered_at()) {
                // Offered in the future, says a wall clock that was put back: then as if just now.
                let ago = Duration::try_from(now.duration_since(at)).unwrap_or_default();
                self.remember_one(domain, ago, elapsed);
            }
        }
    }

    fn remember_one(&mut self, domain: &Arc<str>, ago: Duration, now: Duration) {
        if let Some(steady) = &mut self.overall {
            steady.hold(ago, now);
        }
        if self.per_domain.is_some_and(|rate| ago < rate.period())
            && let Some(steady) = self.domain(domain)
        {
            steady.hold(ago, now);
        }
    }

    fn domain(&mut self, domain: &Arc<str>) -> Option<&mut Steady> {
        let rate = self.per_domain?;
        if !self.domains.contains_key(domain) {
            self.domains.insert(domain.clone(), Steady::new(rate)?);
        }
        self.domains.get_mut(domain)
    }

    /// How long until any mail may go; nothing is taken.
    pub(super) fn wait(&self, now: Duration) -> Duration {
        self.overall.as_ref().map_or(Duration::ZERO, |steady| steady.wait(now))
    }

    /// Takes the place of one mail, over all and to its domain, both or neither: a place that was taken
    /// before the mail can go would count as sent too early.
    ///
    /// # Errors
    /// The wait.
    pub(super) fn take(&mut self, domain: Option<&Arc<str>>, now: Duration) -> Result<(), Duration> {
        let overall = self.wait(now);
        if !overall.is_zero() {
            return Err(overall);
        }
        if let Some(steady) = domain.and_then(|domain| self.domain(domain)) {
            steady.take(now)?;
        }
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
        assert_eq!(pace.take(None, second), Ok(()));
        assert_eq!(pace.take(None, second), Err(second));
        assert_eq!(pace.take(None, second * 2), Ok(()));
        assert!(pace.take(None, second * 2).is_err());
        assert_eq!(pace.take(None, second * 100), Ok(()), "an idle hour saves nothing up");
        assert!(pace.take(None, second * 100).is_err());
    }

    #[test]
    fn domains_have_a_pace_each_and_restarts_are_remembered() {
        let (a, b): (Arc<str>, Arc<str>) = ("a.example".into(), "b.example".into());
        let mut pace = pace("unlimited", "6/min");
        let now = Duration::from_secs(100);
        pace.remember_one(&a, Duration::from_secs(4), now);
        assert_eq!(pace.take(Some(&a), now), Err(Duration::from_secs(6)));
        assert_eq!(pace.take(Some(&b), now), Ok(()));
        assert!(pace.take(Some(&b), now).is_err());
        assert_eq!(pace.take(Some(&a), now + Duration::from_secs(6)), Ok(()));
    }

    #[test]
    fn a_mail_that_waits_for_the_overall_pace_takes_no_place_of_its_domain() {
        let domain: Arc<str> = "a.example".into();
        let mut pace = pace("60/min", "10/min");
        let second = Duration::from_secs(1);
        assert_eq!(pace.take(None, second), Ok(()));
        assert_eq!(pace.take(Some(&domain), second), Err(second));
        assert_eq!(pace.take(Some(&domain), second * 2), Ok(()));
        assert_eq!(pace.take(Some(&domain), second * 7), Err(second), "six after the mail itself");
    }
}
