//! What the ledger holds: seals, rows, mails, words, runs.

use jiff::Timestamp;

use super::decisions::Decision;
use super::event::{Answered, Braked, Lost, RunBegan, RunEnd, Sealed, Step, WordGiven};
use crate::delivery::{State, Verdict};
use crate::id::{Digest, TextId};
use crate::reply::{QueueId, ReplyCode, dot};

/// One seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealEntry {
    /// When.
    pub at: Timestamp,
    /// What.
    pub sealed: Sealed,
    /// The first offer of a mail that was this seal's then; a later seal of the same mail has not begun by it.
    pub begun: Option<Timestamp>,
}

/// One row of the list, over all seals.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'l> {
    pub(super) excluded: bool,
    pub(super) current: Option<MailEntry<'l>>,
    pub(super) earlier: &'l [Past],
    pub(super) decision: Option<&'l Decision>,
}

/// One mail of one recipient.
#[derive(Debug, Clone, Copy)]
pub struct MailEntry<'l> {
    /// The newest seal that holds it.
    pub seal: u32,
    /// Where it is: withheld, where a person took its organisation out before it was handed over.
    pub state: &'l State,
    /// Where the mail itself is, whatever people decided about the organisation.
    pub(super) own: &'l State,
    /// How often it was tried: the relay was asked about this recipient.
    pub attempts: u32,
    /// When it came to its state.
    pub at: Timestamp,
    pub(super) lost: bool,
    pub(super) digest: Option<Digest>,
    pub(super) tried: Option<&'l Tried>,
}

/// What the tries of a mail came to.
#[derive(Debug, Clone, Default)]
pub(super) struct Tried {
    pub(super) date: Option<Timestamp>,
    pub(super) first_at: Option<Timestamp>,
    pub(super) offered_at: Option<Timestamp>,
    pub(super) asked_at: Option<Timestamp>,
    pub(super) queue_id: Option<QueueId>,
    pub(super) answer: Option<Answer>,
    /// Who said that it arrived.
    pub(super) vouched: Option<TextId>,
    /// How sight of it was lost last.
    pub(super) doubt: Option<Lost>,
    /// How often the answer to the dot left open whether the mail was taken, and it was put off.
    pub(super) unclear: u8,
    /// Whether one of those attempts may have arrived, as far as nobody said otherwise.
    pub(super) perhaps_taken: bool,
}

impl Tried {
    /// Takes in what an answer leaves open.
    pub(super) fn weigh(&mut self, answered: &Answered) {
        if answered.verdict == Verdict::InDoubt {
            self.doubt = Some(Lost::Unclear);
        }
        if is_perhaps_taken(answered) {
            self.unclear = self.unclear.saturating_add(1);
            self.perhaps_taken = true;
        }
    }
}

/// Whether the mail was put off by an answer to its dot after which it may have been taken all the same. A journal of
/// before doesn't say, but for the code.
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

/// An answer of the relay: to which step, its code and its words.
pub type Answer = (Step, Option<ReplyCode>, Option<TextId>);

/// What became of a mail.
#[derive(Debug, Clone)]
pub(super) struct Tale {
    pub(super) seal: u32,
    pub(super) state: State,
    pub(super) attempts: u32,
    pub(super) at: Timestamp,
    /// It is in doubt because records are missing, not because anybody saw it go.
    pub(super) lost: bool,
    pub(super) tried: Option<Tried>,
}

/// A mail that a corrected one took the place of.
#[derive(Debug, Clone)]
pub(super) struct Past {
    pub(super) digest: Option<Digest>,
    pub(super) mail: Tale,
}

impl Tale {
    pub(super) const fn queued(seal: u32, at: Timestamp) -> Self {
        Tale {
            seal,
            state: State::Queued,
            attempts: 0,
            at,
            lost: false,
            tried: None,
        }
    }

    /// It may have gone: the records that would tell are missing.
    pub(super) fn doubt_for_lost_records(&mut self, at: Timestamp) {
        self.state = State::InDoubt;
        self.at = at;
        self.lost = true;
    }

    /// The mail that takes the place of this one. What may have arrived of this one the recipient may have.
    pub(super) fn after(before: &Tale, seal: u32, at: Timestamp) -> Self {
        let perhaps = before
            .tried
            .as_ref()
            .filter(|tried| tried.perhaps_taken && before.state.is_open());
        let tried = perhaps.map(|tried| Tried {
            unclear: tried.unclear,
            perhaps_taken: true,
            ..Tried::default()
        });
        Tale {
            tried,
            ..Tale::queued(seal, at)
        }
    }

    /// Queued once more: what is too old is reckoned from the next attempt on.
    pub(super) fn due_again(&mut self) {
        self.state = State::Queued;
        if let Some(tried) = &mut self.tried {
            tried.first_at = None;
        }
    }

