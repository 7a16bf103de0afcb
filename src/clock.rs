//! The one place where the program reads the time and waits.
//!
//! Everything else takes time as an argument or through [`Clock`], so the simulator can run the
//! real dispatch through years in milliseconds. `clippy.toml` enforces this.

use std::future::Future;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rustix::time::{ClockId, clock_gettime};

/// Two readings of the wall clock that are further apart than this can't both be right, whatever
/// was corrected by hand: a wrong time zone is less.
pub const FAR: SignedDuration = SignedDuration::from_hours(24);

/// Source of a room's time.
///
/// There are two times on purpose: [`now`](Clock::now) is the wall clock that people and mails see
/// and that may jump; [`elapsed`](Clock::elapsed) only grows, and rates and time-outs are measured
/// with it.
pub trait Clock: Clone + 'static {
    /// The wall clock.
    fn now(&self) -> Timestamp;

    /// Time since an arbitrary start; never goes back.
    fn elapsed(&self) -> Duration;

    /// Time since an arbitrary start, including sleep of the machine: the wall clock is compared
    /// with it.
    fn lived(&self) -> Duration {
        self.elapsed()
    }

    /// Waits for `span`, measured as [`elapsed`](Clock::elapsed) is.
    fn sleep(&self, span: Duration) -> impl Future<Output = ()>;

    /// Runs `work`, but no longer than `span`.
    fn within<F: Future>(
        &self,
        span: Duration,
        work: F,
    ) -> impl Future<Output = Result<F::Output, TookTooLong>> {
        async move {
            let mut work = std::pin::pin!(work);
            let mut late = std::pin::pin!(self.sleep(span));
            std::future::poll_fn(|cx| {
                if let std::task::Poll::Ready(done) = work.as_mut().poll(cx) {
                    return std::task::Poll::Ready(Ok(done));
                }
                late.as_mut().poll(cx).map(|()| Err(TookTooLong))
            })
            .await
        }
    }
}

/// A step did not end in its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no answer within the time allowed")]
pub struct TookTooLong;

/// The machine's own clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    start: tokio::time::Instant,
    /// How long the machine had been up at that time.
    up: Duration,
}

impl SystemClock {
    /// Starts counting [`Clock::elapsed`] now.
    #[must_use]
    pub fn start() -> Self {
        SystemClock {
            start: tokio::time::Instant::now(),
            up: uptime(),
        }
    }
}

/// The clock that counts the time the machine slept, as `elapsed` doesn't while a laptop is closed:
/// on Linux that is a clock of its own (clock_gettime(2)), elsewhere the monotonic one.
#[cfg(target_os = "linux")]
const UP: ClockId = ClockId::Boottime;
#[cfg(not(target_os = "linux"))]
const UP: ClockId = ClockId::Monotonic;

/// How long the machine has been up, including sleep.
fn uptime() -> Duration {
    Duration::try_from(clock_gettime(UP)).unwrap_or_default()
}

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods)]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    fn lived(&self) -> Duration {
        uptime().saturating_sub(self.up)
    }

    #[allow(clippy::disallowed_methods)]
    async fn sleep(&self, span: Duration) {
        tokio::time::sleep(span).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_machine_lived_goes_on_while_the_clock_of_the_run_stands_still() {
        let began = SystemClock::start();
        // Slept through since the machine began.
        let slept = SystemClock {
            up: Duration::ZERO,
            ..began
        };
        assert!(slept.lived() > slept.elapsed() && slept.lived() >= began.up);
        let before = began.lived();
        while began.lived() == before {}
        assert!(before < Duration::from_secs(3_600) && began.lived() > before);
    }
}
