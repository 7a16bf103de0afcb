//! The rows of the ledger, kept small. Most mails of a large campaign wait for their first try or
//! were accepted at it, and a seal, a state and a time say everything about those. Anything else
//! about a mail is stored separately.

use hashbrown::HashTable;
use jiff::Timestamp;

use super::decisions::{Decisions, shows_as_withheld};
use super::entry::{MailEntry, RowEntry, Superseded, Tale};
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
    Told(Box<MailRecord>),
}

/// A mail that was tried or settled, and the mails before it.
#[derive(Debug, Clone)]
pub(crate) struct MailRecord {
    pub(crate) mail: Tale,
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
            Mail::Told(told) => (Some(told.mail.seen(digest)), &told.earlier),
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
            excluded: self.excluded[at],
            current,
            earlier,
            decision,
        }
    }

    /// The record of this recipient's newest mail, to be extended; `None` if there is no mail.
    pub(crate) fn told(&mut self, recipient: &Pseudonym) -> Option<&mut MailRecord> {
        let at = self.place(recipient)?;
        self.told_at(at)
    }

    fn told_at(&mut self, at: usize) -> Option<&mut MailRecord> {
        let mail = &mut self.mails[at];
        let tale = match mail {
            Mail::None => return None,
            Mail::Queued { seal, at } => Some(Tale::queued(*seal, moment(*at))),
            Mail::Accepted { attempts, seal, at } => Some(Tale {
                state: State::Accepted,
                attempts: u32::from(*attempts),
                ..Tale::queued(*seal, moment(*at))
            }),
            Mail::Told(_) => None,
        };
        if let Some(tale) = tale {
            *mail = Mail::Told(Box::new(MailRecord {
                mail: tale,
                earlier: Vec::new(),
            }));
        }
        match mail {
            Mail::Told(told) => Some(told),
            Mail::None | Mail::Queued { .. } | Mail::Accepted { .. } => None,
        }
    }

    /// Passes each row's newest mail to `change`.
    pub(crate) fn each(
        &mut self,
        wanted: impl Fn(RowEntry<'_>) -> bool,
        change: impl Fn(&mut Tale),
    ) {
        for at in 0..self.mails.len() {
            if wanted(self.entry(at))
                && let Some(told) = self.told_at(at)
            {
                change(&mut told.mail);
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
            Mail::Told(told) => Some(&told.mail.state),
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
            Mail::Told(told) if told.mail.state.is_open() && before == Some(digest) => {
                told.mail.seal = seal
            }
            // Its row left the list and is back.
            Mail::Told(told) if told.mail.state == State::Withheld && before == Some(digest) => {
                told.mail = Tale {
                    seal,
                    at: moment(at.as_millisecond()),
                    ..told.mail.clone()
                };
                told.mail.due_again();
            }
            Mail::Told(told) if told.mail.attempts > 0 || !told.mail.state.is_open() => {
                let next = Tale::after(&told.mail, seal, moment(at.as_millisecond()));
                let mail = std::mem::replace(&mut told.mail, next);
                told.earlier.push(Superseded {
                    digest: before,
                    mail,
                });
            }
            Mail::Told(told) if !told.earlier.is_empty() => {
                told.mail = Tale::after(&told.mail, seal, moment(at.as_millisecond()));
            }
            mail => *mail = fresh,
        }
    }

    /// Keeps of an accepted mail without predecessors only that it was accepted.
    pub(crate) fn forget_how(&mut self, recipient: &Pseudonym) {
        let Some(at) = self.place(recipient) else {
            return;
        };
        if let Mail::Told(told) = &mut self.mails[at]
            && told.mail.state == State::Accepted
        {
            told.mail.tried = None;
            if told.earlier.is_empty() {
                let attempts = u16::try_from(told.mail.attempts).unwrap_or(u16::MAX);
                self.mails[at] = Mail::Accepted {
                    attempts,
                    seal: told.mail.seal,
                    at: told.mail.at.as_millisecond(),
                };
            }
        }
    }

    /// From now on nobody asks for the digests of mails.
    pub(crate) fn forget_digests(&mut self) {
        self.digests = Vec::new();
        self.forgot = true;
    }
}
