//! One life of the program, from its start to its end or its death.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use heraut::journal::Happened;
use tokio::sync::Notify;

use crate::world::World;

/// What dies together.
pub(crate) struct Process {
    pub(crate) world: Rc<World>,
    dead: Cell<bool>,
    /// It dies after so many more ticks: writes to a line and commits.
    doom: Cell<Option<u64>>,
    pub(crate) died: Notify,
    pub(crate) disk_failed: Cell<bool>,
    /// What is being committed this moment.
    pub(crate) in_commit: RefCell<Option<Vec<Happened>>>,
}

impl Process {
    pub(crate) fn new(world: &Rc<World>, doom: Option<u64>) -> Rc<Self> {
        Rc::new(Process {
            world: world.clone(),
            dead: Cell::new(false),
            doom: Cell::new(doom),
            died: Notify::new(),
            disk_failed: Cell::new(false),
            in_commit: RefCell::default(),
        })
    }

    pub(crate) fn is_dead(&self) -> bool {
        self.dead.get()
    }

    /// Nothing happens in a dead process any more.
    pub(crate) async fn live(&self) {
        if self.is_dead() {
            std::future::pending::<()>().await;
        }
    }

    pub(crate) fn die(&self) {
        if !self.dead.replace(true) {
            self.world.tell(|| "the process dies");
            self.died.notify_one();
        }
    }

    /// Something happened that a crash may follow.
    pub(crate) fn ticks(&self, n: u64) {
        if let Some(left) = self.doom.get() {
            match left.checked_sub(n) {
                Some(left) => self.doom.set(Some(left)),
                None => self.die(),
            }
        }
    }
}
