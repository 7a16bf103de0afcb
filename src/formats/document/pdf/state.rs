//! What is in force where a string is shown: matrices, font and spacing (ISO 32000-1, sections 8.4 and 9.3).

use lopdf::Dictionary;

use super::content::Operand;
use super::matrix::Matrix;

/// As many states as are kept; a page has a dozen within each other.
const MAX_STATES: usize = 512;

/// A font's dictionary, by its place: the document doesn't move while it is read.
pub(super) type FontKey = *const Dictionary;

/// Graphics and text state.
#[derive(Clone)]
pub(super) struct GraphicsState {
    pub(super) matrix: Matrix,
    pub(super) font: Option<FontKey>,
    pub(super) size: f32,
    pub(super) letter_gap: f32,
    pub(super) word_gap: f32,
    /// Horizontal scale; 1 is none.
    pub(super) scale: f32,
    pub(super) leading: f32,
    pub(super) rise: f32,
}

impl GraphicsState {
    /// At the beginning of a page.
    pub(super) const fn new() -> GraphicsState {
        let zero = 0.0;
        GraphicsState {
            matrix: Matrix::ONE,
            font: None,
            size: zero,
            letter_gap: zero,
            word_gap: zero,
            scale: 1.0,
            leading: zero,
            rise: zero,
        }
    }
}

/// A content stream being read.
pub(super) struct ContentReading<'d> {
    pub(super) resources: Vec<&'d Dictionary>,
    pub(super) depth: usize,
    pub(super) state: GraphicsState,
    before: Vec<GraphicsState>,
    /// The position of the next letter, and that of the line's beginning.
    pub(super) text: Matrix,
    line: Matrix,
}

impl<'d> ContentReading<'d> {
    pub(super) fn of(
        resources: Vec<&'d Dictionary>,
        depth: usize,
        state: GraphicsState,
    ) -> ContentReading<'d> {
        ContentReading {
            resources,
            depth,
            state,
            before: Vec::new(),
            text: Matrix::ONE,
            line: Matrix::ONE,
        }
    }

    /// `Td`: the next line begins so far from where this one began.
    pub(super) fn move_line(&mut self, x: f32, y: f32) {
        self.line = Matrix::moved(x, y).then(&self.line);
        self.text = self.line;
    }

    /// Operators of state and place (tables 57, 105 and 108); others change nothing.
    pub(super) fn take(&mut self, operator: &[u8], operands: &[Operand]) {
        let number = |nth: usize| {
            operands
                .get(nth)
                .and_then(Operand::number)
                .unwrap_or_default()
        };
        match operator {
            b"q" if self.before.len() < MAX_STATES => self.before.push(self.state.clone()),
            b"Q" => self.state = self.before.pop().unwrap_or_else(|| self.state.clone()),
            b"cm" => {
                if let Some(matrix) = Matrix::of(operands) {
                    self.state.matrix = matrix.then(&self.state.matrix);
                }
            }
            b"BT" => (self.text, self.line) = (Matrix::ONE, Matrix::ONE),
            b"Tm" => {
                if let Some(matrix) = Matrix::of(operands) {
                    (self.text, self.line) = (matrix, matrix);
                }
            }
            b"Td" => self.move_line(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.move_line(number(0), number(1));
            }
            b"T*" => self.move_line(0.0, -self.state.leading),
            b"TL" => self.state.leading = number(0),
            b"Tc" => self.state.letter_gap = number(0),
            b"Tw" => self.state.word_gap = number(0),
            b"Tz" => self.state.scale = number(0) / 100.0,
            b"Ts" => self.state.rise = number(0),
            _ => {}
        }
    }
}
