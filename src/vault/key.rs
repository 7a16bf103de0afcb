//! The campaign's key on disk: `var/key`, 32 random bytes as hexadecimal digits, for the owner only.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use crate::id::{CampaignKey, Digest, hex};
use crate::phrase::Phrase;

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyFault {
    /// The file cannot be read or made.
    #[error("the key file could not be read or made: {0}")]
    File(#[from] io::Error),
    /// What is in it is no key.
    #[error("the key file does not hold a key")]
    Form,
    /// Others on this machine could read it.
    #[error("the key file can be read by others")]
    Open,
}

impl KeyFault {
    /// What to tell people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            KeyFault::File(fault) => Phrase::new("vault-key-file").with("what", fault.to_string()),
            KeyFault::Form => Phrase::new("vault-key-form"),
            KeyFault::Open => Phrase::new("vault-key-open"),
        }
    }
}

/// Reads the key; `None` where there is none yet.
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
    let digest: Digest = format!("sha256:{}", text.trim()).parse().map_err(|_| KeyFault::Form)?;
    Ok(Some(CampaignKey::from_bytes(*digest.as_bytes())))
}

/// Reads the key, or makes it the first time.
///
/// # Errors
/// [`KeyFault`].
pub fn load_or_make(path: &Path) -> Result<CampaignKey, KeyFault> {
    if let Some(key) = load(path)? {
        return Ok(key);
    }
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    // Written aside and then linked: nobody ever reads half a key, and the first to come names it.
    let aside = path.with_extension(format!("new-{}", std::process::id()));
    let mut file = OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(&aside)?;
    file.write_all(hex(&random).as_bytes())?;
    file.sync_all()?;
    let linked = fs::hard_link(&aside, path);
    fs::remove_file(&aside)?;
    match linked {
        Ok(()) => Ok(CampaignKey::from_bytes(random)),
        Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => load(path)?.ok_or(KeyFault::Form),
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
        let key = load_or_make(&path).unwrap();
        assert_eq!(load_or_make(&path).unwrap().as_bytes(), key.as_bytes());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(load(&path), Err(KeyFault::Open)));
    }
}
