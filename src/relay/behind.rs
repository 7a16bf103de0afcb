//! Whether a relay hears what stands behind a final dot (RFC 2920, section 3.1), as far as any of its lines knows.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What all lines to one relay know of that. Clones share it.
#[derive(Debug, Clone, Default)]
pub(super) struct BehindDot(Arc<Known>);

#[derive(Debug, Default)]
struct Known {
    /// An envelope behind a dot was answered as any other.
    heard: AtomicBool,
    /// One was not, and none goes there any more.
    unheard: AtomicBool,
    /// That was found out since anybody asked last.
    news: AtomicBool,
}

impl BehindDot {
    /// What an earlier run found out; `hears` is true where it found out nothing.
    pub(super) fn known(hears: bool) -> Self {
        let known = BehindDot::default();
        known.0.unheard.store(!hears, Ordering::Relaxed);
        known
    }

    /// Whether an envelope may go there.
    pub(super) fn may_be_used(&self) -> bool {
        !self.0.unheard.load(Ordering::Relaxed)
    }

    /// Whether an envelope there was answered as any other.
    pub(super) fn was_heard(&self) -> bool {
        self.may_be_used() && self.0.heard.load(Ordering::Relaxed)
    }

    /// An envelope there was answered.
    pub(super) fn is_heard(&self) {
        self.0.heard.store(true, Ordering::Relaxed);
    }

    /// An envelope there was lost or refused for its place: none goes there any more.
    pub(super) fn is_not_heard(&self) {
        if !self.0.unheard.swap(true, Ordering::Relaxed) {
            self.0.news.store(true, Ordering::Relaxed);
        }
    }

    /// The line broke or fell silent over an envelope there. Where none was ever answered, that is most likely why; where
    /// one was, lines break for other reasons, and `for_now` says whether the rest of the run makes do without.
    pub(super) fn is_in_doubt(&self, for_now: bool) {
        if !self.0.heard.load(Ordering::Relaxed) {
            self.is_not_heard();
        } else if for_now {
            self.0.unheard.store(true, Ordering::Relaxed);
        }
    }

    /// Whether it was found out, since this was asked last, that the relay does not hear it.
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
