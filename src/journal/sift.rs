//! What of a batch may be written: an offer only by somebody who read everything before it, and nothing that the
//! fold refuses. A record that cannot follow would make the whole journal unreadable, so it is refused before it is
//! written and not found afterwards. Pure; the simulator's disk uses it too.

use jiff::Timestamp;

use super::event::Event;
use super::ledger::Ledger;
use super::writer::RecordFault;

/// Takes `event` into the ledger where it may be written. `unheard`: others wrote something that its writer has not
/// read yet.
///
/// # Errors
/// [`RecordFault::NewsFirst`], [`RecordFault::CannotFollow`]; then it must not be written.
pub fn sift(ledger: &mut Ledger, at: Timestamp, event: &Event, unheard: bool) -> Result<(), RecordFault> {
    if unheard && matches!(event, Event::Offered(_)) {
        return Err(RecordFault::NewsFirst);
    }
    ledger.apply(at, event).map_err(|impossible| RecordFault::CannotFollow(impossible.to_string()))
}
