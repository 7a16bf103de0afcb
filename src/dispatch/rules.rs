//! The rules of a run: from the settings and from what was asked.

use std::collections::HashSet;

use crate::config;
use crate::id::Pseudonym;

/// The rules of a run.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Number of connections at the same time.
    pub connections: u8,
    /// How long one connection is used.
    pub connection_limits: config::ConnectionLimits,
    /// The pace.
    pub pace: config::PaceSettings,
    /// Back-off and giving up.
    pub retry: config::Retry,
    /// The brake.
    pub brake: config::BrakeSettings,
    /// Stop after this many mails in a row that were handed over without an answer; `None`:
    /// continue.
    pub doubts: Option<u32>,
    /// The window; `None` for trials and rehearsals.
    pub window: Option<config::Window>,
    /// Stay until all mails are settled.
    pub wait: bool,
    /// Offer at most this many mails.
    pub limit: Option<usize>,
    /// Offer only these; `None`: all.
    pub only: Option<HashSet<Pseudonym>>,
    /// The wall clock counts as right at the start of the run: a person confirmed it, or nobody can
    /// be reached.
    pub clock_vouched: bool,
}

impl Rules {
    /// Whether the mail of this recipient was asked for.
    #[must_use]
    pub fn is_asked_for(&self, recipient: &Pseudonym) -> bool {
        self.only
            .as_ref()
            .is_none_or(|only| only.contains(recipient))
    }
}
