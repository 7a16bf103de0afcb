//! Who may seal and send: one process at a time.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
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
    held: Vec<(PathBuf, File)>,
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

/// Which file it is, whatever it is called.
fn identity(of: &fs::Metadata) -> (u64, u64) {
    (of.dev(), of.ino())
}

impl SenderLock {
    /// Takes the lock, or fails at once.
    ///
    /// # Errors
    /// [`LockFault`].
    pub fn take(path: &Path) -> Result<SenderLock, LockFault> {
        for _ in 0..LOOKS {
            let file = OpenOptions::new()
                .create(true)
                .truncate(false)
                .write(true)
                .mode(0o600)
                .open(path)?;
            match file.try_lock() {
                // A file that was removed meanwhile locks nobody out.
                Ok(()) if is_still(path, identity(&file.metadata()?)) => {
                    return Ok(SenderLock {
                        held: vec![(path.to_owned(), file)],
                    });
                }
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => only_looked_at(&file)?,
                Err(TryLockError::Error(fault)) => return Err(fault.into()),
            }
            std::thread::sleep(LOOK);
        }
        Err(LockFault::Held)
    }

    /// This lock and a second one, at another place where the same campaign may be met: a copy of its folder
    /// has a lock file of its own. In the place of one that was moved away, it is the one that counts.
    ///
    /// # Errors
    /// [`LockFault`]; then nothing is held.
    pub fn and(mut self, path: &Path) -> Result<SenderLock, LockFault> {
        if let Some(folder) = path.parent() {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(folder)?;
        }
        let mut second = SenderLock::take(path)?.held;
        self.held.retain(|(held, _)| held != path);
        self.held.append(&mut second);
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

    /// A look at the lock files themselves.
    ///
    /// # Errors
    /// When they cannot be asked what they are.
    pub fn watch(&self) -> io::Result<Watch> {
        let file = |(path, file): &(PathBuf, File)| Ok((path.clone(), identity(&file.metadata()?)));
        self.held
            .iter()
            .map(file)
            .collect::<io::Result<_>>()
            .map(Watch)
    }
}

/// Which files a lock lies in. One that somebody removes or replaces keeps nobody else out: its holder must stop.
#[derive(Debug, Clone, Default)]
pub struct Watch(Vec<(PathBuf, (u64, u64))>);

impl Watch {
    /// Whether every lock file is still the one that was locked.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.0.iter().all(|(path, file)| is_still(path, *file))
    }
}

fn is_still(path: &Path, file: (u64, u64)) -> bool {
    fs::metadata(path).is_ok_and(|found| identity(&found) == file)
}
