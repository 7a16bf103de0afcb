//! How reading returned mail ends, for programs.

use super::document;
use crate::campaign::{Error, Returns};
use crate::cli::command::check::failed;
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::json;
use crate::phrase::Speaker;

/// Prints the one document for programs. What was read before a fault is in it, and the fault.
pub(super) fn ended(
    context: &CommandContext,
    returns: &Returns,
    fault: Option<Error>,
) -> Result<Exit, Error> {
    let of = |speaker: &Speaker| document::of(returns, speaker, context.global.reveal);
    let Some(error) = fault else {
        context.print(of);
        return Ok(Exit::Done);
    };
    if returns.sum.mails == 0 {
        return Err(error);
    }
    context.print(|speaker| {
        let mut document = of(speaker);
        document["error"] = json::error(&error.phrase(), speaker);
        document
    });
    failed(&context.screen, &error);
    Ok(Exit::of(&error))
}
