//! Writing while a sender runs: many connections, one writer, one commit for all waiting records.
//!
//! [`Receipt`] is the program's central permission: only [`Writer::offered`] makes one, and only
//! after the record is durable; the relay consumes it to write the final dot. Without a durable
//! record there is no dot.

use std::future::Future;

use jiff::Timestamp;

use super::file::Happened;
use crate::id::Pseudonym;
use crate::journal::event::{Event, Offered};
use crate::phrase::SystemFault;

/// Proof that an offer is on disk. Made only here, consumed by the final dot.
#[derive(Debug)]
#[must_use = "a receipt stands for a record that somebody waits on"]
pub struct Receipt {
    recipient: Pseudonym,
    attempt: u32,
}

impl Receipt {
    /// Pseudonym of the recipient whose offer was recorded.
    #[must_use]
    pub const fn recipient(&self) -> Pseudonym {
        self.recipient
    }

    /// Number of the attempt that was recorded.
    #[must_use]
    pub const fn attempt(&self) -> u32 {
        self.attempt
    }
}

/// Why a record is not on disk.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordFault {
    /// The write or the sync failed. Without a journal no mail goes out: the run ends.
    #[error("the journal could not be written: {0}")]
    Disk(SystemFault),
    /// Others wrote to the journal first, and a sender may record an offer only after it has read
    /// everything before it. The news is at [`Log::news`]; the offer was not recorded.
    #[error("the journal has news that comes before this offer")]
    NewsFirst,
    /// Somebody removed the lock's file: it keeps nobody else out any more, so no further mail is
    /// offered.
    #[error("the lock's file was removed or replaced")]
    LockGone,
    /// It can't follow what the journal already says. It was not written, and the journal is as it
    /// was.
    #[error("a record that cannot follow what the journal says: {0}")]
    CannotFollow(String),
}

/// Where records go: the journal's thread, or the simulator's disk.
///
/// Records are durable in the order in which [`put`](Log::put) was called.
pub trait Log: 'static {
    /// Queues an event now, and waits until it is durable.
    fn put(
        &self,
        at: Timestamp,
        event: Event,
    ) -> impl Future<Output = Result<(), RecordFault>> + 'static + use<Self>;

    /// Submits all queued records. Awaiting a record submits them too; until then the queue may be
    /// held back so that an answer and the next offer share one commit.
    fn hand_over(&self) {}

    /// Returns what others wrote since the last call; waits until there is some.
    fn news(&self) -> impl Future<Output = Result<Vec<Happened>, RecordFault>>;
}

/// The sender's writer.
#[derive(Debug)]
pub struct Writer<L>(L);

impl<L: Log> Writer<L> {
    /// A writer for this log.
    pub const fn new(log: L) -> Self {
        Writer(log)
    }

    /// Records an offer. The record is queued when this returns; the future ends when it is
    /// durable.
    pub fn offered(
        &self,
        at: Timestamp,
        offered: Offered,
    ) -> impl Future<Output = Result<Receipt, RecordFault>> + 'static + use<L> {
        let receipt = Receipt {
            recipient: offered.recipient,
            attempt: offered.attempt,
        };
        let durable = self.0.put(at, Event::Offered(offered));
        async move { durable.await.map(|()| receipt) }
    }

    /// Records anything but an offer. The record is queued when this returns; the future ends when
    /// it is durable.
    pub fn record(
        &self,
        at: Timestamp,
        event: Event,
    ) -> impl Future<Output = Result<(), RecordFault>> + 'static + use<L> {
        debug_assert!(
            !matches!(event, Event::Offered(_)),
            "an offer has a receipt"
        );
        self.0.put(at, event)
    }

    /// See [`Log::hand_over`].
    pub fn hand_over(&self) {
        self.0.hand_over();
    }

    /// See [`Log::news`].
    ///
    /// # Errors
    /// [`RecordFault::Disk`] if the journal can no longer be read.
    pub async fn news(&self) -> Result<Vec<Happened>, RecordFault> {
        self.0.news().await
    }
}
