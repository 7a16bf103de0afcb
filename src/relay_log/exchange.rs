//! Rows of Exchange: message tracking logs of a server, exports of `Get-MessageTrackingLog` and `Get-MessageTrace`, and
//! the reports of a message trace in Exchange Online. Each row has the `Message-ID`.

use super::outcome::LogOutcome;
use super::rows::is_sound;

/// Where the columns are that count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ExchangeColumns {
    delimiter: u8,
    message_id: usize,
    /// `event-id` of a tracking log.
    event: Option<usize>,
    /// `Status` or `recipient_status` of a trace.
    status: Option<usize>,
    time: Option<usize>,
}

/// One row, as far as it counts.
pub(super) struct ExchangeRow {
    pub(super) message_id: String,
    pub(super) outcome: Option<LogOutcome>,
    pub(super) time: Option<String>,
}

/// The columns, if this line is a header with a `Message-ID` and what became of the mail.
pub(super) fn columns(line: &str) -> Option<ExchangeColumns> {
    let line = line.strip_prefix("#Fields:").unwrap_or(line);
    [b',', b';', b'\t'].into_iter().find_map(|delimiter| {
        let names: Vec<String> = cells(line, delimiter)?
            .iter()
            .map(|name| plain(name))
            .collect();
        let at = |wanted: &[&str]| {
            let mut wanted = wanted.iter();
            wanted.find_map(|wanted| names.iter().position(|name| name == wanted))
        };
        let columns = ExchangeColumns {
            delimiter,
            message_id: at(&["messageid"])?,
            event: at(&["eventid", "event"]),
            status: at(&["status", "recipientstatus", "deliverystatus"]),
            time: at(&[
                "datetime",
                "datetimeutc",
                "timestamp",
                "origintimestamputc",
                "origintimestamp",
                "received",
            ]),
        };
        (columns.event.is_some() || columns.status.is_some()).then_some(columns)
    })
}

impl ExchangeColumns {
    pub(super) const fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Reads a row; `None` if it has too few cells.
    pub(super) fn row(&self, record: &str) -> Option<ExchangeRow> {
        let cells = match is_sound(record, self.delimiter) {
            true => cells(record, self.delimiter)?,
            false => bare_cells(record, self.delimiter),
        };
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map(String::as_str);
        let id = cell(Some(self.message_id))?.trim();
        let outcome = match self.event {
            Some(event) => of_event(cell(Some(event))?.trim()),
            None => of_status(cell(self.status)?),
        };
        Some(ExchangeRow {
            message_id: id.trim_start_matches('<').trim_end_matches('>').to_owned(),
            outcome,
            time: cell(self.time).map(str::to_owned),
        })
    }
}

/// An event of a tracking log. `RECEIVE` is written once the mail is in the server's database.
fn of_event(event: &str) -> Option<LogOutcome> {
    match event.to_ascii_uppercase().as_str() {
        "RECEIVE" | "SUBMIT" | "DEFER" | "EXPAND" | "RESOLVE" | "REDIRECT" | "TRANSFER"
        | "RESUBMIT" => Some(LogOutcome::Taken),
        "SEND" | "SENDEXTERNAL" | "DELIVER" | "DUPLICATEDELIVER" => Some(LogOutcome::HandedOn),
        "POISONMESSAGE" | "DROP" | "MODERATORREJECT" | "MODERATIONEXPIRE" | "SUPPRESSED" => {
            Some(LogOutcome::KeptBack)
        }
        "FAIL" | "BADMAIL" => Some(LogOutcome::CameBack),
        _ => None,
    }
}

/// A status of a trace: one word, or what happened one after another for each recipient.
fn of_status(status: &str) -> Option<LogOutcome> {
    let says = |words: &[&str]| {
        let mut parts = status.split(['#', ',', ';']);
        parts.any(|part| {
            words
                .iter()
                .any(|word| part.trim().eq_ignore_ascii_case(word))
        })
    };
    if says(&["fail", "failed"]) {
        Some(LogOutcome::CameBack)
    } else if says(&[
        "quarantined",
        "quarantine",
        "filteredasspam",
        "filtered as spam",
        "drop",
    ]) {
        Some(LogOutcome::KeptBack)
    } else if says(&["delivered", "deliver", "send", "sent", "sendexternal"]) {
        Some(LogOutcome::HandedOn)
    } else if says(&[
        "receive",
        "pending",
        "gettingstatus",
        "getting status",
        "expanded",
        "defer",
    ]) {
        Some(LogOutcome::Taken)
    } else {
        None
    }
}

/// A name without what differs between exports: case, dashes, spaces, underlines.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_ascii_alphanumeric());
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

fn cells(record: &str, delimiter: u8) -> Option<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(record.as_bytes());
    let row = reader.records().next()?.ok()?;
    Some(row.iter().map(str::to_owned).collect())
}

/// The cells of a row whose quotes are not right: between delimiters, without quotes around them.
fn bare_cells(record: &str, delimiter: u8) -> Vec<String> {
    let cells = record.split(char::from(delimiter));
    let cells = cells.map(|cell| cell.trim_matches('"').to_owned());
    cells.collect()
}
