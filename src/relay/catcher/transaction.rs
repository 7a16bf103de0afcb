//! The mail transaction: MAIL, RCPT, DATA, the mail itself, and the answer to its final dot.

use std::io;
use std::ops::ControlFlow::{Break, Continue};

use tokio::io::{AsyncRead, AsyncWrite};

use super::command::{MailFrom, RcptTo};
use super::dot_stuffing::Unstuffing;
use super::line::ClientConnection;
use super::reply::CatcherReply;
use super::script::{Act, Moment};
use super::session::Visit;
use super::step::{GO_ON, OVER, StepResult, Transaction};
use super::store::{Addressee, Caught};
use crate::clock::Clock;

/// Most recipients of one mail; RFC 5321, section 4.5.3.1.8, asks for a hundred.
const MOST_RECIPIENTS: usize = 1000;
/// Most bytes to reserve because the client announced a size.
const MOST_ROOM: u64 = 1 << 20;

const SEQUENCE: CatcherReply = CatcherReply::new(503, "5.5.1", "Bad sequence of commands");
const NOBODY: CatcherReply = CatcherReply::new(554, "5.5.1", "No valid recipients");
const TOO_BIG: CatcherReply = CatcherReply::new(552, "5.3.4", "Mail is bigger than is taken here");
const NOT_KEPT: CatcherReply = CatcherReply::new(451, "4.3.0", "Mail could not be kept");
const NEEDS_UTF8: CatcherReply = CatcherReply::new(553, "5.6.7", "Such an address needs SMTPUTF8");

/// A mail that arrived completely.
struct Mail {
    bytes: Vec<u8>,
    /// Its size; if that is above the limit, the bytes were dropped.
    size: u64,
}

