//! The campaign's key on disk: `var/key`, 32 random bytes as hexadecimal digits, only for the
//! owner.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::id::{CampaignKey, Digest, hex};
use crate::phrase::{Phrase, system_words};

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyFault {
    /// The file can't be read or made.
    #[error("the key file could not be read or made: {0}")]
    File(#[from] io::Error),
    /// Its content is not a key.
    #[error("the key file does not hold a key")]
    Form,
    /// It is gone, and files that were made with it are still there.
    #[error("the key is missing beside what was made with it")]
    Lost,
    /// The files here were made with another key.
    #[error("the key is not the one of this campaign")]
    Wrong,
    /// The journal is from before there was a check value, and nothing here shows whose key it is.
    #[error("nothing shows that this is the key of this journal")]
    Unproven,
    /// Others on this machine could read it.
    #[error("the key file can be read by others")]
    Open,
}

impl KeyFault {
    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            KeyFault::File(fault) => {
                Phrase::new("vault-key-file").with("what", system_words(fault))
            }
            KeyFault::Lost => Phrase::new("vault-key-lost"),
            KeyFault::Wrong => Phrase::new("vault-key-wrong"),
            KeyFault::Unproven => Phrase::new("vault-key-unproven"),
            KeyFault::Form => Phrase::new("vault-key-form"),
            KeyFault::Open => Phrase::new("vault-key-open"),
        }
    }
}

/// Reads the key; `None` if there is none yet.
///
/// # Errors
/// [`KeyFault`].
pub fn load(path: &Path) -> Result<Option<CampaignKey>, KeyFault> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(fault) => return Err(fault.into()),
    };
    if fs::metadata(path)?.permissions().mode() & 0o077 != 0 {
        return Err(KeyFault::Open);
    }
    let digest: Digest = format!("sha256:{}", text.trim())
        .parse()
        .map_err(|_| KeyFault::Form)?;
    Ok(Some(CampaignKey::from_bytes(*digest.as_bytes())))
}

/// Reads the key; `None` if there is none yet and no file was made with one.
///
/// # Errors
/// [`KeyFault`].
pub fn load_beside(path: &Path, made_with_it: &[PathBuf]) -> Result<Option<CampaignKey>, KeyFault> {
    let key = load(path)?;
    let something = |file: &PathBuf| fs::metadata(file).is_ok_and(|file| file.len() > 0);
    if key.is_none() && made_with_it.iter().any(something) {
        return Err(KeyFault::Lost);
    }
    Ok(key)
}

/// Reads the key, or makes it the first time: never beside a file that was made with one.
///
/// # Errors
/// [`KeyFault`].
pub fn load_or_make(path: &Path, made_with_it: &[PathBuf]) -> Result<CampaignKey, KeyFault> {
    if let Some(key) = load_beside(path, made_with_it)? {
        return Ok(key);
    }
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    // Written to another file and then linked: nobody ever reads half a key, and the first process
    // decides the key.
    let aside = path.with_extension(format!("new-{}", std::process::id()));
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(true)
        .write(true)
        .mode(0o600)
        .open(&aside)?;
    file.write_all(hex(&random).as_bytes())?;
    file.sync_all()?;
    let linked = fs::hard_link(&aside, path);
    fs::remove_file(&aside)?;
    match linked {
        Ok(()) => Ok(CampaignKey::from_bytes(random)),
        Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => {
            load(path)?.ok_or(KeyFault::Form)
        }
        Err(fault) => Err(fault.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_for_its_owner() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("key");
        assert!(load(&path).unwrap().is_none());
        let vault = dir.path().join("vault.db");
        fs::write(&vault, "made with a key").unwrap();
        let beside = std::slice::from_ref(&vault);
        assert!(matches!(load_or_make(&path, beside), Err(KeyFault::Lost)));
        assert!(matches!(load_beside(&path, beside), Err(KeyFault::Lost)));
        assert!(!path.exists(), "no key is made beside a vault");
        fs::remove_file(&vault).unwrap();
        let key = load_or_make(&path, beside).unwrap();
        fs::write(&vault, "made with it").unwrap();
        assert_eq!(
            load_or_make(&path, beside).unwrap().as_bytes(),
            key.as_bytes()
        );
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(load(&path), Err(KeyFault::Open)));
    }
}
