//! Why a mail came back, for the page.

use crate::campaign::{cause_phrase, named_cause};
use crate::phrase::Phrase;

/// The cause with this name in words, and the name of whose fault it is.
pub(super) fn cause_and_fault(name: Option<&str>) -> (Phrase, &'static str) {
    let cause = named_cause(name);
    (cause_phrase(cause), cause.fault().name())
}
