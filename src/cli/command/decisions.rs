//! People's decisions: approve, withdraw, remark, withhold, stop.

use std::io::Write;
use std::path::Path;

use serde_json::json;

use super::overview;
use crate::bounded::read_up_to;
use crate::campaign::{BackAsk, Error, NAMESPACE, Recorded, RemarkAsk, WordAsk};
use crate::cli::args::{ApproveArgs, RemarkArgs};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::message::plain;
use crate::cli::output::open_remarks;
use crate::phrase::Phrase;

/// Most octets that are read of a signature file: the largest key makes some 2,000.
const MOST_OF_SIGNATURE: u64 = 64 << 10;

/// Records that somebody approves, or prints the text that the person has to sign.
pub(crate) fn approve(context: &CommandContext, args: ApproveArgs) -> Result<Exit, Error> {
    let said = Phrase::new("cli-approved")
        .with("role", &args.role)
        .with("name", &args.by);
    let ask = WordAsk {
        digest: args.digest.join(" "),
        by: args.by,
        role: args.role,
        recorded: args.recorded_by.zip(args.paper),
        signature: args.signature.as_deref().map(read_signature).transpose()?,
    };
    if args.statement {
        return statement(context, &ask);
    }
    let recorded = context.campaign.approve(&ask, context.now)?;
    told(context, said, &recorded)
}

fn read_signature(file: &Path) -> Result<String, Error> {
    let bytes = std::fs::File::open(file)
        .and_then(|open| read_up_to(open, MOST_OF_SIGNATURE, 0))
        .map_err(Error::file(file.display().to_string()))?;
    // What is too large or no text is no signature either, and is reported as that.
    Ok(String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned())
}

/// Prints the exact text to sign, and nothing else on standard output.
fn statement(context: &CommandContext, ask: &WordAsk) -> Result<Exit, Error> {
    let text = context.campaign.statement(ask, context.now)?;
    if context.style.json {
        context.print(|_| json!({ "statement": text, "namespace": NAMESPACE }));
    } else {
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes())
            .and_then(|()| out.flush())
            .map_err(Error::file("-"))?;
    }
    context.screen.say(&plain("cli-statement"));
    Ok(Exit::Done)
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
        |_| json!({ "digest": recorded.digest, "missing": recorded.missing, "complete": recorded.complete, "signed_with": recorded.signed_with }),
    );
    context
        .screen
        .say(&said.with("digest", recorded.digest.short()));
    if let Some(key) = &recorded.signed_with {
        context
            .screen
            .say(&Phrase::new("cli-signed-with").with("key", key));
    }
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

/// Asks a running sender to stop.
pub(crate) fn stop(context: &CommandContext) -> Result<Exit, Error> {
    context.campaign.stop(context.now)?;
    context.print(|_| json!({ "stopping": true }));
    context.screen.say(&plain("cli-stop-asked"));
    context.screen.next("", &context.command("status"));
    Ok(Exit::Done)
}

pub(super) fn next(context: &CommandContext) -> Result<Exit, Error> {
    overview::next(context, &context.campaign.overview(context.now)?);
    Ok(Exit::Done)
}
