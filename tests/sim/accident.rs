//! What can happen to a campaign's folder between two runs: an older journal put back, here or on another machine; a
//! move, with and without proof of its end; the head in the state folder lost. A person then takes the journal over,
//! as `adopt` does, and the judge forgets nothing of it.

use std::rc::Rc;

use heraut::delivery::State;
use heraut::journal::event::Adopted;
use heraut::journal::store::proof::{JournalHead, KnownHeads};
use heraut::journal::{Claim, Event, Tip};

use crate::campaign::People;
use crate::world::World;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Accident {
    RestoredHere,
    RestoredElsewhere,
    HandedOver,
    Moved,
    LostHead,
}

const ALL: [Accident; 5] = [
    Accident::RestoredHere,
    Accident::RestoredElsewhere,
    Accident::HandedOver,
    Accident::Moved,
    Accident::LostHead,
];

/// Every accident, as the worlds count them.
pub(crate) fn all() -> Vec<String> {
    ALL.iter()
        .map(|accident| format!("accident {accident:?}"))
        .collect()
}

fn head(tip: Tip, machine: &str) -> Option<JournalHead> {
    Some(JournalHead {
        tip,
        machine: machine.to_owned(),
    })
}

/// What is known on the machine where the journal is opened next.
fn known(world: &World, accident: Accident, before: Tip) -> KnownHeads {
    let now = world.disk.tip();
    // A backup may or may not hold the head beside the journal.
    let beside = head(now, "first").filter(|_| world.chance(0.7));
    let (in_state, machine) = match accident {
        Accident::RestoredHere => (head(before, "first"), "first"),
        Accident::LostHead => (None, "first"),
        Accident::RestoredElsewhere | Accident::HandedOver | Accident::Moved => (None, "second"),
    };
    KnownHeads {
        beside,
        in_state,
        at_seal: None,
        machine: machine.to_owned(),
    }
}

/// One of them happens, and a person takes the journal over.
pub(crate) async fn strike(world: &Rc<World>, people: &People) {
    let accident = world.pick(&ALL);
    let before = world.disk.tip();
    let left_open = world.disk.with_ledger(|ledger| {
        ledger
            .recipients()
            .any(|(_, entry)| entry.state() == Some(&State::Offered))
    });
    match accident {
        Accident::RestoredHere | Accident::RestoredElsewhere => {
            if !world.disk.restore(world) {
                return;
            }
            let left = world.disk.events();
            world
                .judge
                .hears_words_anew(left.iter().map(|(_, event)| event));
            world.judge.hears_of_page_anew(&left);
        }
        // `hand-over` looks for what a dead sender left first; the next run does so here.
        Accident::HandedOver if left_open => return,
        Accident::HandedOver => {
            world
                .disk
                .append_after(world, |_| vec![Event::HandedOver {}])
                .await;
        }
        Accident::Moved | Accident::LostHead => {}
    }
    world.tell(|| {
        format!(
            "ACCIDENT {accident:?}: {} of {} records",
            world.disk.tip().count,
            before.count
        )
    });
    world.sees(format!("accident {accident:?}"));
    let tip = world.disk.tip();
    let known = known(world, accident, before);
    let agrees = |asked: Tip| Ok::<_, ()>(world.disk.agrees_with(asked));
    if known.gap(tip, agrees).expect("it can be read").is_none() {
        world.blame(format!(
            "{accident:?}: a journal whose end nothing proves was used as it is"
        ));
    }
    let claim: Option<Claim> =
        (accident == Accident::HandedOver).then(|| tip.to_string().parse().expect("a head"));
    let closed = world
        .disk
        .with_ledger(|ledger| ledger.handed_over().is_some());
    let records_lost = known
        .may_lack(tip, agrees, claim.as_ref(), closed)
        .expect("it can be read");
    if accident == Accident::HandedOver && records_lost {
        world.blame("a proven end was doubted");
    }
    let by = people.text("B. Smit");
    let head = claim.as_ref().map(ToString::to_string);
    let adopted = Adopted {
        by,
        why: by,
        records_lost,
        head,
        cut_back_to: None,
        others: Vec::new(),
    };
    world
        .disk
        .append_after(world, |_| vec![Event::Adopted(adopted)])
        .await;
    let words = world.disk.with_ledger(|ledger| ledger.words().len());
    if accident != Accident::HandedOver {
        world
            .judge
            .records_may_be_lost(words, tip.count < before.count);
    }
}
