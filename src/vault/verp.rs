//! Return paths for each mail (VERP): a token in the reverse-path says which mail came back.
//!
//! The token is a keyed hash of the mail's `Message-ID`. It holds no address, nobody without the
//! campaign's key can make one, and it is not stored: the base address and the rule are in the
//! manifest's head, and the `Message-ID` is in the sealed mail. So what was approved determines
//! every return path, at every attempt.

use crate::address::Address;
use crate::id::{CampaignKey, Pseudonym, hex};

use super::fault::VaultFault;
use super::store::Vault;

/// Bytes of the keyed hash in a token: among 100,000 mails two share one with a chance of one in
/// 10¹⁴.
const OCTETS: usize = 10;

/// The reverse-path of one mail: `bericht+<token>@…` (RFC 5233). `None` if the base leaves no room
/// for it.
#[must_use]
pub fn return_path(key: &CampaignKey, base: &Address, message_id: &str) -> Option<Address> {
    Address::parse(&format!(
        "{}+{}@{}",
        base.local(),
        token(key, message_id),
        base.domain()
    ))
    .ok()
}

fn token(key: &CampaignKey, message_id: &str) -> String {
    hex(&key.derive("return path", &[message_id.as_bytes()])[..OCTETS])
}

impl Vault {
    /// Which mail came back to this address, and of which seal; `None` if it is not one of our
    /// return paths. Relays may change the case of letters.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn whose_return_path(
        &self,
        key: &CampaignKey,
        base: &Address,
        returned: &str,
    ) -> Result<Option<(u32, Pseudonym)>, VaultFault> {
        let prefix = format!("{}+", base.local()).to_ascii_lowercase();
        let returned = returned.to_ascii_lowercase();
        let said = returned.rsplit_once('@').and_then(|(local, domain)| {
            let ours = domain == base.domain().to_ascii_lowercase();
            local.strip_prefix(&prefix).filter(|_| ours)
        });
        let Some(said) = said else { return Ok(None) };
        let mut statement = self
            .db
            .prepare_cached("SELECT seal, pseudonym, message_id FROM mail ORDER BY seal DESC")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let message_id: String = row.get(2)?;
            if token(key, &message_id) == said {
                return Ok(Some((row.get(0)?, Pseudonym::from_bytes(row.get(1)?))));
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_return_path_is_the_mails_own_and_nobody_else_can_make_it() {
        let (key, other) = (
            CampaignKey::from_bytes([7; 32]),
            CampaignKey::from_bytes([8; 32]),
        );
        let base = Address::parse("Bericht@voorbeeldzaken.example").unwrap();
        let path = |key, id| return_path(key, &base, id).unwrap().to_string();
        let one = path(&key, "1a2b@voorbeeldzaken.example");
        assert_eq!(one, path(&key, "1a2b@voorbeeldzaken.example"));
        assert_ne!(one, path(&key, "1a2c@voorbeeldzaken.example"));
        assert_ne!(one, path(&other, "1a2b@voorbeeldzaken.example"));
        let (local, domain) = one.split_once('@').unwrap();
        assert_eq!(
            (domain, local.len()),
            ("voorbeeldzaken.example", "Bericht+".len() + 2 * OCTETS)
        );
        assert!(!local.contains("1a2b"));
        let long = Address::parse(&format!("{}@voorbeeldzaken.example", "a".repeat(44))).unwrap();
        assert_eq!(
            return_path(&key, &long, "1a2b@voorbeeldzaken.example"),
            None
        );
    }
}
