//! Judges many cells beside each other: most of a cell is waiting, and a test runner has few threads.

use std::collections::{HashMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, OnceLock};

use super::act::Transport;

/// One cell of the matrix.
pub(super) type Cell = (&'static str, Transport);
type Judge = fn(Cell) -> Result<(), String>;

/// Cells judged at the same time.
const HANDS: usize = 28;

struct Crew {
    waiting: Mutex<VecDeque<Cell>>,
    judged: Mutex<HashMap<Cell, Result<(), String>>>,
    news: Condvar,
}

/// The judgement of this cell; the first to ask puts the crew to work on all that the test runner was asked for.
pub(super) fn judged(cell: Cell, all: &[Cell], judge: Judge) -> Result<(), String> {
    static CREW: OnceLock<Option<Crew>> = OnceLock::new();
    let mut first = false;
    let crew = CREW.get_or_init(|| {
        first = true;
        let asked: VecDeque<Cell> = all.iter().copied().filter(is_asked_for).collect();
        // A test by its name alone needs no crew.
        (asked.len() > 1).then(|| Crew {
            waiting: Mutex::new(asked),
            judged: Mutex::default(),
            news: Condvar::new(),
        })
    });
    let Some(crew) = crew.as_ref().filter(|_| is_asked_for(&cell)) else {
        return judge(cell);
    };
    if first {
        for _ in 0..HANDS {
            std::thread::spawn(move || crew.work(judge));
        }
    }
    let mut judged = crew.judged.lock().unwrap();
    loop {
        if let Some(verdict) = judged.get(&cell) {
            return verdict.clone();
        }
        judged = crew.news.wait(judged).unwrap();
    }
}

/// Whether the words of the command line leave this cell in. With options that narrow otherwise a few cells are
/// judged that nobody asks about.
fn is_asked_for(cell: &Cell) -> bool {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let name = super::test_name(cell);
    words.is_empty() || words.iter().any(|word| name.contains(word.as_str()))
}

impl Crew {
    fn work(&self, judge: Judge) {
        loop {
            let Some(cell) = self.waiting.lock().unwrap().pop_front() else {
                return;
            };
            let verdict = catch_unwind(AssertUnwindSafe(|| judge(cell)))
                .unwrap_or_else(|_| Err("the judge itself fell over; see above".into()));
            self.judged.lock().unwrap().insert(cell, verdict);
            self.news.notify_all();
        }
    }
}
