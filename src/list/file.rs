//! The list's file: found, told from its first bytes what it is, and read into rows.
//!
//! The one place of this room that touches the disk, and only to read.

use std::io;
use std::path::Path;

use crate::config;
use crate::phrase::Phrase;

use super::table::{Faults, Row, begin_at_headers};
use super::text::{self, Text};
use super::{dialect, misread, sheet};

/// What a file gives.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    /// Whether bytes of the file could not be read; they stand as U+FFFD.
    pub(super) spoiled: bool,
}

/// The bytes of the file; none, with a fault, when it cannot be read or is `missing`.
pub(super) fn bytes(path: &Path, missing: Phrase, faults: &mut Faults) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| {
        faults.file(match error.kind() {
            io::ErrorKind::NotFound => missing,
            _ => Phrase::new("list-file-unreadable").with("why", error.to_string()),
        });
        Vec::new()
    })
}

/// The rows of the file. The bytes decide what it is: a spreadsheet that was renamed to `.csv` is
/// still a spreadsheet.
pub(super) fn rows(bytes: &[u8], settings: &config::List, faults: &mut Faults) -> Option<Rows> {
    if bytes.starts_with(b"PK\x03\x04") {
        return sheet::rows(bytes, settings, faults).map(|rows| Rows { rows, spoiled: false });
    }
    // OLE: old Excel, or xlsx with a password.
    if [&b"\xd0\xcf\x11\xe0"[..], b"%PDF"].iter().any(|start| bytes.starts_with(start)) {
        faults.file(Phrase::new("list-format-unknown"));
        return None;
    }
    let text = match misread::decode(bytes, settings, faults) {
        Some(text) => Text { text, spoiled: false },
        None => text::decode(bytes, text::corrected(bytes, settings.encoding, faults), faults),
    };
    let wanted = wanted(settings);
    let mut rows = dialect::rows(&text.text, settings.delimiter, &wanted, faults);
    begin_at_headers(&mut rows, &wanted, faults);
    Some(Rows { rows, spoiled: text.spoiled })
}

/// The headers that the settings name and every list has.
pub(super) fn wanted(settings: &config::List) -> Vec<&str> {
    let columns = &settings.columns;
    let names = columns.id.iter().chain([&columns.organisation]).chain(&columns.email).chain(&columns.kind);
    names.map(String::as_str).collect()
}
