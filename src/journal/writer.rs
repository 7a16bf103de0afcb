//! Writing while a sender runs: many connections, one writer, one commit for all that waits.
//!
//! [`Receipt`] is the program's central permission: only [`Writer::offered`] makes one, and only
//! after the record is durable; the relay consumes it to write the final dot. No durable record, no dot.

use std::future::Future;

use jiff::Timestamp;

use super::event::{Event, Offered};
use super::store::Happened;
use crate::id::Pseudonym;
use crate::phrase::SystemFault;

/// Proof that an offer is on disk. Made here only, used up by the final dot.
#[derive(Debug)]
#[must_use = "a receipt stands for a record that somebody waits on"]
pub struct Receipt {
    recipient: Pseudonym,
    attempt: u32,
}

impl Receipt {
    /// Whose offer was recorded.
    #[must_use]
    pub const fn recipient(&self) -> Pseudonym {
        self.recipient
    }

    /// Which attempt was recorded.
    #[must_use]
    pub const fn attempt(&self) -> u32 {
        self.attempt
    }
}

/// Why a record is not on disk.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordFault {
    /// The write or the sync did not work. No journal, no mail: the run ends.
    #[error("the journal could not be written: {0}")]
    Disk(SystemFault),
    /// Others wrote to the journal first, and an offer may only be made by somebody who has read
    /// everything before it. The news is at [`Log::news`]; the offer was not recorded.
    #[error("the journal has news that comes before this offer")]
    NewsFirst,
    /// Somebody removed the lock's file: it keeps nobody else out any more, so nothing further is offered.
    #[error("the lock's file was removed or replaced")]
    LockGone,
    /// What the journal already says leaves no place for it. It was not written, and the journal is as it was.
    #[error("a record that cannot follow what the journal says: {0}")]
    CannotFollow(String),
}

/// Where records go: the journal's thread, or the simulator's disk.
///
/// Records are durable in the order in which [`put`](Log::put) was called.
pub trait Log: 'static {
    /// Puts an event in line now, and waits until it is durable.
    fn put(
        &self,
        at: Timestamp,
        event: Event,
    ) -> impl Future<Output = Result<(), RecordFault>> + 'static + use<Self>;

    /// Sets everything that was put in line on its way to the disk. Waiting for a record does so too; what nobody
    /// waits for yet may be held until then, to share a commit with what comes right behind it.
    fn hand_over(&self) {}

    /// What others wrote since the last call; waits until there is some.
    fn news(&self) -> impl Future<Output = Result<Vec<Happened>, RecordFault>>;
}

/// The sender's pen.
#[derive(Debug)]
pub struct Writer<L>(L);

impl<L: Log> Writer<L> {
    /// A pen for this log.
    pub const fn new(log: L) -> Self {
        Writer(log)
    }

    /// Records an offer. The record is in line when this returns; the future ends when it is durable.
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

    /// Records anything but an offer. The record is in line when this returns; the future ends when
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
    /// [`RecordFault::Disk`] when the journal can no longer be read.
    pub async fn news(&self) -> Result<Vec<Happened>, RecordFault> {
        self.0.news().await
    }
}
