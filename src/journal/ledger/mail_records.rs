//! The rows of the ledger, kept small. Most mails of a large campaign wait for their first try or
//! were accepted at it, and a seal, a state and a time say everything about those. Anything else
//! about a mail is stored separately.

use hashbrown::HashTable;
use jiff::Timestamp;

use super::decisions::{Decisions, shows_as_withheld};
use super::entry::{MailEntry, MailHistory, RowEntry, Superseded};
use crate::delivery::State;
use crate::id::{Digest, Pseudonym};

static QUEUED: State = State::Queued;
static ACCEPTED: State = State::Accepted;
static WITHHELD: State = State::Withheld;

/// All rows of all seals, in the order in which they came.
#[derive(Debug, Clone, Default)]
pub(crate) struct MailRecords {
    /// Position of each row in the lists below.
    find: HashTable<u32>,
    who: Vec<Pseudonym>,
    excluded: Vec<bool>,
    pub(crate) decisions: Decisions,
    mails: Vec<Mail>,
    /// The digest of each row's newest mail; empty if they were forgotten.
    digests: Vec<Digest>,
    forgot: bool,
}

/// The newest mail of a row. Times are in milliseconds since 1970, as in the journal.
#[derive(Debug, Clone)]
enum Mail {
    /// The row has no mail.
    None,
    /// The mail was never tried.
    Queued { seal: u32, at: i64 },
    /// It was accepted, and nobody needs to know how.
    Accepted { attempts: u16, seal: u32, at: i64 },
    /// There is more to record.
    Detailed(Box<MailRecord>),
}

/// A mail that was tried or settled, and the mails before it.
#[derive(Debug, Clone)]
pub(crate) struct MailRecord {
    pub(crate) mail: MailHistory,
    pub(crate) earlier: Vec<Superseded>,
}

/// The pseudonym is a keyed hash, so its first bytes will do.
fn hash(recipient: &Pseudonym) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = *recipient.as_bytes();
    u64::from_le_bytes([a, b, c, d, e, f, g, h])
}

fn moment(at: i64) -> Timestamp {
    // It was a valid time when it was stored.
    Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH)
}

impl MailRecords {
    pub(crate) const fn len(&self) -> usize {
        self.who.len()
    }

    fn place(&self, recipient: &Pseudonym) -> Option<usize> {
        let found = self
            .find
            .find(hash(recipient), |&at| self.who[at as usize] == *recipient);
        found.map(|&at| at as usize)
    }

    fn place_or_new(&mut self, recipient: Pseudonym) -> usize {
        if let Some(at) = self.place(&recipient) {
            return at;
        }
        let at = self.who.len();
        self.who.push(recipient);
        self.excluded.push(false);
        self.mails.push(Mail::None);
        // A list has fewer rows than `u32` counts; a longer one would find none of them.
        let number = u32::try_from(at).unwrap_or(u32::MAX);
        let who = &self.who;
        self.find
            .insert_unique(hash(&recipient), number, |&at| hash(&who[at as usize]));
        at
    }

