//! What an office file (ECMA-376, ODF 1.3) holds besides what its reader sees: who made it, wrote on it or changed it, on
//! which disk it stood, what it runs, carries within or fetches.
//!
//! Pure. Every member is unpacked and every XML part read ([`self::part`]), since each program keeps such
//! things in places of its own. Not seen: the names of printers, and what lies in a file within the file.

use std::collections::BTreeSet;

use super::archive::{Member, each_member};
use super::file_type::kind_of;
use super::image;
use super::image::{TextBudget, UNREAD};
use super::text::xml;
use crate::finding::Code;

/// The first octets of files that can hold others: OLE's compound file, zip and PDF.
const CARRIERS: [&[u8]; 3] = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"%PDF-"];

/// The codes of what there is to say of it.
pub(crate) fn look(content: &[u8]) -> BTreeSet<Code> {
    let mut found = BTreeSet::new();
    let mut budget = TextBudget::new();
    let unread = each_member(content, |Member { name, bytes }| {
        look_at_member(&name.to_ascii_lowercase(), &bytes, &mut budget, &mut found);
    });
    if !unread.is_empty() {
        found.insert(Code::NoticeOfficeUnreadable);
    }
    found
}

fn look_at_member(name: &str, bytes: &[u8], budget: &mut TextBudget, found: &mut BTreeSet<Code>) {
    let runs = ["vbaproject", "/macrosheets/", "/activex/"]
        .iter()
        .any(|sign| name.contains(sign))
        || ["basic/", "scripts/"]
            .iter()
            .any(|folder| name.starts_with(folder));
    if runs {
        found.insert(Code::NoticeOfficeMacros);
    } else if name.contains("embeddings/") || CARRIERS.iter().any(|first| bytes.starts_with(first))
    {
        found.insert(Code::NoticeOfficeEmbedded);
    }
    // The log of a workbook that several people had open at once.
    if name.starts_with("xl/revisions/") {
        found.insert(Code::NoticeOfficeChanges);
    }
    if let Some(kind) = kind_of(name) {
        let (names_maker, unread) = image::look(kind.media_type, bytes, budget);
        if names_maker {
            found.insert(Code::NoticePictureMaker);
        }
        if !unread.is_empty() {
            found.insert(UNREAD);
        }
    }
    match xml(bytes) {
        Some(text) => part::look(name, &text, found),
        // Where comments lie that can't be read, somebody has to look.
        None if part::is_for_comments(name) => drop(found.insert(Code::NoticeOfficeComments)),
        None => {}
    }
}

mod part;
#[cfg(test)]
mod tests;
