//! Keyed hashes: HMAC-SHA-256 (RFC 2104), and the first bytes of one. Pure.

use hmac::{Hmac, KeyInit};
use sha2::Sha256;

/// HMAC-SHA-256 with this key.
pub(super) fn keyed(key: &[u8; 32]) -> Hmac<Sha256> {
    match Hmac::<Sha256>::new_from_slice(&key[..]) {
        Ok(mac) => mac,
        // HMAC takes any length.
        Err(_) => unreachable!("HMAC takes a key of any length"),
    }
}

/// The first `N` bytes of a hash.
pub(super) fn first<const N: usize>(bytes: &[u8; 32]) -> [u8; N] {
    let mut out = [0; N];
    out.copy_from_slice(&bytes[..N]);
    out
}
