//! Signatures as `ssh-keygen -Y sign` writes them (OpenSSH, `PROTOCOL.sshsig`).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{Algorithm, SHA256, SHA512, digest};

use super::public_key::{KeyRefusal, PublicKey};
use super::wire::{SshBytes, put};

const MAGIC: &[u8] = b"SSHSIG";
const VERSION: u32 = 1;
const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----";
const END: &str = "-----END SSH SIGNATURE-----";
/// Characters of base64 in a line.
const WIDTH: usize = 70;

/// Why a text is not a signature that can be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignatureForm {
    /// The line that begins a signature, or the line that ends it, is missing.
    Armor,
    /// What is between them is not a signature.
    Garbled,
    /// A newer version of the format, or another hash.
    Newer,
    /// The key that it names can't be checked here.
    Key(KeyRefusal),
}

/// A signature with the key that it claims to be made with. Nothing is verified until
/// [`SshSignature::signs`].
#[derive(Debug, Clone)]
pub struct SshSignature {
    blob: Vec<u8>,
    key: PublicKey,
    namespace: String,
    hash: (&'static str, &'static Algorithm),
    signature: Vec<u8>,
}

impl SshSignature {
    /// Reads the text of a signature file. Blanks around it, and line ends of CR LF, don't matter.
    ///
    /// # Errors
    /// [`SignatureForm`].
    pub fn read(text: &str) -> Result<SshSignature, SignatureForm> {
        let inside = text
            .trim_start()
            .strip_prefix(BEGIN)
            .filter(|rest| rest.starts_with(['\r', '\n']))
            .and_then(|rest| rest.split_once(END))
            .map(|(inside, _)| inside)
            .filter(|inside| inside.ends_with('\n'))
            .ok_or(SignatureForm::Armor)?;
        let base64: String = inside.split_ascii_whitespace().collect();
        let blob = STANDARD
            .decode(base64)
            .map_err(|_| SignatureForm::Garbled)?;
        SshSignature::of_blob(blob)
    }

    fn of_blob(blob: Vec<u8>) -> Result<SshSignature, SignatureForm> {
        const GARBLED: SignatureForm = SignatureForm::Garbled;
        let mut wire = SshBytes(&blob);
        wire.exactly(MAGIC).ok_or(GARBLED)?;
        if wire.number().ok_or(GARBLED)? != VERSION {
            return Err(SignatureForm::Newer);
        }
        let key = wire.string().ok_or(GARBLED)?;
        let namespace = wire.text().ok_or(GARBLED)?.to_owned();
        // Reserved: its content means nothing in this version.
        wire.string().ok_or(GARBLED)?;
        let hash = match wire.text().ok_or(GARBLED)? {
            "sha256" => ("sha256", &SHA256),
            "sha512" => ("sha512", &SHA512),
            _ => return Err(SignatureForm::Newer),
        };
        let signature = wire.string().ok_or(GARBLED)?.to_vec();
        wire.end().ok_or(GARBLED)?;
        let key = PublicKey::of_blob(key).map_err(SignatureForm::Key)?;
        Ok(SshSignature {
            key,
            namespace,
            hash,
            signature,
            blob,
        })
    }

    /// The key that it claims to be made with.
    #[must_use]
    pub const fn key(&self) -> &PublicKey {
        &self.key
    }

    /// What it was made for, as `ssh-keygen -n` was told.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// Whether its key made it over this message.
    #[must_use]
    pub fn signs(&self, message: &[u8]) -> bool {
        let (name, algorithm) = self.hash;
        let mut signed = MAGIC.to_vec();
        put(&mut signed, self.namespace.as_bytes());
        put(&mut signed, b"");
        put(&mut signed, name.as_bytes());
        put(&mut signed, digest(algorithm, message).as_ref());
        self.key.signed(&self.signature, &signed)
    }

    /// The text of a signature file, as `ssh-keygen` writes it.
    #[must_use]
    pub fn armored(&self) -> String {
        let mut text = format!("{BEGIN}\n");
        let base64 = STANDARD.encode(&self.blob);
        for line in base64.as_bytes().chunks(WIDTH) {
            text.extend(line.iter().map(|byte| char::from(*byte)));
            text.push('\n');
        }
        text + END + "\n"
    }
}
