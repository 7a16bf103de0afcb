//! What a run works with.

use super::progress::Progress;
use super::rules::Rules;
use crate::id::TextId;
use crate::journal::Writer;
use crate::signoff::Approved;

/// Everything a run works with.
pub struct Sender<'a, L, R, M, C> {
    /// Writer of the journal.
    pub writer: &'a Writer<L>,
    /// The relay.
    pub relay: &'a R,
    /// The sealed mails.
    pub mails: &'a M,
    /// The clock.
    pub clock: C,
    /// The rules of the run.
    pub rules: &'a Rules,
    /// The permissions: the number of each seal and its approval.
    pub approved: &'a [(u32, &'a Approved)],
    /// Stores a relay's text in the vault and returns its id in the journal.
    pub words: &'a dyn Fn(&str) -> TextId,
    /// The same for a reply that accepted a mail: it only holds a queue id, and may be stored a
    /// little later.
    pub words_of_taken: &'a dyn Fn(&str) -> TextId,
    /// Receives what happens.
    pub tell: &'a dyn Fn(Progress),
}
