//! `bounces --follow`: reads the mailbox of the settings as mail arrives, until Ctrl-C.

use std::collections::HashSet;

use super::ended::ended;
use super::show::show;
use crate::campaign::{Error, MailboxReading, Returns};
use crate::cli::bounces_args::BouncesArgs;
use crate::cli::command::relay::{asked_to_stop, runtime};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::message::plain;
use crate::clock::{Clock, SystemClock};
use crate::phrase::Phrase;

/// Reads until a person stops it: that is its end, not a fault. A server that is away for a while is
/// tried again; a login or a certificate that is refused ends it, and so does anything at the first
/// look.
pub(super) fn run(context: &CommandContext, ask: &BouncesArgs) -> Result<Exit, Error> {
    let address = context.campaign.mailbox(None)?.address.clone();
    let following = Phrase::new("cli-bounces-following").with("mailbox", address);
    context.screen.say(&following);
    let mut all = Returns::default();
    let fault = match runtime()?.block_on(follow(context, ask, &mut all)) {
        Ok(()) => {
            context.screen.say(&plain("cli-bounces-followed"));
            None
        }
        Err(error) => Some(error),
    };
    ended(context, &all, fault)
}

/// Reads until a person stops it, and adds to `all` what a program is shown at the end.
async fn follow(
    context: &CommandContext,
    ask: &BouncesArgs,
    all: &mut Returns,
) -> Result<(), Error> {
    let poll = context.campaign.mailbox(None)?.poll;
    let clock = SystemClock::start();
    let mut stop = std::pin::pin!(asked_to_stop());
    let mut server = Server::NotYetRead;
    let mut known = HashSet::new();
    loop {
        let mut read = Returns::default();
        let came = tokio::select! {
            () = &mut stop => None,
            came = context.campaign.read_mailbox(MailboxReading::New, clock, &mut read) => Some(came),
        };
        // Also of a pass that a person stopped: it is recorded. What the tray has no room for is read again each time.
        let (not_kept, read) = (read.not_kept, read.without_known(&mut known));
        if !read.mails.is_empty() {
            show(context, &read, ask);
            if context.style.json {
                all.join(read);
            }
        }
        let Some(came) = came else { return Ok(()) };
        if came.is_ok() {
            all.not_kept = not_kept;
        }
        heed(context, came, &mut server)?;
        tokio::select! {
            () = &mut stop => return Ok(()),
            () = clock.sleep(poll) => {}
        }
    }
}

/// What is known of the server.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Server {
    NotYetRead,
    Answers,
    Away,
}

/// Says once that the server is away.
fn heed(
    context: &CommandContext,
    came: Result<(), Error>,
    server: &mut Server,
) -> Result<(), Error> {
    match came {
        Ok(()) => *server = Server::Answers,
        Err(Error::Mailbox(fault)) if fault.may_pass() && *server != Server::NotYetRead => {
            if *server == Server::Answers {
                context.screen.warn(&fault.phrase());
                context.screen.say(&plain("cli-bounces-again"));
            }
            *server = Server::Away;
        }
        Err(error) => return Err(error),
    }
    Ok(())
}
