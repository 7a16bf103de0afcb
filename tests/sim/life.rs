//! The whole life of one campaign in one seed: sealed, agreed to, run and disturbed a few times, and then
//! brought to its end by a relay that works.

use std::collections::HashSet;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

use heraut::config::{
    BrakeSettings, ConnectionLimits, Hours, PaceSettings, Retry, Weekdays, Window,
};
use heraut::delivery::State;
use heraut::dispatch::Rules;
use heraut::signoff::{Policy, RemarkRule};
use jiff::SignedDuration;
use jiff::tz::TimeZone;

use crate::accident;
use crate::book::{Listed, Org};
use crate::campaign::{People, ROLES};
use crate::deed::Deed;
use crate::law::Law;
use crate::mood::Mood;
use crate::run::{Plan, Runner};
use crate::world::World;

const HOUR: u64 = 3_600_000;

/// Lives it. What went wrong is in the world.
pub(crate) async fn live(world: Rc<World>, lock: PathBuf) {
    let (people, mut runner) = Runner::begin(&world, lock, lay_down_the_law(&world));
    if world.chance(0.1) {
        people.withhold().await;
    }
    people.seal(true).await;
    for round in 0..1 + world.below(5) {
        between(&world, &people, round).await;
        let plan = if world.chance(0.1) {
            far_ahead(&world, &people)
        } else {
            disturbed(&world, &people)
        };
        runner.run(plan).await;
        world.wall.set_right();
        if world.blamed().is_some() {
            return;
        }
    }
    bring_to_an_end(&world, &people, &mut runner).await;
}

pub(crate) fn lay_down_the_law(world: &World) -> Policy {
    let trial = world.chance(0.2);
    let required: Vec<String> = if trial {
        Vec::new()
    } else {
        ROLES.iter().map(|(role, _)| (*role).to_owned()).collect()
    };
    let valid_for = Duration::from_secs(world.pick(&[60, 600, 7_200, 604_800, 604_800]));
    let first = 1 + world.below(300);
    let retry = Retry {
        first: Duration::from_secs(first),
        factor: world.pick(&[1.0, 2.0, 3.5]),
        max: Duration::from_secs(first + world.below(1_200)),
        give_up_after: Duration::from_secs(world.pick(&[3_600, 259_200, 259_200])),
    };
    let window = (!trial && world.chance(0.35)).then(|| window(world));
    *world.judge.law.borrow_mut() = Law {
        roles: required.clone(),
        valid_for,
        window,
        retry,
        void_words: 0,
    };
    Policy {
        required,
        roles: std::collections::BTreeMap::new(),
        valid_for,
        signing: None,
        remarks: RemarkRule::Tell,
    }
}

fn window(world: &World) -> Window {
    let now = world.wall.now();
    let hours = Hours {
        from: "08:30".parse().expect("a time"),
        until: "17:30".parse().expect("a time"),
    };
    let working = Weekdays([true, true, true, true, true, false, false]);
    Window {
        not_before: world.chance(0.3).then(|| now + world.millis(HOUR)),
        deadline: world
            .chance(0.3)
            .then(|| now + Duration::from_secs(600) + world.millis(48 * HOUR)),
        hours: world.chance(0.8).then_some(hours),
        days: if world.chance(0.7) {
            working
        } else {
            Weekdays([true; 7])
        },
        timezone: TimeZone::get("Europe/Amsterdam").expect("it is bundled"),
    }
}

/// What people do between two runs.
async fn between(world: &Rc<World>, people: &People, round: u64) {
    if round > 0 {
        tokio::time::sleep(world.millis(2 * HOUR)).await;
        if world.chance(0.1) {
            world.wall.jump(jump(world));
        }
        people.wait_for_returns().await;
        people.resolve(0.5).await;
        if world.chance(0.3) {
            people.edit();
            if world.chance(0.7) {
                people.seal(world.chance(0.5)).await;
            }
            // Once more, behind the seal.
            if world.chance(0.1) {
                people.edit();
            }
        }
        if world.chance(0.1) {
            people.withhold().await;
            if world.chance(0.5) {
                people.seal(world.chance(0.5)).await;
            }
        }
        people.release(world.pick(&[0.0, 0.0, 0.5])).await;
        if world.chance(0.08) {
            accident::strike(world, people).await;
        }
    }
    if world.chance(0.3) {
        people.use_the_page(false).await;
    }
    people.agree(world.pick(&[0, 1, 9, 9, 9, 9])).await;
    if world.chance(0.3) {
        people.use_the_page(false).await;
    }
    if world.chance(0.1) {
        tokio::time::sleep(world.millis(HOUR)).await;
    }
    if world.chance(0.1) {
        clock_far_ahead(world, people).await;
    }
    if world.chance(0.05) {
        people.withdraw().await;
    }
}

