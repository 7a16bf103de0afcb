//! What the ledger holds: seals, rows, mails, runs.

use jiff::Timestamp;

use super::decisions::Decision;
use crate::delivery::{State, Verdict};
use crate::id::{Digest, TextId};
use crate::journal::event::{Answered, Braked, Lost, Notification, RunBegan, RunEnd, Sealed, Step};
use crate::reply::{QueueId, ReplyCode, dot};

/// One seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealEntry {
    /// Time of the seal.
    pub at: Timestamp,
    /// The sealed event itself.
    pub sealed: Sealed,
    /// The first offer of a mail that belonged to this seal at that time. A later seal of the same mail has not begun
    /// by it.
    pub begun: Option<Timestamp>,
}

/// One row of the list, over all seals.
#[derive(Debug, Clone, Copy)]
pub struct RowEntry<'l> {
    pub(crate) excluded: bool,
    pub(crate) current: Option<MailEntry<'l>>,
    pub(crate) earlier: &'l [Superseded],
    pub(crate) decision: Option<&'l Decision>,
}

/// One mail of one recipient.
#[derive(Debug, Clone, Copy)]
pub struct MailEntry<'l> {
    /// The newest seal that holds it.
    pub seal: u32,
    /// Its state: withheld if a person withheld its organisation before it was handed over.
    pub state: &'l State,
    /// The state of the mail itself, whatever people decided about the organisation.
    pub(crate) own: &'l State,
    /// How often it was tried: how often the relay was asked about this recipient.
    pub attempts: u32,
    /// When it reached its state.
    pub at: Timestamp,
    pub(crate) lost: bool,
    pub(crate) digest: Option<Digest>,
    pub(crate) tried: Option<&'l Tried>,
}

/// What the attempts of a mail led to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tried {
    pub(crate) date: Option<Timestamp>,
    pub(crate) first_at: Option<Timestamp>,
    pub(crate) offered_at: Option<Timestamp>,
    pub(crate) asked_at: Option<Timestamp>,
    pub(crate) queue_id: Option<QueueId>,
    pub(crate) answer: Option<RelayAnswer>,
    /// Who said that it arrived.
    pub(crate) vouched: Option<TextId>,
    /// How it last came into doubt.
    pub(crate) doubt: Option<Lost>,
    /// How often an answer to the dot left open whether the mail was taken, and it was deferred.
    pub(crate) unclear: u8,
    /// Whether one of those attempts may have arrived, unless somebody said otherwise.
    pub(crate) perhaps_taken: bool,
    /// Whether a person had it sent again from a doubt.
    pub(crate) resent: bool,
    /// The returned mail that its state follows from, and when it was read.
    pub(crate) notified: Option<(Timestamp, Notification)>,
}

impl Tried {
    /// Records what an answer leaves open.
    pub(crate) fn weigh(&mut self, answered: &Answered) {
        if answered.verdict == Verdict::InDoubt {
            self.doubt = Some(Lost::Unclear);
        }
        if is_perhaps_taken(answered) {
            self.unclear = self.unclear.saturating_add(1);
            self.perhaps_taken = true;
        }
    }
}

/// Whether an answer to its dot deferred the mail, but it may have been taken all the same. An older journal doesn't
/// record this; then the code decides.
fn is_perhaps_taken(answered: &Answered) -> bool {
    let put_off =
        matches!(answered.verdict, Verdict::Deferred { .. }) && answered.step == Step::Dot;
    let by_code = || {
        answered
            .reply
            .is_some_and(|code| dot::about_code(code) != dot::About::Mail)
    };
    put_off && answered.perhaps_taken.unwrap_or_else(by_code)
}

/// An answer of the relay: the step it belongs to, its code, and its text in the vault.
pub type RelayAnswer = (Step, Option<ReplyCode>, Option<TextId>);

/// What happened to a mail.
#[derive(Debug, Clone)]
pub(crate) struct MailHistory {
    pub(crate) seal: u32,
    pub(crate) state: State,
    pub(crate) attempts: u32,
    pub(crate) at: Timestamp,
    /// It is in doubt because records are missing, not because anybody saw it go.
    pub(crate) lost: bool,
    pub(crate) tried: Option<Tried>,
}

/// A mail that a corrected one replaced.
#[derive(Debug, Clone)]
pub(crate) struct Superseded {
    pub(crate) digest: Option<Digest>,
    pub(crate) mail: MailHistory,
}

impl MailHistory {
    pub(crate) const fn queued(seal: u32, at: Timestamp) -> Self {
        MailHistory {
            seal,
            state: State::Queued,
            attempts: 0,
            at,
            lost: false,
            tried: None,
        }
    }

    /// Brings the mail into doubt: it may have gone, and the records that would say so are missing.
    pub(crate) fn doubt_for_lost_records(&mut self, at: Timestamp) {
        self.state = State::InDoubt;
        self.at = at;
        self.lost = true;
    }

    /// The mail that replaces this one. Whatever may have arrived of this one, the recipient may have.
    pub(crate) fn after(before: &MailHistory, seal: u32, at: Timestamp) -> Self {
        let perhaps = before
            .tried
            .as_ref()
            .filter(|tried| tried.perhaps_taken && before.state.is_open());
        let tried = perhaps.map(|tried| Tried {
            unclear: tried.unclear,
            perhaps_taken: true,
            ..Tried::default()
        });
        MailHistory {
            tried,
            ..MailHistory::queued(seal, at)
        }
    }

