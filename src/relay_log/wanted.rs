//! The mails that are looked for.

use jiff::{SignedDuration, Timestamp};

use super::stamp::LogTime;

/// How far the clock of a relay may be behind ours.
const BEHIND: SignedDuration = SignedDuration::from_mins(15);
/// How far, if its lines don't say their zone.
const BEHIND_IF_UNZONED: SignedDuration = SignedDuration::from_hours(15);

/// A mail that is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct WantedMail {
    pub(super) mail: usize,
    /// When it was first offered: earlier lines are about somebody else's copy of it.
    pub(super) since: Option<Timestamp>,
}

impl WantedMail {
    /// Whether a line of this time may be about one of our attempts.
    pub(super) fn may_be_of(&self, time: Option<LogTime>) -> bool {
        let (Some(since), Some(time)) = (self.since, time) else {
            return true;
        };
        let most = match time.zoned {
            true => BEHIND,
            false => BEHIND_IF_UNZONED,
        };
        since.duration_since(time.at) <= most
    }
}
