//! The one place where the program reads the time and waits.
//!
//! Everything else takes time as an argument or through [`Clock`], so the simulator can
//! carry the real dispatch through years in milliseconds. `clippy.toml` holds this.

use std::future::Future;
use std::time::Duration;

use jiff::Timestamp;

/// Where a room gets its time from.
///
/// Two times are kept apart on purpose: [`now`](Clock::now) is the wall clock that people and
/// mails see and that may jump; [`elapsed`](Clock::elapsed) only ever grows and is what rates
/// and time-outs are measured with.
pub trait Clock: Clone + 'static {
    /// The wall clock: the moment as people would write it.
    fn now(&self) -> Timestamp;

    /// Time since an arbitrary start; never goes back.
    fn elapsed(&self) -> Duration;

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

/// A step did not end within the time it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no answer within the time allowed")]
pub struct TookTooLong;

/// The machine's own clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    start: tokio::time::Instant,
}

impl SystemClock {
    /// Starts counting [`Clock::elapsed`] now.
    #[must_use]
    pub fn start() -> Self {
        SystemClock { start: tokio::time::Instant::now() }
    }
}

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods)]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    #[allow(clippy::disallowed_methods)]
    async fn sleep(&self, span: Duration) {
        tokio::time::sleep(span).await;
    }
}