/// The clock is far ahead for a moment, and somebody writes or agrees meanwhile; then it is set right.
async fn clock_far_ahead(world: &World, people: &People) {
    let far = SignedDuration::from_hours(24 * 400);
    world.wall.jump(far);
    if world.chance(0.5) {
        people.agree(usize::MAX).await;
    } else {
        people.ask_to_stop().await;
    }
    world.wall.jump(-far);
    world.sees("clock far ahead");
}

/// A run whose clock is far ahead from its beginning, or from some moment of it on, until somebody sets it right.
fn far_ahead(world: &World, people: &People) -> Plan {
    let far = SignedDuration::from_hours(24 * world.pick(&[2, 5, 400]));
    let mut plan = disturbed(world, people);
    let trial = world.judge.law.borrow().roles.is_empty();
    if world.chance(0.5) {
        world.wall.run_ahead(far);
    } else {
        plan.deeds.push((world.millis(HOUR), Deed::RunAhead(far)));
        plan.deeds.sort_by_key(|(at, _)| *at);
    }
    world.sees("clock far ahead in a run");
    plan.rules.clock_vouched = trial;
    plan
}

fn jump(world: &World) -> SignedDuration {
    let far = SignedDuration::try_from(world.millis(3 * HOUR)).expect("hours");
    if world.chance(0.5) { far } else { -far }
}

fn rules(world: &World) -> Rules {
    let rate = |of: &[&str]| world.pick(of).parse().ok();
    let law = world.judge.law.borrow();
    Rules {
        connections: world.pick(&[1, 1, 2, 2, 3, 4, 8]),
        pace: PaceSettings {
            rate: rate(&["unlimited", "unlimited", "20/s", "60/min", "30/min"]),
            per_domain: rate(&["unlimited", "unlimited", "60/min", "10/min"]),
            per_connection: rate(&["unlimited", "unlimited", "unlimited", "60/min"]),
            per_hour: world.pick(&[None, None, None, Some(3), Some(8)]),
            per_day: world.pick(&[None, None, None, None, Some(6), Some(20)]),
        },
        connection_limits: ConnectionLimits {
            mails: world.pick(&[None, Some(500), Some(1), Some(2), Some(5)]),
            age: Duration::from_secs(world.pick(&[600, 600, 60, 5, 1])),
            idle: Duration::from_secs(world.pick(&[15, 15, 1, 60])),
        },
        retry: law.retry,
        brake: BrakeSettings {
            first: world.pick(&[3, 5, 50]),
            refused_share: world.pick(&[0.2, 0.5, 1.0]),
        },
        doubts: world.pick(&[None, Some(1), Some(3)]),
        window: law.window.clone(),
        wait: world.chance(0.6),
        limit: world.chance(0.15).then(|| world.index(8)),
        only: None,
        clock_vouched: law.roles.is_empty() || world.chance(0.3),
    }
}

pub(crate) fn disturbed(world: &World, people: &People) -> Plan {
    let mut rules = rules(world);
    let orgs = world.book.borrow().orgs.clone();
    if world.chance(0.1) {
        let some: HashSet<_> = orgs
            .iter()
            .filter(|_| world.chance(0.5))
            .map(|org| org.recipient)
            .collect();
        rules.only = Some(some);
    }
    let often = world.pick(&[0, 0, 1, 2, 4]);
    let mut deeds: Vec<(Duration, Deed)> = (0..often)
        .map(|_| {
            let deed = match world.below(15) {
                0 | 1 => Deed::Withhold,
                2 => Deed::Withdraw,
                3 => Deed::AskToStop,
                4 | 5 => Deed::Resolve,
                6 | 7 => Deed::Jump(jump(world)),
                8 => Deed::Die,
                9 => Deed::RemoveLock,
                10 => Deed::Edit,
                11 => Deed::Release,
                12 => Deed::Page,
                13 => Deed::Again,
                _ => Deed::SecondSender,
            };
            (world.millis(HOUR), deed)
        })
        .collect();
    // Early enough for the run to be there yet.
    if people.in_doubt() > 0 && world.chance(0.4) {
        deeds.push((world.millis(HOUR / 20), Deed::Resolve));
    }
    if people.has_any_out() && world.chance(0.4) {
        let back = world.pick(&[Deed::Release, Deed::Again]);
        deeds.push((world.millis(HOUR / 20), back));
    }
    deeds.sort_by_key(|(at, _)| *at);
    let moves = 10 + 6 * orgs.len() as u64;
    Plan {
        mood: Mood::draw(world),
        rules,
        doom: world.chance(0.4).then(|| world.below(moves)),
        stop_at: if world.chance(0.15) {
            world.millis(HOUR)
        } else {
            Duration::from_millis(6 * HOUR)
        },
        deeds,
        slowness: world.pick(&[0, 1, 10, 100, 3_000]),
        fails_at: world.chance(0.05).then(|| 1 + world.below(40)),
        spoiled: world.chance(0.03).then(|| world.pick(&orgs).recipient),
    }
}

