//! What a sender reports while it runs: plain events, for a terminal, a page or a test.

use std::time::Duration;

use jiff::Timestamp;

use crate::id::Pseudonym;
use crate::journal::event::Braked;
use crate::journal::event::Lost;
use crate::relay::RelayFault;
use crate::reply::{Reply, ReplyCode};

use super::schedule::throttle::Scope;

/// One report of a sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// The run begins, with this many mails due.
    Began {
        /// Mails due now.
        due: usize,
        /// Mails due later.
        later: usize,
    },
    /// The relay accepted a mail.
    Accepted(Pseudonym),
    /// A mail was deferred until this moment.
    Deferred(Pseudonym, Timestamp),
    /// The relay refused a mail.
    Refused(Pseudonym, Reply),
    /// A mail is in doubt.
    InDoubt(Pseudonym, Lost),
    /// A mail's time was up.
    Expired(Pseudonym),
    /// The relay could not be used; the next try comes after this wait.
    RelayFault(RelayFault, Duration),
    /// A server asked for time: mails go further apart now.
    Slowed {
        /// Who asked. The servers of one domain slow down only its mails.
        whom: Scope,
        /// Mails go at least this far apart.
        span: Duration,
        /// The answer that asked for it.
        reply: ReplyCode,
    },
    /// The relay had too many connections at the same time: from now on there are fewer.
    FewerLines {
        /// The most connections from now on.
        most: u32,
        /// The answer that said so.
        reply: ReplyCode,
    },
    /// The relay offers PIPELINING and ignores what follows a final dot: nothing is sent there any
    /// more.
    NothingAfterDots,
    /// The relay offers no DSN (RFC 3461): heraut can't ask it to return only the header of a mail.
    BodyMayReturn,
    /// Nothing goes out until this moment.
    Waiting(Timestamp),
    /// The sender finishes the mails in hand and then stops.
    Stopping,
    /// The brake stopped the run.
    Braked(Braked),
}
