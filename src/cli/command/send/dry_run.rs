//! `send --dry-run`: what a run would do.

use super::ask_of;
use crate::campaign::Error;
use crate::cli::args::SendArgs;
use crate::cli::command::overview;
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::findings::faults;
use crate::cli::output::message::{plain, verbatim};
use crate::cli::output::screen::Color;
use crate::cli::output::{forecast, json, open_remarks, totals};
use crate::dispatch::Work;
use crate::phrase::Phrase;

/// Shows what a run would do, without a relay.
pub(crate) fn dry_run(context: &CommandContext, args: &SendArgs) -> Result<Exit, Error> {
    let screen = &context.screen;
    let run = context.campaign.dry_run(&ask_of(args), context.now)?;
    let status = run.digest.and_then(|_| context.campaign.status().ok());
    context.print(|speaker| {
        let mut document = json::dry_run(&run, speaker);
        if let Some(status) = &status {
            let rows = json::status(status, None, context.global.reveal);
            document["sum"] = rows["sum"].clone();
            document["mails"] = rows["mails"].clone();
        }
        document
    });
    screen.say(&plain("cli-dry-run"));
    if run.digest.is_none() {
        screen.say(&plain("cli-dry-unsealed"));
        if let Ok(checked) = context.campaign.check() {
            faults(screen, &checked.faults);
        }
    }
    let phrase = Phrase::new("cli-dry-due").with("due", run.due.len());
    screen.say(&phrase.with("later", run.later.len()));
    if let Some(status) = &status {
        screen.say(&verbatim(&totals::of_campaign(screen, status)));
    }
    let work = Work {
        mails: run.due.len(),
        ..Work::default()
    };
    forecast::say(context, run.forecast, work);
    if context.global.verbose {
        let ids: Vec<&str> = run.due.iter().map(|id| id.as_str()).collect();
        screen.lines(&format!("  {}", ids.join(" ")), Color::Plain);
    }
    if let Some(obstacle) = &run.obstacle {
        screen.warn(&obstacle.phrase());
    }
    let overview = context.campaign.overview(context.now)?;
    if let Some(status) = &overview.status {
        open_remarks::open(context, &status.remarks);
    }
    overview::next(context, &overview);
    let nothing = if run.due.is_empty() {
        Exit::NothingDue
    } else {
        Exit::Done
    };
    Ok(run.obstacle.as_ref().map_or(nothing, Exit::of))
}
