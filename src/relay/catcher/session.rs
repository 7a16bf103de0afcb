//! The dialogue on one connection: greeting, EHLO, STARTTLS, and the end; each step as the script
//! says.
//!
//! The mail transaction is in `transaction.rs`, the login in `login.rs`.

use std::io;
use std::ops::ControlFlow::{Break, Continue};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};

use super::command::{self, SmtpCommand};
use super::line::{ClientConnection, ClientInput};
use super::options::Server;
use super::reply::{Capabilities, CatcherReply, NAME};
use super::script::{Act, Moment, Scene};
use super::step::{End, GO_ON, OVER, StepResult, Transaction};
use crate::clock::Clock;

/// How long a client gets to read a last reply before the connection is dropped.
const LINGER: Duration = Duration::from_secs(2);

/// The dialogue with one client.
pub(super) struct Visit<'a, C> {
    pub(super) server: &'a Server<C>,
    connection: u64,
    pub(super) transactions: u64,
    pub(super) tls: bool,
    /// The name the client gave, once it has.
    pub(super) helo: Option<String>,
    /// What was offered and may be used.
    pub(super) offers: Capabilities,
    pub(super) logged_in: bool,
    pub(super) transaction: Option<Transaction>,
}

impl<'a, C: Clock> Visit<'a, C> {
    pub(super) fn new(server: &'a Server<C>, connection: u64) -> Self {
        Visit {
            server,
            connection,
            transactions: 0,
            tls: false,
            helo: None,
            // Until EHLO no parameter may be used; enhanced codes are harmless before.
            offers: Capabilities {
                enhanced: server.options.capabilities.enhanced,
                ..Capabilities::NONE
            },
            logged_in: false,
            transaction: None,
        }
    }

    /// The connection is encrypted from now on, and everything said before is forgotten (RFC 3207,
    /// section 4.2).
    pub(super) fn enter_tls(&mut self) {
        *self = Visit {
            tls: true,
            transactions: self.transactions,
            ..Visit::new(self.server, self.connection)
        };
    }

