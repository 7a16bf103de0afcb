//! Holds the map: `docs/architecture.md` says who may use whom and what must never be; this reads the sources
//! and finds what breaks it. It reads text, with nothing but the standard library, so it is quick and
//! sees what `cfg` hides.

mod reading;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use reading::{code, is_test, room, root, sources, texts, uses};

/// Who may use whom: the rooms in the order of imports, leaves first. The table of the map says the same.
const ROOMS: [(&str, &[&str]); 22] = [
    ("phrase", &[]),
    ("clock", &[]),
    ("address", &[]),
    ("id", &["address"]),
    ("reply", &["id"]),
    ("delivery", &["reply"]),
    ("fault", &["phrase"]),
    ("spelling", &["address"]),
    ("sqlite", &[]),
    ("formats", &[]),
    ("config", &["address", "fault", "id", "phrase", "spelling"]),
    ("list", &["address", "config", "fault", "id", "phrase"]),
    (
        "notice",
        &[
            "address", "config", "fault", "formats", "id", "list", "phrase",
        ],
    ),
    (
        "vault",
        &[
            "address", "config", "fault", "id", "list", "notice", "phrase", "sqlite",
        ],
    ),
    ("journal", &["delivery", "id", "phrase", "reply", "sqlite"]),
    (
        "relay",
        &[
            "address", "clock", "config", "id", "journal", "phrase", "reply",
        ],
    ),
    (
        "signoff",
        &["address", "config", "id", "journal", "phrase", "spelling"],
    ),
    (
        "dispatch",
        &[
            "address", "clock", "config", "delivery", "id", "journal", "relay", "reply", "signoff",
        ],
    ),
    (
        "review",
        &[
            "address", "delivery", "fault", "id", "journal", "phrase", "reply", "signoff", "vault",
        ],
    ),
    (
        "campaign",
        &[
            "address", "clock", "config", "delivery", "dispatch", "fault", "id", "journal", "list",
            "notice", "phrase", "relay", "reply", "review", "signoff", "sqlite", "vault",
        ],
    ),
    (
        "cli",
        &[
            "address", "campaign", "clock", "config", "delivery", "dispatch", "fault", "id",
            "journal", "list", "phrase", "relay", "reply", "review",
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

/// Files that are still over the limit since rustfmt's defaults came, and how long they may be at most.
const LONG: [(&str, usize); 15] = [
    ("campaign/act.rs", 449),
    ("campaign/prepare.rs", 440),
    ("campaign/withheld.rs", 469),
    ("cli/send.rs", 438),
    ("config/tests/faults.rs", 566),
    ("dispatch/carry.rs", 426),
    ("formats/document/pdf/page.rs", 467),
    ("journal/ledger.rs", 461),
    ("journal/store.rs", 413),
    ("list/mod.rs", 447),
    ("list/tests/whole.rs", 464),
    ("notice/template.rs", 472),
    ("relay/tls_fault/tests.rs", 420),
    ("review/overview.rs", 467),
    ("review/tests.rs", 564),
];

/// Errors that a person never meets by themselves, and who speaks for them.
const SPOKEN_FOR: [(&str, &str); 16] = [
    (
        "address.rs: Fault",
        "list's faults of a row, config-address",
    ),
    ("clock.rs: TookTooLong", "relay's Cause::Silent"),
    ("config/rate.rs: NotARate", "config-rate"),
    ("delivery.rs: Impossible", "journal's Damage::Impossible"),
    ("dispatch/mod.rs: SendFault", "campaign's Error"),
    (
        "id.rs: NotAnId",
        "list's faults of a row, campaign-no-such-id",
    ),
    ("journal/chain.rs: Damage", "journal's JournalFault"),
    ("journal/lock.rs: LockFault", "campaign's Error"),
    (
        "journal/loss.rs: Unfit",
        "journal's Damage::Impossible, JournalFault::HandedOver",
    ),
    ("journal/proof.rs: NotAHead", "campaign-not-a-head"),
    ("journal/store.rs: StoreFault", "journal's JournalFault"),
    ("journal/writer.rs: RecordFault", "campaign's Error"),
    ("notice/header.rs: Control", "notice's faults of a row"),
    ("notice/wire.rs: WireFault", "notice-wire"),
    ("relay/mod.rs: Cause", "relay's RelayFault"),
    ("relay/wire.rs: DialFault", "relay's Cause"),
];

/// Addresses outside the reserved names: what the list warns of can't be tested without them.
const LOOKALIKES: &str = "samen.sterk@gmail.com iets@gmail.com bestuur@gmail.com a@x.nl a@x.example.org a@live.be \
    a@hotmial.com a@gmial.com a@gmal.com a@ggmail.com a@example.org a@email.com a@brug.ln a@brug.con";

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
            "{room}: the map and tests/it/tidy.rs differ"
        );
    }
    assert!(drawn.is_empty(), "rooms on the map only: {drawn:?}");
}

