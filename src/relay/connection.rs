//! The connection to the relay: reads replies one by one, and writes with a count of what was
//! handed over.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};

use super::dial::Wire;
use super::dialogue::{DialogueEvent, Observer};
use super::tls_fault::TlsFault;
use super::{Broken, Cause};
use crate::clock::Clock;
use crate::reply::Reply;

/// What is kept of one line of a reply; RFC 5321, section 4.5.3.1.5 allows 512.
const LINE_KEPT: usize = 4_096;
/// Most lines of one reply.
const MOST_LINES: usize = 200;
/// Most octets of one reply, kept or not.
const MOST_OCTETS: usize = 4 * 1024 * 1024;

/// A connection to a relay, with input that was not parsed yet.
pub(super) struct Connection<C> {
    wire: Box<dyn Wire>,
    read: Vec<u8>,
    clock: C,
    encrypted: bool,
    observer: Observer,
}

/// What a write handed over before it failed.
#[derive(Debug)]
pub(super) struct WriteFault {
    pub(super) cause: Cause,
    /// Octets that the operating system took; with TLS nobody can say which of them were sent.
    pub(super) handed: usize,
}

impl<C: Clock> Connection<C> {
    pub(super) fn new(wire: Box<dyn Wire>, clock: C, encrypted: bool, observer: Observer) -> Self {
        if encrypted {
            observer.notify(DialogueEvent::Encrypted);
        }
        Connection {
            wire,
            read: Vec::with_capacity(1024),
            clock,
            encrypted,
            observer,
        }
    }

    /// Returns the bare stream, to put TLS on it. `None` if unexpected bytes were read: they came
    /// before the handshake, so their sender can't be trusted (RFC 3207, section 6).
    pub(super) fn into_wire(self) -> Option<(Box<dyn Wire>, Observer)> {
        self.read.is_empty().then_some((self.wire, self.observer))
    }

    pub(super) const fn is_encrypted(&self) -> bool {
        self.encrypted
    }

    /// Writes all commands and flushes. `limit` is for each step of progress.
    pub(super) async fn write(
        &mut self,
        pieces: &[&[u8]],
        limit: Duration,
    ) -> Result<(), WriteFault> {
        self.observer.commands(pieces);
        self.write_all(pieces, limit).await
    }

    /// A long body on a slow connection is fine: `limit` is for each step of progress.
    async fn write_all(&mut self, pieces: &[&[u8]], limit: Duration) -> Result<(), WriteFault> {
        let mut slices: Vec<IoSlice<'_>> = pieces.iter().map(|piece| IoSlice::new(piece)).collect();
        let mut rest = &mut slices[..];
        IoSlice::advance_slices(&mut rest, 0);
        let mut handed = 0;
        while !rest.is_empty() {
            let step = self
                .clock
                .within(limit, self.wire.write_vectored(rest))
                .await;
            let cause = match step {
                Ok(Ok(0)) => Cause::Connection(Broken::takes_no_more()),
                Ok(Ok(n)) => {
                    handed += n;
                    IoSlice::advance_slices(&mut rest, n);
                    continue;
                }
                Ok(Err(fault)) => connection_cause(&fault),
                Err(_) => Cause::Silent,
            };
            return Err(WriteFault { cause, handed });
        }
        match self.clock.within(limit, self.wire.flush()).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(fault)) => Err(WriteFault {
                cause: connection_cause(&fault),
                handed,
            }),
            Err(_) => Err(WriteFault {
                cause: Cause::Silent,
                handed,
            }),
        }
    }

    /// Writes a mail's body, within `total`.
    pub(super) async fn write_body(
        &mut self,
        pieces: &[&[u8]],
        limit: Duration,
        total: Duration,
    ) -> Result<(), Cause> {
        let clock = self.clock.clone();
        self.observer.notify(DialogueEvent::Body(
            pieces.iter().map(|piece| piece.len()).sum(),
        ));
        match clock.within(total, self.write_all(pieces, limit)).await {
            Ok(done) => done.map_err(|fault| fault.cause),
            Err(_) => Err(Cause::Silent),
        }
    }

    /// Reads one whole reply within `limit`.
    pub(super) async fn reply(&mut self, limit: Duration) -> Result<Reply, Cause> {
        let clock = self.clock.clone();
        let read = match clock.within(limit, self.read_reply()).await {
            Ok(done) => done,
            Err(_) => Err(Cause::Silent),
        };
        if let Ok(reply) = &read {
            self.observer.notify(DialogueEvent::Server(reply));
        }
        read
    }

    async fn read_reply(&mut self) -> Result<Reply, Cause> {
        let mut lines = Vec::new();
        let mut code = None;
        let mut octets = 0;
        loop {
            let (line, length) = self.read_line(MOST_OCTETS - octets).await?;
            octets += length;
            let (this, last, text) = parse_line(&line).ok_or(Cause::Garbled)?;
            // All lines of a reply carry the same code (RFC 5321, section 4.2.1).
            if *code.get_or_insert(this) != this || lines.len() == MOST_LINES {
                return Err(Cause::Garbled);
            }
            lines.push(text);
            if last {
                return Reply::new(this, lines).ok_or(Cause::Garbled);
            }
        }
    }

    /// One line without its end, truncated to what is kept, and its full length.
    async fn read_line(&mut self, most: usize) -> Result<(Vec<u8>, usize), Cause> {
        let mut line = Vec::new();
        let mut length = 0;
        loop {
            let end = self.read.iter().position(|&byte| byte == b'\n');
            let take = end.map_or(self.read.len(), |at| at + 1);
            let keep = take.min(LINE_KEPT.saturating_sub(line.len()));
            line.extend_from_slice(&self.read[..keep]);
            self.read.drain(..take);
            length += take;
            if end.is_some() {
                while line
                    .last()
                    .is_some_and(|byte| matches!(byte, b'\r' | b'\n'))
                {
                    line.pop();
                }
                return Ok((line, length));
            }
            if length > most {
                return Err(Cause::Garbled);
            }
            match self.wire.read_buf(&mut self.read).await {
                Ok(0) => return Err(Cause::Connection(Broken::closed())),
                Ok(_) => {}
                Err(fault) => return Err(connection_cause(&fault)),
            }
        }
    }

    /// Checks, without waiting, whether the relay said something or hung up when nothing was due.
    pub(super) async fn spoke_unasked(&mut self) -> Result<bool, Cause> {
        if !self.read.is_empty() {
            return Ok(true);
        }
        let mut byte = [0_u8; 1];
        let mut buffer = tokio::io::ReadBuf::new(&mut byte);
        let wire = &mut self.wire;
        let seen =
            std::future::poll_fn(|cx| match Pin::new(&mut *wire).poll_read(cx, &mut buffer) {
                Poll::Ready(done) => Poll::Ready(Some(done)),
                Poll::Pending => Poll::Ready(None),
            })
            .await;
        match seen {
            None => Ok(false),
            Some(Ok(())) if buffer.filled().is_empty() => Err(Cause::Connection(Broken::closed())),
            Some(Ok(())) => {
                self.read.extend_from_slice(buffer.filled());
                Ok(true)
            }
            Some(Err(fault)) => Err(connection_cause(&fault)),
        }
    }

    pub(super) async fn close(mut self, limit: Duration) {
        self.observer.notify(DialogueEvent::Closed);
        let clock = self.clock.clone();
        let _closed = clock
            .within(limit, AsyncWriteExt::shutdown(&mut self.wire))
            .await;
    }
}

