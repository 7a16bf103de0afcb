//! The catcher: an SMTP server on loopback that keeps mails and delivers none.
//!
//! It is the default relay, and with another [`Script`] the tests' misbehaving one. It listens on
//! 127.0.0.1 and nowhere else. Owns the server's side of SMTP; knows nothing about campaigns.

mod by_address;
mod command;
mod dot_stuffing;
mod line;
mod login;
mod maildir;
mod options;
mod reply;
mod script;
mod server;
mod session;
mod step;
mod store;
mod transaction;

#[cfg(test)]
mod tests;

use std::future::Future;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::{JoinHandle, LocalSet};

pub use by_address::ByAddress;
pub use maildir::Maildir;
pub use options::{CatcherTls, Login, Options, Server};
pub use reply::{Capabilities, When};
pub use script::{Act, Moment, Obliging, Scene, Script};
pub use store::{Addressee, Caught, Count, Keep, Memory, queue_id};

use crate::clock::Clock;

/// How long to wait if no connection can be accepted, as when all file descriptors are in use.
const BREATH: Duration = Duration::from_millis(50);

/// A catcher that has its port, and serves once it runs.
pub struct Catcher<C> {
    listener: TcpListener,
    address: SocketAddr,
    server: Arc<Server<C>>,
}

impl<C: Clock> Catcher<C> {
    /// Opens the port. Clients may connect from now on; they are greeted once the catcher runs.
    ///
    /// # Errors
    /// If the port is in use or may not be used.
    pub fn start(options: Options, clock: C) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok(Catcher {
            listener,
            address,
            server: Arc::new(Server::new(options, clock)),
        })
    }

    /// The address it listens on.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `stop` is ready. Open connections are dropped then, with unfinished mails.
    ///
    /// # Errors
    /// If the runtime can't watch the port.
    pub async fn run(self, stop: impl Future<Output = ()>) -> io::Result<()> {
        let listener = tokio::net::TcpListener::from_std(self.listener)?;
        let server = self.server;
        LocalSet::new()
            .run_until(async move {
                tokio::select! {
                    () = stop => {}
                    () = accept(listener, server) => {}
                }
            })
            .await;
        Ok(())
    }

    /// Runs as a task of the current [`LocalSet`].
    pub fn spawn(self) -> Running {
        let (address, (stop, stopped)) = (self.address, oneshot::channel());
        let task = tokio::task::spawn_local(self.run(async move {
            // An error means that nobody holds the other end any more: a reason to stop as well.
            let _: Result<(), _> = stopped.await;
        }));
        Running {
            address,
            stop,
            task,
        }
    }
}

/// Accepts connections, each in its own task, for as long as it is polled.
async fn accept<C: Clock>(listener: tokio::net::TcpListener, server: Arc<Server<C>>) {
    let mut connections = 0;
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            server.clock.sleep(BREATH).await;
            continue;
        };
        connections += 1;
        let (server, connection) = (Arc::clone(&server), connections);
        tokio::task::spawn_local(async move {
            // Without it a reply could wait for the client's delayed acknowledgement.
            let _ = stream.set_nodelay(true);
            // A connection that breaks concerns only its client, which knows as much as we do.
            let _ = server.serve(connection, stream).await;
        });
    }
}

/// A catcher that runs as a task. Dropping it stops the catcher.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<io::Result<()>>,
}

impl Running {
    /// The address it listens on.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops it and waits until it has stopped.
    ///
    /// # Errors
    /// As [`Catcher::run`].
    pub async fn stop(self) -> io::Result<()> {
        let _ = self.stop.send(());
        self.task.await?
    }
}
