//! Shows the evidence, or records a decision.

use serde_json::json;

use super::{evidence, from_log};
use crate::campaign::Error;
use crate::cli::command::decisions::next;
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::resolve_args::ResolveArgs;
use crate::delivery::Word;
use crate::phrase::Phrase;

/// Without a decision it shows what is known of the mails; with logs it reads those.
pub(crate) fn run(context: &CommandContext, ask: &ResolveArgs) -> Result<Exit, Error> {
    if !ask.from_log.is_empty() {
        return from_log::run(context, ask);
    }
    let word = match (ask.arrived, ask.resend) {
        (true, _) => Word::Arrived,
        (false, true) => Word::Resend,
        (false, false) => return evidence::show(context, &ask.ids),
    };
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    decide(context, &ask.ids, word, &said(&ask.by), &said(&ask.why))
}

/// Settles mails in doubt.
fn decide(
    context: &CommandContext,
    ids: &[String],
    word: Word,
    by: &str,
    why: &str,
) -> Result<Exit, Error> {
    let (key, state) = match word {
        Word::Arrived => ("cli-resolved-arrived", "accepted"),
        Word::Resend => ("cli-resolved-resend", "queued"),
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
