//! `[relay]`: what carries the mails, and whom it can reach.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

/// `[relay]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelaySettings {
    /// The built-in catcher, or an SMTP relay.
    pub kind: RelayKind,
    /// Connections at the same time, 1 to 64.
    pub connections: u8,
    /// The longest wait for one step of the SMTP session.
    pub timeout: Duration,
    /// The longest wait for the answer to the final dot (RFC 5321, section 4.5.3.2.6: 10 minutes).
    pub answer_timeout: Duration,
    /// `NOTIFY=` of the DSN extension (RFC 3461), if the relay offers it.
    pub notify: Vec<Notify>,
    /// How long one connection is used.
    pub connection_limits: ConnectionLimits,
}

/// How long one connection to the relay is used before the next replaces it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectionLimits {
    /// The most mails on one connection; `None`: unlimited.
    pub mails: Option<u32>,
    /// The age of a connection after which no mail begins on it.
    pub age: Duration,
    /// A connection that carries no mail for this long is closed.
    pub idle: Duration,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        ConnectionLimits {
            mails: Some(500),
            age: Duration::from_secs(600),
            idle: Duration::from_secs(15),
        }
    }
}

/// What carries the mails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RelayKind {
    /// The built-in catcher: a server in this process, on loopback, that delivers nothing.
    Catcher,
    /// An SMTP relay.
    Smtp(Smtp),
}

/// `[relay]` with `kind = "smtp"`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Smtp {
    /// Host name or IP address.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// Host and port to connect to, if different: a tunnel. The certificate is still `host`'s.
    pub connect: Option<(String, u16)>,
    /// How the connection is protected.
    pub tls: Tls,
    /// Certificates to trust besides the system's, as PEM.
    pub ca_file: Option<PathBuf>,
    /// The login name.
    pub user: Option<String>,
    /// The file that holds the password.
    pub password_file: Option<PathBuf>,
    /// Whether it hands a mail on to the next host while `heraut` waits for its answer to the final
    /// dot.
    pub hands_on: bool,
}

impl Smtp {
    /// Whether this relay is on this machine: host and the address to connect to are both a literal
    /// loopback address, or `localhost`. If one of the two is elsewhere, it is a tunnel or a relay
    /// elsewhere.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.host) && is_loopback(self.dialled().0)
    }

    /// Host and port to connect to.
    #[must_use]
    pub fn dialled(&self) -> (&str, u16) {
        self.connect
            .as_ref()
            .map_or((&self.host, self.port), |(host, port)| (host, *port))
    }

    /// Whether a login goes unencrypted to a port on this machine, where any local user may be the
    /// one who answers.
    #[must_use]
    pub fn bares_login(&self) -> bool {
        self.tls == Tls::None && self.user.is_some()
    }
}

/// Whether a host is this machine by its name alone.
#[must_use]
pub(super) fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.eq_ignore_ascii_case("localhost")
        || bare
            .parse::<IpAddr>()
            .is_ok_and(|ip| ip.to_canonical().is_loopback())
}

/// How the connection to the relay is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// TLS from the first byte (RFC 8314).
    Implicit,
    /// STARTTLS (RFC 3207), required.
    StartTls,
    /// None: loopback only.
    None,
}

/// One condition of `NOTIFY=` (RFC 3461, section 4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notify {
    /// FAILURE
    Failure,
    /// DELAY
    Delay,
    /// SUCCESS
    Success,
}

impl Notify {
    /// As the settings write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Notify::Failure => "failure",
            Notify::Delay => "delay",
            Notify::Success => "success",
        }
    }
}

/// Whom the relay can reach, according to the settings; sign-off depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// The catcher: nobody.
    Nobody,
    /// An SMTP relay on this machine: whoever it passes mail on to.
    Loopback,
    /// An SMTP relay elsewhere: anybody.
    Anybody,
}

impl RelaySettings {
    /// Whom this relay can reach.
    #[must_use]
    pub fn reach(&self) -> Reach {
        match &self.kind {
            RelayKind::Catcher => Reach::Nobody,
            RelayKind::Smtp(smtp) if smtp.is_loopback() => Reach::Loopback,
            RelayKind::Smtp(_) => Reach::Anybody,
        }
    }
}