/// Parses `250-text`, `250 text` or `250`: the code, whether it is the last line, and the text with
/// everything replaced that doesn't belong on a screen.
fn parse_line(line: &[u8]) -> Option<(u16, bool, String)> {
    let (digits, rest) = line.split_at_checked(3)?;
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let code = digits
        .iter()
        .fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0'));
    let last = match rest.first() {
        Some(b'-') => false,
        Some(b' ') | None => true,
        Some(_) => return None,
    };
    let text = String::from_utf8_lossy(rest.get(1..).unwrap_or_default());
    let text = text
        .chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();
    Some((code, last, text))
}

/// The cause of a connection error. Under TLS the library's own texts are for programmers, and not
/// shown.
pub(super) fn connection_cause(fault: &io::Error) -> Cause {
    match TlsFault::of(fault) {
        Some(why) if why.wants_ours() => Cause::Tls(why),
        Some(_) => Cause::Connection(Broken::tls()),
        None => Cause::Connection(Broken::of(fault)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_body_that_goes_forward_for_ever_has_an_end() {
        let clock = crate::clock::SystemClock::start();
        for (octets, fits) in [(20, true), (200, false)] {
            let (ours, mut theirs) = tokio::io::duplex(1);
            let sips = async {
                let mut octet = [0];
                loop {
                    clock.sleep(Duration::from_secs(20)).await;
                    if theirs.read(&mut octet).await.is_err() {
                        std::future::pending::<()>().await;
                    }
                }
            };
            let mut line = Connection::new(Box::new(ours), clock, false, Observer::default());
            let body = vec![b'x'; octets];
            let pieces = [&body[..]];
            let (step, total) = (Duration::from_secs(60), Duration::from_secs(600));
            let began = clock.elapsed();
            tokio::select! {
                () = sips => {}
                wrote = line.write_body(&pieces, step, total) => {
                    assert_eq!(wrote.is_ok(), fits, "{octets} octets, one in 20 s");
                    assert!(clock.elapsed() - began <= total);
                }
            }
        }
    }

    #[test]
    fn lines_of_replies() {
        assert_eq!(parse_line(b"250 ok"), Some((250, true, "ok".into())));
        assert_eq!(parse_line(b"250-more"), Some((250, false, "more".into())));
        assert_eq!(parse_line(b"250"), Some((250, true, String::new())));
        assert_eq!(
            parse_line(b"250 caf\xe9"),
            Some((250, true, "caf\u{fffd}".into()))
        );
        assert_eq!(
            parse_line(b"250 a\x1b[2J"),
            Some((250, true, "a\u{fffd}[2J".into()))
        );
        for bad in [&b""[..], b"25", b"2x0 ok", b"250_ok", b"hello"] {
            assert_eq!(parse_line(bad), None);
        }
    }
}
