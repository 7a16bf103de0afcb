//! One connection, from its greeting to its end.

use std::io;

use tokio::io::{AsyncRead, AsyncWrite};

use super::line::ClientConnection;
use super::options::{CatcherTls, Server};
use super::session::Visit;
use super::step::End;
use crate::clock::Clock;

impl<C: Clock> Server<C> {
    /// Serves one client until it leaves, or the script ends it. `connection` is its number.
    ///
    /// # Errors
    /// If the connection breaks.
    pub async fn serve<S>(&self, connection: u64, stream: S) -> io::Result<()>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let mut visit = Visit::new(self, connection);
        if let CatcherTls::Implicit(acceptor) = &self.options.tls {
            let stream = acceptor.accept(stream).await?;
            visit.enter_tls();
            return visit
                .greet_and_talk(&mut ClientConnection::new(stream))
                .await
                .map(drop);
        }
        let mut line = ClientConnection::new(stream);
        let end = visit.greet_and_talk(&mut line).await?;
        if let (End::StartTls, CatcherTls::StartTls(acceptor)) = (end, &self.options.tls) {
            let stream = acceptor.accept(line.into_inner()).await?;
            visit.enter_tls();
            visit.talk(&mut ClientConnection::new(stream)).await?;
        }
        Ok(())
    }
}
