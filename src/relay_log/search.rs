//! Looks for mails in logs, file by file, line by line.

use std::collections::HashMap;
use std::io::{self, BufRead};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::coverage::{LogCoverage, LogSpan};
use super::exchange::{ExchangeColumns, columns};
use super::outcome::{LogFinding, LogForm, LogLine, LogOutcome, LogSign};
use super::records::{LogLines, MOST_OF_LINE};
use super::rows::RowBuilder;
use super::stamp::{LogClock, LogTime};
use super::wanted::WantedMail;
use super::{exim, postfix};

/// So many copies of one mail are followed at the same time: content filters make two or three.
const MOST_COPIES: usize = 64;
/// Among so many first lines the header of a CSV file is looked for.
const HEADER_WITHIN: u64 = 20;

/// The last lines of a log may be as much later than the first of the next, where several processes write.
const OVERLAP: SignedDuration = SignedDuration::from_mins(1);

/// What was read of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFile {
    /// The file, as the caller named it.
    pub file: String,
    /// Number of its lines.
    pub lines: u64,
    /// Which program wrote it; `None`: no line has a form that is known.
    pub form: Option<LogForm>,
    /// Time of its first line.
    pub from: Option<Timestamp>,
    /// Time of its last line.
    pub until: Option<Timestamp>,
}

/// One copy of a mail in a server's queue.
#[derive(Debug)]
struct Copy {
    mail: usize,
    outcome: LogOutcome,
    named: LogLine,
    decided: Option<LogLine>,
}

/// Looks for mails by their `Message-ID`s. Queue ids carry over from one file to the next: give rotated logs oldest first.
#[derive(Debug)]
pub struct LogSearch {
    wanted: HashMap<String, WantedMail>,
    found: Vec<LogFinding>,
    copies: HashMap<String, Copy>,
    spans: Vec<LogSpan>,
    clock: LogClock,
    /// Logs whose lines count in their order, with the time of their first lines.
    begun: Vec<(String, Timestamp)>,
    disorder: Option<(String, String)>,
}

impl LogSearch {
    /// For these `Message-ID`s, without angle brackets, each with the time of its first offer: a line from long before
    /// it names nothing. Times without a zone are read in `zone`.
    pub fn new(
        mails: impl IntoIterator<Item = (String, Option<Timestamp>)>,
        zone: TimeZone,
        now: Timestamp,
    ) -> LogSearch {
        let wanted: HashMap<String, WantedMail> = mails
            .into_iter()
            .enumerate()
            .map(|(mail, (id, since))| (id, WantedMail { mail, since }))
            .collect();
        let nothing = LogFinding {
            outcome: LogOutcome::NotThere,
            lines: Vec::new(),
        };
        let most = wanted.values().map(|one| one.mail + 1).max().unwrap_or(0);
        LogSearch {
            found: vec![nothing; most],
            wanted,
            copies: HashMap::new(),
            spans: Vec::new(),
            clock: LogClock { zone, now },
            begun: Vec::new(),
            disorder: None,
        }
    }

    /// Reads one file to its end.
    ///
    /// # Errors
    /// Those of the stream; what was read before counts.
    pub fn read(&mut self, file: &str, from: impl BufRead) -> io::Result<LogFile> {
        let mut lines = LogLines::new(from)?;
        let mut reading = Reading::new(file);
        loop {
            match lines.next_line() {
                Ok(Some((number, text))) => self.line(&mut reading, number, &text),
                Ok(None) => break,
                Err(fault) => {
                    self.end(&mut reading);
                    return Err(fault);
                }
            }
        }
        self.end(&mut reading);
        Ok(reading.file)
    }

    /// What the logs show of a mail.
    #[must_use]
    pub fn finding(&self, message_id: &str) -> Option<LogFinding> {
        let mail = self.wanted.get(message_id)?.mail;
        let mut finding = self.found.get(mail)?.clone();
        let open = self.copies.values().filter(|copy| copy.mail == mail);
        open.for_each(|copy| copy.add_to(&mut finding));
        Some(finding)
    }

