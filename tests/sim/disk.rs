//! The journal's disk: records in their hash chain, which outlive a process.

use std::cell::{Cell, RefCell};

use heraut::journal::store::chain::Record;
use heraut::journal::{Event, Happened, Ledger, Tip};
use jiff::Timestamp;
use tokio::sync::Notify;

use crate::world::World;

/// What is durable.
#[derive(Default)]
pub(crate) struct Disk {
    records: RefCell<Vec<Record>>,
    /// How many records there were after each commit: what a backup can hold.
    commits: RefCell<Vec<usize>>,
    tip: RefCell<Tip>,
    ledger: RefCell<Ledger>,
    /// Somebody is inside a transaction.
    pub(crate) busy: Cell<bool>,
    pub(crate) freed: Notify,
    pub(crate) written: Notify,
}

impl Disk {
    /// Writes one event, durable at once; the judge sees every one.
    pub(crate) fn append(&self, world: &World, at: Timestamp, event: &Event) {
        let record = self.tip.borrow().next(at, event);
        let followed = self.tip.borrow_mut().follow(&record);
        let (at, read) = match followed {
            Ok(read) => read,
            Err(damage) => return world.blame(format!("a record cannot be read back: {damage}")),
        };
        if read != *event {
            world.blame(format!("written {event:?}, read back {read:?}"));
        }
        world.tell(|| format!("disk {:>4} {}", record.seq, brief(world, event)));
        world
            .judge
            .recorded(world, &self.ledger.borrow(), at, &read);
        if let Err(impossible) = self.ledger.borrow_mut().apply(at, &read) {
            world.blame(format!("the journal can no longer be folded: {impossible}"));
        }
        self.records.borrow_mut().push(record);
    }

    /// The time on each record, and how many words were given up to it.
    pub(crate) fn times(&self) -> Vec<(usize, Timestamp)> {
        let mut words = 0;
        let records = self.records.borrow();
        let time = |record: &Record| {
            words += usize::from(record.kind == "word_given");
            (
                words,
                Timestamp::from_millisecond(record.at).expect("a time"),
            )
        };
        records.iter().map(time).collect()
    }

    pub(crate) fn with_ledger<T>(&self, ask: impl FnOnce(&Ledger) -> T) -> T {
        ask(&self.ledger.borrow())
    }

    /// Reads all of it from the start, as a new process does.
    pub(crate) fn fold(&self, world: &World) -> Ledger {
        let mut ledger = Ledger::default();
        let mut tip = Tip::default();
        for record in self.records.borrow().iter() {
            match tip.follow(record) {
                Ok((at, event)) => {
                    if let Err(impossible) = ledger.apply(at, &event) {
                        world.blame(format!("the journal cannot be folded: {impossible}"));
                    }
                }
                Err(damage) => world.blame(format!("the journal cannot be read: {damage}")),
            }
        }
        ledger
    }

    pub(crate) fn tip(&self) -> Tip {
        *self.tip.borrow()
    }

    /// As the journal's own: whether it carries this hash at this count, and `None` where it ends before.
    pub(crate) fn agrees_with(&self, tip: Tip) -> Option<bool> {
        let at = usize::try_from(tip.count).expect("few");
        match at {
            0 => Some(true),
            at => self
                .records
                .borrow()
                .get(at - 1)
                .map(|record| record.hash == tip.hash),
        }
    }

    /// An older copy of the journal is put back, often one from before its newest seal; false where there is none.
    pub(crate) fn restore(&self, world: &World) -> bool {
        let now = self.len();
        self.commits
            .borrow_mut()
            .retain(|count| (1..now).contains(count));
        if self.commits.borrow().is_empty() {
            return false;
        }
        let newest = self
            .records
            .borrow()
            .iter()
            .rposition(|record| record.kind == "sealed")
            .unwrap_or(0);
        let mut copies = self.commits.borrow().clone();
        if copies[0] <= newest && world.chance(0.5) {
            copies.retain(|count| *count <= newest);
        }
        let count = world.pick(&copies);
        self.records.borrow_mut().truncate(count);
        self.commits.borrow_mut().retain(|before| *before <= count);
        let hash = self.records.borrow()[count - 1].hash;
        *self.tip.borrow_mut() = Tip {
            count: count as u64,
            hash,
        };
        *self.ledger.borrow_mut() = self.fold(world);
        true
    }

    /// All that the journal tells.
    pub(crate) fn events(&self) -> Vec<Happened> {
        self.read_from(0)
    }

    pub(crate) fn read_from(&self, from: usize) -> Vec<Happened> {
        let records = self.records.borrow();
        let Some(first) = records.get(from) else {
            return Vec::new();
        };
        let mut tip = Tip {
            count: from as u64,
            hash: records[..from]
                .last()
                .map_or_else(|| Tip::default().hash, |r| r.hash),
        };
        assert_eq!(first.seq, tip.count + 1);
        records[from..]
            .iter()
            .map(|record| tip.follow(record).expect("it was read before"))
            .collect()
    }

    pub(crate) fn len(&self) -> usize {
        self.records.borrow().len()
    }

    pub(crate) async fn enter(&self) {
        while self.busy.get() {
            self.freed.notified().await;
        }
        self.busy.set(true);
    }

    pub(crate) fn leave(&self) {
        self.commits.borrow_mut().push(self.len());
        self.busy.set(false);
        self.freed.notify_waiters();
    }

    /// Another process appends what it makes of the ledger at that moment (`Journal::append_after`).
    pub(crate) async fn append_after(
        &self,
        world: &World,
        decide: impl FnOnce(&Ledger) -> Vec<Event>,
    ) -> usize {
        self.enter().await;
        let events = decide(&self.ledger.borrow());
        for event in &events {
            self.append(world, world.wall.now(), event);
        }
        self.leave();
        if !events.is_empty() {
            self.written.notify_waiters();
        }
        events.len()
    }

    /// The process died inside a commit: it landed whole, or not at all.
    pub(crate) fn died_with(&self, world: &World, batch: Option<Vec<Happened>>) {
        let Some(batch) = batch else { return };
        if world.chance(0.5) {
            batch
                .iter()
                .for_each(|(at, event)| self.append(world, *at, event));
        }
        self.leave();
    }
}

fn brief(world: &World, event: &Event) -> String {
    let name = |recipient| world.book.borrow().name(recipient);
    match event {
        Event::Queued {
            seal, recipient, ..
        } => format!("queued {} seal {seal}", name(recipient)),
        Event::Excluded { recipient, .. } => format!("excluded {}", name(recipient)),
        Event::Released { recipient, .. } => format!("released {}", name(recipient)),
        Event::DueAgain { recipient, .. } => format!("due again {}", name(recipient)),
        Event::Withheld { recipient, .. } => format!("withheld {}", name(recipient)),
        Event::Offered(offered) => {
            format!("offered {} #{}", name(&offered.recipient), offered.attempt)
        }
        Event::Answered(a) => {
            format!(
                "answered {} #{} {:?} {:?} {:?}",
                name(&a.recipient),
                a.attempt,
                a.step,
                a.verdict,
                a.reply
            )
        }
        Event::LostSight {
            recipient,
            attempt,
            how,
        } => {
            format!("lost sight {} #{attempt} {how:?}", name(recipient))
        }
        Event::Expired { recipient } => format!("expired {}", name(recipient)),
        Event::Resolved {
            recipient, word, ..
        } => format!("resolved {} {word:?}", name(recipient)),
        other => format!("{other:?}"),
    }
}
