//! The journal's own thread in a sender. It commits all waiting records together, so connections
//! share one sync and each still waits for its own record.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{mpsc, oneshot};

use super::file::{Happened, Store, fold_after};
use super::head::HeadWriter;
use super::lock::Watch;
use super::sift::{WriterState, sift};
use super::writer::{Log, RecordFault};
use crate::journal::event::Event;
use crate::journal::ledger::state::Ledger;
use crate::phrase::SystemFault;

/// How often an idle writer checks whether another process wrote: `stop` and `withdraw` wait at
/// most this long.
const POLL_EVERY: Duration = Duration::from_millis(100);
/// About the most records in one commit.
const MOST: usize = 512;

#[derive(Debug)]
struct Waiting {
    at: Timestamp,
    event: Event,
    /// How often the sender had read news when it queued this record.
    news_seen: u64,
    done: oneshot::Sender<Result<(), RecordFault>>,
}

/// The journal's thread, as the sender sees it.
#[derive(Debug)]
pub struct JournalThread {
    queue: Rc<RecordQueue>,
    news: RefCell<mpsc::UnboundedReceiver<Result<Vec<Happened>, RecordFault>>>,
    news_seen: Cell<u64>,
    /// What ended the thread, for records that come after.
    why: Why,
    thread: Option<JoinHandle<()>>,
}

type Why = Arc<OnceLock<RecordFault>>;

/// The records on their way to the thread, in order.
///
/// They are held until somebody waits for one, or until [`Log::hand_over`]. An answer and the next
/// offer then reach the thread together and share a commit; alone, the answer would need one of its
/// own.
#[derive(Debug)]
struct RecordQueue {
    held: RefCell<Vec<Waiting>>,
    thread: RefCell<Option<Sender<Vec<Waiting>>>>,
}

impl RecordQueue {
    fn hand_over(&self) {
        let held = self.held.take();
        if !held.is_empty()
            && let Some(thread) = &*self.thread.borrow()
        {
            // A thread that has ended drops them, and whoever waits gets an error.
            let _taken = thread.send(held);
        }
    }
}

fn gone(why: &Why) -> RecordFault {
    why.get()
        .cloned()
        .unwrap_or_else(|| RecordFault::Disk(SystemFault::other("the journal's thread has ended")))
}

impl JournalThread {
    /// Starts the thread. `store` has been read to its end, and `ledger` is what was read; `watch`
    /// checks the lock.
    ///
    /// # Errors
    /// If the operating system can't start a thread.
    pub fn start(
        store: Store,
        heads: HeadWriter,
        ledger: Ledger,
        watch: Watch,
    ) -> std::io::Result<JournalThread> {
        let (queue, waiting) = channel();
        let (tell, news) = mpsc::unbounded_channel();
        let why = Why::default();
        let known = why.clone();
        let thread = std::thread::Builder::new()
            .name("journal".into())
            .spawn(move || {
                let mean_commit = Duration::ZERO;
                Committer {
                    store,
                    heads,
                    ledger,
                    watch,
                    tell,
                    why,
                    news_sent: 0,
                    seen: None,
                    mean_commit,
                    connections: 0,
                }
                .run(&waiting)
            })?;
        let queue = Rc::new(RecordQueue {
            held: RefCell::default(),
            thread: RefCell::new(Some(queue)),
        });
        let news = RefCell::new(news);
        Ok(JournalThread {
            queue,
            news,
            news_seen: Cell::new(0),
            why: known,
            thread: Some(thread),
        })
    }
}

