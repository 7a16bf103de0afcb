//! The folder of a bundle: written beside its place, with checksums as it is written, and moved
//! there in one step.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use super::earlier::{self, SUMS, SUMS_NEXT};
use super::place::{BundlePlace, OffLimits};
use crate::id::Digest;
use crate::review::ReviewFault;

/// An unfinished bundle. If it is dropped before [`finish`](Folder::finish), nothing of it stays.
pub(crate) struct BundleFolder {
    place: BundlePlace,
    digest: Digest,
    aside: PathBuf,
    made: HashSet<PathBuf>,
    /// The checksums, a line before each file: they say what is ours, also if the program dies.
    /// Locked meanwhile.
    record: File,
    sums: BTreeMap<String, Digest>,
    octets: u64,
    kept: Vec<PathBuf>,
}

/// A bundle in its place.
pub(crate) struct Placed {
    /// Number of files.
    pub(crate) files: usize,
    /// Their size in bytes.
    pub(crate) octets: u64,
    /// Where earlier bundles are now: of another digest, or with a file that somebody added.
    pub(crate) kept: Vec<PathBuf>,
}

impl BundleFolder {
    /// Begins a bundle about this campaign digest that will be at `out`, if that is allowed.
    pub(crate) fn begin(
        out: &Path,
        off_limits: &OffLimits,
        digest: Digest,
    ) -> Result<BundleFolder, ReviewFault> {
        let place = BundlePlace::judge(out, off_limits)?;
        earlier::examine(place.path())?;
        let (parent, name) = parts(place.path())?;
        private().recursive(true).create(parent)?;
        place.is_still_good()?;
        let prefix = format!(".{name}.heraut-");
        let kept = sweep(place.path(), &prefix)?;
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        let aside = parent.join(format!("{prefix}{}", u64::from_le_bytes(random)));
        private().create(&aside)?;
        let record = OpenOptions::new()
            .create_new(true)
            .write(true)
            .mode(0o600)
            .open(aside.join(SUMS))?;
        record.try_lock().map_err(io::Error::from)?;
        let (made, sums) = (HashSet::new(), BTreeMap::new());
        Ok(BundleFolder {
            place,
            digest,
            aside,
            made,
            record,
            sums,
            octets: 0,
            kept,
        })
    }

    /// Writes a file.
    pub(crate) fn file(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.file_known(path, bytes, &Digest::of(bytes))
    }

    /// Writes a file with a known digest.
    pub(crate) fn file_known(
        &mut self,
        path: &str,
        bytes: &[u8],
        digest: &Digest,
    ) -> io::Result<()> {
        let full = self.aside.join(path);
        self.record.write_all(line(path, digest).as_bytes())?;
        if let Some(parent) = full.parent()
            && self.made.insert(parent.to_owned())
        {
            private().recursive(true).create(parent)?;
        }
        OpenOptions::new()
            .create_new(true)
            .write(true)
            .mode(0o600)
            .open(&full)?
            .write_all(bytes)?;
        self.sums.insert(path.to_owned(), *digest);
        self.octets += bytes.len() as u64;
        Ok(())
    }

    /// Writes the checksums in order and moves the bundle to its place, which is judged once more.
    pub(crate) fn finish(mut self) -> Result<Placed, ReviewFault> {
        let lines: String = self
            .sums
            .iter()
            .map(|(path, sum)| line(path, sum))
            .collect();
        // To another file first: there is always a file that says what is ours.
        let next = self.aside.join(SUMS_NEXT);
        OpenOptions::new()
            .create_new(true)
            .write(true)
            .mode(0o600)
            .open(&next)?
            .write_all(lines.as_bytes())?;
        fs::rename(&next, self.aside.join(SUMS))?;
        self.place.is_still_good()?;
        let out = self.place.path().to_owned();
        match earlier::examine(&out)? {
            None => fs::rename(&self.aside, &out)?,
            Some(_) => self.replace(&out)?,
        }
        Ok(Placed {
            files: self.sums.len() + 1,
            octets: self.octets + lines.len() as u64,
            kept: std::mem::take(&mut self.kept),
        })
    }

