//! What no wrong clock may do without a person: expire a mail, or go on sending.

use std::time::Duration;

use heraut::delivery::State;
use heraut::id::Pseudonym;
use jiff::{SignedDuration, Timestamp};

use super::Judge;
use crate::world::World;

/// A clock that differs by more was set, or is wrong.
const FAR: SignedDuration = SignedDuration::from_hours(24);
/// Clocks are corrected by a minute at most.
const CORRECTED: Duration = Duration::from_secs(61);

impl Judge {
    /// The run looks at the clock for the first time.
    pub(crate) fn clock_begins(&self, wall: Timestamp, now: Duration) {
        self.run.borrow_mut().clock = Some((wall, now));
    }

    /// A mail is offered only while the wall clock goes as time does.
    pub(super) fn holds_against_clock(&self, world: &World, at: Timestamp) {
        let by_now = self.run.borrow().clock_by_now(world.wall.elapsed());
        if by_now.is_some_and(|by_now| at.duration_since(by_now).abs() > FAR) {
            world.blame("an offer by a clock that jumped");
        }
    }

    /// A mail expires only where its time came while this run went on, or a person says that its clock was right.
    pub(super) fn expired_by_clock(&self, world: &World, first: Option<Timestamp>, to: &Pseudonym) {
        let (run, law) = (self.run.borrow(), self.law.borrow());
        let name = world.book.borrow().name(to);
        let Some((began, _)) = run.clock else {
            return world.blame(format!("{name} expired before its run looked at the clock"));
        };
        let bound = run.terms.bound_to_window;
        if !run.terms.clock_vouched && law.is_over(began, first, bound) {
            world.blame(format!("{name} expired by a clock that nobody vouched for"));
        }
        let by_now = run.clock_by_now(world.wall.elapsed()).unwrap_or(began) + CORRECTED;
        if !law.is_over(by_now, first, bound) {
            world.blame(format!("{name} expired by a clock that was set meanwhile"));
        }
    }

    /// Whether this run could not see when the time of an open mail was up.
    pub(crate) fn has_unseen_end(&self, world: &World) -> bool {
        let (run, law) = (self.run.borrow(), self.law.borrow());
        let Some((began, _)) = run.clock else {
            return false;
        };
        let over = |first| law.is_over(began, first, run.terms.bound_to_window);
        !run.terms.clock_vouched
            && world.disk.with_ledger(|ledger| {
                let mails = ledger.recipients().filter_map(|(_, entry)| entry.mail());
                mails
                    .into_iter()
                    .any(|mail| State::is_open(mail.own_state()) && over(mail.first_at()))
            })
    }
}
