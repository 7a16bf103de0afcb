//! The relay: the SMTP session step by step, TLS, login, capabilities, and the built-in catcher.
//!
//! One mail, one recipient, one transaction (RFC 5321). The final dot takes a [`Receipt`]: without
//! a durable record there is no dot. Of the journal this room knows only the receipt and the names
//! of the steps.

mod advice;
mod after_dot;
mod broken;
pub mod catcher;
pub mod connect;
mod connection;
pub mod dial;
mod dialogue;
mod features;
mod limits;
mod pending;
pub mod session;
pub(crate) mod tls;
pub mod tls_fault;

use std::future::Future;

pub use broken::Broken;
pub use connect::{SessionSettings, SmtpRelay};
pub use dialogue::{DialogueEvent, Listener};
pub use features::EhloExtensions;
pub use session::SmtpSession;
pub use tls_fault::TlsFault;

use crate::address::Address;
use crate::id::Pseudonym;
use crate::journal::Receipt;
use crate::journal::event::{Lost, Step};
use crate::phrase::Phrase;
use crate::reply::{Class, Reply};

/// Carries mails. The simulator has its own.
pub trait Relay: 'static {
    /// A session that is ready for the first MAIL.
    type Session: Session;

    /// Connects, greets, protects the connection, logs in.
    fn connect(&self) -> impl Future<Output = Result<Self::Session, RelayFault>>;
}

/// The envelope of one mail (RFC 5321, section 2.3.1): one recipient, always.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Pseudonym of the recipient, as in the journal.
    pub recipient: Pseudonym,
    /// Reverse-path.
    pub from: Address,
    /// Forward-path.
    pub to: Address,
    /// Octets of the whole mail (RFC 1870).
    pub size: usize,
    /// `ENVID=` (RFC 3461, section 4.4), also in the mail's `Message-ID`.
    pub envid: String,
}

/// One SMTP session, from its first MAIL on.
///
/// The order for one mail: [`begin`](Session::begin) (or as `next` of the previous mail),
/// [`taken`](Session::taken), [`body`](Session::body), [`dot`](Session::dot),
/// [`answer`](Session::answer). After any error the session is over.
pub trait Session {
    /// What the relay offers.
    fn features(&self) -> &EhloExtensions;

    /// Sends the envelope, as far as the relay allows without waiting for answers.
    fn begin(&mut self, envelope: &Envelope) -> impl Future<Output = Result<(), RelayFault>>;

    /// Waits for the answers to MAIL, RCPT and DATA.
    fn envelope_reply(&mut self) -> impl Future<Output = Result<EnvelopeReply, RelayFault>>;

    /// Writes the body without its final dot.
    fn body(&mut self, pieces: &[&[u8]]) -> impl Future<Output = Result<(), RelayFault>>;

    /// Writes the final dot, and in the same write what follows it.
    fn dot(
        &mut self,
        receipt: Receipt,
        after_dot: AfterDot<'_>,
    ) -> impl Future<Output = DotOutcome>;

    /// Waits for the answer to the final dot.
    fn answer(&mut self) -> impl Future<Output = Result<Reply, Lost>>;

    /// Whether the next envelope may follow the final dot in the same write.
    fn can_look_ahead(&self) -> bool;

    /// Whether QUIT may follow the final dot in the same write: the relay has read what followed a
    /// dot before.
    fn can_quit_after_dot(&self) -> bool;

    /// Whether it was found out since the last call that this relay ignores what follows a final
    /// dot.
    fn found_ignored(&self) -> bool;

    /// Whether the relay hands a mail on to the next host while `heraut` waits for its answer to
    /// the dot. Then an answer about its own troubles says nothing about the mail.
    fn hands_on(&self) -> bool;

    /// Whether another mail may go on this connection.
    fn is_reusable(&self) -> bool;

    /// Sends QUIT, and waits only briefly for the answer.
    fn quit(self) -> impl Future<Output = ()>;
}

/// What follows a final dot.
#[derive(Debug, Clone, Copy)]
pub enum AfterDot<'e> {
    /// Nothing: its answer comes first.
    Nothing,
    /// The next mail's envelope.
    Next(&'e Envelope),
    /// QUIT: no mail follows on this connection. A relay that checks whether its client is still
    /// connected before it accepts a mail (Exim) then accepts it, whatever happens to the
    /// connection.
    Quit,
}

/// The relay's answer to an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnvelopeReply {
    /// It asks for the body.
    Yes,
    /// It refused or deferred this mail; the connection still works.
    No(Step, Reply),
    /// It lost what followed the dot of the previous mail, and the connection is closed. It said
    /// nothing about this mail.
    Ignored,
}

