//! The command line in the reader's language: help and usage.

use clap::builder::Command;
use clap::{Arg, CommandFactory};

use super::args::CommandLine;
use crate::phrase::{Phrase, Speaker};

/// The whole command line with its texts.
pub(super) fn command(speaker: &Speaker) -> Command {
    let mut command = CommandLine::command();
    command.build();
    in_words(command, speaker)
}

/// Translates the names of an argument's values that are message keys.
fn with_value_names(arg: Arg, speaker: &Speaker) -> Arg {
    let names: Vec<String> = arg
        .get_value_names()
        .unwrap_or_default()
        .iter()
        .map(ToString::to_string)
        .collect();
    let is_key = names
        .first()
        .is_some_and(|name| name.starts_with("help-value-"));
    if is_key {
        arg.value_names(names.iter().map(|name| speaker.words(name)))
    } else {
        arg
    }
}

fn in_words(command: Command, speaker: &Speaker) -> Command {
    let say = |key: &'static str| speaker.text(&Phrase::new(key));
    let command = command.mut_args(|arg| with_value_names(arg, speaker));
    let usage = command.clone().render_usage().to_string();
    let usage = usage
        .trim_start_matches("Usage: ")
        .replace("[OPTIONS]", &say("help-word-options"))
        .replace("[COMMAND]", &say("help-word-command"));
    let template = format!(
        "{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
        say("help-usage")
    );
    let heading = |arg: &Arg| {
        if arg.is_positional() {
            say("help-arguments")
        } else if arg.is_global_set() || arg.get_id() == "version" {
            say("help-general")
        } else {
            say("help-options")
        }
    };
    let about = command
        .get_about()
        .map(|key| speaker.words(&key.to_string()));
    let after = command
        .get_after_help()
        .map(|key| speaker.words(&key.to_string()));
    let mut command = command
        .override_usage(usage)
        .help_template(template)
        .subcommand_help_heading(say("help-commands"))
        .mut_args(|arg| {
            let words = arg
                .get_help()
                .map(|key| speaker.words(&key.to_string()))
                .unwrap_or_default();
            let heading = heading(&arg);
            arg.help(words).help_heading(heading)
        })
        .mut_subcommands(|sub| in_words(sub, speaker));
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(after) = after {
        command = command.after_help(after);
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::Language;

    fn speaker(language: Language) -> Speaker {
        Speaker::new(
            language,
            jiff::tz::TimeZone::UTC,
            jiff::Timestamp::UNIX_EPOCH,
        )
    }

    fn helps(command: &Command, found: &mut Vec<String>) {
        let texts = command
            .get_about()
            .into_iter()
            .chain(command.get_after_help());
        found.extend(texts.map(ToString::to_string));
        found.extend(
            command
                .get_arguments()
                .map(|arg| arg.get_help().unwrap_or_default().to_string()),
        );
        command.get_subcommands().for_each(|sub| helps(sub, found));
    }

    #[test]
    fn every_command_and_option_has_help_in_both_languages() {
        for language in [Language::Dutch, Language::English] {
            let mut found = Vec::new();
            helps(&command(&speaker(language)), &mut found);
            assert!(found.len() > 60, "{}", found.len());
            for text in found {
                assert!(
                    !text.is_empty() && !text.contains("help-") && !text.contains('['),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn help_speaks_one_language_only() {
        let help =
            command(&speaker(Language::Dutch)).try_get_matches_from(["heraut", "send", "-h"]);
        let help = help.unwrap_err().to_string();
        for english in [
            "Usage", "Options", "Print", "Commands", "OPTIONS", "possible",
        ] {
            assert!(!help.contains(english), "{english}: {help}");
        }
        assert!(help.contains("Gebruik: heraut send"), "{help}");
    }
}
