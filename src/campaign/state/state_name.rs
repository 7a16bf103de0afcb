//! The names of a mail's states in the reader's language.

use crate::delivery::State;
use crate::phrase::Phrase;

/// The names of all states of a mail, in the order in which people see them.
pub const STATE_NAMES: [&str; State::NAMES.len()] = State::NAMES;

/// A state's name in the reader's language.
#[must_use]
pub fn state_phrase(name: &str) -> Phrase {
    Phrase::new(match name {
        "excluded" => "state-excluded",
        "withheld" => "state-withheld",
        "queued" => "state-queued",
        "offered" => "state-offered",
        "accepted" => "state-accepted",
        "deferred" => "state-deferred",
        "refused" => "state-refused",
        "in_doubt" => "state-in-doubt",
        "expired" => "state-expired",
        "delivered" => "state-delivered",
        "delayed" => "state-delayed",
        _ => "state-bounced",
    })
}
