//! A number as the cell that holds it shows it.
//!
//! Pure. Spreadsheets keep numbers and dates bare and write them by the cell's number format (ECMA-376, part 1, section
//! 18.8.30); here they are written as Dutch regional settings do: `31-12-2024`, `1,5`, `1.234,50`.

mod decimal;
mod digits;
mod moment;
mod parse;
#[cfg(test)]
mod tests;

use decimal::Decimal;
use parse::{FormatCode, FormatPiece, Section};

/// What a cell shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shown {
    /// This.
    Surely(String),
    /// By a format that isn't understood whole: the value as it is without one.
    Barely(String),
    /// Nothing, though there is something in it: its format hides it.
    Hidden,
    /// A date before the first or after the last there is.
    NoDate,
}

/// A number format.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Format {
    code: FormatCode,
}

impl Format {
    /// Takes a format code apart. Any text is one; what isn't understood shows in [`Shown::Barely`].
    pub(crate) fn new(code: &str) -> Format {
        Format {
            code: parse::code(code),
        }
    }

    /// A finite number.
    pub(crate) fn number(&self, number: f64, since_1904: bool) -> Shown {
        let Some((section, signed)) = self.section(number) else {
            return Shown::Barely(general(number));
        };
        if section.doubtful {
            return Shown::Barely(general(number));
        }
        let text = if section.parts().next().is_some() {
            match moment::write(section, number, since_1904) {
                Some(text) => text,
                None => return Shown::NoDate,
            }
        } else if section.has(&FormatPiece::General) || section.has(&FormatPiece::Cell) {
            around(
                section,
                &general(if signed { number } else { number.abs() }),
            )
        } else {
            let sign = if signed && number < 0.0 && !section.pieces.is_empty() {
                "-"
            } else {
                ""
            };
            format!("{sign}{}", digits::write(section, &Decimal::of(number)))
        };
        if text.trim().is_empty() && number != 0.0 {
            Shown::Hidden
        } else {
            Shown::Surely(text)
        }
    }

    /// A text.
    pub(crate) fn text(&self, text: String) -> Shown {
        let own = self.code.sections.get(3).or_else(|| {
            let last = self.code.sections.last();
            last.filter(|section| section.has(&FormatPiece::Cell))
        });
        match own {
            None => Shown::Surely(text),
            Some(section) if section.has(&FormatPiece::Cell) && section.pieces.len() == 1 => {
                Shown::Surely(text)
            }
            Some(section) if section.doubtful => Shown::Barely(text),
            Some(section) => {
                let shown = around(section, &text);
                let hides = !text.trim().is_empty() && !section.has(&FormatPiece::Cell);
                if hides {
                    Shown::Hidden
                } else {
                    Shown::Surely(shown)
                }
            }
        }
    }

    /// Whether a number under this format is a date or a time.
    pub(crate) fn is_moment(&self) -> bool {
        self.code
            .sections
            .first()
            .is_some_and(|section| section.parts().next().is_some())
    }

    /// The section for a number, and whether the number's sign is written before it. `None` where it can't be said.
    fn section(&self, number: f64) -> Option<(&Section, bool)> {
        let all = &self.code.sections;
        let numbers = &all[..all.len().min(3)];
        if numbers.iter().any(|section| section.condition.is_some()) {
            return conditional(numbers, number);
        }
        Some(match numbers {
            [_, below] | [_, below, _] if number < 0.0 => (below, false),
            [_, _, nought] if number == 0.0 => (nought, false),
            [first, ..] => (first, true),
            [] => return None,
        })
    }
}

/// Where sections have conditions of their own the first that holds counts. A section without one after others takes
/// what is left.
fn conditional(sections: &[Section], number: f64) -> Option<(&Section, bool)> {
    let nth = sections
        .iter()
        .enumerate()
        .position(|(nth, section)| match section.condition {
            Some((test, other)) => test.holds(number, other),
            // `[>100]a;b;c`: the second is for numbers below zero.
            None if nth == 1 && sections.len() == 3 => number < 0.0,
            None => true,
        })?;
    let section = &sections[nth];
    let below = match section.condition {
        Some((test, other)) => test.is_below_zero(other),
        None => nth == 1 && sections.len() == 3,
    };
    // With one below zero in another section, programs differ in where they write the sign.
    (number >= 0.0 || below || nth == 0).then_some((section, !below))
}

/// The text in its place between the section's own words.
fn around(section: &Section, text: &str) -> String {
    let pieces = section.pieces.iter().map(|piece| match piece {
        FormatPiece::Text(own) => own.as_str(),
        FormatPiece::General | FormatPiece::Cell => text,
        FormatPiece::Percent => "%",
        _ => "",
    });
    pieces.collect()
}

/// As a cell without a format: at most eleven characters where there are decimals. A long whole number stays
/// whole, of which a cell would show `1,23E+11`.
pub(crate) fn general(number: f64) -> String {
    let decimal = Decimal::of(number);
    let sign = if number < 0.0 && !decimal.is_zero() {
        "-"
    } else {
        ""
    };
    let power = decimal.power();
    if power < -4 && decimal.places() > 9 || power > 20 {
        let section = parse::code("0.#####E+00").sections.remove(0);
        let written = digits::write(&section, &decimal).replace(",E", "E");
        return format!("{sign}{written}");
    }
    let whole = usize::try_from(power).unwrap_or(0) + 1;
    let places = decimal.places().min(10_usize.saturating_sub(whole));
    let rounded = decimal.rounded(places);
    let places = rounded.places();
    let (whole, behind) = rounded.written(places);
    let whole = if whole.is_empty() { "0" } else { &whole };
    let comma = if behind.is_empty() { "" } else { "," };
    format!("{sign}{whole}{comma}{behind}")
}
