//! Fifty rounds in one seed: mails are refused, expire and come back, people read reports and correct rows, and the rest
//! goes again, by `again` or in a supplement.

use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

use crate::campaign::People;
use crate::life::{disturbed, lay_down_the_law};
use crate::mood::Mood;
use crate::run::{Plan, Runner};
use crate::world::World;

/// How often people send, read what came back, and correct.
const ROUNDS: u64 = 50;
const DAY: u64 = 24 * 3_600_000;

/// Lives them. What went wrong is in the world.
pub(crate) async fn live(world: Rc<World>, lock: PathBuf) {
    let (people, mut runner) = Runner::begin(&world, lock, lay_down_the_law(&world));
    people.seal(true).await;
    for _ in 0..ROUNDS {
        people.agree(usize::MAX).await;
        let plan = disturbed(&world, &people);
        let healthy = world.chance(0.5);
        runner
            .run(Plan {
                mood: if healthy { Mood::healthy() } else { plan.mood },
                deeds: Vec::new(),
                fails_at: None,
                spoiled: None,
                ..plan
            })
            .await;
        world.wall.set_right();
        if world.blamed().is_some() {
            return;
        }
        round_behind_the_relay(&world, &people).await;
    }
}

/// The relay is done, reports come, and people do what is theirs.
async fn round_behind_the_relay(world: &Rc<World>, people: &People) {
    while !world.lines_open.borrow().is_empty() {
        tokio::time::sleep(Duration::from_secs(10)).await;
    }
    world.post.moves_on(world, 0.5);
    tokio::time::sleep(Duration::from_secs(120) + world.millis(DAY)).await;
    people.read_returns(world.pick(&[0.3, 1.0])).await;
    people.resolve(0.8).await;
    if world.chance(0.3) {
        people.again(0.3).await;
    }
    if world.chance(0.7) {
        people.edit();
        people.seal(world.chance(0.2)).await;
    }
}
