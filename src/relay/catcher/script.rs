//! Who decides what the catcher does at each step of a session.
//!
//! The catcher people run obliges; the tests' relay is the same server under another script.
//! Owns the moments and the acts; reads no byte of the line itself.

use std::time::Duration;

/// A step of the session at which a script is asked.
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
    /// A piece of the mail came in; so many bytes of it are there by now.
    Body(u64),
    /// The whole mail is there; its reply is due.
    Dot,
    /// RSET.
    Rset,
    /// QUIT.
    Quit,
}

/// What is known when a script is asked.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The connection, counted from 1 since the catcher started.
    pub connection: u64,
    /// The transaction, counted from 1 over the well-formed MAIL commands of this connection; 0 before.
    pub transaction: u64,
    /// The recipient named last in this transaction, taken or not.
    pub recipient: Option<&'a str>,
    /// Bytes of the mail, as far as they came.
    pub size: u64,
    /// Whether the line is encrypted.
    pub tls: bool,
}

/// What the catcher does instead of, or with, its own reply.
///
/// A reply with a code below 400 takes the step, any other refuses it; so does the first digit of
/// [`Act::Raw`]. Replies already decided for earlier commands of a pipelined group go out first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// What an honest server would do.
    Proceed,
    /// This code and text. While the mail comes in it is said too early, and the mail goes on.
    Reply(u16, String),
    /// This code and text, and the line is closed in good order.
    ReplyThenClose(u16, String),
    /// The line is closed without a word. A mail in hand is lost.
    Close,
    /// The mail is kept and the line closed without a word: the window of RFC 1047. At any other
    /// moment than the dot the same as [`Act::Close`].
    CloseAfterKeeping,
    /// No answer, ever; the line is held, and what comes is swallowed until the client leaves. A
    /// mail in hand is lost.
    Silence,
    /// The sending side is closed, and then as [`Act::Silence`].
    HalfClose,
    /// What an honest server would do, so much later. A mail is kept before the wait.
    Wait(Duration),
    /// What an honest server would do, its reply written byte by byte.
    SplitReply,
    /// These bytes instead of the reply.
    Raw(Vec<u8>),
}

impl Act {
    /// Whether this act lets the step happen, when an honest server's answer is `own`.
    pub(super) fn takes(&self, own: bool) -> bool {
        match self {
            Act::Proceed | Act::Wait(_) | Act::SplitReply | Act::CloseAfterKeeping => own,
            Act::Reply(code, _) => *code < 400,
            Act::Raw(bytes) => matches!(bytes.first(), Some(b'2' | b'3')),
            Act::ReplyThenClose(..) | Act::Close | Act::Silence | Act::HalfClose => false,
        }
    }
}

/// Decides at each step. Asked only where the command was well formed and in its place.
pub trait Script: Send + Sync {
    /// What to do at this moment.
    fn act(&self, moment: Moment, scene: &Scene<'_>) -> Act;
}

/// Takes everything.
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