    pub(super) fn seen(&self, digest: Option<Digest>) -> MailEntry<'_> {
        let Tale {
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

/// That a person took a word back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenBack {
    /// When.
    pub at: Timestamp,
    /// Why, where they said it.
    pub why: Option<TextId>,
}

/// A word given on a digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordEntry {
    /// When.
    pub at: Timestamp,
    /// The word.
    pub word: WordGiven,
    /// Since when it counts no more: it was taken back, or may have been in records that are missing.
    pub withdrawn: Option<Timestamp>,
    /// That the person took it back.
    pub taken_back: Option<TakenBack>,
    /// A later seal replaced what it was given on; sealing the same digest again doesn't revive it.
    pub void: bool,
    /// The latest time on any record from this one on: the time is at least that, whatever the clock says.
    pub latest: Timestamp,
}

impl WordEntry {
    /// A word just given.
    #[must_use]
    pub const fn new(at: Timestamp, word: WordGiven) -> Self {
        WordEntry {
            at,
            word,
            withdrawn: None,
            taken_back: None,
            void: false,
            latest: at,
        }
    }

    /// The person takes back the words that are meant, as far as they still count.
    pub(super) fn take_back(
        words: &mut [WordEntry],
        is_it: impl Fn(&WordGiven) -> bool,
        back: TakenBack,
    ) {
        for entry in words
            .iter_mut()
            .filter(|entry| is_it(&entry.word) && entry.withdrawn.is_none())
        {
            entry.withdrawn = Some(back.at);
            entry.taken_back = Some(back);
        }
    }

    /// A whole seal replaces everything before it, so all earlier words are void. A supplement voids only words on its own
    /// digest.
    pub(super) fn void_all(words: &mut [WordEntry], sealed: &Sealed) {
        for entry in words {
            entry.void |= !sealed.supplement || entry.word.digest == sealed.digest;
        }
    }
}

/// The last run of a sender.
#[derive(Debug, Clone)]
pub struct RunEntry {
    /// When it began.
    pub began: Timestamp,
    /// How it was set.
    pub settings: RunBegan,
    /// When and why it ended; `None` while it runs and after a crash.
    pub ended: Option<(Timestamp, RunEnd)>,
    /// Whether a person asked it to stop.
    pub stop_asked: bool,
    /// The last fault of the relay in it.
    pub relay_fault: Option<(Step, Option<ReplyCode>)>,
    /// What it said then, in the vault.
    pub relay_words: Option<TextId>,
    /// What the brake saw when it stopped the run.
    pub braked: Option<Braked>,
}

impl RunEntry {
    /// A run that just began.
    pub(super) fn began(at: Timestamp, settings: &RunBegan) -> Self {
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
    /// Where the mail itself is, whatever people decided about the organisation.
    #[must_use]
    pub const fn own_state(&self) -> &'l State {
        self.own
    }

    /// The mail digest; `None` where the ledger was told to forget it.
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

    /// The first attempt.
    #[must_use]
    pub fn first_at(&self) -> Option<Timestamp> {
        self.tried?.first_at
    }

    /// The last time the relay was asked to take it, as far as an offer or the answer to its envelope: what rates are
    /// counted with.
    #[must_use]
    pub fn asked_at(&self) -> Option<Timestamp> {
        self.tried?.asked_at
    }

    /// How sight of it was lost last.
    #[must_use]
    pub fn doubt(&self) -> Option<Lost> {
        self.tried?.doubt
    }

    /// How often the answer to the dot left open whether the mail was taken.
    #[must_use]
    pub fn unclear_answers(&self) -> u8 {
        self.tried.map_or(0, |tried| tried.unclear)
    }

    /// Whether an attempt that was put off may have arrived all the same.
    #[must_use]
    pub fn is_perhaps_taken(&self) -> bool {
        self.tried.is_some_and(|tried| tried.perhaps_taken)
    }

    /// The last offer.
    #[must_use]
    pub fn offered_at(&self) -> Option<Timestamp> {
        self.tried?.offered_at
    }

    /// The relay's own name for it.
    #[must_use]
    pub fn queue_id(&self) -> Option<&'l QueueId> {
        self.tried?.queue_id.as_ref()
    }

    /// Who said that it arrived, where no answer did.
    #[must_use]
    pub fn vouched_by(&self) -> Option<&'l TextId> {
        self.tried?.vouched.as_ref()
    }

    /// The last answer of the relay.
    #[must_use]
    pub fn answer(&self) -> Option<&'l Answer> {
        self.tried?.answer.as_ref()
    }
}

impl<'l> Entry<'l> {
    /// Whether the newest seal that knows the row left it out.
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

    /// Mails before it that were tried and replaced by a corrected one, oldest first.
    pub fn earlier(&self) -> impl Iterator<Item = MailEntry<'l>> + use<'l> {
        self.earlier.iter().map(|past| past.mail.seen(past.digest))
    }

    /// The state of the mail that counts.
    #[must_use]
    pub fn state(&self) -> Option<&'l State> {
        self.current.map(|mail| mail.state)
    }
}