/// An invariant without a test is a wish: every `file::test` that the map or the page on security names is there.
#[test]
fn every_test_that_the_map_names_is_there() {
    let mut missing = Vec::new();
    for page in ["docs/architecture.md", "SECURITY.md"] {
        let text = fs::read_to_string(root().join(page)).unwrap();
        let words = text.split('`').skip(1).step_by(2);
        let named: Vec<&str> = words
            .filter(|word| word.contains(".rs::") || word.ends_with(".py"))
            .collect();
        assert!(named.len() > 20, "{page} names no tests");
        for word in named {
            let (file, test) = word.split_once("::").unwrap_or((word, ""));
            let text = fs::read_to_string(root().join(file)).unwrap_or_default();
            if text.is_empty() || !(test.is_empty() || text.contains(&format!("fn {test}("))) {
                missing.push(format!("{page}: {word}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Every link of README and docs that stays in the tree leads to a file that is there, and to a heading it has.
#[test]
fn every_link_leads_somewhere() {
    // As GitHub makes them of headings: small letters, hyphens for blanks, no other signs.
    let anchor = |heading: &str| -> String {
        let kept = heading
            .chars()
            .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.map(|c| if c == ' ' { '-' } else { c })
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (mut wrong, mut found) = (Vec::new(), 0);
    for (file, text) in texts()
        .into_iter()
        .filter(|(file, _)| file.ends_with(".md"))
    {
        let here = Path::new(&file).parent().unwrap();
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            if link.contains(':') || link.contains(char::is_whitespace) {
                continue;
            }
            found += 1;
            let (path, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() {
                root().join(&file)
            } else {
                root().join(here).join(path)
            };
            let page = fs::read_to_string(&target).unwrap_or_default();
            let headings = page.lines().filter_map(|line| line.strip_prefix('#'));
            let mut anchors = headings.map(|line| anchor(line.trim_start_matches('#').trim()));
            if !target.exists() || !heading.is_empty() && !anchors.any(|one| one == heading) {
                wrong.push(format!("{file}: {link}"));
            }
        }
    }
    assert!(found > 15, "only {found} links were found");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_setting_of_the_shipped_file_is_on_its_page() {
    let page = fs::read_to_string(root().join("docs/settings.md")).unwrap();
    let shipped = fs::read_to_string(root().join("config/heraut.toml")).unwrap();
    let (mut section, mut missing, mut found) = (String::new(), Vec::new(), 0);
    for line in shipped.lines() {
        // A block that is switched off has its header behind a `#` as well.
        let header = line.trim_start_matches("# ");
        if header.starts_with('[') {
            section = header
                .trim_start_matches('[')
                .split(']')
                .next()
                .unwrap_or_default()
                .to_owned();
            continue;
        }
        let Some((key, _)) = line.trim_start_matches("# ").split_once(" = ") else {
            continue;
        };
        let free = ["notice.values", "notice.style", "approval.roles"].contains(&section.as_str());
        if key.contains(' ') || free {
            continue;
        }
        found += 1;
        if !page.contains(&format!("`{section}.{key}`")) {
            missing.push(format!("{section}.{key}"));
        }
    }
    assert!(found > 50, "the shipped settings were not read: {found}");
    assert!(missing.is_empty(), "{missing:#?}");
}

/// What one kind of word may be said in which files only.
fn only_in(words: &[&str], may: &[&str]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        if may.iter().any(|place| file.starts_with(place)) {
            continue;
        }
        for (line, code) in code(&file, &text) {
            wrong.extend(
                words
                    .iter()
                    .filter(|word| code.contains(**word))
                    .map(|word| format!("{file}:{line} {word}")),
            );
        }
    }
    wrong
}

#[test]
fn only_the_command_line_speaks_to_people() {
    let wrong = only_in(
        &["println!", "eprintln!", "print!(", "eprint!(", "dbg!("],
        &["cli/"],
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_clock_reads_the_time() {
    // The journal's thread measures how long the disk takes; that decides about waiting, never about a mail.
    let places = ["clock.rs", "journal/thread.rs"];
    let wrong = only_in(
        &[
            "SystemTime::now",
            "Instant::now",
            "Timestamp::now",
            "Zoned::now",
        ],
        &places,
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_wire_and_the_catcher_open_sockets() {
    let sockets = [
        "TcpStream::connect",
        "TcpListener::bind",
        "TcpSocket",
        "UdpSocket",
        "UnixStream",
        "UnixListener",
        "lookup_host",
    ];
    let wrong = only_in(&sockets, &["relay/wire.rs", "relay/catcher/"]);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let most = LONG
            .iter()
            .find(|(long, _)| *long == file)
            .map_or(400, |(_, most)| *most);
        let lines = text.lines().count();
        if lines > most {
            wrong.push(format!("{file}: {lines} lines, {most} at most"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_error_has_words() {
    let mut silent = Vec::new();
    let mut found = 0;
    for (file, text) in sources() {
        for after in text.split("thiserror::Error)]").skip(1) {
            let Some(kind) = after
                .split("pub enum ")
                .nth(1)
                .into_iter()
                .chain(after.split("pub struct ").nth(1))
                .min_by_key(|rest| after.len() - rest.len())
            else {
                continue;
            };
            let name: String = kind.chars().take_while(|c| c.is_alphanumeric()).collect();
            found += 1;
            let speaks = text.contains(&format!("impl {name} {{"))
                && text.contains("pub fn phrase(&self) -> Phrase");
            let error = format!("{file}: {name}");
            if !speaks && !SPOKEN_FOR.iter().any(|(known, _)| *known == error) {
                silent.push(error);
            }
        }
    }
    assert!(found > 15, "the errors were not found");
    assert!(
        silent.is_empty(),
        "nobody says these to people: {silent:#?}"
    );
}

#[test]
fn no_path_of_a_machine_is_in_the_tree() {
    // In halves, so that this file is no exception.
    let homes = [
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("/Us", "ers/"),
        concat!("/wo", "rk/"),
        concat!("C:", "\\Users"),
    ];
    let mut wrong = Vec::new();
    for (file, text) in texts() {
        for (at, line) in text.lines().enumerate() {
            if homes.iter().any(|home| line.contains(home)) {
                wrong.push(format!("{file}:{}", at + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_address_in_the_tree_is_invented() {
    // The test sets of other programs' authors, taken over as they publish them; nothing is ever sent to one.
    let judges = [
        "tests/lists/addresses/",
        "tests/judges/addresses.py",
        "src/list/tests/judged.rs",
    ];
    let mut wrong = BTreeSet::new();
    for (file, text) in texts() {
        if judges.iter().any(|place| file.starts_with(place)) {
            continue;
        }
        for (at, _) in text.match_indices('@') {
            let local =
                text[..at].rfind(|c: char| !c.is_ascii_alphanumeric() && !"._+-".contains(c));
            let local = &text[local.map_or(0, |end| {
                end + text[end..].chars().next().map_or(1, char::len_utf8)
            })..at];
            let domain = &text[at + 1..];
            let end = domain
                .find(|c: char| !c.is_ascii_alphanumeric() && !".-".contains(c))
                .unwrap_or(domain.len());
            let domain = domain[..end].trim_end_matches(['.', '-']);
            let Some((_, top)) = domain.rsplit_once('.') else {
                continue;
            };
            let is_name = top.len() > 1 && top.chars().all(|c| c.is_ascii_alphabetic());
            let invented = ["example", "test", "invalid"]
                .iter()
                .any(|name| top.eq_ignore_ascii_case(name));
            let address = format!("{local}@{domain}");
            if !local.is_empty()
                && is_name
                && !invented
                && !LOOKALIKES.split(' ').any(|known| known == address)
            {
                wrong.insert(format!("{file}: {address}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
