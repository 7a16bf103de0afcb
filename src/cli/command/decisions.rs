//! People's decisions: approve, withdraw, remark, withhold, resolve, stop.

use serde_json::json;

use super::overview;
use crate::campaign::{BackAsk, Error, Recorded, RemarkAsk, WordAsk};
use crate::cli::args::RemarkArgs;
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::message::plain;
use crate::cli::output::open_remarks;
use crate::delivery::Word;
use crate::phrase::Phrase;

/// Records that somebody approves.
pub(crate) fn approve(
    context: &CommandContext,
    digest: String,
    by: String,
    role: String,
    recorded: Option<(String, String)>,
) -> Result<Exit, Error> {
    let said = Phrase::new("cli-approved")
        .with("role", &role)
        .with("name", &by);
    let ask = WordAsk {
        digest,
        by,
        role,
        recorded,
    };
    let recorded = context.campaign.approve(&ask, context.now)?;
    told(context, said, &recorded)
}

/// Withdraws an approval.
pub(crate) fn withdraw(
    context: &CommandContext,
    digest: Option<String>,
    by: String,
    role: Option<String>,
    why: Option<String>,
) -> Result<Exit, Error> {
    let ask = BackAsk {
        digest,
        by,
        role,
        why,
    };
    let said = Phrase::new("cli-withdrawn").with("name", &ask.by);
    let recorded = context.campaign.withdraw(&ask, context.now)?;
    told(context, said, &recorded)
}

fn told(context: &CommandContext, said: Phrase, recorded: &Recorded) -> Result<Exit, Error> {
    context.print(
        |_| json!({ "digest": recorded.digest, "missing": recorded.missing, "complete": recorded.complete }),
    );
    context
        .screen
        .say(&said.with("digest", recorded.digest.short()));
    if recorded.sender_running && !recorded.complete {
        context.screen.say(&plain("cli-sender-hears"));
    }
    if recorded.complete {
        context.screen.say(&plain("cli-all-agreed"));
    } else if !recorded.missing.is_empty() {
        context
            .screen
            .say(&Phrase::new("cli-waiting-for").with("roles", recorded.missing.clone()));
    }
    let overview = context.campaign.overview(context.now)?;
    if let Some(status) = &overview.status {
        open_remarks::open(context, &status.remarks);
    }
    overview::next(context, &overview);
    Ok(Exit::Done)
}

/// Makes, answers or closes a remark.
pub(crate) fn remark(context: &CommandContext, args: RemarkArgs) -> Result<Exit, Error> {
    let key = match (args.answer, args.close) {
        (_, Some(_)) => "cli-remark-closed",
        (Some(_), None) => "cli-remark-answered",
        (None, None) => "cli-remark-made",
    };
    let RemarkArgs {
        text,
        by,
        mail,
        answer,
        close,
    } = args;
    let number = context.campaign.remark(
        &RemarkAsk {
            text,
            by,
            mail,
            answer,
            close,
        },
        context.now,
    )?;
    context.print(|_| json!({ "remark": number }));
    context.screen.say(&Phrase::new(key).with("number", number));
    context.screen.next(
        &context.screen.text(&plain("cli-next-remarks")),
        &context.command("review"),
    );
    Ok(Exit::Done)
}

/// Withholds one organisation.
pub(crate) fn withhold(
    context: &CommandContext,
    id: &str,
    by: &str,
    why: &str,
) -> Result<Exit, Error> {
    context.campaign.withhold(id, by, why, context.now)?;
    context.print(|_| json!({ "id": id, "state": "withheld" }));
    context
        .screen
        .say(&Phrase::new("cli-withheld").with("id", id));
    next(context)
}

/// Releases one organisation.
pub(crate) fn release(
    context: &CommandContext,
    id: &str,
    by: &str,
    why: &str,
) -> Result<Exit, Error> {
    context.campaign.release(id, by, why, context.now)?;
    context.print(|_| json!({ "id": id, "state": "released" }));
    context
        .screen
        .say(&Phrase::new("cli-released").with("id", id));
    next(context)
}

/// Makes mails due again as they are.
pub(crate) fn again(
    context: &CommandContext,
    ids: &[String],
    by: &str,
    why: &str,
) -> Result<Exit, Error> {
    context.campaign.again(ids, by, why, context.now)?;
    context.print(|_| json!({ "ids": ids, "state": "queued" }));
    context.screen.say(
        &Phrase::new("cli-again")
            .with("ids", ids.to_vec())
            .with("count", ids.len()),
    );
    next(context)
}

/// Settles mails in doubt.
pub(crate) fn resolve(
    context: &CommandContext,
    ids: &[String],
    arrived: bool,
    by: &str,
    why: &str,
) -> Result<Exit, Error> {
    let (word, key, state) = if arrived {
        (Word::Arrived, "cli-resolved-arrived", "accepted")
    } else {
        (Word::Resend, "cli-resolved-resend", "queued")
    };
    context.campaign.resolve(ids, word, by, why, context.now)?;
    context.print(|_| json!({ "id": ids.first(), "ids": ids, "state": state }));
    context.screen.say(
        &Phrase::new(key)
            .with("id", ids.join(", "))
            .with("count", ids.len()),
    );
    next(context)
}

/// Asks a running sender to stop.
pub(crate) fn stop(context: &CommandContext) -> Result<Exit, Error> {
    context.campaign.stop(context.now)?;
    context.print(|_| json!({ "stopping": true }));
    context.screen.say(&plain("cli-stop-asked"));
    context.screen.next("", &context.command("status"));
    Ok(Exit::Done)
}

fn next(context: &CommandContext) -> Result<Exit, Error> {
    overview::next(context, &context.campaign.overview(context.now)?);
    Ok(Exit::Done)
}
