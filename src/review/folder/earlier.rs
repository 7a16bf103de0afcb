//! A bundle that already exists: whether it is ours to the last byte, and how it is removed.
//!
//! Removes only what `SHA256SUMS` names, with the digest it names. Everything else is somebody's.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::id::Digest;
use crate::review::ReviewFault;

/// Every `index.html` of ours contains this, and nobody else's does.
pub(crate) const MARK: &str = r#"<meta name="generator" content="heraut review">"#;

/// Start of the line of `index.html` that names the campaign digest.
pub(crate) const DIGEST_MARK: &str = r#"<meta name="heraut-digest" content=""#;

/// The file that names all others with their digests.
pub(crate) const SUMS: &str = "SHA256SUMS";

/// What desktops leave behind in a folder that somebody opened.
const CRUMBS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// The checksums of a bundle that is being finished.
pub(crate) const SUMS_NEXT: &str = "SHA256SUMS.new";

/// A whole bundle of ours.
#[derive(Debug)]
pub(crate) struct EarlierBundle {
    /// Whether the folder holds only what a desktop left.
    pub(crate) is_empty: bool,
    /// The campaign digest of its content, if it can be read.
    pub(crate) digest: Option<Digest>,
}

/// Examines what is already at this path. `None`: nothing, or an empty folder.
///
/// # Errors
/// [`ReviewFault`] if anything in it doesn't belong to a bundle, to the byte. Folders of others are
/// not listed.
pub(crate) fn examine(dir: &Path) -> Result<Option<EarlierBundle>, ReviewFault> {
    let foreign = || ReviewFault::Foreign {
        dir: dir.to_owned(),
    };
    match fs::symlink_metadata(dir) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Err(foreign()),
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(fault) => return Err(fault.into()),
    }
    if fs::read_dir(dir)?.next().is_none() {
        return Ok(None);
    }
    // Stops at the first entry that doesn't belong.
    if fs::read_dir(dir)?
        .all(|entry| entry.is_ok_and(|it| is_crumb(&it.file_name()) && !it.path().is_dir()))
    {
        return Ok(Some(EarlierBundle {
            is_empty: true,
            digest: None,
        }));
    }
    let index = fs::read_to_string(dir.join("index.html")).map_err(|_| foreign())?;
    let sums = fs::read_to_string(dir.join(SUMS)).map_err(|_| foreign())?;
    if !index.lines().take(12).any(|line| line == MARK) {
        return Err(foreign());
    }
    let known = Known::read(&sums);
    let mut changed = None;
    walk(
        dir,
        &known,
        &mut |path, name| match known.verdict(path, name)? {
            Verdict::Ours | Verdict::Crumb => Ok(()),
            Verdict::Another => {
                changed.get_or_insert_with(|| name.to_owned());
                Ok(())
            }
            Verdict::Unknown => Err(ReviewFault::Added {
                dir: dir.to_owned(),
                file: name.to_owned(),
            }),
        },
    )?;
    match changed {
        Some(file) => Err(ReviewFault::Changed {
            dir: dir.to_owned(),
            file,
        }),
        None => Ok(Some(EarlierBundle {
            is_empty: false,
            digest: digest_of(&index, &known),
        })),
    }
}

/// The campaign digest that the first page of the bundle in `dir` shows. `None` if there is no such page.
#[must_use]
pub fn digest_shown(dir: &Path) -> Option<Digest> {
    let index = fs::read_to_string(dir.join("index.html")).ok()?;
    named_digest(&index)
}

