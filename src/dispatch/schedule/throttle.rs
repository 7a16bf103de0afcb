//! Slow-down: a server that asks for time gets it. Pure.
//!
//! Each request doubles the distance between mails, up to a limit; each accepted mail takes one
//! step back. Answers to mails that were already on their way ask for nothing more.

use std::time::Duration;

use crate::dispatch::candidates::Domain;
use crate::journal::event::Step;
use crate::reply::dot::is_greylisting;
use crate::reply::{Class, Reply};

/// Base for mails without a pace: the first slow-down doubles this.
const LEAST: Duration = Duration::from_millis(500);
/// Longest distance between mails that a slow-down causes.
const LONGEST: Duration = Duration::from_secs(300);
/// More steps than it takes from [`LEAST`] to [`LONGEST`].
const MOST: u32 = 10;

/// If mails to this many domains in a row are deferred, the relay itself defers them.
const ALIKE: usize = 3;

/// Who asks for time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// No single one: mails to several domains in a row are deferred, so the relay itself.
    Several,
    /// The servers of one domain.
    Domain,
    /// The relay itself.
    Relay,
}

/// Whether this answer asks for time, and for whom. 421 and 454 are the relay's own (RFC 5321,
/// section 3.8; RFC 4954, section 6), as is everything before a recipient was named and 4.3.z,
/// about the system that answers (RFC 3463, section 3.4; Exchange's `432 4.3.2` for too many
/// connections), except a mail too big for it. 451 and 450 with 4.7.z are about the recipient's
/// side (RFC 3463, section 3.8). A full or busy mailbox, and greylisting, say nothing about others.
pub(crate) fn who_asks(step: Step, reply: &Reply) -> Option<Scope> {
    if reply.class() != Class::Transient {
        return None;
    }
    let about_recipient = matches!(step, Step::Rcpt | Step::Data | Step::Dot);
    let subject = reply.enhanced().map(|code| (code.subject, code.detail));
    match (reply.code(), subject) {
        (421 | 432 | 454, _) => Some(Scope::Relay),
        _ if !about_recipient => Some(Scope::Relay),
        (_, Some((3, 4))) => None,
        (_, Some((3, _))) => Some(Scope::Relay),
        (451, _) | (450, Some((7, _))) => Some(Scope::Domain),
        (_, Some((1 | 2, _))) => None,
        _ if is_greylisting(reply) => None,
        (450, _) => Some(Scope::Several),
        _ => None,
    }
}

/// Mails deferred in a row, with none accepted in between, and to which domains.
#[derive(Debug, Default)]
pub(crate) struct Alike {
    domains: Vec<Domain>,
}

impl Alike {
    /// Counts another deferred mail. Returns whether by now the relay itself defers mails.
    pub(crate) fn put_off(&mut self, domain: Domain) -> bool {
        if !self.domains.contains(&domain) {
            self.domains.push(domain);
        }
        let enough = self.domains.len() >= ALIKE;
        if enough {
            self.domains.clear();
        }
        enough
    }

    /// Records that a mail was accepted.
    pub(crate) fn well(&mut self) {
        self.domains.clear();
    }
}

/// How far a server is slowed down.
#[derive(Debug, Clone, Default)]
pub(crate) struct Slow {
    seed: u32,
    level: u32,
    asked: u32,
    raised_at: Duration,
    not_before: Duration,
}

impl Slow {
    /// At the pace of the settings. Each number varies its waits in its own way, the same each
    /// time.
    pub(crate) fn scattered(by: u64) -> Self {
        Slow {
            seed: (by ^ by >> 32) as u32,
            ..Slow::default()
        }
    }

    /// Records a request for time at `now`, in the answer to a mail that was taken at `begun`.
    /// `period`: the pace of the settings. Returns how far apart mails go now, if that changed.
    pub(crate) fn ask(
        &mut self,
        begun: Duration,
        now: Duration,
        period: Duration,
    ) -> Option<Duration> {
        let is_new = self.level == 0 || begun >= self.raised_at;
        if is_new {
            self.level = (self.level + 1).min(MOST);
            self.raised_at = now;
        }
        self.asked += 1;
        self.not_before = self.not_before.max(now + self.gap(period));
        is_new.then(|| plain_gap(self.level, period))
    }

    /// Records that a mail was accepted: one step back to the pace of the settings.
    pub(crate) const fn well(&mut self) {
        self.level = self.level.saturating_sub(1);
    }

    /// Records that a mail goes at `now`.
    pub(crate) fn took(&mut self, now: Duration, period: Duration) {
        if self.level > 0 {
            self.not_before = self.not_before.max(now + self.gap(period));
        }
    }

    /// How long until the next may go.
    pub(crate) const fn wait(&self, now: Duration) -> Duration {
        self.not_before.saturating_sub(now)
    }

    /// The distance between mails, varied by up to a tenth, so that those slowed down together
    /// don't come back together.
    fn gap(&self, period: Duration) -> Duration {
        let dice = (self.seed ^ self.asked).wrapping_mul(2_654_435_769) >> 16;
        let share = f64::from(dice) / 65_535.0 * 0.2 - 0.1;
        plain_gap(self.level, period).mul_f64(1.0 + share)
    }
}