    /// A file, and one that was read before it though it begins only where this one ends: its beginnings of mails were
    /// read after their ends, so that no finding counts. Rows of Exchange say everything themselves and may lie in any
    /// order.
    #[must_use]
    pub fn disorder(&self) -> Option<(&str, &str)> {
        let files = self.disorder.as_ref();
        files.map(|(earlier, later)| (earlier.as_str(), later.as_str()))
    }

    /// Whether one of the files covers this moment.
    #[must_use]
    pub fn covers(&self, at: Timestamp) -> LogCoverage {
        let files = self.spans.iter().map(|span| span.covers(at));
        files.max().unwrap_or(LogCoverage::Unknown)
    }

    fn line(&mut self, reading: &mut Reading, number: u64, text: &str) {
        reading.file.lines = number;
        let header = match number <= HEADER_WITHIN || text.starts_with("#Fields:") {
            true => columns(text).filter(|_| reading.may_be_rows()),
            false => None,
        };
        if let Some(columns) = header {
            reading.rows = Some((RowBuilder::new(columns.delimiter()), columns));
            reading.file.form = Some(LogForm::Exchange);
        } else if let Some((rows, _)) = &mut reading.rows {
            if rows.is_empty() && text.starts_with('#') {
                return;
            }
            let complete = rows.add(number, text, text.len() >= MOST_OF_LINE);
            for (number, row) in complete {
                self.row(reading, number, &row);
            }
        } else {
            self.text_line(reading, number, text);
        }
    }

    fn text_line(&mut self, reading: &mut Reading, number: u64, text: &str) {
        let (form, sign) = match postfix::sign(text) {
            (true, sign) => (LogForm::Postfix, sign),
            (false, _) => match exim::sign(text) {
                (true, sign) => (LogForm::Exim, sign),
                (false, _) => return,
            },
        };
        reading.file.form.get_or_insert(form);
        reading.saw(
            self.clock
                .leading_if_first(reading.span.first.is_none(), text),
            text,
        );
        if let Some(sign) = sign {
            let named = sign
                .message_id
                .is_some_and(|id| self.wanted.contains_key(id));
            let time = named.then(|| self.clock.leading(text)).flatten();
            self.take(&sign, reading.quoted(number, text), time);
        }
    }

    fn row(&mut self, reading: &mut Reading, number: u64, record: &str) {
        let row = reading
            .rows
            .as_ref()
            .and_then(|(_, columns)| columns.row(record));
        let Some(row) = row else { return };
        let time = row.time.and_then(|time| self.clock.alone(&time));
        if let Some(time) = time {
            reading.between(time);
        }
        if let Some(outcome) = row.outcome {
            let sign = LogSign {
                queue: &row.message_id,
                message_id: Some(&row.message_id),
                outcome,
                is_release: false,
                is_last: false,
            };
            self.take(&sign, reading.quoted(number, record), time);
        }
    }

    fn end(&mut self, reading: &mut Reading) {
        let left = reading.rows.as_mut().map(|(rows, _)| rows.lines());
        for (number, row) in left.into_iter().flatten() {
            self.row(reading, number, &row);
        }
        if let Some(last) = self.clock.leading(&reading.last_text) {
            reading.span.last = Some(last);
        }
        let at = |time: Option<LogTime>| time.map(|time| time.at);
        (reading.file.from, reading.file.until) = (at(reading.span.first), at(reading.span.last));
        self.spans.push(reading.span);
        if reading.file.form != Some(LogForm::Exchange) {
            self.put_in_order(reading);
        }
    }

    /// Logs of two servers may overlap: their queue ids have nothing to do with each other.
    fn put_in_order(&mut self, reading: &Reading) {
        let Some(from) = reading.file.from else {
            return;
        };
        let until = reading.file.until.unwrap_or(from);
        let until = until.checked_sub(OVERLAP).unwrap_or(until);
        let follows = |begun: &Timestamp| from < *begun && until <= *begun;
        let later = self.begun.iter().find(|(_, begun)| follows(begun));
        if let Some((later, _)) = later.filter(|_| self.disorder.is_none()) {
            self.disorder = Some((reading.file.file.clone(), later.clone()));
        }
        self.begun.push((reading.file.file.clone(), from));
    }

