//! The last look at finished bytes: nothing that an SMTP server could read in two ways.
//!
//! RFC 5321 (sections 2.3.8, 4.1.1.4, 4.5.2 and 4.5.3.1.6) and RFC 5322 (section 2.1.1). Nothing is
//! corrected here; what is not right is refused. The step that makes line ends one kind is [`normalise`],
//! which runs on texts long before.

use std::borrow::Cow;

use super::transfer_encoding::run_of;
use crate::notice::Piece;

/// The longest line, without CRLF (RFC 5321, section 4.5.3.1.6).
const LONGEST_LINE: usize = 998;

/// What hand-over prepends, to the octet: `Date: Thu, 12 Dec 2024 09:00:00 +0100` and its line end.
pub const DATE_OCTETS: u64 = 39;

/// The header fields a mail may have, and whether it must. Each is there at most once.
const FIELDS: [(&str, bool); 10] = [
    ("From", true),
    ("To", true),
    ("Reply-To", false),
    ("Subject", true),
    ("Message-ID", true),
    ("MIME-Version", true),
    ("Auto-Submitted", true),
    ("X-Auto-Response-Suppress", true),
    ("Content-Language", true),
    ("Content-Type", true),
];

/// Why bytes may not go out. Positions count octets from 0 over all pieces.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WireFault {
    /// An octet over 127.
    #[error("an octet outside ASCII at {0}")]
    NotAscii(usize),
    /// A control character other than tab, CR and LF; NUL among them.
    #[error("a control character at {0}")]
    ControlCharacter(usize),
    /// A CR without LF.
    #[error("a bare CR before {0}")]
    BareCr(usize),
    /// An LF without CR.
    #[error("a bare LF at {0}")]
    BareLf(usize),
    /// More than 998 octets in a line.
    #[error("a line over 998 octets at {0}")]
    LongLine(usize),
    /// A line that begins with a dot: it would need stuffing.
    #[error("a dot begins the line at {0}")]
    LeadingDot(usize),
    /// The last line has no CRLF.
    #[error("the last line has no end")]
    NoEnd,
    /// The header section ends too early, holds a field twice or one it may not have.
    #[error("the header section is not as it must be: {0}")]
    Header(String),
}