impl<C: Clock> Visit<'_, C> {
    /// MAIL: opens a transaction.
    pub(super) async fn mail<S>(
        &mut self,
        line: &mut ClientConnection<S>,
        mail: MailFrom,
    ) -> StepResult
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        if self.helo.is_none() || self.transaction.is_some() {
            return self.say(line, &SEQUENCE).await;
        }
        if self.server.options.login.is_some() && !self.logged_in {
            return self
                .say(line, &CatcherReply::new(530, "5.7.0", "Log in first"))
                .await;
        }
        self.transactions += 1;
        let too_big = mail
            .size
            .zip(self.offers.size)
            .is_some_and(|(size, most)| size > most);
        let own = match () {
            () if too_big => TOO_BIG,
            () if !mail.path.is_ascii() && !mail.smtputf8 => NEEDS_UTF8,
            () => CatcherReply::new(250, "2.1.0", "Ok"),
        };
        let step = self.step(line, Moment::Mail, own).await?;
        if step == Continue(true) {
            self.transaction = Some(Transaction {
                mail,
                recipients: Vec::new(),
                named: None,
            });
        }
        Ok(step)
    }

    /// RCPT: adds a recipient.
    pub(super) async fn rcpt<S>(
        &mut self,
        line: &mut ClientConnection<S>,
        rcpt: RcptTo,
    ) -> StepResult
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let Some(open) = &mut self.transaction else {
            return self.say(line, &SEQUENCE).await;
        };
        open.named = Some(rcpt.path.clone());
        let own = match () {
            () if !rcpt.path.is_ascii() && !open.mail.smtputf8 => NEEDS_UTF8,
            () if open.recipients.len() >= MOST_RECIPIENTS => {
                CatcherReply::new(452, "4.5.3", "Too many recipients")
            }
            () => CatcherReply::new(250, "2.1.5", "Ok"),
        };
        let step = self.step(line, Moment::Rcpt, own).await?;
        if let (Continue(true), Some(open)) = (step, &mut self.transaction) {
            let RcptTo {
                path,
                notify,
                orcpt,
            } = rcpt;
            open.recipients.push(Addressee {
                address: path,
                notify,
                orcpt,
            });
        }
        Ok(step)
    }

    /// DATA, the mail, and its end.
    pub(super) async fn data<S>(&mut self, line: &mut ClientConnection<S>) -> StepResult
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let Some(open) = &self.transaction else {
            return self.say(line, &SEQUENCE).await;
        };
        let room = open.mail.size.unwrap_or(0).min(MOST_ROOM);
        let own = match open.recipients.is_empty() {
            true => NOBODY,
            false => CatcherReply::new(354, "", "End data with <CR><LF>.<CR><LF>"),
        };
        let step = self.step(line, Moment::Data, own).await?;
        // RFC 2920, section 3.2: the answer to DATA is not held back.
        line.flush().await?;
        if step != Continue(true) {
            return Ok(step);
        }
        match self.body(line, room as usize).await? {
            Some(mail) => self.dot(line, mail).await,
            None => Ok(OVER),
        }
    }

    /// Reads the mail up to its final dot; `None` if the connection ended before.
    async fn body<S>(
        &mut self,
        line: &mut ClientConnection<S>,
        room: usize,
    ) -> io::Result<Option<Mail>>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let most = self.most();
        let (mut unstuffing, mut dropped) = (Unstuffing::new(), 0);
        let mut bytes = Vec::with_capacity(room);
        loop {
            let piece = unstuffing.take(line.pending(), &mut bytes);
            line.consume(piece.used);
            let so_far = dropped + bytes.len() as u64;
            if so_far > most {
                dropped = so_far;
                bytes.clear();
            }
            if piece.used > 0 && self.while_it_comes(line, so_far).await? == OVER {
                return Ok(None);
            }
            if piece.ended {
                return Ok(Some(Mail {
                    bytes,
                    size: so_far,
                }));
            }
            if line.fill().await? == 0 {
                return Ok(None);
            }
        }
    }

    /// What the script does while the mail arrives.
    async fn while_it_comes<S>(&mut self, line: &mut ClientConnection<S>, so_far: u64) -> StepResult
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        match self.ask(Moment::Body(so_far), so_far) {
            // No reply is due yet, so there is none to write late or in pieces.
            Act::Proceed | Act::SplitReply => Ok(GO_ON),
            Act::Wait(span) => {
                self.server.clock.sleep(span).await;
                Ok(GO_ON)
            }
            act => self.perform(line, act, &NOBODY).await,
        }
    }

    /// The mail is complete: keeps it if script and rules allow, and answers.
    async fn dot<S>(&mut self, line: &mut ClientConnection<S>, mail: Mail) -> StepResult
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let act = self.ask(Moment::Dot, mail.size);
        let Some(open) = self.transaction.take() else {
            return self.say(line, &SEQUENCE).await;
        };
        let fault = match () {
            () if open.recipients.is_empty() => Some(NOBODY),
            () if mail.size > self.most() => Some(TOO_BIG),
            () if has_longer_line(&mail.bytes, self.server.options.longest_line) => Some(
                CatcherReply::new(554, "5.6.0", "A line of the mail is too long"),
            ),
            () => None,
        };
        let own = match fault {
            Some(fault) => fault,
            // Whatever the text, the mail is not accepted, so it must not be kept.
            None if !act.takes(true) => NOT_KEPT,
            None => self.keep(open, mail.bytes),
        };
        match self.perform(line, act, &own).await? {
            Break(end) => Ok(Break(end)),
            Continue(_) => Ok(GO_ON),
        }
    }

    /// The most bytes a mail may have, whether or not this client knows it.
    fn most(&self) -> u64 {
        self.server.options.capabilities.size.unwrap_or(u64::MAX)
    }

    fn keep(&self, open: Transaction, bytes: Vec<u8>) -> CatcherReply {
        let caught = Caught {
            at: self.server.clock.now(),
            envelope_from: open.mail.path,
            recipients: open.recipients,
            envid: open.mail.envid,
            ret: open.mail.ret,
            bytes,
            helo: self.helo.clone().unwrap_or_default(),
            tls: self.tls,
        };
        match self.server.options.keep.keep(caught) {
            Ok(id) => CatcherReply {
                code: 250,
                enhanced: "2.0.0",
                text: format!("Ok: queued as {id}").into(),
            },
            Err(_) => NOT_KEPT,
        }
    }
}

/// Whether a line is longer than `most` bytes, without its CRLF.
fn has_longer_line(bytes: &[u8], most: usize) -> bool {
    let mut start = 0;
    memchr::memchr_iter(b'\n', bytes)
        .chain([bytes.len()])
        .any(|end| {
            let line = &bytes[start..end];
            start = end + 1;
            line.strip_suffix(b"\r").unwrap_or(line).len() > most
        })
}
