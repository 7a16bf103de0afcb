//! Names that reveal nothing: digests, pseudonyms, message ids, and the key they are derived with.
//!
//! The list's own id is personal and stays in the vault; journal and wire know only a [`Pseudonym`]. Pure:
//! `vault/key.rs` reads and writes the key.

mod cell;
mod keyed;
mod telling;
mod token;

use std::fmt;
use std::str::FromStr;

use hmac::Mac;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use keyed::{first, keyed};

pub use cell::{CellKey, CellMark};
pub use telling::{Tells, what_ids_tell};
pub use token::SecretToken;

/// A SHA-256 digest (FIPS 180-4), written `sha256:` and 64 hexadecimal digits.
///
/// ```
/// use heraut::id::Digest;
///
/// let digest = Digest::of(b"abc");
/// assert!(digest.to_string().starts_with("sha256:ba7816bf8f01"));
/// assert!(digest.is_named_by("ba78 16bf 8f01"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Digest(Sha256::digest(bytes).into())
    }

    /// The digest of several pieces as if they were one.
    #[must_use]
    pub fn of_pieces<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut sum = Sha256::new();
        for piece in pieces {
            sum.update(piece);
        }
        Digest(sum.finalize().into())
    }

    /// The digest of everything that can be read here, however much it is.
    ///
    /// # Errors
    /// If reading fails.
    pub fn of_all(mut from: impl std::io::Read) -> std::io::Result<Self> {
        let mut sum = Sha256::new();
        let mut piece = vec![0; 64 * 1024];
        loop {
            match from.read(&mut piece) {
                Ok(0) => return Ok(Digest(sum.finalize().into())),
                Ok(octets) => sum.update(piece.get(..octets).unwrap_or_default()),
                Err(fault) if fault.kind() == std::io::ErrorKind::Interrupted => {}
                Err(fault) => return Err(fault),
            }
        }
    }

    /// From the 32 bytes themselves.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Digest(bytes)
    }

    /// The 32 bytes themselves.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The 64 hexadecimal digits alone.
    #[must_use]
    pub fn hex(&self) -> String {
        hex(&self.0)
    }

    /// Twelve digits in groups of four, for people: `4be1 90c7 22d0`. The blanks don't break, so that it stays on one
    /// line, and a shell reads it as one word when it is pasted.
    #[must_use]
    pub fn short(&self) -> String {
        let digits = self.hex();
        format!(
            "{}\u{a0}{}\u{a0}{}",
            &digits[..4],
            &digits[4..8],
            &digits[8..12]
        )
    }

    /// Whether `typed` names this digest: a prefix of at least 12 hexadecimal digits, with or
    /// without `sha256:`, spaces allowed.
    #[must_use]
    pub fn is_named_by(&self, typed: &str) -> bool {
        let wanted: String = typed
            .trim()
            .trim_start_matches("sha256:")
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
            .to_ascii_lowercase();
        wanted.len() >= 12 && self.hex().starts_with(&wanted)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sha256:{}", self.hex())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Digest {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let digits = text.strip_prefix("sha256:").ok_or(NotAnId("digest"))?;
        unhex(digits).map(Digest).ok_or(NotAnId("digest"))
    }
}

impl TryFrom<String> for Digest {
    type Error = NotAnId;
    fn try_from(text: String) -> Result<Self, NotAnId> {
        text.parse()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> String {
        digest.to_string()
    }
}

/// A recipient as journal and wire know it: 32 hexadecimal digits that reveal nothing without the key.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pseudonym([u8; 16]);

impl Pseudonym {
    /// From the 16 bytes themselves (as the journal stores them).
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Pseudonym(bytes)
    }

    /// The 16 bytes themselves.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Pseudonym {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        unhex(text).map(Pseudonym).ok_or(NotAnId("pseudonym"))
    }
}

impl TryFrom<String> for Pseudonym {
    type Error = NotAnId;
    fn try_from(text: String) -> Result<Self, NotAnId> {
        text.parse()
    }
}

impl From<Pseudonym> for String {
    fn from(pseudonym: Pseudonym) -> String {
        pseudonym.to_string()
    }
}

