//! The relay's end of one line: bare, or under TLS.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// Lets time pass. The clock of the program is no business of a relay's.
#[allow(clippy::disallowed_methods)]
pub(super) async fn wait(span: Duration) {
    tokio::time::sleep(span).await;
}

/// The line is over.
pub(super) struct Gone;

pub(super) enum Pipe {
    Bare(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

impl Pipe {
    pub(super) async fn read(&mut self, heard: &mut Vec<u8>) -> Result<(), Gone> {
        let read = match self {
            Pipe::Bare(stream) => stream.read_buf(heard).await,
            Pipe::Tls(stream) => stream.read_buf(heard).await,
        };
        match read {
            Ok(0) | Err(_) => Err(Gone),
            Ok(_) => Ok(()),
        }
    }

    pub(super) async fn write(&mut self, octets: &[u8]) -> Result<(), Gone> {
        let wrote = match self {
            Pipe::Bare(stream) => stream.write_all(octets).await,
            Pipe::Tls(stream) => match stream.write_all(octets).await {
                Ok(()) => stream.flush().await,
                fault => fault,
            },
        };
        wrote.map_err(|_| Gone)
    }

    /// One by one, with so long between two.
    pub(super) async fn drip(&mut self, octets: &[u8], pause: Duration) -> Result<(), Gone> {
        for octet in octets {
            self.write(std::slice::from_ref(octet)).await?;
            wait(pause).await;
        }
        Ok(())
    }

    /// Closes the sending side (under TLS with `close_notify`).
    pub(super) async fn half_close(&mut self) {
        let _closed = match self {
            Pipe::Bare(stream) => stream.shutdown().await,
            Pipe::Tls(stream) => stream.shutdown().await,
        };
    }

    /// Sends RST in the place of FIN when the line is dropped.
    pub(super) fn reset(self) {
        let stream = match &self {
            Pipe::Bare(stream) => stream,
            Pipe::Tls(stream) => stream.get_ref().0,
        };
        stream.set_zero_linger().unwrap();
    }

    /// Swallows what comes until the other side leaves.
    pub(super) async fn swallow(&mut self) {
        let mut heard = Vec::new();
        while self.read(&mut heard).await.is_ok() {
            heard.clear();
        }
    }

    /// Puts TLS on the line.
    pub(super) async fn protect(self, acceptor: &TlsAcceptor) -> Result<Pipe, Gone> {
        match self {
            Pipe::Bare(stream) => {
                let stream = acceptor.accept(stream).await.map_err(|_| Gone)?;
                Ok(Pipe::Tls(Box::new(stream)))
            }
            Pipe::Tls(_) => Err(Gone),
        }
    }
}
