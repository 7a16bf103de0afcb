//! Where a bundle may be: nowhere that writing or replacing it could affect the campaign itself.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Component, Path, PathBuf};

use crate::review::ReviewFault;

/// What a bundle must stay away from, and the one folder inside it that is for bundles.
#[derive(Debug, Clone)]
pub struct OffLimits {
    /// Folders and files of the campaign: no bundle may be in one, or contain one.
    pub paths: Vec<PathBuf>,
    /// The default folder for bundles.
    pub own_place: PathBuf,
}

/// A judged place for a bundle: the folder's real path, without links and dots.
#[derive(Debug, Clone)]
pub(crate) struct BundlePlace {
    named: PathBuf,
    real: PathBuf,
    off_limits: OffLimits,
}

impl BundlePlace {
    /// Judges `out`. Makes nothing and lists nothing.
    pub(crate) fn judge(out: &Path, off_limits: &OffLimits) -> Result<BundlePlace, ReviewFault> {
        let reserved = || ReviewFault::Reserved {
            dir: out.to_owned(),
        };
        let real = real_path(out)?.ok_or_else(reserved)?;
        if real.parent().is_none() || real.file_name().is_none() {
            return Err(reserved());
        }
        let own = real_path(&off_limits.own_place)?;
        let (ids_to_here, id) = (ids_to(&real), id_of(&real));
        for path in &off_limits.paths {
            let Some(path) = real_path(path)? else {
                continue;
            };
            let holds = path.starts_with(&real) || id.is_some_and(|id| ids_to(&path).contains(&id));
            let lies_in = real.starts_with(&path)
                || id_of(&path).is_some_and(|path| ids_to_here.contains(&path));
            if holds || (lies_in && own.as_ref() != Some(&real)) {
                return Err(reserved());
            }
        }
        Ok(BundlePlace {
            named: out.to_owned(),
            real,
            off_limits: off_limits.clone(),
        })
    }

    /// The folder's real path.
    pub(crate) fn path(&self) -> &Path {
        &self.real
    }

    /// Judges the same place again, since somebody may have changed a folder on its path meanwhile.
    pub(crate) fn is_still_good(&self) -> Result<(), ReviewFault> {
        let now = BundlePlace::judge(&self.named, &self.off_limits)?;
        if now.real == self.real {
            Ok(())
        } else {
            Err(ReviewFault::Reserved {
                dir: self.named.clone(),
            })
        }
    }
}

/// The path without links and dots, as the operating system would follow it; parts that don't exist
/// yet stay as given. `None` if `..` or a link leads through something that doesn't exist: nobody
/// can say where that will lead.
fn real_path(path: &Path) -> io::Result<Option<PathBuf>> {
    let mut real = PathBuf::new();
    let mut is_there = true;
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir if is_there => {
                real.pop();
            }
            Component::ParentDir => return Ok(None),
            Component::Normal(name) if is_there => {
                let next = real.join(name);
                match next.canonicalize() {
                    Ok(found) => real = found,
                    Err(fault) if fault.kind() == io::ErrorKind::NotFound => {
                        if next.symlink_metadata().is_ok() {
                            return Ok(None);
                        }
                        is_there = false;
                        real = next;
                    }
                    Err(fault) => return Err(fault),
                }
            }
            Component::CurDir => {}
            Component::Normal(_) | Component::RootDir | Component::Prefix(_) => real.push(part),
        }
    }
    Ok(Some(real))
}

/// Device and file number: identifies a folder whatever name it is reached by.
fn id_of(path: &Path) -> Option<(u64, u64)> {
    fs::metadata(path)
        .ok()
        .map(|found| (found.dev(), found.ino()))
}

fn ids_to(path: &Path) -> HashSet<(u64, u64)> {
    path.ancestors().filter_map(id_of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ways into the campaign, its files or a folder above it.
    const REFUSED: [&str; 21] = [
        "var",
        "var/trial",
        "var/new",
        "var/trial/review/inside",
        "config",
        "config/new",
        "templates",
        ".",
        "..",
        "../..",
        "/",
        "list.csv",
        "list.csv/x",
        "new/../var",
        "elsewhere/../var",
        "elsewhere/link",
        "elsewhere/link/new",
        "elsewhere/dangling",
        "elsewhere/dangling/x",
        "new/..",
        "./var/../config/.",
    ];

    /// Ways to where a bundle may lie.
    const GOOD: [&str; 7] = [
        "new",
        "new/deep",
        "elsewhere",
        "elsewhere/../new",
        "var/trial/review",
        "variety",
        "../var",
    ];

    #[test]
    fn no_way_round_leads_into_the_campaign_or_above_it() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("campaign");
        for folder in ["var/trial", "config", "templates", "elsewhere"] {
            fs::create_dir_all(dir.join(folder)).unwrap();
        }
        fs::write(dir.join("list.csv"), "").unwrap();
        std::os::unix::fs::symlink(dir.join("var"), dir.join("elsewhere/link")).unwrap();
        std::os::unix::fs::symlink(dir.join("nothing"), dir.join("elsewhere/dangling")).unwrap();
        let off_limits = OffLimits {
            paths: ["var", "config", "templates", "list.csv"]
                .map(|name| dir.join(name))
                .to_vec(),
            own_place: dir.join("var/trial/review"),
        };
        let judge = |out: &str| BundlePlace::judge(&dir.join(out), &off_limits);
        for refused in REFUSED {
            assert!(judge(refused).is_err(), "{refused}");
        }
        for good in GOOD {
            let place = judge(good).unwrap_or_else(|fault| panic!("{good}: {fault}"));
            assert!(place.is_still_good().is_ok(), "{good}");
        }
        assert!(!dir.join("new").exists(), "judging makes nothing");
        let place = judge("elsewhere/later").unwrap();
        std::os::unix::fs::symlink(dir.join("config"), dir.join("elsewhere/later")).unwrap();
        assert!(
            place.is_still_good().is_err(),
            "what changed on the way is seen"
        );
    }
}