/// Removes a bundle that was replaced, or never finished: each file that is ours to the byte, and
/// folders that are then empty. Desktop files move to `heir`. Returns whether anything is left.
pub(crate) fn discard(dir: &Path, heir: Option<&Path>) -> io::Result<bool> {
    let sums = fs::read_to_string(dir.join(SUMS)).unwrap_or_default();
    let known = Known::read(&sums);
    let mut left = false;
    let _stopped = walk::<io::Error>(dir, &known, &mut |path, name| {
        match known.verdict(path, name)? {
            _ if name == SUMS => {}
            _ if name == SUMS_NEXT && heir.is_none() => fs::remove_file(path)?,
            Verdict::Ours => fs::remove_file(path)?,
            // The file that was being written when the program died.
            Verdict::Another if known.last.as_deref() == Some(name) => fs::remove_file(path)?,
            Verdict::Crumb => match heir.map(|heir| heir.join(name)).filter(|to| !to.exists()) {
                Some(to) => fs::rename(path, to)?,
                None => left = true,
            },
            Verdict::Another | Verdict::Unknown => left = true,
        }
        Ok(())
    });
    // The checksums go last: while any file of ours is left, they say what it is.
    if left {
        return Ok(true);
    }
    for folder in known.folders.iter().rev() {
        // A folder that holds anything is not removed.
        let _left = fs::remove_dir(dir.join(folder));
    }
    let others =
        fs::read_dir(dir)?.filter(|entry| entry.as_ref().is_ok_and(|it| it.file_name() != SUMS));
    if others.count() > 0 {
        return Ok(true);
    }
    match fs::remove_file(dir.join(SUMS)) {
        Err(fault) if fault.kind() != io::ErrorKind::NotFound => return Err(fault),
        _ => {}
    }
    Ok(fs::remove_dir(dir).is_err())
}

enum Verdict {
    /// Named in the checksums, with this digest.
    Ours,
    /// Named there, with another digest.
    Another,
    /// Not named there, or not a plain file.
    Unknown,
    /// A desktop's file.
    Crumb,
}

/// The files of the bundle according to the checksums.
struct Known {
    files: BTreeMap<String, Digest>,
    /// The folders that hold these files, outer ones first.
    folders: BTreeSet<String>,
    last: Option<String>,
}

impl Known {
    fn read(sums: &str) -> Known {
        let line = |line: &str| {
            let (digest, path) = line.split_once("  ")?;
            Some((path.to_owned(), format!("sha256:{digest}").parse().ok()?))
        };
        let lines: Vec<(String, Digest)> = sums.lines().filter_map(line).collect();
        let last = lines.last().map(|(path, _)| path.clone());
        let files: BTreeMap<String, Digest> = lines.into_iter().collect();
        let above = |path: &String| {
            let parents = Path::new(path).ancestors().skip(1).filter_map(Path::to_str);
            parents
                .filter(|parent| !parent.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let folders = files.keys().flat_map(above).collect();
        Known {
            files,
            folders,
            last,
        }
    }

    fn verdict(&self, path: &Path, name: &str) -> io::Result<Verdict> {
        let is_file = fs::symlink_metadata(path)?.is_file();
        Ok(match self.files.get(name) {
            _ if !is_file => Verdict::Unknown,
            Some(digest) if Digest::of_all(fs::File::open(path)?)? == *digest => Verdict::Ours,
            Some(_) => Verdict::Another,
            None if name == SUMS => Verdict::Ours,
            None if Path::new(name).file_name().is_some_and(is_crumb) => Verdict::Crumb,
            None => Verdict::Unknown,
        })
    }
}

fn is_crumb(name: &OsStr) -> bool {
    CRUMBS.iter().any(|crumb| name == *crumb)
}

/// Visits every entry and enters only the bundle's own folders; any other folder counts as one
/// entry.
fn walk<E: From<io::Error>>(
    dir: &Path,
    known: &Known,
    take: &mut dyn FnMut(&Path, &str) -> Result<(), E>,
) -> Result<(), E> {
    let mut open: Vec<PathBuf> = vec![dir.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at)? {
            let entry = entry?;
            let path = entry.path();
            let name = path
                .strip_prefix(dir)
                .unwrap_or(&path)
                .to_string_lossy()
                .into_owned();
            if entry.file_type()?.is_dir() && known.folders.contains(&name) {
                open.push(path);
            } else {
                take(&path, &name)?;
            }
        }
    }
    Ok(())
}

/// The campaign digest of a bundle: its first page names it; in older ones it is the checksum of
/// `manifest.txt`.
fn digest_of(index: &str, known: &Known) -> Option<Digest> {
    named_digest(index).or_else(|| known.files.get("manifest.txt").copied())
}

fn named_digest(index: &str) -> Option<Digest> {
    let named = index
        .lines()
        .take(16)
        .find_map(|line| line.strip_prefix(DIGEST_MARK));
    named?.split('"').next()?.parse().ok()
}
