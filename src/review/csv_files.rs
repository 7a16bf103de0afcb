//! The files for programs and spreadsheets: `manifest.csv` and `manifest.txt`, `excluded.csv` and
//! `post.csv`.

use super::ReviewFault;
use super::page::bundle_input::{Case, MailSheet};
use super::spreadsheet::spreadsheet;
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

fn written(lines: &[Vec<String>]) -> Result<Vec<u8>, ReviewFault> {
    Ok(spreadsheet(lines)?)
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
