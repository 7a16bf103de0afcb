//! The only file that opens a socket.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

/// A two-way stream of bytes: TCP, TLS over it, or the simulator's pipe.
pub trait Wire: AsyncRead + AsyncWrite + Unpin + 'static {}
impl<W: AsyncRead + AsyncWrite + Unpin + 'static> Wire for W {}

/// Opens new connections to the relay.
pub trait Dial: 'static {
    /// Connects.
    fn dial(&self) -> impl Future<Output = Result<Box<dyn Wire>, DialFault>>;
}

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
pub enum DialFault {
    /// The operating system's error.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The resolver finds no address for the host.
    #[error("{0}")]
    NoName(io::Error),
    /// The host has an address that is not on this machine, though only loopback was allowed.
    #[error("the relay is not on this machine")]
    NotLoopback,
}

/// Opens connections over TCP.
#[derive(Debug, Clone)]
pub struct Tcp {
    /// Host name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Whether only addresses of this machine may be used.
    pub loopback_only: bool,
}

impl Dial for Tcp {
    async fn dial(&self) -> Result<Box<dyn Wire>, DialFault> {
        let host = self.host.trim_start_matches('[').trim_end_matches(']');
        let found = tokio::net::lookup_host((host, self.port))
            .await
            .map_err(DialFault::NoName)?;
        let found: Vec<SocketAddr> = found.collect();
        if self.loopback_only && found.iter().any(|address| !address.ip().is_loopback()) {
            return Err(DialFault::NotLoopback);
        }
        let mut last = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
        for address in found {
            match connect(address).await {
                Ok(stream) => return Ok(Box::new(stream)),
                Err(fault) => last = fault,
            }
        }
        Err(last.into())
    }
}

#[allow(clippy::disallowed_methods)]
async fn connect(address: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    // Without this the dot waits for the acknowledgement of the body: about 40 ms per mail.
    stream.set_nodelay(true)?;
    Ok(stream)
}
