//! The journal: the campaign's provable side. Events in a hash chain, on disk before anything that
//! depends on them happens, folded into the ledger.
//!
//! Holds pseudonyms, codes, queue ids, digests and times; never a name, an address, a list id or
//! anybody's text. Uses only leaves.

pub mod event;
mod fault;
pub mod ledger;
pub mod store;

use std::path::{Path, PathBuf};

use jiff::Timestamp;

pub use event::Event;
pub use fault::JournalFault;
pub use ledger::state::Ledger;
pub use store::chain::{Damage, Record, Tip};
pub use store::fault::StoreFault;
pub use store::file::Happened;
use store::file::{Store, fold_after};
pub use store::group_commit::JournalThread;
use store::head::{HeadWriter, Heads};
pub use store::key::KeyMatch;
pub use store::lock::{LockFault, SenderLock, Watch};
pub use store::proof::Claim;
pub use store::records::{NewestRoot, Records};
pub use store::takeover::TakeoverFindings;
pub use store::writer::{Log, Receipt, RecordFault, Writer};

use crate::id::Pseudonym;

/// An open journal and its ledger.
#[derive(Debug)]
pub struct Journal {
    store: Store,
    heads: Heads,
    at_seal: Option<Tip>,
    writer: Option<HeadWriter>,
    ledger: Ledger,
}

/// Where a journal's files are.
#[derive(Debug, Clone)]
pub struct Places {
    /// Path of `journal.db`.
    pub journal: PathBuf,
    /// The user's state folder.
    pub state: PathBuf,
    /// The name of the head in the state folder.
    pub head_name: String,
    /// How far the journal went when the newest seal of the vault beside it was recorded.
    pub at_seal: Option<Tip>,
    /// Whether an absent journal is simply new, whatever the state folder says (trials).
    pub may_begin_anew: bool,
}

impl Journal {
    /// Opens the journal, or begins it, folds it and compares it with its heads. A campaign that
    /// was closed here is not opened for writing.
    ///
    /// # Errors
    /// [`JournalFault`].
    pub fn open(places: &Places) -> Result<Journal, JournalFault> {
        let journal = Self::open_unheld(places)?;
        journal.verify_heads()?;
        // Before the first record: a process that dies right after it must leave a journal that
        // this machine knows.
        if journal.tip().count == 0 && journal.heads.known().in_state.is_none() {
            journal.heads.keep(journal.tip())?;
        }
        match journal.ledger.handed_over() {
            Some(at) => Err(JournalFault::HandedOver { at }),
            None => Ok(journal),
        }
    }

    /// Opens the journal for reading only; `None` if there is no journal yet.
    ///
    /// # Errors
    /// [`JournalFault`].
    pub fn open_read_only(places: &Places) -> Result<Option<Journal>, JournalFault> {
        if !places.journal.exists() {
            return Ok(None);
        }
        let heads = Heads::of(&places.journal, &places.state, &places.head_name)?;
        let mut journal = Journal {
            store: Store::open_to_read(&places.journal)?,
            heads,
            at_seal: places.at_seal,
            writer: None,
            ledger: Ledger::default(),
        };
        journal.refresh()?;
        journal.verify_heads()?;
        Ok(Some(journal))
    }

    /// Folds a journal without comparing it with its heads; `None` if there is none. For decisions
    /// that only narrow: nothing may be sent on it.
    ///
    /// # Errors
    /// [`JournalFault`].
    pub fn read_only(places: &Places) -> Result<Option<Ledger>, JournalFault> {
        if !places.journal.exists() {
            return Ok(None);
        }
        let mut ledger = Ledger::default();
        Store::open_to_read(&places.journal)?.fold(&mut ledger, drop)?;
        Ok(Some(ledger))
    }

    fn open_unheld(places: &Places) -> Result<Journal, JournalFault> {
        let heads = Heads::of(&places.journal, &places.state, &places.head_name)?;
        let anew = places.may_begin_anew && !places.journal.exists();
        if anew {
            heads.forget();
        }
        let store = Store::open(&places.journal)?;
        let at_seal = places.at_seal.filter(|_| !anew);
        let mut journal = Journal {
            store,
            heads,
            at_seal,
            writer: None,
            ledger: Ledger::default(),
        };
        journal.refresh()?;
        Ok(journal)
    }

    fn verify_heads(&self) -> Result<(), JournalFault> {
        let tip = self.store.tip();
        match self
            .known()
            .gap(tip, |asked| self.store.agrees_with(asked))?
        {
            None => Ok(()),
            Some(gap) => Err(JournalFault::of(gap, tip.count)),
        }
    }

    fn known(&self) -> store::proof::KnownHeads {
        store::proof::KnownHeads {
            at_seal: self.at_seal,
            ..self.heads.known()
        }
    }

    /// Reads what was added since.
    ///
    /// # Errors
    /// [`JournalFault::Store`].
    pub fn refresh(&mut self) -> Result<(), JournalFault> {
        Ok(self.store.fold(&mut self.ledger, drop)?)
    }

    /// Appends events in one commit, after what others added.
    ///
    /// # Errors
    /// [`JournalFault`]; then nothing was written.
    pub fn append(&mut self, events: &[Happened]) -> Result<(), JournalFault> {
        self.append_after(|_| Ok::<_, std::convert::Infallible>(events.to_vec()))?;
        Ok(())
    }

