//! One sender's end of the journal, and the keeper that commits for it as `journal/store/group_commit.rs` does.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use heraut::journal::store::sift::{WriterState, sift};
use heraut::journal::{Event, Happened, Ledger, Log, RecordFault, Watch};
use heraut::phrase::SystemFault;
use jiff::Timestamp;
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

use crate::process::Process;
use crate::world::World;
use std::time::Duration;

/// How long a keeper may still take to write what is in line when its sender ends.
pub(crate) const LAST_WRITES: Duration = Duration::from_secs(60);

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
                .unwrap_or_else(|_| Err(RecordFault::Disk(SystemFault::other("ended"))));
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
            None => Err(RecordFault::Disk(SystemFault::other("ended"))),
        }
    }
}

/// The keeper of one sender: the other end of [`SimLog`].
pub(crate) struct SimCommitter {
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
) -> (SimLog, SimCommitter) {
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
        SimCommitter {
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

impl SimCommitter {
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
        let locked = self.watch.is_whole().expect("the disk is well");
        world.judge.commit_begins();
        let mut fate = |one: &Waiting| {
            let writer = WriterState {
                news_unread: unread || one.heard < told,
                locked,
            };
            sift(&mut ledger, one.at, &one.event, writer)
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
            let _listening = self
                .tell
                .send(Err(RecordFault::Disk(SystemFault::other("no space"))));
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
                Err(RecordFault::Disk(SystemFault::other("no space")))
            } else {
                fate
            });
        }
        self.process.ticks(1);
        !fails
    }
}
