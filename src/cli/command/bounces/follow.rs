//! `bounces --follow`: reads the mailbox of the settings as mail arrives, until Ctrl-C.

use super::document;
use super::show::show;
use crate::campaign::{Error, MailboxRead, MailboxReading, Returns};
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
    let mailbox = context.campaign.mailbox(None)?;
    let (poll, address) = (mailbox.poll, mailbox.address.clone());
    let mut all = Returns::default();
    runtime()?.block_on(async {
        let clock = SystemClock::start();
        let mut stop = std::pin::pin!(asked_to_stop());
        let following = Phrase::new("cli-bounces-following").with("mailbox", address);
        context.screen.say(&following);
        let mut server = Server::NotYetRead;
        loop {
            let pass = context.campaign.read_mailbox(MailboxReading::New, clock);
            let read = tokio::select! {
                () = &mut stop => break,
                read = pass => read?,
            };
            take(context, ask, &mut all, read, &mut server)?;
            tokio::select! {
                () = &mut stop => break,
                () = clock.sleep(poll) => {}
            }
        }
        context.screen.say(&plain("cli-bounces-followed"));
        context.print(|speaker| document::of(&all, speaker, context.global.reveal));
        Ok(Exit::Done)
    })
}

/// What is known of the server.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Server {
    NotYetRead,
    Answers,
    Away,
}

/// Shows what is new, and once that the server is away.
fn take(
    context: &CommandContext,
    ask: &BouncesArgs,
    all: &mut Returns,
    read: MailboxRead,
    server: &mut Server,
) -> Result<(), Error> {
    if !read.returns.mails.is_empty() {
        show(context, &read.returns, ask);
        if context.style.json {
            all.join(read.returns);
        }
    }
    match read.fault {
        None => *server = Server::Answers,
        Some(fault) if fault.may_pass() && *server != Server::NotYetRead => {
            if *server == Server::Answers {
                context.screen.warn(&fault.phrase());
                context.screen.say(&plain("cli-bounces-again"));
            }
            *server = Server::Away;
        }
        Some(fault) => return Err(Error::Mailbox(fault)),
    }
    Ok(())
}
