//! Texts from people: on the command line or, with `-`, on standard input, where no list of
//! processes and no shell history shows them.

use super::args::Command;
use super::output::message::plain;
use crate::bounded::read_up_to;
use crate::phrase::{Phrase, system_words};

/// A longer text is not a remark but a file.
const LONGEST: u64 = 64 * 1024;

/// Replaces a text that is `-` with what is on standard input.
///
/// # Errors
/// The message if there is no text, or too much of it.
pub(super) fn fill_in(command: &mut Command) -> Result<(), Phrase> {
    let text = match command {
        Command::Remark(ask) => ask.text.as_mut(),
        Command::Withhold { why, .. }
        | Command::Release { why, .. }
        | Command::Again { why, .. }
        | Command::Adopt { why, .. } => Some(why),
        Command::Bounces(ask) => ask.why.as_mut(),
        Command::Approve(ask) => ask.paper.as_mut(),
        Command::Withdraw { why, .. } => why.as_mut(),
        Command::Resolve(ask) => ask.why.as_mut(),
        _ => None,
    };
    match text.filter(|text| *text == "-") {
        Some(text) => {
            *text = read()?;
            Ok(())
        }
        None => Ok(()),
    }
}

fn read() -> Result<String, Phrase> {
    let bytes = read_up_to(std::io::stdin().lock(), LONGEST, 0)
        .map_err(|fault| Phrase::new("cli-input-unreadable").with("what", system_words(&fault)))?
        .ok_or_else(|| Phrase::new("cli-input-long").with("most", LONGEST / 1024))?;
    let text = String::from_utf8(bytes).map_err(|_| plain("cli-input-text"))?;
    let text = text.trim().to_owned();
    if text.is_empty() {
        Err(plain("cli-input-empty"))
    } else {
        Ok(text)
    }
}
