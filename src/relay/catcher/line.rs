//! One connection to a client: input that was not read yet, output that was not sent yet.
//!
//! Replies are collected and sent together when the server has to wait for the client, so a
//! pipelined group is answered in one write (RFC 2920, section 3.2).

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use super::command::LONGEST;

/// Bytes read at a time: a mail of 90 kB arrives in one or two reads.
const CHUNK: usize = 128 << 10;

/// A stream with its two buffers.
pub(super) struct ClientConnection<S> {
    stream: S,
    input: Box<[u8]>,
    start: usize,
    end: usize,
    /// Replies that were not sent yet.
    pub(super) out: Vec<u8>,
}

/// What a client sent.
pub(super) enum ClientInput {
    /// A line without its CRLF.
    Line(Vec<u8>),
    /// A line longer than any command.
    TooLong,
    /// A line that ended in a bare line feed (RFC 5321, section 2.3.8).
    BareLineFeed,
    /// Nothing more: the client closed the connection.
    Gone,
}

impl<S: AsyncRead + AsyncWrite + Unpin> ClientConnection<S> {
    pub(super) fn new(stream: S) -> Self {
        ClientConnection {
            stream,
            input: vec![0; CHUNK].into(),
            start: 0,
            end: 0,
            out: Vec::new(),
        }
    }

    /// The stream itself; buffered bytes are dropped.
    pub(super) fn into_inner(self) -> S {
        self.stream
    }

    /// Input that was not read yet.
    pub(super) fn pending(&self) -> &[u8] {
        &self.input[self.start..self.end]
    }

    /// Marks this many pending bytes as read.
    pub(super) fn consume(&mut self, bytes: usize) {
        self.start = (self.start + bytes).min(self.end);
    }

    /// Sends the output and waits for input; returns 0 if the client closed the connection.
    pub(super) async fn fill(&mut self) -> io::Result<usize> {
        self.flush().await?;
        if self.start == self.end {
            (self.start, self.end) = (0, 0);
        } else if self.start > 0 {
            self.input.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
        }
        let read = self.stream.read(&mut self.input[self.end..]).await?;
        self.end += read;
        Ok(read)
    }

    /// The next line.
    pub(super) async fn next(&mut self) -> io::Result<ClientInput> {
        let mut overlong = false;
        loop {
            if let Some(at) = memchr::memchr(b'\n', self.pending()) {
                let line = &self.pending()[..at];
                let heard = match line.strip_suffix(b"\r") {
                    _ if overlong || at > LONGEST + 1 => ClientInput::TooLong,
                    Some(line) => ClientInput::Line(line.to_vec()),
                    None => ClientInput::BareLineFeed,
                };
                self.consume(at + 1);
                return Ok(heard);
            }
            if self.pending().len() > LONGEST + 1 {
                overlong = true;
                self.consume(CHUNK);
            }
            if self.fill().await? == 0 {
                return Ok(ClientInput::Gone);
            }
        }
    }

    /// Sends the output.
    pub(super) async fn flush(&mut self) -> io::Result<()> {
        if !self.out.is_empty() {
            self.stream.write_all(&self.out).await?;
            self.out.clear();
            self.stream.flush().await?;
        }
        Ok(())
    }

    /// Sends `bytes` one per write, after the earlier output.
    pub(super) async fn drip(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.flush().await?;
        for byte in bytes.chunks(1) {
            self.stream.write_all(byte).await?;
            self.stream.flush().await?;
            tokio::task::yield_now().await;
        }
        Ok(())
    }

    /// Reads and drops input until the client closes the connection.
    pub(super) async fn swallow(&mut self) -> io::Result<()> {
        while self.fill().await? > 0 {
            self.consume(CHUNK);
        }
        Ok(())
    }

    /// Closes the sending side.
    pub(super) async fn shutdown(&mut self) -> io::Result<()> {
        self.flush().await?;
        self.stream.shutdown().await
    }
}
