//! Holds the map: `docs/architecture.md` says who may use whom and what must never be; this reads the sources
//! and finds what breaks it. It reads text, with nothing but the standard library (and, for the messages,
//! their parser), so it is quick and sees what `cfg` hides.

mod circles;
mod codes;
mod map;
mod names;
mod pages;
mod reading;
mod returns;
mod sizes;

use std::collections::BTreeSet;

use reading::{code, sources, texts};

/// Errors that a person never meets by themselves, and who speaks for them.
const SPOKEN_FOR: [(&str, &str); 17] = [
    (
        "address/fault.rs: AddressFault",
        "list's faults of a row, config-address",
    ),
    ("campaign/error.rs: Error", "campaign/error_words.rs"),
    ("clock.rs: TookTooLong", "relay's Cause::Silent"),
    ("config/values/rate.rs: NotARate", "config-rate"),
    ("delivery.rs: Impossible", "journal's Damage::Impossible"),
    ("dispatch/outcome.rs: SendFault", "campaign's Error"),
    (
        "id.rs: NotAnId",
        "list's faults of a row, campaign-no-such-id",
    ),
    ("journal/store/chain.rs: Damage", "journal's JournalFault"),
    ("journal/store/lock.rs: LockFault", "campaign's Error"),
    (
        "journal/ledger/loss.rs: Unfit",
        "journal's Damage::Impossible, JournalFault::HandedOver",
    ),
    ("journal/store/proof.rs: NotAHead", "campaign-not-a-head"),
    (
        "journal/store/fault.rs: StoreFault",
        "journal's JournalFault",
    ),
    ("journal/store/writer.rs: RecordFault", "campaign's Error"),
    (
        "notice/message/header.rs: ControlCharacter",
        "notice's faults of a row",
    ),
    ("notice/message/smtp_safe.rs: WireFault", "notice-wire"),
    ("relay/mod.rs: Cause", "relay's RelayFault"),
    ("relay/dial.rs: DialFault", "relay's Cause"),
];

/// Addresses outside the reserved names: what the list warns of can't be tested without them.
const LOOKALIKES: &str = "samen.sterk@gmail.com iets@gmail.com bestuur@gmail.com a@x.nl a@x.example.org a@live.be \
    a@hotmial.com a@gmial.com a@gmal.com a@ggmail.com a@example.org a@email.com a@brug.ln a@brug.con \
    sk-ssh-ed25519@openssh.com sk-ecdsa-sha2-nistp256@openssh.com";

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
    let places = ["clock.rs", "journal/store/group_commit.rs"];
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
fn only_the_wire_the_catcher_and_the_review_page_open_sockets() {
    let sockets = [
        "TcpStream::connect",
        "TcpListener::bind",
        "TcpSocket",
        "UdpSocket",
        "UnixStream",
        "UnixListener",
        "lookup_host",
    ];
    let wrong = only_in(
        &sockets,
        &["relay/dial.rs", "relay/catcher/", "web/server.rs"],
    );
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
