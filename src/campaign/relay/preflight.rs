//! `catch` and `preflight`: the catcher alone, and what the relay offers, without a mail.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;

use super::transcript::{self, Organisations};
use crate::campaign::{Campaign, Error};
use crate::clock::SystemClock;
use crate::config::RelayKind;
use crate::relay::catcher::{Catcher, Maildir, Options};
use crate::relay::{EhloExtensions, Relay, Session};

/// A catcher that listens.
pub struct Catching {
    /// The address it listens on.
    pub address: SocketAddr,
    catcher: Catcher<SystemClock>,
}

impl Catching {
    /// Catches until `stop` ends.
    ///
    /// # Errors
    /// [`Error::File`] if it can no longer listen.
    pub async fn run(self, stop: impl Future<Output = ()>) -> Result<(), Error> {
        let address = self.address;
        self.catcher
            .run(stop)
            .await
            .map_err(Error::file(address.to_string()))
    }
}

/// What a relay offers.
#[derive(Debug, Clone)]
pub struct Preflight {
    /// Its host and port; `None` for the catcher.
    pub relay: Option<(String, u16)>,
    /// What it offers, after TLS and login.
    pub features: EhloExtensions,
    /// Whether the connection was encrypted.
    pub encrypted: bool,
    /// Whether it accepted our login.
    pub logged_in: bool,
    /// Since when it is known to ignore what follows a final dot.
    pub unheard_since: Option<String>,
}

impl Campaign {
    /// Listens as the catcher, only on this machine. Port 0: any free one.
    ///
    /// # Errors
    /// [`Error::File`] if the port or the Maildir can't be opened.
    pub fn catch(&self, port: u16) -> Result<Catching, Error> {
        self.make_folders()?;
        let keep = Maildir::open(&self.caught()).map_err(Error::file("var/trial/caught"))?;
        let options = Options {
            port,
            ..Options::keeping(Arc::new(keep))
        };
        let catcher = Catcher::start(options, SystemClock::start())
            .map_err(Error::file(format!("127.0.0.1:{port}")))?;
        Ok(Catching {
            address: catcher.address(),
            catcher,
        })
    }

    /// Connects up to the login and quits. No MAIL is sent. The dialogue is written to
    /// `transcript`, without secrets.
    ///
    /// # Errors
    /// [`Error::Relay`].
    pub async fn preflight(&self, transcript: Option<Box<dyn Write>>) -> Result<Preflight, Error> {
        let clock = SystemClock::start();
        let listener = transcript.map(|to| transcript::to(to, clock, Organisations::default()));
        match &self.settings().relay.kind {
            RelayKind::Catcher => {
                let catching = self.catch(0)?;
                let relay = self
                    .catcher_relay(catching.address, clock)
                    .observed_by(listener);
                let (told, stop) = tokio::sync::oneshot::channel::<()>();
                let look = async {
                    let session = relay.connect().await.map_err(Error::Relay)?;
                    let features = session.features().clone();
                    session.quit().await;
                    drop(told);
                    Ok(Preflight {
                        relay: None,
                        features,
                        encrypted: false,
                        logged_in: false,
                        unheard_since: None,
                    })
                };
                let (looked, _) = tokio::join!(look, catching.run(async { drop(stop.await) }));
                looked
            }
            RelayKind::Smtp(smtp) => {
                let relay = self.smtp_relay(smtp, clock, 0)?.observed_by(listener);
                let session = relay.connect().await.map_err(Error::Relay)?;
                let features = session.features().clone();
                let encrypted = session.is_encrypted();
                session.quit().await;
                let relay = Some((smtp.host.clone(), smtp.port));
                let (logged_in, unheard_since) = (smtp.user.is_some(), self.unheard_since(smtp)?);
                Ok(Preflight {
                    relay,
                    features,
                    encrypted,
                    logged_in,
                    unheard_since,
                })
            }
        }
    }
}
