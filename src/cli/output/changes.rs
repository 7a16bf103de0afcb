//! Which list it is, what a seal did, and what changed since the one before.

use super::message::{plain, verbatim};
use super::screen::{Color, Screen};
use crate::campaign::{Beside, ChangeList, ListIdentity, SealOutcome, Withheld};
use crate::id::ListId;
use crate::list::{Change, Changed, Difference};
use crate::phrase::{Phrase, size};

/// Shows which list it is: name, version, date, file and expected number of rows.
pub(crate) fn list(screen: &Screen, list: &ListIdentity) {
    let parts: Vec<String> = list.parts().iter().map(|part| screen.text(part)).collect();
    screen.say(&Phrase::new("cli-list-is").with("list", parts.join(", ")));
}

/// Shows what a seal did.
pub(crate) fn made(screen: &Screen, outcome: &SealOutcome) {
    let digest = outcome
        .digest
        .map(|digest| digest.short())
        .unwrap_or_default();
    match (outcome.made, outcome.digest) {
        (true, _) => screen.say(
            &Phrase::new("cli-sealed")
                .with("mails", outcome.mails)
                .with("size", size(outcome.octets))
                .with("digest", digest),
        ),
        (false, Some(_)) => screen.say(&Phrase::new("cli-sealed-before").with("digest", digest)),
        (false, None) => screen.say(&plain("cli-sealed-nothing")),
    }
    if let Some(kept) = &outcome.put_aside {
        let phrase = Phrase::new("cli-seal-put-aside").with("digest", kept.digest.short());
        screen.warn(&phrase.with("file", &kept.file));
    }
    records_lost(screen, outcome.records_lost);
    if let Some(changes) = &outcome.changes {
        changed(screen, changes);
    }
    withheld(screen, &outcome.withheld);
    if !outcome.changed_too_late.is_empty() {
        let ids = ids(&outcome.changed_too_late);
        let phrase = Phrase::new("cli-changed-too-late").with("ids", ids);
        screen.lines(
            &screen.text(&phrase.with("count", outcome.changed_too_late.len())),
            Color::Red,
        );
    }
}

/// Warns that records of the journal may be missing, wherever people decide on what it says.
pub(crate) fn records_lost(screen: &Screen, since: Option<jiff::Timestamp>) {
    if let Some(at) = since {
        screen.warn(&Phrase::new("cli-records-lost").with("at", at));
    }
}

/// Shows which organisations are withheld and by whom, so that nobody finds out only when the mail
/// fails to come.
pub(crate) fn withheld(screen: &Screen, withheld: &[Withheld]) {
    if withheld.is_empty() {
        return;
    }
    let one = |row: &Withheld| match &row.by {
        Some(by) => format!("{} ({by})", row.id),
        None => row.id.to_string(),
    };
    let rows: Vec<String> = withheld.iter().map(one).collect();
    let phrase = Phrase::new("cli-withheld-list")
        .with("count", rows.len())
        .with("rows", rows.join(", "));
    screen.say(&phrase);
}

/// Shows how the list differs from the one sealed before: ids and kinds of change, never the
/// content of a row.
pub(crate) fn difference(screen: &Screen, difference: &Difference) {
    let change = |row: &Changed| {
        let what: Vec<String> = row
            .what
            .iter()
            .map(|what| screen.text(&plain(word(*what))))
            .collect();
        format!("{} ({})", row.id, what.join(", "))
    };
    let changed: Vec<String> = difference.changed.iter().map(change).collect();
    for (key, what, count) in [
        (
            "cli-list-added",
            ids(&difference.added),
            difference.added.len(),
        ),
        (
            "cli-list-gone",
            ids(&difference.gone),
            difference.gone.len(),
        ),
        ("cli-list-changed", changed.join(", "), changed.len()),
    ] {
        if count > 0 {
            screen.say(&Phrase::new(key).with("count", count).with("what", what));
        }
    }
}

const fn word(change: Change) -> &'static str {
    match change {
        Change::Name => "cli-list-change-name",
        Change::Address => "cli-list-change-address",
        Change::LeftOut => "cli-list-change-left-out",
        Change::Mailed => "cli-list-change-mailed",
        Change::Ground => "cli-list-change-ground",
    }
}

fn changed(screen: &Screen, changes: &ChangeList) {
    let rows = [
        (
            "cli-change-settings",
            changes.settings.join(", "),
            changes.settings.len(),
        ),
        (
            "cli-change-files",
            changes.files.join(", "),
            changes.files.len(),
        ),
        ("cli-change-added", ids(&changes.added), changes.added.len()),
        ("cli-change-gone", ids(&changes.gone), changes.gone.len()),
        (
            "cli-change-changed",
            ids(&changes.changed),
            changes.changed.len(),
        ),
    ];
    let beside = beside(screen, changes.beside);
    let told: Vec<_> = rows
        .into_iter()
        .filter(|(_, _, count)| *count > 0)
        .collect();
    if told.is_empty() && beside.is_none() {
        return;
    }
    if !told.is_empty() {
        screen.say(&plain("cli-changes"));
    }
    for (key, what, count) in told {
        let text = screen.text(&Phrase::new(key).with("what", what).with("count", count));
        screen.say(&verbatim(&format!("  {text}")));
    }
    if let Some(beside) = beside {
        screen.say(&beside);
    }
}

/// The rows of the list that are not in this seal, and what each of them is.
fn beside(screen: &Screen, beside: Beside) -> Option<Phrase> {
    let groups = [
        ("cli-beside-have", beside.have),
        ("cli-beside-trying", beside.trying),
        ("cli-beside-doubt", beside.in_doubt),
        ("cli-beside-closed", beside.closed),
        ("cli-beside-withheld", beside.withheld),
    ];
    let told = groups.into_iter().filter(|(_, count)| *count > 0);
    let told: Vec<String> = told
        .map(|(key, count)| screen.text(&Phrase::new(key).with("count", count)))
        .collect();
    let count: usize = groups.iter().map(|(_, count)| count).sum();
    (count > 0).then(|| {
        Phrase::new("cli-beside")
            .with("count", count)
            .with("groups", told.join(", "))
    })
}

/// Ids for people: only the first few of a long list.
pub(crate) fn ids(ids: &[ListId]) -> String {
    const SHOWN: usize = 12;
    let mut text: Vec<String> = ids.iter().take(SHOWN).map(ToString::to_string).collect();
    if ids.len() > SHOWN {
        text.push("…".to_owned());
    }
    text.join(", ")
}
