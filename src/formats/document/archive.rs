//! The members of an office file, which is a zip archive (APPNOTE 6.3.10), unpacked one after the other within one budget.
//!
//! Pure. Whoever reads an office file reads it through here, so that nobody reads more of it than another.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::limits::MAX_UNPACKED;
use super::{Reason, Unread};

/// A member of an archive.
pub(super) struct Member {
    /// Its name, with its folders.
    pub(super) name: String,
    /// Its bytes, as far as they could be unpacked.
    pub(super) bytes: Vec<u8>,
}

/// Calls `each` with every member; returns what could not be unpacked.
pub(super) fn each_member(content: &[u8], each: impl FnMut(Member)) -> Unread {
    each_member_within(MAX_UNPACKED, content, each)
}

/// The same, unpacking no more than so many bytes in all. Every byte counts, also those of a member that is broken or too
/// large: they cost the time.
fn each_member_within(most: usize, content: &[u8], mut each: impl FnMut(Member)) -> Unread {
    let mut unread = Unread::default();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(content)) else {
        unread.add(Reason::Broken, None);
        return unread;
    };
    let mut left = most;
    for nth in 0..archive.len() {
        let member = match archive.by_index(nth) {
            Ok(member) => member,
            Err(fault) => {
                unread.add(reason(&fault), None);
                continue;
            }
        };
        let Ok(name) = member.name().map(std::borrow::Cow::into_owned) else {
            unread.add(Reason::Broken, None);
            continue;
        };
        let mut bytes = Vec::new();
        // One byte more: a member that just fits differs from one that doesn't.
        if member
            .take(left as u64 + 1)
            .read_to_end(&mut bytes)
            .is_err()
        {
            unread.add(Reason::Packing, None);
        }
        if bytes.len() > left {
            unread.add(Reason::TooLarge, None);
            bytes.truncate(left);
        }
        left -= bytes.len();
        each(Member { name, bytes });
    }
    unread
}

fn reason(fault: &ZipError) -> Reason {
    match fault {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Reason::Locked
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            Reason::Packing
        }
        _ => Reason::Broken,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn packed(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in members {
            writer
                .start_file(*name, zip::write::SimpleFileOptions::default())
                .unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// Each member with its length, and the reasons.
    fn read(most: usize, content: &[u8]) -> (Vec<(String, usize)>, Vec<Reason>) {
        let mut found = vec![];
        let unread = each_member_within(most, content, |member| {
            found.push((member.name, member.bytes.len()));
        });
        (found, unread.iter().map(|(reason, _)| reason).collect())
    }

    #[test]
    fn all_members_share_one_budget_whatever_their_number() {
        let many: Vec<(String, Vec<u8>)> = (0..200)
            .map(|nth| (format!("word/{nth}.xml"), vec![b' '; 5000]))
            .collect();
        let many: Vec<(&str, Vec<u8>)> = many
            .iter()
            .map(|(name, content)| (name.as_str(), content.clone()))
            .collect();
        let file = packed(&many);
        let (found, reasons) = read(12_000, &file);
        assert_eq!(found.len(), 200, "every name is seen");
        assert_eq!(
            found.iter().map(|(_, length)| length).sum::<usize>(),
            12_000
        );
        assert_eq!(found[2].1, 2000, "what still fits is read");
        assert_eq!(reasons, [Reason::TooLarge]);
        assert_eq!(read(200 * 5000, &file).1, []);
    }

    #[test]
    fn a_member_that_breaks_off_is_read_as_far_as_it_goes_and_counts() {
        let text: Vec<u8> = (0..20_000_u32).flat_map(u32::to_le_bytes).collect();
        let mut file = packed(&[("a", text), ("b", vec![1; 100])]);
        // In the middle of the first member's data.
        file[2000..2100].fill(0xff);
        let (found, reasons) = read(MAX_UNPACKED, &file);
        assert_eq!((found.len(), found[1].1), (2, 100));
        assert_eq!(reasons, [Reason::Packing]);
        assert_eq!(
            read(found[0].1, &file).0[1].1,
            0,
            "nothing is left for the second"
        );
    }

    #[test]
    fn what_is_no_archive_is_broken() {
        assert_eq!(read(9, b"PK\x03\x04"), (vec![], vec![Reason::Broken]));
    }
}
