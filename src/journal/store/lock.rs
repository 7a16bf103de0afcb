//! Who may seal and send: one process at a time.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Fails if somebody holds the lock. Processes that only check whether it is held share it, and
/// release it in a moment.
fn only_looked_at(file: &File) -> Result<(), LockFault> {
    match file.try_lock_shared() {
        Ok(()) => Ok(file.unlock()?),
        Err(TryLockError::WouldBlock) => Err(LockFault::Held),
        Err(TryLockError::Error(fault)) => Err(fault.into()),
    }
}

/// How often to try a lock that others are checking, and the time between two tries.
const LOOKS: u32 = 10;
const LOOK: Duration = Duration::from_millis(10);

/// The sender lock of a campaign, held as long as the value lives. The operating system releases it
/// when the process dies, however it dies.
#[derive(Debug)]
pub struct SenderLock {
    held: Vec<(PathBuf, File)>,
}

/// Why the lock could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum LockFault {
    /// Another process holds it.
    #[error("another heraut is at work on this campaign")]
    Held,
    /// The lock file could not be made.
    #[error("the lock file could not be made: {0}")]
    File(#[from] io::Error),
}

/// Identifies a file whatever its name.
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
                // A file that was removed meanwhile keeps nobody out.
                Ok(()) if is_still(path, identity(&file.metadata()?))? => {
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

    /// Takes a second lock as well, at another place where the same campaign may be found: a copy
    /// of its folder has its own lock file. It replaces a lock file that was moved away.
    ///
    /// # Errors
    /// [`LockFault`]; then no lock is held.
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

    /// Whether somebody holds the lock now. Processes that check share it with each other, so none
    /// takes another for a sender. Returns true if it can't be known.
    #[must_use]
    pub fn is_held(path: &Path) -> bool {
        match File::open(path) {
            Ok(file) => file.try_lock_shared().is_err(),
            Err(fault) => fault.kind() != io::ErrorKind::NotFound,
        }
    }

    /// A watch on the lock files themselves.
    ///
    /// # Errors
    /// If their metadata can't be read.
    pub fn watch(&self) -> io::Result<Watch> {
        let file = |(path, file): &(PathBuf, File)| Ok((path.clone(), identity(&file.metadata()?)));
        self.held
            .iter()
            .map(file)
            .collect::<io::Result<_>>()
            .map(Watch)
    }
}

/// The files of a lock. If somebody removes or replaces one, it keeps nobody else out: its holder
/// must stop.
#[derive(Debug, Clone, Default)]
pub struct Watch(Vec<(PathBuf, (u64, u64))>);

impl Watch {
    /// Whether every lock file is still the one that was locked.
    ///
    /// # Errors
    /// If the disk doesn't say: that is no word about the files.
    pub fn is_whole(&self) -> io::Result<bool> {
        for (path, file) in &self.0 {
            if !is_still(path, *file)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn is_still(path: &Path, file: (u64, u64)) -> io::Result<bool> {
    match fs::metadata(path) {
        Ok(found) => Ok(identity(&found) == file),
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(fault) => Err(fault),
    }
}
