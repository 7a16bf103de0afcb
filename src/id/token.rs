//! Secrets that a person carries in a link or a browser keeps in a cookie.

use std::fmt;
use std::io;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

use super::Digest;

/// 256 random bits, written as 43 letters that fit into a link (base64url, RFC 4648, section 5).
/// Only its digest is ever kept.
#[derive(Clone)]
pub struct SecretToken(Zeroizing<String>);

impl SecretToken {
    /// A new one, from the operating system's random bits.
    ///
    /// # Errors
    /// If the operating system gives none.
    pub fn generate() -> io::Result<Self> {
        let mut random = Zeroizing::new([0_u8; 32]);
        getrandom::fill(&mut *random).map_err(io::Error::other)?;
        Ok(SecretToken(Zeroizing::new(URL_SAFE_NO_PAD.encode(*random))))
    }

    /// The letters, for the link or the cookie.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(self.0.as_bytes())
    }
}

impl fmt::Debug for SecretToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretToken(…)")
    }
}
