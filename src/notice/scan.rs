//! Strings and words of a PDF (ISO 32000-1, section 7.3), as they stand in its objects and on its pages.
//!
//! Pure.

/// Reads strings and words (section 7.3).
pub(super) struct Scanner<'b> {
    pub(super) bytes: &'b [u8],
    pub(super) at: usize,
}

impl<'b> Scanner<'b> {
    /// The next byte that is not blank.
    pub(super) fn peek(&mut self) -> Option<u8> {
        while self.bytes.get(self.at).is_some_and(|b| b.is_ascii_whitespace() || *b == 0) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }

    /// The string that begins here, if one does.
    pub(super) fn string(&mut self) -> Option<Vec<u8>> {
        match (self.peek()?, self.bytes.get(self.at + 1)) {
            (b'(', _) => {
                self.at += 1;
                Some(self.literal())
            }
            (b'<', next) if next != Some(&b'<') => {
                self.at += 1;
                let rest = &self.bytes[self.at..];
                let length = memchr::memchr(b'>', rest).unwrap_or(rest.len());
                self.at += (length + 1).min(rest.len());
                Some(unhex(&rest[..length]))
            }
            _ => None,
        }
    }

    fn literal(&mut self) -> Vec<u8> {
        let (mut out, mut depth) = (Vec::new(), 1);
        while let Some(byte) = self.next() {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                b'\\' => {
                    self.escaped(&mut out);
                    continue;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
            out.push(byte);
        }
        out
    }

    fn escaped(&mut self, out: &mut Vec<u8>) {
        let Some(byte) = self.next() else { return };
        match byte {
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let digit = self.bytes.get(self.at).filter(|b| (b'0'..=b'7').contains(b));
                    let Some(digit) = digit else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                out.push(code.to_le_bytes()[0]);
            }
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'\n' | b'\r' => {}
            _ => out.push(byte),
        }
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied();
        self.at += 1;
        byte
    }

    /// What stands up to the next blank or delimiter; at least one byte.
    pub(super) fn word(&mut self) -> &'b [u8] {
        let rest = &self.bytes[self.at.min(self.bytes.len())..];
        let ends = |b: &u8| b.is_ascii_whitespace() || b"()<>[]{}/%".contains(b);
        // `<<` begins a dictionary, and its second half no string.
        let least = if rest.starts_with(b"<<") { 2 } else { 1 };
        let length = rest.iter().skip(least).position(ends).map_or(rest.len(), |at| at + least);
        self.at += length;
        &rest[..length]
    }
}

fn unhex(digits: &[u8]) -> Vec<u8> {
    let nibbles: Vec<u8> =
        digits.iter().filter_map(|b| char::from(*b).to_digit(16)).map(|d| d.to_le_bytes()[0]).collect();
    nibbles.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect()
}

/// A text of a dictionary (section 7.9.2.2): UTF-16 or UTF-8 with a mark in front, otherwise one octet a letter.
pub(super) fn text_of(string: &[u8]) -> String {
    if let Some(pairs) = string.strip_prefix(b"\xfe\xff") {
        let units = pairs.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        return char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    }
    match std::str::from_utf8(string.strip_prefix(b"\xef\xbb\xbf").unwrap_or(string)) {
        Ok(text) => text.to_owned(),
        Err(_) => string.iter().copied().map(char::from).collect(),
    }
}
