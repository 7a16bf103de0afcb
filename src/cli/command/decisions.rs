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
    desk: &CommandContext,
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
    let recorded = desk.campaign.approve(&ask, desk.now)?;
    told(desk, said, &recorded)
}

/// Withdraws an approval.
pub(crate) fn withdraw(desk: &CommandContext, ask: &BackAsk) -> Result<Exit, Error> {
    let said = Phrase::new("cli-withdrawn").with("name", &ask.by);
    let recorded = desk.campaign.withdraw(ask, desk.now)?;
    told(desk, said, &recorded)
}

fn told(desk: &CommandContext, said: Phrase, recorded: &Recorded) -> Result<Exit, Error> {
    desk.print(
        |_| json!({ "digest": recorded.digest, "missing": recorded.missing, "complete": recorded.complete }),
    );
    desk.screen
        .say(&said.with("digest", recorded.digest.short()));
    if recorded.sender_running && !recorded.complete {
        desk.screen.say(&plain("cli-sender-hears"));
    }
    if recorded.complete {
        desk.screen.say(&plain("cli-all-agreed"));
    } else if !recorded.missing.is_empty() {
        desk.screen
            .say(&Phrase::new("cli-waiting-for").with("roles", recorded.missing.clone()));
    }
    let overview = desk.campaign.overview(desk.now)?;
    if let Some(status) = &overview.status {
        open_remarks::open(desk, &status.remarks);
    }
    overview::next(desk, &overview);
    Ok(Exit::Done)
}

/// Makes, answers or closes a remark.
pub(crate) fn remark(desk: &CommandContext, args: RemarkArgs) -> Result<Exit, Error> {
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
    let number = desk.campaign.remark(
        &RemarkAsk {
            text,
            by,
            mail,
            answer,
            close,
        },
        desk.now,
    )?;
    desk.print(|_| json!({ "remark": number }));
    desk.screen.say(&Phrase::new(key).with("number", number));
    desk.screen.next(
        &desk.screen.text(&plain("cli-next-remarks")),
        &desk.command("review"),
    );
    Ok(Exit::Done)
}

/// Withholds one organisation.
pub(crate) fn withhold(
    desk: &CommandContext,
    id: &str,
    by: &str,
    why: &str,
) -> Result<Exit, Error> {
    desk.campaign.withhold(id, by, why, desk.now)?;
    desk.print(|_| json!({ "id": id, "state": "withheld" }));
    desk.screen.say(&Phrase::new("cli-withheld").with("id", id));
    next(desk)
}

/// Releases one organisation.
pub(crate) fn release(desk: &CommandContext, id: &str, by: &str, why: &str) -> Result<Exit, Error> {
    desk.campaign.release(id, by, why, desk.now)?;
    desk.print(|_| json!({ "id": id, "state": "released" }));
    desk.screen.say(&Phrase::new("cli-released").with("id", id));
    next(desk)
}

/// Makes mails due again as they are.
pub(crate) fn again(
    desk: &CommandContext,
    ids: &[String],
    by: &str,
    why: &str,
) -> Result<Exit, Error> {
    desk.campaign.again(ids, by, why, desk.now)?;
    desk.print(|_| json!({ "ids": ids, "state": "queued" }));
    desk.screen.say(
        &Phrase::new("cli-again")
            .with("ids", ids.to_vec())
            .with("count", ids.len()),
    );
    next(desk)
}

/// Settles mails in doubt.
pub(crate) fn resolve(
    desk: &CommandContext,
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
    desk.campaign.resolve(ids, word, by, why, desk.now)?;
    desk.print(|_| json!({ "id": ids.first(), "ids": ids, "state": state }));
    desk.screen.say(
        &Phrase::new(key)
            .with("id", ids.join(", "))
            .with("count", ids.len()),
    );
    next(desk)
}

/// Asks a running sender to stop.
pub(crate) fn stop(desk: &CommandContext) -> Result<Exit, Error> {
    desk.campaign.stop(desk.now)?;
    desk.print(|_| json!({ "stopping": true }));
    desk.screen.say(&plain("cli-stop-asked"));
    desk.screen.next("", &desk.command("status"));
    Ok(Exit::Done)
}

fn next(desk: &CommandContext) -> Result<Exit, Error> {
    overview::next(desk, &desk.campaign.overview(desk.now)?);
    Ok(Exit::Done)
}
