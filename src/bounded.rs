//! Reading a file or a stream up to a limit.

use std::io::{self, Read};

/// Reads all of it; `None` if it holds more than `max` bytes. `expected` is how many bytes to make room for at once.
///
/// # Errors
/// Those of the reader.
pub(crate) fn read_up_to(from: impl Read, max: u64, expected: u64) -> io::Result<Option<Vec<u8>>> {
    let room = usize::try_from(expected.min(max)).unwrap_or(0);
    let mut bytes = Vec::with_capacity(room);
    // One byte more tells what just fits from what doesn't.
    from.take(max.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= max).then_some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_just_fits_is_read_and_what_does_not_is_not_cut() {
        let read = |max| read_up_to(&b"heraut"[..], max, 3).unwrap();
        assert_eq!(read(6).as_deref(), Some(&b"heraut"[..]));
        assert_eq!(read(u64::MAX).as_deref(), Some(&b"heraut"[..]));
        assert_eq!(read(5), None);
    }
}
