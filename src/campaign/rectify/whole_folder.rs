//! A folder that is there with all its files or not at all, and a file that is replaced in one step.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use super::fault::RectifyFault;
use crate::campaign::Error;
use crate::new_place::{new_file, private_folders};

/// What a folder is called until it is whole.
const UNTIL_WHOLE: &str = ".heraut-new";

/// A folder for its owner only.
pub(crate) struct WholeFolder;

impl WholeFolder {
    /// Writes the files beside the place of the folder, and moves them there when they are on disk. Returns their
    /// names.
    pub(crate) fn write(dir: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<Vec<String>, Error> {
        let shown = || dir.display().to_string();
        let (Some(parent), Some(name)) = (dir.parent(), dir.file_name()) else {
            return Err(RectifyFault::Path { dir: shown() }.into());
        };
        private_folders(parent).map_err(Error::file(shown()))?;
        let draft = parent.join(format!(".{}{UNTIL_WHOLE}", name.to_string_lossy()));
        clear(&draft, files)?;
        let written = (|| {
            DirBuilder::new().mode(0o700).create(&draft)?;
            for (name, bytes) in files {
                let path = draft.join(name);
                private_folders(path.parent().unwrap_or(&draft))?;
                write_new(&path, bytes)?;
            }
            File::open(&draft)?.sync_all()?;
            // An empty folder gives way; anything else stays.
            fs::rename(&draft, dir)?;
            File::open(parent)?.sync_all()
        })();
        written.map_err(Error::file(shown()))?;
        Ok(files
            .iter()
            .map(|(name, _)| name.display().to_string())
            .collect())
    }
}

/// Replaces a file in one step.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = folder.join(format!(".{name}{UNTIL_WHOLE}"));
    // What a killed call left.
    match fs::remove_file(&draft) {
        Err(fault) if fault.kind() != io::ErrorKind::NotFound => return Err(fault),
        _ => {}
    }
    write_new(&draft, bytes)?;
    fs::rename(&draft, path)?;
    File::open(folder)?.sync_all()
}

/// Takes away what a killed call left: the files of this list, and no other.
fn clear(draft: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), Error> {
    if !draft.exists() {
        return Ok(());
    }
    let mut inside: Vec<PathBuf> = Vec::new();
    for (name, _) in files {
        let path = draft.join(name);
        match fs::remove_file(&path) {
            Err(fault) if fault.kind() != io::ErrorKind::NotFound => {
                return Err(Error::file(path.display().to_string())(fault));
            }
            _ => {}
        }
        let above = name
            .ancestors()
            .skip(1)
            .filter(|part| !part.as_os_str().is_empty());
        inside.extend(above.map(|part| draft.join(part)));
    }
    // The deepest first; a folder that holds anything else stays, and is in the way.
    inside.sort_by_key(|path| std::cmp::Reverse(path.components().count()));
    for folder in inside {
        let _still_there = fs::remove_dir(folder);
    }
    fs::remove_dir(draft).map_err(|_| Error::InTheWay {
        file: draft.display().to_string(),
    })
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = new_file(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
