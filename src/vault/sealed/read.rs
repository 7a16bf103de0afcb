//! How each record of the vault is read and compared with its checksum.

use jiff::Timestamp;
use rusqlite::Row as SqlRow;

use super::rows::{MailRow, SealRow, SealedRow};
use super::sums;
use crate::address::Address;
use crate::id::{Digest, ListId, Pseudonym};
use crate::vault::fault::VaultFault;

fn address_of(row: &SqlRow<'_>, at: usize) -> Result<Address, VaultFault> {
    let text: String = row.get(at)?;
    Address::parse(&text).map_err(|_| VaultFault::NotAsSealed)
}

pub(in crate::vault) fn read_seal(row: &SqlRow<'_>) -> Result<SealRow, VaultFault> {
    let (head, inputs): (String, String) = (row.get(4)?, row.get(5)?);
    let seal = SealRow {
        seal: row.get(0)?,
        digest: Digest::from_bytes(row.get(1)?),
        supplement: row.get(2)?,
        at: Timestamp::from_millisecond(row.get(3)?).map_err(|_| VaultFault::NotAsSealed)?,
        head: serde_json::from_str(&head).map_err(|_| VaultFault::NotAsSealed)?,
        inputs: serde_json::from_str(&inputs).map_err(|_| VaultFault::NotAsSealed)?,
        octets: octets_of(row, 6)?,
        cells: row.get::<_, Option<[u8; 32]>>(8)?.map(Digest::from_bytes),
    };
    let sum: Option<sums::HalfDigest> = row.get(7)?;
    if sum.is_none() && seal.head.form > 1 {
        return Err(VaultFault::NotAsSealed);
    }
    sums::hold(sums::of_seal(&seal, &head, &inputs), sum)?;
    Ok(seal)
}

/// What [`read_row`] reads, in its order.
pub(in crate::vault) const ROW_COLUMNS: &str =
    "pseudonym, list_id, sheet_row, organisation, ground, legal, by_post, seal, ordinal, sum";

pub(in crate::vault) fn read_row(row: &SqlRow<'_>) -> Result<SealedRow, VaultFault> {
    let list_id: String = row.get(1)?;
    let found = SealedRow {
        recipient: Pseudonym::from_bytes(row.get(0)?),
        list_id: ListId::new(&list_id).map_err(|_| VaultFault::NotAsSealed)?,
        sheet_row: row.get(2)?,
        organisation: row.get(3)?,
        ground: row.get(4)?,
        legal: row.get(5)?,
        by_post: row.get(6)?,
    };
    sums::hold(sums::of_row(row.get(7)?, row.get(8)?, &found), row.get(9)?)?;
    Ok(found)
}

/// What [`read_mail`] reads, in its order.
pub(in crate::vault) const MAIL_COLUMNS: &str =
    "pseudonym, address, message_id, own_digest, digest, octets, seal, ordinal, sum";

pub(in crate::vault) fn read_mail(row: &SqlRow<'_>) -> Result<MailRow, VaultFault> {
    let mail = MailRow {
        recipient: Pseudonym::from_bytes(row.get(0)?),
        address: address_of(row, 1)?,
        message_id: row.get(2)?,
        own: Digest::from_bytes(row.get(3)?),
        digest: Digest::from_bytes(row.get(4)?),
        octets: octets_of(row, 5)?,
    };
    sums::hold(
        sums::of_mail(row.get(6)?, row.get(7)?, &mail.line()),
        row.get(8)?,
    )?;
    Ok(mail)
}

fn octets_of(row: &SqlRow<'_>, at: usize) -> Result<u64, VaultFault> {
    u64::try_from(row.get::<_, i64>(at)?).map_err(|_| VaultFault::NotAsSealed)
}
