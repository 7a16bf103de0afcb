//! Whether a relay reads what follows a final dot (RFC 2920, section 3.1), as far as any of its
//! connections knows.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What all connections to one relay know about that. Clones share it.
#[derive(Debug, Clone, Default)]
pub(super) struct BehindDot(Arc<Known>);

#[derive(Debug, Default)]
struct Known {
    /// An envelope after a dot was answered like any other.
    heard: AtomicBool,
    /// One was not, and none is sent there any more.
    unheard: AtomicBool,
    /// This was found out since the last call of `take_news`.
    news: AtomicBool,
}

impl BehindDot {
    /// What an earlier run found out; `hears` is true if it found out nothing.
    pub(super) fn known(hears: bool) -> Self {
        let known = BehindDot::default();
        known.0.unheard.store(!hears, Ordering::Relaxed);
        known
    }

    /// Whether an envelope may be sent there.
    pub(super) fn may_be_used(&self) -> bool {
        !self.0.unheard.load(Ordering::Relaxed)
    }

    /// Whether an envelope there was answered like any other.
    pub(super) fn was_heard(&self) -> bool {
        self.may_be_used() && self.0.heard.load(Ordering::Relaxed)
    }

    /// Records that an envelope there was answered.
    pub(super) fn is_heard(&self) {
        self.0.heard.store(true, Ordering::Relaxed);
    }

    /// Records that an envelope there was lost, or refused because of its place: none is sent there
    /// any more.
    pub(super) fn is_not_heard(&self) {
        if !self.0.unheard.swap(true, Ordering::Relaxed) {
            self.0.news.store(true, Ordering::Relaxed);
        }
    }

    /// Records that the connection broke or fell silent at an envelope there. If no envelope there
    /// was ever answered, that is most likely the cause. If one was, connections break for other
    /// reasons, and `for_now` says whether the rest of the run sends none there.
    pub(super) fn is_in_doubt(&self, for_now: bool) {
        if !self.0.heard.load(Ordering::Relaxed) {
            self.is_not_heard();
        } else if for_now {
            self.0.unheard.store(true, Ordering::Relaxed);
        }
    }

    /// Whether it was found out since the last call that the relay ignores what follows a dot.
    pub(super) fn take_news(&self) -> bool {
        self.0.news.swap(false, Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_line_finds_out_holds_for_all_and_is_news_once() {
        let behind = BehindDot::known(true);
        let other = behind.clone();
        assert!(behind.may_be_used() && !behind.take_news());
        behind.is_not_heard();
        assert!(!other.may_be_used());
        assert!(other.take_news() && !behind.take_news());
        other.is_not_heard();
        assert!(!behind.take_news(), "known already");
        assert!(!BehindDot::known(false).may_be_used());
    }

    #[test]
    fn a_line_that_breaks_says_less_of_a_relay_that_heard_it_before() {
        let behind = BehindDot::known(true);
        behind.is_heard();
        behind.is_in_doubt(false);
        assert!(behind.may_be_used(), "lines break");
        behind.is_in_doubt(true);
        assert!(
            !behind.may_be_used() && !behind.take_news(),
            "for this run, and not remembered"
        );
        let behind = BehindDot::known(true);
        behind.is_in_doubt(false);
        assert!(
            !behind.may_be_used() && behind.take_news(),
            "the first one there, and the line broke"
        );
    }
}
