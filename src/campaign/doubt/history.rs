//! What the journal records of one mail: its attempts, and what settled it when no answer did.

use jiff::Timestamp;

use crate::campaign::Error;
use crate::campaign::relay::masked::Mask;
use crate::delivery::{DeliveryStatus, Verdict, Word};
use crate::id::TextId;
use crate::journal::event::{Lost, MatchedBy, Notification, Step};
use crate::journal::{Event, Happened};
use crate::reply::{Enhanced, ReplyCode};
use crate::vault::EncryptedTexts;

/// One attempt to hand the mail over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailAttempt {
    /// Its number, from 1.
    pub number: u32,
    /// When the run began that made it.
    pub run_began: Option<Timestamp>,
    /// When it was handed over; `None`: the relay answered the envelope, and nothing was handed over.
    pub offered_at: Option<Timestamp>,
    /// What came of it.
    pub end: AttemptEnd,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttemptEnd {
    /// Nothing is recorded: it is under way, or the process died.
    Open,
    /// The relay answered.
    Answered {
        /// When.
        at: Timestamp,
        /// To which step.
        step: Step,
        /// The code; `None`: the connection was cut before the final dot.
        reply: Option<ReplyCode>,
        /// Its words, with addresses masked.
        words: Option<String>,
    },
    /// No answer came, or one that nobody understands.
    Lost {
        /// When.
        at: Timestamp,
        /// How.
        how: Lost,
    },
}

/// What settled a mail when no answer of the relay did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settlement {
    /// A person decided.
    Person {
        /// When.
        at: Timestamp,
        /// What.
        word: Word,
        /// Who; `None`: the vault no longer has the name.
        by: Option<String>,
        /// The reason, with addresses masked.
        why: Option<String>,
        /// Whether lines of the relay's log are the reason.
        from_log: bool,
    },
    /// A returned mail says what became of it.
    Returned {
        /// When it was read.
        at: Timestamp,
        /// What it says.
        status: DeliveryStatus,
        /// By what it was recognised.
        by: MatchedBy,
        /// The code of the server that decided.
        code: Option<Enhanced>,
        /// The words of that server, with addresses masked.
        words: Option<String>,
        /// Which mail it was: its digest and where it lay; `None` if an older version recorded it.
        mail: Option<String>,
    },
}

/// What the journal records of the newest mail of one row.
#[derive(Debug, Default)]
pub(super) struct MailPast {
    pub(super) attempts: Vec<MailAttempt>,
    pub(super) settled: Option<Settlement>,
}

/// Reads the texts of one mail, masked.
pub(super) struct MaskedTexts<'t> {
    pub(super) texts: &'t EncryptedTexts,
    pub(super) mask: &'t Mask,
}

impl MaskedTexts<'_> {
    /// The text line by line, with `…` in place of everything that reveals the recipient.
    fn read(&self, id: Option<&TextId>) -> Result<Option<String>, Error> {
        let Some(id) = id else { return Ok(None) };
        let text = self.texts.read(id)?;
        Ok(text.map(|text| {
            let lines: Vec<String> = text
                .lines()
                .map(|line| self.mask.over_cells(line))
                .collect();
            lines.join("\n")
        }))
    }
}

/// Tells the past of a mail from the events of its row and the beginnings of runs, in order.
pub(super) fn past(events: &[Happened], texts: &MaskedTexts<'_>) -> Result<MailPast, Error> {
    let mut past = MailPast::default();
    let (mut mail, mut run_began) = (None, None);
    for (at, event) in events {
        match event {
            Event::RunBegan(_) => run_began = Some(*at),
            // A corrected mail has a past of its own.
            Event::Queued { mail: digest, .. } if mail != Some(*digest) => {
                mail = Some(*digest);
                past = MailPast::default();
            }
            Event::Offered(offered) => {
                past.settled = None;
                past.attempts.push(MailAttempt {
                    number: offered.attempt,
                    run_began,
                    offered_at: Some(*at),
                    end: AttemptEnd::Open,
                });
            }
            Event::Answered(answered) => {
                past.answered(answered.attempt, &answered.verdict);
                let end = AttemptEnd::Answered {
                    at: *at,
                    step: answered.step,
                    reply: answered.reply,
                    words: texts.read(answered.words.as_ref())?,
                };
                past.ended(answered.attempt, end, run_began);
            }
            Event::LostSight { attempt, how, .. } => {
                past.ended(*attempt, AttemptEnd::Lost { at: *at, how: *how }, run_began);
            }
            Event::DueAgain { .. } => past.settled = None,
            Event::Resolved {
                word,
                by,
                why,
                from_log,
                ..
            } => {
                past.settled = Some(Settlement::Person {
                    at: *at,
                    word: *word,
                    by: texts.texts.read(by)?,
                    why: texts.read(Some(why))?,
                    from_log: *from_log,
                });
            }
            Event::Returned(said) if mail == Some(said.mail) => {
                past.settled = Some(returned(*at, said, texts)?);
            }
            _ => {}
        }
    }
    Ok(past)
}

fn returned(
    at: Timestamp,
    said: &Notification,
    texts: &MaskedTexts<'_>,
) -> Result<Settlement, Error> {
    Ok(Settlement::Returned {
        at,
        status: said.status,
        by: said.by,
        code: said.code,
        words: texts.read(said.words.as_ref())?,
        mail: texts.texts.read(&said.report)?,
    })
}

impl MailPast {
    /// An answer that is the first sign of an attempt, or that the mail was taken, decides instead of a person.
    fn answered(&mut self, number: u32, verdict: &Verdict) {
        let is_new = !self.attempts.iter().any(|one| one.number == number);
        let is_taken = matches!(verdict, Verdict::Accepted { .. });
        if is_new || (is_taken && matches!(self.settled, Some(Settlement::Person { .. }))) {
            self.settled = None;
        }
    }

    /// An answer belongs to the last attempt with its number that has none. An answer to an envelope is an attempt of
    /// its own.
    fn ended(&mut self, number: u32, end: AttemptEnd, run_began: Option<Timestamp>) {
        let mut open = self.attempts.iter_mut().rev();
        let is_it = |one: &&mut MailAttempt| {
            let is_late = matches!(one.end, AttemptEnd::Lost { .. });
            one.number == number && (one.end == AttemptEnd::Open || is_late)
        };
        match open.find(is_it) {
            Some(one) => one.end = end,
            None => self.attempts.push(MailAttempt {
                number,
                run_began,
                offered_at: None,
                end,
            }),
        }
    }
}
