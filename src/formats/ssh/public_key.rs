//! Public keys of OpenSSH, and whether a signature is theirs.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use ring::digest::{SHA256, digest};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA512, RsaPublicKeyComponents, UnparsedPublicKey, VerificationAlgorithm,
};

use super::wire::SshBytes;

/// The types of keys that are read, as OpenSSH names them.
pub(super) const TYPES: [&str; 6] = [
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "ssh-rsa",
];

/// Least bits of an RSA key, as NIST SP 800-131A asks for.
const RSA_BITS: usize = 2048;

/// The flag by which a FIDO key says that somebody touched it (`PROTOCOL.u2f`).
const USER_PRESENT: u8 = 0x01;

/// Why a key can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyRefusal {
    /// It is not a key in the form of OpenSSH.
    Garbled,
    /// A type that can't be checked here, a certificate for one.
    Type(String),
    /// An RSA key of so few bits.
    Short(usize),
}

/// A public key of a type that can be checked here.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    blob: Vec<u8>,
}

/// What a key consists of (RFC 4253, 6.6; RFC 5656, 3.1; RFC 8709, 4; `PROTOCOL.u2f`).
enum Material<'b> {
    Ed25519(&'b [u8]),
    Ecdsa(Curve, &'b [u8]),
    Rsa {
        e: &'b [u8],
        n: &'b [u8],
    },
    /// A FIDO key, and the application that it was made for.
    Fido(Box<Material<'b>>, &'b [u8]),
}

#[derive(Clone, Copy)]
enum Curve {
    P256,
    P384,
}

impl PublicKey {
    /// Reads a key from its bytes on the wire.
    ///
    /// # Errors
    /// [`KeyRefusal`].
    pub(super) fn of_blob(blob: &[u8]) -> Result<PublicKey, KeyRefusal> {
        let kind = SshBytes(blob).text().ok_or(KeyRefusal::Garbled)?;
        if !TYPES.contains(&kind) {
            return Err(KeyRefusal::Type(kind.chars().take(64).collect()));
        }
        match material(blob).ok_or(KeyRefusal::Garbled)? {
            Material::Rsa { n, .. } if bits(n) < RSA_BITS => Err(KeyRefusal::Short(bits(n))),
            _ => Ok(PublicKey { blob: blob.into() }),
        }
    }

    /// Reads a key from the two words of a key file: type and base64.
    ///
    /// # Errors
    /// [`KeyRefusal`].
    pub(super) fn of_words(kind: &str, base64: &str) -> Result<PublicKey, KeyRefusal> {
        if !TYPES.contains(&kind) {
            return Err(KeyRefusal::Type(kind.chars().take(64).collect()));
        }
        let blob = STANDARD.decode(base64).map_err(|_| KeyRefusal::Garbled)?;
        let key = PublicKey::of_blob(&blob)?;
        if key.kind() == kind {
            Ok(key)
        } else {
            Err(KeyRefusal::Garbled)
        }
    }

    /// Its type.
    fn kind(&self) -> &str {
        SshBytes(&self.blob).text().unwrap_or_default()
    }

    /// Its fingerprint as `ssh-keygen -l` prints it: `SHA256:` and base64 without padding.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let sum = digest(&SHA256, &self.blob);
        format!("SHA256:{}", STANDARD_NO_PAD.encode(sum))
    }

    /// Whether `signature` (in its form on the wire) is this key's over `message`. A FIDO key must
    /// say that somebody touched it.
    pub(super) fn signed(&self, signature: &[u8], message: &[u8]) -> bool {
        self.verify(signature, message).is_some()
    }

    fn verify(&self, signature: &[u8], message: &[u8]) -> Option<()> {
        let mut wire = SshBytes(signature);
        let algorithm = wire.text()?;
        let bytes = wire.string()?;
        let material = material(&self.blob)?;
        // An RSA key signs with one of two hashes; SHA-1 (`ssh-rsa`) is none of them. Other keys
        // sign with the algorithm of their name.
        let fits = match material {
            Material::Rsa { .. } => matches!(algorithm, "rsa-sha2-256" | "rsa-sha2-512"),
            _ => algorithm == self.kind(),
        };
        if !fits {
            return None;
        }
        match &material {
            Material::Fido(key, application) => {
                let (flags, counter) = (wire.byte()?, wire.number()?);
                wire.end()?;
                (flags & USER_PRESENT != 0).then_some(())?;
                let mut signed = digest(&SHA256, application).as_ref().to_vec();
                signed.push(flags);
                signed.extend(counter.to_be_bytes());
                signed.extend(digest(&SHA256, message).as_ref());
                holds(key, algorithm, bytes, &signed)
            }
            plain => {
                wire.end()?;
                holds(plain, algorithm, bytes, message)
            }
        }
    }
}

