//! The journal's disk: records in their hash chain, which outlive a process, and the keeper that commits
//! for a sender as `journal/thread.rs` does.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use heraut::journal::chain::Record;
use heraut::journal::sift::{Stand, sift};
use heraut::journal::{Event, Happened, Ledger, Log, RecordFault, Tip, Watch};
use jiff::Timestamp;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::time::Instant;

use crate::process::Process;
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
    busy: Cell<bool>,
    freed: Notify,
    written: Notify,
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

    fn read_from(&self, from: usize) -> Vec<Happened> {
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

    fn len(&self) -> usize {
        self.records.borrow().len()
    }

    async fn enter(&self) {
        while self.busy.get() {
            self.freed.notified().await;
        }
        self.busy.set(true);
    }

    fn leave(&self) {
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

struct Waiting {
    at: Timestamp,
    event: Event,
    heard: u64,
    done: oneshot::Sender<Result<(), RecordFault>>,
}

type News = Result<Vec<Happened>, RecordFault>;

/// One sender's end of the journal.
pub(crate) struct SimLog {
    process: Rc<Process>,
    line: mpsc::UnboundedSender<Waiting>,
    news: RefCell<mpsc::UnboundedReceiver<News>>,
    heard: Cell<u64>,
}

impl Log for SimLog {
    fn put(
        &self,
        at: Timestamp,
        event: Event,
    ) -> impl Future<Output = Result<(), RecordFault>> + 'static + use<> {
        let (done, durable) = oneshot::channel();
        let process = self.process.clone();
        if !process.is_dead() {
            process.world.judge.put(&process.world, at, &event);
            // A keeper that ended drops `done`: that is the fault below.
            let _in_line = self.line.send(Waiting {
                at,
                event,
                heard: self.heard.get(),
                done,
            });
        }
        async move {
            let written = durable
                .await
                .unwrap_or_else(|_| Err(RecordFault::Disk("ended".into())));
            process.live().await;
            written
        }
    }

    // Only the sender's one control task listens for news, so the borrow is never contended.
    #[allow(clippy::await_holding_refcell_ref)]
    async fn news(&self) -> News {
        let news = self.news.borrow_mut().recv().await;
        self.process.live().await;
        match news {
            Some(news) => {
                self.heard.set(self.heard.get() + 1);
                news
            }
            None => Err(RecordFault::Disk("ended".into())),
        }
    }
}

/// The keeper of one sender: the other end of [`SimLog`].
pub(crate) struct Keeper {
    process: Rc<Process>,
    line: mpsc::UnboundedReceiver<Waiting>,
    tell: mpsc::UnboundedSender<News>,
    told: u64,
    seen: usize,
    /// Commits take up to so many milliseconds.
    slowness: u64,
    /// The commit that fails.
    fails_at: Option<u64>,
    commits: u64,
    watch: Watch,
}

/// A log and its keeper for a process that has read everything.
pub(crate) fn open(
    process: &Rc<Process>,
    slowness: u64,
    fails_at: Option<u64>,
    watch: Watch,
) -> (SimLog, Keeper) {
    let (line, waiting) = mpsc::unbounded_channel();
    let (tell, news) = mpsc::unbounded_channel();
    let log = SimLog {
        process: process.clone(),
        line,
        news: RefCell::new(news),
        heard: Cell::new(0),
    };
    let seen = process.world.disk.len();
    let process = process.clone();
    (
        log,
        Keeper {
            process,
            line: waiting,
            tell,
            told: 0,
            seen,
            slowness,
            fails_at,
            watch,
            commits: 0,
        },
    )
}

impl Keeper {
    pub(crate) async fn keep(mut self) {
        let world = self.process.world.clone();
        let mut look_at: Option<Instant> = None;
        loop {
            let written = world.disk.written.notified();
            let look = async {
                match look_at {
                    Some(at) => tokio::time::sleep_until(at).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                biased;
                first = self.line.recv() => {
                    let Some(first) = first else { return };
                    if !self.commit(&world, first).await {
                        return;
                    }
                    // Whatever was written meanwhile is found at the next look.
                    look_at = (world.disk.len() > self.seen).then(|| Instant::now() + world.millis(100));
                }
                () = look => {
                    look_at = None;
                    let news = self.unread(&world);
                    self.pass_on(news);
                }
                () = written => {
                    look_at.get_or_insert_with(|| Instant::now() + world.millis(100));
                }
            }
        }
    }

    fn unread(&mut self, world: &World) -> Vec<Happened> {
        let news = world.disk.read_from(self.seen);
        self.seen = world.disk.len();
        news
    }

    fn pass_on(&mut self, news: Vec<Happened>) {
        if !news.is_empty() {
            self.told += 1;
            let _listening = self.tell.send(Ok(news));
        }
    }

    async fn commit(&mut self, world: &World, first: Waiting) -> bool {
        let mut batch = vec![first];
        tokio::time::sleep(world.millis(self.slowness / 2)).await;
        while let Ok(next) = self.line.try_recv() {
            batch.push(next);
        }
        world.disk.enter().await;
        let told = self.told;
        let news = self.unread(world);
        let unread = !news.is_empty();
        let mut ledger = world.disk.with_ledger(Ledger::clone);
        let locked = self.watch.is_whole();
        world.judge.commit_begins();
        let mut fate = |one: &Waiting| {
            let stand = Stand {
                unheard: unread || one.heard < told,
                locked,
            };
            sift(&mut ledger, one.at, &one.event, stand)
        };
        let fates: Vec<Result<(), RecordFault>> = batch.iter().map(&mut fate).collect();
        let written = batch.iter().zip(&fates).filter(|(_, fate)| fate.is_ok());
        let write: Vec<Happened> = written
            .map(|(one, _)| (one.at, one.event.clone()))
            .collect();
        *self.process.in_commit.borrow_mut() = Some(write.clone());
        tokio::time::sleep(world.millis(self.slowness)).await;
        self.process.in_commit.borrow_mut().take();
        self.commits += 1;
        let fails = self.fails_at == Some(self.commits);
        // A sync that failed may have landed all the same.
        if !fails || world.chance(0.5) {
            write
                .iter()
                .for_each(|(at, event)| world.disk.append(world, *at, event));
        }
        self.seen = world.disk.len();
        world.disk.leave();
        if fails {
            world.tell(|| "disk fails");
            world.sees("disk fails");
            self.process.disk_failed.set(true);
            let _listening = self.tell.send(Err(RecordFault::Disk("no space".into())));
        } else {
            self.pass_on(news);
        }
        for (one, fate) in batch.into_iter().zip(fates) {
            match &fate {
                Err(RecordFault::NewsFirst) if !fails => world.sees("news first"),
                Err(RecordFault::LockGone) if !fails => world.sees("lock gone"),
                Err(RecordFault::CannotFollow(_)) if !fails => world.sees("cannot follow"),
                _ => {}
            }
            let _waiting = one.done.send(if fails {
                Err(RecordFault::Disk("no space".into()))
            } else {
                fate
            });
        }
        self.process.ticks(1);
        !fails
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

/// How long a keeper may still take to write what is in line when its sender ends.
pub(crate) const LAST_WRITES: Duration = Duration::from_secs(60);
