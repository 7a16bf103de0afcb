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
use super::output::style::Manner;
use super::output::{document, json};
use super::{command, core_dump, help, input, mistyped};
use crate::campaign::{BackAsk, Error};
use crate::clock::{Clock, SystemClock};
use crate::phrase::{Phrase, Speaker};

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    core_dump::forbid();
    let typed: Vec<OsString> = std::env::args_os().collect();
    let manner = Manner::of(&typed, |name| std::env::var(name).ok());
    ExitCode::from(run(&typed, manner).code())
}

fn run(typed: &[OsString], manner: Manner) -> Exit {
    let now = SystemClock::start().now();
    let speaker = Speaker::new(manner.language, TimeZone::system(), now);
    let line = help::command(&speaker)
        .try_get_matches_from(typed)
        .and_then(|matches| CommandLine::from_arg_matches(&matches));
    let mut line = match line {
        Ok(line) => line,
        Err(wrong) => return not_understood(&wrong, typed, manner, speaker),
    };
    if let Some(command) = &mut line.command
        && let Err(phrase) = input::fill_in(command)
    {
        return mistyped(&phrase, manner, speaker);
    }
    let screen = Screen::new(speaker, manner.plain, manner.json, line.global.quiet);
    let screen = screen.with_details(line.global.verbose);
    let screen = if line.is_question() {
        screen.answering(manner.plain)
    } else {
        screen
    };
    match obey(line, screen, manner, now) {
        Ok(exit) => exit,
        Err(stopped) => {
            let (error, screen) = *stopped;
            if manner.json {
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
    manner: Manner,
    speaker: Speaker,
) -> Exit {
    if !wrong.use_stderr() {
        let _unread = write!(std::io::stdout().lock(), "{wrong}");
        return Exit::Done;
    }
    mistyped(&mistyped::wrong(wrong, typed), manner, speaker)
}

fn mistyped(phrase: &Phrase, manner: Manner, speaker: Speaker) -> Exit {
    if manner.json {
        document::print(&serde_json::json!({ "error": json::error(phrase, &speaker) }));
    }
    Screen::new(speaker, manner.plain, manner.json, false).warn(phrase);
    Exit::Usage
}

/// Runs the command. On an error it returns the screen too, to show what stopped it.
fn obey(
    line: CommandLine,
    screen: Screen,
    manner: Manner,
    now: Timestamp,
) -> Result<Exit, Stopped> {
    match &line.command {
        Some(Command::Init { folder }) => {
            return command::setup::init(&screen, folder, manner.json)
                .map_err(|error| Box::new((error, screen)));
        }
        Some(Command::Completions { shell }) => {
            return Ok(command::setup::completions(*shell, &screen.speaker));
        }
        Some(Command::Doctor) => {
            return Ok(command::doctor::run(
                &screen,
                &line.global,
                manner.json,
                now,
            ));
        }
        Some(Command::Man { out }) => {
            return command::setup::man(out.as_deref(), &screen.speaker)
                .map_err(|error| Box::new((error, screen)));
        }
        _ => {}
    }
    let checks = matches!(line.command, Some(Command::Check { .. }));
    let desk = match CommandContext::open(line.global, screen, manner, now) {
        Ok(desk) => desk,
        Err(stopped) => match *stopped {
            (Error::Input { faults, .. }, screen) if checks => {
                return Ok(command::check::settings_only(&screen, &faults, manner.json));
            }
            other => return Err(Box::new(other)),
        },
    };
    let done = match line.command {
        None => command::overview::show(&desk),
        Some(command) => desk_command(&desk, command),
    };
    done.map_err(|error| Box::new((error, desk.screen)))
}

fn desk_command(desk: &CommandContext, command: Command) -> Result<Exit, Error> {
    match command {
        // Answered before there was a campaign.
        Command::Init { .. }
        | Command::Doctor
        | Command::Completions { .. }
        | Command::Man { .. } => Ok(Exit::Done),
        Command::Check {
            write_ids: Some(out),
        } => command::check::write_ids(desk, &out),
        Command::Check { write_ids: None } => command::check::run(desk),
        Command::Preflight => command::relay::preflight(desk),
        Command::Seal { by, fresh } => command::seal::run(desk, by, fresh, false),
        Command::Rerun { by } => command::seal::run(desk, by, false, true),
        Command::Review { out, redact } => command::seal::review(desk, out.as_deref(), redact),
        Command::Preview { row, watch } => command::preview::run(desk, &row, watch),
        Command::Remark(ask) => command::decisions::remark(desk, ask),
        Command::Approve {
            digest,
            by,
            role,
            recorded_by,
            paper,
        } => command::decisions::approve(desk, digest.join(" "), by, role, recorded_by.zip(paper)),
        Command::Withdraw {
            digest,
            by,
            role,
            why,
        } => {
            let digest = digest.map(|groups| groups.join(" "));
            command::decisions::withdraw(
                desk,
                &BackAsk {
                    digest,
                    by,
                    role,
                    why,
                },
            )
        }
        Command::Withhold { id, by, why } => command::decisions::withhold(desk, &id, &by, &why),
        Command::Release { id, by, why } => command::decisions::release(desk, &id, &by, &why),
        Command::Again { ids, by, why } => command::decisions::again(desk, &ids, &by, &why),
        Command::Resolve {
            ids,
            arrived,
            resend: _,
            by,
            why,
        } => command::decisions::resolve(desk, &ids, arrived, &by, &why),
        Command::Send(ask) if ask.dry_run => command::dry_run::dry_run(desk, &ask),
        Command::Send(ask) => command::send::run(desk, &ask),
        Command::Stop => command::decisions::stop(desk),
        Command::HandOver => command::takeover::hand_over(desk),
        Command::Adopt { by, why, head } => command::takeover::adopt(desk, by, why, head),
        Command::Status { state } => command::status::run(desk, state.as_deref()),
        Command::Catch { port } => command::relay::catch(desk, port),
    }
}