/// With a relay that works and people who settle what is theirs, every mail comes to its end.
async fn bring_to_an_end(world: &Rc<World>, people: &People, runner: &mut Runner) {
    people.release(world.pick(&[0.5, 1.0])).await;
    for _ in 0..12 {
        while !world.lines_open.borrow().is_empty() {
            tokio::time::sleep(Duration::from_secs(10)).await;
        }
        people.read_returns(1.0).await;
        people.resolve(1.0).await;
        if people.needs_a_seal() {
            people.seal(true).await;
        }
        // Words may have force for a minute, and a mail that was put off before it was ever offered waits for longer.
        tokio::time::sleep(people.longest_wait()).await;
        for _ in 0..24 * 8 * 6 {
            if world.judge.law.borrow().is_open(world.wall.now()) {
                break;
            }
            tokio::time::sleep(Duration::from_secs(600)).await;
        }
        people.take_back_stale().await;
        people.agree(usize::MAX).await;
        let drawn = rules(world);
        let pace = PaceSettings {
            per_day: None,
            ..drawn.pace
        };
        let rules = Rules {
            limit: None,
            only: None,
            wait: true,
            pace,
            clock_vouched: true,
            ..drawn
        };
        runner
            .run(Plan {
                mood: Mood::healthy(),
                rules,
                doom: None,
                stop_at: Duration::from_millis(120 * HOUR),
                deeds: Vec::new(),
                slowness: 20,
                fails_at: None,
                spoiled: None,
            })
            .await;
        if world.blamed().is_some() {
            return;
        }
        if people.open().is_empty() && people.in_doubt() == 0 {
            return the_sum(world);
        }
    }
    let left: Vec<String> = people
        .open()
        .iter()
        .map(|org| world.book.borrow().name(org))
        .collect();
    world.blame(format!("never brought to an end: {left:?}"));
}

/// Whether somebody who is to be mailed has nothing, though nobody's word and no relay stands against it.
fn is_missed(world: &World, org: &Org, state: Option<&State>) -> bool {
    let closed = matches!(
        state,
        Some(State::Refused { .. } | State::Expired | State::Bounced)
    );
    let wanted = org.listed == Listed::Mailed && !world.judge.is_held(&org.recipient);
    let is_told_of = world.post.says_that_it_failed(&org.recipient);
    wanted
        && !closed
        && !is_told_of
        && world.judge.kept(&org.recipient) == 0
        && !world.judge.lost_records()
}

/// Every row of the list is in one place, and the relay's books agree.
fn the_sum(world: &World) {
    let book = world.book.borrow();
    for org in &book.orgs {
        let (state, excluded) = world.disk.with_ledger(|ledger| {
            let entry = ledger.recipient(&org.recipient);
            let state = entry.and_then(|e| e.state()).cloned();
            (state, entry.is_some_and(|e| e.is_excluded()))
        });
        let kept = world.judge.kept(&org.recipient);
        if is_missed(world, org, state.as_ref()) {
            world.blame(format!(
                "at the end {} has nothing, and is {state:?}",
                org.name
            ));
        }
        // What the lost records told of is nowhere else: a row that was refused or left out then may have had its mail.
        let lost = world.judge.lost_records();
        let right = match state {
            Some(State::Accepted | State::Delayed | State::Delivered) => {
                kept == 1 || world.post.says_that_it_failed(&org.recipient)
            }
            Some(State::Refused { .. } | State::Expired | State::Withheld | State::Bounced) => {
                kept == 0 || lost
            }
            Some(State::Queued | State::Deferred { .. }) => excluded && (kept == 0 || lost),
            None => kept == 0 || lost,
            Some(_) => false,
        };
        if !right {
            world.blame(format!(
                "at the end {} is {state:?}, and the relay has {kept}",
                org.name
            ));
        }
    }
}
