//! Time: tokio's paused clock for what passes, and a wall clock over it that jumps.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use heraut::clock::Clock;
use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

/// The wall clock of the simulated machine. It lives on when a process dies.
pub(crate) struct Wall {
    start: Instant,
    base: Timestamp,
    off: Cell<SignedDuration>,
    /// Jumps forward: when, and how far.
    forward: RefCell<Vec<(Duration, Duration)>>,
    /// How far it is ahead by an accident, until somebody sets it right.
    ahead: Cell<SignedDuration>,
    jumps: Cell<u32>,
    jumped_at: Cell<Option<Duration>>,
    waits: Cell<u64>,
}

impl Wall {
    pub(crate) fn new(base: Timestamp) -> Self {
        Wall {
            start: Instant::now(),
            base,
            off: Cell::new(SignedDuration::ZERO),
            forward: RefCell::default(),
            ahead: Cell::new(SignedDuration::ZERO),
            jumps: Cell::new(0),
            jumped_at: Cell::new(None),
            waits: Cell::new(0),
        }
    }

    /// Since the world began; never jumps.
    pub(crate) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// What the machine says the time is.
    pub(crate) fn now(&self) -> Timestamp {
        let span = SignedDuration::try_from(self.elapsed()).expect("years at most");
        self.base
            .checked_add(span + self.off.get())
            .expect("years at most")
    }

    pub(crate) fn jump(&self, by: SignedDuration) {
        self.off.set(self.off.get() + by);
        self.jumps.set(self.jumps.get() + 1);
        self.jumped_at.set(Some(self.elapsed()));
        if let Ok(by) = Duration::try_from(by) {
            self.forward.borrow_mut().push((self.elapsed(), by));
        }
    }

    /// A battery is empty, or somebody serves the wrong time: it is far ahead from here on.
    pub(crate) fn run_ahead(&self, by: SignedDuration) {
        self.ahead.set(self.ahead.get() + by);
        self.jump(by);
    }

    /// Somebody sets it right.
    pub(crate) fn set_right(&self) {
        let ahead = self.ahead.take();
        if !ahead.is_zero() {
            self.jump(-ahead);
        }
    }

    /// How often it jumped.
    pub(crate) fn jumps(&self) -> u32 {
        self.jumps.get()
    }

    /// Whether it jumped this moment: between a look at the clock and what was decided on it.
    pub(crate) fn jumped_within(&self, span: Duration) -> bool {
        self.jumped_at
            .get()
            .is_some_and(|at| self.elapsed() <= at + span)
    }

    /// How far it jumped forward since then, in all.
    pub(crate) fn gained_since(&self, then: Duration) -> Duration {
        self.forward
            .borrow()
            .iter()
            .filter(|(at, _)| *at >= then)
            .map(|(_, by)| *by)
            .sum()
    }
}

/// The clock of one process.
#[derive(Clone)]
pub(crate) struct SimClock {
    wall: Rc<Wall>,
    born: Duration,
}

impl SimClock {
    /// A process starts counting at an origin of its own.
    pub(crate) fn new(wall: Rc<Wall>, ago: Duration) -> Self {
        let born = wall.elapsed().saturating_sub(ago);
        SimClock { wall, born }
    }
}

impl Clock for SimClock {
    fn now(&self) -> Timestamp {
        self.wall.now()
    }

    fn elapsed(&self) -> Duration {
        self.wall.elapsed().saturating_sub(self.born)
    }

    async fn sleep(&self, span: Duration) {
        self.wall.waits.set(self.wall.waits.get() + 1);
        assert!(
            self.wall.waits.get() < 3_000_000,
            "the sender goes round in circles"
        );
        tokio::time::sleep(span).await;
    }
}
