//! What became of a mail, queued for the journal and reported.

use super::{Delivery, Recording, Worker};
use crate::clock::Clock;
use crate::delivery::Verdict;
use crate::dispatch::schedule::backoff;
use crate::dispatch::schedule::brake::Brake;
use crate::dispatch::worker::verdict::{AnswerContext, Judgement, judge};
use crate::dispatch::{Ended, Mails, Progress, SendFault};
use crate::id::Pseudonym;
use crate::journal::event::{Answered, Lost, RunEnd, Step};
use crate::journal::{Event, Log};
use crate::relay::Relay;
use crate::reply::Reply;

impl<L: Log, R: Relay, M: Mails, C: Clock> Worker<'_, '_, L, R, M, C> {
    /// Queues the answer for the journal and reports it. `hands_on`: what the relay is, if it answers a dot.
    pub(crate) async fn answered(
        &self,
        job: &Delivery,
        step: Step,
        reply: Option<Reply>,
        hands_on: bool,
        recording: &mut Option<Recording>,
    ) {
        let now = self.sender.clock.now();
        let recipient = job.mail.recipient;
        let Judgement {
            verdict,
            perhaps_taken,
        } = self.judged(job, step, reply.as_ref(), hands_on, now);
        let keep = match verdict {
            Verdict::Accepted { .. } => self.sender.words_of_taken,
            Verdict::Deferred { .. } | Verdict::Refused | Verdict::InDoubt => self.sender.words,
        };
        let event = Event::Answered(Answered {
            recipient,
            attempt: job.attempt,
            step,
            verdict: verdict.clone(),
            reply: reply.as_ref().map(Reply::code_only),
            words: reply.as_ref().map(|reply| keep(&reply.text())),
            perhaps_taken: (step == Step::Dot && matches!(verdict, Verdict::Deferred { .. }))
                .then_some(perhaps_taken),
        });
        self.put(now, event, recipient, recording).await;
        if let Some(reply) = reply.as_ref().filter(|_| step != Step::Body) {
            self.hear_of_pace(step, reply, Some(&recipient), job.begun);
        }
        match (verdict, reply) {
            (Verdict::Accepted { .. }, _) => {
                self.scheduler.is_taken_well(&recipient);
                (self.sender.tell)(Progress::Accepted(recipient));
                self.brake(|brake| brake.answer(false));
            }
            (Verdict::Deferred { not_before }, _) => {
                (self.sender.tell)(Progress::Deferred(recipient, not_before));
            }
            (Verdict::Refused, Some(reply)) => {
                let domain = self.scheduler.domain(&recipient);
                let alike = |brake: &mut Brake| {
                    brake.refusal(&reply, domain).or_else(|| brake.answer(true))
                };
                self.brake(alike);
                (self.sender.tell)(Progress::Refused(recipient, reply));
            }
            (Verdict::InDoubt, _) => {
                (self.sender.tell)(Progress::InDoubt(recipient, Lost::Unclear));
                self.brake(Brake::doubt);
            }
            (Verdict::Refused, None) => {}
        }
    }

    fn judged(
        &self,
        job: &Delivery,
        step: Step,
        reply: Option<&Reply>,
        hands_on: bool,
        now: jiff::Timestamp,
    ) -> Judgement {
        let wait = backoff::wait(&self.sender.rules.retry, &job.mail.digest, job.attempt);
        let wait = jiff::SignedDuration::try_from(wait).unwrap_or(jiff::SignedDuration::MAX);
        let later = now.checked_add(wait).unwrap_or(jiff::Timestamp::MAX);
        judge(
            step,
            reply,
            AnswerContext {
                hands_on,
                ..self.scheduler.known(&job.mail.recipient)
            },
            later,
        )
    }

    pub(crate) async fn lost_sight(
        &self,
        job: &Delivery,
        how: Lost,
        recording: &mut Option<Recording>,
    ) {
        let recipient = job.mail.recipient;
        let event = Event::LostSight {
            recipient,
            attempt: job.attempt,
            how,
        };
        self.put(self.sender.clock.now(), event, recipient, recording)
            .await;
        (self.sender.tell)(Progress::InDoubt(recipient, how));
        self.brake(Brake::doubt);
    }

    /// Queues an event without waiting for it: the next offer of this connection comes after it.
    async fn put(
        &self,
        now: jiff::Timestamp,
        event: Event,
        recipient: Pseudonym,
        recording: &mut Option<Recording>,
    ) {
        self.settle_record(recording).await;
        self.scheduler.apply(now, &event);
        *recording = Some(Box::pin(self.sender.writer.record(now, event)));
        self.scheduler.settle(recipient);
    }

    pub(crate) async fn settle_record(&self, recording: &mut Option<Recording>) {
        if let Some(recording) = recording.take()
            && let Err(fault) = recording.await
        {
            self.scheduler
                .end(Ended::with(RunEnd::Stopped, SendFault::Journal(fault)));
        }
    }
}
