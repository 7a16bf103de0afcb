//! A leaf as a story: mail by mail, what was tried and what came of it. Pure.

use jiff::Timestamp;

use super::leaf::{LeafLine, Trouble};
use crate::delivery::{Verdict, Word};
use crate::id::Digest;
use crate::journal::Event;
use crate::journal::event::{Answered, Lost, Notification, Offered, Step};
use crate::reply::ReplyCode;

/// One mail of an organisation.
#[derive(Debug, Clone, Default)]
pub struct MailStory {
    /// Its digest.
    pub digest: Option<Digest>,
    /// The newest seal that holds it: its number, when it was made, and the campaign digest.
    pub seal: Option<(u32, Timestamp, Digest)>,
    /// The campaign's name, by that seal.
    pub campaign: String,
    /// `trial`, `rehearsal` or `live`.
    pub kind: String,
    /// The relay's host and TLS, or `catcher`.
    pub relay: String,
    /// Reverse-path.
    pub from: String,
    /// Forward-path.
    pub to: String,
    /// The organisation's name, as the list had it.
    pub organisation: String,
    /// `Message-ID` without the angle brackets.
    pub message_id: String,
    /// `Date:` as it was handed over, the whole line.
    pub date: Option<String>,
    /// The approvals in force when it was first handed over.
    pub approvals: Vec<GivenWord>,
    /// What was tried, in order.
    pub tries: Vec<Try>,
    /// What came back about it, in order.
    pub returned: Vec<CameBack>,
    /// What people decided about it, in order.
    pub decisions: Vec<MailDecision>,
}

/// An approval.
#[derive(Debug, Clone)]
pub struct GivenWord {
    /// When it was given.
    pub at: Timestamp,
    /// In which role.
    pub role: String,
    /// By whom.
    pub by: String,
    /// Who recorded it, if that was somebody else.
    pub recorded_by: Option<String>,
    /// The digest of its signature, if it is signed.
    pub signature: Option<Digest>,
}

/// One attempt to hand a mail over.
#[derive(Debug, Clone)]
pub struct Try {
    /// Its number, from 1.
    pub number: u32,
    /// When it was handed over; `None`: the relay answered the envelope, and nothing was handed over.
    pub offered: Option<Timestamp>,
    /// What came of it, and when.
    pub ending: Option<(Timestamp, Ending)>,
    /// What the relay said.
    pub said: Option<String>,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// The relay answered.
    Answer(Step, Verdict, Option<ReplyCode>),
    /// No answer came.
    Lost(Lost),
}

/// What came back.
#[derive(Debug, Clone)]
pub struct CameBack {
    /// When it was read.
    pub at: Timestamp,
    /// What it says.
    pub notification: Notification,
    /// The words of the server that decided.
    pub said: Option<String>,
}

/// A decision of a person, or what a list said.
#[derive(Debug, Clone)]
pub struct MailDecision {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: DecisionKind,
    /// By whom; `None`: by nobody by name.
    pub by: Option<String>,
    /// The lines of the relay's log that settled it.
    pub log: Option<String>,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionKind {
    /// A doubt was settled.
    Doubt(Word),
    /// The organisation was withheld.
    Withheld,
    /// It was released.
    Released,
    /// The mail was due again.
    DueAgain,
    /// The mail was not taken in the time allowed.
    Expired,
    /// A rule of the list excludes the row.
    Excluded,
}

/// The stories of a leaf, oldest first, and what went wrong in the hours of its mails.
#[must_use]
pub fn stories(lines: &[LeafLine]) -> (Vec<MailStory>, Vec<(Timestamp, Vec<Trouble>)>) {
    let (mut mails, mut hours): (Vec<MailStory>, _) = (Vec::new(), Vec::new());
    // What came before the first mail is told with it.
    let mut now = MailStory::default();
    let mut last: Option<&Event> = None;
    for line in lines {
        match line {
            LeafLine::Record { at, event, .. } => {
                if let Event::Queued { mail, .. } = &**event {
                    if now.digest.is_some_and(|known| known != *mail) {
                        mails.push(std::mem::take(&mut now));
                    }
                    now.digest = Some(*mail);
                }
                now.hear(*at, event);
                last = Some(event);
            }
            LeafLine::Hour { from, trouble } => hours.push((*from, trouble.clone())),
            other => now.add(other, last),
        }
    }
    mails.push(now);
    (mails, hours)
}

impl MailStory {
    fn hear(&mut self, at: Timestamp, event: &Event) {
        match event {
            Event::Offered(offered) => self.offer(at, offered),
            Event::Answered(answered) => self.answer(at, answered),
            Event::LostSight { attempt, how, .. } => {
                self.end(*attempt, at, Ending::Lost(*how));
            }
            Event::Returned(said) => self.returned.push(CameBack {
                at,
                notification: said.clone(),
                said: None,
            }),
            Event::Resolved { word, .. } => self.decide(at, DecisionKind::Doubt(*word)),
            Event::Withheld { .. } => self.decide(at, DecisionKind::Withheld),
            Event::Released { .. } => self.decide(at, DecisionKind::Released),
            Event::DueAgain { .. } => self.decide(at, DecisionKind::DueAgain),
            Event::Expired { .. } => self.decide(at, DecisionKind::Expired),
            Event::Excluded { .. } => self.decide(at, DecisionKind::Excluded),
            _ => {}
        }
    }

    fn decide(&mut self, at: Timestamp, what: DecisionKind) {
        let (by, log) = (None, None);
        self.decisions.push(MailDecision { at, what, by, log });
    }

