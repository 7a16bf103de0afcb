//! A number by a section of digits: `0000`, `#,##0.00`, `000-0000000`, `0%`, `0.00E+00`.
//!
//! Pure. Digits are put into their places from the right; what is between the places stays.

use super::decimal::Decimal;
use super::parse::{FormatPiece, Section};

/// The number, without its sign, as the section writes it.
pub(crate) fn write(section: &Section, number: &Decimal) -> String {
    let percents = section
        .pieces
        .iter()
        .filter(|piece| **piece == FormatPiece::Percent)
        .count() as i32;
    let number = number.clone().shifted(percents * 2 - section.thousands * 3);
    let exponent = section
        .pieces
        .iter()
        .position(|piece| matches!(piece, FormatPiece::Exponent(_)));
    match exponent {
        Some(at) => scientific(section, &number, at),
        None => fixed(&section.pieces, section.grouped, &number),
    }
}

fn is_digit(piece: &FormatPiece) -> bool {
    matches!(piece, FormatPiece::Digit(_))
}

fn fixed(pieces: &[FormatPiece], grouped: bool, number: &Decimal) -> String {
    let point = pieces.iter().position(|piece| *piece == FormatPiece::Point);
    let (whole, behind) = pieces.split_at(point.unwrap_or(pieces.len()));
    let places = behind.iter().filter(|piece| is_digit(piece)).count();
    let (digits, decimals) = number.clone().rounded(places).written(places);
    let mut out = before_the_point(whole, grouped, &digits, point.is_some());
    after_the_point(behind, &decimals, &mut out);
    out
}

/// Filled from the right: what is left over goes to the first place, or is before the point if there is none.
fn before_the_point(
    pieces: &[FormatPiece],
    grouped: bool,
    digits: &str,
    has_point: bool,
) -> String {
    let first = pieces.iter().position(is_digit);
    let mut rest: Vec<char> = digits.chars().collect();
    // Written from the end.
    let mut out: Vec<char> = vec![];
    let mut written = 0;
    let mut put = |out: &mut Vec<char>, digit: char| {
        if grouped && written > 0 && written % 3 == 0 {
            out.push('.');
        }
        out.push(digit);
        written += 1;
    };
    if first.is_none() && has_point {
        while let Some(digit) = rest.pop() {
            put(&mut out, digit);
        }
    }
    for (at, piece) in pieces.iter().enumerate().rev() {
        match piece {
            FormatPiece::Digit(place) => {
                match (rest.pop(), place) {
                    (Some(digit), _) => put(&mut out, digit),
                    (None, '0') => put(&mut out, '0'),
                    (None, '?') => out.push(' '),
                    (None, _) => {}
                }
                while first == Some(at) && !rest.is_empty() {
                    put(&mut out, rest.pop().unwrap_or('0'));
                }
            }
            other => out.extend(plain(other).chars().rev()),
        }
    }
    out.into_iter().rev().collect()
}

fn after_the_point(pieces: &[FormatPiece], decimals: &str, out: &mut String) {
    let places: Vec<char> = pieces
        .iter()
        .filter_map(|piece| match piece {
            FormatPiece::Digit(place) => Some(*place),
            _ => None,
        })
        .collect();
    // Zeros after the last digit that counts, and after the last place that wants one, are left out.
    let counts = |(at, digit): &(usize, char)| *digit != '0' || places[*at] == '0';
    let kept = decimals
        .chars()
        .enumerate()
        .filter(counts)
        .map(|(at, _)| at + 1)
        .last()
        .unwrap_or(0);
    let mut digits = decimals.chars().enumerate();
    for piece in pieces {
        match piece {
            FormatPiece::Digit(place) => match digits.next() {
                Some((at, digit)) if at < kept => out.push(digit),
                _ if *place == '?' => out.push(' '),
                _ => {}
            },
            FormatPiece::Point => out.push(','),
            other => out.push_str(plain(other)),
        }
    }
}

/// What is neither digit nor point.
fn plain(piece: &FormatPiece) -> &str {
    match piece {
        FormatPiece::Text(text) => text,
        FormatPiece::Percent => "%",
        _ => "",
    }
}

/// The power is a multiple of the places before the point: `##0.0E+0` gives 12,3E+3.
fn scientific(section: &Section, number: &Decimal, at: usize) -> String {
    let (mantissa, exponent) = section.pieces.split_at(at);
    let point = mantissa
        .iter()
        .position(|piece| *piece == FormatPiece::Point)
        .unwrap_or(mantissa.len());
    let step = (mantissa[..point]
        .iter()
        .filter(|piece| is_digit(piece))
        .count() as i32)
        .max(1);
    let places = mantissa[point..]
        .iter()
        .filter(|piece| is_digit(piece))
        .count();
    let power = |number: &Decimal| number.power().div_euclid(step) * step;
    let first = power(number);
    // Rounding may bring one digit more: 9.96 is 1,0E+01.
    let rounded = number.clone().shifted(-first).rounded(places);
    let more = power(&rounded);
    let shown = fixed(mantissa, section.grouped, &rounded.shifted(-more));
    let power = first + more;
    let sign = match (power < 0, &exponent[0]) {
        (true, _) => "-",
        (false, FormatPiece::Exponent(true)) => "+",
        (false, _) => "",
    };
    let written = Decimal::of(f64::from(power)).written(0).0;
    format!(
        "{shown}E{sign}{}",
        before_the_point(&exponent[1..], false, &written, false)
    )
}
