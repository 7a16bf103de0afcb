//! `seal`, `rerun` and `review`: what is frozen, and what people read of it.

use std::path::Path;

use crate::campaign::{
    Beside, ChangeList, Error, ListIdentity, Next, SealAsk, SealOutcome, Withheld,
};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::findings::faults;
use crate::cli::output::message::{as_it_stands, plain};
use crate::cli::output::screen::{Ink, Screen};
use crate::cli::output::{forecast, json, totals};
use crate::id::ListId;
use crate::list::{Change, Changed, Difference};
use crate::phrase::{Phrase, Speaker, size};

/// Seals, or seals a supplement.
pub(crate) fn run(
    desk: &CommandContext,
    by: Option<String>,
    fresh: bool,
    supplement: bool,
) -> Result<Exit, Error> {
    share(desk);
    let outcome = desk.campaign.seal(
        &SealAsk {
            by,
            supplement,
            fresh,
        },
        desk.now,
    )?;
    let outlook = forecast::of(desk, outcome.work)?;
    desk.print(|speaker| forecast::add(json::seal(&outcome, speaker), outlook));
    let screen = &desk.screen;
    faults(screen, &outcome.warnings);
    made(screen, &outcome);
    list(screen, &outcome.list);
    let excluded = desk
        .campaign
        .status()
        .map(|status| status.excluded)
        .unwrap_or_default();
    screen.say(&as_it_stands(&totals::of_list(
        screen,
        outcome.sum,
        &excluded,
    )));
    if outcome.digest.is_some() {
        forecast::say(desk, outlook, outcome.work);
    }
    let departed = outcome
        .changes
        .as_ref()
        .is_some_and(|changes| !changes.gone.is_empty());
    if outcome.made || !supplement || departed {
        super::overview::next(desk, &desk.campaign.overview(desk.now)?);
        return Ok(Exit::Done);
    }
    screen.next(
        &screen.text(&plain("cli-next-nothing-corrected")),
        &desk.command("status"),
    );
    Ok(Exit::NothingDue)
}

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
            Ink::Red,
        );
    }
}

/// Warns if the campaign is on a network share, where locks may not work.
pub(crate) fn share(desk: &CommandContext) {
    if let Some(kind) = desk.campaign.network_share() {
        desk.screen
            .warn(&Phrase::new("cli-network-share").with("kind", kind));
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
        screen.say(&as_it_stands(&format!("  {text}")));
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

/// Writes the bundle for the reviewers.
pub(crate) fn review(
    desk: &CommandContext,
    out: Option<&Path>,
    redact: bool,
) -> Result<Exit, Error> {
    let screen = &desk.screen;
    let zone = desk.campaign.settings().window.timezone.clone();
    let speaker = Speaker::new(screen.speaker.language(), zone, desk.now).for_pages();
    let bundled = desk.campaign.review(out, redact, &speaker, desk.now)?;
    let bundle = &bundled.bundle;
    desk.print(|_| {
        serde_json::json!({
            "dir": bundle.dir, "digest": bundle.digest, "mails": bundle.mails,
            "files": bundle.files, "bytes": bundle.octets, "kept": bundle.kept,
        })
    });
    if let Some(sealed) = &bundled.sealed {
        made(screen, sealed);
    }
    screen.say(
        &Phrase::new("cli-reviewed")
            .with("mails", bundle.mails)
            .with("digest", bundle.digest.short())
            .with("size", size(bundle.octets)),
    );
    screen.say(&as_it_stands(&format!(
        "  {}",
        CommandContext::path(&bundle.dir.join("index.html"))
    )));
    for kept in &bundle.kept {
        screen.say(&Phrase::new("cli-reviewed-kept").with("dir", CommandContext::path(kept)));
    }
    records_lost(screen, bundled.records_lost);
    if !redact {
        screen.say(&plain("cli-reviewed-confidential"));
    }
    let overview = desk.campaign.overview(desk.now)?;
    if overview.next == Next::Done && desk.has_catcher() {
        // The trial is over and read: the real send is left.
        let own = [
            ("cli-own-list", desk.campaign.has_example_list()),
            ("cli-own-texts", desk.campaign.has_example_texts()),
            ("cli-own-server", true),
        ];
        let what: Vec<Phrase> = own
            .iter()
            .filter(|(_, is_open)| *is_open)
            .map(|(key, _)| plain(key))
            .collect();
        let real = Phrase::new("cli-next-real").with("what", what);
        screen.next(&screen.text(&real), &desk.command("preflight"));
    } else {
        super::overview::next(desk, &overview);
    }
    Ok(Exit::Done)
}
