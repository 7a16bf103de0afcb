//! What needs no campaign: a new folder, shell completions, manual pages.

use std::io::Write;
use std::path::Path;

use super::exit::Exit;
use super::screen::Screen;
use super::{check, help, json, plain};
use crate::campaign::{self, Error};
use crate::phrase::{Phrase, Speaker};

/// Makes a new campaign folder.
pub(super) fn init(screen: &Screen, folder: &Path, is_json: bool) -> Result<Exit, Error> {
    let made = campaign::init(folder)?;
    if is_json {
        json::print(&serde_json::json!({ "dir": folder, "files": made }));
    }
    screen.say(&Phrase::new("cli-init").with("folder", folder.display().to_string()));
    for name in made {
        screen.say(&check::as_it_stands(&format!("  {name}")));
    }
    screen.say(&plain("cli-init-invented"));
    screen.next("", &format!("cd {} && heraut", folder.display()));
    Ok(Exit::Done)
}

/// The completions for a shell, on standard output.
pub(super) fn completions(shell: clap_complete::Shell, speaker: &Speaker) -> Exit {
    let mut command = help::command(speaker);
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "heraut", &mut script);
    let _unread = std::io::stdout().lock().write_all(&script);
    Exit::Done
}

/// The manual page on standard output, or one page for each command in a folder.
pub(super) fn man(out: Option<&Path>, speaker: &Speaker) -> Result<Exit, Error> {
    let command = help::command(speaker);
    let what = |fault| Error::File { what: "man".to_owned(), fault };
    match out {
        Some(folder) => {
            std::fs::create_dir_all(folder).map_err(what)?;
            clap_mangen::generate_to(command, folder).map_err(what)?;
        }
        None => clap_mangen::Man::new(command).render(&mut std::io::stdout().lock()).map_err(what)?,
    }
    Ok(Exit::Done)
}
