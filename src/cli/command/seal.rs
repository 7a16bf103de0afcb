//! `seal`, `rerun` and `review`: what is frozen, and what people read of it.

use crate::campaign::{BundleContent, Error, Next, SealAsk};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::changes::{list, made, records_lost};
use crate::cli::output::findings::faults;
use crate::cli::output::message::{plain, verbatim};
use crate::cli::output::{forecast, json, totals};
use crate::cli::review_args::ReviewArgs;
use crate::phrase::{Phrase, Speaker, size};

/// Seals, or seals a supplement.
pub(crate) fn run(
    context: &CommandContext,
    by: Option<String>,
    fresh: bool,
    supplement: bool,
) -> Result<Exit, Error> {
    share(context);
    let outcome = context.campaign.seal(
        &SealAsk {
            by,
            supplement,
            fresh,
        },
        context.now,
    )?;
    let forecast = forecast::of(context, outcome.work)?;
    context.print(|speaker| json::with_forecast(json::seal(&outcome, speaker), forecast));
    let screen = &context.screen;
    faults(screen, &outcome.warnings);
    made(screen, &outcome);
    list(screen, &outcome.list);
    let excluded = context
        .campaign
        .status()
        .map(|status| status.excluded)
        .unwrap_or_default();
    screen.say(&verbatim(&totals::of_list(screen, outcome.sum, &excluded)));
    if outcome.digest.is_some() {
        forecast::say(context, forecast, outcome.work);
    }
    let departed = outcome
        .changes
        .as_ref()
        .is_some_and(|changes| !changes.gone.is_empty());
    if outcome.made || !supplement || departed {
        super::overview::next(context, &context.campaign.overview(context.now)?);
        return Ok(Exit::Done);
    }
    screen.say(&plain("cli-nothing-corrected"));
    let overview = context.campaign.overview(context.now)?;
    if overview.next == Next::Correct {
        let still_wrong = screen.text(&plain("cli-next-still-wrong"));
        screen.next(&still_wrong, &context.command("status"));
    } else {
        super::overview::next(context, &overview);
    }
    Ok(Exit::NothingDue)
}

/// Warns if the campaign is on a network share, where locks may not work.
pub(crate) fn share(context: &CommandContext) {
    if let Some(kind) = context.campaign.network_share() {
        context
            .screen
            .warn(&Phrase::new("cli-network-share").with("kind", kind));
    }
}

/// Writes the bundle for the reviewers.
pub(crate) fn review(context: &CommandContext, ask: &ReviewArgs) -> Result<Exit, Error> {
    let content = match (ask.marked, ask.redact) {
        (_, true) => BundleContent::Redacted,
        (true, false) => BundleContent::Marked,
        (false, false) => BundleContent::Whole,
    };
    let out = ask.out.as_deref();
    let screen = &context.screen;
    let zone = context.campaign.settings().window.timezone.clone();
    let speaker = Speaker::new(screen.speaker.language(), zone, context.now).for_pages();
    let bundled = context
        .campaign
        .review(out, content, speaker, context.now)?;
    let bundle = &bundled.bundle;
    context.print(|_| {
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
    screen.say(&verbatim(&format!(
        "  {}",
        CommandContext::path(&bundle.dir.join("index.html"))
    )));
    for kept in &bundle.kept {
        screen.say(&Phrase::new("cli-reviewed-kept").with("dir", CommandContext::path(kept)));
    }
    records_lost(screen, bundled.records_lost);
    if content != BundleContent::Redacted {
        screen.say(&plain("cli-reviewed-confidential"));
    }
    let overview = context.campaign.overview(context.now)?;
    if overview.is_finished_trial() {
        super::overview::for_real(context, "cli-next-real");
    } else {
        super::overview::next(context, &overview);
    }
    Ok(Exit::Done)
}
