//! Matrices of six numbers (ISO 32000-1, section 8.3.4).

use super::content::Operand;

/// `[a b c d e f]`: x' = ax + cy + e, y' = bx + dy + f.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix([f32; 6]);

impl Matrix {
    pub(super) const ONE: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) const fn moved(x: f32, y: f32) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// The six operands of `cm` or `Tm`, or a form's matrix.
    pub(super) fn of(operands: &[Operand]) -> Option<Matrix> {
        let numbers: Vec<f32> = operands.iter().filter_map(Operand::number).collect();
        Some(Matrix(numbers.last_chunk::<6>().copied()?))
    }

    pub(super) const fn from_numbers(numbers: [f32; 6]) -> Matrix {
        Matrix(numbers)
    }

    /// First this one, then `then`.
    pub(super) fn then(&self, then: &Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, then.0);
        Matrix([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    /// Where a point comes to lie.
    pub(super) fn place(&self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The direction of what was level, in whole degrees from 0 to 359.
    pub(super) fn degrees(&self) -> u16 {
        let [a, b, ..] = self.0;
        (b.atan2(a).to_degrees().round() as i32).rem_euclid(360) as u16
    }

    /// How many times wider and higher things become.
    pub(super) fn scales(&self) -> (f32, f32) {
        let [a, b, c, d, ..] = self.0;
        (a.hypot(b), c.hypot(d))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_after_the_other_moves_points_as_both_do() {
        let turn = Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]);
        let both = Matrix::moved(10.0, 0.0).then(&turn);
        assert_eq!(both.place(1.0, 2.0), (-2.0, 11.0));
        assert_eq!((both.degrees(), both.scales()), (90, (1.0, 1.0)));
        assert_eq!(Matrix::of(&[Operand::Number(1.0)]), None);
    }
}
