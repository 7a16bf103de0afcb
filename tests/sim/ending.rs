//! What must hold when a run ends in good order.

use std::time::Duration;

use heraut::delivery::State;
use heraut::dispatch::{Ended, SendFault};
use heraut::id::Pseudonym;
use heraut::journal::event::RunEnd;
use heraut::journal::{Ledger, RecordFault};
use heraut::relay::Cause;

use crate::run::Plan;
use crate::world::World;

/// From the last thing that happened to the end of a run that waits.
const LONGEST_GOODBYE: Duration = Duration::from_secs(130);

/// What happened around the run.
pub(crate) struct Saw {
    /// No other process wrote to the journal.
    pub(crate) undisturbed: bool,
    /// The wall clock jumped.
    pub(crate) jumped: bool,
    pub(crate) disk_failed: bool,
    pub(crate) lasted: Duration,
}

pub(crate) fn judge(world: &World, plan: &Plan, ended: &Ended, final_ledger: &Ledger, saw: &Saw) {
    if saw.disk_failed {
        if !matches!(ended.fault, Some(SendFault::Journal(_))) {
            world.blame("a journal that could not be written, and nobody was told");
        }
        return;
    }
    reason(world, plan, ended, saw);
    let book = world.book.borrow();
    for org in &book.orgs {
        let state = |ledger: &Ledger| {
            ledger
                .recipient(&org.recipient)
                .and_then(|entry| entry.state())
                .cloned()
        };
        let durable = world.disk.with_ledger(state);
        if durable == Some(State::Offered) {
            world.blame(format!(
                "{} is left offered by a run that ended well",
                org.name
            ));
        }
        if saw.undisturbed && state(final_ledger) != durable {
            let thought = state(final_ledger);
            world.blame(format!(
                "{}: the sender thinks {thought:?}, the journal says {durable:?}",
                org.name
            ));
        }
        let tried = !plan.rules.wait && world.judge.was_put_off(&org.recipient);
        let all_done =
            saw.undisturbed && ended.why == RunEnd::NothingDue && !(tried && is_put_off(&durable));
        if all_done
            && is_left(world, plan, saw, &durable)
            && is_due_in_principle(world, plan, &org.recipient)
        {
            world.blame(format!(
                "{} is {durable:?}, though nothing was due any more",
                org.name
            ));
        }
    }
}

/// Whether the run had the reason to end that it names.
fn reason(world: &World, plan: &Plan, ended: &Ended, saw: &Saw) {
    match &ended.fault {
        Some(SendFault::Mail(_)) if plan.spoiled.is_some() => {}
        Some(SendFault::Relay(fault)) => {
            // Five tries, with rests of 0, 1, 2 and 4 seconds between them.
            let about_us = matches!(&fault.cause, Cause::Answered(reply) if reply.code() >= 500);
            let out_of_turn = matches!(&fault.cause, Cause::Answered(reply) if [500, 503].contains(&reply.code()));
            if out_of_turn && world.judge.manners.borrow().is_unheard() {
                world.blame("the relay was given up for what it said of a place behind a dot");
            }
            if !about_us && saw.lasted < Duration::from_secs(7) {
                world.blame(format!("the relay was given up after {:?}", saw.lasted));
            }
        }
        None => {}
        Some(SendFault::Journal(RecordFault::LockGone)) if world.judge.is_lock_removed() => {}
        Some(other) => world.blame(format!("the run ended for a fault of its own: {other}")),
    }
    if ended.why == RunEnd::Brake && !world.judge.braked() {
        world.blame("the brake stopped a run without reason");
    }
    if ended.why == RunEnd::Clock && !saw.jumped && !world.judge.has_unseen_end(world) {
        world.blame("the run ended for its clock without reason");
    }
    if ended.why == RunEnd::Pace
        && (plan.rules.wait || saw.undisturbed && !world.judge.is_used_up(world))
    {
        world.blame("the run ended for a cap that was not reached");
    }
    // A line may be given its rest, or wait for the pace of its own; nothing else is worth a wait.
    let quiet = world.judge.quiet_for(world.wall.elapsed());
    if plan.rules.wait && ended.why == RunEnd::NothingDue && quiet > LONGEST_GOODBYE {
        world.blame(format!("the run waited {quiet:?} for nothing"));
    }
    if ended.why == RunEnd::Limit && saw.undisturbed && !world.judge.reached_its_limit() {
        world.blame("the run ended short of its limit");
    }
}

fn is_put_off(state: &Option<State>) -> bool {
    matches!(state, Some(State::Deferred { .. }))
}

/// Whether a mail in this state is something that a run should not have left.
fn is_left(world: &World, plan: &Plan, saw: &Saw, state: &Option<State>) -> bool {
    match state {
        Some(State::Queued) => true,
        // Whether it was due when the run looked last, a clock that jumps leaves open.
        Some(State::Deferred { .. }) if saw.jumped && !plan.rules.wait => false,
        Some(State::Deferred { not_before }) => {
            plan.rules.wait || *not_before < world.wall.now() - Duration::from_secs(20)
        }
        _ => false,
    }
}

/// Whether this run could have sent this mail, as far as anything but its state goes.
fn is_due_in_principle(world: &World, plan: &Plan, recipient: &Pseudonym) -> bool {
    let (excluded, agreed) = world.disk.with_ledger(|ledger| {
        let entry = ledger.recipient(recipient);
        let seal = entry.and_then(|entry| entry.mail()).map(|mail| mail.seal);
        let active = ledger
            .active_seals()
            .iter()
            .find(|active| Some(active.sealed.seal) == seal);
        let agreed = active.is_some_and(|active| world.judge.is_agreed(&active.sealed.digest));
        (entry.is_some_and(|entry| entry.is_excluded()), agreed)
    });
    let asked = plan
        .rules
        .only
        .as_ref()
        .is_none_or(|only| only.contains(recipient));
    asked && agreed && !excluded && world.judge.law.borrow().window.is_none()
}
