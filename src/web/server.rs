//! The server: listens, speaks TLS where it must, and answers until it is asked to stop.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;

use super::fault::ServeFault;
use super::site::{Site, Voice};
use super::{routes, tls};
use crate::campaign::ReadingRoom;
use crate::clock::{Clock as _, SystemClock};

/// Most connections at a time: a browser opens six, and fifty people read.
const MAX_CONNECTIONS: usize = 512;
/// Longest wait for the header of a request.
const HEADER: Duration = Duration::from_secs(15);
/// Longest wait for a TLS handshake.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// Longest that a connection stays open, whatever comes over it.
const CONNECTION: Duration = Duration::from_secs(600);

/// The review page, listening.
pub struct ReviewServer {
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    router: Router,
    address: SocketAddr,
    origin: String,
}

impl ReviewServer {
    /// Reads the mails of the seal, so that nobody waits for that, and listens where the settings say;
    /// `port` replaces their port, and 0 takes a free one.
    ///
    /// # Errors
    /// [`ServeFault`].
    pub async fn listen(
        mut room: ReadingRoom,
        port: Option<u16>,
        voice: Voice,
    ) -> Result<ReviewServer, ServeFault> {
        room.pages(voice.usual(), SystemClock::start().now())?;
        let campaign = room.campaign();
        let serve = campaign.settings().serve.clone();
        let mut address = serve.listen;
        if let Some(port) = port {
            address.set_port(port);
        }
        let tls = serve.tls.as_ref();
        let tls = tls
            .map(|files| tls::acceptor(campaign.dir(), files))
            .transpose()?;
        let listener = TcpListener::bind(address).await;
        let listener = listener.map_err(|fault| ServeFault::Listen { address, fault })?;
        let address = listener.local_addr().unwrap_or(address);
        let origin = campaign.page_origin(Some(address.port()));
        let site = Site::new(room, origin.clone(), voice).map_err(|_| ServeFault::Page)?;
        Ok(ReviewServer {
            listener,
            tls,
            router: routes::router(Arc::new(site)),
            address,
            origin,
        })
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// How people reach it.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Answers until `stop` is ready. What is being answered then is cut off: every answer is
    /// short, and what a person decided is recorded before it begins.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let (free, clock) = (
            Arc::new(Semaphore::new(MAX_CONNECTIONS)),
            SystemClock::start(),
        );
        let serve = async {
            loop {
                let Ok(place) = Arc::clone(&free).acquire_owned().await else {
                    return;
                };
                let Ok((stream, _)) = self.listener.accept().await else {
                    // Too many open files, or a peer that is gone: the next one may do better.
                    clock.sleep(Duration::from_millis(50)).await;
                    continue;
                };
                let (router, tls) = (self.router.clone(), self.tls.clone());
                tokio::spawn(async move {
                    let answered = async {
                        match tls {
                            None => connection(stream, router).await,
                            Some(tls) => {
                                let shaken = clock.within(HANDSHAKE, tls.accept(stream));
                                if let Ok(Ok(stream)) = shaken.await {
                                    connection(stream, router).await;
                                }
                            }
                        }
                    };
                    let _in_time = clock.within(CONNECTION, answered).await;
                    drop(place);
                });
            }
        };
        tokio::select! {
            () = serve => {}
            () = stop => {}
        }
    }
}

/// Answers the requests of one connection.
async fn connection(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, router: Router) {
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(HEADER);
    let service = TowerToHyperService::new(router);
    // A browser that goes away in the middle of an answer is no fault of anybody.
    let _gone = server.serve_connection(TokioIo::new(stream), service).await;
}
