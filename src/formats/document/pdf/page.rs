//! One page: the strings it shows, in the order in which it shows them (ISO 32000-1, section 9.4).

use std::collections::{BTreeSet, HashMap};

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::font::Font;
use super::stream_bytes;
use crate::formats::document::Reason;

/// How deep forms may lie within forms.
const MAX_FORM_DEPTH: usize = 8;

/// A number in an array of strings that moves the pen by a fifth of a letter or more parts two words.
const WORD_GAP: f32 = 200.0;

/// So many codes in one string that no letter is known for are no bullet or ornament.
const MAX_UNKNOWN: usize = 2;

/// A font's dictionary, by its place: the document doesn't move while it is read.
type FontKey = *const Dictionary;

/// What a page shows, as far as it can be read.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) text: String,
    pub(super) reasons: BTreeSet<Reason>,
    shows_picture: bool,
    shows_text: bool,
}

/// Reads the pages of one document. Fonts are read once.
pub(super) struct Pages<'d> {
    document: &'d Document,
    fonts: HashMap<FontKey, Font>,
    /// Bytes that may still be unpacked.
    left: usize,
}

impl<'d> Pages<'d> {
    pub(super) fn of(document: &'d Document, left: usize) -> Pages<'d> {
        Pages { document, fonts: HashMap::new(), left }
    }

    /// Bytes that may still be unpacked.
    pub(super) const fn left(&self) -> usize {
        self.left
    }

    /// Reads one page with its forms and what its annotations show.
    pub(super) fn read(&mut self, id: ObjectId) -> Page {
        let mut page = Page::default();
        let resources = self.resources_of(id);
        let contents = self.contents(id, &mut page);
        self.content(&contents, &resources, MAX_FORM_DEPTH, &mut page);
        for annotation in self.document.get_page_annotations(id).unwrap_or_default() {
            for form in self.appearances(annotation) {
                page.text.push('\n');
                self.form(form, &resources, MAX_FORM_DEPTH, &mut page);
            }
        }
        if page.shows_picture && !page.shows_text {
            page.reasons.insert(Reason::Picture);
        }
        page
    }

    /// A page's streams are one content, cut anywhere between two tokens (section 7.8.2); many writers cut within.
    fn contents(&mut self, id: ObjectId, page: &mut Page) -> Vec<u8> {
        let mut contents = Vec::new();
        for part in self.document.get_page_contents(id) {
            let Ok(stream) = self.document.get_object(part).and_then(Object::as_stream) else { continue };
            contents.extend(self.unpacked(stream, page));
            contents.push(b'\n');
        }
        contents
    }

    fn unpacked(&mut self, stream: &Stream, page: &mut Page) -> Vec<u8> {
        match stream_bytes(stream, self.document, self.left) {
            Ok(bytes) => {
                self.left = self.left.saturating_sub(bytes.len());
                bytes
            }
            Err(reason) => {
                page.reasons.insert(reason);
                Vec::new()
            }
        }
    }

    /// The resources of a page, its own before those it inherits (section 7.7.3.4).
    fn resources_of(&self, id: ObjectId) -> Vec<&'d Dictionary> {
        let Ok((own, others)) = self.document.get_page_resources(id) else { return Vec::new() };
        own.into_iter()
            .chain(others.into_iter().filter_map(|id| self.document.get_dictionary(id).ok()))
            .collect()
    }

