//! A sum beside each record of the vault: what a disk or a slip of a bit changed is seen wherever the record is read,
//! also where nobody takes the campaign digest anew. Seals of before there were sums have none.

use sha2::{Digest as _, Sha256};

use super::manifest::{MailLine, row_line};
use super::records::{Row, SealRow};
use super::store::VaultFault;

/// The first half of a digest: no chance change keeps it.
pub(super) type Sum = [u8; 16];

fn sum(parts: &[&[u8]]) -> Sum {
    let mut whole = Sha256::new();
    for part in parts {
        whole.update((part.len() as u64).to_be_bytes());
        whole.update(part);
    }
    let mut half = Sum::default();
    half.copy_from_slice(&whole.finalize()[..16]);
    half
}

/// Of a mail in its place.
pub(super) fn of_mail(seal: u32, ordinal: i64, mail: &MailLine<'_>) -> Sum {
    sum(&[
        &seal.to_be_bytes(),
        &ordinal.to_be_bytes(),
        mail.line(super::manifest::FORM).as_bytes(),
    ])
}

/// Of a row in its place.
pub(super) fn of_row(seal: u32, ordinal: u32, row: &Row) -> Sum {
    sum(&[
        &seal.to_be_bytes(),
        &ordinal.to_be_bytes(),
        row_line(row).as_bytes(),
    ])
}

/// Of a seal, with head and inputs as they stand in the file.
pub(super) fn of_seal(row: &SealRow, head: &str, inputs: &str) -> Sum {
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
    // Seals of before cells were kept have the sum of the rest.
    parts.extend(cells.iter().map(|cells| &cells.as_bytes()[..]));
    sum(&parts)
}

/// Holds what was read against the sum beside it.
///
/// # Errors
/// [`VaultFault::NotAsSealed`] where they differ.
pub(super) fn hold(found: Sum, kept: Option<Sum>) -> Result<(), VaultFault> {
    match kept {
        Some(kept) if kept != found => Err(VaultFault::NotAsSealed),
        Some(_) | None => Ok(()),
    }
}
