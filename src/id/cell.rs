//! Marks of cells: two cells with the same text have the same mark, and a mark reveals nothing
//! without the campaign's key.

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::keyed::{first, keyed};

/// The text of a cell as a keyed hash; all zeros for an empty cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellMark([u8; 8]);

impl CellMark {
    /// The mark of an empty cell.
    pub const EMPTY: CellMark = CellMark([0; 8]);

    /// From its bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 8]) -> Self {
        CellMark(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 8] {
        &self.0
    }
}

/// Makes the marks of one campaign.
#[derive(Clone)]
pub struct CellKey(Hmac<Sha256>);

impl CellKey {
    /// From the 32 bytes that the campaign's key gives for it.
    pub(super) fn from_bytes(bytes: &[u8; 32]) -> Self {
        CellKey(keyed(bytes))
    }

    /// The mark of a text.
    #[must_use]
    pub fn mark(&self, text: &str) -> CellMark {
        if text.is_empty() {
            return CellMark::EMPTY;
        }
        let mut mac = self.0.clone();
        mac.update(text.as_bytes());
        CellMark(first(&mac.finalize().into_bytes().into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::CampaignKey;

    #[test]
    fn the_same_text_has_the_same_mark_under_one_key_only() {
        let (key, other) = (
            CampaignKey::from_bytes([1; 32]).cells(),
            CampaignKey::from_bytes([2; 32]).cells(),
        );
        assert_eq!(key.mark("VZ-1"), key.mark("VZ-1"));
        assert_ne!(key.mark("VZ-1"), key.mark("VZ-2"));
        assert_ne!(key.mark("VZ-1"), other.mark("VZ-1"));
        assert_eq!(
            (key.mark(""), other.mark("")),
            (CellMark::EMPTY, CellMark::EMPTY)
        );
    }
}
