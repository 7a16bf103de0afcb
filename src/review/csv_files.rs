//! The files for programs and spreadsheets: `manifest.csv` and `manifest.txt`, `excluded.csv` and
//! `post.csv`.

use std::borrow::Cow;
use std::io;

use super::ReviewFault;
use super::page::bundle_input::{Case, MailSheet};
use crate::id::Digest;
use crate::journal::event::RemarkAct;
use crate::vault::manifest::{finding_line, row_line};
use crate::vault::{SealedRow, VaultFault};

/// One line per mail (RFC 4180). A redacted bundle has the alias in three columns, and nothing of the mail.
pub(super) fn csv(case: &Case) -> Result<Vec<u8>, ReviewFault> {
    let header = [
        "id",
        "organisation",
        "address",
        "message_id",
        "subject",
        "bytes",
        "digest",
    ];
    if case.input.redact {
        return aliases(case, &header[..3]);
    }
    let mut lines = vec![header.map(str::to_owned).to_vec()];
    for mail in &case.mails {
        let sealed = &mail.sealed;
        lines.push(vec![
            case.id_of(&mail.row).to_owned(),
            mail.row.organisation.clone(),
            sealed.address.to_string(),
            sealed.message_id.clone(),
            mail.subject.clone(),
            case.shown_octets(sealed.octets).to_string(),
            sealed.digest.to_string(),
        ]);
    }
    written(&lines)
}

/// The alias of each mail's row, in the place of id, name and address. The address is under a name that no mail reaches
/// (RFC 6761, section 6.4).
fn aliases(case: &Case, header: &[&str]) -> Result<Vec<u8>, ReviewFault> {
    let header = header.iter().map(|&name| name.to_owned()).collect();
    let line = |row: &SealedRow| {
        let alias = case.id_of(row).to_owned();
        let address = format!("{alias}@redacted.invalid");
        vec![alias, case.organisation_of(row), address]
    };
    let lines = case.mails.iter().map(|mail| line(&mail.row));
    let lines: Vec<Vec<String>> = std::iter::once(header).chain(lines).collect();
    written(&lines)
}

/// One line for each remark, answer and closing, in their order: which mail, number, who, about what,
/// when, and the text.
pub(super) fn remarks(case: &Case) -> Result<Vec<u8>, ReviewFault> {
    let header = ["mail", "number", "act", "author", "subject", "at", "text"];
    let mut lines = vec![header.map(str::to_owned).to_vec()];
    let remarks = case.input.ledger.remarks();
    for (at, remark) in remarks {
        // An answer and a closing are about what the remark is about.
        let mut made = remarks.iter().map(|(_, made)| made);
        let first = made.find(|made| made.number == remark.number);
        let about = |mail: &&MailSheet| {
            first.is_some_and(|first| Some(mail.sealed.recipient) == first.mail)
        };
        let mail = case.mails.iter().find(about);
        let act = match remark.act {
            RemarkAct::Made => "made",
            RemarkAct::Answered => "answered",
            RemarkAct::Closed => "closed",
        };
        let text = remark.text.as_ref().map(|id| case.text(id)).transpose()?;
        lines.push(vec![
            mail.map_or_else(String::new, |mail| mail.row.list_id.to_string()),
            remark.number.to_string(),
            act.to_owned(),
            case.person(&remark.by)?,
            mail.map_or_else(String::new, |mail| mail.subject.clone()),
            at.to_string(),
            text.flatten().unwrap_or_default(),
        ]);
    }
    written(&lines)
}

