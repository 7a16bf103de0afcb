//! `rectify`: the folder of a new campaign, whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use super::earlier::Earlier;
use super::fault::RectifyFault;
use super::kit::Kit;
use super::list_file::list_file;
use super::relative::relative;
use super::whole_folder::WholeFolder;
use crate::campaign::{Campaign, Error, Kind};
use crate::config::{self, RectificationDraft};
use crate::id::ListId;
use crate::phrase::Language;

use std::collections::BTreeMap;

/// What is asked of `rectify`.
#[derive(Debug, Clone)]
pub struct RectifyAsk {
    /// The new folder; `None`: beside the campaign's own, under the new name.
    pub dir: Option<PathBuf>,
    /// The language of its texts.
    pub language: Language,
}

/// A rectification that was made.
#[derive(Debug, Clone)]
pub struct Rectified {
    /// Its folder.
    pub dir: PathBuf,
    /// Its files.
    pub files: Vec<String>,
    /// Its name.
    pub campaign: String,
    /// The name of the earlier campaign.
    pub of: String,
    /// The kind of run that the earlier state is of.
    pub kind: Kind,
    /// How many mails the new list asks for.
    pub rows: usize,
    /// How many organisations are told, by the state of their earlier mail.
    pub told: BTreeMap<&'static str, usize>,
    /// How many are not, by the same, and `excluded`.
    pub left_out: BTreeMap<&'static str, usize>,
    /// Those that are told though a person withholds them by now.
    pub withheld: Vec<ListId>,
    /// Whether records of the earlier journal may be missing.
    pub records_lost: bool,
}

impl Campaign {
    /// Makes the folder of a campaign that tells exactly those who have, or may have, a mail of this one.
    ///
    /// # Errors
    /// [`RectifyFault`]; [`Error::Lock`] while a sender is at work; [`Error::NotSealed`].
    pub fn rectify(&self, ask: &RectifyAsk) -> Result<Rectified, Error> {
        let kit = Kit::of(ask.language);
        let before = self.state_of(self.dir())?;
        let _lock = before.lock(None)?;
        // Whoever sent until a moment ago has recorded it now.
        let earlier = self.state_of(self.dir())?;
        if earlier.addressed.rows.is_empty() {
            return Err(RectifyFault::Nobody.into());
        }
        let name = kit.name(&earlier.name);
        let dir = self.place_of(ask.dir.as_deref(), &name)?;
        let files = self.files_of(&kit, &earlier, &name, &dir)?;
        let made = WholeFolder::write(&dir, &files)?;
        let records_lost = earlier.records_lost();
        Ok(Rectified {
            dir: ask.dir.clone().unwrap_or(dir),
            files: made,
            campaign: name,
            kind: earlier.kind(),
            of: earlier.name,
            rows: earlier.addressed.rows.len(),
            told: earlier.addressed.told,
            left_out: earlier.addressed.left_out,
            withheld: earlier.addressed.withheld,
            records_lost,
        })
    }

    /// The real path of the new folder.
    fn place_of(&self, asked: Option<&Path>, name: &str) -> Result<PathBuf, Error> {
        let own = real(self.dir())?;
        let dir = match asked {
            Some(dir) => dir.to_owned(),
            None => own.parent().unwrap_or(&own).join(name),
        };
        let shown = || dir.display().to_string();
        let new = real_or_new(&dir)?;
        if new.is_dir()
            && fs::read_dir(&new)
                .map_err(Error::file(shown()))?
                .next()
                .is_some()
            || (new.exists() && !new.is_dir())
        {
            return Err(RectifyFault::NotEmpty { dir: shown() }.into());
        }
        let states = self.state_folders();
        if states
            .iter()
            .filter_map(|state| real(state).ok())
            .any(|state| new.starts_with(state))
        {
            return Err(RectifyFault::InState { dir: shown() }.into());
        }
        Ok(new)
    }

    /// Everything that the new folder holds.
    fn files_of(
        &self,
        kit: &Kit,
        earlier: &Earlier,
        name: &str,
        dir: &Path,
    ) -> Result<Vec<(PathBuf, Vec<u8>)>, Error> {
        let way = relative(dir, &real(self.dir())?);
        let of = way.to_str().ok_or_else(|| RectifyFault::Path {
            dir: way.display().to_string(),
        })?;
        let text =
            fs::read_to_string(self.dir().join(config::FILE)).map_err(Error::file(config::FILE))?;
        let [id, organisation, email, _] = kit.columns;
        let draft = RectificationDraft {
            name,
            of,
            campaign: &earlier.name,
            list: kit.list,
            columns: [id, organisation, email],
            templates: kit.templates.map(|(file, _)| file),
        };
        let settings = config::for_rectification(&text, &draft).ok_or_else(|| {
            let fault = std::io::Error::from(std::io::ErrorKind::InvalidData);
            Error::file(config::FILE)(fault)
        })?;
        let zone = &self.settings().window.timezone;
        let list = list_file(&earlier.addressed.rows, kit, zone).map_err(Error::file(kit.list))?;
        let mut files: Vec<(PathBuf, Vec<u8>)> = vec![
            (config::FILE.into(), settings.into_bytes()),
            (kit.list.into(), list),
            (
                ".gitignore".into(),
                format!("/var\n/{}\n", kit.list).into_bytes(),
            ),
        ];
        files.extend(
            kit.templates
                .iter()
                .map(|(file, text)| (PathBuf::from(file), text.as_bytes().to_vec())),
        );
        for (file, text) in self.shared_files()? {
            if files.iter().all(|(known, _)| *known != file) {
                files.push((file, text));
            }
        }
        Ok(files)
    }

    /// The pieces that templates share, and the keys that approvals are signed with.
    fn shared_files(&self) -> Result<Vec<(PathBuf, Vec<u8>)>, Error> {
        let settings = self.settings();
        let mut names: Vec<PathBuf> = settings.approval.allowed_signers.iter().cloned().collect();
        if let Some(folder) = &settings.notice.partials {
            let shown = || folder.display().to_string();
            let inside = fs::read_dir(self.dir().join(folder)).map_err(Error::file(shown()))?;
            for entry in inside {
                let entry = entry.map_err(Error::file(shown()))?;
                let is_piece = entry.path().extension().is_some_and(|end| end == "hbs");
                if is_piece && entry.path().is_file() {
                    names.push(folder.join(entry.file_name()));
                }
            }
        }
        names.sort();
        let read = |name: PathBuf| {
            let text = fs::read(self.dir().join(&name));
            let text = text.map_err(Error::file(name.display().to_string()))?;
            Ok((name, text))
        };
        names.into_iter().map(read).collect()
    }
}

fn real(path: &Path) -> Result<PathBuf, Error> {
    let path = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    fs::canonicalize(path).map_err(Error::file(path.display().to_string()))
}

/// The real path of a folder that may not exist yet.
fn real_or_new(path: &Path) -> Result<PathBuf, Error> {
    if path.exists() {
        return real(path);
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => Ok(real_or_new(if parent.as_os_str().is_empty() {
            Path::new(".")
        } else {
            parent
        })?
        .join(name)),
        _ => Err(RectifyFault::Path {
            dir: path.display().to_string(),
        }
        .into()),
    }
}
