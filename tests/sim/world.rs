//! What everything in one seed shares: dice, clock, disk, judge, the relay's mood, and the story so far.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::rc::Rc;
use std::time::Duration;

use jiff::Timestamp;

use crate::book::Book;
use crate::clock::Wall;
use crate::disk::Disk;
use crate::judge::Judge;
use crate::mood::Mood;
use crate::post::Post;
use crate::rng::Rng;

/// What happened, and how often.
pub(crate) type Seen = BTreeMap<String, u64>;

/// One seeded world.
pub(crate) struct World {
    rng: RefCell<Rng>,
    pub(crate) wall: Rc<Wall>,
    pub(crate) disk: Disk,
    pub(crate) judge: Judge,
    pub(crate) book: RefCell<Book>,
    pub(crate) mood: RefCell<Mood>,
    /// What is behind the relay.
    pub(crate) post: Post,
    /// Lines the relay's side is still busy with.
    pub(crate) lines_open: RefCell<BTreeSet<u64>>,
    pub(crate) lines: Cell<u64>,
    story: Option<RefCell<Vec<String>>>,
    fault: RefCell<Option<String>>,
    seen: RefCell<Seen>,
}

impl World {
    pub(crate) fn new(seed: u64, told: bool) -> Rc<World> {
        let mut rng = Rng::new(seed);
        let base = begin(&mut rng);
        let wall = Rc::new(Wall::new(base));
        let book = Book::new(seed, &mut rng);
        Rc::new(World {
            rng: RefCell::new(rng),
            wall,
            disk: Disk::default(),
            judge: Judge::default(),
            book: RefCell::new(book),
            mood: RefCell::new(Mood::healthy()),
            post: Post::default(),
            lines_open: RefCell::default(),
            lines: Cell::new(0),
            story: told.then(RefCell::default),
            fault: RefCell::default(),
            seen: RefCell::default(),
        })
    }

    pub(crate) fn below(&self, n: u64) -> u64 {
        self.rng.borrow_mut().below(n)
    }

    pub(crate) fn index(&self, n: usize) -> usize {
        usize::try_from(self.below(n as u64)).expect("smaller than n")
    }

    pub(crate) fn chance(&self, probability: f64) -> bool {
        self.rng.borrow_mut().chance(probability)
    }

    pub(crate) fn pick<T: Clone>(&self, of: &[T]) -> T {
        of[self.index(of.len())].clone()
    }

    /// A span of so many milliseconds: from 0 up to `most`, short ones as likely as long ones.
    pub(crate) fn millis(&self, most: u64) -> Duration {
        let magnitude = self.below(u64::from(most.max(1).ilog2()) + 2);
        Duration::from_millis(self.below((1 << magnitude).min(most + 1)))
    }

    /// Adds to the story, when anybody reads it.
    pub(crate) fn tell<T: Display>(&self, what: impl FnOnce() -> T) {
        if let Some(story) = &self.story {
            let at = self.wall.elapsed();
            story
                .borrow_mut()
                .push(format!("{:>12.3} {}", at.as_secs_f64(), what()));
        }
    }

    /// Says that something happened that must never happen. The first counts.
    pub(crate) fn blame(&self, what: impl Into<String>) {
        let what = what.into();
        self.tell(|| format!("WRONG: {what}"));
        self.fault.borrow_mut().get_or_insert(what);
    }

    /// Counts something that a good simulation must have seen.
    pub(crate) fn sees(&self, what: impl Into<String>) {
        *self.seen.borrow_mut().entry(what.into()).or_default() += 1;
    }

    pub(crate) fn seen(&self) -> Seen {
        self.seen.borrow().clone()
    }

    pub(crate) fn blamed(&self) -> Option<String> {
        self.fault.borrow().clone()
    }

    pub(crate) fn story(&self) -> String {
        self.story
            .as_ref()
            .map(|story| story.borrow().join("\n"))
            .unwrap_or_default()
    }
}

/// When the world begins: mostly a working day, often near an edge of the calendar.
fn begin(rng: &mut Rng) -> Timestamp {
    let edges = [
        "2024-12-18T08:00:00Z",
        "2024-12-18T07:25:00Z",
        "2024-12-18T16:10:00Z",
        "2024-12-20T16:20:00Z",
        "2024-03-31T00:40:00Z",
        "2024-10-27T00:30:00Z",
        "2024-12-31T22:50:00Z",
        "2024-02-29T11:00:00Z",
    ];
    let at: Timestamp = edges[usize::try_from(rng.below(8)).expect("below 8")]
        .parse()
        .expect("a time");
    at.checked_add(Duration::from_millis(rng.below(1_200_000)))
        .expect("this century")
}
