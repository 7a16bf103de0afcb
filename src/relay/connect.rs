//! From a new connection to a session that is ready for mail: greeting, EHLO, TLS, login.

use std::cell::Cell;
use std::path::Path;
use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::commands::{Auth, Ehlo, Starttls};
use lettre::transport::smtp::extension::ClientId;
use tokio_rustls::TlsConnector;

use super::after_dot::ReadsAfterDot;
use super::connection::{Connection, connection_cause};
use super::dial::{Dial, DialFault};
use super::dialogue::{Listener, Observer};
use super::features::EhloExtensions;
use super::limits::Limits;
use super::session::SmtpSession;
use super::tls_fault::TlsFault;
use super::{Broken, Cause, Relay, RelayFault, tls};
use crate::clock::Clock;
use crate::config::{Notify, Secret, Tls};
use crate::journal::event::Step;
use crate::reply::{Class, Reply, dot};

/// How to talk to the relay.
#[derive(Clone)]
pub struct SessionSettings {
    /// The name that its certificate must carry.
    pub host: String,
    /// How the connection is protected.
    pub tls: Tls,
    /// The TLS engine; needed unless `tls` is none.
    connector: Option<TlsConnector>,
    /// The login.
    pub login: Option<(String, Secret)>,
    /// The name we give in EHLO: the sender's domain, never this machine's name.
    pub hello: String,
    /// The longest wait for one step.
    pub timeout: Duration,
    /// The longest wait for the answer to the final dot.
    pub answer_timeout: Duration,
    /// `NOTIFY=`.
    pub notify: Vec<Notify>,
    /// Octets of the largest mail to send; 0: not known.
    pub largest: u64,
    /// Whether it hands mails on while `heraut` waits for the answer to the final dot.
    pub hands_on: bool,
    /// Whether it reads what follows a final dot; true if nothing else is known.
    pub reads_after_dot: bool,
}

impl SessionSettings {
    /// Settings for a connection without TLS and login, as to the catcher.
    #[must_use]
    pub fn plain(
        hello: &str,
        timeout: Duration,
        answer_timeout: Duration,
        notify: Vec<Notify>,
    ) -> Self {
        SessionSettings {
            host: "localhost".into(),
            tls: Tls::None,
            connector: None,
            login: None,
            hello: hello.to_owned(),
            timeout,
            answer_timeout,
            notify,
            largest: 0,
            hands_on: false,
            reads_after_dot: true,
        }
    }

    /// Sets whether the relay hands mails on while `heraut` waits for the answer to the final dot.
    #[must_use]
    pub const fn that_hands_on(mut self, hands_on: bool) -> Self {
        self.hands_on = hands_on;
        self
    }

    /// Sets whether the relay reads what follows a final dot, as far as earlier runs know.
    #[must_use]
    pub const fn that_reads_after_dot(mut self, reads: bool) -> Self {
        self.reads_after_dot = reads;
        self
    }

    /// Gives a relay up before the first mail if it accepts fewer than this many octets.
    #[must_use]
    pub const fn with_largest(mut self, octets: u64) -> Self {
        self.largest = octets;
        self
    }

    /// Requires TLS, with the system's certificates and those of `ca_file`.
    ///
    /// # Errors
    /// If the certificates can't be read.
    pub fn with_tls(
        mut self,
        host: &str,
        tls: Tls,
        ca_file: Option<&Path>,
    ) -> Result<Self, TlsFault> {
        host.clone_into(&mut self.host);
        self.tls = tls;
        self.connector = match tls {
            Tls::None => None,
            Tls::Implicit | Tls::StartTls => Some(tls::connector(ca_file)?),
        };
        Ok(self)
    }

    /// Logs in with this name and password.
    #[must_use]
    pub fn with_login(mut self, login: Option<(String, Secret)>) -> Self {
        self.login = login;
        self
    }
}

/// An SMTP relay with its dialler.
pub struct SmtpRelay<D, C> {
    dial: D,
    clock: C,
    settings: SessionSettings,
    after_dot: ReadsAfterDot,
    listener: Option<Listener>,
    /// Number of connections so far.
    connections: Cell<u32>,
}

impl<D: Dial, C: Clock> SmtpRelay<D, C> {
    /// A relay with this dialler and these settings.
    pub fn new(dial: D, clock: C, settings: SessionSettings) -> Self {
        let after_dot = ReadsAfterDot::known(settings.reads_after_dot);
        SmtpRelay {
            dial,
            clock,
            settings,
            after_dot,
            listener: None,
            connections: Cell::new(0),
        }
    }

    /// The same relay, with a listener for its dialogue.
    #[must_use]
    pub fn observed_by(self, listener: Option<Listener>) -> Self {
        SmtpRelay { listener, ..self }
    }

