//! The packings of a PDF's streams that hold text (ISO 32000-1, section 7.4): Flate, ASCII85 and ASCIIHex, also one
//! within another.
//!
//! Pure. What breaks off is read as far as it goes.

use std::io::Read as _;

use flate2::read::ZlibDecoder;
use memchr::memmem;

/// The stream unpacked, as its dictionary says; at most `left` octets. Nothing, where it is packed otherwise.
pub(super) fn unpack(dictionary: &[u8], body: &[u8], left: u64) -> Vec<u8> {
    let has = |name: &[u8]| memmem::find(dictionary, name).is_some();
    let flate = has(b"/FlateDecode");
    // The wrapping in letters is always the outer one: it is there to make a file of text.
    let bytes = if has(b"/ASCII85Decode") {
        from_85(body)
    } else if has(b"/ASCIIHexDecode") {
        from_hex(body)
    } else if flate || !has(b"/Filter") {
        body.to_vec()
    } else {
        Vec::new()
    };
    if !flate {
        return bytes;
    }
    let mut out = Vec::new();
    let _broken = ZlibDecoder::new(&bytes[..]).take(left).read_to_end(&mut out);
    out
}

/// Rows of octets as a PNG packs them (section 7.4.4.4; ISO 15948, section 9): each says first how it follows from the
/// row above. Nothing, where one says something else.
pub(super) fn unpredict(bytes: &[u8], columns: usize) -> Option<Vec<u8>> {
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    for row in bytes.chunks_exact(columns.checked_add(1)?) {
        let above = out.len().checked_sub(columns);
        for (at, byte) in row[1..].iter().enumerate() {
            let up = above.map_or(0, |above| out[above + at]);
            let left = if at == 0 { 0 } else { out.last().copied().unwrap_or_default() };
            let corner = above.filter(|_| at > 0).map_or(0, |above| out[above + at - 1]);
            let guess = match row[0] {
                0 => 0,
                1 => left,
                2 => up,
                3 => left.midpoint(up),
                4 => paeth(left, up, corner),
                _ => return None,
            };
            out.push(byte.wrapping_add(guess));
        }
    }
    Some(out)
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let sum = i16::from(left) + i16::from(up) - i16::from(corner);
    let far = |byte: u8| (sum - i16::from(byte)).abs();
    if far(left) <= far(up) && far(left) <= far(corner) {
        left
    } else if far(up) <= far(corner) {
        up
    } else {
        corner
    }
}

/// Section 7.4.3: five letters are four octets, `z` is four noughts, `~>` is the end.
fn from_85(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 5 * 4);
    let mut group = Vec::with_capacity(5);
    let text = text.trim_ascii_start();
    let text = text.strip_prefix(b"<~").unwrap_or(text);
    for byte in text.iter().filter(|byte| !byte.is_ascii_whitespace() && **byte != 0) {
        match byte {
            b'z' if group.is_empty() => out.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => break,
        }
        if group.len() == 5 {
            add_group(&group, &mut out);
            group.clear();
        }
    }
    if group.len() > 1 {
        add_group(&group, &mut out);
    }
    out
}

/// A last group that is short gives one octet less than it has letters.
fn add_group(group: &[u8], out: &mut Vec<u8>) {
    let letters = group.iter().copied().chain(std::iter::repeat(84)).take(5);
    let value = letters.fold(0_u32, |value, letter| value.wrapping_mul(85).wrapping_add(u32::from(letter)));
    out.extend(&value.to_be_bytes()[..group.len() - 1]);
}

/// Section 7.4.2: two digits are an octet, `>` is the end.
fn from_hex(text: &[u8]) -> Vec<u8> {
    let digits =
        text.iter().take_while(|byte| **byte != b'>').filter_map(|byte| char::from(*byte).to_digit(16));
    let digits: Vec<u32> = digits.collect();
    let pair = |pair: &[u32]| u8::try_from(pair[0] * 16 + pair.get(1).unwrap_or(&0)).unwrap_or_default();
    digits.chunks(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_turned_back_into_octets() {
        // Written by Python: base64.a85encode(…)
        for (text, octets) in [
            (&b"87cURD]i,\"Ebo80~>"[..], &b"Hello World!"[..]),
            (b"<~z!!~> more", b"\0\0\0\0\0"),
            (b"9jqp\nWASq~>", b"Mannen"),
        ] {
            assert_eq!(unpack(b"<</Filter [/ASCII85Decode]>>", text, 99), octets, "{text:?}");
        }
        assert_eq!(unpack(b"<</Filter /ASCIIHexDecode>>", b"4e 6F6f72 6>zz", 99), b"Noor`");
    }

    #[test]
    fn rows_of_a_png_are_turned_back() {
        let packed = [[0, 1, 2, 3], [1, 4, 1, 1], [2, 1, 1, 1], [3, 1, 1, 1], [4, 1, 1, 1]].concat();
        let rows = [[1, 2, 3], [4, 5, 6], [5, 6, 7], [3, 5, 7], [4, 6, 8]].concat();
        assert_eq!(unpredict(&packed, 3), Some(rows));
        assert_eq!(unpredict(&[5, 1], 1), None);
        assert_eq!(unpredict(&[0, 1], usize::MAX), None);
    }

    #[test]
    fn what_is_packed_otherwise_gives_nothing_and_what_is_broken_something() {
        assert_eq!(unpack(b"<</Filter /DCTDecode>>", b"JPEG", 99), b"");
        assert_eq!(unpack(b"<<>>", b"bare", 99), b"bare");
        assert_eq!(unpack(b"<</Filter [/ASCII85Decode /FlateDecode]>>", b"\x01\xff", 99), b"");
    }
}
