//! What the user's state folder records of real campaigns whose sending began: keyed hashes of
//! their names, list ids and addresses, so that a folder that lost its own records (a clone, a
//! cleaned `var`, a lost key) is recognised.
//!
//! The key is a secret of the user. Without it the files reveal how many rows a campaign had, and
//! nothing else.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::address::Address;
use crate::id::{CampaignKey, ListId, hex};

const FORM: &str = "heraut-sent 1";

/// The user's record of campaigns whose sending began.
pub struct Index {
    folder: PathBuf,
    secret: CampaignKey,
}

/// One row in the index.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    id: String,
    address: String,
}

impl Index {
    /// Opens the index in the user's state folder; makes its secret the first time.
    ///
    /// # Errors
    /// If the folder or the secret can't be read or made.
    pub fn open(state: &Path) -> io::Result<Index> {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(state)?;
        Ok(Index {
            folder: state.to_owned(),
            secret: secret(&state.join("secret"))?,
        })
    }

    fn hash(&self, purpose: &str, text: &str) -> String {
        hex(&self.secret.derive(purpose, &[text.as_bytes()])[..16])
    }

    fn name(&self, campaign: &str) -> String {
        self.hash("sent campaign", campaign.trim())
    }

    fn row(&self, id: &ListId, address: &Address) -> Known {
        let address = self.hash("sent address", &address.to_string().to_lowercase());
        Known {
            id: self.hash("sent id", id.as_str()),
            address,
        }
    }

    /// The lock that all campaigns of this name share on this machine, whatever their key.
    #[must_use]
    pub fn lock(&self, campaign: &str) -> PathBuf {
        self.folder.join(format!("{}.lock", self.name(campaign)))
    }

    /// Other campaigns of this name whose sending began on this machine, by their names in the
    /// state folder.
    ///
    /// # Errors
    /// If the index can't be read.
    pub fn of_this_name(&self, own: &str, campaign: &str) -> io::Result<Vec<String>> {
        Ok(self
            .others(own, campaign)?
            .into_iter()
            .map(|(other, _)| other)
            .collect())
    }

    /// Those of them that share a row with this list, by id or by address.
    ///
    /// # Errors
    /// If the index can't be read.
    pub fn sent_to<'r>(
        &self,
        own: &str,
        campaign: &str,
        rows: impl Iterator<Item = (&'r ListId, &'r Address)>,
    ) -> io::Result<Vec<String>> {
        let others = self.others(own, campaign)?;
        if others.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<Known> = rows.map(|(id, address)| self.row(id, address)).collect();
        let shares = |known: &BTreeSet<String>| {
            rows.iter()
                .any(|row| known.contains(&row.id) || known.contains(&row.address))
        };
        Ok(others
            .into_iter()
            .filter(|(_, known)| shares(known))
            .map(|(other, _)| other)
            .collect())
    }

    fn others(&self, own: &str, campaign: &str) -> io::Result<Vec<(String, BTreeSet<String>)>> {
        let wanted = format!("name {}", self.name(campaign));
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            let stem = path
                .file_stem()
                .and_then(|stem| stem.to_str())
                .unwrap_or_default()
                .to_owned();
            if path.extension().is_none_or(|end| end != "sent") || stem == own {
                continue;
            }
            let text = fs::read_to_string(&path)?;
            if text.lines().any(|line| line == wanted) {
                found.push((stem, words(&text)));
            }
        }
        found.sort();
        Ok(found)
    }

    /// Records durably that this campaign is about to go out to these rows; rows recorded before
    /// stay.
    ///
    /// # Errors
    /// If it can't be written: then nothing may be offered.
    pub fn remember<'r>(
        &self,
        own: &str,
        campaign: &str,
        rows: impl Iterator<Item = (&'r ListId, &'r Address)>,
    ) -> io::Result<()> {
        let path = self.folder.join(format!("{own}.sent"));
        let before = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => String::new(),
            Err(fault) => return Err(fault),
        };
        let mut lines: BTreeSet<String> = before.lines().skip(1).map(str::to_owned).collect();
        lines.insert(format!("name {}", self.name(campaign)));
        let rows = rows.map(|(id, address)| self.row(id, address));
        lines.extend(rows.map(|Known { id, address }| format!("row {id} {address}")));
        let lines: Vec<&str> = std::iter::once(FORM)
            .chain(lines.iter().map(String::as_str))
            .collect();
        let text = format!("{}\n", lines.join("\n"));
        if text != before {
            write_durably(&path, text.as_bytes())?;
        }
        Ok(())
    }
}

/// The hashes on the rows' lines.
fn words(text: &str) -> BTreeSet<String> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("row "));
    rows.flat_map(|row| row.split(' ').map(str::to_owned))
        .collect()
}

/// Writes all or nothing, and returns once it is on disk.
fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let aside = path.with_extension(format!("new-{}", std::process::id()));
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(true)
        .write(true)
        .mode(0o600)
        .open(&aside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&aside, path)?;
    match path.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

fn secret(path: &Path) -> io::Result<CampaignKey> {
    super::load_or_make(path, &[]).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_campaign_is_known_again_by_its_name_and_a_row_and_names_nobody() {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::open(dir.path()).unwrap();
        let row =
            |id: &str, address: &str| (ListId::new(id).unwrap(), Address::parse(address).unwrap());
        let sent = [
            row("ORG-001", "info@brug.example"),
            row("ORG-002", "post@huis.example"),
        ];
        let sent = || sent.iter().map(|(id, address)| (id, address));
        index.remember("first", "inzage", sent()).unwrap();
        let known = |own: &str, name: &str, id: &str, address: &str| {
            let (id, address) = row(id, address);
            index
                .sent_to(own, name, std::iter::once((&id, &address)))
                .unwrap()
        };
        assert_eq!(
            known("second", "inzage", "ORG-001", "new@brug.example"),
            ["first"],
            "by the id"
        );
        assert_eq!(
            known("second", "inzage", "X", "Info@Brug.example"),
            ["first"],
            "by the address"
        );
        assert!(
            known("second", "inzage", "X", "new@brug.example").is_empty(),
            "another list"
        );
        assert!(
            known("second", "other", "ORG-001", "info@brug.example").is_empty(),
            "another campaign"
        );
        assert!(
            known("first", "inzage", "ORG-001", "info@brug.example").is_empty(),
            "itself"
        );
        // What it knew stays known.
        let (id, address) = row("ORG-003", "a@nieuw.example");
        index
            .remember("first", "inzage", std::iter::once((&id, &address)))
            .unwrap();
        assert_eq!(
            known("second", "inzage", "ORG-001", "new@brug.example"),
            ["first"]
        );
        assert_eq!(index.of_this_name("second", "inzage").unwrap(), ["first"]);
        for file in fs::read_dir(dir.path()).unwrap() {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            assert!(
                !text.contains("ORG") && !text.contains("brug") && !text.contains("inzage"),
                "{text}"
            );
        }
    }
}
