//! Limits of a session: how long each step may take, and what the relay is asked to report.

use std::time::Duration;

use crate::config::Notify;

/// How long each kind of step may take, and settings of the relay.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Whether the settings say that it hands mails on while `heraut` waits for the answer to the
    /// final dot.
    pub(super) hands_on: bool,
    /// Longest time for one step.
    pub(super) step: Duration,
    /// Longest time for the answer to the final dot.
    pub(super) answer: Duration,
}

impl Limits {
    /// Longest time for a body of this many octets: ten steps, or what it takes at 16 KiB a second
    /// if that is longer. Otherwise a relay that reads an octet now and then would hold a mail past
    /// every deadline.
    pub(super) fn body(&self, octets: usize) -> Duration {
        const LEAST: u64 = 16 * 1024;
        let octets = u64::try_from(octets).unwrap_or(u64::MAX);
        self.step
            .saturating_mul(10)
            .max(Duration::from_secs(octets / LEAST))
    }
}

/// `NOTIFY=` (RFC 3461, section 4.1).
pub(super) fn notify_value(notify: &[Notify]) -> String {
    let word = |notify: &Notify| match notify {
        Notify::Failure => "FAILURE",
        Notify::Delay => "DELAY",
        Notify::Success => "SUCCESS",
    };
    let words: Vec<&str> = notify.iter().map(word).collect();
    if words.is_empty() {
        "NEVER".into()
    } else {
        words.join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_has_ten_steps_or_what_a_slow_line_needs() {
        let (step, answer) = (Duration::from_secs(60), Duration::from_secs(600));
        let limits = Limits {
            hands_on: false,
            step,
            answer,
        };
        assert_eq!(limits.body(90_000), Duration::from_secs(600));
        assert_eq!(limits.body(32 * 1024 * 1024), Duration::from_secs(2_048));
    }
}