/// One line for each excluded row, with its ground.
pub(super) fn excluded(case: &Case) -> Result<Vec<u8>, ReviewFault> {
    let mut lines = vec![
        ["id", "organisation", "ground", "legal"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for row in &case.rows {
        let Some(ground) = &row.ground else { continue };
        let legal = row
            .legal
            .as_ref()
            .filter(|_| case.ground_of(ground) == *ground);
        lines.push(vec![
            case.id_of(row).to_owned(),
            case.organisation_of(row),
            case.ground_of(ground),
            legal.cloned().unwrap_or_default(),
        ]);
    }
    written(&lines)
}

/// One line for each row that gets a letter; `None` if there is no such row, or in a redacted
/// bundle.
pub(super) fn post(case: &Case) -> Result<Option<Vec<u8>>, ReviewFault> {
    let mut lines = vec![["id", "organisation", "ground"].map(str::to_owned).to_vec()];
    for row in &case.rows {
        if let Some(ground) = row.ground.as_ref().filter(|_| row.by_post == Some(true)) {
            lines.push(vec![
                case.id_of(row).to_owned(),
                row.organisation.clone(),
                ground.clone(),
            ]);
        }
    }
    if case.input.redact || lines.len() == 1 {
        Ok(None)
    } else {
        written(&lines).map(Some)
    }
}

/// As Excel opens it with a double click in the Netherlands: a UTF-8 mark, semicolons, every cell
/// in quotes.
fn written(lines: &[Vec<String>]) -> Result<Vec<u8>, ReviewFault> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    for line in lines {
        writer
            .write_record(line.iter().map(|cell| harmless(cell).into_owned()))
            .map_err(io::Error::other)?;
    }
    Ok(writer
        .into_inner()
        .map_err(|fault| io::Error::other(fault.to_string()))?)
}

/// What a spreadsheet may read as the end of a cell, whatever separator it uses.
const SEPARATORS: [char; 7] = [';', ',', '\t', '|', '\n', '\r', '\u{b}'];

/// Excel and LibreOffice recognise a formula by a cell's first character, quoted or not; also the
/// wide forms.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Puts an apostrophe before each character that would begin a formula, at the beginning and after
/// any separator. Blanks and quotes in between make no difference.
fn harmless(cell: &str) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut begins = true;
    for c in cell.chars() {
        if begins && FORMULA.contains(&c) || (shown.is_empty() && matches!(c, '\t' | '\r')) {
            shown.push('\'');
        }
        begins =
            SEPARATORS.contains(&c) || begins && (c.is_whitespace() || matches!(c, '"' | '\''));
        shown.push(c);
    }
    if shown == cell {
        Cow::Borrowed(cell)
    } else {
        Cow::Owned(shown)
    }
}

/// The lines that the campaign digest covers: `sha256sum manifest.txt` gives it.
pub(super) fn lines(case: &Case) -> Result<String, ReviewFault> {
    let mut text: String = case
        .seal
        .head
        .lines()
        .iter()
        .map(|(key, value)| format!("{key} {value}\n"))
        .collect();
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

/// The lines that the manifest's `rows` and `findings` cover: `sha256sum rows.txt` gives the first.
/// `None` if the seal is from before they were kept.
pub(super) fn lists(case: &Case) -> Option<(String, String)> {
    let findings = case.findings.as_ref()?;
    Some((
        case.rows.iter().map(row_line).collect(),
        findings.iter().map(finding_line).collect(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, shown) in [
            ("=SOM(1;2)", "'=SOM(1;2)"),
            ("@a", "'@a"),
            ("+31", "'+31"),
            ("-", "'-"),
            ("a=b", "a=b"),
            ("Noord;=1+1;Oost", "Noord;'=1+1;Oost"),
            ("a;=HYPERLINK(1)", "a;'=HYPERLINK(1)"),
            ("a, \"@b", "a, \"'@b"),
            ("a\n-b", "a\n'-b"),
            ("a\t=b", "a\t'=b"),
            (" ＝1", " '＝1"),
            ("Jansen - de Wit", "Jansen - de Wit"),
            ("info@a.example", "info@a.example"),
        ] {
            assert_eq!(harmless(cell), shown);
        }
        let lines = [vec![
            "a;=1+1".to_owned(),
            "Café".to_owned(),
            "\"x\",=2".to_owned(),
        ]];
        let text = String::from_utf8(written(&lines).unwrap()).unwrap();
        assert_eq!(text, "\u{feff}\"a;'=1+1\";\"Café\";\"\"\"x\"\",'=2\"\r\n");
        // Whatever separator is used to read it, no cell begins a formula.
        for delimiter in [b';', b',', b'\t', b'|'] {
            let mut reader = csv::ReaderBuilder::new();
            let mut reader = reader
                .has_headers(false)
                .flexible(true)
                .delimiter(delimiter)
                .from_reader(text.as_bytes());
            for cell in reader
                .records()
                .map(Result::unwrap)
                .flat_map(|line| line.iter().map(str::to_owned).collect::<Vec<_>>())
            {
                assert!(
                    !cell.trim_start().starts_with(['=', '+', '-', '@']),
                    "{cell}"
                );
            }
        }
    }
}
