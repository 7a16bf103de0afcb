//! How far the sign-off of one digest is. Pure.

use jiff::{SignedDuration, Timestamp};

use super::{Approved, Force, People, Person, Policy};
use crate::id::{Digest, TextId};
use crate::journal::ledger::state::{TakenBack, WordEntry};

/// How far ahead of the clock an approval may be and still count: clocks are corrected by seconds.
const TOLERANCE: SignedDuration = SignedDuration::from_secs(60);

/// An approval that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenApproval {
    /// The role it was given in.
    pub role: String,
    /// Who gave it.
    pub by: TextId,
    /// When it was given.
    pub at: Timestamp,
}

/// How far the sign-off of one digest is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    digest: Digest,
    /// The approvals that count, in the order of the roles.
    pub given: Vec<GivenApproval>,
    /// The roles that still have to approve, in the order in which they are shown.
    pub missing: Vec<String>,
    /// When the approvals expire, if the first mail has not gone out by then.
    pub valid_until: Option<Timestamp>,
    /// Position of the oldest approval that counts among all approvals. The time is never before a
    /// record that follows it.
    oldest: usize,
    /// Whether the first mail went out on these approvals, or they are valid now.
    in_force: bool,
    begun: bool,
}

/// Whether an approval of this digest counts at all: it was not withdrawn, no later seal replaced
/// its digest, and it is not from the future (a clock was wrong when it was given, or is wrong
/// now).
pub(super) fn counts(entry: &WordEntry, digest: Digest, now: Timestamp) -> bool {
    let is_future = now
        .checked_add(TOLERANCE)
        .is_ok_and(|limit| entry.at > limit);
    entry.word.digest == digest && entry.withdrawn.is_none() && !entry.void && !is_future
}

/// Whether the policy lets this person approve in the role: anybody, where it names nobody.
pub(super) fn may_approve(policy: &Policy, role: &str, by: &Person) -> bool {
    let named = policy.roles.get(role).filter(|people| !people.is_empty());
    named.is_none_or(|named| named.iter().any(|one| one.is(by)))
}

/// The newest approval of this digest in this role that a person withdrew.
#[must_use]
pub fn taken_back<'w>(
    words: &'w [WordEntry],
    digest: Digest,
    role: &str,
) -> Option<(&'w WordEntry, TakenBack)> {
    let of_role =
        |entry: &&WordEntry| entry.word.digest == digest && entry.word.role == role && !entry.void;
    words
        .iter()
        .rev()
        .filter(of_role)
        .find_map(|entry| Some((entry, entry.taken_back?)))
}

impl Standing {
    /// The standing of `digest` under `policy` at `now`. `people` says who gave the approvals,
    /// however they typed their names. `begun`: the first mail of this digest was already offered,
    /// so the approvals were used in time and no clock changes that. A role counts once, and a
    /// person for one role only. An approval counts for nothing if it was withdrawn, is void or
    /// from the future, or comes from somebody whom the policy doesn't name for the role.
    #[must_use]
    pub fn of(
        digest: Digest,
        policy: &Policy,
        words: &[WordEntry],
        people: &People,
        now: Timestamp,
        begun: bool,
    ) -> Standing {
        let soon = if begun { Timestamp::MAX } else { now };
        let mut given: Vec<GivenApproval> = Vec::new();
        let mut spoke: Vec<Person> = Vec::new();
        let mut missing = Vec::new();
        let (mut oldest, mut latest) = (words.len(), Timestamp::MIN);
        for role in &policy.required {
            let is_wanted = |entry: &WordEntry| {
                let by = people.get(&entry.word.by);
                counts(entry, digest, soon)
                    && entry.word.role == *role
                    && may_approve(policy, role, &by)
                    && !spoke.iter().any(|other| other.is(&by))
            };
            // The newest approval: an expired one may be given again.
            let Some(place) = words.iter().rposition(is_wanted) else {
                missing.push(role.clone());
                continue;
            };
            let entry = &words[place];
            oldest = oldest.min(place);
            latest = latest.max(entry.latest);
            spoke.push(people.get(&entry.word.by));
            given.push(GivenApproval {
                role: role.clone(),
                by: entry.word.by,
                at: entry.at,
            });
        }
        let last = given.iter().map(|word| word.at).max();
        let last = last.filter(|_| missing.is_empty());
        let span = SignedDuration::try_from(policy.valid_for).unwrap_or(SignedDuration::MAX);
        let valid_until = last.map(|last| last.checked_add(span).unwrap_or(Timestamp::MAX));
        // A clock that was set back makes nothing valid again: the time is never before a record
        // that follows the approvals.
        let in_force = valid_until.is_some_and(|until| begun || now.max(latest) <= until);
        Standing {
            digest,
            given,
            missing,
            valid_until,
            oldest,
            in_force,
            begun,
        }
    }

    /// Whether all approvals are given and still valid.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.in_force
    }

    /// The permission to send, if all approvals are given and valid. Until the first mail it ends
    /// when they expire.
    #[must_use]
    pub fn approved(&self) -> Option<Approved> {
        let until = self.valid_until.filter(|_| self.in_force)?;
        let force = (!self.begun).then_some(Force {
            until,
            oldest: self.oldest,
        });
        Some(Approved {
            digest: self.digest,
            reserved_only: false,
            guests: None,
            force,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::CampaignKey;
    use crate::journal::event::WordGiven;
    use std::collections::BTreeMap;
    use std::time::Duration;

    const HOUR: i64 = 3_600_000;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_millisecond(1_700_000_000_000 + hours * HOUR).unwrap()
    }

    const KEY: [u8; 32] = [1; 32];

    fn person(name: &str) -> TextId {
        super::super::person(&CampaignKey::from_bytes(KEY), name)
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
            invitation: None,
        };
        WordEntry::new(at(hours), word)
    }

    fn policy() -> Policy {
        Policy {
            required: vec!["inhoud".into(), "besluit".into()],
            roles: BTreeMap::from([("inhoud".into(), vec![named("A. Vos"), named("B. Smit")])]),
            valid_for: Duration::from_secs(7200),
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
}
