//! A file that is there whole or not at all, for one reader, and never in the place of another.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// A file that is being written beside its place. If it is dropped before [`place`](Self::place), nothing of it stays.
#[derive(Debug)]
pub struct NewFile {
    path: PathBuf,
    aside: PathBuf,
    placed: bool,
}

impl NewFile {
    /// Begins a file that will be at `path`, readable by this user only.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] if something is there; those of the disk.
    pub fn begin(path: &Path) -> io::Result<(NewFile, BufWriter<File>)> {
        if fs::symlink_metadata(path).is_ok() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        let name = path.file_name().ok_or(ErrorKind::InvalidInput)?;
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".heraut-{}", u64::from_le_bytes(random)));
        let aside = path.with_file_name(hidden);
        let file = OpenOptions::new()
            .create_new(true)
            .write(true)
            .read(true)
            .mode(0o600)
            .open(&aside)?;
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
    pub fn place(mut self, mut written: BufWriter<File>) -> io::Result<()> {
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
}
