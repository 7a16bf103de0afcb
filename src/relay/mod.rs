//! The relay: the SMTP session step by step, TLS, login, capabilities, and the built-in catcher.
//!
//! One mail, one recipient, one transaction (RFC 5321). The final dot takes a [`Receipt`]: no durable
//! record, no dot. Of the journal this room knows the receipt and the names of the steps, nothing more.

mod advice;
mod behind;
mod broken;
pub mod catcher;
mod features;
mod heard;
mod limits;
mod lines;
mod pending;
pub mod session;
pub mod smtp;
mod tls;
pub mod tls_fault;
pub mod wire;

use std::future::Future;

pub use broken::Broken;
pub use features::Features;
pub use heard::{Heard, Listener};
pub use session::SmtpSession;
pub use smtp::{Settings, SmtpRelay};
pub use tls_fault::TlsFault;

use crate::address::Address;
use crate::id::Pseudonym;
use crate::journal::Receipt;
use crate::journal::event::{Lost, Step};
use crate::phrase::Phrase;
use crate::reply::{Class, Reply};

/// What carries mails. The simulator has its own.
pub trait Relay: 'static {
    /// A session that is ready for the first MAIL.
    type Session: Session;

    /// Connects, greets, protects the line, logs in.
    fn connect(&self) -> impl Future<Output = Result<Self::Session, RelayFault>>;
}

/// The envelope of one mail (RFC 5321, section 2.3.1): one recipient, always.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Whose mail, as the journal knows them.
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
/// The order for one mail: [`begin`](Session::begin) (or as `next` of the mail before),
/// [`taken`](Session::taken), [`body`](Session::body), [`dot`](Session::dot),
/// [`answer`](Session::answer). After any error the session is over.
pub trait Session {
    /// What the relay offers.
    fn features(&self) -> &Features;

    /// Starts the envelope on its way, as far as the relay lets it travel unanswered.
    fn begin(&mut self, envelope: &Envelope) -> impl Future<Output = Result<(), RelayFault>>;

    /// Waits for the answers to MAIL, RCPT and DATA.
    fn taken(&mut self) -> impl Future<Output = Result<Taken, RelayFault>>;

    /// Writes the body without its final dot.
    fn body(&mut self, pieces: &[&[u8]]) -> impl Future<Output = Result<(), RelayFault>>;

    /// Writes the final dot, and in the same write what stands behind it.
    fn dot(&mut self, receipt: Receipt, behind: Behind<'_>) -> impl Future<Output = Handed>;

    /// Waits for the answer to the final dot.
    fn answer(&mut self) -> impl Future<Output = Result<Reply, Lost>>;

    /// Whether the next envelope may travel behind the final dot.
    fn can_look_ahead(&self) -> bool;

    /// Whether QUIT may travel behind the final dot: the relay has heard what stood there before.
    fn can_quit_behind(&self) -> bool;

    /// Whether it was found out, since this was asked last, that this relay does not hear what stands behind a final dot.
    fn found_unheard(&self) -> bool;

    /// Whether the relay hands a mail on to the next host while its answer to the dot is waited for: then an answer
    /// about its own troubles says nothing about the mail.
    fn hands_on(&self) -> bool;

    /// Whether another mail may go by this line.
    fn goes_on(&self) -> bool;

    /// Says goodbye, and waits for no longer than good manners ask.
    fn quit(self) -> impl Future<Output = ()>;
}

/// What stands behind a final dot.
#[derive(Debug, Clone, Copy)]
pub enum Behind<'e> {
    /// Nothing: its answer comes first.
    Nothing,
    /// The next mail's envelope.
    Next(&'e Envelope),
    /// The goodbye: no mail follows on this line. A relay that looks whether its client is still there before it takes a
    /// mail (Exim) then takes it, whatever becomes of the line.
    Quit,
}

/// The relay's answer to an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// It asks for the body.
    Yes,
    /// It refused or put off this mail; the line is still good.
    No(Step, Reply),
    /// It lost what stood behind the dot of the mail before, and the line is given up. Nothing was said of this mail.
    NotHeard,
}

/// What became of the final dot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handed {
    /// The system took it: from here on the mail may arrive.
    Over,
    /// It certainly never left: the mail cannot arrive.
    NotOver(RelayFault),
    /// It may have left before the line broke.
    Unsure,
}

/// A step of the session in people's words.
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

/// The relay could not be used, or could not be used any longer. No mail is to blame.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{step:?}: {cause}")]
pub struct RelayFault {
    /// At which step.
    pub step: Step,
    /// Why.
    pub cause: Cause,
}

/// Why a relay could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    /// It answered with a code that is no success.
    #[error("{}", .0.text())]
    Answered(Reply),
    /// The line could not be made, or was cut.
    #[error("{0}")]
    Line(Broken),
    /// It did not answer in time.
    #[error("no answer in time")]
    Silent,
    /// It said something that is no SMTP.
    #[error("an answer that is no SMTP reply")]
    Garbled,
    /// The TLS handshake did not succeed.
    #[error("TLS: {0}")]
    Tls(TlsFault),
    /// TLS is required and it offers none.
    #[error("it does not offer STARTTLS")]
    NoTls,
    /// A login is set and it offers no way of logging in that we know.
    #[error("it offers no login that this program knows")]
    NoLogin,
    /// The host answers at an address that is not on this machine, though a loopback relay was set.
    #[error("the relay is not on this machine")]
    NotLoopback,
    /// The largest mail that is to go out is larger than it takes (RFC 1870).
    #[error("it takes mails of up to {limit} octets, and the largest has {largest}")]
    TooSmall {
        /// The most octets it takes.
        limit: u64,
        /// Octets of the largest mail.
        largest: u64,
    },
    /// The receipt is for another mail: a fault of this program.
    #[error("the record and the mail do not belong together")]
    WrongReceipt,
}

impl RelayFault {
    /// A fault at a step.
    #[must_use]
    pub const fn new(step: Step, cause: Cause) -> Self {
        RelayFault { step, cause }
    }

    /// What to tell people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        let phrase = match &self.cause {
            Cause::Answered(reply) => {
                Phrase::new(advice::key(self.step, reply)).with("reply", reply.shown())
            }
            Cause::Line(broken) => Phrase::new("relay-line").with("what", broken.phrase()),
            // At a port that begins with TLS the server waits for us to begin.
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

    /// Whether the relay says that it is about us: trying again will not help, a person must look.
    #[must_use]
    pub fn is_about_us(&self) -> bool {
        match &self.cause {
            // Inside a body nothing is to be said (RFC 5321, section 4.2.5): whoever does is confused, not we.
            Cause::Answered(reply) => reply.class() == Class::Permanent && self.step != Step::Body,
            Cause::NoTls
            | Cause::NoLogin
            | Cause::Tls(_)
            | Cause::NotLoopback
            | Cause::TooSmall { .. }
            | Cause::WrongReceipt => true,
            Cause::Line(_) | Cause::Silent | Cause::Garbled => false,
        }
    }

    /// The relay's code, where it gave one.
    #[must_use]
    pub fn reply(&self) -> Option<&Reply> {
        match &self.cause {
            Cause::Answered(reply) => Some(reply),
            Cause::Line(_)
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
