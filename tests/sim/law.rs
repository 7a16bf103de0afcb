//! What the judge knows of sign-off, window and patience, reckoned in its own way.

use std::time::Duration;

use heraut::config::{Retry, Window};
use heraut::id::Digest;
use heraut::journal::Ledger;
use heraut::journal::ledger::state::WordEntry;
use jiff::{SignedDuration, Timestamp};

/// What holds for the whole campaign.
pub(crate) struct Law {
    /// Roles that must agree; none for a trial.
    pub(crate) roles: Vec<String>,
    pub(crate) valid_for: Duration,
    pub(crate) window: Option<Window>,
    pub(crate) retry: Retry,
    /// So many words, from the first, count for nothing: they are from before records were lost.
    pub(crate) void_words: usize,
}

impl Default for Law {
    fn default() -> Self {
        let retry = Retry {
            first: Duration::from_secs(60),
            factor: 2.0,
            max: Duration::from_secs(600),
            give_up_after: Duration::from_secs(86_400),
        };
        Law {
            roles: Vec::new(),
            valid_for: Duration::from_secs(86_400 * 7),
            window: None,
            retry,
            void_words: 0,
        }
    }
}

impl Law {
    /// The words on this digest that count: given since the newest seal of it, no other whole seal since, not taken back.
    fn words<'l>(&self, ledger: &'l Ledger, digest: &Digest) -> Vec<(usize, &'l WordEntry)> {
        let seals = ledger.seals();
        let newest = seals.iter().rposition(|seal| seal.sealed.digest == *digest);
        let replaced =
            newest.is_none_or(|at| seals[at + 1..].iter().any(|seal| !seal.sealed.supplement));
        let words = ledger.words().iter().enumerate().skip(self.void_words);
        words
            .filter(|(_, w)| !replaced && w.word.digest == *digest && w.withdrawn.is_none())
            .collect()
    }

    /// Whether every role has a word on this digest that was not taken back.
    pub(crate) fn has_words(&self, ledger: &Ledger, digest: &Digest) -> bool {
        let words = self.words(ledger, digest);
        self.roles
            .iter()
            .all(|role| words.iter().any(|(_, w)| w.word.role == *role))
    }

    /// Whether one of those words was given in the review page.
    pub(crate) fn has_word_of_page(&self, ledger: &Ledger, digest: &Digest) -> bool {
        let words = self.words(ledger, digest);
        words.iter().any(|(_, w)| w.word.invitation.is_some())
    }

    /// Whether those words have force: neither the clock nor a record behind the newest word of a role says that they
    /// lapsed. `soon`: words later than this count for nothing. `times`: of every record, with how many words there were
    /// up to it.
    pub(crate) fn have_force(
        &self,
        ledger: &Ledger,
        digest: &Digest,
        now: Timestamp,
        soon: Timestamp,
        times: &[(usize, Timestamp)],
    ) -> bool {
        let words = self.words(ledger, digest);
        let newest = |role: &String| {
            words
                .iter()
                .rev()
                .find(|(_, w)| w.word.role == *role && w.at <= soon)
                .map(|(at, w)| (*at, w.at))
        };
        let Some(newest) = self.roles.iter().map(newest).collect::<Option<Vec<_>>>() else {
            return false;
        };
        let Some(last) = newest.iter().map(|(_, at)| *at).max() else {
            return true;
        };
        let oldest = newest.iter().map(|(place, _)| *place).min().unwrap_or(0);
        let seen = times
            .iter()
            .filter(|(words, _)| *words > oldest)
            .map(|(_, at)| *at)
            .max();
        let until = last + SignedDuration::try_from(self.valid_for).expect("short");
        now.max(seen.unwrap_or(now)) <= until
    }

    /// Whether mails may go out, give or take what loading a mail takes.
    pub(crate) fn is_open(&self, now: Timestamp) -> bool {
        let Some(window) = &self.window else {
            return true;
        };
        let earlier = now - Duration::from_millis(8);
        open(window, now) || open(window, earlier)
    }

    /// Whether a mail first tried then may be given up now.
    pub(crate) fn is_over(&self, now: Timestamp, first: Option<Timestamp>, bound: bool) -> bool {
        let too_old = first.is_some_and(|first| {
            now.duration_since(first) + SignedDuration::from_millis(2)
                >= SignedDuration::try_from(self.retry.give_up_after).expect("short")
        });
        let no_more = |window: &Window| {
            let Some(deadline) = window.deadline else {
                return false;
            };
            // Whatever opens the window later than now does so then, or at a whole minute.
            let later = window.not_before.filter(|from| *from > now);
            let next = 60 - now.as_second().rem_euclid(60);
            let minutes = (0..).map(|nth| SignedDuration::from_secs(next + 60 * nth));
            let whole = minutes.map(|span| {
                now - SignedDuration::from_nanos(i64::from(now.subsec_nanosecond())) + span
            });
            let moments = [now].into_iter().chain(later).filter(|at| *at <= deadline);
            let mut moments = moments.chain(whole.take_while(|at| *at <= deadline));
            !moments.any(|at| open(window, at))
        };
        too_old || bound && self.window.as_ref().is_some_and(no_more)
    }

    /// Whether a mail put off at `at` is put off for as long as the settings say.
    pub(crate) fn is_fair_wait(&self, at: Timestamp, until: Timestamp) -> bool {
        let wait = until.duration_since(at).as_secs_f64();
        let (first, max) = (self.retry.first.as_secs_f64(), self.retry.max.as_secs_f64());
        (first.min(max) * 0.89 - 0.01..=max * 1.11 + 0.01).contains(&wait)
    }
}

fn open(window: &Window, now: Timestamp) -> bool {
    let there = now.to_zoned_datetime(window.timezone.clone());
    let clock = there.time();
    let day = usize::try_from(there.weekday().to_monday_zero_offset()).expect("0 to 6");
    window.not_before.is_none_or(|from| now >= from)
        && window.deadline.is_none_or(|until| now <= until)
        && window.days.0[day]
        && window
            .hours
            .is_none_or(|hours| clock >= hours.from && clock < hours.until)
}
