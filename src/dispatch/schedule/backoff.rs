//! Back-off: how long to wait before the next try. Pure.

use std::time::Duration;

use crate::config::Retry;
use crate::id::Digest;

/// The wait after attempt number `attempt` (from 1) of the mail with this digest: `first`, then
/// `factor` times longer each time, up to `max`. Varies by up to a tenth, always in the same way
/// for the same mail and attempt, so that mails deferred together don't come back together.
#[must_use]
pub(crate) fn wait(retry: &Retry, mail: &Digest, attempt: u32) -> Duration {
    let exponent = i32::try_from(attempt.saturating_sub(1)).unwrap_or(i32::MAX);
    let grown = retry.first.as_secs_f64() * retry.factor.powi(exponent);
    let capped = grown.min(retry.max.as_secs_f64());
    let seed = mail.as_bytes()[attempt as usize % 32];
    let share = f64::from(seed) / 255.0 * 0.2 - 0.1;
    Duration::try_from_secs_f64(capped * (1.0 + share)).unwrap_or(retry.max)
}

/// How long the relay rests after error number `fault` (from 1) since its last good answer. The
/// first error is a closed connection: connect again at once.
#[must_use]
pub(crate) fn rest(fault: u32) -> Duration {
    const LONGEST: Duration = Duration::from_secs(300);
    match fault {
        0 | 1 => Duration::ZERO,
        n => Duration::from_secs(1 << (n - 2).min(9)).min(LONGEST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relay_rests_longer_each_time() {
        let rests = [1, 2, 3, 4, 5, 10, 11, u32::MAX].map(|fault| rest(fault).as_secs());
        assert_eq!(rests, [0, 1, 2, 4, 8, 256, 300, 300]);
    }

    #[test]
    fn waits_grow_to_a_limit_and_scatter_a_little() {
        let retry = Retry {
            first: Duration::from_secs(100),
            factor: 2.0,
            max: Duration::from_secs(1000),
            give_up_after: Duration::MAX,
        };
        let mail = Digest::of(b"mail");
        for (attempt, plain) in [
            (1, 100.0),
            (2, 200.0),
            (3, 400.0),
            (4, 800.0),
            (5, 1000.0),
            (400, 1000.0),
        ] {
            let wait = wait(&retry, &mail, attempt).as_secs_f64();
            assert!(
                (plain * 0.9..=plain * 1.1).contains(&wait),
                "{attempt}: {wait}"
            );
        }
        assert_eq!(wait(&retry, &mail, 3), wait(&retry, &mail, 3));
        assert_ne!(
            wait(&retry, &mail, 1),
            wait(&retry, &Digest::of(b"other"), 1)
        );
    }
}
