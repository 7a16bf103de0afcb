//! Whether the campaign is on a network share, where locks of two machines may not work.

use std::path::Path;

use crate::campaign::Campaign;

impl Campaign {
    /// The kind of network file system that holds the campaign's folder, if it can be seen.
    #[must_use]
    pub fn network_share(&self) -> Option<&'static str> {
        kind_of(self.dir())
    }
}

#[cfg(target_os = "linux")]
fn kind_of(folder: &Path) -> Option<&'static str> {
    let found = rustix::fs::statfs(folder).ok()?;
    // A number of 32 bits, however wide the machine stores it.
    let [a, b, c, d, ..] = found.f_type.to_le_bytes();
    network_kind(u32::from_le_bytes([a, b, c, d]))
}

#[cfg(not(target_os = "linux"))]
fn kind_of(_: &Path) -> Option<&'static str> {
    None
}

/// The numbers of `statfs(2)` and of the kernel's `magic.h`.
const fn network_kind(number: u32) -> Option<&'static str> {
    match number {
        0x0000_6969 => Some("NFS"),
        0x0000_517b | 0xff53_4d42 | 0xfe53_4d42 => Some("SMB"),
        0x0102_1997 => Some("9P"),
        0x00c3_6400 => Some("Ceph"),
        0x0bd0_0bd0 => Some("Lustre"),
        0x5346_414f | 0x6b41_4653 => Some("AFS"),
        0x4750_4653 => Some("GPFS"),
        0x7375_7245 => Some("Coda"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_shares_are_known_by_their_number_and_no_other_folder_is_one() {
        assert_eq!(network_kind(0x6969), Some("NFS"));
        assert_eq!(network_kind(0xff53_4d42), Some("SMB"));
        assert_eq!(network_kind(0xef53), None, "ext4");
        assert_eq!(kind_of(Path::new("/proc")), None);
    }
}