    /// Greets, and talks until the connection ends.
    pub(super) async fn greet_and_talk<S>(
        &mut self,
        line: &mut ClientConnection<S>,
    ) -> io::Result<End>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let greeting = format!("{NAME} ESMTP heraut's catcher; it keeps mail and delivers none");
        let greeting = CatcherReply {
            code: 220,
            enhanced: "",
            text: greeting.into(),
        };
        match self.step(line, Moment::Connect, greeting).await? {
            Break(end) => Ok(end),
            Continue(_) => self.talk(line).await,
        }
    }

    /// Talks until the connection ends.
    pub(super) async fn talk<S>(&mut self, line: &mut ClientConnection<S>) -> io::Result<End>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        loop {
            let command = match line.next().await? {
                ClientInput::Line(text) => command::read(&text, &self.offers),
                ClientInput::TooLong => Err(CatcherReply::new(500, "5.5.2", "Line too long")),
                ClientInput::BareLineFeed => {
                    Err(CatcherReply::new(500, "5.5.2", "Lines end in CRLF"))
                }
                ClientInput::Gone => return Ok(End::Closed),
            };
            let step = match command {
                Ok(command) => self.obey(line, command).await?,
                Err(fault) => self.say(line, &fault).await?,
            };
            if let Break(end) = step {
                return Ok(end);
            }
        }
    }

    async fn obey<S>(&mut self, line: &mut ClientConnection<S>, command: SmtpCommand) -> StepResult
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        match command {
            SmtpCommand::Ehlo(name) => self.ehlo(line, name, true).await,
            SmtpCommand::Helo(name) => self.ehlo(line, name, false).await,
            SmtpCommand::StartTls => self.starttls(line).await,
            SmtpCommand::Auth { mechanism, initial } => self.auth(line, &mechanism, initial).await,
            SmtpCommand::Mail(mail) => self.mail(line, mail).await,
            SmtpCommand::Rcpt(rcpt) => self.rcpt(line, rcpt).await,
            SmtpCommand::Data => self.data(line).await,
            SmtpCommand::Rset => {
                self.transaction = None;
                self.step(line, Moment::Rset, CatcherReply::new(250, "2.0.0", "Ok"))
                    .await
            }
            SmtpCommand::Noop => self.say(line, &CatcherReply::new(250, "2.0.0", "Ok")).await,
            SmtpCommand::Vrfy => {
                self.say(line, &CatcherReply::new(252, "2.0.0", "Send it and see"))
                    .await
            }
            SmtpCommand::Quit => match self
                .step(line, Moment::Quit, CatcherReply::new(221, "2.0.0", "Bye"))
                .await?
            {
                Continue(true) => self.close(line).await,
                other => Ok(other),
            },
        }
    }

    async fn ehlo<S>(
        &mut self,
        line: &mut ClientConnection<S>,
        name: String,
        extended: bool,
    ) -> StepResult
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let offers = if extended {
            self.server.offers(self.tls)
        } else {
            Capabilities::NONE
        };
        let step = self.step(line, Moment::Ehlo, offers.ehlo()).await?;
        if step == Continue(true) {
            (self.helo, self.offers, self.transaction) = (Some(name), offers, None);
            line.flush().await?;
        }
        Ok(step)
    }

    /// RFC 3207. Anything sent after STARTTLS in clear could be somebody else's: it ends the
    /// connection before the handshake.
    async fn starttls<S>(&mut self, line: &mut ClientConnection<S>) -> StepResult
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        if !self.offers.starttls {
            return self
                .say(
                    line,
                    &CatcherReply::new(502, "5.5.1", "STARTTLS not offered"),
                )
                .await;
        }
        if !line.pending().is_empty() {
            let fault = CatcherReply::new(
                554,
                "5.5.1",
                "Nothing may follow STARTTLS before the handshake",
            );
            self.tell(line, &fault).await?;
            return self.close(line).await;
        }
        match self
            .step(
                line,
                Moment::StartTls,
                CatcherReply::new(220, "2.0.0", "Go ahead"),
            )
            .await?
        {
            Continue(true) => {
                line.flush().await?;
                Ok(Break(End::StartTls))
            }
            other => Ok(other),
        }
    }

    /// Sends this answer, whatever the script; the step is over.
    pub(super) async fn say<S>(
        &self,
        line: &mut ClientConnection<S>,
        answer: &CatcherReply,
    ) -> StepResult
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        self.tell(line, answer).await?;
        Ok(GO_ON)
    }

    /// Sends this answer at once, whatever the script: most replies it is used for must not be held
    /// back (RFC 2920, section 3.2).
    pub(super) async fn tell<S>(
        &self,
        line: &mut ClientConnection<S>,
        answer: &CatcherReply,
    ) -> io::Result<()>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        answer.write(&self.offers, &mut line.out);
        line.flush().await
    }

    /// One step: what the script says, or else `own`.
    pub(super) async fn step<S>(
        &mut self,
        line: &mut ClientConnection<S>,
        moment: Moment,
        own: CatcherReply,
    ) -> StepResult
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let act = self.ask(moment, 0);
        self.perform(line, act, &own).await
    }

    /// What the script says.
    pub(super) fn ask(&self, moment: Moment, size: u64) -> Act {
        let recipient = self
            .transaction
            .as_ref()
            .and_then(|open| open.named.as_deref());
        let (connection, transaction, tls) = (self.connection, self.transactions, self.tls);
        self.server.options.script.act(
            moment,
            &Scene {
                connection,
                transaction,
                recipient,
                size,
                tls,
            },
        )
    }

    /// Does it; `own` is what an honest server would answer.
    pub(super) async fn perform<S>(
        &self,
        line: &mut ClientConnection<S>,
        act: Act,
        own: &CatcherReply,
    ) -> StepResult
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let taken = act.takes(own.takes());
        match act {
            Act::Proceed => own.write(&self.offers, &mut line.out),
            Act::Wait(span) => {
                line.flush().await?;
                self.server.clock.sleep(span).await;
                own.write(&self.offers, &mut line.out);
            }
            Act::SplitReply => {
                let mut reply = Vec::new();
                own.write(&self.offers, &mut reply);
                line.drip(&reply).await?;
            }
            Act::Reply(code, text) => scripted(code, &text, &mut line.out),
            Act::Raw(bytes) => line.out.extend_from_slice(&bytes),
            Act::ReplyThenClose(code, text) => {
                scripted(code, &text, &mut line.out);
                return self.close(line).await;
            }
            Act::Close | Act::CloseAfterKeeping => {
                line.flush().await?;
                return Ok(OVER);
            }
            Act::Silence => {
                line.swallow().await?;
                return Ok(OVER);
            }
            Act::HalfClose => {
                line.shutdown().await?;
                line.swallow().await?;
                return Ok(OVER);
            }
        }
        Ok(Continue(taken))
    }

    /// Closes in good order: it reads what the client still sends for a while, since closing a
    /// socket with unread bytes resets it and loses the last reply.
    pub(super) async fn close<S>(&self, line: &mut ClientConnection<S>) -> StepResult
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        line.shutdown().await?;
        // Whether or not the client leaves, the connection is over.
        let _ = self.server.clock.within(LINGER, line.swallow()).await;
        Ok(OVER)
    }
}

/// A scripted reply goes out as the script wrote it, line by line.
fn scripted(code: u16, text: &str, out: &mut Vec<u8>) {
    let answer = CatcherReply {
        code,
        enhanced: "",
        text: text.to_owned().into(),
    };
    answer.write(&Capabilities::NONE, out);
}
