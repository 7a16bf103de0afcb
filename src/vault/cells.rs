//! What each row of a sealed list had in its columns, as keyed hashes, to compare a later list
//! with.
//!
//! People don't approve this, so it is stored beside the manifest and not under it. The seal's own
//! checksum covers a digest of it: a change on the disk is noticed, and so is a missing record.

use rusqlite::{OptionalExtension, params};

use super::fault::VaultFault;
use super::seal_writer::SealWriter;
use super::store::Vault;
use crate::id::{CellMark, Digest, Pseudonym};
use crate::list::Given;

impl SealWriter<'_> {
    /// Stores what each row has in its columns, and the digest of the list.
    ///
    /// # Errors
    /// [`VaultFault`].
    pub fn cells(&mut self, list: &Digest, given: &Given) -> Result<(), VaultFault> {
        let body = written(given)?;
        self.work.execute(
            "INSERT INTO cells VALUES (?1, ?2, ?3)",
            params![self.seal, list.as_bytes(), body],
        )?;
        self.cells = Some(digest(list, &body));
        Ok(())
    }
}

impl Vault {
    /// What rows had in the newest seal up to this one that was made from another list than `list`;
    /// `None` if there is none, or only seals from before this was kept.
    ///
    /// # Errors
    /// [`VaultFault`]; [`VaultFault::NotAsSealed`] if it is not what was stored.
    pub fn cells_before(&self, newest: u32, list: &Digest) -> Result<Option<Given>, VaultFault> {
        for seal in (1..=newest).rev() {
            let Some(kept) = self.seal(seal)?.cells else {
                return Ok(None);
            };
            let of: Option<[u8; 32]> = self
                .db
                .prepare_cached("SELECT list FROM cells WHERE seal = ?1")?
                .query_row([seal], |row| row.get(0))
                .optional()?;
            let of = Digest::from_bytes(of.ok_or(VaultFault::NotAsSealed)?);
            if of == *list {
                continue;
            }
            let body: Vec<u8> = self
                .db
                .prepare_cached("SELECT body FROM cells WHERE seal = ?1")?
                .query_row([seal], |row| row.get(0))?;
            if digest(&of, &body) != kept {
                return Err(VaultFault::NotAsSealed);
            }
            return read(&body).map(Some).ok_or(VaultFault::NotAsSealed);
        }
        Ok(None)
    }
}

fn digest(list: &Digest, body: &[u8]) -> Digest {
    Digest::of_pieces([&list.as_bytes()[..], body])
}

/// Layout: the number of columns, the hashes of their headers, and for each row its pseudonym and
/// its hashes.
fn written(given: &Given) -> Result<Vec<u8>, VaultFault> {
    let columns = given.columns();
    let count = u32::try_from(columns.len()).map_err(|_| VaultFault::Form)?;
    let mut body = count.to_be_bytes().to_vec();
    columns
        .iter()
        .for_each(|mark| body.extend_from_slice(mark.as_bytes()));
    for (row, marks) in given.rows() {
        body.extend_from_slice(row.as_bytes());
        marks
            .iter()
            .for_each(|mark| body.extend_from_slice(mark.as_bytes()));
    }
    Ok(body)
}

/// `None` if it is not in the layout that is written.
fn read(body: &[u8]) -> Option<Given> {
    let (count, rest) = body.split_first_chunk::<4>()?;
    let count = usize::try_from(u32::from_be_bytes(*count)).ok()?;
    let (columns, rest) = rest.split_at_checked(count.checked_mul(8)?)?;
    let marks_of = |octets: &[u8]| -> Vec<CellMark> {
        let (marks, _) = octets.as_chunks::<8>();
        marks.iter().copied().map(CellMark::from_bytes).collect()
    };
    let (mut rows, mut marks) = (Vec::new(), Vec::new());
    for row in rest.chunks(16 + columns.len()) {
        let (pseudonym, own) = row.split_first_chunk::<16>()?;
        rows.push(Pseudonym::from_bytes(*pseudonym));
        marks.extend(marks_of(own));
    }
    Given::new(marks_of(columns), rows, marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rows_had_comes_back_and_nothing_else_does() {
        let mark = |nth: u8| CellMark::from_bytes([nth; 8]);
        let rows = [1, 2, 3]
            .map(|nth| Pseudonym::from_bytes([nth; 16]))
            .to_vec();
        let given = Given::new(vec![mark(1), mark(2)], rows, (10..16).map(mark).collect()).unwrap();
        let body = written(&given).unwrap();
        assert_eq!(read(&body), Some(given));
        for cut in 0..body.len() {
            let told = read(&body[..cut]);
            assert!(
                told.is_none_or(|given| given.rows().count() < 3),
                "cut at {cut}"
            );
        }
    }
}
