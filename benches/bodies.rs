//! Generated bodies through the encoders: what the wire carries, un-stuffed and decoded, is the text again, and only
//! the end of the mail ends it. `cargo run --release --example bodies -- 1000000`

use std::process::ExitCode;

use heraut::notice::Piece;
use heraut::notice::message::smtp_safe;
use heraut::notice::message::transfer_encoding::{base64_lines, quoted_printable};

/// What bodies are made of: line ends of all kinds, dots, and what readers and relays stumble over.
const BRICKS: [&str; 24] = [
    "\n",
    "\r",
    "\r\n",
    ".",
    "\n.\n",
    "\r.\r",
    "\n.\r",
    "\r.\n",
    "\r\n.\r\n",
    "\r\n.\r",
    "..",
    "=",
    "=\n",
    " \n",
    "\t",
    "From ",
    "\nFrom ",
    "é",
    "\u{2028}",
    "\0",
    "--=_",
    "woord ",
    "MAIL FROM:<x@elders.example>",
    "\u{1f600}",
];

const HEADER: &str = "From: a@x.example\r\nTo: b@y.example\r\nSubject: s\r\nMessage-ID: <1@x.example>\r\n\
    MIME-Version: 1.0\r\nAuto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: OOF, AutoReply\r\n\
    Content-Language: nl\r\nContent-Type: text/plain\r\n\r\n";

/// A small generator of numbers (xorshift, Marsaglia 2003): the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap_or(0)
    }
}

fn body(numbers: &mut Numbers) -> String {
    let bricks = numbers.below(60);
    let long = numbers.below(8) == 0;
    let mut body: String = (0..bricks)
        .map(|_| BRICKS[numbers.below(BRICKS.len())])
        .collect();
    if long {
        body.insert_str(0, &"x".repeat(numbers.below(1_100)));
    }
    body
}

/// What a server keeps of what comes after DATA (RFC 5321, section 4.5.2), and how many octets it took. Written from
/// the RFC, and as careless as servers are: any of CR, LF and CRLF ends a line.
fn receive(wire: &[u8]) -> (Vec<u8>, usize) {
    let (mut kept, mut at) = (Vec::new(), 0);
    loop {
        let rest = &wire[at..];
        let text = rest
            .iter()
            .position(|&byte| matches!(byte, b'\r' | b'\n'))
            .unwrap_or(rest.len());
        let end = if rest[text..].starts_with(b"\r\n") {
            2
        } else {
            1
        };
        let line = &rest[..text];
        at += (text + end).min(rest.len());
        if line == b"." || at >= wire.len() {
            return (kept, at);
        }
        kept.extend_from_slice(line.strip_prefix(b".").unwrap_or(line));
        kept.extend_from_slice(b"\r\n");
    }
}

fn decode(encoded: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut rest = encoded;
    while let Some((&first, after)) = rest.split_first() {
        if let Some(next) = rest.strip_prefix(b"=\r\n") {
            rest = next;
        } else if let Some(next) = rest.strip_prefix(b"\r\n") {
            out.push(b'\n');
            rest = next;
        } else if first == b'=' {
            out.push(u8::from_str_radix(std::str::from_utf8(after.get(..2)?).ok()?, 16).ok()?);
            rest = &after[2..];
        } else {
            out.push(first);
            rest = after;
        }
    }
    Some(out)
}

/// One body, as text and as a file; what is wrong with it, if anything.
fn holds(text: &str) -> Result<(), &'static str> {
    let printable = quoted_printable(text);
    for encoded in [
        printable.as_slice(),
        base64_lines(text.as_bytes()).as_slice(),
    ] {
        let mail = [HEADER.as_bytes(), encoded, b"\r\n"].concat();
        smtp_safe::check(&[Piece::Own(mail.clone())]).map_err(|_| "the last look refuses it")?;
        let line = [mail.as_slice(), b".\r\n"].concat();
        let (kept, taken) = receive(&line);
        if taken != line.len() {
            return Err("it ends before its end");
        }
        if kept != mail {
            return Err("another mail arrives");
        }
    }
    let back = decode(&printable).ok_or("it cannot be read")?;
    if back == text.as_bytes() {
        Ok(())
    } else {
        Err("another text arrives")
    }
}

fn main() -> ExitCode {
    let count: u64 = std::env::args()
        .nth(1)
        .and_then(|count| count.parse().ok())
        .unwrap_or(20_000);
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for nth in 0..count {
        let text = body(&mut numbers);
        if let Err(wrong) = holds(&text) {
            print(&format!("body {nth}: {wrong}: {text:?}"));
            return ExitCode::FAILURE;
        }
    }
    print(&format!(
        "{count} bodies: each comes back as it was, with one end"
    ));
    ExitCode::SUCCESS
}

fn print(line: &str) {
    use std::io::Write as _;
    let _unread = writeln!(std::io::stdout().lock(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_thousand_bodies_come_back_with_one_end() {
        let mut numbers = Numbers(7);
        for _ in 0..20_000 {
            let text = body(&mut numbers);
            assert_eq!(holds(&text), Ok(()), "{text:?}");
        }
    }

    #[test]
    fn the_server_here_is_careless_enough() {
        for end in ["\n.\n", "\r.\r", "\r\n.\r", "\n.\r\n"] {
            let line = format!("a{end}MAIL FROM:<x@elders.example>\r\n.\r\n");
            assert!(receive(line.as_bytes()).1 < line.len(), "{end:?}");
        }
        assert_eq!(receive(b"..a\r\n.\r\n").0, b".a\r\n");
    }
}
