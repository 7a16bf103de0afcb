//! One page: the strings it shows, where it shows them, and what of it is no text (ISO 32000-1, sections 8 and 9).

mod resources;

use std::collections::{BTreeSet, HashMap};

use lopdf::{Document, Object, ObjectId, Stream};

use super::budget::Budget;
use super::content::{Operand, Operators};
use super::font::{Font, UNKNOWN};
use super::layout::{Fragment, Layout};
use super::matrix::Matrix;
use super::state::{ContentReading, FontKey, GraphicsState};
use crate::formats::document::Reason;

/// How deep forms may lie within forms.
const MAX_FORM_DEPTH: usize = 8;

/// As many forms one page may show: one that shows itself twice at each depth would have no end.
const MAX_FORMS: usize = 2_000;

/// A number in an array of strings that moves the pen on by a tenth of a letter, or back by a fifth, parts two words.
const WORD_GAP: f32 = 100.0;
/// Half a letter: what follows is apart from what came before.
const PLACE_GAP: f32 = 500.0;

/// So many codes in one string that no letter is known for are no bullet or ornament.
const MAX_UNKNOWN: usize = 2;

/// A page without text that draws so many lines and curves may show letters with them; frames and rules have fewer.
const MIN_CURVES: usize = 40;

/// A picture on so much of a page, with hardly a word beside it, is a page that was scanned.
const SCANNED: f32 = 0.4;
/// Letters of a stamp or a page number.
const MAX_STAMP: usize = 200;

/// As many bytes of text are read of one page; a full one has ten thousand.
const MAX_TEXT: usize = 2 * 1024 * 1024;

/// What a page shows, as far as it can be read.
#[derive(Debug, Default)]
pub(super) struct PageText {
    /// Its words in the order in which they are drawn.
    pub(super) text: String,
    /// The same with their positions.
    pub(super) layout: Layout,
    /// What is said beside them, to those who can't see them (section 14.9.4).
    pub(super) aside: String,
    pub(super) reasons: BTreeSet<Reason>,
    shows_picture: bool,
    /// The largest picture, as a share of the page.
    covered: f32,
    letters: usize,
    curves: usize,
    forms: usize,
}

impl PageText {
    /// Whether it has more than is read.
    fn is_full(&self) -> bool {
        self.text.len() > MAX_TEXT || self.letters > MAX_TEXT
    }

    /// What of it could not be read, once all of it was looked at.
    fn settle(&mut self) {
        let is_stamped = self.letters < MAX_STAMP && self.covered >= SCANNED;
        if self.shows_picture && (self.letters == 0 || is_stamped) {
            self.reasons.insert(Reason::Picture);
        } else if self.letters == 0 && self.curves >= MIN_CURVES {
            self.reasons.insert(Reason::Curves);
        }
    }
}

/// Reads the pages of one document. Fonts are read once.
pub(super) struct Pages<'d> {
    document: &'d Document,
    fonts: HashMap<FontKey, Font>,
    budget: &'d Budget,
}

