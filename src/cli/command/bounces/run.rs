//! Reads returned mail and shows what it is.

use std::path::PathBuf;

use super::show::show;
use super::{document, follow, tray};
use crate::campaign::{Error, MailboxFault, MailboxRead, MailboxReading, ReadReturn, Returns};
use crate::cli::bounces_args::BouncesArgs;
use crate::cli::command::relay::runtime;
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::clock::SystemClock;

/// Reads the mails at these paths, or the mailbox of the settings, records what they say of our mails
/// unless that is not asked for, and shows each that a person should know of, and the sum.
pub(crate) fn run(context: &CommandContext, ask: &BouncesArgs) -> Result<Exit, Error> {
    if ask.follow {
        return follow::run(context, ask);
    }
    if let Some(number) = ask.settle.or(ask.dismiss) {
        return tray::settle(context, number, ask);
    }
    // What waits is kept: nothing has to be read again for it.
    if ask.tray && ask.paths.is_empty() {
        return tray::show(context);
    }
    let (mut returns, fault) = read(context, ask)?;
    if ask.tray {
        returns.mails.retain(ReadReturn::is_in_the_tray);
    }
    if fault.is_none() {
        context.print(|speaker| document::of(&returns, speaker, context.global.reveal));
    }
    if fault.is_none() || !returns.mails.is_empty() {
        show(context, &returns, ask);
    }
    fault.map_or(Ok(Exit::Done), |fault| Err(Error::Mailbox(fault)))
}

/// Everything that was asked for, and why the mailbox could not be read to its end.
fn read(
    context: &CommandContext,
    ask: &BouncesArgs,
) -> Result<(Returns, Option<MailboxFault>), Error> {
    let campaign = &context.campaign;
    let is_mailbox = |path: &PathBuf| {
        path.to_str()
            .filter(|path| path.starts_with("imaps://"))
            .map(str::to_owned)
    };
    let mailboxes: Vec<String> = ask.paths.iter().filter_map(is_mailbox).collect();
    for asked in &mailboxes {
        campaign.mailbox(Some(asked))?;
    }
    let mut found = MailboxRead::default();
    if ask.paths.is_empty() || !mailboxes.is_empty() {
        let reading = match (ask.dry_run, ask.tray) {
            (true, _) => MailboxReading::OnlyLooking,
            // What waits for a person may have been read long ago.
            (false, true) => MailboxReading::Everything,
            (false, false) => MailboxReading::New,
        };
        let clock = SystemClock::start();
        found = runtime()?.block_on(campaign.read_mailbox(reading, clock))?;
    }
    let files: Vec<PathBuf> = ask
        .paths
        .iter()
        .filter(|path| is_mailbox(path).is_none())
        .cloned()
        .collect();
    if !files.is_empty() {
        found.returns.join(if ask.dry_run {
            campaign.read_returns(&files)?
        } else {
            campaign.record_returns(&files, context.now)?
        });
    }
    Ok((found.returns, found.fault))
}
