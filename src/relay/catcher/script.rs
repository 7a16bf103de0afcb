//! Scripts decide what the catcher does at each step of a session.
//!
//! The catcher that people run accepts everything; the tests' relay is the same server with another
//! script. Owns the moments and the acts; reads no byte of the connection itself.

use std::time::Duration;

/// A step of the session at which the script is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A client connected; the greeting is due.
    Connect,
    /// EHLO or HELO.
    Ehlo,
    /// STARTTLS, before the handshake.
    StartTls,
    /// The login is complete and was checked.
    Auth,
    /// MAIL, well formed.
    Mail,
    /// RCPT, well formed; the scene names the recipient.
    Rcpt,
    /// DATA: 354 is due.
    Data,
    /// A piece of the mail arrived; this many bytes are there now.
    Body(u64),
    /// The whole mail is there; its reply is due.
    Dot,
    /// RSET.
    Rset,
    /// QUIT.
    Quit,
}

/// What is known when the script is asked.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// Number of the connection, from 1 since the catcher started.
    pub connection: u64,
    /// Number of the transaction, from 1 over the well-formed MAIL commands of this connection; 0
    /// before.
    pub transaction: u64,
    /// The recipient named last in this transaction, accepted or not.
    pub recipient: Option<&'a str>,
    /// Bytes of the mail so far.
    pub size: u64,
    /// Whether the connection is encrypted.
    pub tls: bool,
}

/// What the catcher does instead of, or with, its own reply.
///
/// A reply with a code below 400 accepts the step, any other refuses it; so does the first digit of
/// [`Act::Raw`]. Replies already decided for earlier commands of a pipelined group go out first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// What an honest server would do.
    Proceed,
    /// This code and text. In the middle of a mail the reply comes too early, and the mail
    /// continues.
    Reply(u16, String),
    /// This code and text; then the connection is closed in good order.
    ReplyThenClose(u16, String),
    /// Closes the connection without a reply. A mail in progress is lost.
    Close,
    /// Keeps the mail and closes the connection without a reply: the gap of RFC 1047. At any moment
    /// other than the dot the same as [`Act::Close`].
    CloseAfterKeeping,
    /// Never answers; the connection is held, and input is dropped until the client leaves. A mail
    /// in progress is lost.
    Silence,
    /// Closes the sending side, then as [`Act::Silence`].
    HalfClose,
    /// What an honest server would do, after this delay. A mail is kept before the wait.
    Wait(Duration),
    /// What an honest server would do, with its reply written byte by byte.
    SplitReply,
    /// These bytes instead of the reply.
    Raw(Vec<u8>),
}

impl Act {
    /// Whether this act lets the step happen, if an honest server's answer is `own`.
    pub(super) fn takes(&self, own: bool) -> bool {
        match self {
            Act::Proceed | Act::Wait(_) | Act::SplitReply | Act::CloseAfterKeeping => own,
            Act::Reply(code, _) => *code < 400,
            Act::Raw(bytes) => matches!(bytes.first(), Some(b'2' | b'3')),
            Act::ReplyThenClose(..) | Act::Close | Act::Silence | Act::HalfClose => false,
        }
    }
}

/// Decides at each step. It is asked only if the command was well formed and in order.
pub trait Script: Send + Sync {
    /// Returns what to do at this moment.
    fn act(&self, moment: Moment, scene: &Scene<'_>) -> Act;
}

/// Accepts everything.
#[derive(Debug, Clone, Copy, Default)]
pub struct Obliging;

impl Script for Obliging {
    fn act(&self, _: Moment, _: &Scene<'_>) -> Act {
        Act::Proceed
    }
}

impl<F> Script for F
where
    F: Fn(Moment, &Scene<'_>) -> Act + Send + Sync,
{
    fn act(&self, moment: Moment, scene: &Scene<'_>) -> Act {
        self(moment, scene)
    }
}
