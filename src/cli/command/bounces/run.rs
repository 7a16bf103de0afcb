//! Reads returned mail and shows what it is.

use std::path::PathBuf;

use super::ended::ended;
use super::show::show;
use super::{follow, tray};
use crate::campaign::{Error, MailboxReading, ReadReturn, Returns};
use crate::cli::bounces_args::BouncesArgs;
use crate::cli::command::check::failed;
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
    let mut returns = Returns::default();
    let fault = read(context, ask, &mut returns).err();
    if ask.tray {
        returns.mails.retain(ReadReturn::is_in_the_tray);
    }
    if fault.is_none() || returns.sum.mails > 0 {
        show(context, &returns, ask);
    }
    ended(context, &returns, fault)
}

/// Reads everything that was asked for, as far as it can be read.
fn read(context: &CommandContext, ask: &BouncesArgs, found: &mut Returns) -> Result<(), Error> {
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
    let mut came = Ok(());
    if ask.paths.is_empty() || !mailboxes.is_empty() {
        let reading = match (ask.dry_run, ask.tray) {
            (true, _) => MailboxReading::OnlyLooking,
            // What waits for a person may have been read long ago.
            (false, true) => MailboxReading::Everything,
            (false, false) => MailboxReading::New,
        };
        let clock = SystemClock::start();
        came = runtime()?.block_on(campaign.read_mailbox(reading, clock, found));
    }
    let files: Vec<PathBuf> = ask
        .paths
        .iter()
        .filter(|path| is_mailbox(path).is_none())
        .cloned()
        .collect();
    if files.is_empty() {
        return came;
    }
    let of_files = if ask.dry_run {
        campaign.read_returns(&files)
    } else {
        campaign.record_returns(&files, context.now)
    };
    match (came, of_files) {
        (came, Ok(more)) => {
            found.join(more);
            came
        }
        (Ok(()), Err(error)) => Err(error),
        (Err(first), Err(error)) => {
            failed(&context.screen, &first);
            Err(error)
        }
    }
}