    fn content(&mut self, bytes: &[u8], resources: &[&'d Dictionary], depth: usize, page: &mut Page) {
        let mut font = None;
        let mut operations = Content::decode_iter(bytes);
        loop {
            match operations.next() {
                None => break,
                Some(Ok(operation)) => self.operation(&operation, resources, depth, &mut font, page),
                Some(Err(_)) => {
                    page.reasons.insert(Reason::Broken);
                    break;
                }
            }
        }
    }

    fn operation(
        &mut self,
        operation: &Operation,
        resources: &[&'d Dictionary],
        depth: usize,
        font: &mut Option<FontKey>,
        page: &mut Page,
    ) {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "Tf" => {
                *font = operands.first().and_then(|name| self.font(name, resources));
                page.text.push(' ');
            }
            "Tj" => self.show(operands, font.as_ref(), page),
            "TJ" => self.show(
                operands.first().and_then(|array| array.as_array().ok()).map_or(&[], Vec::as_slice),
                font.as_ref(),
                page,
            ),
            "'" | "\"" => {
                page.text.push('\n');
                self.show(operands, font.as_ref(), page);
            }
            "Do" => {
                let named = operands.first().and_then(|name| name.as_name().ok());
                if let Some(Object::Stream(stream)) =
                    named.and_then(|name| self.resource(b"XObject", name, resources))
                {
                    self.form(stream, resources, depth, page);
                }
            }
            "BI" => page.shows_picture = true,
            "ET" | "T*" => page.text.push('\n'),
            // Any other operator moves something: words on both sides are two.
            _ => page.text.push(' '),
        }
    }

    /// Adds strings; between those of one array only a large move makes a new word.
    fn show(&self, operands: &[Object], font: Option<&FontKey>, page: &mut Page) {
        for operand in operands {
            match operand {
                Object::String(codes, _) if codes.is_empty() => {}
                Object::String(codes, _) => {
                    page.shows_text = true;
                    let known = font.and_then(|font| self.fonts.get(font));
                    let unknown = known.map_or(codes.len(), |font| font.decode(codes, &mut page.text));
                    if unknown > MAX_UNKNOWN || (unknown > 0 && unknown == codes.len()) {
                        page.reasons.insert(Reason::Font);
                    }
                }
                moved if moved.as_float().is_ok_and(|moved| moved.abs() >= WORD_GAP) => page.text.push(' '),
                _ => {}
            }
        }
    }

    /// A form shows what its own stream says (section 8.10); a picture has no letters.
    fn form(&mut self, stream: &'d Stream, outer: &[&'d Dictionary], depth: usize, page: &mut Page) {
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => page.shows_picture = true,
            _ if depth == 0 => {
                page.reasons.insert(Reason::TooLarge);
            }
            _ => {
                let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
                let resources: Vec<_> = own.into_iter().chain(outer.iter().copied()).collect();
                let bytes = self.unpacked(stream, page);
                self.content(&bytes, &resources, depth - 1, page);
            }
        }
    }

    /// The forms by which an annotation shows itself, in each of its states (section 12.5.5).
    fn appearances(&self, annotation: &'d Dictionary) -> Vec<&'d Stream> {
        let Ok(states) = annotation.get_deref(b"AP", self.document).and_then(Object::as_dict) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for (_, state) in states.iter() {
            match self.document.dereference(state) {
                Ok((_, Object::Stream(stream))) => found.push(stream),
                Ok((_, Object::Dictionary(each))) => {
                    let streams = each.iter().filter_map(|(_, one)| self.document.dereference(one).ok());
                    found.extend(streams.filter_map(|(_, one)| one.as_stream().ok()));
                }
                _ => {}
            }
        }
        found
    }

    fn resource(&self, kind: &[u8], name: &[u8], resources: &[&'d Dictionary]) -> Option<&'d Object> {
        resources.iter().find_map(|each| {
            let of_kind = each.get_deref(kind, self.document).and_then(Object::as_dict).ok()?;
            of_kind.get_deref(name, self.document).ok()
        })
    }

    /// Reads the font of this name, if it was not read before.
    fn font(&mut self, name: &Object, resources: &[&'d Dictionary]) -> Option<FontKey> {
        let name = name.as_name().ok()?;
        let dictionary = self.resource(b"Font", name, resources)?.as_dict().ok()?;
        let key = std::ptr::from_ref(dictionary);
        if !self.fonts.contains_key(&key) {
            let font = Font::of(dictionary, self.document, self.left);
            self.fonts.insert(key, font);
        }
        Some(key)
    }
}
