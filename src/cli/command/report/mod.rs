//! `report`: what became of every organisation, on the screen, as a page for people and for spreadsheets.

mod book;
mod document;
mod export;
mod files;
mod shown;
mod words;

pub(crate) use export::run as export;
use files::ReportFiles;
use words::Words;

use crate::campaign::Error;
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::report_args::ReportArgs;
use crate::phrase::Speaker;
use crate::report::Reached;

/// Makes the report, and writes the files that were asked for: each is there whole, or none of them.
pub(crate) fn run(context: &CommandContext, ask: &ReportArgs) -> Result<Exit, Error> {
    let zone = context.campaign.settings().window.timezone.clone();
    let language = context.screen.speaker.language();
    // Files are read later: every time has its day and year.
    let speaker = Speaker::new(language, zone, context.now).for_pages();
    let mut files = ReportFiles::begin(ask, &speaker)?;
    let words = Words::of(&speaker, ask.redact);
    // The page, the screen and programs get those that somebody has to do something about.
    let mut open = Vec::new();
    let facts = context.campaign.report(ask.redact, |row| {
        let line = words.line(&row);
        files.line(&line)?;
        if matches!(line.reached, Reached::NotTold | Reached::Open) {
            open.push((row, line));
        }
        Ok(())
    })?;
    let written = files.finish(&facts, open.iter().map(|(_, line)| line), &speaker)?;
    let reveal = context.global.reveal;
    context.print(|_| document::of(&facts, &open, &written, reveal));
    shown::report(context, &facts, &open, &written);
    Ok(Exit::Done)
}
