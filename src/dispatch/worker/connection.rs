//! One connection's slot in the scheduler: its own pace, and how worn its connection is. Pure.

use std::time::Duration;

use crate::config::ConnectionLimits;
use crate::dispatch::Rules;

/// One connection slot, over all connections that it opens one after another.
pub(crate) struct Slot {
    period: Duration,
    settings: ConnectionLimits,
    /// Its next mail goes no earlier: the pace belongs to the slot, and a new connection starts no
    /// new pace.
    ready: Duration,
    opened: Duration,
    mails: u32,
    /// Its connection is closed because the relay takes fewer.
    gave_way: bool,
}

impl Slot {
    /// A slot whose first mail may go at `ready`.
    pub(crate) fn new(rules: &Rules, ready: Duration) -> Self {
        let period = rules
            .pace
            .per_connection
            .map(crate::config::Rate::period)
            .unwrap_or_default();
        Slot {
            period,
            settings: rules.connection_limits,
            ready,
            opened: Duration::ZERO,
            mails: 0,
            gave_way: false,
        }
    }

    /// Records a new connection.
    pub(crate) const fn opened(&mut self, now: Duration) {
        self.opened = now;
        self.mails = 0;
    }

    /// Records that its connection closes because the relay takes fewer.
    pub(crate) const fn gives_way(&mut self) {
        self.gave_way = true;
    }

    /// Records that its connection is closed. Returns whether that was because the relay takes
    /// fewer.
    pub(crate) const fn closed(&mut self) -> bool {
        std::mem::replace(&mut self.gave_way, false)
    }

    /// How long until its next mail may go.
    pub(crate) const fn wait(&self, now: Duration) -> Duration {
        self.ready.saturating_sub(now)
    }

    /// Records that it takes a mail.
    pub(crate) fn took(&mut self, now: Duration) {
        self.mails += 1;
        self.ready = now + self.period;
    }

    /// Whether the connection has carried its share: the next mail goes on a new one. Every
    /// connection carries at least one.
    pub(crate) fn is_worn(&self, now: Duration) -> bool {
        let full = self.settings.mails.is_some_and(|most| self.mails >= most);
        self.mails > 0 && (full || self.left(now).is_zero())
    }

    /// How long this connection may still be used.
    pub(crate) fn left(&self, now: Duration) -> Duration {
        if self.mails == 0 {
            Duration::MAX
        } else {
            (self.opened + self.settings.age).saturating_sub(now)
        }
    }

    /// How long a connection may stay idle: as set, but not so short that the pace itself closes
    /// it.
    pub(crate) fn idle_limit(rules: &Rules) -> Duration {
        let period = |rate: Option<crate::config::Rate>| {
            rate.map(crate::config::Rate::period).unwrap_or_default()
        };
        let in_turn = period(rules.pace.rate) * u32::from(rules.connections.max(1));
        rules
            .connection_limits
            .idle
            .max(2 * in_turn)
            .max(2 * period(rules.pace.per_connection))
    }
}
