//! One row for each key: two of its values, and what is seen of the one and not of the other.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Mutex;

use heraut::config;
use heraut::finding::Finding;
use heraut::id::Digest;
use heraut::phrase::Arg;

use super::bench;
use crate::harness::Folder;

/// How something is seen: what a person, a program or the mail server gets to know, with these settings.
pub(super) type Look = fn(&Folder, &[String]) -> String;

/// A key, and what its value changes. Nothing else differs between the two.
pub(super) struct Row {
    pub(super) key: &'static str,
    pub(super) look: Look,
    /// Set in both.
    pub(super) with: &'static [&'static str],
    /// The value, as TOML; empty: not set. What is seen with it, and not with the other; empty: nothing more.
    pub(super) sides: [(&'static str, &'static str); 2],
}

/// The same in one line of a table.
pub(super) const fn row(
    key: &'static str,
    look: Look,
    with: &'static [&'static str],
    sides: [(&'static str, &'static str); 2],
) -> Row {
    Row {
        key,
        look,
        with,
        sides,
    }
}

impl Row {
    /// What each side comes to in the seal; `None` where one of them is refused.
    pub(super) fn sealed(&self) -> Option<[Digest; 2]> {
        let relay = [
            "relay.kind=smtp",
            "relay.host=\"127.0.0.1\"",
            "relay.port=2525",
            "relay.user=bericht",
        ];
        let digest = |(value, _): (&str, &str)| {
            let set = relay
                .iter()
                .chain(self.with)
                .map(|set| (*set).to_owned())
                .chain(self.set(value));
            let set: Vec<String> = set
                .map(|set| set.replace("{port}", "25").replace("{closed}", "26"))
                .collect();
            config::read("", bench::SETTINGS, &set)
                .ok()
                .map(|settings| settings.sealed_fingerprint())
        };
        let [one, other] = self.sides;
        Some([digest(one)?, digest(other)?])
    }

    fn set(&self, value: &str) -> Option<String> {
        (!value.is_empty()).then(|| format!("{}={value}", self.key))
    }

    fn hold(&self, campaign: &impl Fn() -> Rc<Folder>) -> Result<(), String> {
        let seen = self.sides.map(|(value, _)| {
            let set: Vec<String> = self
                .with
                .iter()
                .map(|set| (*set).to_owned())
                .chain(self.set(value))
                .collect();
            (self.look)(&campaign(), &set)
        });
        let [one, other] = self.sides;
        let told = |seen: &str, mine: &str, its: &str| {
            (mine.is_empty() || seen.contains(mine)) && (its.is_empty() || !seen.contains(its))
        };
        let holds =
            one.1 != other.1 && told(&seen[0], one.1, other.1) && told(&seen[1], other.1, one.1);
        let shown = || {
            format!(
                "{} = {one:?}\n{}\n{} = {other:?}\n{}",
                self.key, seen[0], self.key, seen[1]
            )
        };
        if holds { Ok(()) } else { Err(shown()) }
    }
}

/// Walks over rows whose looks leave something behind: each has a campaign of its own.
pub(super) fn walk(rows: &[Row]) {
    over(rows, || || Rc::new(bench::campaign()));
}

/// Walks over rows whose looks leave nothing behind.
pub(super) fn read(rows: &[Row]) {
    over(rows, || {
        let campaign = Rc::new(bench::campaign());
        move || campaign.clone()
    });
}

/// Walks over rows, a few at a time.
fn over<C: Fn() -> Rc<Folder>>(rows: &[Row], campaigns: impl Fn() -> C + Sync) {
    let (left, wrong) = (Mutex::new(rows.iter()), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let campaign = campaigns();
                loop {
                    let next = left.lock().unwrap().next();
                    let Some(row) = next else { break };
                    let held = row.hold(&campaign);
                    wrong.lock().unwrap().extend(held.err());
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(
        wrong.is_empty(),
        "{} keys change nothing:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Every key there is, asked of the program itself: whatever is no key of a section is answered with those that are.
/// Keys of people's own end in `…`.
pub(super) fn known_keys() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    ask("", &mut found);
    found
}

fn ask(section: &str, found: &mut BTreeSet<String>) {
    const NO_KEY: &str = "qqqq";
    let below = |key: &str| {
        if section.is_empty() {
            key.to_owned()
        } else {
            format!("{section}.{key}")
        }
    };
    let no_key = below(NO_KEY);
    let faults = config::read("", "", &[format!("{no_key}=1")]).unwrap_err();
    let set: Vec<&Finding> = faults
        .iter()
        .filter(|fault| fault.place.file == "--set")
        .collect();
    let at = |key: &str| {
        set.iter()
            .find(|fault| fault.place.column.as_deref() == Some(key))
    };
    let unknown = set
        .iter()
        .find(|fault| fault.name() == "config-unknown-key");
    if let Some(fault) = unknown {
        let nearest = fault
            .phrase()
            .args()
            .iter()
            .find(|(name, _)| *name == "nearest");
        let (_, nearest) = nearest.expect("those that are");
        let Arg::Phrase(known) = nearest else {
            panic!("{nearest:?}")
        };
        let ("config-known", [(_, Arg::List(keys))]) = (known.key(), known.args()) else {
            panic!("{known:?}")
        };
        for key in keys {
            let Arg::Text(key) = key else {
                panic!("{key:?}")
            };
            ask(&below(key), found);
        }
    } else if at(section).is_some() {
        found.insert(section.to_owned());
    } else {
        assert!(at(&no_key).is_some(), "{no_key}: {set:?}");
        found.insert(format!("{section}.…"));
    }
}
