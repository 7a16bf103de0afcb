//! `preview`: one row's mail on the terminal, and in a file for a browser; with `--watch` again at every change.

use std::time::Duration;

use serde_json::json;

use super::desk::Desk;
use super::exit::Exit;
use super::{check, faults, plain, relay};
use crate::campaign::{Campaign, Error, Previewed};
use crate::clock::{Clock as _, SystemClock};
use crate::phrase::Phrase;

/// How often the files are looked at. Reading them takes a few milliseconds.
const LOOK: Duration = Duration::from_millis(400);

/// Shows the mail of one row.
pub(super) fn run(desk: &Desk, row: &str, watch: bool) -> Result<Exit, Error> {
    if !watch {
        show(desk, &desk.campaign.preview(row)?);
        return Ok(Exit::Done);
    }
    relay::runtime()?.block_on(watching(desk, row))
}

/// Until Ctrl-C. What is wrong halfway through a change is told, and the watch goes on.
async fn watching(desk: &Desk, row: &str) -> Result<Exit, Error> {
    let clock = SystemClock::start();
    let mut shown = None;
    loop {
        let campaign = Campaign::open(&desk.global.dir, &desk.global.set);
        let inputs = campaign.as_ref().ok().and_then(Campaign::preview_inputs);
        if shown.is_none() || (inputs.is_some() && shown != inputs) {
            match campaign.and_then(|campaign| campaign.preview(row)) {
                Ok(previewed) => show(desk, &previewed),
                Err(error @ Error::NoSuchId { .. }) => return Err(error),
                Err(error) => check::failed(&desk.screen, &error),
            }
            desk.screen.say(&plain("cli-preview-watching"));
            shown = inputs.or(shown);
        }
        clock.sleep(LOOK).await;
    }
}

fn show(desk: &Desk, previewed: &Previewed) {
    let Previewed { mail, faults: found, page } = previewed;
    let page = Desk::path(page);
    desk.print(|_| json!({ "id": mail.list_id, "subject": mail.subject, "text": mail.text, "html": mail.html, "page": page }));
    let screen = &desk.screen;
    faults::faults(screen, found);
    screen.write(&format!("{} <{}>", mail.organisation.replace(char::is_control, " "), mail.address));
    screen.write(&mail.subject);
    screen.write("");
    mail.text.lines().for_each(|line| screen.write(line));
    screen.write("");
    screen.say(&Phrase::new("cli-preview-page").with("page", page));
}
