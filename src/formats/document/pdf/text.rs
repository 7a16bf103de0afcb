//! All text of a PDF: pages, what runs over their ends, and texts of other objects.

use std::collections::BTreeSet;

use lopdf::xref::XrefEntry;
use lopdf::{Document, Object};

use super::budget::Budget;
use super::page::Pages;
use super::strings;
use crate::formats::document::{Reason, Unread};

/// Lines at the foot of a page, notes among them, and at the head that may come between the halves of a name.
const MAX_FOOT_LINES: usize = 12;
const MAX_HEAD_LINES: usize = 4;

/// Words on each side of a page's end in which a name may be cut.
const WINDOW: usize = 12;

/// As many bytes of text are kept: a book has three million.
const MAX_TEXT: usize = 16 * 1024 * 1024;

/// And so many in all, with strings and other texts of every revision.
const MAX_ALL_TEXT: usize = 2 * MAX_TEXT;

/// A stream that begins with this many printable bytes is text.
const SAMPLE: usize = 512;

/// The text of a PDF.
#[derive(Debug, Clone, Default)]
pub struct PdfText {
    /// All letters that could be read: page by page, then texts of other objects.
    pub text: String,
    /// What could not be read.
    pub unread: Unread,
}

/// A PDF being read.
pub(super) struct PdfReading<'b> {
    out: String,
    pub(super) unread: Unread,
    budget: &'b Budget,
}