impl<'d> Pages<'d> {
    pub(super) fn of(document: &'d Document, budget: &'d Budget) -> Pages<'d> {
        Pages {
            document,
            fonts: HashMap::new(),
            budget,
        }
    }

    /// Reads one page with its forms and what its annotations show.
    pub(super) fn read(&mut self, id: ObjectId) -> PageText {
        let mut page = PageText::default();
        let area = self.area(id);
        let resources = self.resources_of(id);
        let contents = self.contents(id, &mut page);
        self.content(
            &contents,
            ContentReading::of(resources.clone(), MAX_FORM_DEPTH, GraphicsState::new()),
            &mut page,
        );
        for annotation in self.document.get_page_annotations(id).unwrap_or_default() {
            for form in self.appearances(annotation) {
                page.text.push('\n');
                let reading =
                    ContentReading::of(resources.clone(), MAX_FORM_DEPTH, GraphicsState::new());
                self.form(form, &reading, &mut page);
            }
        }
        page.covered /= area;
        page.settle();
        page
    }

    fn content(&mut self, bytes: &[u8], mut reading: ContentReading<'d>, page: &mut PageText) {
        let mut operators = Operators::of(bytes);
        while let Some(operator) = operators.next() {
            if page.is_full() {
                page.reasons.insert(Reason::TooLarge);
                break;
            }
            if !self.shows(operator, &operators.operands, &mut reading, page) {
                reading.take(operator, &operators.operands);
                self.others(operator, &operators.operands, &mut reading, page);
            }
        }
        if operators.is_cut {
            page.reasons.insert(Reason::TooLarge);
        }
    }

    /// Operators that show strings (table 109).
    fn shows(
        &mut self,
        operator: &[u8],
        operands: &[Operand],
        reading: &mut ContentReading<'d>,
        page: &mut PageText,
    ) -> bool {
        match operator {
            b"Tj" => self.show(operands, reading, page),
            b"TJ" => {
                if let Some(Operand::Array(items)) = operands.last() {
                    self.show(items, reading, page);
                }
            }
            b"'" | b"\"" => {
                if let [.., words, letters, _] = operands
                    && operator == b"\""
                {
                    reading.state.word_gap = words.number().unwrap_or_default();
                    reading.state.letter_gap = letters.number().unwrap_or_default();
                }
                page.text.push('\n');
                reading.move_line(0.0, -reading.state.leading);
                self.show(operands, reading, page);
            }
            _ => return false,
        }
        true
    }

    fn others(
        &mut self,
        operator: &[u8],
        operands: &[Operand],
        reading: &mut ContentReading<'d>,
        page: &mut PageText,
    ) {
        match operator {
            b"Tf" => {
                reading.state.font = operands
                    .first()
                    .and_then(|name| self.font(name.name()?, &reading.resources));
                reading.state.size = operands
                    .get(1)
                    .and_then(Operand::number)
                    .unwrap_or_default();
                page.text.push(' ');
            }
            b"gs" => self.state_of_graphics(operands, reading),
            b"Do" => {
                let named = operands.last().and_then(Operand::name);
                if let Some(Object::Stream(stream)) =
                    named.and_then(|name| self.resource(b"XObject", name, &reading.resources))
                {
                    self.form(stream, reading, page);
                }
            }
            b"BI" => self.picture(reading, page),
            b"BDC" | b"DP" => aside(operands, page),
            b"c" | b"v" | b"y" | b"l" => page.curves += 1,
            b"ET" | b"T*" => page.text.push('\n'),
            // Any other operator moves something: words on both sides are two.
            _ if page.text.ends_with(' ') => {}
            _ => page.text.push(' '),
        }
    }

    /// A font may be set that way too (section 8.4.5).
    fn state_of_graphics(&mut self, operands: &[Operand], reading: &mut ContentReading<'d>) {
        let named = operands.last().and_then(Operand::name);
        let state = named.and_then(|name| {
            self.resource(b"ExtGState", name, &reading.resources)?
                .as_dict()
                .ok()
        });
        let font = state.and_then(|state| {
            state
                .get_deref(b"Font", self.document)
                .and_then(Object::as_array)
                .ok()
        });
        if let Some([font, size]) = font.map(Vec::as_slice)
            && let Ok(font) = self
                .document
                .dereference(font)
                .and_then(|(_, font)| font.as_dict())
        {
            reading.state.font = Some(self.read_font(font));
            reading.state.size = size.as_float().unwrap_or_default();
        }
    }

    /// Adds strings; between those of one array only a large move makes a new word, and a larger one a new place.
    fn show(&self, operands: &[Operand], reading: &mut ContentReading<'d>, page: &mut PageText) {
        let mut text = String::new();
        let mut length = 0.0;
        for operand in operands {
            if page.is_full() || text.len() > MAX_TEXT {
                page.reasons.insert(Reason::TooLarge);
                break;
            }
            let state = &reading.state;
            match operand {
                Operand::Text(codes) if codes.is_empty() => {}
                Operand::Text(codes) => {
                    let Some(font) = state.font.and_then(|font| self.fonts.get(&font)) else {
                        page.reasons.insert(Reason::Font);
                        page.letters += codes.len();
                        continue;
                    };
                    let shown = font.shown(codes);
                    if hides_words(&shown.text) {
                        page.reasons.insert(Reason::Font);
                    }
                    page.letters += shown.codes;
                    length += shown.width / 1000.0 * state.size
                        + state.letter_gap * shown.codes as f32
                        + state.word_gap * shown.blanks as f32;
                    text.push_str(&shown.text);
                }
                operand => {
                    let moved = operand.number().unwrap_or_default();
                    if moved.abs() >= PLACE_GAP {
                        place(
                            std::mem::take(&mut text),
                            std::mem::take(&mut length),
                            reading,
                            page,
                        );
                    }
                    length -= moved / 1000.0 * reading.state.size;
                    if moved.abs() >= PLACE_GAP {
                        place(" ".to_owned(), std::mem::take(&mut length), reading, page);
                    } else if moved <= -WORD_GAP || moved >= 2.0 * WORD_GAP {
                        text.push(' ');
                    }
                }
            }
        }
        place(text, length, reading, page);
    }

    /// A form shows what its own stream says (section 8.10); a picture has no letters.
    fn form(&mut self, stream: &'d Stream, outer: &ContentReading<'d>, page: &mut PageText) {
        page.forms += 1;
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => self.picture(outer, page),
            _ if outer.depth == 0 || page.forms > MAX_FORMS => {
                page.reasons.insert(Reason::TooLarge);
            }
            _ => {
                let own = stream
                    .dict
                    .get_deref(b"Resources", self.document)
                    .and_then(Object::as_dict)
                    .ok();
                let resources: Vec<_> = own
                    .into_iter()
                    .chain(outer.resources.iter().copied())
                    .collect();
                let numbers = stream
                    .dict
                    .get_deref(b"Matrix", self.document)
                    .and_then(Object::as_array)
                    .ok();
                let numbers: Vec<f32> = numbers
                    .into_iter()
                    .flatten()
                    .filter_map(|one| one.as_float().ok())
                    .collect();
                let mut state = outer.state.clone();
                if let Ok(numbers) = <[f32; 6]>::try_from(numbers) {
                    state.matrix = Matrix::from_numbers(numbers).then(&state.matrix);
                }
                let bytes = self.unpacked(stream, page);
                self.content(
                    &bytes,
                    ContentReading::of(resources, outer.depth - 1, state),
                    page,
                );
            }
        }
    }

    /// A picture fills a square of one by one (section 8.9.5).
    fn picture(&self, reading: &ContentReading<'d>, page: &mut PageText) {
        page.shows_picture = true;
        let (wide, high) = reading.state.matrix.scales();
        page.covered = page.covered.max(wide * high);
    }
}

