//! Who may seal and send: one process at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The sender lock of a campaign, held as long as the value lives. The system lets go of it when
/// the process dies, however it dies.
#[derive(Debug)]
pub struct SenderLock {
    _file: File,
}

/// Why the lock could not be had.
#[derive(Debug, thiserror::Error)]
pub enum LockFault {
    /// Another process holds it.
    #[error("another heraut is at work on this campaign")]
    Held,
    /// The lock file could not be made.
    #[error("the lock file could not be made: {0}")]
    File(#[from] io::Error),
}

impl SenderLock {
    /// Takes the lock, or fails at once.
    ///
    /// # Errors
    /// [`LockFault`].
    pub fn take(path: &Path) -> Result<SenderLock, LockFault> {
        let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(SenderLock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(LockFault::Held),
            Err(TryLockError::Error(fault)) => Err(fault.into()),
        }
    }

    /// Whether somebody holds the lock now.
    #[must_use]
    pub fn is_held(path: &Path) -> bool {
        path.exists() && matches!(SenderLock::take(path), Err(LockFault::Held))
    }
}
