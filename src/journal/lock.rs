//! Who may seal and send: one process at a time.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::time::Duration;

/// Fails where somebody holds the lock. Those who only look whether it is held share it, and are gone in a moment.
fn only_looked_at(file: &File) -> Result<(), LockFault> {
    match file.try_lock_shared() {
        Ok(()) => Ok(file.unlock()?),
        Err(TryLockError::WouldBlock) => Err(LockFault::Held),
        Err(TryLockError::Error(fault)) => Err(fault.into()),
    }
}

/// How often a lock that others look at is tried, and the time between two tries.
const LOOKS: u32 = 10;
const LOOK: Duration = Duration::from_millis(10);

/// The sender lock of a campaign, held as long as the value lives. The system lets go of it when
/// the process dies, however it dies.
#[derive(Debug)]
pub struct SenderLock {
    files: Vec<File>,
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
        for _ in 0..LOOKS {
            match file.try_lock() {
                Ok(()) => return Ok(SenderLock { files: vec![file] }),
                Err(TryLockError::WouldBlock) => only_looked_at(&file)?,
                Err(TryLockError::Error(fault)) => return Err(fault.into()),
            }
            std::thread::sleep(LOOK);
        }
        Err(LockFault::Held)
    }

    /// This lock and a second one, at another place where the same campaign may be met: a copy of its folder
    /// has a lock file of its own.
    ///
    /// # Errors
    /// [`LockFault`]; then nothing is held.
    pub fn and(mut self, path: &Path) -> Result<SenderLock, LockFault> {
        if let Some(folder) = path.parent() {
            DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        }
        self.files.append(&mut SenderLock::take(path)?.files);
        Ok(self)
    }

    /// Whether somebody holds the lock now. Those who look share it with each other, so none takes another for a
    /// sender. Where it cannot be known, it may be held.
    #[must_use]
    pub fn is_held(path: &Path) -> bool {
        match File::open(path) {
            Ok(file) => file.try_lock_shared().is_err(),
            Err(fault) => fault.kind() != io::ErrorKind::NotFound,
        }
    }
}
