//! `seal`, `rerun` and `review`: what is frozen, and what people read of it.

use std::path::Path;

use crate::campaign::{Error, Next, SealAsk};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::changes::{list, made, records_lost};
use crate::cli::output::findings::faults;
use crate::cli::output::message::{as_it_stands, plain};
use crate::cli::output::{forecast, json, totals};
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
    desk.print(|speaker| json::with_forecast(json::seal(&outcome, speaker), outlook));
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
    screen.say(&plain("cli-nothing-corrected"));
    let overview = desk.campaign.overview(desk.now)?;
    if overview.next == Next::Correct {
        let still_wrong = screen.text(&plain("cli-next-still-wrong"));
        screen.next(&still_wrong, &desk.command("status"));
    } else {
        super::overview::next(desk, &overview);
    }
    Ok(Exit::NothingDue)
}

/// Warns if the campaign is on a network share, where locks may not work.
pub(crate) fn share(desk: &CommandContext) {
    if let Some(kind) = desk.campaign.network_share() {
        desk.screen
            .warn(&Phrase::new("cli-network-share").with("kind", kind));
    }
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
    let bundled = desk.campaign.review(out, redact, speaker, desk.now)?;
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
    if overview.is_finished_trial() {
        super::overview::for_real(desk, "cli-next-real");
    } else {
        super::overview::next(desk, &overview);
    }
    Ok(Exit::Done)
}
