//! All text of a PDF: pages, what runs over their ends, and texts of other objects.

use std::fmt::Write as _;

use lopdf::{Document, Object};

use super::page::Pages;
use super::{PdfText, stream_bytes, strings};
use crate::formats::document::{Reason, Unread};

/// Lines at the foot and at the head of a page that may stand between the halves of a name.
const MAX_MARGIN_LINES: usize = 3;

/// Words on each side of a page's end in which a name may be cut.
const WINDOW: usize = 40;

/// A stream that begins with this many printable bytes is text.
const SAMPLE: usize = 512;

/// A PDF being read.
pub(super) struct Reading {
    out: String,
    unread: Unread,
    /// Bytes that may still be unpacked.
    left: usize,
}

impl Reading {
    pub(super) fn new(left: usize, unread: Unread) -> Reading {
        Reading { out: String::new(), unread, left }
    }

    /// Reads one revision. What can't be read is noted for the current one alone: it is the one that people see.
    pub(super) fn document(&mut self, document: &Document, is_current: bool) {
        let mut pages = Pages::of(document, self.left);
        let mut before: Option<String> = None;
        for (number, id) in (1..).zip(document.page_iter()) {
            let page = pages.read(id);
            if is_current {
                page.reasons.iter().for_each(|reason| self.unread.add(*reason, Some(number)));
            }
            if let Some(before) = before {
                add_seams(&before, &page.text, &mut self.out);
            }
            let _written = writeln!(self.out, "{}", page.text);
            before = Some(page.text);
        }
        self.left = pages.left();
        strings::add_all(document, &mut self.out);
        self.texts(document, is_current);
    }

    /// Metadata, and whatever else is text: scripts, embedded notes.
    fn texts(&mut self, document: &Document, is_current: bool) {
        for object in document.objects.values() {
            let Object::Stream(stream) = object else { continue };
            let is_metadata = stream.dict.has_type(b"Metadata");
            // Pictures, fonts and tables are large, and no text.
            let has_type = |name: &[u8]| stream.dict.has_type(name);
            if has_type(b"XRef")
                || has_type(b"ObjStm")
                || stream.dict.has(b"Width")
                || stream.dict.has(b"Length1")
            {
                continue;
            }
            match stream_bytes(stream, document, self.left) {
                Ok(bytes) => {
                    self.left = self.left.saturating_sub(bytes.len());
                    let is_text = |byte: &u8| *byte >= b' ' || byte.is_ascii_whitespace();
                    if is_metadata || bytes.iter().take(SAMPLE).all(is_text) {
                        self.out.push_str(&String::from_utf8_lossy(&bytes));
                        self.out.push('\n');
                    }
                }
                Err(Reason::TooLarge) if is_current => self.unread.add(Reason::TooLarge, None),
                Err(reason) if is_current && is_metadata => self.unread.add(reason, None),
                Err(_) => {}
            }
        }
    }

    pub(super) fn finish(self) -> PdfText {
        PdfText { text: self.out, unread: self.unread }
    }
}

/// Joins the end of a page with the beginning of the next, past up to three lines of footer and of header: a name that
/// a page's end cuts in two stands whole in one of these.
fn add_seams(before: &str, after: &str, out: &mut String) {
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let (before, after) = (lines(before), lines(after));
    for foot in 0..=MAX_MARGIN_LINES.min(before.len().saturating_sub(1)) {
        for head in 0..=MAX_MARGIN_LINES.min(after.len().saturating_sub(1)) {
            let end = before[..before.len() - foot].iter().flat_map(|line| line.split_whitespace());
            let end: Vec<&str> = end.rev().take(WINDOW).collect();
            let begin = after[head..].iter().flat_map(|line| line.split_whitespace()).take(WINDOW);
            let words = end.into_iter().rev().chain(begin);
            words.for_each(|word| out.extend([word, " "]));
            out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_over_the_end_of_a_page_stands_whole_in_a_seam() {
        let mut out = String::new();
        add_seams(
            "Wij spraken met Comité\nMinisterie\nPagina 1 van 2",
            "Toelichting\nVergeten Buitenplaatsen in mei",
            &mut out,
        );
        assert!(out.contains("met Comité Vergeten Buitenplaatsen"), "{out}");
        assert_eq!(out.lines().count(), 6, "no more than there are lines");
    }
}
