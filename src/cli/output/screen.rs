//! The screen: texts wrapped to the width, in two colours at most. What was asked for goes to standard output;
//! progress, questions, findings, warnings and errors go to standard error.
//!
//! The texts are the same without colour. Red marks what needs a person, the accent colour what to
//! look for.

use std::borrow::Cow;
use std::io::{IsTerminal, Write};

use unicode_width::UnicodeWidthStr;

use crate::phrase::{Phrase, Speaker};

/// Largest and smallest width of lines.
const WIDEST: usize = 110;
const NARROWEST: usize = 24;

/// The screen: what was asked for, and separately progress, questions, warnings and errors.
pub(crate) struct Screen {
    pub(crate) speaker: Speaker,
    /// The stream of ordinary output: standard output for a command that was asked for information
    /// ([`Screen::answering`]), standard error for all others.
    ordinary: Pen,
    /// Standard error: findings, warnings, errors, progress and questions.
    pub(crate) notes: Pen,
    /// Show only what needs a person.
    pub(crate) quiet: bool,
    /// Show codes and other details too.
    pub(crate) verbose: bool,
}

/// One of the two standard streams, written for people.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pen {
    stream: Stream,
    width: usize,
    colour: bool,
    terminal: bool,
    /// Write nothing: a program reads standard output.
    silent: bool,
}

#[derive(Debug, Clone, Copy)]
enum Stream {
    Output,
    Error,
}

/// How to highlight a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Color {
    #[default]
    Plain,
    Accent,
    Red,
}

/// One cell of a table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    text: String,
    color: Color,
    right: bool,
}

/// One row: short aligned cells, and a text that may take several lines.
#[derive(Debug, Clone, Default)]
pub(crate) struct ScreenRow {
    pub(crate) cells: Vec<Cell>,
    pub(crate) words: Vec<String>,
}

impl Cell {
    pub(crate) fn new(text: impl Into<String>) -> Cell {
        Cell {
            text: text.into(),
            ..Cell::default()
        }
    }

    pub(crate) fn number(text: impl Into<String>) -> Cell {
        Cell {
            text: text.into(),
            right: true,
            ..Cell::default()
        }
    }

    pub(crate) fn color(mut self, color: Color) -> Cell {
        self.color = color;
        self
    }
}

impl Screen {
    pub(crate) fn new(speaker: Speaker, plain: bool, silent: bool, quiet: bool) -> Screen {
        let notes = Pen::new(Stream::Error, plain, silent);
        Screen {
            speaker,
            ordinary: notes,
            notes,
            quiet,
            verbose: false,
        }
    }

    /// The same screen for a command that was asked for information, which goes to standard output.
    pub(crate) fn answering(self, plain: bool) -> Screen {
        Screen {
            ordinary: Pen::new(Stream::Output, plain, self.notes.silent),
            ..self
        }
    }

    /// The same screen with codes and other details.
    pub(crate) fn with_details(self, verbose: bool) -> Screen {
        Screen { verbose, ..self }
    }

    /// The same screen in another language.
    pub(crate) fn speaking(self, speaker: Speaker) -> Screen {
        Screen { speaker, ..self }
    }

    /// Whether progress and questions reach a person.
    pub(crate) const fn is_terminal(&self) -> bool {
        self.notes.terminal
    }

    /// Columns of the stream that shows progress.
    pub(crate) const fn width(&self) -> usize {
        self.notes.width
    }

    pub(crate) fn text(&self, phrase: &Phrase) -> String {
        self.speaker.text(phrase)
    }

    /// Shows a message, unless only what needs a person is wanted.
    pub(crate) fn say(&self, phrase: &Phrase) {
        if !self.quiet {
            self.lines(&self.text(phrase), Color::Plain);
        }
    }

    /// Shows a message on standard error, unless only what needs a person is wanted.
    pub(crate) fn note(&self, phrase: &Phrase) {
        if !self.quiet {
            self.notes.lines(&self.text(phrase), Color::Plain);
        }
    }

    /// Shows a message that a person must see, whatever was asked.
    pub(crate) fn warn(&self, phrase: &Phrase) {
        let said = self.speaker.say(phrase);
        self.notes.lines(&said.text, Color::Red);
        if let Some(hint) = said.hint {
            self.notes.lines(&hint, Color::Plain);
        }
    }

    /// Shows the next step: why, and the command to type, which is never broken.
    pub(crate) fn next(&self, why: &str, command: &str) {
        if self.quiet {
            return;
        }
        let label = self.text(&Phrase::new("cli-next"));
        let shown = self.colored(command, Color::Accent);
        if why.is_empty() && label.width() + 1 + command.width() <= self.ordinary.width {
            self.write(&format!("{label} {shown}"));
        } else {
            self.lines(format!("{label} {why}").trim_end(), Color::Plain);
            self.write(&format!("  {shown}"));
        }
    }

    /// See [`Pen::table`].
    pub(crate) fn table(&self, rows: &[ScreenRow]) {
        self.ordinary.table(rows);
    }

    /// See [`Pen::lines`].
    pub(crate) fn lines(&self, text: &str, color: Color) {
        self.ordinary.lines(text, color);
    }

