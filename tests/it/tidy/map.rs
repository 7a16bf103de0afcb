//! Who may use whom: the map `docs/architecture.md` and the imports of the sources say the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::reading::{code, is_test, room, root, sources, uses};

/// Who may use whom: the rooms in the order of imports, leaves first. The table of the map says the same.
const ROOMS: [(&str, &[&str]); 32] = [
    ("phrase", &[]),
    ("suggest", &[]),
    ("finding", &["phrase", "suggest"]),
    ("clock", &[]),
    ("address", &["finding"]),
    ("id", &["address"]),
    ("reply", &["id"]),
    ("delivery", &["reply"]),
    ("spelling", &["address"]),
    ("new_place", &[]),
    ("bounded", &[]),
    ("sqlite", &["phrase"]),
    ("formats", &["address", "finding", "phrase"]),
    ("bounce", &["reply"]),
    ("relay_log", &[]),
    (
        "config",
        &["address", "finding", "id", "phrase", "spelling"],
    ),
    (
        "list",
        &[
            "address",
            "bounded",
            "config",
            "finding",
            "id",
            "new_place",
            "phrase",
        ],
    ),
    (
        "notice",
        &[
            "address", "config", "finding", "formats", "id", "list", "phrase", "suggest",
        ],
    ),
    (
        "checks",
        &[
            "address", "config", "finding", "formats", "id", "list", "notice", "phrase",
        ],
    ),
    (
        "vault",
        &[
            "address", "config", "finding", "id", "list", "notice", "phrase", "sqlite",
        ],
    ),
    ("journal", &["delivery", "id", "phrase", "reply", "sqlite"]),
    (
        "relay",
        &[
            "address", "clock", "config", "id", "journal", "phrase", "reply",
        ],
    ),
    ("mailbox", &["clock", "config", "phrase", "relay"]),
    (
        "signoff",
        &[
            "address", "config", "formats", "id", "journal", "phrase", "spelling", "suggest",
        ],
    ),
    (
        "dispatch",
        &[
            "address", "clock", "config", "delivery", "id", "journal", "phrase", "relay", "reply",
            "signoff",
        ],
    ),
    (
        "review",
        &[
            "address", "delivery", "finding", "formats", "id", "journal", "phrase", "reply",
            "signoff", "vault",
        ],
    ),
    ("report", &["delivery", "id", "journal", "phrase", "review"]),
    (
        "proof",
        &["delivery", "id", "journal", "phrase", "reply", "review"],
    ),
    (
        "campaign",
        &[
            "address",
            "bounce",
            "bounded",
            "checks",
            "clock",
            "config",
            "delivery",
            "dispatch",
            "finding",
            "formats",
            "id",
            "journal",
            "list",
            "mailbox",
            "new_place",
            "notice",
            "phrase",
            "proof",
            "relay",
            "relay_log",
            "reply",
            "report",
            "review",
            "signoff",
            "sqlite",
            "vault",
        ],
    ),
    (
        "web",
        &["campaign", "clock", "config", "id", "phrase", "review"],
    ),
    (
        "cli",
        &[
            "address",
            "bounded",
            "campaign",
            "clock",
            "config",
            "delivery",
            "dispatch",
            "finding",
            "id",
            "journal",
            "list",
            "new_place",
            "phrase",
            "relay",
            "reply",
            "report",
            "review",
            "web",
        ],
    ),
    ("main", &["cli"]),
];

/// Where a room may use only a part of another.
const NARROW: [(&str, &str, &[&str]); 1] = [(
    "relay",
    "journal",
    &["Receipt", "event::Lost", "event::Step"],
)];

#[test]
fn braces_are_written_out() {
    let text = "use crate::a::{b, c::{D, E}};\nlet x = crate::f::g(1); ";
    assert_eq!(uses(text), ["a::b", "a::c::D", "a::c::E", "f::g"]);
}

#[test]
fn rooms_use_only_what_the_map_allows() {
    let allowed: BTreeMap<&str, &[&str]> = ROOMS.into_iter().collect();
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let room = room(&file);
        if room == "lib" {
            continue;
        }
        let Some(may) = allowed.get(room) else {
            wrong.push(format!("{file}: the map knows no room {room}"));
            continue;
        };
        let here = text.replace("heraut::", "crate::");
        for path in uses(if room == "main" { &here } else { &text }) {
            let (other, inside) = path.split_once("::").unwrap_or((&path, ""));
            if other == room {
                continue;
            }
            // Files of tests make their worlds with whatever comes before; the order still holds.
            let at = |room: &str| ROOMS.iter().position(|(known, _)| *known == room);
            let before = is_test(&file) && at(other) < at(room) && at(other).is_some();
            if !may.contains(&other) && !before {
                wrong.push(format!("{file} uses {path}"));
            }
            let narrow = NARROW
                .iter()
                .find(|(who, whom, _)| (*who, *whom) == (room, other));
            if narrow.is_some_and(|(.., parts)| !parts.iter().any(|part| inside.starts_with(part)))
            {
                wrong.push(format!(
                    "{file} uses {path}, more than {room} may of {other}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn imports_run_one_way() {
    let order: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    for (at, (room, may)) in ROOMS.iter().enumerate() {
        for other in *may {
            assert!(
                order[..at].contains(other),
                "{room} uses {other}, which comes later"
            );
        }
    }
}

/// A way round `crate::` that the reader above would not see.
#[test]
fn nobody_leaves_a_room_by_the_back_door() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let door = file.ends_with("mod.rs") && file.matches('/').count() == 1;
        let leaf = !file.contains('/');
        for (line, code) in code(&file, &text) {
            let steps = code.matches("super::").count();
            if code.contains("super::super::super::") || ((door || leaf) && steps > 0) {
                wrong.push(format!("{file}:{line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_map_shows_the_same_rooms() {
    let map = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let mut drawn = BTreeMap::new();
    for row in map.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let Some(room) = cells[1]
            .strip_prefix('`')
            .and_then(|rest| rest.split('`').next())
        else {
            continue;
        };
        let Some(uses) = cells.get(3).filter(|_| cells.len() == 6) else {
            continue;
        };
        let names: BTreeSet<String> = uses
            .split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect();
        drawn.insert(room.trim_end_matches('/').to_owned(), names);
    }
    for (room, may) in ROOMS {
        let may: BTreeSet<String> = may.iter().map(|other| (*other).to_owned()).collect();
        assert_eq!(
            drawn.remove(room),
            Some(may),
            "{room}: the map and ROOMS in tests/it/tidy/map.rs differ"
        );
    }
    assert!(drawn.is_empty(), "rooms on the map only: {drawn:?}");
}
