//! The command line: arguments in; texts, tables and one exit code out. The only room that prints.
//!
//! What was typed becomes one call of `campaign`. With `--json` programs get one document on
//! standard output and nothing else. People get what they asked for on standard output, and
//! everything else on standard error.

mod args;
mod check;
mod core_dump;
mod desk;
mod doctor;
mod dry_run;
mod exit;
mod faults;
mod help;
mod input;
mod json;
mod last_look;
mod make;
mod mistyped;
mod outlook;
mod overview;
mod preview;
mod progress;
mod put_off;
mod relay;
mod remarks;
mod screen;
mod seal;
mod send;
mod status;
mod sum;
mod takeover;
mod trouble;
mod words;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::FromArgMatches;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::campaign::{BackAsk, Error};
use crate::clock::{Clock, SystemClock};
use crate::phrase::{Phrase, Speaker};
use args::{Command, CommandLine};
use desk::{CommandContext, Stopped};
use exit::Exit;
use help::Manner;
use screen::Screen;

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
                json::print(&json::failed(&error, &screen.speaker));
            }
            check::failed(&screen, &error);
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
        json::print(&serde_json::json!({ "error": json::error(phrase, &speaker) }));
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
            return make::init(&screen, folder, manner.json)
                .map_err(|error| Box::new((error, screen)));
        }
        Some(Command::Completions { shell }) => {
            return Ok(make::completions(*shell, &screen.speaker));
        }
        Some(Command::Doctor) => return Ok(doctor::run(&screen, &line.global, manner.json, now)),
        Some(Command::Man { out }) => {
            return make::man(out.as_deref(), &screen.speaker)
                .map_err(|error| Box::new((error, screen)));
        }
        _ => {}
    }
    let checks = matches!(line.command, Some(Command::Check { .. }));
    let desk = match CommandContext::open(line.global, screen, manner, now) {
        Ok(desk) => desk,
        Err(stopped) => match *stopped {
            (Error::Input { faults, .. }, screen) if checks => {
                return Ok(check::settings_only(&screen, &faults, manner.json));
            }
            other => return Err(Box::new(other)),
        },
    };
    let done = match line.command {
        None => overview::show(&desk),
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
        } => check::write_ids(desk, &out),
        Command::Check { write_ids: None } => check::run(desk),
        Command::Preflight => relay::preflight(desk),
        Command::Seal { by, fresh } => seal::run(desk, by, fresh, false),
        Command::Rerun { by } => seal::run(desk, by, false, true),
        Command::Review { out, redact } => seal::review(desk, out.as_deref(), redact),
        Command::Preview { row, watch } => preview::run(desk, &row, watch),
        Command::Remark(ask) => words::remark(desk, ask),
        Command::Approve {
            digest,
            by,
            role,
            recorded_by,
            paper,
        } => words::approve(desk, digest.join(" "), by, role, recorded_by.zip(paper)),
        Command::Withdraw {
            digest,
            by,
            role,
            why,
        } => {
            let digest = digest.map(|groups| groups.join(" "));
            words::withdraw(
                desk,
                &BackAsk {
                    digest,
                    by,
                    role,
                    why,
                },
            )
        }
        Command::Withhold { id, by, why } => words::withhold(desk, &id, &by, &why),
        Command::Release { id, by, why } => words::release(desk, &id, &by, &why),
        Command::Again { ids, by, why } => words::again(desk, &ids, &by, &why),
        Command::Resolve {
            ids,
            arrived,
            resend: _,
            by,
            why,
        } => words::resolve(desk, &ids, arrived, &by, &why),
        Command::Send(ask) if ask.dry_run => dry_run::dry_run(desk, &ask),
        Command::Send(ask) => send::run(desk, &ask),
        Command::Stop => words::stop(desk),
        Command::HandOver => takeover::hand_over(desk),
        Command::Adopt { by, why, head } => takeover::adopt(desk, by, why, head),
        Command::Status { state } => status::run(desk, state.as_deref()),
        Command::Catch { port } => relay::catch(desk, port),
    }
}

/// A phrase with nothing to fill in.
const fn plain(key: &'static str) -> Phrase {
    Phrase::new(key)
}