/// A text of the vault as the journal knows it: keyed, so nobody can guess it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TextId([u8; 16]);

impl TextId {
    /// The 16 bytes themselves.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for TextId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for TextId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for TextId {
    type Error = NotAnId;
    fn try_from(text: String) -> Result<Self, NotAnId> {
        unhex(&text).map(TextId).ok_or(NotAnId("text id"))
    }
}

impl From<TextId> for String {
    fn from(id: TextId) -> String {
        id.to_string()
    }
}

/// The list's own id of a row, such as `ORG-041`: 1 to 64 printable characters without spaces.
///
/// People of the campaign may see it; it never goes into the journal or onto the wire.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct ListId(String);

impl ListId {
    /// Checks the form of an id.
    ///
    /// # Errors
    /// If it is empty, longer than 64 characters, or holds a space, a control character or an invisible one.
    pub fn new(text: &str) -> Result<Self, NotAnId> {
        let long = text.chars().count() > 64;
        let odd = text
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || crate::address::is_invisible(c));
        if text.is_empty() || long || odd {
            return Err(NotAnId("list id"));
        }
        Ok(ListId(text.to_owned()))
    }

    /// The id as the list writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ListId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is not an id of the kind named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a {0}")]
pub struct NotAnId(pub &'static str);

/// The campaign's secret: 32 random bytes from which all pseudonyms and mail ids are derived.
#[derive(Clone)]
pub struct CampaignKey(Zeroizing<[u8; 32]>);

impl CampaignKey {
    /// From its 32 bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        CampaignKey(Zeroizing::new(bytes))
    }

    /// The bytes, for the file that stores it.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// HMAC-SHA-256 (RFC 2104) over a purpose and parts, each preceded by its length, so no two different inputs are
    /// equal.
    #[must_use]
    pub fn derive(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = keyed(&self.0);
        for part in std::iter::once(purpose.as_bytes()).chain(parts.iter().copied()) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// The key for the marks of cells.
    #[must_use]
    pub fn cells(&self) -> CellKey {
        CellKey::from_bytes(&self.derive("cell", &[]))
    }

    /// A value that distinguishes this key from another and reveals nothing about it: stored beside what was made with
    /// it.
    #[must_use]
    pub fn check(&self) -> [u8; 16] {
        first(&self.derive("key check", &[]))
    }

    /// The pseudonym of a row of the list.
    #[must_use]
    pub fn pseudonym(&self, id: &ListId) -> Pseudonym {
        Pseudonym(first(&self.derive("recipient", &[id.as_str().as_bytes()])))
    }

    /// The id of a person's name or text in the vault.
    #[must_use]
    pub fn text_id(&self, text: &str) -> TextId {
        TextId(first(&self.derive("text", &[text.as_bytes()])))
    }

    /// The left part of a `Message-ID`, the same for the same recipient and content: 32
    /// hexadecimal digits.
    #[must_use]
    pub fn message_token(&self, recipient: &Pseudonym, content: &Digest) -> String {
        hex(&first::<16>(&self.derive(
            "message-id",
            &[recipient.as_bytes(), content.as_bytes()],
        )))
    }

    /// A MIME boundary (RFC 2046, section 5.1.1) for part `nth` of a mail with this content.
    #[must_use]
    pub fn boundary(&self, recipient: &Pseudonym, content: &Digest, nth: u8) -> String {
        let token = self.derive(
            "boundary",
            &[recipient.as_bytes(), content.as_bytes(), &[nth]],
        );
        format!("=_{}", hex(&first::<12>(&token)))
    }
}

impl fmt::Debug for CampaignKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CampaignKey(…)")
    }
}

/// Lower-case hexadecimal digits of `bytes`.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        out.push(DIGITS[usize::from(byte >> 4)] as char);
        out.push(DIGITS[usize::from(byte & 15)] as char);
    }
    out
}

fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != N * 2
        || !text
            .bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    {
        return None;
    }
    let mut out = [0; N];
    for (slot, pair) in out.iter_mut().zip(text.as_bytes().chunks(2)) {
        *slot = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(out)
}

#[cfg(test)]
mod tests;
