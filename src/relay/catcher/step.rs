//! What a step of the dialogue leads to: the next one, the end of the connection, or an open
//! transaction.

use std::io;
use std::ops::ControlFlow::{self, Break, Continue};

use super::command::MailFrom;
use super::store::Addressee;

/// How the dialogue on a connection ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The connection is over.
    Closed,
    /// The client was told to begin the handshake.
    StartTls,
}

/// Result of a step: accepted or not, or the end of the connection.
pub(super) type StepResult = io::Result<ControlFlow<End, bool>>;

/// Continues after a step that was refused or has no effect.
pub(super) const GO_ON: ControlFlow<End, bool> = Continue(false);
/// The connection is over.
pub(super) const OVER: ControlFlow<End, bool> = Break(End::Closed);

/// What has been said about the next mail.
pub(super) struct Transaction {
    pub(super) mail: MailFrom,
    pub(super) recipients: Vec<Addressee>,
    /// The recipient named last, accepted or not.
    pub(super) named: Option<String>,
}
