//! The folder of a proof: new, for its owner alone, and there in one step.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

use crate::campaign::Error;
use crate::proof::FileToCheck;

/// Writes a new folder with these files.
///
/// # Errors
/// [`Error::InTheWay`] if something is there already, [`Error::File`]; then nothing is there.
pub(super) fn write_new(out: &Path, files: &[FileToCheck]) -> Result<(), Error> {
    let what = || out.display().to_string();
    let in_the_way = || Error::InTheWay { file: what() };
    if out.symlink_metadata().is_ok() {
        return Err(in_the_way());
    }
    let placed = || {
        let parent = match out.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        private().recursive(true).create(parent)?;
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        let aside = parent.join(format!(".heraut-proof-{}", u64::from_le_bytes(random)));
        private().create(&aside)?;
        let done = fill(&aside, files).and_then(|()| place(&aside, out));
        if done.is_err() {
            // Only what was made here a moment ago, under a name that nobody else has.
            let _gone = fs::remove_dir_all(&aside);
        }
        done
    };
    placed().map_err(|fault: io::Error| match fault.kind() {
        io::ErrorKind::AlreadyExists => in_the_way(),
        _ => Error::File {
            what: what(),
            fault,
        },
    })
}

fn private() -> DirBuilder {
    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

fn fill(folder: &Path, files: &[FileToCheck]) -> io::Result<()> {
    for file in files {
        let path = folder.join(&file.name);
        if let Some(parent) = path.parent() {
            private().recursive(true).create(parent)?;
        }
        let mut written = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)?;
        written.write_all(&file.bytes)?;
        written.sync_all()?;
    }
    fs::File::open(folder)?.sync_all()
}

/// Moves the folder to its place, unless somebody made something there meanwhile.
fn place(aside: &Path, out: &Path) -> io::Result<()> {
    match renameat_with(CWD, aside, CWD, out, RenameFlags::NOREPLACE) {
        // A file system that can't do that in one step.
        Err(Errno::INVAL | Errno::NOSYS) if out.symlink_metadata().is_err() => {
            fs::rename(aside, out)
        }
        moved => Ok(moved?),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn the_folder_is_new_and_for_its_owner_and_nothing_is_left_beside_it() {
        let place = tempfile::tempdir().unwrap();
        let out = place.path().join("deep/ORG-1");
        let file = |name: &str| FileToCheck {
            name: name.to_owned(),
            bytes: b"x".to_vec(),
        };
        write_new(&out, &[file("a.txt"), file("approvals/1.txt")]).unwrap();
        for (path, mode) in [
            ("", 0o700),
            ("a.txt", 0o600),
            ("approvals", 0o700),
            ("approvals/1.txt", 0o600),
        ] {
            let found = fs::metadata(out.join(path)).unwrap().permissions().mode();
            assert_eq!(found & 0o777, mode, "{path}");
        }
        let again = write_new(&out, &[file("b.txt")]);
        assert!(matches!(again, Err(Error::InTheWay { .. })));
        let fails = write_new(&place.path().join("deep/ORG-2"), &[file("a"), file("a")]);
        assert!(fails.is_err());
        let left = fs::read_dir(place.path().join("deep")).unwrap().count();
        assert_eq!(left, 1, "one folder, and nothing half made");
        assert!(!out.join("b.txt").exists());
    }
}
