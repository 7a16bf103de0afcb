use super::*;
use crate::id::CampaignKey;
use crate::journal::event::WordGiven;
use crate::signoff::RemarkRule;
use std::collections::BTreeMap;
use std::time::Duration;

const HOUR: i64 = 3_600_000;

fn at(hours: i64) -> Timestamp {
    Timestamp::from_millisecond(1_700_000_000_000 + hours * HOUR).unwrap()
}

const KEY: [u8; 32] = [1; 32];

fn person(name: &str) -> TextId {
    crate::signoff::person(&CampaignKey::from_bytes(KEY), name)
}

fn named(name: &str) -> Person {
    Person::named(&CampaignKey::from_bytes(KEY), name)
}

/// Everybody whose name the vault has.
fn people(names: &[&str]) -> People {
    let known = names.iter().map(|name| (person(name), (*name).to_owned()));
    People::of(&CampaignKey::from_bytes(KEY), known)
}

fn word(role: &str, name: &str, hours: i64) -> WordEntry {
    let word = WordGiven {
        digest: Digest::of(b"this"),
        role: role.into(),
        by: person(name),
        recorded_by: None,
        paper: None,
        signature: None,
        invitation: None,
    };
    WordEntry::new(at(hours), word)
}

fn policy() -> Policy {
    Policy {
        required: vec!["inhoud".into(), "besluit".into()],
        roles: BTreeMap::from([("inhoud".into(), vec![named("A. Vos"), named("B. Smit")])]),
        valid_for: Duration::from_secs(7200),
        signing: None,
        remarks: RemarkRule::Tell,
    }
}

fn holds(words: &[WordEntry], hours: i64, begun: bool) -> bool {
    let people = People::default();
    Standing::of(
        Digest::of(b"this"),
        &policy(),
        words,
        &people,
        at(hours),
        begun,
    )
    .approved()
    .is_some()
}

#[test]
fn all_roles_by_different_people_in_time() {
    let words = [word("inhoud", "A. Vos", 0), word("besluit", "C. Tak", 1)];
    assert!(holds(&words, 1, false));
    assert!(holds(&words, 3, false));
    assert!(!holds(&words, 4, false), "the words have lost their force");
    assert!(
        holds(&words, 4, true),
        "but not once the first mail went out"
    );
    assert!(!holds(&words[..1], 1, false));
}

#[test]
fn what_counts_for_nothing() {
    let good = word("inhoud", "A. Vos", 0);
    assert!(
        !holds(&[good.clone(), word("besluit", "a.  vos", 0)], 1, false),
        "one person, two roles"
    );
    assert!(
        !holds(
            &[word("inhoud", "C. Tak", 0), word("besluit", "D. Tak", 0)],
            1,
            false
        ),
        "not named"
    );
    let mut back = word("besluit", "C. Tak", 0);
    back.withdrawn = Some(at(1));
    assert!(!holds(&[good.clone(), back], 1, false), "taken back");
    let mut other = word("besluit", "C. Tak", 0);
    other.word.digest = Digest::of(b"that");
    assert!(!holds(&[good, other], 1, false), "another digest");
}

#[test]
fn a_person_counts_once_however_the_name_is_typed() {
    let holds = |first: &str, second: &str, people: &People| {
        let words = [word("inhoud", first, 0), word("besluit", second, 0)];
        Standing::of(Digest::of(b"this"), &policy(), &words, people, at(1), false)
            .approved()
            .is_some()
    };
    // Cyrillic, another order, a character that is not seen, no full stop.
    for other in [
        "А. Vos",
        "Vos, A.",
        "A. V\u{200b}os",
        "A Vos",
        "Ａ． Ｖｏｓ",
    ] {
        let known = people(&["A. Vos", other]);
        assert!(
            !holds("A. Vos", other, &known),
            "{other:?} is the same person"
        );
        assert!(
            !holds(other, "A. Vos", &known),
            "{other:?} is the same person"
        );
        assert!(
            holds(other, "C. Tak", &known),
            "{other:?} may speak for the role of A. Vos"
        );
    }
    // The vault has lost the names: the spelling itself is still known.
    assert!(holds("A. Vos", "C. Tak", &People::default()));
    assert!(!holds("A. Vos", "a.  vos", &People::default()));
}

#[test]
fn an_empty_policy_is_never_a_permission() {
    let none = Policy {
        signing: None,
        remarks: RemarkRule::Tell,
        required: vec![],
        roles: BTreeMap::new(),
        valid_for: Duration::MAX,
    };
    assert!(
        Standing::of(
            Digest::of(b"this"),
            &none,
            &[],
            &People::default(),
            at(0),
            true
        )
        .approved()
        .is_none()
    );
}

#[test]
fn no_clock_revives_a_word_or_lends_it_force() {
    let mut words = [word("inhoud", "A. Vos", 0), word("besluit", "C. Tak", 0)];
    // Records went on to hour 10, and then the clock was set back to hour 1.
    words[0].latest = at(10);
    assert!(
        !holds(&words, 1, false),
        "the journal has seen the time when these had lapsed"
    );
    let again = [
        words[0].clone(),
        words[1].clone(),
        word("inhoud", "A. Vos", 1),
    ];
    assert!(
        holds(&again, 1, false),
        "new words under the right clock count"
    );
    // Given while the clock was 400 days ahead: nothing now, and nothing that blocks.
    let ahead = [
        word("inhoud", "A. Vos", 9_600),
        word("besluit", "C. Tak", 9_600),
    ];
    assert!(!holds(&ahead, 0, false));
    let both = [
        ahead[0].clone(),
        ahead[1].clone(),
        word("inhoud", "A. Vos", 0),
        word("besluit", "C. Tak", 0),
    ];
    assert!(holds(&both, 1, false));
    let mut void = word("besluit", "C. Tak", 0);
    void.void = true;
    assert!(
        !holds(&[word("inhoud", "A. Vos", 0), void], 1, false),
        "another seal took its place"
    );
}

#[test]
fn a_permission_ends_with_its_words() {
    let words = [word("inhoud", "A. Vos", 0), word("besluit", "C. Tak", 1)];
    let of = |begun| {
        Standing::of(
            Digest::of(b"this"),
            &policy(),
            &words,
            &People::default(),
            at(1),
            begun,
        )
        .approved()
        .unwrap()
    };
    assert!(of(false).may_begin(&words, at(3)) && !of(false).may_begin(&words, at(4)));
    assert!(
        of(true).may_begin(&words, at(400)),
        "the rest goes out on words that were used in time"
    );
    let mut later = words.clone();
    later.iter_mut().for_each(|word| word.latest = at(5));
    assert!(
        !of(false).may_begin(&later, at(2)),
        "the clock went back while the run was on"
    );
}

#[test]
fn open_remarks_block_what_was_approved_if_the_seal_says_so() {
    let words = [word("inhoud", "A. Vos", 0), word("besluit", "C", 0)];
    let people = people(&["A. Vos", "C"]);
    for (open, begun) in [(0, false), (1, false), (2, true)] {
        let policy = Policy {
            remarks: RemarkRule::Block { open },
            ..policy()
        };
        let standing = Standing::of(Digest::of(b"this"), &policy, &words, &people, at(1), begun);
        assert_eq!(standing.missing, Vec::<String>::new());
        assert_eq!(standing.blocking_remarks, open);
        assert_eq!(standing.holds(), open == 0, "{open}");
        assert_eq!(standing.approved().is_some(), open == 0, "{open}");
    }
}
