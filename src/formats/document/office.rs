//! What an office file (ECMA-376, ODF 1.3) holds besides what its reader sees: who made it, wrote on it or changed it, on
//! which disk it stood, what it runs, carries within or fetches.
//!
//! Pure. Every member is unpacked and every XML part read ([`self::part`]), since each program keeps such
//! things in places of its own. Not seen: the names of printers, and what lies in a file within the file.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use super::file_type::kind_of;
use super::image;
use super::image::UNREAD;
use super::text::{MOST_OCTETS, xml};

/// The most of one member that is unpacked: an archive may claim to be endless.
const MOST_UNPACKED: u64 = 32 << 20;

/// The first octets of files that can hold others: OLE's compound file, zip and PDF.
const CARRIERS: [&[u8]; 3] = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"%PDF-"];

/// The codes of what there is to say of it.
pub(crate) fn look(content: &[u8]) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(content)) else {
        return BTreeSet::from(["notice-office-unreadable"]);
    };
    // The leak check reads as much of a file and no more: what is beyond that is told.
    let mut left = MOST_OCTETS;
    for nth in 0..archive.len() {
        match archive
            .by_index(nth)
            .ok()
            .and_then(|member| unpack(member, left.min(MOST_UNPACKED)))
        {
            Some((name, bytes)) => {
                left -= bytes.len() as u64;
                look_at_member(&name, &bytes, &mut found);
            }
            None => drop(found.insert("notice-office-unreadable")),
        }
    }
    found
}

/// A member's name in lower case and its bytes; nothing where it is locked, broken or without end.
fn unpack(member: zip::read::ZipFile<'_, Cursor<&[u8]>>, most: u64) -> Option<(String, Vec<u8>)> {
    let name = member.name().ok()?.to_ascii_lowercase();
    let mut bytes = Vec::new();
    member.take(most + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= most).then_some((name, bytes))
}

fn look_at_member(name: &str, bytes: &[u8], found: &mut BTreeSet<&'static str>) {
    let runs = ["vbaproject", "/macrosheets/", "/activex/"]
        .iter()
        .any(|sign| name.contains(sign))
        || ["basic/", "scripts/"]
            .iter()
            .any(|folder| name.starts_with(folder));
    if runs {
        found.insert("notice-office-macros");
    } else if name.contains("embeddings/") || CARRIERS.iter().any(|first| bytes.starts_with(first))
    {
        found.insert("notice-office-embedded");
    }
    // The log of a workbook that several people had open at once.
    if name.starts_with("xl/revisions/") {
        found.insert("notice-office-changes");
    }
    if let Some(kind) = kind_of(name) {
        if image::names_maker(kind.media_type, bytes) {
            found.insert("notice-picture-maker");
        }
        if !image::unread(kind.media_type, bytes).is_empty() {
            found.insert(UNREAD);
        }
    }
    match xml(bytes) {
        Some(text) => part::look(name, &text, found),
        // Where comments lie that can't be read, somebody has to look.
        None if part::is_for_comments(name) => drop(found.insert("notice-office-comments")),
        None => {}
    }
}

mod part;
#[cfg(test)]
mod tests;