    async fn connection(&self) -> Result<Connection<C>, RelayFault> {
        let fault = |cause| RelayFault::new(Step::Connect, cause);
        let wire = match self
            .clock
            .within(self.settings.timeout, self.dial.dial())
            .await
        {
            Ok(Ok(wire)) => wire,
            Ok(Err(DialFault::NotLoopback)) => return Err(fault(Cause::NotLoopback)),
            Ok(Err(DialFault::Io(io))) => return Err(fault(Cause::Connection(Broken::of(&io)))),
            Ok(Err(DialFault::NoName(io))) => {
                return Err(fault(Cause::Connection(Broken::no_name(&io))));
            }
            Err(_) => return Err(fault(Cause::Silent)),
        };
        self.connections.set(self.connections.get() + 1);
        let observer = Observer::new(self.listener.as_ref(), self.connections.get());
        let connection = Connection::new(wire, self.clock.clone(), false, observer);
        match self.settings.tls {
            Tls::Implicit => self.protect(connection).await,
            Tls::StartTls | Tls::None => Ok(connection),
        }
    }

    async fn protect(&self, connection: Connection<C>) -> Result<Connection<C>, RelayFault> {
        let fault = |cause| RelayFault::new(Step::Tls, cause);
        // Bytes that came in clear before the handshake were injected by somebody.
        let (wire, observer) = connection
            .into_wire()
            .ok_or_else(|| fault(Cause::Garbled))?;
        let connector = self
            .settings
            .connector
            .as_ref()
            .ok_or_else(|| fault(Cause::NoTls))?;
        let shake = tls::protect(connector, &self.settings.host, wire);
        match self.clock.within(self.settings.timeout, shake).await {
            Ok(Ok(wire)) => Ok(Connection::new(wire, self.clock.clone(), true, observer)),
            Ok(Err(io)) => Err(fault(match TlsFault::of(&io) {
                Some(why) if self.settings.tls == Tls::Implicit => Cause::Tls(why.at_the_start()),
                Some(why) => Cause::Tls(why),
                None => connection_cause(&io),
            })),
            Err(_) => Err(fault(Cause::Silent)),
        }
    }

    async fn ask(
        &self,
        connection: &mut Connection<C>,
        step: Step,
        command: &str,
    ) -> Result<Reply, RelayFault> {
        let limit = self.settings.timeout;
        connection
            .write(&[command.as_bytes()], limit)
            .await
            .map_err(|fault| RelayFault::new(step, fault.cause))?;
        connection
            .reply(limit)
            .await
            .map_err(|cause| RelayFault::new(step, cause))
    }

    async fn expect(
        &self,
        connection: &mut Connection<C>,
        step: Step,
        command: &str,
        class: Class,
    ) -> Result<Reply, RelayFault> {
        let reply = self.ask(connection, step, command).await?;
        if reply.class() == class {
            Ok(reply)
        } else {
            Err(RelayFault::new(step, Cause::Answered(reply)))
        }
    }

    async fn greet(&self, connection: &mut Connection<C>) -> Result<Reply, RelayFault> {
        let fault = |cause| RelayFault::new(Step::Greeting, cause);
        let greeting = connection
            .reply(self.settings.timeout)
            .await
            .map_err(fault)?;
        if greeting.class() == Class::Completed {
            Ok(greeting)
        } else {
            Err(fault(Cause::Answered(greeting)))
        }
    }

    async fn hello(&self, connection: &mut Connection<C>) -> Result<EhloExtensions, RelayFault> {
        let command = Ehlo::new(ClientId::Domain(self.settings.hello.clone())).to_string();
        let reply = self.ask(connection, Step::Ehlo, &command).await?;
        // Command not recognised, command not implemented: an old relay knows HELO, and no extension (RFC 5321,
        // section 3.2). If TLS or a login is set, that is as good as none offered.
        if matches!(reply.code(), 500 | 502) {
            let command = format!("HELO {}\r\n", self.settings.hello);
            let reply = self
                .expect(connection, Step::Ehlo, &command, Class::Completed)
                .await?;
            return Ok(EhloExtensions {
                said: reply.lines().join(" "),
                ..EhloExtensions::default()
            });
        }
        if reply.class() == Class::Completed {
            Ok(EhloExtensions::read(&reply))
        } else {
            Err(RelayFault::new(Step::Ehlo, Cause::Answered(reply)))
        }
    }

    /// A relay that would refuse a mail for its size is not used at all: one clear error instead of many refusals.
    fn large_enough(&self, features: EhloExtensions) -> Result<EhloExtensions, RelayFault> {
        let largest = self.settings.largest;
        match features.size_limit {
            Some(limit) if limit < largest => Err(RelayFault::new(
                Step::Ehlo,
                Cause::TooSmall { limit, largest },
            )),
            _ => Ok(features),
        }
    }

