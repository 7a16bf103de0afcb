//! The loop of one connection: takes a mail, sends its envelope, records the offer, writes the dot, records the
//! answer, takes the next.
//!
//! The promise depends on this order: `Offered` is durable before the final dot is written; `Answered` is queued
//! before the next `Offered` of this connection, so it is durable before the next dot.

mod answers;

use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use super::connection::Slot;
use crate::clock::Clock;
use crate::dispatch::schedule::scheduler::Scheduler;
use crate::dispatch::{Ended, Mails, Outgoing, Progress, SendFault, Sender};
use crate::id::Pseudonym;
use crate::journal::event::{Lost, Offered, RunEnd, Step};
use crate::journal::{Event, Log, Receipt, RecordFault};
use crate::relay::{AfterDot, DotOutcome, Envelope, EnvelopeReply, Relay, RelayFault, Session};
use crate::reply::Class;

type Recording = Pin<Box<dyn Future<Output = Result<(), RecordFault>>>>;

/// A mail in hand, ready to be offered.
pub(crate) struct Delivery {
    mail: Rc<Outgoing>,
    date: String,
    at: jiff::Timestamp,
    attempt: u32,
    envelope: Envelope,
    /// When the mail was taken.
    begun: Duration,
}

/// Why a connection ends its session.
#[expect(
    clippy::large_enum_variant,
    reason = "one lives at a time, and a box would be made for every mail"
)]
enum SessionEnd {
    /// The session can continue with this mail, whose envelope is on its way, or with a new one.
    Onward(Option<Delivery>),
    /// The session carries no further mail, and the relay knows: QUIT went with the last dot.
    Over,
    /// The session is over; the worker may open another connection.
    LineLost,
}

pub(crate) struct Worker<'s, 'a, L, R, M, C> {
    pub(crate) sender: &'s Sender<'a, L, R, M, C>,
    pub(crate) scheduler: &'s Scheduler<'a, C>,
}

impl<L: Log, R: Relay, M: Mails, C: Clock> Worker<'_, '_, L, R, M, C> {
    /// Reads the sealed mail. A mail that differs from the sealed one ends the run.
    pub(crate) async fn load(&self, recipient: Pseudonym, slot: &mut Slot) -> Option<Delivery> {
        let begun = self.sender.clock.elapsed();
        slot.took(begun);
        if !self
            .sender
            .mails
            .are_current(self.scheduler.take_came_back())
            .await
        {
            self.scheduler.give_back(recipient);
            self.scheduler.end(Ended::because(RunEnd::Stopped));
            return None;
        }
        let loaded = self.sender.mails.load(&recipient).await;
        let fault = match loaded {
            Ok(mail)
                if self
                    .sender
                    .approved
                    .iter()
                    .all(|(_, approved)| approved.covers(&mail.to)) =>
            {
                return Some(self.job(mail, begun));
            }
            Ok(_) => SendFault::NotCovered,
            Err(why) => SendFault::Mail(why),
        };
        self.scheduler.give_back(recipient);
        self.scheduler.end(Ended::with(RunEnd::Stopped, fault));
        None
    }

    fn job(&self, mail: Rc<Outgoing>, begun: Duration) -> Delivery {
        let (attempt, date) = self.scheduler.attempt(&mail.recipient);
        // Whole seconds: the journal keeps what `Date:` can express.
        let at = date.unwrap_or_else(|| {
            let now = self.sender.clock.now();
            jiff::Timestamp::from_second(now.as_second()).unwrap_or(now)
        });
        let date = date_line(at);
        let size = date.len() + mail.pieces.iter().map(|piece| piece.len()).sum::<usize>();
        let envelope = Envelope {
            recipient: mail.recipient,
            from: mail.from.clone(),
            to: mail.to.clone(),
            size,
            envid: mail.envid.clone(),
        };
        Delivery {
            mail,
            date,
            at,
            attempt,
            envelope,
            begun,
        }
    }

    /// Runs one session: mail after mail, until there is no mail left, or the connection is lost or worn.
    pub(crate) async fn carry(&self, mut session: R::Session, slot: &mut Slot) {
        let mut recording: Option<Recording> = None;
        let mut next: Option<Delivery> = None;
        let mut on_its_way = false;
        loop {
            let job = match next.take() {
                Some(job) => job,
                None => match self.next_job(slot).await {
                    Some(job) => job,
                    None => break,
                },
            };
            if !on_its_way && let Err(fault) = session.begin(&job.envelope).await {
                self.scheduler.give_back(job.mail.recipient);
                self.relay_fault(fault, job.begun);
                self.settle_record(&mut recording).await;
                return;
            }
            let turned = self.one_mail(&mut session, job, &mut recording, slot).await;
            if session.found_ignored() {
                (self.sender.tell)(Progress::NothingAfterDots);
            }
            match turned {
                SessionEnd::Onward(ahead) => {
                    on_its_way = ahead.is_some();
                    next = ahead;
                }
                SessionEnd::Over => break,
                SessionEnd::LineLost => {
                    self.settle_record(&mut recording).await;
                    return;
                }
            }
        }
        self.settle_record(&mut recording).await;
        session.quit().await;
    }

