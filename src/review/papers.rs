//! The papers for programs and spreadsheets: `manifest.csv` and `manifest.txt`, `excluded.csv` and `post.csv`.

use std::borrow::Cow;
use std::io;

use super::ReviewFault;
use super::case::Case;
use crate::id::Digest;
use crate::vault::VaultFault;
use crate::vault::manifest::{finding_line, row_line};

/// One line a mail (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe before it.
pub(super) fn csv(case: &Case<'_>) -> Result<Vec<u8>, ReviewFault> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let redact = case.input.redact;
    let keep = |cells: [&str; 7]| {
        let personal = |at: usize| redact && matches!(at, 1 | 2 | 4);
        cells
            .into_iter()
            .enumerate()
            .filter(move |(at, _)| !personal(*at))
            .map(|(_, c)| harmless(c).into_owned())
            .collect::<Vec<String>>()
    };
    let header = ["id", "organisation", "address", "message_id", "subject", "bytes", "digest"];
    writer.write_record(keep(header)).map_err(io::Error::other)?;
    for mail in &case.mails {
        let sealed = &mail.sealed;
        let cells = [
            mail.row.list_id.as_str(),
            &mail.row.organisation,
            &sealed.address.to_string(),
            &sealed.message_id,
            &mail.subject,
            &sealed.octets.to_string(),
            &sealed.digest.to_string(),
        ];
        writer.write_record(keep(cells)).map_err(io::Error::other)?;
    }
    Ok(writer.into_inner().map_err(|fault| io::Error::other(fault.to_string()))?)
}

/// One line for each row that is left out, with its ground.
pub(super) fn excluded(case: &Case<'_>) -> Result<Vec<u8>, ReviewFault> {
    let mut lines = vec![vec!["id", "organisation", "ground", "legal"]];
    for row in &case.rows {
        let Some(ground) = &row.ground else { continue };
        lines.push(vec![
            row.list_id.as_str(),
            &row.organisation,
            ground,
            row.legal.as_deref().unwrap_or_default(),
        ]);
    }
    if case.input.redact {
        for line in &mut lines {
            line.remove(1);
        }
    }
    written(&lines)
}

/// One line for each row that is to be told by post; `None` where there is none, or nobody may be named.
pub(super) fn post(case: &Case<'_>) -> Result<Option<Vec<u8>>, ReviewFault> {
    let mut lines = vec![vec!["id", "organisation", "ground"]];
    for row in &case.rows {
        if let Some(ground) = row.ground.as_ref().filter(|_| row.by_post == Some(true)) {
            lines.push(vec![row.list_id.as_str(), &row.organisation, ground]);
        }
    }
    if case.input.redact || lines.len() == 1 { Ok(None) } else { written(&lines).map(Some) }
}

fn written(lines: &[Vec<&str>]) -> Result<Vec<u8>, ReviewFault> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for line in lines {
        writer.write_record(line.iter().map(|cell| harmless(cell).into_owned())).map_err(io::Error::other)?;
    }
    Ok(writer.into_inner().map_err(|fault| io::Error::other(fault.to_string()))?)
}

/// Excel and LibreOffice take a cell for a formula by its first character, quoted or not.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The lines that the campaign digest is taken over: `sha256sum manifest.txt` gives it.
pub(super) fn lines(case: &Case<'_>) -> Result<String, ReviewFault> {
    let mut text: String =
        case.seal.head.lines().iter().map(|(key, value)| format!("{key} {value}\n")).collect();
    for mail in &case.mails {
        text.push_str(&mail.sealed.line().line(case.seal.head.form));
    }
    text.push_str(&case.manifest_tail);
    if Digest::of(text.as_bytes()) == case.seal.digest {
        Ok(text)
    } else {
        Err(VaultFault::NotAsSealed.into())
    }
}

/// The lines that the manifest's `rows` and `findings` are taken over: `sha256sum rows.txt` gives the first. Nothing
/// where the seal is one of before they were kept.
pub(super) fn lists(case: &Case<'_>) -> Option<(String, String)> {
    let findings = case.findings.as_ref()?;
    Some((case.rows.iter().map(row_line).collect(), findings.iter().map(finding_line).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, shown) in
            [("=SOM(1;2)", "'=SOM(1;2)"), ("@a", "'@a"), ("+31", "'+31"), ("-", "'-"), ("a=b", "a=b")]
        {
            assert_eq!(harmless(cell), shown);
        }
    }
}
