//! Commands that need no campaign: a new folder, shell completions, manual pages.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::campaign::{self, Error};
use crate::cli::exit_code::Exit;
use crate::cli::help;
use crate::cli::output::document;
use crate::cli::output::message::{plain, verbatim};
use crate::cli::output::screen::Screen;
use crate::id::Digest;
use crate::phrase::{Phrase, Speaker, quoted};

/// Makes a new campaign folder.
pub(crate) fn init(screen: &Screen, folder: &Path, is_json: bool) -> Result<Exit, Error> {
    let made = campaign::init(folder)?;
    if is_json {
        document::print(&serde_json::json!({ "dir": folder, "files": made }));
    }
    screen.say(&Phrase::new("cli-init").with("folder", folder.display().to_string()));
    for name in made {
        screen.say(&verbatim(&format!("  {name}")));
    }
    screen.say(&plain("cli-init-invented"));
    screen.next(
        "",
        &format!("cd {} && heraut", quoted(&folder.display().to_string())),
    );
    Ok(Exit::Done)
}

/// The completions for a shell, on standard output.
pub(crate) fn completions(shell: clap_complete::Shell, speaker: &Speaker) -> Exit {
    let mut command = help::command(speaker);
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "heraut", &mut script);
    let _unread = std::io::stdout().lock().write_all(&script);
    Exit::Done
}

/// The manual page on standard output, or one page for each command in a folder.
pub(crate) fn man(out: Option<&Path>, speaker: &Speaker) -> Result<Exit, Error> {
    let command = help::command(speaker);
    let what = |fault| Error::File {
        what: "man".to_owned(),
        fault,
    };
    match out {
        Some(folder) => {
            write_pages(folder, &pages(command).map_err(what)?)?;
        }
        None => clap_mangen::Man::new(command)
            .render(&mut std::io::stdout().lock())
            .map_err(what)?,
    }
    Ok(Exit::Done)
}

/// End of a manual page that goes into a file: the digest of all before it, so that an unchanged
/// page is recognised as ours.
const PAGE_SUM: &str = ".\\\" heraut man ";

/// The page of each command, by its file name.
fn pages(command: clap::Command) -> std::io::Result<Vec<(String, Vec<u8>)>> {
    fn collect(command: clap::Command, found: &mut Vec<(String, Vec<u8>)>) -> std::io::Result<()> {
        for command in command
            .get_subcommands()
            .filter(|command| !command.is_hide_set())
        {
            collect(command.clone(), found)?;
        }
        let page = clap_mangen::Man::new(command);
        let mut text = Vec::new();
        page.render(&mut text)?;
        let sum = Digest::of(&text);
        writeln!(text, "{PAGE_SUM}{sum}")?;
        found.push((page.get_filename(), text));
        Ok(())
    }
    let mut command = command.disable_help_subcommand(true);
    command.build();
    let mut found = Vec::new();
    collect(command, &mut found)?;
    Ok(found)
}

/// Writes the pages. If a file in the way is not our page, or was changed, it stops before anything
/// is written.
fn write_pages(folder: &Path, pages: &[(String, Vec<u8>)]) -> Result<(), Error> {
    let failed = |path: &Path| Error::file(path.display().to_string());
    fs::create_dir_all(folder).map_err(failed(folder))?;
    for (name, _) in pages {
        let path = folder.join(name);
        match fs::symlink_metadata(&path) {
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {}
            Ok(found)
                if found.is_file() && is_our_page(&fs::read(&path).map_err(failed(&path))?) => {}
            Ok(_) => {
                return Err(Error::InTheWay {
                    file: path.display().to_string(),
                });
            }
            Err(fault) => return Err(failed(&path)(fault)),
        }
    }
    for (name, text) in pages {
        let (path, aside) = (
            folder.join(name),
            folder.join(format!(".{name}.{}", std::process::id())),
        );
        fs::OpenOptions::new()
            .create_new(true)
            .write(true)
            .open(&aside)
            .and_then(|mut file| file.write_all(text))
            .and_then(|()| fs::rename(&aside, &path))
            .map_err(failed(&path))?;
    }
    Ok(())
}

fn is_our_page(page: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(page) else {
        return false;
    };
    let Some((before, sum)) = text.rsplit_once(PAGE_SUM) else {
        return false;
    };
    sum.trim_end().parse() == Ok(Digest::of(before.as_bytes()))
}