    /// See [`Pen::colored`].
    pub(crate) fn colored<'t>(&self, text: &'t str, color: Color) -> Cow<'t, str> {
        self.ordinary.colored(text, color)
    }

    /// See [`Pen::write`].
    pub(crate) fn write(&self, line: &str) {
        self.ordinary.write(line);
    }

    /// Clears the terminal; what was there can still be scrolled back to.
    pub(crate) fn clear(&self) {
        let Pen {
            terminal, silent, ..
        } = self.ordinary;
        if terminal && !silent {
            self.ordinary.put("\x1b[H\x1b[2J");
        }
    }
}

impl Pen {
    fn new(stream: Stream, plain: bool, silent: bool) -> Pen {
        let (terminal, size) = match stream {
            Stream::Output => (
                std::io::stdout().is_terminal(),
                terminal_size::terminal_size_of(std::io::stdout()),
            ),
            Stream::Error => (
                std::io::stderr().is_terminal(),
                terminal_size::terminal_size_of(std::io::stderr()),
            ),
        };
        let width = size
            .map_or(80, |(width, _)| usize::from(width.0))
            .clamp(NARROWEST, WIDEST);
        Pen {
            stream,
            width,
            colour: terminal && !plain,
            terminal,
            silent,
        }
    }

    /// Rows with aligned short cells; the text of each takes the rest of the width.
    pub(crate) fn table(&self, rows: &[ScreenRow]) {
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|at| {
                rows.iter()
                    .filter_map(|row| row.cells.get(at))
                    .map(|cell| cell.text.width())
                    .max()
            })
            .map(|width| width.unwrap_or(0))
            .collect();
        let taken = 2 + widths
            .iter()
            .filter(|width| **width > 0)
            .map(|width| width + 2)
            .sum::<usize>();
        for row in rows {
            self.row(row, &widths, taken);
        }
    }

    fn row(&self, row: &ScreenRow, widths: &[usize], taken: usize) {
        let mut line = String::from(" ");
        let mut plain = 1;
        for (cell, &width) in row
            .cells
            .iter()
            .zip(widths)
            .filter(|(_, width)| **width > 0)
        {
            let pad = " ".repeat(width - cell.text.width());
            let shown = self.colored(&cell.text, cell.color);
            line.push_str(&if cell.right {
                format!(" {pad}{shown} ")
            } else {
                format!(" {shown}{pad} ")
            });
            plain += width + 2;
        }
        let beside = self.width.saturating_sub(taken) >= 30;
        let indent = if beside { plain + 1 } else { 6 };
        let room = self.width.saturating_sub(indent).max(16);
        let together = row.words.join("  ");
        let fits = beside && !together.contains('\n') && together.width() <= room;
        let words = if fits {
            vec![together]
        } else {
            lines_of(&row.words, room)
        };
        let mut words = words.into_iter();
        if beside && let Some(first) = words.next() {
            line.push_str(&format!(" {first}"));
        }
        self.write(line.trim_end());
        for rest in words {
            self.write(&format!("{}{rest}", " ".repeat(indent)));
        }
    }

    /// Wraps the text and writes it in one color.
    pub(crate) fn lines(&self, text: &str, color: Color) {
        for line in wrapped(text, self.width) {
            self.write(&self.colored(&line, color));
        }
    }

    pub(crate) fn colored<'t>(&self, text: &'t str, color: Color) -> Cow<'t, str> {
        let code = match color {
            Color::Accent if self.colour => "36",
            Color::Red if self.colour => "31",
            Color::Plain | Color::Accent | Color::Red => return Cow::Borrowed(text),
        };
        if text.is_empty() {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(format!("\x1b[{code}m{text}\x1b[0m"))
        }
    }

    /// Writes one line unchanged.
    pub(crate) fn write(&self, line: &str) {
        if !self.silent {
            self.put(&format!("{line}\n"));
        }
    }

    /// A closed stream is no reason to stop.
    fn put(&self, text: &str) {
        let _unread = match self.stream {
            Stream::Output => write!(std::io::stdout().lock(), "{text}"),
            Stream::Error => write!(std::io::stderr().lock(), "{text}"),
        };
    }
}

fn lines_of(words: &[String], room: usize) -> Vec<String> {
    words
        .iter()
        .flat_map(|words| wrapped(words, room))
        .collect()
}

/// The text in lines no wider than `width`, broken only between words. Existing lines stay
/// separate, and their continuation has the same indentation.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.lines() {
        let depth = line.len() - line.trim_start_matches(' ').len();
        let indent = " ".repeat(depth.min(width / 2));
        let mut current = indent.clone();
        let mut is_fresh = true;
        for word in line.split(' ').filter(|word| !word.is_empty()) {
            if !is_fresh && current.width() + 1 + word.width() > width {
                lines.push(std::mem::replace(&mut current, indent.clone()));
                is_fresh = true;
            }
            if !is_fresh {
                current.push(' ');
            }
            current.push_str(word);
            is_fresh = false;
        }
        lines.push(current);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_hang_where_they_began() {
        assert_eq!(wrapped("een twee drie", 8), ["een twee", "drie"]);
        assert_eq!(wrapped("  een twee drie", 9), ["  een", "  twee", "  drie"]);
        assert_eq!(wrapped("a\nb", 9), ["a", "b"]);
        assert_eq!(
            wrapped("bestuur@eenheellangnaam.example ja", 9),
            ["bestuur@eenheellangnaam.example", "ja"]
        );
    }
}
