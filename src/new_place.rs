//! New files and folders that people asked for: for one reader, there whole or not at all, and never in the place of others.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

/// Opens a new file, readable and writable by this user only.
///
/// # Errors
/// [`ErrorKind::AlreadyExists`] if something is there; those of the disk.
pub(crate) fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    let options = options.create_new(true).read(true).write(true);
    options.mode(0o600).open(path)
}

/// Makes a folder and those above it that are missing, for this user only.
///
/// # Errors
/// Those of the disk.
pub(crate) fn private_folders(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Where something is written until it is whole: beside its place, under a name that nobody else has.
///
/// # Errors
/// [`ErrorKind::AlreadyExists`] if something is in its place.
fn beside(path: &Path) -> io::Result<PathBuf> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let name = path.file_name().ok_or(ErrorKind::InvalidInput)?;
    let mut random = [0; 8];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".heraut-{}", u64::from_le_bytes(random)));
    Ok(path.with_file_name(hidden))
}

/// A folder that is being filled beside its place. If it is dropped before [`place`](Self::place), nothing of it stays.
#[derive(Debug)]
pub(crate) struct NewFolder {
    out: PathBuf,
    aside: PathBuf,
    placed: bool,
}

impl NewFolder {
    /// Begins a folder that will be at `out`, for this user only; folders above it are made.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] if something is there; those of the disk.
    pub(crate) fn begin(out: &Path) -> io::Result<NewFolder> {
        let aside = beside(out)?;
        private_folders(above(out))?;
        DirBuilder::new().mode(0o700).create(&aside)?;
        Ok(NewFolder {
            out: out.to_owned(),
            aside,
            placed: false,
        })
    }

    /// Opens a new file in it, with the folders on the way.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] if this file is there; those of the disk.
    pub(crate) fn file(&self, name: &str) -> io::Result<File> {
        let path = self.aside.join(name);
        match new_file(&path) {
            Err(fault) if fault.kind() == ErrorKind::NotFound => {
                private_folders(above(&path))?;
                new_file(&path)
            }
            opened => opened,
        }
    }

    /// Moves it to its place, unless somebody made something there meanwhile. What is in it must be on disk.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`]; those of the disk.
    pub(crate) fn place(mut self) -> io::Result<()> {
        File::open(&self.aside)?.sync_all()?;
        match renameat_with(CWD, &self.aside, CWD, &self.out, RenameFlags::NOREPLACE) {
            // A file system that can't do that in one step.
            Err(Errno::INVAL | Errno::NOSYS) if self.out.symlink_metadata().is_err() => {
                fs::rename(&self.aside, &self.out)?;
            }
            moved => moved?,
        }
        self.placed = true;
        File::open(above(&self.out))?.sync_all()
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        if !self.placed {
            // Only what was made here, under a name that nobody else has.
            let _gone = fs::remove_dir_all(&self.aside);
        }
    }
}

fn above(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// A file that is being written beside its place. If it is dropped before [`place`](Self::place), nothing of it stays.
#[derive(Debug)]
pub(crate) struct NewFile {
    path: PathBuf,
    aside: PathBuf,
    placed: bool,
}

impl NewFile {
    /// Begins a file that will be at `path`, readable by this user only.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] if something is there; those of the disk.
    pub(crate) fn begin(path: &Path) -> io::Result<(NewFile, BufWriter<File>)> {
        let aside = beside(path)?;
        let file = new_file(&aside)?;
        let new = NewFile {
            path: path.to_owned(),
            aside,
            placed: false,
        };
        Ok((new, BufWriter::with_capacity(1 << 16, file)))
    }

    /// Puts it in its place, once all of it is on disk.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] if something is there by now; those of the disk.
    pub(crate) fn place(mut self, mut written: BufWriter<File>) -> io::Result<()> {
        written.flush()?;
        written.get_ref().sync_all()?;
        // A second name, which another file can't have; not every disk knows such names.
        match fs::hard_link(&self.aside, &self.path) {
            Ok(()) => {}
            Err(fault) if fault.kind() == ErrorKind::AlreadyExists => return Err(fault),
            Err(_) if fs::symlink_metadata(&self.path).is_ok() => {
                return Err(ErrorKind::AlreadyExists.into());
            }
            Err(_) => {
                fs::rename(&self.aside, &self.path)?;
                self.placed = true;
                return Ok(());
            }
        }
        self.placed = fs::remove_file(&self.aside).is_ok();
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.placed {
            let _gone = fs::remove_file(&self.aside);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn names(dir: &Path) -> Vec<String> {
        let entries = fs::read_dir(dir).unwrap();
        let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name();
        let mut names: Vec<String> = entries
            .map(|entry| name(entry).into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_comes_whole_for_one_reader_and_replaces_none() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("report.csv");
        let (new, mut file) = NewFile::begin(&path).unwrap();
        file.write_all(b"whole").unwrap();
        assert!(!path.exists());
        new.place(file).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        let again = NewFile::begin(&path).unwrap_err();
        assert_eq!(again.kind(), ErrorKind::AlreadyExists);
        // One that came meanwhile stays, and nothing of an unfinished one does.
        let other = dir.path().join("other.csv");
        let (new, file) = NewFile::begin(&other).unwrap();
        fs::write(&other, "theirs").unwrap();
        assert_eq!(
            new.place(file).unwrap_err().kind(),
            ErrorKind::AlreadyExists
        );
        assert_eq!(fs::read(&other).unwrap(), b"theirs");
        drop(NewFile::begin(&dir.path().join("third.csv")).unwrap());
        assert_eq!(names(dir.path()), ["other.csv", "report.csv"]);
    }

    #[test]
    fn a_folder_comes_whole_for_its_owner_and_replaces_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("deep/ORG-1");
        let new = NewFolder::begin(&out).unwrap();
        for name in ["a.txt", "approvals/1.txt", "approvals/2.txt"] {
            new.file(name).unwrap().write_all(b"x").unwrap();
        }
        assert!(!out.exists());
        let twice = new.file("a.txt").unwrap_err();
        assert_eq!(twice.kind(), ErrorKind::AlreadyExists);
        new.place().unwrap();
        for (path, mode) in [
            ("", 0o700),
            ("a.txt", 0o600),
            ("approvals", 0o700),
            ("approvals/1.txt", 0o600),
        ] {
            let found = fs::metadata(out.join(path)).unwrap().permissions().mode();
            assert_eq!(found & 0o777, mode, "{path}");
        }
        let again = NewFolder::begin(&out).unwrap_err();
        assert_eq!(again.kind(), ErrorKind::AlreadyExists);
        // One that came meanwhile stays, also an empty one, and nothing of an unfinished one does.
        let other = dir.path().join("deep/ORG-2");
        let new = NewFolder::begin(&other).unwrap();
        new.file("b.txt").unwrap();
        fs::create_dir(&other).unwrap();
        assert_eq!(new.place().unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(names(&other), [""; 0]);
        assert_eq!(names(&dir.path().join("deep")), ["ORG-1", "ORG-2"]);
    }
}
