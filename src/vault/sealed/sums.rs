//! A checksum beside each record of the vault: every read notices a changed bit, also where nobody
//! computes the campaign digest again. Seals from before there were checksums have none.

use sha2::{Digest as _, Sha256};

use super::manifest::{FORM, MailLine, row_line};
use super::rows::{SealRow, SealedRow};
use crate::vault::fault::VaultFault;

/// The first half of a digest: no accidental change keeps it.
pub(in crate::vault) type HalfDigest = [u8; 16];

fn sum(parts: &[&[u8]]) -> HalfDigest {
    let mut whole = Sha256::new();
    for part in parts {
        whole.update((part.len() as u64).to_be_bytes());
        whole.update(part);
    }
    let mut half = HalfDigest::default();
    half.copy_from_slice(&whole.finalize()[..16]);
    half
}

/// The checksum of a mail at its position.
pub(in crate::vault) fn of_mail(seal: u32, ordinal: i64, mail: &MailLine<'_>) -> HalfDigest {
    sum(&[
        &seal.to_be_bytes(),
        &ordinal.to_be_bytes(),
        mail.line(FORM).as_bytes(),
    ])
}

/// The checksum of a row at its position.
pub(in crate::vault) fn of_row(seal: u32, ordinal: u32, row: &SealedRow) -> HalfDigest {
    sum(&[
        &seal.to_be_bytes(),
        &ordinal.to_be_bytes(),
        row_line(row).as_bytes(),
    ])
}

/// The checksum of a seal, with head and inputs as they are in the file.
pub(in crate::vault) fn of_seal(row: &SealRow, head: &str, inputs: &str) -> HalfDigest {
    let SealRow {
        seal,
        digest,
        supplement,
        at,
        octets,
        cells,
        ..
    } = row;
    let numbers = format!("{seal} {supplement} {} {octets}", at.as_millisecond());
    let mut parts = vec![
        numbers.as_bytes(),
        digest.as_bytes(),
        head.as_bytes(),
        inputs.as_bytes(),
    ];
    // Seals from before cells were kept have the checksum of the rest.
    parts.extend(cells.iter().map(|cells| &cells.as_bytes()[..]));
    sum(&parts)
}

/// Compares what was read with its checksum.
///
/// # Errors
/// [`VaultFault::NotAsSealed`] if they differ.
pub(in crate::vault) fn hold(
    found: HalfDigest,
    kept: Option<HalfDigest>,
) -> Result<(), VaultFault> {
    match kept {
        Some(kept) if kept != found => Err(VaultFault::NotAsSealed),
        Some(_) | None => Ok(()),
    }
}
