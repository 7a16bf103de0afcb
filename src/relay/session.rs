//! One SMTP session as a state machine: what may be written when, and what each answer is about.
//!
//! With PIPELINING (RFC 2920) MAIL, RCPT and DATA go in one write, and the next mail's envelope
//! right after the final dot of this one; without it, one command at a time.

use std::time::Duration;

use lettre::transport::smtp::commands::{Quit, Rset};

use super::after_dot::ReadsAfterDot;
use super::connection::Connection;
use super::features::EhloExtensions;
use super::limits::Limits;
use super::pending::Pending;
use super::{AfterDot, Broken, Cause, DotOutcome, Envelope, EnvelopeReply, RelayFault, Session};
use crate::clock::Clock;
use crate::config::Notify;
use crate::id::Pseudonym;
use crate::journal::Receipt;
use crate::journal::event::{Lost, Step};
use crate::reply::{Class, Reply};

mod envelope_reply;

/// A session with an SMTP relay.
pub struct SmtpSession<C> {
    connection: Connection<C>,
    features: EhloExtensions,
    notify: Vec<Notify>,
    limits: Limits,
    /// The envelope whose answers are due, or that goes out next.
    pending: Option<Pending>,
    /// Pseudonym of the mail whose body the relay asked for.
    open: Option<Pseudonym>,
    /// A refused mail left the relay's buffers filled: RSET comes first.
    reset_first: bool,
    /// RSET was written and its answer is due.
    reset_due: bool,
    /// Whether this relay reads what follows a final dot, as far as any of its connections knows.
    after_dot: ReadsAfterDot,
    /// QUIT was sent right after a final dot.
    said_quit: bool,
    /// The connection is at a point from which no further mail can go.
    spent: bool,
}

impl<C: Clock> SmtpSession<C> {
    pub(super) fn new(
        connection: Connection<C>,
        features: EhloExtensions,
        notify: Vec<Notify>,
        limits: Limits,
        after_dot: ReadsAfterDot,
    ) -> Self {
        SmtpSession {
            connection,
            features,
            notify,
            limits,
            pending: None,
            open: None,
            reset_first: false,
            reset_due: false,
            after_dot,
            said_quit: false,
            spent: false,
        }
    }

    /// Whether the connection is encrypted.
    #[must_use]
    pub const fn is_encrypted(&self) -> bool {
        self.connection.is_encrypted()
    }

    fn compose(&self, envelope: &Envelope) -> Result<Pending, RelayFault> {
        Pending::new(envelope, &self.features, &self.notify)
    }

    async fn ask(&mut self, step: Step, command: &str) -> Result<Reply, RelayFault> {
        let fault = |cause| RelayFault::new(step, cause);
        self.connection
            .write(&[command.as_bytes()], self.limits.step)
            .await
            .map_err(|f| fault(f.cause))?;
        self.read(step).await
    }

    async fn read(&mut self, step: Step) -> Result<Reply, RelayFault> {
        let reply = self
            .connection
            .reply(self.limits.step)
            .await
            .map_err(|cause| RelayFault::new(step, cause))?;
        // 421 is about the connection whatever it answers (RFC 5321, section 3.8).
        if reply.code() == 421 {
            return Err(RelayFault::new(step, Cause::Answered(reply)));
        }
        Ok(reply)
    }

    async fn finish_reset(&mut self) -> Result<(), RelayFault> {
        if std::mem::take(&mut self.reset_due) {
            let reply = self.read(Step::Mail).await?;
            reset_answered(&reply)?;
        }
        Ok(())
    }

    /// The commands of a pipelined envelope, with RSET before them if the last mail was refused.
    fn flight(&mut self, envelope: &Pending) -> String {
        let mut flight = String::new();
        if std::mem::take(&mut self.reset_first) {
            flight.push_str(&Rset.to_string());
            self.reset_due = true;
        }
        flight + &envelope.flight()
    }
}

/// RSET is always accepted (RFC 5321, section 4.1.1.5). A relay that refuses it is out of step,
/// which says nothing about us or any mail: a new connection starts afresh.
fn reset_answered(reply: &Reply) -> Result<(), RelayFault> {
    match reply.class() {
        Class::Completed => Ok(()),
        Class::Intermediate | Class::Transient | Class::Permanent => {
            Err(RelayFault::new(Step::Mail, Cause::Garbled))
        }
    }
}

impl<C: Clock> Session for SmtpSession<C> {
    fn features(&self) -> &EhloExtensions {
        &self.features
    }

    fn can_look_ahead(&self) -> bool {
        // A relay that hands on answers when the next host has answered: nothing is gained there,
        // and some fail on it.
        self.features.pipelining && !self.hands_on() && self.after_dot.may_be_used()
    }

    fn can_quit_after_dot(&self) -> bool {
        self.can_look_ahead() && self.after_dot.was_read()
    }

    fn found_ignored(&self) -> bool {
        self.after_dot.take_news()
    }

    fn hands_on(&self) -> bool {
        self.limits.hands_on || self.features.front_end.is_some()
    }

    fn is_reusable(&self) -> bool {
        !self.spent
    }

