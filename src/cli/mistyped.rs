//! Typing errors on the command line, and the line as it should be.

use std::ffi::OsString;

use clap::builder::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, CommandFactory};

use super::args::CommandLine;
use crate::phrase::{Phrase, quoted};

/// What was typed wrong, as a phrase.
pub(super) fn wrong(error: &clap::Error, typed: &[OsString]) -> Phrase {
    let several = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    };
    let of = |kind| Some(several(kind).join(", ")).filter(|text| !text.is_empty());
    let option = || {
        of(ContextKind::InvalidArg)
            .map(|arg| name_of(&arg).to_owned())
            .unwrap_or_default()
    };
    let value = || of(ContextKind::InvalidValue).unwrap_or_default();
    let help = help_of(typed);
    match error.kind() {
        ErrorKind::UnknownArgument => {
            unknown(&of(ContextKind::InvalidArg).unwrap_or_default(), typed)
        }
        ErrorKind::InvalidSubcommand => {
            let typed = of(ContextKind::InvalidSubcommand).unwrap_or_default();
            let phrase = Phrase::new("cli-unknown-command").with("typed", typed);
            match of(ContextKind::SuggestedSubcommand) {
                Some(nearest) => phrase.with("near", "yes").with("nearest", nearest),
                None => phrase.with("near", "no").with("nearest", ""),
            }
        }
        ErrorKind::MissingRequiredArgument => missing(&several(ContextKind::InvalidArg), typed),
        ErrorKind::ArgumentConflict => Phrase::new("cli-not-together").with("one", option()).with(
            "other",
            name_of(&of(ContextKind::PriorArg).unwrap_or_default()),
        ),
        ErrorKind::InvalidValue if value().is_empty() => {
            Phrase::new("cli-value-missing").with("option", option())
        }
        ErrorKind::InvalidValue => {
            let known = of(ContextKind::ValidValue).unwrap_or_default();
            let phrase = Phrase::new("cli-value-unknown").with("option", option());
            phrase.with("value", value()).with("known", known)
        }
        ErrorKind::ValueValidation => Phrase::new("cli-value-wrong")
            .with("option", option())
            .with("value", value())
            .with("help", help),
        _ => Phrase::new("cli-usage").with("help", help),
    }
}

/// An option as it is typed, without the name of its value: `--by` of `--by <NAME>`.
fn name_of(option: &str) -> &str {
    option.split(" <").next().unwrap_or(option)
}

/// What is missing, and the line as it was typed with that filled in: one line for each of two
/// ways.
pub(super) fn missing(missing: &[String], typed: &[OsString]) -> Phrase {
    let is_place = |one: &&String| one.starts_with('<') && !one.contains("--");
    let place = |one: &String| {
        one.trim_end_matches("...")
            .trim_matches(['<', '>'])
            .to_owned()
    };
    let places: Vec<String> = missing.iter().filter(is_place).map(place).collect();
    let options: Vec<&String> = missing.iter().filter(|one| !is_place(one)).collect();
    let ways = |option: &String| -> Vec<String> {
        option
            .trim_matches(['<', '>'])
            .split('|')
            .map(|way| name_of(way).to_owned())
            .collect()
    };
    let said = options.iter().map(|option| match &ways(option)[..] {
        [one, other] => Phrase::new("cli-and-or")
            .with("one", one)
            .with("other", other)
            .into(),
        ways => crate::phrase::Arg::from(ways.join(", ")),
    });
    let said: Vec<crate::phrase::Arg> = places
        .iter()
        .map(|place| crate::phrase::Arg::from(place.clone()))
        .chain(said)
        .collect();
    let mut lines = vec![with_places(typed, &places)];
    for option in &options {
        let filled = |way: &str| match way.contains(" <") {
            true => format!("{} \"…\"", name_of(way)),
            false => way.to_owned(),
        };
        let ways = option.trim_matches(['<', '>']).split('|');
        let ways: Vec<String> = ways.map(filled).collect();
        lines = lines
            .iter()
            .flat_map(|line| ways.iter().map(move |way| format!("{line} {way}")))
            .collect();
    }
    Phrase::new("cli-missing-argument")
        .with("missing", crate::phrase::Arg::List(said))
        .with("lines", lines.join("\n  "))
}

/// The line as it was typed, with these places after the command.
fn with_places(typed: &[OsString], places: &[String]) -> String {
    let line = built();
    let mut words = vec!["heraut".to_owned()];
    let mut wanted = places;
    for word in typed.iter().skip(1).map(|word| word.to_string_lossy()) {
        words.push(quoted(&word).into_owned());
        if line.find_subcommand(&*word).is_some() {
            words.extend(std::mem::take(&mut wanted).iter().cloned());
        }
    }
    words.extend(wanted.iter().cloned());
    words.join(" ")
}

fn built() -> Command {
    let mut line = CommandLine::command();
    line.build();
    line
}

/// How to get the help of the command that was typed.
fn help_of(typed: &[OsString]) -> String {
    let line = built();
    let mut words = typed.iter().skip(1).filter_map(|word| word.to_str());
    match words.find(|word| line.find_subcommand(word).is_some()) {
        Some(command) => format!("heraut {command} --help"),
        None => "heraut --help".to_owned(),
    }
}

/// An option that the command doesn't have: the one that was probably meant, or else all options of
/// the command. Or a word that belongs nowhere.
fn unknown(option: &str, typed: &[OsString]) -> Phrase {
    let line = built();
    let mut words = typed.iter().skip(1).filter_map(|word| word.to_str());
    let command = words
        .find_map(|word| line.find_subcommand(word))
        .unwrap_or(&line);
    let longs = |own: bool| {
        let args = command
            .get_arguments()
            .filter(move |arg| !own || !arg.is_global_set());
        args.filter_map(Arg::get_long)
            .map(|long| format!("--{long}"))
            .collect::<Vec<_>>()
    };
    if !option.starts_with('-') {
        let hint = Phrase::new("cli-option-loose").with("help", help_of(typed));
        return Phrase::new("cli-unknown-word")
            .with("typed", option)
            .with("instead", hint);
    }
    let alike = |long: &String| {
        strsim::jaro_winkler(option.trim_start_matches('-'), long.trim_start_matches('-'))
    };
    let best = longs(false)
        .into_iter()
        .max_by(|a, b| alike(a).total_cmp(&alike(b)));
    let (own, near) = (longs(true), best.filter(|long| alike(long) >= 0.8));
    let hint = match (near, own.is_empty()) {
        (Some(near), _) => Phrase::new("cli-option-nearest").with("nearest", near),
        (None, false) => Phrase::new("cli-options-here").with("options", own),
        (None, true) => Phrase::new("cli-options-none"),
    };
    Phrase::new("cli-unknown-argument")
        .with("typed", option)
        .with("instead", hint)
}