    fn offer(&mut self, at: Timestamp, offered: &Offered) {
        self.tries.push(Try {
            number: offered.attempt,
            offered: Some(at),
            ending: None,
            said: None,
        });
    }

    fn answer(&mut self, at: Timestamp, answered: &Answered) {
        let ending = Ending::Answer(answered.step, answered.verdict.clone(), answered.reply);
        self.end(answered.attempt, at, ending);
    }

    /// An answer belongs to the last attempt with its number that has none; an answer to an envelope
    /// is an attempt of its own.
    fn end(&mut self, number: u32, at: Timestamp, ending: Ending) {
        let open = |one: &&mut Try| {
            let ended = one.ending.as_ref().map(|(_, ending)| ending);
            one.number == number && ended.is_none_or(|ending| matches!(ending, Ending::Lost(_)))
        };
        match self.tries.iter_mut().rev().find(open) {
            Some(one) => one.ending = Some((at, ending)),
            None => self.tries.push(Try {
                number,
                offered: None,
                ending: Some((at, ending)),
                said: None,
            }),
        }
    }

    /// Adds what a line says of the record before it.
    fn add(&mut self, line: &LeafLine, last: Option<&Event>) {
        match line {
            LeafLine::Seal {
                number,
                at,
                digest,
                campaign,
                kind,
                relay,
            } => {
                self.seal = Some((*number, *at, *digest));
                (self.campaign, self.kind, self.relay) =
                    (campaign.clone(), kind.clone(), relay.clone());
            }
            LeafLine::Envelope {
                from,
                to,
                organisation,
                message_id,
            } => {
                (self.from, self.to) = (from.clone(), to.clone());
                (self.organisation, self.message_id) = (organisation.clone(), message_id.clone());
            }
            LeafLine::Date(date) => self.date = Some(date.clone()),
            LeafLine::Approved {
                at,
                role,
                by,
                recorded_by,
                signature,
            } => self.approvals.push(GivenWord {
                at: *at,
                role: role.clone(),
                by: by.clone(),
                recorded_by: recorded_by.clone(),
                signature: *signature,
            }),
            LeafLine::Said(words) => self.said(words, last),
            LeafLine::By(name) => {
                if let Some(decided) = self.decisions.last_mut() {
                    decided.by = Some(name.clone());
                }
            }
            LeafLine::Log(lines) => {
                if let Some(decided) = self.decisions.last_mut() {
                    decided.log = Some(lines.clone());
                }
            }
            LeafLine::Record { .. } | LeafLine::Hour { .. } => {}
        }
    }

    fn said(&mut self, words: &str, last: Option<&Event>) {
        match last {
            Some(Event::Answered(answered)) => {
                let mut tries = self.tries.iter_mut().rev();
                if let Some(one) = tries.find(|one| one.number == answered.attempt) {
                    one.said = Some(words.to_owned());
                }
            }
            Some(Event::Returned(_)) => {
                if let Some(one) = self.returned.last_mut() {
                    one.said = Some(words.to_owned());
                }
            }
            _ => {}
        }
    }

    /// The answer by which the relay took it, with when.
    #[must_use]
    pub fn taken(&self) -> Option<(Timestamp, &Try)> {
        let mut tries = self.tries.iter().rev();
        tries.find_map(|one| match &one.ending {
            Some((at, Ending::Answer(_, Verdict::Accepted { .. }, _))) => Some((*at, one)),
            _ => None,
        })
    }

    /// When it was last handed over.
    #[must_use]
    pub fn offered(&self) -> Option<Timestamp> {
        self.tries.iter().rev().find_map(|one| one.offered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Pseudonym;

    fn record(second: i64, event: Event) -> LeafLine {
        LeafLine::Record {
            at: Timestamp::from_second(second).unwrap(),
            body: String::new(),
            event: Box::new(event),
        }
    }

    #[test]
    fn a_mail_that_replaced_another_has_a_story_of_its_own() {
        let recipient = Pseudonym::from_bytes([1; 16]);
        let queued = |mail: &[u8]| Event::Queued {
            seal: 1,
            recipient,
            mail: Digest::of(mail),
        };
        let offered = |second: i64| {
            Event::Offered(Offered {
                recipient,
                attempt: 1,
                date: Timestamp::from_second(second).unwrap(),
            })
        };
        let answered = |verdict| {
            Event::Answered(Answered {
                recipient,
                attempt: 1,
                step: Step::Dot,
                verdict,
                reply: None,
                words: None,
                perhaps_taken: None,
            })
        };
        let lines = [
            record(1, queued(b"a")),
            record(2, offered(2)),
            record(3, answered(Verdict::Refused)),
            LeafLine::Said("550 no".to_owned()),
            record(4, queued(b"b")),
            record(5, queued(b"b")),
            record(6, offered(6)),
            record(7, answered(Verdict::Accepted { queue_id: None })),
            LeafLine::Said("250 yes".to_owned()),
        ];
        let (mails, hours) = stories(&lines);
        assert_eq!((mails.len(), hours.len()), (2, 0));
        assert!(mails[0].taken().is_none());
        assert_eq!(mails[0].tries[0].said.as_deref(), Some("550 no"));
        let (at, taken) = mails[1].taken().unwrap();
        assert_eq!((at.as_second(), mails[1].tries.len()), (7, 1));
        assert_eq!(taken.said.as_deref(), Some("250 yes"));
    }
}
