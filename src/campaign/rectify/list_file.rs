//! The list of a rectification as a file: it follows from the earlier campaign to the byte.

use std::io;

use jiff::tz::TimeZone;

use super::addressed::EarlierRecipient;
use super::kit::Kit;

/// Marks the file as UTF-8 for programs that guess.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The file. Names stand in it as they were sealed, so that it reads back as it was written.
///
/// # Errors
/// Those of the writer.
pub(crate) fn list_file(
    rows: &[EarlierRecipient],
    kit: &Kit,
    zone: &TimeZone,
) -> io::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.to_vec());
    writer.write_record(kit.columns).map_err(io::Error::other)?;
    for row in rows {
        let day = row.date.map(|at| kit.day(at, zone)).unwrap_or_default();
        let address = row.address.to_string();
        writer
            .write_record([row.id.as_str(), &row.organisation, &address, &day])
            .map_err(io::Error::other)?;
    }
    writer
        .into_inner()
        .map_err(|fault| io::Error::other(fault.to_string()))
}

/// The kit that a file was written with, by its header.
pub(crate) fn kit_of(file: &[u8]) -> Option<Kit> {
    Kit::ALL.into_iter().find(|kit| {
        list_file(&[], kit, &TimeZone::UTC).is_ok_and(|header| file.starts_with(&header))
    })
}
