//! `hand-over` and `adopt`: where the campaign continues.

use serde_json::json;

use super::overview;
use crate::campaign::{AdoptAsk, Error};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::message::plain;
use crate::phrase::Phrase;

/// Closes the campaign here and shows where its journal ends.
pub(crate) fn hand_over(context: &CommandContext) -> Result<Exit, Error> {
    let head = context.campaign.hand_over(context.now)?;
    context.print(
        |_| json!({ "head": head.to_string(), "count": head.count, "hash": head.hash, "handed_over": true }),
    );
    context
        .screen
        .say(&Phrase::new("cli-handed-over").with("head", head.to_string()));
    Ok(Exit::Done)
}

/// Takes a journal over.
pub(crate) fn adopt(
    context: &CommandContext,
    by: String,
    why: String,
    head: Option<String>,
) -> Result<Exit, Error> {
    let adopted = context
        .campaign
        .adopt(&AdoptAsk { by, why, head }, context.now)?;
    let damaged = adopted.damaged.as_deref().map(CommandContext::path);
    context.print(|_| {
        json!({
            "adopted": true,
            "records_lost": adopted.records_lost,
            "records": adopted.records,
            "damaged": damaged,
            "in_doubt": adopted.in_doubt,
            "head": adopted.head.to_string(),
        })
    });
    let screen = &context.screen;
    screen.say(&plain("cli-adopted"));
    if let Some(file) = damaged {
        let phrase = Phrase::new("cli-adopted-damaged").with("records", adopted.records);
        screen.warn(&phrase.with("file", file));
    }
    if adopted.records_lost {
        screen.warn(&Phrase::new("cli-adopted-lost").with("in_doubt", adopted.in_doubt));
    } else {
        screen.say(&plain("cli-adopted-whole"));
    }
    overview::next(context, &context.campaign.overview(context.now)?);
    Ok(Exit::Done)
}
