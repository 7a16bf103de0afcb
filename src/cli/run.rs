//! From what was typed to an exit code: the line is read, and its command runs.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::FromArgMatches;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::args::{Command, CommandLine};
use super::context::{CommandContext, Stopped};
use super::exit_code::Exit;
use super::output::screen::Screen;
use super::output::style::OutputStyle;
use super::output::{document, json};
use super::{command, core_dump, help, input, mistyped};
use crate::campaign::{Error, RehearsalAsk};
use crate::clock::{Clock, SystemClock};
use crate::phrase::{Phrase, Speaker};

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    core_dump::forbid();
    let typed: Vec<OsString> = std::env::args_os().collect();
    let style = OutputStyle::of(&typed, |name| std::env::var(name).ok());
    ExitCode::from(run(&typed, style).code())
}

fn run(typed: &[OsString], style: OutputStyle) -> Exit {
    let now = SystemClock::start().now();
    let speaker = Speaker::new(style.language, TimeZone::system(), now);
    let line = help::command(&speaker)
        .try_get_matches_from(typed)
        .and_then(|matches| CommandLine::from_arg_matches(&matches));
    let mut line = match line {
        Ok(line) => line,
        Err(wrong) => return not_understood(&wrong, typed, style, speaker),
    };
    if let Some(command) = &mut line.command
        && let Err(phrase) = input::fill_in(command)
    {
        return mistyped(&phrase, style, speaker);
    }
    if let Some(Command::Resolve(ask)) = &line.command
        && ask.lacks_outcome()
    {
        let wanted = ["<--arrived|--resend>".to_owned()];
        return mistyped(&mistyped::missing(&wanted, typed), style, speaker);
    }
    let screen = Screen::new(speaker, style.plain, style.json, line.global.quiet);
    let screen = screen.with_details(line.global.verbose);
    let screen = if line.is_question() {
        screen.answering(style.plain)
    } else {
        screen
    };
    match execute(line, screen, style, now) {
        Ok(exit) => exit,
        Err(stopped) => {
            let (error, screen) = *stopped;
            if style.json {
                document::print(&json::failed(&error, &screen.speaker));
            }
            command::check::failed(&screen, &error);
            Exit::of(&error)
        }
    }
}

/// Help and version, which were asked for, go to standard output; typing errors are reported.
fn not_understood(
    wrong: &clap::Error,
    typed: &[OsString],
    style: OutputStyle,
    speaker: Speaker,
) -> Exit {
    if !wrong.use_stderr() {
        let _unread = write!(std::io::stdout().lock(), "{wrong}");
        return Exit::Done;
    }
    mistyped(&mistyped::wrong(wrong, typed), style, speaker)
}

fn mistyped(phrase: &Phrase, style: OutputStyle, speaker: Speaker) -> Exit {
    if style.json {
        document::print(&serde_json::json!({ "error": json::error(phrase, &speaker) }));
    }
    Screen::new(speaker, style.plain, style.json, false).warn(phrase);
    Exit::Usage
}

/// Runs the command. On an error it returns the screen too, to show what stopped it.
fn execute(
    line: CommandLine,
    screen: Screen,
    style: OutputStyle,
    now: Timestamp,
) -> Result<Exit, Stopped> {
    match &line.command {
        Some(Command::Init { folder }) => {
            return command::setup::init(&screen, folder, style.json)
                .map_err(|error| Box::new((error, screen)));
        }
        Some(Command::Completions { shell }) => {
            return Ok(command::setup::completions(*shell, &screen.speaker));
        }
        Some(Command::Doctor) => {
            return Ok(command::doctor::run(&screen, &line.global, style.json, now));
        }
        Some(Command::Man { out }) => {
            return command::setup::man(out.as_deref(), &screen.speaker)
                .map_err(|error| Box::new((error, screen)));
        }
        _ => {}
    }
    let checks = matches!(line.command, Some(Command::Check { .. }));
    let context = match CommandContext::open(line.global, screen, style, now) {
        Ok(context) => context,
        Err(stopped) => match *stopped {
            (Error::Input { faults, .. }, screen) if checks => {
                return Ok(command::check::settings_only(&screen, &faults, style.json));
            }
            other => return Err(Box::new(other)),
        },
    };
    let done = match line.command {
        None => command::overview::show(&context),
        Some(command) => campaign_command(&context, command),
    };
    done.map_err(|error| Box::new((error, context.screen)))
}

fn campaign_command(context: &CommandContext, command: Command) -> Result<Exit, Error> {
    match command {
        // Answered before there was a campaign.
        Command::Init { .. }
        | Command::Doctor
        | Command::Completions { .. }
        | Command::Man { .. } => Ok(Exit::Done),
        Command::Check {
            write_ids: Some(out),
        } => command::check::write_ids(context, &out),
        Command::Check { .. } => command::check::run(context),
        Command::Preflight => command::relay::preflight(context),
        Command::Seal { by, fresh } => command::seal::run(context, by, fresh, false),
        Command::Rerun { by } => command::seal::run(context, by, false, true),
        Command::Review(ask) => command::seal::review(context, &ask),
        Command::Preview { row, watch } => command::preview::run(context, &row, watch),
        Command::Serve { port } => command::serve::run(context, port),
        Command::Invite(ask) => command::invite::run(context, &ask),
        Command::Remark(ask) => command::decisions::remark(context, ask),
        Command::Approve(ask) => command::decisions::approve(context, ask),
        Command::Withdraw {
            digest,
            by,
            role,
            why,
        } => {
            let digest = digest.map(|groups| groups.join(" "));
            command::decisions::withdraw(context, digest, by, role, why)
        }
        Command::Withhold { id, by, why } => command::decisions::withhold(context, &id, &by, &why),
        Command::Release { id, by, why } => command::decisions::release(context, &id, &by, &why),
        Command::Again { ids, by, why } => command::decisions::again(context, &ids, &by, &why),
        Command::Resolve(ask) => command::resolve::run(context, &ask),
        Command::Rectify(ask) => command::rectify::run(context, ask),
        Command::Send(ask) if ask.dry_run => command::send::dry_run::dry_run(context, &ask),
        Command::Send(ask) => command::send::run(context, &ask),
        Command::Rehearse { to, only } => {
            command::send::rehearse(context, &RehearsalAsk { to, only })
        }
        Command::Stop => command::decisions::stop(context),
        Command::Bounces(ask) => command::bounces::run(context, &ask),
        Command::Verify { file, journal: _ } => {
            command::evidence::verify::run(context, file.as_deref())
        }
        Command::Proof { id, out } => command::evidence::proof::run(context, &id, out.as_deref()),
        Command::HandOver => command::takeover::hand_over(context),
        Command::Adopt { by, why, head } => command::takeover::adopt(context, by, why, head),
        Command::Status {
            untold: true, csv, ..
        } => command::status::untold(context, csv.as_deref()),
        Command::Export { folder } => command::report::export(context, &folder),
        Command::Report(ask) => command::report::run(context, &ask),
        Command::Status { state, .. } => command::status::run(context, state.as_deref()),
        Command::Catch { port } => command::relay::catch(context, port),
    }
}