impl<'b> PdfReading<'b> {
    pub(super) fn new(budget: &'b Budget) -> PdfReading<'b> {
        PdfReading {
            out: String::new(),
            unread: Unread::default(),
            budget,
        }
    }

    /// Notes what is known of the file, as a reader opens it, before its pages are read.
    pub(super) fn note_whole(&mut self, document: &Document, missing: Option<Reason>) {
        if document.is_encrypted() || document.trailer.has(b"Encrypt") {
            self.unread.add(Reason::Locked, None);
        } else if document.catalog().is_err() || document.page_iter().next().is_none() {
            self.unread.add(Reason::Broken, None);
        }
        match missing {
            Some(reason) => self.unread.add(reason, None),
            None if lacks_packed_objects(document) => self.unread.add(Reason::Packing, None),
            None => {}
        }
    }

    /// Notes of an older revision, or of a scan, that there was too much of it.
    pub(super) fn note_other(&mut self, missing: Option<Reason>) {
        if missing == Some(Reason::TooLarge) {
            self.too_large(None);
        }
    }

    /// Reads one revision. What can't be read is noted for the current one alone: it is the one that people see.
    pub(super) fn document(&mut self, document: &Document, is_current: bool) {
        let mut pages = Pages::of(document, self.budget);
        let mut before: [Vec<String>; 3] = Default::default();
        for (number, id) in (1..).zip(document.page_iter()) {
            if self.out.len() > MAX_TEXT {
                self.too_large(is_current.then_some(number));
                continue;
            }
            let page = pages.read(id);
            self.note(&page.reasons, is_current, number);
            let arranged = page.layout.arrange();
            let drawn: Vec<String> = lines_of(&page.text);
            let orders = [drawn, arranged.lines, arranged.columns];
            self.add_page(&page.text, &orders);
            for more in arranged
                .seams
                .iter()
                .chain([&page.aside])
                .filter(|more| !more.is_empty())
            {
                self.out.extend([more, "\n"]);
            }
            for (nth, (end, begin)) in before.iter().zip(&orders).enumerate() {
                let is_other = (0..nth).all(|one| before[one] != *end || orders[one] != *begin);
                if is_other && !end.is_empty() && !begin.is_empty() {
                    add_seams(end, begin, &mut self.out);
                }
            }
            // A page with nothing on it parts no name.
            for (end, lines) in before
                .iter_mut()
                .zip(orders)
                .filter(|(_, lines)| !lines.is_empty())
            {
                *end = lines;
            }
        }
        if !strings::add_all(document, &mut self.out, MAX_ALL_TEXT) {
            self.too_large(None);
        }
        self.texts(document, is_current);
    }

    fn too_large(&mut self, page: Option<u32>) {
        self.unread.add(Reason::TooLarge, page);
    }

    /// Notes what of a page was not read; of an older revision, that there was too much of it.
    fn note(&mut self, reasons: &BTreeSet<Reason>, is_current: bool, number: u32) {
        if is_current {
            reasons
                .iter()
                .for_each(|reason| self.unread.add(*reason, Some(number)));
        } else if reasons.contains(&Reason::TooLarge) {
            self.too_large(None);
        }
    }

    /// A page's words as they were drawn, and in each other order that differs.
    fn add_page(&mut self, text: &str, orders: &[Vec<String>; 3]) {
        self.out.extend([text, "\n"]);
        let letters = |lines: &[String]| -> String {
            lines
                .iter()
                .flat_map(|line| line.split_whitespace())
                .collect()
        };
        let [drawn, others @ ..] = orders;
        let drawn = letters(drawn);
        let differs = |lines: &&Vec<String>| {
            letters(lines) != drawn || lines.iter().any(|line| has_number_behind_a_word(line))
        };
        for lines in others.iter().filter(differs) {
            lines.iter().for_each(|line| self.out.extend([line, "\n"]));
        }
    }

    /// Metadata, and whatever else is text: scripts, embedded notes.
    fn texts(&mut self, document: &Document, is_current: bool) {
        for object in document.objects.values() {
            let Object::Stream(stream) = object else {
                continue;
            };
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
            match self.budget.unpack(stream, document) {
                Ok(bytes) => {
                    let is_text = |byte: &u8| *byte >= b' ' || byte.is_ascii_whitespace();
                    if self.out.len() + bytes.len() > MAX_ALL_TEXT {
                        self.too_large(None);
                    } else if is_metadata || bytes.iter().take(SAMPLE).all(is_text) {
                        self.out.push_str(&String::from_utf8_lossy(&bytes));
                        self.out.push('\n');
                    }
                }
                Err(Reason::TooLarge) => self.unread.add(Reason::TooLarge, None),
                Err(reason) if is_current && is_metadata => self.unread.add(reason, None),
                Err(_) => {}
            }
        }
    }

    pub(super) fn finish(self) -> PdfText {
        PdfText {
            text: self.out,
            unread: self.unread,
        }
    }
}

/// `Vergeten1`: perhaps a mark that leads to a note, which the page's own order parts from its word.
fn has_number_behind_a_word(line: &str) -> bool {
    line.as_bytes()
        .windows(2)
        .any(|pair| !pair[0].is_ascii_digit() && pair[0] > b'@' && pair[1].is_ascii_digit())
}

/// Lines with anything on them.
fn lines_of(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Joins the end of a page with the beginning of the next, past up to twelve lines of footer and notes and four of header: a name that
/// a page's end cuts in two is whole in one of these.
fn add_seams(before: &[String], after: &[String], out: &mut String) {
    for foot in 0..=MAX_FOOT_LINES.min(before.len().saturating_sub(1)) {
        for head in 0..=MAX_HEAD_LINES.min(after.len().saturating_sub(1)) {
            let end = before[..before.len() - foot]
                .iter()
                .flat_map(|line| line.split_whitespace());
            let end: Vec<&str> = end.rev().take(WINDOW).collect();
            let begin = after[head..]
                .iter()
                .flat_map(|line| line.split_whitespace())
                .take(WINDOW);
            let words = end.into_iter().rev().chain(begin);
            words.for_each(|word| out.extend([word, " "]));
            out.push('\n');
        }
    }
}

/// Whether an object that lies in an object stream (section 7.5.7) could not be had from it.
fn lacks_packed_objects(document: &Document) -> bool {
    document
        .reference_table
        .entries
        .iter()
        .any(|(number, entry)| {
            matches!(entry, XrefEntry::Compressed { .. })
                && !document.objects.contains_key(&(*number, 0))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_over_the_end_of_a_page_stands_whole_in_a_seam() {
        let mut out = String::new();
        add_seams(
            &lines_of("Wij spraken met Comité\nMinisterie\nPagina 1 van 2"),
            &lines_of("Toelichting\nVergeten Buitenplaatsen in mei"),
            &mut out,
        );
        assert!(out.contains("met Comité Vergeten Buitenplaatsen"), "{out}");
        assert_eq!(out.lines().count(), 6, "no more than there are lines");
    }
}
