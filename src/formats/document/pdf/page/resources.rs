//! What a page finds in its document: its size, its content, its resources and fonts.

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::{MAX_FORM_DEPTH, PageText, Pages};
use crate::formats::document::pdf::font::Font;
use crate::formats::document::pdf::state::FontKey;

impl<'d> Pages<'d> {
    /// How large a page is, in square points.
    pub(super) fn area(&self, id: ObjectId) -> f32 {
        let mut node = self.document.get_dictionary(id).ok();
        for _ in 0..MAX_FORM_DEPTH * 4 {
            let Some(dictionary) = node else { break };
            if let Ok(corners) = dictionary
                .get_deref(b"MediaBox", self.document)
                .and_then(Object::as_array)
                && let [left, low, right, high] = corners
                    .iter()
                    .filter_map(|one| one.as_float().ok())
                    .collect::<Vec<_>>()[..]
            {
                return ((right - left) * (high - low)).abs().max(1.0);
            }
            node = dictionary
                .get_deref(b"Parent", self.document)
                .and_then(Object::as_dict)
                .ok();
        }
        // A4.
        595.0 * 842.0
    }

    /// A page's streams are one content, cut anywhere between two tokens (section 7.8.2); many writers cut within.
    pub(super) fn contents(&self, id: ObjectId, page: &mut PageText) -> Vec<u8> {
        let mut contents = Vec::new();
        for part in self.document.get_page_contents(id) {
            let Ok(stream) = self.document.get_object(part).and_then(Object::as_stream) else {
                continue;
            };
            let bytes = self.unpacked(stream, page);
            if contents.is_empty() {
                contents = bytes;
            } else {
                contents.extend(bytes);
            }
            contents.push(b'\n');
        }
        contents
    }

    pub(super) fn unpacked(&self, stream: &Stream, page: &mut PageText) -> Vec<u8> {
        match self.budget.unpack(stream, self.document) {
            Ok(bytes) => bytes,
            Err(reason) => {
                page.reasons.insert(reason);
                Vec::new()
            }
        }
    }

    /// The page's own resources, then those that it inherits.
    pub(super) fn resources_of(&self, id: ObjectId) -> Vec<&'d Dictionary> {
        let Ok((own, others)) = self.document.get_page_resources(id) else {
            return Vec::new();
        };
        own.into_iter()
            .chain(
                others
                    .into_iter()
                    .filter_map(|id| self.document.get_dictionary(id).ok()),
            )
            .collect()
    }

    /// The forms by which an annotation shows itself, in each of its states (section 12.5.5).
    pub(super) fn appearances(&self, annotation: &'d Dictionary) -> Vec<&'d Stream> {
        let Ok(states) = annotation
            .get_deref(b"AP", self.document)
            .and_then(Object::as_dict)
        else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for (_, state) in states.iter() {
            match self.document.dereference(state) {
                Ok((_, Object::Stream(stream))) => found.push(stream),
                Ok((_, Object::Dictionary(each))) => {
                    let streams = each
                        .iter()
                        .filter_map(|(_, one)| self.document.dereference(one).ok());
                    found.extend(streams.filter_map(|(_, one)| one.as_stream().ok()));
                }
                _ => {}
            }
        }
        found
    }

    pub(super) fn resource(
        &self,
        kind: &[u8],
        name: &[u8],
        resources: &[&'d Dictionary],
    ) -> Option<&'d Object> {
        resources.iter().find_map(|each| {
            let of_kind = each
                .get_deref(kind, self.document)
                .and_then(Object::as_dict)
                .ok()?;
            of_kind.get_deref(name, self.document).ok()
        })
    }

    /// Reads the font of this name, if it was not read before.
    pub(super) fn font(&mut self, name: &[u8], resources: &[&'d Dictionary]) -> Option<FontKey> {
        let dictionary = self.resource(b"Font", name, resources)?.as_dict().ok()?;
        Some(self.read_font(dictionary))
    }

    pub(super) fn read_font(&mut self, dictionary: &'d Dictionary) -> FontKey {
        let key = std::ptr::from_ref(dictionary);
        if !self.fonts.contains_key(&key) {
            let font = Font::of(dictionary, self.document, self.budget);
            self.fonts.insert(key, font);
        }
        key
    }
}