/// How far apart mails go at this step: twice the pace of the settings, then twice that.
fn plain_gap(level: u32, period: Duration) -> Duration {
    (period.max(LEAST) * (1 << level.min(MOST))).min(LONGEST.max(period))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn reply(code: u16, text: &str) -> Reply {
        Reply::new(code, vec![text.to_owned()]).unwrap()
    }

    #[test]
    fn who_asks_for_time() {
        use Step::{Dot, Ehlo, Greeting, Mail, Rcpt};
        for (step, code, text, whom) in [
            (Rcpt, 450, "4.7.1 greylisted", Some(Scope::Domain)),
            (Rcpt, 450, "4.2.1 mailbox busy", None),
            (Rcpt, 451, "4.3.0 later", Some(Scope::Relay)),
            (
                Rcpt,
                432,
                "4.3.2 Concurrent connections limit exceeded",
                Some(Scope::Relay),
            ),
            (
                Rcpt,
                450,
                "4.3.2 system not accepting messages",
                Some(Scope::Relay),
            ),
            (
                Dot,
                452,
                "4.3.1 insufficient system storage",
                Some(Scope::Relay),
            ),
            (Rcpt, 452, "4.3.4 too big for this system", None),
            (Rcpt, 451, "4.7.1 later", Some(Scope::Domain)),
            (
                Rcpt,
                450,
                "too many messages, slow down",
                Some(Scope::Several),
            ),
            (Rcpt, 450, "4.0.0 later", Some(Scope::Several)),
            (Rcpt, 450, "greylisted, come back", None),
            (Rcpt, 450, "4.1.2 domain not found", None),
            (Dot, 451, "later", Some(Scope::Domain)),
            (Dot, 452, "4.2.2 full", None),
            (Rcpt, 421, "4.3.2 closing", Some(Scope::Relay)),
            (Dot, 454, "4.7.0 try later", Some(Scope::Relay)),
            (Greeting, 450, "busy", Some(Scope::Relay)),
            (Ehlo, 421, "busy", Some(Scope::Relay)),
            (Mail, 452, "4.3.1 no room", Some(Scope::Relay)),
            (Rcpt, 550, "5.7.1 never", None),
            (Dot, 250, "2.0.0 ok", None),
        ] {
            assert_eq!(
                who_asks(step, &reply(code, text)),
                whom,
                "{step:?} {code} {text}"
            );
        }
    }

    #[test]
    fn several_domains_in_a_row_are_the_relay() {
        let [a, b, c] = ["a.example", "b.example", "c.example"].map(Domain::of);
        let mut alike = Alike::default();
        assert!(
            ![a, a, b, a].into_iter().any(|domain| alike.put_off(domain)),
            "two domains are two domains"
        );
        alike.well();
        assert!(
            ![c, b, c].into_iter().any(|domain| alike.put_off(domain)),
            "one was accepted meanwhile"
        );
        assert!(alike.put_off(a));
        assert!(!alike.put_off(a), "and each further step takes as many");
    }

    #[test]
    fn it_grows_to_a_limit_and_comes_back_step_by_step() {
        let mut slow = Slow::default();
        let mut now = SECOND;
        for seconds in [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300] {
            let gap = Duration::from_secs(seconds);
            assert_eq!(slow.ask(now, now, Duration::ZERO), Some(gap));
            let wait = slow.wait(now);
            assert!(
                wait >= gap.mul_f64(0.9) && wait <= gap.mul_f64(1.1),
                "{wait:?} for {gap:?}"
            );
            now += wait;
            assert!(slow.wait(now).is_zero());
        }
        for level in (0..MOST).rev() {
            slow.well();
            slow.took(now, Duration::ZERO);
            let gap = plain_gap(level, Duration::ZERO);
            let wait = slow.wait(now);
            if level == 0 {
                assert!(wait.is_zero(), "the agreed pace again");
            } else {
                assert!(
                    wait >= gap.mul_f64(0.9) && wait <= gap.mul_f64(1.1),
                    "{wait:?} for {gap:?}"
                );
            }
            now += wait;
        }
        slow.well();
        assert_eq!(slow.level, 0);
    }

    #[test]
    fn mails_on_their_way_ask_once_together() {
        let mut slow = Slow::default();
        assert!(slow.ask(SECOND, SECOND * 2, Duration::ZERO).is_some());
        assert_eq!(
            slow.ask(SECOND, SECOND * 3, Duration::ZERO),
            None,
            "taken before it was slowed down"
        );
        assert_eq!(slow.level, 1);
        assert!(
            slow.wait(SECOND * 3) >= SECOND.mul_f64(0.9),
            "and waited for all the same"
        );
        assert!(slow.ask(SECOND * 4, SECOND * 4, Duration::ZERO).is_some());
        assert_eq!(slow.level, 2);
    }

    #[test]
    fn it_starts_from_the_pace_that_was_agreed() {
        let mut slow = Slow::default();
        assert_eq!(slow.ask(SECOND, SECOND, SECOND * 6), Some(SECOND * 12));
        let mut slower = Slow::default();
        assert_eq!(
            slower.ask(SECOND, SECOND, SECOND * 3_600),
            Some(SECOND * 3_600),
            "never faster than agreed"
        );
    }

    #[test]
    fn two_who_ask_together_do_not_come_back_together() {
        let gap = |by| {
            let mut slow = Slow::scattered(by);
            slow.ask(SECOND, SECOND, SECOND);
            slow.wait(SECOND)
        };
        assert_ne!(gap(1), gap(2));
        assert_eq!(gap(1), gap(1));
    }
}