    /// Queues it once more: its age counts from the next attempt on.
    pub(crate) fn due_again(&mut self) {
        self.state = State::Queued;
        if let Some(tried) = &mut self.tried {
            tried.first_at = None;
        }
    }

    pub(crate) fn seen(&self, digest: Option<Digest>) -> MailEntry<'_> {
        let MailHistory {
            seal,
            state,
            attempts,
            at,
            lost,
            tried,
        } = self;
        let (seal, attempts, at, lost) = (*seal, *attempts, *at, *lost);
        MailEntry {
            seal,
            digest,
            state,
            own: state,
            attempts,
            at,
            lost,
            tried: tried.as_ref(),
        }
    }
}

/// The last run of a sender.
#[derive(Debug, Clone)]
pub struct RunEntry {
    /// When it began.
    pub began: Timestamp,
    /// Its settings.
    pub settings: RunBegan,
    /// When and why it ended; `None` while it runs and after a crash.
    pub ended: Option<(Timestamp, RunEnd)>,
    /// Whether a person asked it to stop.
    pub stop_asked: bool,
    /// The last error of the relay in this run.
    pub relay_fault: Option<(Step, Option<ReplyCode>)>,
    /// The relay's text then, in the vault.
    pub relay_words: Option<TextId>,
    /// What the brake saw when it stopped the run.
    pub braked: Option<Braked>,
}

impl RunEntry {
    /// A run that just began.
    pub(crate) fn began(at: Timestamp, settings: &RunBegan) -> Self {
        RunEntry {
            began: at,
            settings: settings.clone(),
            ended: None,
            stop_asked: false,
            relay_fault: None,
            relay_words: None,
            braked: None,
        }
    }
}

impl<'l> MailEntry<'l> {
    /// The state of the mail itself, whatever people decided about the organisation.
    #[must_use]
    pub const fn own_state(&self) -> &'l State {
        self.own
    }

    /// The mail digest; `None` if the ledger forgot it.
    #[must_use]
    pub const fn digest(&self) -> Option<Digest> {
        self.digest
    }

    /// `Date:`, from the first offer on.
    #[must_use]
    pub fn date(&self) -> Option<Timestamp> {
        self.tried?.date
    }

    /// Whether it is in doubt only because records of the journal are missing: nobody saw it go.
    #[must_use]
    pub const fn is_doubted_for_lost_records(&self) -> bool {
        self.lost
    }

    /// Time of the first attempt.
    #[must_use]
    pub fn first_at(&self) -> Option<Timestamp> {
        self.tried?.first_at
    }

    /// The last time the relay was asked to take it, by an offer or by an envelope that it answered: rates count
    /// these.
    #[must_use]
    pub fn asked_at(&self) -> Option<Timestamp> {
        self.tried?.asked_at
    }

    /// Whether a person had it sent again from a doubt: an earlier attempt may have arrived all the same.
    #[must_use]
    pub fn was_resent(&self) -> bool {
        self.tried.is_some_and(|tried| tried.resent)
    }

    /// How it last came into doubt.
    #[must_use]
    pub fn doubt(&self) -> Option<Lost> {
        self.tried?.doubt
    }

    /// How often an answer to the dot left open whether the mail was taken.
    #[must_use]
    pub fn unclear_answers(&self) -> u8 {
        self.tried.map_or(0, |tried| tried.unclear)
    }

    /// Whether a deferred attempt may have arrived all the same.
    #[must_use]
    pub fn is_perhaps_taken(&self) -> bool {
        self.tried.is_some_and(|tried| tried.perhaps_taken)
    }

    /// Time of the last offer.
    #[must_use]
    pub fn offered_at(&self) -> Option<Timestamp> {
        self.tried?.offered_at
    }

    /// The relay's own id for it.
    #[must_use]
    pub fn queue_id(&self) -> Option<&'l QueueId> {
        self.tried?.queue_id.as_ref()
    }

    /// Who said that it arrived, if no answer did.
    #[must_use]
    pub fn vouched_by(&self) -> Option<&'l TextId> {
        self.tried?.vouched.as_ref()
    }
}

impl<'l> RowEntry<'l> {
    /// Whether the newest seal that knows the row excluded it.
    #[must_use]
    pub const fn is_excluded(&self) -> bool {
        self.excluded
    }

    /// The newest decision of a person about this organisation.
    #[must_use]
    pub const fn decision(&self) -> Option<&'l Decision> {
        self.decision
    }

    /// Who withholds the organisation, and why; `None`: nobody does.
    #[must_use]
    pub fn withheld(&self) -> Option<&'l Decision> {
        self.decision.filter(|decision| decision.withheld)
    }

    /// The mail that counts: the newest.
    #[must_use]
    pub const fn mail(&self) -> Option<MailEntry<'l>> {
        self.current
    }

    /// Earlier mails that were tried and replaced by a corrected one, oldest first.
    pub fn earlier(&self) -> impl Iterator<Item = MailEntry<'l>> + use<'l> {
        self.earlier.iter().map(|past| past.mail.seen(past.digest))
    }

    /// The state of the mail that counts.
    #[must_use]
    pub fn state(&self) -> Option<&'l State> {
        self.current.map(|mail| mail.state)
    }
}
