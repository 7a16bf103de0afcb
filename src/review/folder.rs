//! The folder of a bundle: written aside, summed as it is written, and put in its place in one go.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::ReviewFault;
use crate::id::Digest;

/// Stands in every `index.html` of ours, and in nobody else's.
pub(super) const MARK: &str = r#"<meta name="generator" content="heraut review">"#;

const SUMS: &str = "SHA256SUMS";

/// What desktops leave behind in a folder that somebody looked into.
const CRUMBS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// A bundle in the making. Dropped before [`finish`](Folder::finish), nothing of it stays.
pub(super) struct Folder {
    out: PathBuf,
    aside: PathBuf,
    made: HashSet<PathBuf>,
    sums: BTreeMap<String, Digest>,
    octets: u64,
}

impl Folder {
    /// Begins a bundle that will lie at `out`, if it may.
    pub(super) fn begin(out: &Path) -> Result<Folder, ReviewFault> {
        check(out)?;
        // Through links and dots to the folder itself: what is renamed has to have a name.
        let out = if out.exists() { out.canonicalize()? } else { std::path::absolute(out)? };
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(ReviewFault::Foreign { dir: out });
        };
        private().recursive(true).create(parent)?;
        let prefix = format!(".{}.heraut-", name.to_string_lossy());
        sweep(parent, &prefix)?;
        let aside = parent.join(format!("{prefix}{}", std::process::id()));
        private().create(&aside)?;
        Ok(Folder { out, aside, made: HashSet::new(), sums: BTreeMap::new(), octets: 0 })
    }

    /// Writes a file.
    pub(super) fn file(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.file_known(path, bytes, &Digest::of(bytes))
    }

    /// Writes a file whose digest is known.
    pub(super) fn file_known(&mut self, path: &str, bytes: &[u8], digest: &Digest) -> io::Result<()> {
        let full = self.aside.join(path);
        if let Some(parent) = full.parent()
            && self.made.insert(parent.to_owned())
        {
            private().recursive(true).create(parent)?;
        }
        OpenOptions::new().create_new(true).write(true).mode(0o600).open(&full)?.write_all(bytes)?;
        self.sums.insert(path.to_owned(), *digest);
        self.octets += bytes.len() as u64;
        Ok(())
    }

    /// Writes the sums and puts the bundle in its place. Returns how many files it has and their octets.
    pub(super) fn finish(mut self) -> io::Result<(usize, u64)> {
        let lines: String = self.sums.iter().map(|(path, sum)| format!("{}  {path}\n", sum.hex())).collect();
        self.file(SUMS, lines.as_bytes())?;
        if self.out.exists() {
            let mut before = self.aside.clone().into_os_string();
            before.push("-before");
            fs::rename(&self.out, &before)?;
            if let Err(fault) = fs::rename(&self.aside, &self.out) {
                fs::rename(&before, &self.out)?;
                return Err(fault);
            }
            fs::remove_dir_all(&before)?;
        } else {
            fs::rename(&self.aside, &self.out)?;
        }
        Ok((self.sums.len(), self.octets))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Gone already when the bundle is in its place.
        let _ = fs::remove_dir_all(&self.aside);
    }
}

fn private() -> DirBuilder {
    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

/// Takes away what a run that was killed left behind. A run that still lives fails on its next file then,
/// and never mixes with ours.
fn sweep(parent: &Path, prefix: &str) -> io::Result<()> {
    for entry in fs::read_dir(parent)? {
        let entry = entry?;
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(prefix));
        if ours && entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// Whether a bundle may take this place: nothing is there, or nothing but a bundle of ours.
fn check(out: &Path) -> Result<(), ReviewFault> {
    let foreign = || ReviewFault::Foreign { dir: out.to_owned() };
    let there = match files(out) {
        Ok(there) if there.is_empty() => return Ok(()),
        Ok(there) => there,
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(fault) if fault.kind() == io::ErrorKind::NotADirectory => return Err(foreign()),
        Err(fault) => return Err(fault.into()),
    };
    let index = fs::read_to_string(out.join("index.html")).map_err(|_| foreign())?;
    let sums = fs::read_to_string(out.join(SUMS)).map_err(|_| foreign())?;
    if !index.lines().take(12).any(|line| line == MARK) {
        return Err(foreign());
    }
    let known: BTreeSet<&str> =
        sums.lines().filter_map(|line| line.split_once("  ")).map(|(_, path)| path).chain([SUMS]).collect();
    match there.into_iter().find(|path| !known.contains(path.as_str())) {
        Some(file) => Err(ReviewFault::Added { dir: out.to_owned(), file }),
        None => Ok(()),
    }
}

/// Every file under a folder by its path, without crumbs.
fn files(folder: &Path) -> io::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                open.push(entry.path());
            } else if !CRUMBS.iter().any(|crumb| entry.file_name() == *crumb) {
                let path = entry.path();
                let inside = path.strip_prefix(folder).unwrap_or(&path);
                found.insert(inside.to_string_lossy().into_owned());
            }
        }
    }
    Ok(found)
}