    pub(crate) fn get(&self, recipient: &Pseudonym) -> Option<RowEntry<'_>> {
        self.place(recipient).map(|at| self.entry(at))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Pseudonym, RowEntry<'_>)> {
        self.who
            .iter()
            .enumerate()
            .map(|(at, recipient)| (recipient, self.entry(at)))
    }

    fn entry(&self, at: usize) -> RowEntry<'_> {
        let digest = self.digests.get(at).copied();
        let plain = |state, seal, attempts, at| {
            let at = moment(at);
            Some(MailEntry {
                seal,
                digest,
                state,
                own: state,
                attempts,
                at,
                lost: false,
                tried: None,
            })
        };
        let (current, earlier): (_, &[Superseded]) = match &self.mails[at] {
            Mail::None => (None, &[]),
            Mail::Queued { seal, at } => (plain(&QUEUED, *seal, 0, *at), &[]),
            Mail::Accepted { attempts, seal, at } => {
                (plain(&ACCEPTED, *seal, u32::from(*attempts), *at), &[])
            }
            Mail::Detailed(record) => (Some(record.mail.seen(digest)), &record.earlier),
        };
        let decision = self.decisions.get(&self.who[at]);
        let withheld = decision.is_some_and(|decision| decision.withheld);
        let current = current.map(|mail: MailEntry<'_>| {
            let hidden = withheld && shows_as_withheld(mail.state);
            MailEntry {
                state: if hidden { &WITHHELD } else { mail.state },
                ..mail
            }
        });
        RowEntry {
            // What was handed over, or refused, is that, also if it became known only since.
            excluded: self.excluded[at] && self.own_state(at).is_none_or(State::is_open),
            current,
            earlier,
            decision,
        }
    }

    /// The record of this recipient's newest mail, to be extended; `None` if there is no mail.
    pub(crate) fn record_mut(&mut self, recipient: &Pseudonym) -> Option<&mut MailRecord> {
        let at = self.place(recipient)?;
        self.record_at_mut(at)
    }

    fn record_at_mut(&mut self, at: usize) -> Option<&mut MailRecord> {
        let mail = &mut self.mails[at];
        let history = match mail {
            Mail::None => return None,
            Mail::Queued { seal, at } => Some(MailHistory::queued(*seal, moment(*at))),
            Mail::Accepted { attempts, seal, at } => Some(MailHistory {
                state: State::Accepted,
                attempts: u32::from(*attempts),
                ..MailHistory::queued(*seal, moment(*at))
            }),
            Mail::Detailed(_) => None,
        };
        if let Some(history) = history {
            *mail = Mail::Detailed(Box::new(MailRecord {
                mail: history,
                earlier: Vec::new(),
            }));
        }
        match mail {
            Mail::Detailed(record) => Some(record),
            Mail::None | Mail::Queued { .. } | Mail::Accepted { .. } => None,
        }
    }

    /// Passes each row's newest mail to `change`.
    pub(crate) fn each(
        &mut self,
        wanted: impl Fn(RowEntry<'_>) -> bool,
        change: impl Fn(&mut MailHistory),
    ) {
        for at in 0..self.mails.len() {
            if wanted(self.entry(at))
                && let Some(record) = self.record_at_mut(at)
            {
                change(&mut record.mail);
            }
        }
    }

    pub(crate) fn exclude(&mut self, recipient: Pseudonym, when: impl Fn(Option<&State>) -> bool) {
        let at = self.place_or_new(recipient);
        self.excluded[at] = when(self.own_state(at));
    }

    /// The state of the newest mail itself, whether or not a person withholds it.
    pub(crate) fn own_state_of(&self, recipient: &Pseudonym) -> Option<&State> {
        self.own_state(self.place(recipient)?)
    }

    fn own_state(&self, at: usize) -> Option<&State> {
        match &self.mails[at] {
            Mail::None => None,
            Mail::Queued { .. } => Some(&QUEUED),
            Mail::Accepted { .. } => Some(&ACCEPTED),
            Mail::Detailed(record) => Some(&record.mail.state),
        }
    }

    /// Records that a mail is sealed. It replaces the previous one, which is kept if it was ever
    /// tried or settled.
    pub(crate) fn queue(&mut self, at: Timestamp, seal: u32, recipient: Pseudonym, digest: Digest) {
        let row = self.place_or_new(recipient);
        self.excluded[row] = false;
        self.decisions.sealed(&recipient);
        let before = self.digests.get(row).copied();
        if !self.forgot {
            self.digests.resize(self.who.len(), digest);
            self.digests[row] = digest;
        }
        let fresh = Mail::Queued {
            seal,
            at: at.as_millisecond(),
        };
        match &mut self.mails[row] {
            // The same bytes sealed again: what was tried stays tried.
            Mail::Queued { seal: of, .. } if before == Some(digest) => *of = seal,
            Mail::Detailed(record) if record.mail.state.is_open() && before == Some(digest) => {
                record.mail.seal = seal
            }
            // Its row left the list and is back.
            Mail::Detailed(record)
                if record.mail.state == State::Withheld && before == Some(digest) =>
            {
                record.mail = MailHistory {
                    seal,
                    at: moment(at.as_millisecond()),
                    ..record.mail.clone()
                };
                record.mail.due_again();
            }
            Mail::Detailed(record) if record.mail.attempts > 0 || !record.mail.state.is_open() => {
                let next = MailHistory::after(&record.mail, seal, moment(at.as_millisecond()));
                let mail = std::mem::replace(&mut record.mail, next);
                record.earlier.push(Superseded {
                    digest: before,
                    mail,
                });
            }
            Mail::Detailed(record) if !record.earlier.is_empty() => {
                record.mail = MailHistory::after(&record.mail, seal, moment(at.as_millisecond()));
            }
            mail => *mail = fresh,
        }
    }

    /// Keeps of an accepted mail without predecessors only that it was accepted.
    pub(crate) fn forget_how(&mut self, recipient: &Pseudonym) {
        let Some(at) = self.place(recipient) else {
            return;
        };
        if let Mail::Detailed(record) = &mut self.mails[at]
            && record.mail.state == State::Accepted
        {
            record.mail.tried = None;
            if record.earlier.is_empty() {
                let attempts = u16::try_from(record.mail.attempts).unwrap_or(u16::MAX);
                self.mails[at] = Mail::Accepted {
                    attempts,
                    seal: record.mail.seal,
                    at: record.mail.at.as_millisecond(),
                };
            }
        }
    }

    /// Whether `mail` is not the newest mail of this row. A ledger that forgot the digests says no.
    pub(crate) fn is_about_an_earlier(&self, recipient: &Pseudonym, mail: &Digest) -> bool {
        let newest = self.place(recipient).and_then(|at| self.digests.get(at));
        newest.is_some_and(|newest| newest != mail)
    }

    /// From now on nobody asks for the digests of mails.
    pub(crate) fn forget_digests(&mut self) {
        self.digests = Vec::new();
        self.forgot = true;
    }
}