/// Line ends of any kind become one LF.
#[must_use]
pub fn normalise(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Looks at every octet of every piece, and at the header section.
///
/// # Errors
/// The first [`WireFault`].
pub fn check(pieces: &[Piece]) -> Result<(), WireFault> {
    let mut scan = Scan::default();
    for piece in pieces {
        scan.feed(piece.bytes())?;
    }
    scan.end()?;
    check_header(pieces)
}

/// As [`check`], but passes over shared pieces: each was looked at by [`check_shared`] when it was made, so
/// only the seams around it count. This is what keeps sealing fast.
pub(crate) fn check_own(pieces: &[Piece]) -> Result<(), WireFault> {
    let mut scan = Scan::default();
    for piece in pieces {
        match piece {
            Piece::Own(bytes) => scan.feed(bytes)?,
            Piece::Shared(shared) => scan.pass_over(shared.bytes.len())?,
        }
    }
    scan.end()?;
    check_header(pieces)
}

/// Looks at a piece that several mails will share: whole lines, so it fits between any others.
pub(crate) fn check_shared(bytes: &[u8]) -> Result<(), WireFault> {
    let mut scan = Scan::default();
    scan.feed(bytes)?;
    scan.end()
}

/// Where the scan is in its line.
#[derive(Default)]
struct Scan {
    at: usize,
    column: usize,
    after_cr: bool,
}

impl Scan {
    fn feed(&mut self, bytes: &[u8]) -> Result<(), WireFault> {
        let mut rest = bytes;
        while let Some((&first, after)) = rest.split_first() {
            let run = run_of(rest, |octet| {
                (octet == b'\t') | (octet.wrapping_sub(b' ') <= b'~' - b' ')
            });
            if run > 0 {
                self.run(first, run)?;
                rest = &rest[run..];
            } else {
                self.octet(first)?;
                rest = after;
            }
        }
        Ok(())
    }

    /// The most octets in a line.
    fn run(&mut self, first: u8, length: usize) -> Result<(), WireFault> {
        if self.after_cr {
            return Err(WireFault::BareCr(self.at));
        }
        if self.column == 0 && first == b'.' {
            return Err(WireFault::LeadingDot(self.at));
        }
        if self.column + length > LONGEST_LINE {
            return Err(WireFault::LongLine(self.at + LONGEST_LINE - self.column));
        }
        self.column += length;
        self.at += length;
        Ok(())
    }

    /// One of all other octets.
    fn octet(&mut self, octet: u8) -> Result<(), WireFault> {
        match octet {
            b'\n' if !self.after_cr => return Err(WireFault::BareLf(self.at)),
            b'\n' => (self.after_cr, self.column) = (false, 0),
            _ if self.after_cr => return Err(WireFault::BareCr(self.at)),
            b'\r' => self.after_cr = true,
            128.. => return Err(WireFault::NotAscii(self.at)),
            _ => return Err(WireFault::ControlCharacter(self.at)),
        }
        self.at += 1;
        Ok(())
    }

    /// Over bytes known to be whole lines.
    fn pass_over(&mut self, length: usize) -> Result<(), WireFault> {
        self.end()?;
        self.at += length;
        Ok(())
    }

    fn end(&self) -> Result<(), WireFault> {
        if self.column > 0 || self.after_cr || self.at == 0 {
            return Err(WireFault::NoEnd);
        }
        Ok(())
    }
}

/// The header section is in the first piece, ends at the first empty line and holds exactly the fields
/// it may: a field that slipped in with a value would show here, and so would an empty line.
fn check_header(pieces: &[Piece]) -> Result<(), WireFault> {
    let first = pieces.first().map(Piece::bytes).unwrap_or_default();
    let end = first.windows(4).position(|four| four == b"\r\n\r\n");
    let Some(header) = end.and_then(|end| std::str::from_utf8(&first[..end]).ok()) else {
        return Err(WireFault::Header(String::from("it has no end")));
    };
    let mut seen = [false; FIELDS.len()];
    for (nth, line) in header.split("\r\n").enumerate() {
        if line.starts_with([' ', '\t']) {
            if nth == 0 || line.trim().is_empty() {
                return Err(WireFault::Header(String::from(
                    "a folded line without content",
                )));
            }
            continue;
        }
        let name = line.split_once(": ").map_or(line, |(name, _)| name);
        match FIELDS.iter().position(|(known, _)| *known == name) {
            Some(nth) if !seen[nth] => seen[nth] = true,
            Some(_) => return Err(WireFault::Header(format!("{name} stands there twice"))),
            None => return Err(WireFault::Header(String::from("a field that no mail has"))),
        }
    }
    match FIELDS
        .iter()
        .zip(seen)
        .find(|((_, must), seen)| *must && !seen)
    {
        Some(((name, _), _)) => Err(WireFault::Header(format!("{name} is missing"))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "From: a@x.example\r\nTo: b@y.example\r\nSubject: s\r\nMessage-ID: <1@x.example>\r\n\
        MIME-Version: 1.0\r\nAuto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: OOF, AutoReply\r\n\
        Content-Language: nl\r\nContent-Type: text/plain\r\n";

    fn mail(body: &[u8]) -> Vec<Piece> {
        vec![Piece::Own([HEADER.as_bytes(), b"\r\n", body].concat())]
    }

    #[test]
    fn the_nine_ways_to_end_a_mail_too_early_are_refused() {
        for end in [
            "\n.\n",
            "\n.\r",
            "\n.\r\n",
            "\r.\n",
            "\r.\r",
            "\r.\r\n",
            "\r\n.\n",
            "\r\n.\r",
            "\r\n.\r\n",
        ] {
            let body = format!("voor{end}MAIL FROM:<x@y.example>\r\n");
            assert!(check(&mail(body.as_bytes())).is_err(), "{end:?}");
        }
        assert_eq!(check(&mail(b"voor .\r\nna\r\n")), Ok(()));
    }

    #[test]
    fn each_fault_has_its_name_and_place() {
        let start = HEADER.len() + 2;
        let long = [vec![b'a'; 999], b"\r\n".to_vec()].concat();
        for (body, fault) in [
            ("é\r\n".as_bytes(), WireFault::NotAscii(start)),
            (b"a\0\r\n", WireFault::ControlCharacter(start + 1)),
            (b"a\rb\r\n", WireFault::BareCr(start + 2)),
            (b"a\r\r\n", WireFault::BareCr(start + 2)),
            (b"a\n", WireFault::BareLf(start + 1)),
            (b".\r\n", WireFault::LeadingDot(start)),
            (b"a", WireFault::NoEnd),
            (b"a\r", WireFault::NoEnd),
            (&long, WireFault::LongLine(start + 998)),
        ] {
            assert_eq!(check(&mail(body)), Err(fault.clone()), "{fault}");
        }
        assert_eq!(
            check(&mail(&[&vec![b'a'; 998][..], b"\r\n"].concat())),
            Ok(())
        );
    }

    #[test]
    fn seams_between_pieces_are_looked_at() {
        let with = |a: &[u8], b: &[u8]| {
            let mut pieces = mail(a);
            pieces.push(Piece::Own(b.to_vec()));
            check(&pieces)
        };
        assert_eq!(with(b"a\r", b"\nb\r\n"), Ok(()));
        assert!(matches!(with(b"a\r", b"b\r\n"), Err(WireFault::BareCr(_))));
        assert!(matches!(with(b"a", b"\nb\r\n"), Err(WireFault::BareLf(_))));
        assert!(matches!(
            with(b"a\r\n", b".\r\n"),
            Err(WireFault::LeadingDot(_))
        ));
        assert!(matches!(
            with(&[b'a'; 500], &[b'a'; 500]),
            Err(WireFault::LongLine(_))
        ));
    }

    #[test]
    fn a_shared_piece_has_to_begin_and_end_with_a_line() {
        let shared = |bytes: &[u8]| {
            let digest = crate::id::Digest::of(bytes);
            Piece::Shared(std::sync::Arc::new(crate::notice::Shared {
                digest,
                bytes: bytes.to_vec(),
            }))
        };
        let with = |before: &[u8], bytes: &[u8]| {
            let mut pieces = mail(before);
            pieces.push(shared(bytes));
            pieces
        };
        assert_eq!(check_own(&with(b"a\r\n", b"b\r\n")), Ok(()));
        assert_eq!(check_own(&with(b"a", b"b\r\n")), Err(WireFault::NoEnd));
        assert_eq!(check_own(&with(b"a\r", b"b\r\n")), Err(WireFault::NoEnd));
        assert_eq!(check_shared(b"b\r\n"), Ok(()));
        assert_eq!(check_shared(b"b"), Err(WireFault::NoEnd));
        assert!(check(&with(b"a\r\n", b"b\n")).is_err());
    }

    #[test]
    fn fields_that_slipped_in_or_went_missing_are_seen() {
        for (from, to) in [
            ("Subject: s", "Subject: s\r\nBcc: c@z.example"),
            ("Subject: s", "Subject: s\r\n\r\nbody"),
            ("Subject: s", "Subject: s\r\nTo: c@z.example"),
            ("Subject: s", "Subject: s\r\n \r\n"),
            ("Subject: s\r\n", ""),
            ("From: ", " From: "),
        ] {
            let bytes = format!("{HEADER}\r\nbody\r\n")
                .replacen(from, to, 1)
                .into_bytes();
            assert!(
                matches!(check(&[Piece::Own(bytes)]), Err(WireFault::Header(_))),
                "{to:?}"
            );
        }
        assert!(check(&[]).is_err());
    }

    #[test]
    fn line_ends_become_one_kind() {
        assert_eq!(normalise("a\r\nb\rc\nd"), "a\nb\nc\nd");
    }
}
