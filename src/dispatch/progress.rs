//! What a sender tells about itself while it runs: plain events, for a terminal, a page or a test.

use std::time::Duration;

use jiff::Timestamp;

use crate::id::Pseudonym;
use crate::journal::event::Braked;
use crate::journal::event::Lost;
use crate::relay::RelayFault;
use crate::reply::{Reply, ReplyCode};

use super::slow::Whom;

/// One thing a sender tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// It begins, with so many mails due and so many later.
    Began {
        /// Due now.
        due: usize,
        /// Due at a later moment.
        later: usize,
    },
    /// The relay accepted a mail.
    Accepted(Pseudonym),
    /// A mail was put off until this moment.
    Deferred(Pseudonym, Timestamp),
    /// The relay refused a mail.
    Refused(Pseudonym, Reply),
    /// Sight of a mail was lost.
    InDoubt(Pseudonym, Lost),
    /// A mail's time was up.
    Expired(Pseudonym),
    /// The relay could not be used; the next try comes after this wait.
    RelayFault(RelayFault, Duration),
    /// A server asked for time: mails go further apart now.
    Slowed {
        /// Who asked: the servers of one domain slow down its mails only.
        whom: Whom,
        /// At least so far apart.
        span: Duration,
        /// The answer that asked for it.
        reply: ReplyCode,
    },
    /// The relay had too many lines at the same time: from here on there are so many at most.
    FewerLines {
        /// So many.
        most: u32,
        /// The answer that said so.
        reply: ReplyCode,
    },
    /// The relay offers PIPELINING and does not hear what stands behind a final dot: nothing goes there any more.
    NothingBehindDots,
    /// The relay offers no DSN (RFC 3461): nobody can ask it to return the header of a mail only.
    BodyMayReturn,
    /// Nothing goes out until this moment.
    Waiting(Timestamp),
    /// It finishes the mails in hand and then stops.
    Stopping,
    /// The brake stopped it.
    Braked(Braked),
}
