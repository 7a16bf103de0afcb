//! Where a password comes from, never the settings themselves.

use std::fmt;
use std::path::Path;

use super::Smtp;

/// A password. It shows itself to nobody.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// The password itself, for the login.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Why there is no password.
#[derive(Debug, thiserror::Error)]
pub enum SecretFault {}

/// The relay's password.
///
/// # Errors
/// See [`SecretFault`].
pub fn password(_dir: &Path, _relay: &Smtp) -> Result<Option<Secret>, SecretFault> {
    Ok(None)
}