fn holds(key: &Material<'_>, algorithm: &str, signature: &[u8], message: &[u8]) -> Option<()> {
    match key {
        Material::Ed25519(key) => check(&ED25519, key, signature, message),
        Material::Ecdsa(Curve::P256, point) => {
            let fixed = both_numbers(signature, 32)?;
            check(&ECDSA_P256_SHA256_FIXED, point, &fixed, message)
        }
        Material::Ecdsa(Curve::P384, point) => {
            let fixed = both_numbers(signature, 48)?;
            check(&ECDSA_P384_SHA384_FIXED, point, &fixed, message)
        }
        Material::Rsa { e, n } => {
            let hash = match algorithm {
                "rsa-sha2-256" => &RSA_PKCS1_2048_8192_SHA256,
                _ => &RSA_PKCS1_2048_8192_SHA512,
            };
            // A signature may be written without its leading zeros (RFC 8332, section 3).
            let zeros = n.len().checked_sub(signature.len())?;
            let full = [vec![0; zeros], signature.to_vec()].concat();
            let key = RsaPublicKeyComponents { n, e };
            key.verify(hash, message, &full).ok()
        }
        Material::Fido(..) => None,
    }
}

fn check(
    algorithm: &'static dyn VerificationAlgorithm,
    key: &[u8],
    signature: &[u8],
    message: &[u8],
) -> Option<()> {
    UnparsedPublicKey::new(algorithm, key)
        .verify(message, signature)
        .ok()
}

/// The two numbers of an ECDSA signature, each in `width` bytes.
fn both_numbers(signature: &[u8], width: usize) -> Option<Vec<u8>> {
    let mut wire = SshBytes(signature);
    let mut fixed = Vec::with_capacity(2 * width);
    for _ in 0..2 {
        let number = wire.magnitude()?;
        fixed.resize(fixed.len() + width.checked_sub(number.len())?, 0);
        fixed.extend(number);
    }
    wire.end()?;
    Some(fixed)
}

fn material(blob: &[u8]) -> Option<Material<'_>> {
    let mut wire = SshBytes(blob);
    let material = match wire.text()? {
        "ssh-ed25519" => ed25519(&mut wire)?,
        "ecdsa-sha2-nistp256" => ecdsa(&mut wire, Curve::P256)?,
        "ecdsa-sha2-nistp384" => ecdsa(&mut wire, Curve::P384)?,
        "ssh-rsa" => {
            let (e, n) = (wire.magnitude()?, wire.magnitude()?);
            Material::Rsa { e, n }
        }
        "sk-ssh-ed25519@openssh.com" => {
            let key = ed25519(&mut wire)?;
            Material::Fido(Box::new(key), wire.string()?)
        }
        "sk-ecdsa-sha2-nistp256@openssh.com" => {
            let key = ecdsa(&mut wire, Curve::P256)?;
            Material::Fido(Box::new(key), wire.string()?)
        }
        _ => return None,
    };
    wire.end()?;
    Some(material)
}

fn ed25519<'b>(wire: &mut SshBytes<'b>) -> Option<Material<'b>> {
    let key = wire.string()?;
    (key.len() == 32).then_some(Material::Ed25519(key))
}

fn ecdsa<'b>(wire: &mut SshBytes<'b>, curve: Curve) -> Option<Material<'b>> {
    let (name, width) = match curve {
        Curve::P256 => ("nistp256", 32),
        Curve::P384 => ("nistp384", 48),
    };
    let named = wire.text()? == name;
    let point = wire.string()?;
    // Uncompressed: 4, x, y.
    let is_point = point.len() == 1 + 2 * width && point[0] == 4;
    (named && is_point).then_some(Material::Ecdsa(curve, point))
}

fn bits(number: &[u8]) -> usize {
    let top = number.first().map_or(8, |first| first.leading_zeros());
    (number.len() * 8).saturating_sub(top as usize)
}

/// As a line of a key file: type and base64.
impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind(), STANDARD.encode(&self.blob))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.fingerprint())
    }
}
