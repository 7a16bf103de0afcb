//! Transfer encodings: quoted-printable for the parts people read, base64 for files (RFC 2045,
//! sections 6.7 and 6.8). Both give ASCII lines of at most 76 octets, none of which begins with a dot.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The longest encoded line without its line end (RFC 2045, section 6.7 rule 5 and section 6.8).
const LONGEST: usize = 76;

/// Quoted-printable. A line feed becomes a CRLF; everything else comes back byte for byte.
///
/// Beyond the RFC, two beginnings of a line are encoded: a dot, so that nothing needs stuffing in
/// SMTP (RFC 5321, section 4.5.2), and `From `, which mailbox files would quote (RFC 4155).
///
/// ```
/// use heraut::notice::message::transfer_encoding::quoted_printable;
///
/// assert_eq!(quoted_printable("Één\n.punt"), b"=C3=89=C3=A9n\r\n=2Epunt");
/// ```
#[must_use]
pub fn quoted_printable(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + text.len() / 8);
    let mut lines = text.split('\n');
    if let Some(first) = lines.next() {
        encode_line(&mut out, first.as_bytes());
    }
    for line in lines {
        out.extend_from_slice(b"\r\n");
        encode_line(&mut out, line.as_bytes());
    }
    out
}

/// One line of the text, as one or more lines of at most 76 octets. Runs of literal bytes are
/// copied whole: nearly all of a letter is such.
fn encode_line(out: &mut Vec<u8>, line: &[u8]) {
    let mut rest = line;
    // One octet is kept free for the `=` of a soft line break.
    let mut room = LONGEST - 1;
    while let Some((&first, after)) = rest.split_first() {
        let at_start = room == LONGEST - 1;
        let run = run_of(&rest[..rest.len().min(room)], stands_for_itself);
        let odd_start = at_start && (first == b'.' || rest.starts_with(b"From "));
        // Blanks may not end a line of the text: relays strip them there.
        let run = if run == rest.len() && matches!(rest, [.., b' ' | b'\t']) {
            run - 1
        } else {
            run
        };
        if run > 0 && !odd_start {
            out.extend_from_slice(&rest[..run]);
            (rest, room) = (&rest[run..], room - run);
        } else if room >= 3 {
            push_hex(out, first);
            (rest, room) = (after, room - 3);
        } else {
            out.extend_from_slice(b"=\r\n");
            room = LONGEST - 1;
        }
    }
}

/// Length of the longest prefix whose octets all satisfy `is_such`. `is_such` must be branch-free, so that each block
/// of 16 compiles to vector code.
#[inline]
pub(crate) fn run_of(octets: &[u8], is_such: impl Fn(u8) -> bool) -> usize {
    const WIDE: usize = 16;
    let all = |wide: &[u8; WIDE]| {
        wide.iter()
            .fold(0, |odd, &octet| odd | u8::from(!is_such(octet)))
            == 0
    };
    let wide = octets
        .as_chunks::<WIDE>()
        .0
        .iter()
        .take_while(|wide| all(wide))
        .count()
        * WIDE;
    wide + octets[wide..]
        .iter()
        .take_while(|&&octet| is_such(octet))
        .count()
}

/// Whether a byte may be written as it is (RFC 2045, section 6.7 rules 2 and 3).
const fn stands_for_itself(byte: u8) -> bool {
    (byte == b'\t') | (byte.wrapping_sub(b' ') <= b'~' - b' ') & (byte != b'=')
}

/// `=` and two upper-case hexadecimal digits.
pub(crate) fn push_hex(out: &mut Vec<u8>, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend_from_slice(&[
        b'=',
        DIGITS[usize::from(byte >> 4)],
        DIGITS[usize::from(byte & 15)],
    ]);
}

/// Base64 in lines of 76, each ended by CRLF.
///
/// ```
/// use heraut::notice::message::transfer_encoding::base64_lines;
///
/// assert_eq!(base64_lines(b"heraut"), b"aGVyYXV0\r\n");
/// ```
#[must_use]
pub fn base64_lines(content: &[u8]) -> Vec<u8> {
    let encoded = STANDARD.encode(content);
    let mut out = Vec::with_capacity(encoded.len() + encoded.len() / LONGEST * 2 + 2);
    for line in encoded.as_bytes().chunks(LONGEST) {
        out.extend_from_slice(line);
        out.extend_from_slice(b"\r\n");
    }
    out
}

/// The text of a quoted-printable body, for tests: written from the RFC, not from the encoder.
#[cfg(test)]
pub(crate) fn read_quoted_printable(encoded: &[u8]) -> String {
    let text = std::str::from_utf8(encoded).unwrap().replace("=\r\n", "");
    let mut out = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'=' {
            out.push(u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap());
            rest = &after[2..];
        } else {
            out.push(first);
            rest = after;
        }
    }
    String::from_utf8(out).unwrap().replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn encoded(text: &str) -> String {
        String::from_utf8(quoted_printable(text)).unwrap()
    }

    #[test]
    fn what_a_relay_or_a_mailbox_would_change_is_encoded() {
        assert_eq!(encoded("één = 1"), "=C3=A9=C3=A9n =3D 1");
        assert_eq!(encoded(".\n..\n"), "=2E\r\n=2E.\r\n");
        assert_eq!(
            encoded("From hier\nVan From \n"),
            "=46rom hier\r\nVan From=20\r\n"
        );
        assert_eq!(encoded("eind \t\neind "), "eind =09\r\neind=20");
        assert_eq!(encoded("a\rb"), "a=0Db");
    }

    #[test]
    fn a_dot_that_a_soft_break_brings_to_the_front_is_encoded() {
        let text = format!("{}.{}", "a".repeat(75), "b".repeat(75));
        let lines = encoded(&text);
        assert!(
            lines
                .split("\r\n")
                .all(|line| line.len() <= 76 && !line.starts_with('.')),
            "{lines}"
        );
        assert!(lines.contains("=\r\n=2Eb"), "{lines}");
    }

    #[test]
    fn base64_has_full_lines_and_ends_in_crlf() {
        let lines = String::from_utf8(base64_lines(&[0; 100])).unwrap();
        let lengths: Vec<usize> = lines.split("\r\n").map(str::len).collect();
        assert_eq!(lengths, [76, 60, 0]);
    }

    proptest! {
        #[test]
        fn quoted_printable_comes_back_and_keeps_to_the_lines(text in "(?s)([ \t\n.=-]|From |[a-z]{0,90}|\\PC|.){0,60}") {
            let encoded = quoted_printable(&text);
            prop_assert_eq!(read_quoted_printable(&encoded), text.clone());
            for line in encoded.split(|&b| b == b'\n') {
                let line = line.strip_suffix(b"\r").unwrap_or(line);
                prop_assert!(line.len() <= 76);
                prop_assert!(line.iter().all(|b| matches!(b, b'\t' | b' '..=b'~')));
                prop_assert!(!line.starts_with(b".") && !line.starts_with(b"From "));
                prop_assert!(!line.ends_with(b" ") && !line.ends_with(b"\t"));
            }
        }
    }
}
