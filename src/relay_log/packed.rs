//! Logs that were packed when they were put aside.

/// How a file is packed, by its first octets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    None,
    /// gzip (RFC 1952): read as it is.
    Gzip,
    /// Something else, which has to be unpacked first: xz, zstd, bzip2, zip.
    Other,
}

/// How a file that begins so is packed.
#[must_use]
pub fn packing(first: &[u8]) -> Packing {
    const OTHERS: [&[u8]; 4] = [b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"BZh", b"PK\x03\x04"];
    if first.starts_with(b"\x1f\x8b") {
        Packing::Gzip
    } else if OTHERS.iter().any(|magic| first.starts_with(magic)) {
        Packing::Other
    } else {
        Packing::None
    }
}
