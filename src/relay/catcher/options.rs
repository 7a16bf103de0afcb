//! The server's options, and what it offers by them.

use std::sync::Arc;

use tokio_rustls::TlsAcceptor;

use super::reply::{Capabilities, When};
use super::script::{Obliging, Script};
use super::store::Keep;

/// How the catcher encrypts.
#[derive(Clone, Default)]
pub enum CatcherTls {
    /// Not at all.
    #[default]
    None,
    /// When asked to, by STARTTLS (RFC 3207).
    StartTls(TlsAcceptor),
    /// From the first byte (RFC 8314).
    Implicit(TlsAcceptor),
}

/// A login that the catcher accepts.
#[derive(Clone)]
pub struct Login {
    /// The user.
    pub user: String,
    /// The password.
    pub password: String,
}

/// Options of a catcher.
#[derive(Clone)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// What it offers.
    pub capabilities: Capabilities,
    /// How it encrypts.
    pub tls: CatcherTls,
    /// Who may send; `None` lets anybody send, and offers no AUTH.
    pub login: Option<Login>,
    /// The most bytes a line of a mail may have, without CRLF (RFC 5321, section 4.5.3.1.6).
    pub longest_line: usize,
    /// What it does at each step.
    pub script: Arc<dyn Script>,
    /// Where mails go.
    pub keep: Arc<dyn Keep>,
}

impl Options {
    /// The options of the catcher that people run: on a free port, in clear, accepting everything.
    #[must_use]
    pub fn keeping(keep: Arc<dyn Keep>) -> Self {
        Options {
            port: 0,
            capabilities: Capabilities::default(),
            tls: CatcherTls::None,
            login: None,
            longest_line: 998,
            script: Arc::new(Obliging),
            keep,
        }
    }
}

/// Serves connections, one call each; the [`Catcher`](super::Catcher) listens.
pub struct Server<C> {
    pub(super) options: Options,
    pub(super) clock: C,
}

impl<C> Server<C> {
    /// A server with these options.
    #[must_use]
    pub fn new(options: Options, clock: C) -> Self {
        Server { options, clock }
    }

    /// What is offered on a connection.
    pub(super) fn offers(&self, tls: bool) -> Capabilities {
        let mut offers = self.options.capabilities;
        offers.starttls &= !tls && matches!(self.options.tls, CatcherTls::StartTls(_));
        let auth = match offers.auth {
            When::Never => false,
            When::Always => true,
            When::InClear => !tls,
            When::UnderTls => tls,
        };
        if !auth || self.options.login.is_none() {
            offers.auth = When::Never;
        }
        offers
    }
}
