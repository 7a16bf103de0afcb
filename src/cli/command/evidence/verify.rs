//! `verify`: whether a mail is one of ours, and whether the journal is whole.

use std::path::Path;

use serde_json::json;

use crate::campaign::{Error, MailDifference, OurMail};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::phrase::Phrase;

/// Looks at the mail in this file; without one, at the journal.
pub(crate) fn run(context: &CommandContext, file: Option<&Path>) -> Result<Exit, Error> {
    match file {
        Some(file) => mail(context, file),
        None => journal(context),
    }
}

/// Says whether the mail in this file is one of ours, and what differs. It says the same of
/// whatever is not.
fn mail(context: &CommandContext, file: &Path) -> Result<Exit, Error> {
    let Some(ours) = context.campaign.verify_file(file)? else {
        context.print(|_| json!({ "ours": false }));
        context.screen.say(&OurMail::not_ours());
        return Ok(Exit::Input);
    };
    let compared = &ours.compared;
    context.print(|speaker| {
        let differences = compared.differences.iter().map(MailDifference::phrase);
        let differences = differences.map(|phrase| {
            json!({ "code": phrase.key(), "message": speaker.say(&phrase).text })
        });
        json!({
            "ours": true, "unchanged": ours.is_unchanged(), "kind": ours.kind.name(), "digest": ours.digest,
            "sealed_at": ours.sealed_at, "seal": ours.seal, "differences": differences.collect::<Vec<_>>(),
            "added_on_the_way": compared.added_on_the_way, "other_line_ends": ours.other_line_ends,
            "forwarded": ours.forwarded,
        })
    });
    let screen = &context.screen;
    screen.say(&ours.verdict());
    for one in &compared.differences {
        screen.say(&one.phrase());
    }
    for note in ours.notes() {
        screen.say(&note);
    }
    Ok(if ours.is_unchanged() {
        Exit::Done
    } else {
        Exit::NotApproved
    })
}

/// Checks the whole journal and every seal.
fn journal(context: &CommandContext) -> Result<Exit, Error> {
    let verified = context.campaign.verify_journal()?;
    context.print(|_| {
        json!({
            "head": verified.head.to_string(), "count": verified.head.count, "hash": verified.head.hash,
            "seals": verified.seals, "mails": verified.mails, "whole": true,
        })
    });
    context.screen.say(
        &Phrase::new("cli-verify-journal")
            .with("count", verified.head.count)
            .with("seals", verified.seals)
            .with("mails", verified.mails)
            .with("head", verified.head.to_string()),
    );
    Ok(Exit::Done)
}
