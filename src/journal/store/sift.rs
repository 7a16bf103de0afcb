//! What of a batch may be written: an offer only by a sender that read everything before it, and
//! nothing that the fold refuses. A record that can't follow would make the whole journal
//! unreadable, so it is refused before it is written. Pure; the simulator's disk uses it too.

use jiff::Timestamp;

use super::writer::RecordFault;
use crate::journal::event::Event;
use crate::journal::ledger::state::Ledger;

/// The situation of a writer.
#[derive(Debug, Clone, Copy)]
pub struct WriterState {
    /// Others wrote something that the writer has not read yet.
    pub news_unread: bool,
    /// The files of its lock are still there, so nobody else can send.
    pub locked: bool,
}

/// Folds `event` into the ledger if it may be written.
///
/// # Errors
/// [`RecordFault::LockGone`], [`RecordFault::NewsFirst`], [`RecordFault::CannotFollow`]; then it
/// must not be written.
pub fn sift(
    ledger: &mut Ledger,
    at: Timestamp,
    event: &Event,
    writer: WriterState,
) -> Result<(), RecordFault> {
    if matches!(event, Event::Offered(_)) {
        if !writer.locked {
            return Err(RecordFault::LockGone);
        }
        if writer.news_unread {
            return Err(RecordFault::NewsFirst);
        }
    }
    ledger
        .apply(at, event)
        .map_err(|impossible| RecordFault::CannotFollow(impossible.to_string()))
}
