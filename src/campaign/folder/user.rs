//! Who owns this folder, and who the current user is.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// Whether a path is in this folder, or will be once it is made.
pub(crate) fn lies_in(path: &Path, folder: &Path) -> bool {
    match (real(path), real(folder)) {
        (Some(path), Some(folder)) => path.starts_with(folder),
        // Whoever makes it reports what can't be found out.
        _ => false,
    }
}

/// The path without links, as far as it exists.
fn real(path: &Path) -> Option<PathBuf> {
    path.ancestors().find_map(|part| {
        let there = fs::canonicalize(if part.as_os_str().is_empty() {
            Path::new(".")
        } else {
            part
        })
        .ok()?;
        Some(there.join(path.strip_prefix(part).ok()?))
    })
}

/// The owner of a folder and the current user, by name, if they differ.
pub(crate) fn owner_and_you(folder: &Path) -> Option<(String, String)> {
    let owner = fs::metadata(folder).ok()?.uid();
    let you = rustix::process::geteuid().as_raw();
    (owner != you).then(|| (name(owner), name(you)))
}

/// Whether this user may read and write everybody's files.
pub(crate) fn may_do_anything() -> bool {
    rustix::process::geteuid().is_root()
}

/// A user's name, or the number if this machine knows no name.
fn name(user: u32) -> String {
    let known = fs::read_to_string("/etc/passwd").unwrap_or_default();
    name_in(&known, user).unwrap_or_else(|| user.to_string())
}

fn name_in(known: &str, user: u32) -> Option<String> {
    known.lines().find_map(|line| {
        let mut parts = line.split(':');
        let name = parts.next()?;
        (parts.nth(1)?.parse() == Ok(user)).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_has_a_name_where_the_machine_knows_one() {
        let known = "root:x:0:0:root:/:/bin/sh\nvos:x:1000:1000:A. Vos:/:/bin/sh\nodd\n";
        assert_eq!(name_in(known, 1000).as_deref(), Some("vos"));
        assert_eq!(name_in(known, 7), None);
    }

    #[test]
    fn what_lies_in_a_folder_is_known_before_it_is_made() {
        let dir = tempfile::tempdir().unwrap();
        let inside = dir.path().join("var/state");
        assert!(lies_in(&inside, dir.path()));
        assert!(!lies_in(dir.path(), &inside));
        std::os::unix::fs::symlink(dir.path(), dir.path().join("link")).unwrap();
        assert!(lies_in(&dir.path().join("link/var"), dir.path()));
        assert!(!lies_in(Path::new("/elsewhere/state"), dir.path()));
    }
}
