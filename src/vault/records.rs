//! The vault's records: what they hold, and how each is read and compared with its checksum.

use jiff::Timestamp;
use rusqlite::Row as SqlRow;

use super::manifest::{MailLine, SealHead};
use super::store::VaultFault;
use super::sums;
use crate::address::Address;
use crate::id::{Digest, ListId, Pseudonym};

/// One seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealRow {
    /// Number of the seal.
    pub seal: u32,
    /// The campaign digest.
    pub digest: Digest,
    /// Whether it adds to the earlier seals.
    pub supplement: bool,
    /// Time of the seal.
    pub at: Timestamp,
    /// What people approved besides the mails.
    pub head: SealHead,
    /// The inputs it was made from.
    pub inputs: super::Inputs,
    /// Octets of all its mails.
    pub octets: u64,
    /// Digest of what its rows had in their columns; `None` in seals from before that was kept.
    pub cells: Option<Digest>,
}

/// One row of the list, as a seal knew it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedRow {
    /// Its pseudonym in the journal.
    pub recipient: Pseudonym,
    /// Its id in the list.
    pub list_id: ListId,
    /// The row number as a spreadsheet shows it.
    pub sheet_row: u32,
    /// The organisation's name.
    pub organisation: String,
    /// The ground on which it was excluded.
    pub ground: Option<String>,
    /// Its legal ground.
    pub legal: Option<String>,
    /// Whether it gets a letter instead; `None` in seals from before that was recorded.
    pub by_post: Option<bool>,
}

/// One sealed mail, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailRow {
    /// Pseudonym of the recipient.
    pub recipient: Pseudonym,
    /// Forward-path.
    pub address: Address,
    /// `Message-ID` without the angle brackets.
    pub message_id: String,
    /// The mail digest.
    pub digest: Digest,
    /// Digest of layout and own bytes.
    pub own: Digest,
    /// Octets, without `Date:`.
    pub octets: u64,
}

impl MailRow {
    /// Its line in the manifest.
    #[must_use]
    pub fn line(&self) -> MailLine<'_> {
        MailLine {
            recipient: &self.recipient,
            address: &self.address,
            digest: &self.digest,
            own: &self.own,
            octets: self.octets,
            message_id: &self.message_id,
        }
    }
}

fn address_of(row: &SqlRow<'_>, at: usize) -> Result<Address, VaultFault> {
    let text: String = row.get(at)?;
    Address::parse(&text).map_err(|_| VaultFault::NotAsSealed)
}

pub(super) fn read_seal(row: &SqlRow<'_>) -> Result<SealRow, VaultFault> {
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

pub(super) fn read_row(row: &SqlRow<'_>) -> Result<SealedRow, VaultFault> {
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

pub(super) fn read_mail(row: &SqlRow<'_>) -> Result<MailRow, VaultFault> {
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
