//! The lines of a log, each up to a bound; UTF-16 with a mark at its beginning is read too, as Exchange exports it.

use std::io::{self, BufRead};

/// Most octets that are kept of one line. Postfix cuts its lines at 2,048; rows of Exchange may hold many recipients.
pub(super) const MOST_OF_LINE: usize = 64 << 10;

/// How the text is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LogEncoding {
    Octets,
    Utf16 { big: bool },
}

/// Reads lines one by one, into one buffer.
pub(super) struct LogLines<R> {
    from: R,
    encoding: LogEncoding,
    number: u64,
    line: Vec<u8>,
}

impl<R: BufRead> LogLines<R> {
    /// From the beginning of a file.
    pub(super) fn new(mut from: R) -> io::Result<LogLines<R>> {
        let first = from.fill_buf()?;
        let (encoding, mark) = match first {
            [0xff, 0xfe, ..] => (LogEncoding::Utf16 { big: false }, 2),
            [0xfe, 0xff, ..] => (LogEncoding::Utf16 { big: true }, 2),
            [0xef, 0xbb, 0xbf, ..] => (LogEncoding::Octets, 3),
            _ => (LogEncoding::Octets, 0),
        };
        from.consume(mark);
        Ok(LogLines {
            from,
            encoding,
            number: 0,
            line: Vec::new(),
        })
    }

    /// The next line with its number, without its end; `None` at the end. What is not UTF-8 is replaced.
    pub(super) fn next_line(&mut self) -> io::Result<Option<(u64, String)>> {
        self.line.clear();
        let is_there = match self.encoding {
            LogEncoding::Octets => self.read_octets()?,
            LogEncoding::Utf16 { big } => self.read_units(big)?,
        };
        if !is_there {
            return Ok(None);
        }
        self.number += 1;
        let text = String::from_utf8_lossy(&self.line);
        Ok(Some((self.number, text.trim_end_matches('\r').to_owned())))
    }

    fn read_octets(&mut self) -> io::Result<bool> {
        let mut read = false;
        loop {
            let part = self.from.fill_buf()?;
            if part.is_empty() {
                return Ok(read);
            }
            read = true;
            let end = memchr::memchr(b'\n', part);
            let kept = &part[..end.unwrap_or(part.len())];
            let room = MOST_OF_LINE.saturating_sub(self.line.len());
            self.line.extend_from_slice(&kept[..kept.len().min(room)]);
            let used = kept.len() + usize::from(end.is_some());
            self.from.consume(used);
            if end.is_some() {
                return Ok(true);
            }
        }
    }

    fn read_units(&mut self, big: bool) -> io::Result<bool> {
        let (mut units, mut read) = (Vec::new(), false);
        while let Some(unit) = self.unit(big)? {
            read = true;
            if unit == u16::from(b'\n') {
                break;
            }
            if units.len() < MOST_OF_LINE {
                units.push(unit);
            }
        }
        let text: String = char::decode_utf16(units)
            .map(|read| read.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        self.line.extend_from_slice(text.as_bytes());
        Ok(read)
    }

    /// The next unit of UTF-16; half a unit at the end is left out.
    fn unit(&mut self, big: bool) -> io::Result<Option<u16>> {
        let (Some(first), Some(second)) = (self.octet()?, self.octet()?) else {
            return Ok(None);
        };
        let two = [first, second];
        Ok(Some(match big {
            true => u16::from_be_bytes(two),
            false => u16::from_le_bytes(two),
        }))
    }

    fn octet(&mut self) -> io::Result<Option<u8>> {
        let first = self.from.fill_buf()?.first().copied();
        if first.is_some() {
            self.from.consume(1);
        }
        Ok(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(octets: &[u8]) -> Vec<(u64, String)> {
        let mut lines = LogLines::new(io::BufReader::with_capacity(3, octets)).unwrap();
        std::iter::from_fn(|| lines.next_line().unwrap()).collect()
    }

    #[test]
    fn lines_are_numbered_and_a_long_one_is_cut_and_not_kept_whole() {
        assert_eq!(lines(b""), []);
        assert_eq!(lines(b"a\r\nb"), [(1, "a".into()), (2, "b".into())]);
        let mut long = vec![b'x'; MOST_OF_LINE + 10];
        long.extend(b"\nnext\n");
        let read = lines(&long);
        assert_eq!((read[0].1.len(), read.len()), (MOST_OF_LINE, 2));
        assert_eq!(read[1], (2, "next".into()));
    }

    #[test]
    fn utf_16_with_its_mark_is_read_as_text() {
        let both = |big: bool| {
            let units = "\u{feff}é\nb".encode_utf16();
            let octets: Vec<u8> = units
                .flat_map(|unit| match big {
                    true => unit.to_be_bytes(),
                    false => unit.to_le_bytes(),
                })
                .collect();
            lines(&octets)
        };
        assert_eq!(both(true), [(1, "é".into()), (2, "b".into())]);
        assert_eq!(both(false), both(true));
    }
}