/// Adds words where the pen is, and moves it on by a length in the text's own measure.
fn place(text: String, length: f32, reading: &mut ContentReading<'_>, page: &mut PageText) {
    let state = &reading.state;
    let begin = Matrix::moved(0.0, state.rise)
        .then(&reading.text)
        .then(&state.matrix);
    let length = length * state.scale;
    page.text.push_str(&text);
    page.layout.add(Fragment::new(
        &begin,
        length,
        (begin.scales().1 * state.size).abs(),
        text,
    ));
    reading.text = Matrix::moved(length, 0.0).then(&reading.text);
}

/// Whether what a string shows can't be read for what it says: more than an ornament, or a letter within a word.
fn hides_words(text: &str) -> bool {
    let unknown = text.chars().filter(|c| *c == UNKNOWN).count();
    let all = text.chars().count();
    let letters: Vec<char> = text.chars().collect();
    let is_within_word = letters.windows(2).any(|pair| match pair {
        [one, other] => {
            (*one == UNKNOWN && other.is_alphabetic()) || (*other == UNKNOWN && one.is_alphabetic())
        }
        _ => false,
    });
    unknown > 0 && (unknown > MAX_UNKNOWN || unknown == all || is_within_word)
}

/// Words given in place of what is shown.
fn aside(operands: &[Operand], page: &mut PageText) {
    page.text.push(' ');
    if let Some(Operand::Dictionary(items)) = operands.last() {
        for words in items.iter().filter_map(Operand::text) {
            page.aside.push_str(&super::text_of(words));
            page.aside.push(' ');
        }
    }
}

#[cfg(test)]
mod tests;
