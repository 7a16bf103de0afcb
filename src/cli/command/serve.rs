//! `serve`: the review page, until Ctrl-C.

use serde_json::json;

use super::relay::{asked_to_stop, runtime};
use crate::campaign::{Campaign, Error, Kind, ReadingRoom, SealAsk};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::message::plain;
use crate::phrase::Phrase;
use crate::web::{ReviewServer, ServeFault, Voice};

/// Serves the review page.
pub(crate) fn run(context: &CommandContext, port: Option<u16>) -> Result<Exit, Error> {
    let language = context.screen.speaker.language();
    let voice = match context.global.lang {
        Some(_) => Voice::Asked(language),
        None => Voice::Browser(language),
    };
    let room = open(context)?;
    runtime()?.block_on(async {
        let server = match ReviewServer::listen(room, port, voice).await {
            Ok(server) => server,
            Err(ServeFault::Campaign(error)) => return Err(error),
            Err(fault) => {
                context.screen.warn(&fault.phrase());
                return Ok(Exit::Input);
            }
        };
        let origin = server.origin().to_owned();
        context.print(|_| json!({ "address": server.address().to_string(), "origin": origin }));
        let serving = Phrase::new("cli-serving").with("origin", &origin);
        context.screen.say(&serving);
        let why = context.screen.text(&plain("cli-serve-invite"));
        context
            .screen
            .next(&why, &context.command("invite \"…\" --as …"));
        server.run(asked_to_stop()).await;
        context.screen.say(&plain("cli-served"));
        Ok(Exit::Done)
    })
}

/// Opens the campaign. A trial that was never sealed is sealed first.
fn open(context: &CommandContext) -> Result<ReadingRoom, Error> {
    let again = || Campaign::open(&context.global.dir, &context.global.set);
    match ReadingRoom::open(again()?) {
        Err(Error::NotSealed) if context.campaign.kind() == Kind::Trial => {
            context.campaign.seal(&SealAsk::default(), context.now)?;
            ReadingRoom::open(again()?)
        }
        opened => opened,
    }
}
