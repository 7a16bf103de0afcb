//! `export`: evidence for whoever has nothing else.

use std::path::Path;

use serde_json::json;

use crate::campaign::Error;
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::message::plain;
use crate::phrase::{Phrase, size};

/// Exports the campaign to a new folder.
pub(crate) fn run(context: &CommandContext, dir: &Path) -> Result<Exit, Error> {
    let language = context.screen.speaker.language();
    let done = context.campaign.export(dir, language, context.now)?;
    context.print(|_| {
        json!({
            "dir": done.dir, "digest": done.digest, "head": done.head.to_string(), "mails": done.mails,
            "files": done.files, "bytes": done.octets,
        })
    });
    let screen = &context.screen;
    let said = Phrase::new("cli-exported")
        .with("mails", done.mails)
        .with("files", done.files)
        .with("size", size(done.octets))
        .with("dir", CommandContext::path(&done.dir));
    screen.say(&said);
    screen.say(&Phrase::new("cli-exported-head").with("head", done.head.to_string()));
    screen.say(&plain("cli-exported-confidential"));
    Ok(Exit::Done)
}