    /// What a line says of a copy of a wanted mail.
    fn take(&mut self, sign: &LogSign<'_>, line: LogLine, time: Option<LogTime>) {
        if let Some(id) = sign.message_id {
            self.name(sign, id, &line, time);
        }
        if let Some(copy) = self.copies.get_mut(sign.queue) {
            copy.take(sign, line);
        }
        if sign.is_last {
            self.close(sign.queue);
        }
    }

    /// The line says whose copy a queue id is: one of ours, or not any more.
    fn name(
        &mut self,
        sign: &LogSign<'_>,
        message_id: &str,
        line: &LogLine,
        time: Option<LogTime>,
    ) {
        let wanted = self.wanted.get(message_id);
        let mail = wanted
            .filter(|wanted| wanted.may_be_of(time))
            .map(|wanted| wanted.mail);
        let known = self.copies.get(sign.queue).map(|copy| copy.mail);
        if known.is_some() && known != mail {
            self.close(sign.queue);
        }
        let room = self.copies.len() < MOST_COPIES.saturating_mul(self.found.len());
        if let Some(mail) = mail.filter(|_| known != mail && room) {
            let copy = Copy {
                mail,
                outcome: sign.outcome,
                named: line.clone(),
                decided: None,
            };
            self.copies.insert(sign.queue.to_owned(), copy);
        }
    }

    /// Nothing more is said of this copy.
    fn close(&mut self, queue: &str) {
        if let Some(copy) = self.copies.remove(queue) {
            copy.add_to(&mut self.found[copy.mail]);
        }
    }
}

impl Copy {
    fn take(&mut self, sign: &LogSign<'_>, line: LogLine) {
        let next = self.outcome.after(sign);
        let is_refused = sign.is_last && sign.outcome == LogOutcome::Named;
        if (next != self.outcome || is_refused) && line != self.named {
            self.decided = Some(line);
        }
        self.outcome = next;
    }

    /// The worst of several copies counts.
    fn add_to(&self, finding: &mut LogFinding) {
        if self.outcome >= finding.outcome {
            let lines = std::iter::once(&self.named).chain(&self.decided);
            *finding = LogFinding {
                outcome: self.outcome,
                lines: lines.cloned().collect(),
            };
        }
    }
}

/// One file as it is read.
struct Reading {
    file: LogFile,
    span: LogSpan,
    /// The beginning of the last line that was understood: its time is read once, at the end.
    last_text: String,
    /// The columns of a CSV file, and its rows.
    rows: Option<(RowBuilder, ExchangeColumns)>,
}

impl Reading {
    fn new(file: &str) -> Reading {
        Reading {
            file: LogFile {
                file: file.to_owned(),
                lines: 0,
                form: None,
                from: None,
                until: None,
            },
            span: LogSpan::default(),
            last_text: String::new(),
            rows: None,
        }
    }

    /// Whether a header may begin here: not inside a row, nor in a log of another form.
    fn may_be_rows(&self) -> bool {
        let is_between = self.rows.as_ref().is_none_or(|(rows, _)| rows.is_empty());
        is_between && matches!(self.file.form, None | Some(LogForm::Exchange))
    }

    fn saw(&mut self, first: Option<LogTime>, text: &str) {
        /// More than any time at the beginning of a line takes.
        const STAMP: usize = 64;
        if self.span.first.is_none() {
            self.span.first = first;
        }
        self.last_text.clear();
        self.last_text.extend(text.chars().take(STAMP));
    }

    /// Rows may lie in any order.
    fn between(&mut self, time: LogTime) {
        let span = &mut self.span;
        if span.first.is_none_or(|first| time.at < first.at) {
            span.first = Some(time);
        }
        if span.last.is_none_or(|last| time.at > last.at) {
            span.last = Some(time);
        }
    }

    fn quoted(&self, number: u64, text: &str) -> LogLine {
        LogLine {
            file: self.file.file.clone(),
            number,
            text: text.to_owned(),
        }
    }
}

impl LogClock {
    fn leading_if_first(&self, is_first: bool, text: &str) -> Option<LogTime> {
        is_first.then(|| self.leading(text)).flatten()
    }
}

#[cfg(test)]
mod tests;
