//! Where caught mails go.
//!
//! The catcher itself uses the [`Maildir`](super::Maildir); tests keep mails in memory, and
//! measurements count them.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use serde::Serialize;

/// A mail that the catcher accepted, with its envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caught {
    /// When its last byte arrived.
    pub at: Timestamp,
    /// The path of MAIL; empty for `<>`.
    pub envelope_from: String,
    /// The accepted recipients, in order.
    pub recipients: Vec<Addressee>,
    /// ENVID as written (RFC 3461, section 4.4).
    pub envid: Option<String>,
    /// `FULL` or `HDRS` (RFC 3461, section 4.3).
    pub ret: Option<String>,
    /// The mail without dot-stuffing, CRLF as received, without the final dot.
    pub bytes: Vec<u8>,
    /// The name of EHLO or HELO.
    pub helo: String,
    /// Whether the connection was encrypted.
    pub tls: bool,
}

/// One recipient of a caught mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Addressee {
    /// The path of RCPT.
    pub address: String,
    /// NOTIFY, in capitals (RFC 3461, section 4.1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify: Option<String>,
    /// ORCPT as written (RFC 3461, section 4.2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orcpt: Option<String>,
}

/// Keeps mails.
pub trait Keep: Send + Sync {
    /// Keeps this mail and returns the queue id for the client.
    ///
    /// # Errors
    /// If it could not be kept; the client then gets `451` and may try again.
    fn keep(&self, mail: Caught) -> io::Result<String>;
}

/// A queue id as mail servers make them: 11 random characters that reveal nothing.
///
/// # Errors
/// If the operating system gives no random bytes.
pub fn queue_id() -> io::Result<String> {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut random = [0; 8];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    let number = u64::from_le_bytes(random);
    Ok((0..11)
        .map(|at| LETTERS[(number >> (5 * at)) as usize & 31] as char)
        .collect())
}

/// Keeps mails in memory, for tests.
#[derive(Debug, Default)]
pub struct Memory(Mutex<Vec<Caught>>);

impl Memory {
    /// The mails so far, in the order in which they arrived.
    pub fn mails(&self) -> MutexGuard<'_, Vec<Caught>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keep for Memory {
    fn keep(&self, mail: Caught) -> io::Result<String> {
        self.mails().push(mail);
        queue_id()
    }
}

/// Counts mails and keeps none, for measurements.
#[derive(Debug, Default)]
pub struct Count {
    mails: AtomicU64,
    bytes: AtomicU64,
}

impl Count {
    /// Number of mails so far.
    pub fn mails(&self) -> u64 {
        self.mails.load(Ordering::Relaxed)
    }

    /// Total number of their bytes.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }
}

impl Keep for Count {
    fn keep(&self, mail: Caught) -> io::Result<String> {
        self.mails.fetch_add(1, Ordering::Relaxed);
        self.bytes
            .fetch_add(mail.bytes.len() as u64, Ordering::Relaxed);
        queue_id()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_queue_id_is_one_that_our_own_reader_takes() {
        let id = queue_id().unwrap();
        assert_eq!(id.len(), 11);
        assert!(crate::reply::QueueId::try_from(id.clone()).is_ok(), "{id}");
        assert_ne!(id, queue_id().unwrap());
    }
}
