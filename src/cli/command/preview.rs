//! `preview`: one row's mail on the terminal, and in a file for a browser; with `--watch` again at every change.

use std::time::Duration;

use serde_json::json;

use super::{check, relay};
use crate::campaign::{Campaign, Error, Previewed};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::findings;
use crate::clock::{Clock as _, SystemClock};
use crate::phrase::Phrase;

/// How often the files are checked. Reading them takes a few milliseconds.
const LOOK: Duration = Duration::from_millis(400);

/// Shows the mail of one row.
pub(crate) fn run(context: &CommandContext, row: &str, watch: bool) -> Result<Exit, Error> {
    if !watch {
        show(context, &context.campaign.preview(row, false)?);
        return Ok(Exit::Done);
    }
    relay::runtime()?.block_on(watching(context, row))
}

/// Shows it until Ctrl-C. An error halfway through a change is shown, and the watch continues.
async fn watching(context: &CommandContext, row: &str) -> Result<Exit, Error> {
    let clock = SystemClock::start();
    // The campaign as its files are now, and the inputs of the preview; `None` if one can't be
    // read.
    let look = || {
        let campaign = Campaign::open(&context.global.dir, &context.global.set);
        let inputs = campaign.as_ref().ok().and_then(Campaign::preview_inputs);
        (campaign, inputs)
    };
    let mut shown = None;
    loop {
        let mut looked = look();
        if looked.1.is_none() {
            // An editor removes a file for a moment when it saves.
            clock.sleep(LOOK).await;
            looked = look();
        }
        let (campaign, inputs) = looked;
        if shown.as_ref() != Some(&inputs) {
            context.screen.clear();
            match campaign.and_then(|campaign| campaign.preview(row, true)) {
                Ok(previewed) => show(context, &previewed),
                Err(error @ (Error::NoSuchId { .. } | Error::NoMailToShow { .. })) => {
                    return Err(error);
                }
                Err(error) => check::failed(&context.screen, &error),
            }
            let now = clock.now();
            context
                .screen
                .say(&Phrase::new("cli-preview-watching").with("at", now));
            shown = Some(inputs);
        }
        clock.sleep(LOOK).await;
    }
}

fn show(context: &CommandContext, previewed: &Previewed) {
    let Previewed {
        mail,
        faults: found,
        page,
        letters,
        by_row,
    } = previewed;
    let page = CommandContext::path(page);
    let letters: Vec<String> = letters
        .iter()
        .map(|letter| CommandContext::path(letter))
        .collect();
    context.print(|_| {
        json!({
            "id": mail.list_id, "subject": mail.subject, "text": mail.text, "html": mail.html, "page": page,
            "letters": letters, "row": by_row,
        })
    });
    let screen = &context.screen;
    findings::faults(screen, found);
    if let Some(row) = by_row {
        let phrase = Phrase::new("cli-preview-by-row").with("row", row.to_string());
        screen.note(&phrase.with("id", mail.list_id.to_string()));
    }
    screen.write(&format!(
        "{} <{}>",
        mail.organisation.replace(char::is_control, " "),
        mail.address
    ));
    screen.write(&mail.subject);
    screen.write("");
    mail.text.lines().for_each(|line| screen.write(line));
    screen.write("");
    screen.say(&Phrase::new("cli-preview-page").with("page", page));
    for letter in letters {
        screen.say(&Phrase::new("cli-preview-letter").with("letter", letter));
    }
}
