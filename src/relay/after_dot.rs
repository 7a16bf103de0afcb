//! Whether a relay reads what follows a final dot (RFC 2920, section 3.1), as far as any of its
//! connections knows.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What all connections to one relay know about that. Clones share it.
#[derive(Debug, Clone, Default)]
pub(super) struct ReadsAfterDot(Arc<Known>);

#[derive(Debug, Default)]
struct Known {
    /// An envelope after a dot was answered like any other.
    read: AtomicBool,
    /// One was not, and none is sent there any more.
    ignored: AtomicBool,
    /// This was found out since the last call of `take_news`.
    news: AtomicBool,
}

impl ReadsAfterDot {
    /// What an earlier run found out; `reads` is true if it found out nothing.
    pub(super) fn known(reads: bool) -> Self {
        let known = ReadsAfterDot::default();
        known.0.ignored.store(!reads, Ordering::Relaxed);
        known
    }

    /// Whether an envelope may be sent there.
    pub(super) fn may_be_used(&self) -> bool {
        !self.0.ignored.load(Ordering::Relaxed)
    }

    /// Whether an envelope there was answered like any other.
    pub(super) fn was_read(&self) -> bool {
        self.may_be_used() && self.0.read.load(Ordering::Relaxed)
    }

    /// Records that an envelope there was answered.
    pub(super) fn mark_read(&self) {
        self.0.read.store(true, Ordering::Relaxed);
    }

    /// Records that an envelope there was lost, or refused because of its place: none is sent there
    /// any more.
    pub(super) fn mark_ignored(&self) {
        if !self.0.ignored.swap(true, Ordering::Relaxed) {
            self.0.news.store(true, Ordering::Relaxed);
        }
    }

    /// Records that the connection broke or fell silent at an envelope there. If no envelope there
    /// was ever answered, that is most likely the cause. If one was, connections break for other
    /// reasons, and `for_now` says whether the rest of the run sends none there.
    pub(super) fn mark_in_doubt(&self, for_now: bool) {
        if !self.0.read.load(Ordering::Relaxed) {
            self.mark_ignored();
        } else if for_now {
            self.0.ignored.store(true, Ordering::Relaxed);
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
    fn what_one_connection_finds_out_holds_for_all_and_is_news_once() {
        let after_dot = ReadsAfterDot::known(true);
        let other = after_dot.clone();
        assert!(after_dot.may_be_used() && !after_dot.take_news());
        after_dot.mark_ignored();
        assert!(!other.may_be_used());
        assert!(other.take_news() && !after_dot.take_news());
        other.mark_ignored();
        assert!(!after_dot.take_news(), "known already");
        assert!(!ReadsAfterDot::known(false).may_be_used());
    }

    #[test]
    fn a_connection_that_breaks_says_less_of_a_relay_that_read_it_before() {
        let after_dot = ReadsAfterDot::known(true);
        after_dot.mark_read();
        after_dot.mark_in_doubt(false);
        assert!(after_dot.may_be_used(), "lines break");
        after_dot.mark_in_doubt(true);
        assert!(
            !after_dot.may_be_used() && !after_dot.take_news(),
            "for this run, and not remembered"
        );
        let after_dot = ReadsAfterDot::known(true);
        after_dot.mark_in_doubt(false);
        assert!(
            !after_dot.may_be_used() && after_dot.take_news(),
            "the first one there, and the line broke"
        );
    }
}