    async fn one_mail(
        &self,
        session: &mut R::Session,
        job: Delivery,
        recording: &mut Option<Recording>,
        slot: &mut Slot,
    ) -> SessionEnd {
        match session.envelope_reply().await {
            Ok(EnvelopeReply::Yes) => self.offer(session, job, recording, slot).await,
            Ok(EnvelopeReply::No(step, reply)) => {
                self.scheduler.relay_is_well();
                self.answered(&job, step, Some(reply), false, recording)
                    .await;
                // A connection that can carry no further mail takes none, nor a place in the pace.
                if session.is_reusable() {
                    SessionEnd::Onward(None)
                } else {
                    SessionEnd::LineLost
                }
            }
            // Not about any mail: it goes on the next connection, not after a dot.
            Ok(EnvelopeReply::Ignored) => {
                self.scheduler.give_back(job.mail.recipient);
                SessionEnd::LineLost
            }
            Err(fault) => {
                self.scheduler.give_back(job.mail.recipient);
                self.relay_fault(fault, job.begun);
                SessionEnd::LineLost
            }
        }
    }

    async fn offer(
        &self,
        session: &mut R::Session,
        job: Delivery,
        recording: &mut Option<Recording>,
        slot: &mut Slot,
    ) -> SessionEnd {
        let recipient = job.mail.recipient;
        if !self.scheduler.still_wanted(&recipient) {
            // The relay waits for a body that is no longer wanted. Only hanging up takes the mail back.
            self.scheduler.give_back(recipient);
            return SessionEnd::LineLost;
        }
        let receipt = match self.record_while_writing(session, &job, recording).await {
            Ok(receipt) => receipt,
            Err(turned) => return turned,
        };
        let ahead = if session.can_look_ahead() {
            self.look_ahead(slot).await
        } else {
            None
        };
        let after_dot = match &ahead {
            Some(next) => AfterDot::Next(&next.envelope),
            None if session.can_quit_after_dot() && self.is_last(slot) => AfterDot::Quit,
            None => AfterDot::Nothing,
        };
        let is_last = matches!(after_dot, AfterDot::Quit);
        let handed = session.dot(receipt, after_dot).await;
        let lost = match handed {
            DotOutcome::Over => match session.answer().await {
                Ok(reply) => {
                    self.scheduler.relay_is_well();
                    self.answered(&job, Step::Dot, Some(reply), session.hands_on(), recording)
                        .await;
                    return if is_last {
                        SessionEnd::Over
                    } else {
                        SessionEnd::Onward(ahead)
                    };
                }
                Err(lost) => lost,
            },
            DotOutcome::Unsure => Lost::Cut,
            DotOutcome::NotOver(fault) => {
                self.drop_ahead(ahead);
                self.not_handed_over(&job, fault, recording).await;
                return SessionEnd::LineLost;
            }
        };
        self.drop_ahead(ahead);
        self.lost_sight(&job, lost, recording).await;
        self.scheduler.connection_lost();
        SessionEnd::LineLost
    }

    /// The relay broke off before the dot was written: the mail waits for another try.
    async fn not_handed_over(
        &self,
        job: &Delivery,
        fault: RelayFault,
        recording: &mut Option<Recording>,
    ) {
        let reply = fault.reply().cloned();
        let reply = reply.filter(|reply| reply.class() == Class::Transient);
        self.answered(job, Step::Body, reply, false, recording)
            .await;
        self.relay_fault(fault, job.begun);
    }

    /// Writes the body while the record of the offer goes to disk. Both must succeed before the dot.
    async fn record_while_writing(
        &self,
        session: &mut R::Session,
        job: &Delivery,
        recording: &mut Option<Recording>,
    ) -> Result<Receipt, SessionEnd> {
        let recipient = job.mail.recipient;
        let now = self.sender.clock.now();
        let offered = Offered {
            recipient,
            attempt: job.attempt,
            date: job.at,
        };
        let event = Event::Offered(offered.clone());
        let record = self.sender.writer.offered(now, offered);
        let mut pieces: Vec<&[u8]> = vec![job.date.as_bytes()];
        pieces.extend(job.mail.pieces.iter().map(AsRef::as_ref));
        let (receipt, body) = tokio::join!(record, session.body(&pieces));
        // Queued before this offer, so it is on disk by now.
        self.settle_record(recording).await;
        match (receipt, body) {
            (Ok(receipt), Ok(())) => {
                self.scheduler.apply(now, &event);
                Ok(receipt)
            }
            (Ok(_unused), Err(fault)) => {
                self.scheduler.apply(now, &event);
                self.answered(job, Step::Body, None, false, recording).await;
                self.relay_fault(fault, job.begun);
                Err(SessionEnd::LineLost)
            }
            (Err(RecordFault::NewsFirst), _) => {
                // Nothing was recorded and no dot was written: as if this mail had never been started.
                self.scheduler.give_back(recipient);
                Err(SessionEnd::LineLost)
            }
            (Err(fault), _) => {
                self.scheduler.give_back(recipient);
                self.scheduler
                    .end(Ended::with(RunEnd::Stopped, SendFault::Journal(fault)));
                Err(SessionEnd::LineLost)
            }
        }
    }

    fn drop_ahead(&self, ahead: Option<Delivery>) {
        if let Some(next) = ahead {
            self.scheduler.give_back(next.mail.recipient);
        }
    }
}

/// `Date:` (RFC 5322, section 3.3) in universal time: the same in every attempt, and it reveals no place.
pub(crate) fn date_line(at: jiff::Timestamp) -> String {
    format!("{}\r\n", at.strftime("Date: %a, %d %b %Y %H:%M:%S +0000"))
}

#[cfg(test)]
mod tests;
