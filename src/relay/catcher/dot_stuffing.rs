//! Dot-stuffing: finds the end of a mail and removes the stuffed dots. Pure.
//!
//! RFC 5321, section 4.5.2. Only `<CRLF>.<CRLF>` ends a mail: a server that also accepts a bare
//! line feed as a line end lets one mail smuggle in another.

use std::sync::LazyLock;

use memchr::memmem::Finder;

static LINE_WITH_DOT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"\r\n."));

/// Position in the mail between two pieces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unstuffing {
    at_line_start: bool,
}

/// What one piece of input gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UnstuffedPiece {
    /// Bytes consumed. The rest has to be offered again, with more after it.
    pub(super) used: usize,
    /// Whether the final dot was among them.
    pub(super) ended: bool,
}

impl Unstuffing {
    /// The start of a mail, which counts as the start of a line.
    pub(super) const fn new() -> Self {
        Unstuffing {
            at_line_start: true,
        }
    }

    /// Appends to `mail` what `piece` holds of it.
    pub(super) fn take(&mut self, piece: &[u8], mail: &mut Vec<u8>) -> UnstuffedPiece {
        let mut used = 0;
        loop {
            let rest = &piece[used..];
            if rest.is_empty() {
                return UnstuffedPiece { used, ended: false };
            }
            if self.at_line_start && rest[0] == b'.' {
                match rest {
                    [_, b'\r', b'\n', ..] => {
                        return UnstuffedPiece {
                            used: used + 3,
                            ended: true,
                        };
                    }
                    [_] | [_, b'\r'] => return UnstuffedPiece { used, ended: false },
                    _ => used += 1,
                }
                self.at_line_start = false;
                continue;
            }
            if let Some(at) = LINE_WITH_DOT.find(rest) {
                mail.extend_from_slice(&rest[..at + 2]);
                used += at + 2;
                self.at_line_start = true;
                continue;
            }
            // A carriage return at the very end may be the first byte of the mail's end: it waits.
            let whole = rest.len() - usize::from(rest.ends_with(b"\r"));
            mail.extend_from_slice(&rest[..whole]);
            if whole > 0 {
                self.at_line_start = rest[..whole].ends_with(b"\r\n");
            }
            return UnstuffedPiece {
                used: used + whole,
                ended: false,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feeds `wire` in pieces of `size` bytes; gives the mail and what follows its end.
    fn unstuff(wire: &[u8], size: usize) -> Option<(Vec<u8>, Vec<u8>)> {
        let (mut state, mut mail, mut used) = (Unstuffing::new(), Vec::new(), 0);
        for there in (size..wire.len() + size).step_by(size) {
            let piece = state.take(&wire[used..there.min(wire.len())], &mut mail);
            used += piece.used;
            if piece.ended {
                return Some((mail, wire[used..].to_vec()));
            }
        }
        None
    }

    #[test]
    fn the_end_is_found_however_the_bytes_are_cut() {
        let table: [(&[u8], &[u8]); 9] = [
            (b".\r\n", b""),
            (b"a\r\n.\r\n", b"a\r\n"),
            (b"..\r\n.\r\n", b".\r\n"),
            (b"a\r\n..b\r\n...\r\n.\r\n", b"a\r\n.b\r\n..\r\n"),
            (b"a\n.\n\r\n.\r\n", b"a\n.\n\r\n"),
            (b"a\n.\r\nb\r\n.\r\n", b"a\n.\r\nb\r\n"),
            (b"a\r\n.\nb\r\n.\r\n", b"a\r\n\nb\r\n"),
            (b"a\r.\r\r\n.\r\n", b"a\r.\r\r\n"),
            (b"a\r\n.\rb\r\n\r\n.\r\n", b"a\r\n\rb\r\n\r\n"),
        ];
        for (wire, mail) in table {
            let next = [wire, b"QUIT\r\n"].concat();
            for size in 1..=next.len() {
                let shown = wire.escape_ascii();
                assert_eq!(
                    unstuff(&next, size),
                    Some((mail.to_vec(), b"QUIT\r\n".to_vec())),
                    "{shown} by {size}"
                );
            }
        }
    }

    #[test]
    fn what_only_looks_like_the_end_is_not_it() {
        for wire in [
            &b"a\n.\n"[..],
            b"a\r\n.\n",
            b"a\n.\r\n",
            b"a\r.\r",
            b"a\r\n.\r",
            b".\n",
            b"a.\r\n",
        ] {
            for size in 1..=wire.len() {
                assert_eq!(
                    unstuff(wire, size),
                    None,
                    "{} by {size}",
                    wire.escape_ascii()
                );
            }
        }
    }
}