    /// Appends the events that `decide` returns for the current ledger, in one commit: nobody can
    /// write in between. Each event is folded before any is written.
    ///
    /// # Errors
    /// [`JournalFault`], or in the inner result the error of `decide`; then nothing was written.
    pub fn append_after<E>(
        &mut self,
        decide: impl FnOnce(&Ledger) -> Result<Vec<Happened>, E>,
    ) -> Result<Result<(), E>, JournalFault> {
        // The ledger is brought up to date inside the same transaction that appends.
        let (read, ledger) = (self.store.tip().count, &mut self.ledger);
        let mut decided: Result<Result<(), E>, JournalFault> = Ok(Ok(()));
        let appended = self.store.append(|news| {
            if let Err(damage) = fold_after(read, news, ledger) {
                decided = Err(StoreFault::from(damage).into());
                return Vec::new();
            }
            let events = match decide(ledger) {
                Ok(events) => events,
                Err(refusal) => {
                    decided = Ok(Err(refusal));
                    return Vec::new();
                }
            };
            let refused = events
                .iter()
                .find_map(|(at, event)| ledger.apply(*at, event).err());
            match refused {
                None => events,
                Some(impossible) => {
                    decided = Err(JournalFault::CannotFollow(impossible.to_string()));
                    Vec::new()
                }
            }
        });
        if appended.is_err() || decided.is_err() {
            // The ledger may have folded events that were not written.
            self.read_anew()?;
        }
        appended?;
        if matches!(decided, Ok(Ok(()))) {
            self.write_heads()?;
        }
        decided
    }

    fn read_anew(&mut self) -> Result<(), JournalFault> {
        self.store.rewind();
        self.ledger = Ledger::default();
        self.refresh()
    }

    fn write_heads(&mut self) -> Result<(), JournalFault> {
        if self.writer.is_none() {
            self.writer = Some(self.heads.writer()?);
        }
        if let Some(writer) = &self.writer {
            writer.write(self.store.tip())?;
        }
        Ok(())
    }

    /// The current state.
    #[must_use]
    pub const fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Brings mails into doubt that were offered and have no answer: a sender that died left them,
    /// and they may have arrived. Asks for the lock, since only its holder knows that no sender
    /// lives.
    ///
    /// # Errors
    /// [`JournalFault`].
    pub fn mark_interrupted_in_doubt(
        &mut self,
        at: Timestamp,
        _lock: &SenderLock,
    ) -> Result<Vec<Pseudonym>, JournalFault> {
        let mut died = Vec::new();
        self.append_after(|ledger| {
            died = ledger.offered_now();
            let left = died.iter().filter_map(|recipient| {
                let event = ledger.left_by_a_dead_sender(recipient)?;
                Some((at, event))
            });
            Ok::<_, std::convert::Infallible>(left.collect())
        })?;
        Ok(died)
    }

    /// Whether somebody asked a running sender to stop after this many records.
    ///
    /// # Errors
    /// [`JournalFault`].
    pub fn stop_asked_after(&self, count: u64) -> Result<bool, JournalFault> {
        Ok(self.store.holds_after(count, Event::StopAsked.kind())?)
    }

    /// The events about one mail, and the beginnings of all runs, in order.
    ///
    /// # Errors
    /// [`JournalFault`].
    pub fn history_of(&self, recipient: &Pseudonym) -> Result<Vec<Happened>, JournalFault> {
        let named = recipient.to_string();
        let mut found = Vec::new();
        self.store.each_record(|record| {
            if record.kind == "run_began" || record.body.contains(&named) {
                found.push(record.happened()?);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Passes on every record as it is stored, in order, up to where the ledger was folded.
    ///
    /// # Errors
    /// [`JournalFault`], and the first error of `take`.
    pub fn each_record<E: From<JournalFault>>(
        &self,
        mut take: impl FnMut(&Record) -> Result<(), E>,
    ) -> Result<(), E> {
        let (folded, mut taken) = (self.tip().count, Ok(()));
        let read = self.store.each_record(|record| {
            if record.seq <= folded && taken.is_ok() {
                taken = take(&record);
            }
            Ok(())
        });
        read.map_err(JournalFault::from)?;
        taken
    }

    /// How many records a journal has, as far as can be known without reading them; 0 if there is
    /// none.
    ///
    /// # Errors
    /// [`JournalFault`].
    pub fn records_at(places: &Places) -> Result<u64, JournalFault> {
        if !places.journal.exists() {
            return Ok(0);
        }
        Ok(Store::open_to_read(&places.journal)?.records()?)
    }

    /// Stores a check value of the key, if there is none yet.
    ///
    /// # Errors
    /// [`JournalFault`].
    pub fn keep_key_check(&self, check: &[u8]) -> Result<(), JournalFault> {
        Ok(self.store.keep_key_check(check)?)
    }

    /// See [`Ledger::forget_digests`].
    pub fn forget_digests(&mut self) {
        self.ledger.forget_digests();
    }

    /// How far the journal goes.
    #[must_use]
    pub const fn tip(&self) -> Tip {
        self.store.tip()
    }

    /// Whether the journal went this far, with this hash there.
    ///
    /// # Errors
    /// [`JournalFault::Store`].
    pub fn agrees_with(&self, tip: Tip) -> Result<bool, JournalFault> {
        Ok(self.store.agrees_with(tip)? == Some(true))
    }

    /// Hands the journal to a sender: from now on its own thread writes. Asks for the lock, so that
    /// nobody sends without it.
    ///
    /// # Errors
    /// If the heads can't be opened or the thread can't be started.
    pub fn into_sender(
        self,
        lock: &SenderLock,
    ) -> Result<(Ledger, Writer<JournalThread>), JournalFault> {
        let heads = self.heads.writer()?;
        let ledger = self.ledger.forgetful();
        let thread = JournalThread::start(self.store, heads, ledger.clone(), lock.watch()?)?;
        Ok((ledger, Writer::new(thread)))
    }
}

/// The journal's file name in its folder.
#[must_use]
pub fn file_in(folder: &Path) -> PathBuf {
    folder.join("journal.db")
}