impl Drop for JournalThread {
    /// All queued records are still written.
    fn drop(&mut self) {
        self.queue.hand_over();
        self.queue.thread.take();
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

impl Log for JournalThread {
    fn put(
        &self,
        at: Timestamp,
        event: Event,
    ) -> impl Future<Output = Result<(), RecordFault>> + 'static + use<> {
        let (done, durable) = oneshot::channel();
        let (why, queue) = (self.why.clone(), self.queue.clone());
        queue.held.borrow_mut().push(Waiting {
            at,
            event,
            news_seen: self.news_seen.get(),
            done,
        });
        async move {
            queue.hand_over();
            durable.await.unwrap_or_else(|_| Err(gone(&why)))
        }
    }

    fn hand_over(&self) {
        self.queue.hand_over();
    }

    // Only the sender's one control task waits for news, so the borrow is never contended.
    #[allow(clippy::await_holding_refcell_ref)]
    async fn news(&self) -> Result<Vec<Happened>, RecordFault> {
        let mut news = self.news.borrow_mut();
        match news.recv().await {
            Some(news) => {
                // The caller reads it before it queues any further record.
                self.news_seen.set(self.news_seen.get() + 1);
                news
            }
            None => Err(gone(&self.why)),
        }
    }
}

struct Committer {
    store: Store,
    heads: HeadWriter,
    /// The current ledger, so that nothing is written that can't follow.
    ledger: Ledger,
    watch: Watch,
    tell: mpsc::UnboundedSender<Result<Vec<Happened>, RecordFault>>,
    why: Why,
    /// How often news was sent.
    news_sent: u64,
    seen: Option<i64>,
    mean_commit: Duration,
    /// Connections of the run: each has at most one offer in the queue.
    connections: usize,
}

fn offers(batch: &[Waiting]) -> usize {
    batch
        .iter()
        .filter(|one| matches!(one.event, Event::Offered(_)))
        .count()
}

/// How many connections the run has that this record begins.
fn connections(one: &Waiting) -> Option<usize> {
    match &one.event {
        Event::RunBegan(run) => Some(run.connections.into()),
        _ => None,
    }
}

impl Committer {
    fn run(mut self, queue: &Receiver<Vec<Waiting>>) {
        loop {
            let first = match queue.recv_timeout(POLL_EVERY) {
                Ok(first) => first,
                Err(RecvTimeoutError::Timeout) => {
                    if self.read_news().is_err() {
                        return;
                    }
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let mut batch = first;
            self.gather(queue, &mut batch);
            if let Some(connections) = batch.iter().find_map(connections) {
                self.connections = connections;
            }
            if !self.commit(batch) {
                return;
            }
        }
    }

    /// On a disk with slow commits, waiting half an average commit for further records gives them
    /// all one sync. On a fast disk it would only cost time, and so it does once all connections
    /// are here.
    fn gather(&self, queue: &Receiver<Vec<Waiting>>, batch: &mut Vec<Waiting>) {
        const SLOW: Duration = Duration::from_millis(2);
        while batch.len() < MOST
            && let Ok(more) = queue.try_recv()
        {
            batch.extend(more);
        }
        if self.mean_commit < SLOW {
            return;
        }
        let until = tokio::time::Instant::now() + self.mean_commit / 2;
        while batch.len() < MOST && offers(batch) < self.connections {
            let left = until.saturating_duration_since(tokio::time::Instant::now());
            match queue.recv_timeout(left) {
                Ok(waiting) => batch.extend(waiting),
                Err(_) => return,
            }
        }
    }

    /// Reads what others wrote, if they did.
    fn read_news(&mut self) -> Result<(), ()> {
        let version = self
            .store
            .data_version()
            .map_err(|fault| self.fail(SystemFault::from(&fault)))?;
        if self.seen == Some(version) {
            return Ok(());
        }
        self.seen = Some(version);
        let mut news = Vec::new();
        self.store
            .fold(&mut self.ledger, |happened| news.push(happened))
            .map_err(|fault| self.fail(SystemFault::from(&fault)))?;
        self.pass_on(news);
        Ok(())
    }

    fn pass_on(&mut self, news: Vec<Happened>) {
        if !news.is_empty() {
            self.news_sent += 1;
            // A sender that no longer listens is about to end.
            let _listening = self.tell.send(Ok(news));
        }
    }

    fn fail(&self, why: SystemFault) {
        let fault = RecordFault::Disk(why);
        let _first = self.why.set(fault.clone());
        let _listening = self.tell.send(Err(fault));
    }

    /// Commits the batch. If there is news, it commits everything except the offers; never a record
    /// that can't follow. Returns false to end the thread.
    fn commit(&mut self, batch: Vec<Waiting>) -> bool {
        let began = tokio::time::Instant::now();
        let (news_sent, ledger) = (self.news_sent, &mut self.ledger);
        let mut fates: Vec<Result<(), RecordFault>> = Vec::with_capacity(batch.len());
        let (read, mut unfolded) = (self.store.tip().count, None);
        let lock = match offers(&batch) {
            0 => Ok(true),
            _ => self.watch.is_whole(),
        };
        let locked = matches!(lock, Ok(true));
        let outcome = self.store.append(|news| {
            unfolded = fold_after(read, news, ledger).err();
            let mut write = Vec::with_capacity(batch.len());
            for one in &batch {
                let writer = WriterState {
                    news_unread: !news.is_empty() || one.news_seen < news_sent,
                    locked,
                };
                let fate = sift(ledger, one.at, &one.event, writer);
                if fate.is_ok() {
                    write.push((one.at, &one.event));
                }
                fates.push(fate);
            }
            write
        });
        match (outcome, unfolded) {
            (Ok(_), Some(damage)) => {
                self.fail(SystemFault::new(damage.phrase(), damage.to_string()));
                false
            }
            (Ok(news), None) => {
                self.mean_commit = (self.mean_commit * 7 + began.elapsed()) / 8;
                self.pass_on(news);
                for (one, fate) in batch.into_iter().zip(fates) {
                    let _waiting = one.done.send(match (fate, &lock) {
                        // A disk that doesn't say whether the lock is there is no person who removed it.
                        (Err(RecordFault::LockGone), Err(fault)) => {
                            Err(RecordFault::Disk(SystemFault::from(fault)))
                        }
                        (fate, _) => fate,
                    });
                }
                // The head may lag behind the journal, so nobody waits for it.
                let written = self.heads.write(self.store.tip());
                written
                    .map_err(|fault| self.fail(SystemFault::from(&fault)))
                    .is_ok()
            }
            (Err(fault), _) => {
                let why = SystemFault::from(&fault);
                self.fail(why.clone());
                for one in batch {
                    let _waiting = one.done.send(Err(RecordFault::Disk(why.clone())));
                }
                false
            }
        }
    }
}
