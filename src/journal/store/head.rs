//! The head: how far the journal goes, kept beside it and in the user's state folder.
//!
//! A journal shorter than its head was restored from a backup or lost its WAL, and forgot mails
//! that went out. A journal last written on another machine may have a longer copy there. Neither
//! is used until a person adopts it. Heads are written after each commit without a sync of their
//! own: they may lag behind the journal, but never lead.

use std::fs;
use std::io;
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::chain::Tip;
use super::proof::{JournalHead, KnownHeads};
use crate::id::hex;

/// Both files that hold the head of one journal.
#[derive(Debug, Clone)]
pub struct Heads {
    beside: PathBuf,
    in_state: PathBuf,
    machine: String,
}

/// The user's state folder for this program: `$XDG_STATE_HOME/heraut`, or `~/.local/state/heraut`.
#[must_use]
pub fn state_folder() -> Option<PathBuf> {
    let set = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    set("XDG_STATE_HOME")
        .filter(|path| path.is_absolute())
        .or_else(|| set("HOME").map(|home| home.join(".local/state")))
        .map(|base| base.join("heraut"))
}

impl Heads {
    /// The heads of the journal at `journal`; the state folder knows its campaign as `name`.
    ///
    /// # Errors
    /// If the state folder can't be made or read.
    pub fn of(journal: &Path, state: &Path, name: &str) -> io::Result<Heads> {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(state)?;
        let machine = machine(&state.join("machine"))?;
        Ok(Heads {
            beside: journal.with_extension("head"),
            in_state: state.join(format!("{name}.head")),
            machine,
        })
    }

    /// What the heads say, as far as they can be read.
    #[must_use]
    pub fn known(&self) -> KnownHeads {
        let read = |path: &Path| JournalHead::parse(&fs::read_to_string(path).ok()?);
        let machine = self.machine.clone();
        KnownHeads {
            beside: read(&self.beside),
            in_state: read(&self.in_state),
            at_seal: None,
            machine,
        }
    }

    /// Forgets the previous journal, for a trial that starts over.
    pub fn forget(&self) {
        for path in [&self.beside, &self.in_state] {
            // A missing file is fine; the next check finds one that stays.
            let _gone = fs::remove_file(path);
        }
    }

    /// Writes how far the journal goes, with a sync: a head lost in a power cut would be missed.
    ///
    /// # Errors
    /// If a file can't be written.
    pub fn keep(&self, tip: Tip) -> io::Result<()> {
        let writer = self.writer()?;
        writer.write(tip)?;
        writer.files.iter().try_for_each(fs::File::sync_all)?;
        let folders = [&self.beside, &self.in_state]
            .into_iter()
            .filter_map(|path| path.parent());
        folders
            .map(fs::File::open)
            .try_for_each(|folder| folder?.sync_all())
    }

    /// Opens both files for writing.
    ///
    /// # Errors
    /// If one can't be made.
    pub fn writer(&self) -> io::Result<HeadWriter> {
        let open = |path: &Path| {
            fs::OpenOptions::new()
                .create(true)
                .truncate(false)
                .write(true)
                .mode(0o600)
                .open(path)
        };
        Ok(HeadWriter {
            files: [open(&self.beside)?, open(&self.in_state)?],
            machine: self.machine.clone(),
        })
    }
}

/// Writes heads after commits.
#[derive(Debug)]
pub struct HeadWriter {
    files: [fs::File; 2],
    machine: String,
}

impl HeadWriter {
    /// Writes how far the journal goes.
    ///
    /// # Errors
    /// If a file can't be written; the journal itself is not affected.
    pub fn write(&self, tip: Tip) -> io::Result<()> {
        let text = JournalHead {
            tip,
            machine: self.machine.clone(),
        }
        .text();
        self.files
            .iter()
            .try_for_each(|file| file.write_all_at(text.as_bytes(), 0))
    }
}

/// A random name for this machine, made once: it reveals nothing about it.
fn machine(path: &Path) -> io::Result<String> {
    if let Ok(name) = fs::read_to_string(path)
        && name.trim().len() == 32
    {
        return Ok(name.trim().to_owned());
    }
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    let name = hex(&random);
    // Written to another file, complete and synced, and then linked: if two programs start
    // together, the first names the machine. A name that a full disk left half written doesn't
    // count.
    let aside = path.with_extension(format!("new-{}", std::process::id()));
    let mut file = fs::OpenOptions::new()
        .create(true)
        .truncate(true)
        .write(true)
        .mode(0o600)
        .open(&aside)?;
    io::Write::write_all(&mut file, name.as_bytes())?;
    file.sync_all()?;
    match fs::hard_link(&aside, path) {
        Ok(()) => fs::remove_file(&aside)?,
        Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => {
            let there = fs::read_to_string(path)?;
            if there.trim().len() == 32 {
                fs::remove_file(&aside)?;
                return Ok(there.trim().to_owned());
            }
            fs::rename(&aside, path)?;
        }
        Err(fault) => return Err(fault),
    }
    Ok(name)
}
