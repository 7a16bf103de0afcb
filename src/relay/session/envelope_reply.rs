//! What a relay answers to an envelope, and what that is about: the mail, us, or the order of
//! commands.

use std::time::Duration;

use lettre::transport::smtp::commands::Data;

use super::SmtpSession;
use crate::clock::Clock;
use crate::id::Pseudonym;
use crate::journal::event::Step;
use crate::relay::pending::Pending;
use crate::relay::{Cause, EnvelopeReply, RelayFault};
use crate::reply::{Class, Reply};

impl<C: Clock> SmtpSession<C> {
    pub(super) async fn envelope_reply_one_by_one(
        &mut self,
        envelope: &Pending,
    ) -> Result<EnvelopeReply, RelayFault> {
        let mail = self.ask(Step::Mail, &envelope.mail).await?;
        if mail.class() != Class::Completed {
            return self.mail_refused(mail);
        }
        let rcpt = self.ask(Step::Rcpt, &envelope.rcpt).await?;
        if rcpt.class() != Class::Completed {
            return self.rcpt_refused(rcpt);
        }
        let data = self.ask(Step::Data, &Data.to_string()).await?;
        self.data_answered(data, envelope.recipient)
    }

    pub(super) async fn pipelined_envelope_reply(
        &mut self,
        envelope: &Pending,
    ) -> Result<EnvelopeReply, RelayFault> {
        let mail = self.read(Step::Mail).await?;
        self.envelope_reply_after_mail(mail, envelope).await
    }

    async fn envelope_reply_after_mail(
        &mut self,
        mail: Reply,
        envelope: &Pending,
    ) -> Result<EnvelopeReply, RelayFault> {
        let rcpt = self.read(Step::Rcpt).await?;
        let data = self.read(Step::Data).await?;
        let refused = if mail.class() != Class::Completed {
            Some(self.mail_refused(mail))
        } else if rcpt.class() != Class::Completed {
            Some(self.rcpt_refused(rcpt))
        } else {
            None
        };
        match refused {
            // RFC 2920, section 3.1: the relay may ask for a body nobody wants. A dot would end it,
            // but no dot is ever written without a record: the connection is closed.
            Some(Ok(EnvelopeReply::No(step, reply))) if data.class() == Class::Intermediate => {
                self.spent = true;
                Ok(EnvelopeReply::No(step, reply))
            }
            // No relay answers DATA with 2yz: the answers came out of order (RFC 2920, section
            // 3.2), and the refusal was not for what it seemed to answer.
            Some(Ok(_)) if data.class() == Class::Completed => {
                Err(RelayFault::new(Step::Data, Cause::Garbled))
            }
            Some(refused) => refused,
            None => self.data_answered(data, envelope.recipient),
        }
    }

    /// Reads the answers to an envelope that was sent right after a final dot (RFC 2920, section
    /// 3.1). Some relays offer PIPELINING and don't keep to it there: Haraka 3.3.4 answers 503 to
    /// each command, Courier loses what is in the dot's own segment, or the first part of it. The
    /// first gets the envelope again by itself. The connection of the second is closed without
    /// another word, since DATA may still be read, and then anything would be a line of the mail.
    /// Neither gets an envelope after a dot again.
    pub(super) async fn envelope_reply_after_dot(
        &mut self,
        envelope: Pending,
    ) -> Result<EnvelopeReply, RelayFault> {
        let mail = match self.reply_after_dot().await? {
            Some(mail) => mail,
            None => return Ok(self.ignored()),
        };
        match mail.code() {
            503 => {}
            // The end of a command whose beginning it lost.
            500..=504 => return Ok(self.ignored()),
            _ => {
                return match self.envelope_reply_after_mail(mail, &envelope).await {
                    Err(fault) if fault.reply().is_some_and(is_out_of_turn) => Ok(self.ignored()),
                    taken => {
                        self.after_dot.mark_read();
                        taken
                    }
                };
            }
        }
        for _ in [Step::Rcpt, Step::Data] {
            match self.reply_after_dot().await? {
                Some(reply) if reply.class() != Class::Intermediate => {}
                _ => return Ok(self.ignored()),
            }
        }
        self.after_dot.mark_ignored();
        self.reset_first = true;
        let flight = self.flight(&envelope);
        let wrote = self
            .connection
            .write(&[flight.as_bytes()], self.limits.step)
            .await;
        wrote.map_err(|broken| RelayFault::new(Step::Mail, broken.cause))?;
        self.finish_reset().await?;
        self.pipelined_envelope_reply(&envelope).await
    }

    /// One answer to what followed a final dot; `None` if it doesn't come within a moment.
    async fn reply_after_dot(&mut self) -> Result<Option<Reply>, RelayFault> {
        const MOMENT: Duration = Duration::from_secs(5);
        let cause = match self.connection.reply(self.limits.step.min(MOMENT)).await {
            Ok(reply) if reply.code() == 421 => Cause::Answered(reply),
            Ok(reply) => return Ok(Some(reply)),
            Err(Cause::Silent) => return Ok(None),
            Err(cause) => cause,
        };
        self.after_dot.mark_in_doubt(false);
        Err(RelayFault::new(Step::Mail, cause))
    }

    fn ignored(&mut self) -> EnvelopeReply {
        self.after_dot.mark_in_doubt(true);
        self.spent = true;
        EnvelopeReply::Ignored
    }

    /// 5yz to MAIL is about the mail if it is about its size (RFC 1870, section 6.1), otherwise
    /// about us.
    fn mail_refused(&mut self, reply: Reply) -> Result<EnvelopeReply, RelayFault> {
        let size = reply.code() == 552
            || reply.enhanced().is_some_and(|code| {
                code.class == 5 && matches!((code.subject, code.detail), (3, 4) | (2, 3))
            });
        if size {
            self.reset_first = true;
            Ok(EnvelopeReply::No(Step::Mail, reply))
        } else {
            Err(RelayFault::new(Step::Mail, Cause::Answered(reply)))
        }
    }

    /// 3yz to RCPT is no answer (RFC 5321, section 4.3.2): a relay that gives it is out of step
    /// with us. 503 there and to DATA is about the order of commands, or a login that must come
    /// first, and not about the recipient.
    fn rcpt_refused(&mut self, reply: Reply) -> Result<EnvelopeReply, RelayFault> {
        match reply.class() {
            _ if is_out_of_turn(&reply) => Err(RelayFault::new(Step::Rcpt, Cause::Answered(reply))),
            Class::Transient | Class::Permanent => {
                self.reset_first = true;
                Ok(EnvelopeReply::No(Step::Rcpt, reply))
            }
            Class::Completed | Class::Intermediate => {
                Err(RelayFault::new(Step::Rcpt, Cause::Garbled))
            }
        }
    }

    fn data_answered(
        &mut self,
        reply: Reply,
        recipient: Pseudonym,
    ) -> Result<EnvelopeReply, RelayFault> {
        match reply.class() {
            Class::Intermediate => {
                self.open = Some(recipient);
                Ok(EnvelopeReply::Yes)
            }
            _ if is_out_of_turn(&reply) => Err(RelayFault::new(Step::Data, Cause::Answered(reply))),
            Class::Transient | Class::Permanent => {
                self.reset_first = true;
                Ok(EnvelopeReply::No(Step::Data, reply))
            }
            Class::Completed => Err(RelayFault::new(Step::Data, Cause::Garbled)),
        }
    }
}

/// Bad sequence of commands (RFC 5321, section 4.2.3).
fn is_out_of_turn(reply: &Reply) -> bool {
    reply.code() == 503
}