/// Result of writing the final dot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DotOutcome {
    /// The operating system took it: from now on the mail may arrive.
    Over,
    /// It certainly was not sent: the mail can't arrive.
    NotOver(RelayFault),
    /// It may have been sent before the connection broke.
    Unsure,
}

/// A step of the session in words for people.
#[must_use]
pub fn step_phrase(step: Step) -> Phrase {
    Phrase::new(match step {
        Step::Connect => "relay-step-connect",
        Step::Greeting => "relay-step-greeting",
        Step::Ehlo => "relay-step-ehlo",
        Step::Tls => "relay-step-tls",
        Step::Auth => "relay-step-auth",
        Step::Mail => "relay-step-mail",
        Step::Rcpt => "relay-step-rcpt",
        Step::Data => "relay-step-data",
        Step::Body => "relay-step-body",
        Step::Dot => "relay-step-dot",
    })
}

/// The relay could not be used, or can't be used any longer. No mail is to blame.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{step:?}: {cause}")]
pub struct RelayFault {
    /// The step at which it failed.
    pub step: Step,
    /// The cause.
    pub cause: Cause,
}

/// Why a relay could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    /// It answered with a code that is not a success.
    #[error("{}", .0.text())]
    Answered(Reply),
    /// The connection could not be made, or was cut.
    #[error("{0}")]
    Connection(Broken),
    /// It did not answer in time.
    #[error("no answer in time")]
    Silent,
    /// It said something that is not SMTP.
    #[error("an answer that is no SMTP reply")]
    Garbled,
    /// The TLS handshake failed.
    #[error("TLS: {0}")]
    Tls(TlsFault),
    /// TLS is required and it offers none.
    #[error("it does not offer STARTTLS")]
    NoTls,
    /// A login is set and it offers no mechanism that we know.
    #[error("it offers no login that this program knows")]
    NoLogin,
    /// The host has an address that is not on this machine, though a loopback relay was set.
    #[error("the relay is not on this machine")]
    NotLoopback,
    /// The largest mail to send is larger than it accepts (RFC 1870).
    #[error("it takes mails of up to {limit} octets, and the largest has {largest}")]
    TooSmall {
        /// The most octets it accepts.
        limit: u64,
        /// Octets of the largest mail.
        largest: u64,
    },
    /// The receipt is for another mail: an error in this program.
    #[error("the record and the mail do not belong together")]
    WrongReceipt,
}

impl RelayFault {
    /// An error at a step.
    #[must_use]
    pub const fn new(step: Step, cause: Cause) -> Self {
        RelayFault { step, cause }
    }

    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        let phrase = match &self.cause {
            Cause::Answered(reply) => {
                Phrase::new(advice::key(self.step, reply)).with("reply", reply.shown())
            }
            Cause::Connection(broken) => Phrase::new("relay-line").with("what", broken.phrase()),
            // On a port that begins with TLS the server waits for us to begin.
            Cause::Silent if self.step == Step::Greeting => Phrase::new("relay-silent-greeting"),
            Cause::Silent => Phrase::new("relay-silent"),
            Cause::Garbled => Phrase::new("relay-garbled"),
            Cause::Tls(why) => why.phrase(),
            Cause::NoTls => Phrase::new("relay-no-tls"),
            Cause::NoLogin => Phrase::new("relay-no-login"),
            Cause::NotLoopback => Phrase::new("relay-not-loopback"),
            Cause::TooSmall { limit, largest } => Phrase::new("relay-too-small")
                .with("limit", limit / 1000)
                .with("largest", largest.div_ceil(1000)),
            Cause::WrongReceipt => Phrase::new("relay-wrong-receipt"),
        };
        phrase.with("step", step_phrase(self.step))
    }

    /// Whether the relay's answer is about us: trying again won't help, and a person must act.
    #[must_use]
    pub fn is_about_us(&self) -> bool {
        match &self.cause {
            // Inside a body no reply is allowed (RFC 5321, section 4.2.5): the relay is confused,
            // not we.
            Cause::Answered(reply) => reply.class() == Class::Permanent && self.step != Step::Body,
            Cause::NoTls
            | Cause::NoLogin
            | Cause::Tls(_)
            | Cause::NotLoopback
            | Cause::TooSmall { .. }
            | Cause::WrongReceipt => true,
            Cause::Connection(_) | Cause::Silent | Cause::Garbled => false,
        }
    }

    /// The relay's reply, if it gave one.
    #[must_use]
    pub fn reply(&self) -> Option<&Reply> {
        match &self.cause {
            Cause::Answered(reply) => Some(reply),
            Cause::Connection(_)
            | Cause::Silent
            | Cause::Garbled
            | Cause::Tls(_)
            | Cause::NoTls
            | Cause::NoLogin
            | Cause::NotLoopback
            | Cause::TooSmall { .. }
            | Cause::WrongReceipt => None,
        }
    }
}