    async fn begin(&mut self, envelope: &Envelope) -> Result<(), RelayFault> {
        if self.spent {
            return Err(RelayFault::new(
                Step::Mail,
                Cause::Connection(Broken::given_up()),
            ));
        }
        let mut pending = self.compose(envelope)?;
        if self.features.pipelining {
            let flight = self.flight(&pending);
            let wrote = self
                .connection
                .write(&[flight.as_bytes()], self.limits.step)
                .await;
            wrote.map_err(|fault| RelayFault::new(Step::Mail, fault.cause))?;
            pending.sent = true;
        }
        self.pending = Some(pending);
        Ok(())
    }

    async fn envelope_reply(&mut self) -> Result<EnvelopeReply, RelayFault> {
        let Some(envelope) = self.pending.take() else {
            return Err(RelayFault::new(Step::Mail, Cause::WrongReceipt));
        };
        if envelope.after_dot {
            self.envelope_reply_after_dot(envelope).await
        } else if envelope.sent {
            self.finish_reset().await?;
            self.pipelined_envelope_reply(&envelope).await
        } else {
            if std::mem::take(&mut self.reset_first) {
                let reply = self.ask(Step::Mail, &Rset.to_string()).await?;
                reset_answered(&reply)?;
            }
            self.envelope_reply_one_by_one(&envelope).await
        }
    }

    async fn body(&mut self, pieces: &[&[u8]]) -> Result<(), RelayFault> {
        let octets = pieces.iter().map(|piece| piece.len()).sum();
        let total = self.limits.body(octets);
        let wrote = self
            .connection
            .write_body(pieces, self.limits.step, total)
            .await;
        wrote.map_err(|cause| RelayFault::new(Step::Body, cause))
    }

    async fn dot(&mut self, receipt: Receipt, after_dot: AfterDot<'_>) -> DotOutcome {
        if self.open.take() != Some(receipt.recipient()) {
            return DotOutcome::NotOver(RelayFault::new(Step::Dot, Cause::WrongReceipt));
        }
        // A relay that speaks before the dot is out of step with us: its answer would be read as
        // the answer to the dot.
        match self.connection.spoke_unasked().await {
            Ok(false) => {}
            Ok(true) => {
                let cause = match self.connection.reply(self.limits.step).await {
                    Ok(reply) if reply.class() != Class::Completed => Cause::Answered(reply),
                    Ok(_) => Cause::Garbled,
                    Err(cause) => cause,
                };
                return DotOutcome::NotOver(RelayFault::new(Step::Body, cause));
            }
            Err(cause) => return DotOutcome::NotOver(RelayFault::new(Step::Body, cause)),
        }
        let mut ahead = match after_dot {
            AfterDot::Next(envelope) => self.compose(envelope).ok(),
            AfterDot::Nothing | AfterDot::Quit => None,
        };
        self.said_quit = matches!(after_dot, AfterDot::Quit);
        let quit = if self.said_quit {
            Quit.to_string()
        } else {
            String::new()
        };
        let flight = ahead.as_ref().map_or(quit, Pending::flight);
        let wrote = self
            .connection
            .write(&[b".\r\n", flight.as_bytes()], self.limits.step)
            .await;
        if let Some(envelope) = &mut ahead {
            (envelope.sent, envelope.after_dot) = (true, true);
        }
        self.pending = ahead;
        match wrote {
            Ok(()) => DotOutcome::Over,
            // Without TLS the relay can't have seen the end of the mail; inside TLS nobody knows.
            Err(fault) if fault.handed < 3 && !self.connection.is_encrypted() => {
                DotOutcome::NotOver(RelayFault::new(Step::Body, fault.cause))
            }
            Err(_) => DotOutcome::Unsure,
        }
    }

    async fn answer(&mut self) -> Result<Reply, Lost> {
        match self.connection.reply(self.limits.answer).await {
            // 221 answers QUIT (RFC 5321, section 4.2.3), which may follow the dot: it says nothing
            // about the mail.
            Ok(reply) if reply.class() == Class::Intermediate || reply.code() == 221 => {
                Err(Lost::Garbled)
            }
            Ok(reply) => Ok(reply),
            Err(Cause::Silent) => Err(Lost::Silent),
            Err(Cause::Garbled) => Err(Lost::Garbled),
            Err(_) => {
                // Dovecot 2.3.19 dies on an envelope after its dot: one doubt in all, not one for
                // every mail.
                if self.pending.as_ref().is_some_and(|next| next.after_dot) {
                    self.after_dot.mark_in_doubt(true);
                }
                Err(Lost::Cut)
            }
        }
    }

    async fn quit(mut self) {
        const MANNERS: Duration = Duration::from_secs(2);
        let limit = self.limits.step.min(MANNERS);
        // Inside a body QUIT would be a line of the mail: just hang up.
        if self.open.is_none() && self.pending.is_none() && !self.spent {
            let quit = if self.said_quit {
                String::new()
            } else {
                Quit.to_string()
            };
            if self
                .connection
                .write(&[quit.as_bytes()], limit)
                .await
                .is_ok()
            {
                let _goodbye = self.connection.reply(limit).await;
            }
        }
        self.connection.close(MANNERS).await;
    }
}
