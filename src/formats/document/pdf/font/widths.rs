//! How wide a font's letters are (ISO 32000-1, sections 9.6.2.1 and 9.7.4.3), to know which words are side by side.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object};

/// The most widths of one font that are kept.
const MAX_WIDTHS: usize = 65_536;

/// What a composite font has that doesn't say.
const COMPOSITE: f32 = 1000.0;

/// Widths in thousandths of the font's size, by code.
pub(super) struct Widths {
    known: HashMap<u32, f32>,
    /// First and last code, and the width of all between.
    ranges: Vec<(u32, u32, f32)>,
    /// Of a code that nothing is said of; `None` where that is to be guessed by its letter.
    usual: Option<f32>,
}

impl Widths {
    pub(super) fn of(font: &Dictionary, document: &Document, is_composite: bool) -> Widths {
        if is_composite {
            Widths::composite(font, document)
        } else {
            Widths::simple(font, document)
        }
    }

    /// How far a code moves the pen.
    pub(super) fn of_code(&self, code: u32, letters: Option<&str>) -> f32 {
        let in_range = || {
            self.ranges
                .iter()
                .find(|(first, last, _)| (*first..=*last).contains(&code))
        };
        let known = self
            .known
            .get(&code)
            .copied()
            .or_else(|| in_range().map(|(.., width)| *width));
        known
            .or(self.usual)
            .unwrap_or_else(|| letters.map_or(500.0, |letters| letters.chars().map(guess).sum()))
    }

    fn simple(font: &Dictionary, document: &Document) -> Widths {
        let first = font
            .get_deref(b"FirstChar", document)
            .and_then(Object::as_i64)
            .unwrap_or_default();
        let first = u32::try_from(first).unwrap_or_default();
        // A font of drawings has a scale of its own (section 9.6.5).
        let matrix = font
            .get_deref(b"FontMatrix", document)
            .and_then(Object::as_array)
            .ok();
        let scale = matrix
            .and_then(|matrix| matrix.first()?.as_float().ok())
            .map_or(1.0, |scale| scale * 1000.0);
        let widths = font
            .get_deref(b"Widths", document)
            .and_then(Object::as_array)
            .ok();
        let known = widths.into_iter().flatten().zip(first..).take(MAX_WIDTHS);
        let known = known
            .filter_map(|(width, code)| Some((code, number(width, document)? * scale)))
            .collect();
        Widths {
            known,
            ranges: Vec::new(),
            usual: None,
        }
    }

    fn composite(font: &Dictionary, document: &Document) -> Widths {
        let below = font
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array)
            .ok();
        let below =
            below.and_then(|fonts| document.dereference(fonts.first()?).ok()?.1.as_dict().ok());
        let usual = below
            .and_then(|font| number(font.get(b"DW").ok()?, document))
            .unwrap_or(COMPOSITE);
        let mut widths = Widths {
            known: HashMap::new(),
            ranges: Vec::new(),
            usual: Some(usual),
        };
        let mut items = below
            .and_then(|font| {
                font.get_deref(b"W", document)
                    .and_then(Object::as_array)
                    .ok()
            })
            .into_iter()
            .flatten();
        while let (Some(first), Some(second)) = (items.next(), items.next()) {
            if widths.known.len() + widths.ranges.len() >= MAX_WIDTHS {
                break;
            }
            let Some(first) = number(first, document) else {
                continue;
            };
            match document.dereference(second) {
                Ok((_, Object::Array(each))) => {
                    let each = each.iter().take(MAX_WIDTHS).zip(first as u32..);
                    widths.known.extend(
                        each.filter_map(|(width, code)| Some((code, number(width, document)?))),
                    );
                }
                _ => {
                    let (Some(last), Some(width)) = (
                        number(second, document),
                        items.next().and_then(|width| number(width, document)),
                    ) else {
                        break;
                    };
                    widths.ranges.push((first as u32, last as u32, width));
                }
            }
        }
        widths
    }
}

fn number(object: &Object, document: &Document) -> Option<f32> {
    document.dereference(object).ok()?.1.as_float().ok()
}

/// Of the fonts that every reader has, about: narrow letters, capitals, and the rest.
const fn guess(letter: char) -> f32 {
    match letter {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | '.' | ',' | ':' | ';' | '\'' | '!' | '|'
        | ' ' | '(' | ')' | '-' => 290.0,
        'm' | 'w' | 'M' | 'W' => 800.0,
        'A'..='Z' => 680.0,
        _ => 530.0,
    }
}
