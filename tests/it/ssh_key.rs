//! An SSH key in this process, so that signing needs no other program.
#![allow(clippy::disallowed_methods)]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{SHA256, SHA512, digest};
use ring::signature::{Ed25519KeyPair, KeyPair};

/// A person's key, made of one number.
pub(crate) struct Key(Ed25519KeyPair);

fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend(u32::try_from(bytes.len()).unwrap().to_be_bytes());
    out.extend(bytes);
}

impl Key {
    pub(crate) fn new(seed: u8) -> Key {
        Key(Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap())
    }

    fn blob(&self) -> Vec<u8> {
        let mut blob = Vec::new();
        put(&mut blob, b"ssh-ed25519");
        put(&mut blob, self.0.public_key().as_ref());
        blob
    }

    /// As `.pub` has it.
    pub(crate) fn public(&self) -> String {
        format!("ssh-ed25519 {}", STANDARD.encode(self.blob()))
    }

    pub(crate) fn fingerprint(&self) -> String {
        let sum = STANDARD.encode(digest(&SHA256, &self.blob()));
        format!("SHA256:{}", sum.trim_end_matches('='))
    }

    /// What `ssh-keygen -Y sign -n NAMESPACE` makes (`PROTOCOL.sshsig`).
    pub(crate) fn sign(&self, namespace: &str, text: &str) -> String {
        let head = |mut out: Vec<u8>| {
            put(&mut out, namespace.as_bytes());
            put(&mut out, b"");
            put(&mut out, b"sha512");
            out
        };
        let mut signed = head(b"SSHSIG".to_vec());
        put(&mut signed, digest(&SHA512, text.as_bytes()).as_ref());
        let mut signature = Vec::new();
        put(&mut signature, b"ssh-ed25519");
        put(&mut signature, self.0.sign(&signed).as_ref());
        let mut blob = b"SSHSIG\0\0\0\x01".to_vec();
        put(&mut blob, &self.blob());
        let mut blob = head(blob);
        put(&mut blob, &signature);
        let base64 = STANDARD.encode(blob);
        format!("-----BEGIN SSH SIGNATURE-----\n{base64}\n-----END SSH SIGNATURE-----\n")
    }
}