    /// Moves the earlier bundle out of the way. One of another digest is kept: people may have read
    /// it.
    fn replace(&mut self, out: &Path) -> Result<(), ReviewFault> {
        let mut before = self.aside.clone().into_os_string();
        before.push(BEFORE);
        let before = PathBuf::from(before);
        fs::rename(out, &before)?;
        // Examined again where nobody finds it by its name.
        let there = match earlier::examine(&before) {
            Ok(there) => there,
            Err(fault) => {
                fs::rename(&before, out)?;
                return Err(fault);
            }
        };
        if let Err(fault) = fs::rename(&self.aside, out) {
            fs::rename(&before, out)?;
            return Err(fault.into());
        }
        let is_empty = there.as_ref().is_none_or(|it| it.is_empty);
        let digest = there.and_then(|it| it.digest);
        if !(is_empty || digest == Some(self.digest)) || earlier::discard(&before, Some(out))? {
            self.kept.push(keep(&before, out, digest)?);
        }
        Ok(())
    }
}

impl Drop for BundleFolder {
    fn drop(&mut self) {
        // Gone already when the bundle is in its place.
        let _ = earlier::discard(&self.aside, None);
    }
}

/// End of the folder name of a bundle that is being replaced.
const BEFORE: &str = "-before";

fn line(path: &str, sum: &Digest) -> String {
    format!("{}  {path}\n", sum.hex())
}

fn private() -> DirBuilder {
    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

/// The parent folder, and the name in it.
fn parts(path: &Path) -> Result<(&Path, String), ReviewFault> {
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => Ok((parent, name.to_string_lossy().into_owned())),
        _ => Err(ReviewFault::Reserved {
            dir: path.to_owned(),
        }),
    }
}

/// Gives an earlier bundle its own name beside the new one.
fn keep(before: &Path, out: &Path, digest: Option<Digest>) -> Result<PathBuf, ReviewFault> {
    let (parent, name) = parts(out)?;
    let mark = digest.map_or_else(
        || "earlier".to_owned(),
        |digest| digest.hex()[..12].to_owned(),
    );
    let names = (1..).map(|time| match time {
        1 => parent.join(format!("{name}-{mark}")),
        _ => parent.join(format!("{name}-{mark}-{time}")),
    });
    for to in names.take(10_000) {
        if fs::symlink_metadata(&to).is_err() {
            fs::rename(before, &to)?;
            return Ok(to);
        }
    }
    Ok(before.to_owned())
}

/// Removes what a killed run left behind: of an unfinished bundle the files that its own checksums
/// name, and nothing while that run lives. A bundle that was being replaced gets its place back, or
/// its own name.
fn sweep(out: &Path, prefix: &str) -> Result<Vec<PathBuf>, ReviewFault> {
    let (parent, _) = parts(out)?;
    let mut kept = Vec::new();
    for entry in fs::read_dir(parent)? {
        let entry = entry?;
        let Some(rest) = entry
            .file_name()
            .to_str()
            .and_then(|name| name.strip_prefix(prefix))
            .map(str::to_owned)
        else {
            continue;
        };
        let is_ours =
            |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
        let path = entry.path();
        if !entry.file_type()?.is_dir() {
            continue;
        }
        if is_ours(&rest) {
            let free = File::open(path.join(SUMS)).is_ok_and(|record| record.try_lock().is_ok());
            if free {
                earlier::discard(&path, None)?;
            }
        } else if rest.strip_suffix(BEFORE).is_some_and(is_ours) {
            if fs::symlink_metadata(out).is_err() {
                fs::rename(&path, out)?;
            } else {
                let digest = earlier::examine(&path)
                    .ok()
                    .flatten()
                    .and_then(|it| it.digest);
                kept.push(keep(&path, out, digest)?);
            }
        }
    }
    Ok(kept)
}
