//! The list's file: its type by its first bytes, and its rows.
//!
//! The one place of this room that touches the disk, and only to read.

use std::fs::File;
use std::io;
use std::path::Path;

use crate::bounded::read_up_to;
use crate::config;
use crate::finding::{Code, Problem};
use crate::phrase::system_words;

use super::csv::encoding;
use super::csv::encoding::Text;
use super::csv::{dialect, misread};
use super::faults::Faults;
use super::headers::{begin_at_headers, wanted};
use super::table_row::Row;
use super::{format, sheet};

/// What a file gives.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) rows: Vec<Row>,
    /// Whether bytes of the file could not be read; they are read as U+FFFD.
    pub(crate) spoiled: bool,
}

/// More bytes than any list has: 250,000 rows of 250 each. What is larger is not read to its end.
const MOST_OCTETS: u64 = 64 * 1024 * 1024;

/// The bytes of the file; none, with a fault, when it cannot be read, is too large or is `missing`.
pub(crate) fn bytes(path: &Path, missing: Problem, faults: &mut Faults) -> Vec<u8> {
    match read(path) {
        Ok(Some(bytes)) => return bytes,
        Ok(None) => faults.file(Code::ListFileLarge.with("most", MOST_OCTETS / 1024 / 1024)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => faults.file(missing),
        Err(error) => faults.file(Code::ListFileUnreadable.with("why", system_words(&error))),
    }
    Vec::new()
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    read_up_to(file, MOST_OCTETS, size)
}

/// The rows of the file. The bytes decide what it is: a spreadsheet that was renamed to `.csv` is
/// still a spreadsheet.
pub(crate) fn rows(
    bytes: &[u8],
    settings: &config::ListSettings,
    faults: &mut Faults,
) -> Option<Rows> {
    if let Some(kind) = format::other_than_list(bytes) {
        faults.file(Code::ListFormatUnknown.with("kind", kind));
        return None;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return sheet::rows(bytes, settings, faults).map(|rows| Rows {
            rows,
            spoiled: false,
        });
    }
    let text = match misread::decode(bytes, settings, faults) {
        Some(text) => Text {
            text,
            spoiled: false,
        },
        None => encoding::decode(
            bytes,
            encoding::corrected(bytes, settings.encoding, faults),
            faults,
        ),
    };
    let wanted = wanted(settings);
    let mut rows = dialect::rows(&text.text, settings.delimiter, &wanted, faults)?;
    begin_at_headers(&mut rows, &wanted, faults);
    Some(Rows {
        rows,
        spoiled: text.spoiled,
    })
}