    /// Logs in, if a login is set. PLAIN first; LOGIN if the relay doesn't offer PLAIN, or offers it and then doesn't
    /// know it (504: RFC 4954, section 4).
    async fn log_in(
        &self,
        connection: &mut Connection<C>,
        features: &EhloExtensions,
    ) -> Result<(), RelayFault> {
        let Some((user, secret)) = &self.settings.login else {
            return Ok(());
        };
        let fault = |cause| RelayFault::new(Step::Auth, cause);
        let credentials = Credentials::new(user.clone(), secret.reveal().to_owned());
        let mut unknown = None;
        for mechanism in [Mechanism::Plain, Mechanism::Login] {
            if !features.auth.contains(&mechanism.to_string()) {
                continue;
            }
            let reply = self.log_in_by(connection, mechanism, &credentials).await?;
            match reply.class() {
                Class::Completed => return Ok(()),
                _ if reply.code() == 504 => unknown = Some(reply),
                _ => return Err(fault(Cause::Answered(reply))),
            }
        }
        Err(fault(unknown.map_or(Cause::NoLogin, Cause::Answered)))
    }

    async fn log_in_by(
        &self,
        connection: &mut Connection<C>,
        mechanism: Mechanism,
        credentials: &Credentials,
    ) -> Result<Reply, RelayFault> {
        let fault = |cause| RelayFault::new(Step::Auth, cause);
        let first =
            Auth::new(mechanism, credentials.clone(), None).map_err(|_| fault(Cause::NoLogin))?;
        let mut reply = self.ask(connection, Step::Auth, &first.to_string()).await?;
        // LOGIN asks twice; a relay that keeps asking gets nothing more.
        for _ in 0..2 {
            if reply.class() != Class::Intermediate {
                break;
            }
            let answer =
                challenge(mechanism, credentials, &reply).ok_or_else(|| fault(Cause::Garbled))?;
            reply = self.ask(connection, Step::Auth, &answer).await?;
        }
        Ok(reply)
    }

    /// What the relay offers after the login: Dovecot's submission service reports DSN, SMTPUTF8 and the value of SIZE
    /// only then. A relay that accepts no second EHLO offers what it offered.
    async fn hello_again(
        &self,
        connection: &mut Connection<C>,
        before: EhloExtensions,
    ) -> Result<EhloExtensions, RelayFault> {
        let command = Ehlo::new(ClientId::Domain(self.settings.hello.clone())).to_string();
        let reply = self.ask(connection, Step::Ehlo, &command).await?;
        match reply.class() {
            Class::Completed => Ok(EhloExtensions::read(&reply).after_login(before)),
            _ if reply.code() == 421 => Err(RelayFault::new(Step::Ehlo, Cause::Answered(reply))),
            Class::Intermediate | Class::Transient | Class::Permanent => Ok(before),
        }
    }
}

/// The answer to a challenge of the relay (RFC 4954, section 4), as a line to send.
fn challenge(mechanism: Mechanism, credentials: &Credentials, reply: &Reply) -> Option<String> {
    use base64::Engine;
    let base64 = base64::engine::general_purpose::STANDARD;
    let asked = base64.decode(reply.lines().first()?.trim()).ok()?;
    let answer = mechanism
        .response(credentials, Some(std::str::from_utf8(&asked).ok()?))
        .ok()?;
    Some(format!("{}\r\n", base64.encode(answer)))
}

impl<D: Dial, C: Clock> Relay for SmtpRelay<D, C> {
    type Session = SmtpSession<C>;

    async fn connect(&self) -> Result<SmtpSession<C>, RelayFault> {
        let mut connection = self.connection().await?;
        let greeting = self.greet(&mut connection).await?;
        let mut features = self.hello(&mut connection).await?;
        if self.settings.tls == Tls::StartTls {
            if !features.starttls {
                return Err(RelayFault::new(Step::Tls, Cause::NoTls));
            }
            let starttls = Starttls.to_string();
            self.expect(&mut connection, Step::Tls, &starttls, Class::Completed)
                .await?;
            connection = self.protect(connection).await?;
            // What was offered in the clear counts for nothing (RFC 3207, section 4.2).
            features = self.hello(&mut connection).await?;
        }
        if self.settings.login.is_some() {
            self.log_in(&mut connection, &features).await?;
            // After the login: relays may accept more from those they know.
            features = self.hello_again(&mut connection, features).await?;
        }
        let mut features = self.large_enough(features)?;
        features.front_end = dot::front_end(&greeting, &features.said);
        let limits = Limits {
            hands_on: self.settings.hands_on,
            step: self.settings.timeout,
            answer: self.settings.answer_timeout,
        };
        Ok(SmtpSession::new(
            connection,
            features,
            self.settings.notify.clone(),
            limits,
            self.after_dot.clone(),
        ))
    }
}
