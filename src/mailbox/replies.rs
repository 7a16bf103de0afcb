//! The connection to the server: writes commands, and reads responses one by one within bounds.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::fault::MailboxFault;
use super::response::{self, RawResponse, Response};
use crate::clock::Clock;
use crate::relay::dial::Wire;
use crate::relay::{Broken, TlsFault};

/// Most octets of the text of one response; what is asked for needs some hundreds.
const MOST_TEXT: usize = 64 * 1024;
/// Most literals of one response.
const MOST_LITERALS: usize = 16;
/// Most octets that are read at once.
const CHUNK: usize = 64 * 1024;
/// One response may take this many times as long as one sign of life.
const STEPS: u32 = 10;

/// A connection, with what came and was not read yet.
pub(super) struct Replies<C> {
    wire: Box<dyn Wire>,
    came: Vec<u8>,
    clock: C,
    timeout: Duration,
    /// Most octets of one literal.
    most: usize,
}

impl<C: Clock> Replies<C> {
    pub(super) fn new(wire: Box<dyn Wire>, clock: C, timeout: Duration, most: usize) -> Self {
        let came = Vec::with_capacity(CHUNK);
        Replies {
            wire,
            came,
            clock,
            timeout,
            most,
        }
    }

    /// Sends a whole line, or a piece of one.
    pub(super) async fn write(&mut self, octets: &[u8]) -> Result<(), MailboxFault> {
        let wire = &mut self.wire;
        let work = async {
            wire.write_all(octets).await?;
            wire.flush().await
        };
        let wrote = self.clock.within(self.timeout, work).await;
        wrote
            .map_err(|_| MailboxFault::Silent)?
            .map_err(|fault| of(&fault))
    }

    /// The next response.
    pub(super) async fn next(&mut self) -> Result<Response, MailboxFault> {
        let clock = self.clock.clone();
        let read = clock.within(self.timeout * STEPS, self.raw()).await;
        let raw = read.map_err(|_| MailboxFault::Silent)??;
        response::read(raw).ok_or(MailboxFault::NotImap)
    }

    async fn raw(&mut self) -> Result<RawResponse, MailboxFault> {
        let mut raw = RawResponse::default();
        loop {
            let begins = raw.text.len();
            self.line(&mut raw.text).await?;
            let literal = literal(&raw.text[begins..]);
            let Some(octets) = literal.filter(|_| response::may_hold_literals(&raw.text)) else {
                return Ok(raw);
            };
            if octets > self.most || raw.literals.len() == MOST_LITERALS {
                return Err(MailboxFault::TooLong);
            }
            let literal = self.octets(octets).await?;
            raw.literals.push(literal);
        }
    }

    /// Adds a line without its end.
    async fn line(&mut self, text: &mut Vec<u8>) -> Result<(), MailboxFault> {
        loop {
            let end = memchr::memchr(b'\n', &self.came);
            let taken = end.map_or(self.came.len(), |at| at + 1);
            if text.len() + taken > MOST_TEXT {
                return Err(MailboxFault::TooLong);
            }
            text.extend(self.came.drain(..taken));
            if end.is_some() {
                text.pop();
                text.pop_if(|last| *last == b'\r');
                return Ok(());
            }
            self.more().await?;
        }
    }

    async fn octets(&mut self, wanted: usize) -> Result<Vec<u8>, MailboxFault> {
        let mut octets = Vec::with_capacity(wanted.min(CHUNK));
        loop {
            let taken = (wanted - octets.len()).min(self.came.len());
            octets.extend(self.came.drain(..taken));
            if octets.len() == wanted {
                return Ok(octets);
            }
            self.more().await?;
        }
    }

    async fn more(&mut self) -> Result<(), MailboxFault> {
        self.came.reserve(CHUNK);
        let wire = &mut self.wire;
        let read = self
            .clock
            .within(self.timeout, wire.read_buf(&mut self.came))
            .await;
        match read {
            Ok(Ok(0)) => Err(MailboxFault::Connection(Broken::closed())),
            Ok(Ok(_)) => Ok(()),
            Ok(Err(fault)) => Err(of(&fault)),
            Err(_) => Err(MailboxFault::Silent),
        }
    }
}

/// How many octets the literal has that a line announces at its end.
fn literal(line: &[u8]) -> Option<usize> {
    let inner = line.strip_suffix(b"}")?;
    let begins = memchr::memrchr(b'{', inner)?;
    std::str::from_utf8(&inner[begins + 1..]).ok()?.parse().ok()
}

/// What an error of the connection is; rustls's own words are for programmers.
pub(super) fn of(fault: &io::Error) -> MailboxFault {
    match TlsFault::of(fault) {
        Some(why) if why.wants_ours() => MailboxFault::Tls(why),
        Some(_) => MailboxFault::Connection(Broken::tls()),
        None => MailboxFault::Connection(Broken::of(fault)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;

    /// What is read from a server that says this and then closes, or says no more.
    async fn read(said: &[u8], closes: bool) -> Result<Response, MailboxFault> {
        let (ours, mut theirs) = tokio::io::duplex(16);
        let mut replies = Replies::new(
            Box::new(ours),
            SystemClock::start(),
            Duration::from_secs(60),
            1000,
        );
        let speak = async {
            let _cut = theirs.write_all(said).await;
            if closes {
                drop(theirs);
                std::future::pending::<()>().await;
            }
            std::future::pending::<()>().await;
        };
        tokio::select! {
            () = speak => Err(MailboxFault::Silent),
            read = replies.next() => read,
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_mail_is_read_whole_and_what_has_no_end_is_not() {
        let mail = Response::Fetch {
            uid: Some(3),
            body: Some(b"a\r\nb{9}".to_vec()),
        };
        assert_eq!(
            read(b"* 1 FETCH (BODY[] {7}\r\na\r\nb{9} UID 3)\r\n", false).await,
            Ok(mail)
        );
        let long = [b"* OK ".as_slice(), &vec![b'x'; MOST_TEXT]].concat();
        assert_eq!(read(&long, false).await, Err(MailboxFault::TooLong));
        let many = [b"* 1 FETCH (".as_slice(), &b"{1}\r\nx".repeat(40)].concat();
        assert_eq!(read(&many, false).await, Err(MailboxFault::TooLong));
        assert_eq!(
            read(b"* 1 FETCH (BODY[] {1001}\r\n", false).await,
            Err(MailboxFault::TooLong)
        );
        assert_eq!(
            read(b"* 1 FETCH (BODY[] {7}\r\na", false).await,
            Err(MailboxFault::Silent)
        );
        let closed = MailboxFault::Connection(Broken::closed());
        assert_eq!(read(b"* 1 FETCH (BODY[] {7}\r\na", true).await, Err(closed));
        assert_eq!(
            read(b"220 mail.example ESMTP\r\n", false).await,
            Err(MailboxFault::NotImap)
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_drips_has_an_end() {
        let clock = SystemClock::start();
        let (ours, mut theirs) = tokio::io::duplex(16);
        let mut replies = Replies::new(Box::new(ours), clock, Duration::from_secs(60), 1000);
        let drips = async {
            loop {
                clock.sleep(Duration::from_secs(50)).await;
                let _cut = theirs.write_all(b"x").await;
            }
        };
        tokio::select! {
            () = drips => {}
            read = replies.next() => assert_eq!(read, Err(MailboxFault::Silent)),
        }
        assert!(
            clock.elapsed() <= Duration::from_secs(601),
            "{:?}",
            clock.elapsed()
        );
    }
}
