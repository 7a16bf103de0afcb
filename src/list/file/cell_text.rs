//! What a workbook's cell says, and what is wrong with it.
//!
//! Pure. A formula that was never worked out is an error whatever program wrote it: none at all, or a 0 in a workbook
//! that says that its results are to be computed first.

use std::borrow::Cow;

use super::number_format::{Format, Shown};
use super::workbook::{Results, Taken, Value};
use crate::finding::{Code, Problem};

/// What one cell gives.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Read {
    pub(crate) text: String,
    pub(crate) fault: Option<Problem>,
    pub(crate) warning: Option<Problem>,
}

/// Reads the cells of one sheet.
pub(crate) struct Reading {
    results: Results,
    since_1904: bool,
    /// Row and column of formulas that give the number 0.
    noughts: Vec<(u32, u32)>,
    /// Whether a formula gives anything else.
    computed: bool,
}

impl Reading {
    pub(crate) fn new(results: Results, since_1904: bool) -> Self {
        Reading {
            results,
            since_1904,
            noughts: vec![],
            computed: false,
        }
    }

    pub(crate) fn read(&mut self, cell: Taken<'_>) -> Read {
        if cell.formula && self.results != Results::Computed {
            match &cell.value {
                Value::Number(0.0) => self.noughts.push((cell.row, cell.column)),
                Value::Open => {}
                _ => self.computed = true,
            }
        }
        let error = |code: Code| Read {
            fault: Some(Problem::new(code)),
            ..Read::default()
        };
        match cell.value {
            Value::Text(text) => self.shown(cell.format.text(line_breaks(text))),
            Value::Number(number) => self.shown(cell.format.number(number, self.since_1904)),
            Value::Bool(true) => Read {
                text: "WAAR".to_owned(),
                ..Read::default()
            },
            Value::Bool(false) => Read {
                text: "ONWAAR".to_owned(),
                ..Read::default()
            },
            Value::Iso(text) => self.iso(&text, cell.format),
            Value::Error(text) => {
                let phrase = Code::ListCellError.with("error", known_error(&text));
                Read {
                    fault: Some(phrase),
                    ..Read::default()
                }
            }
            Value::Open => error(Code::ListFormulaOpen),
            Value::Unreadable => error(Code::ListCellUnreadable),
        }
    }

    fn shown(&self, shown: Shown) -> Read {
        let error = |code: Code| Read {
            fault: Some(Problem::new(code)),
            ..Read::default()
        };
        match shown {
            Shown::Surely(text) => Read {
                text,
                ..Read::default()
            },
            Shown::Barely(text) => Read {
                text,
                warning: Some(Problem::new(Code::ListCellForm)),
                ..Read::default()
            },
            Shown::Hidden => error(Code::ListCellHidden),
            Shown::NoDate => error(Code::ListCellNoDate),
        }
    }

    /// A date or time of ISO 8601, by the cell's format; without one as Dutch regional settings write it.
    fn iso(&self, text: &str, format: &Format) -> Read {
        let Some((serial, usual)) = iso_serial(text) else {
            return Read {
                fault: Some(Problem::new(Code::ListCellUnreadable)),
                ..Read::default()
            };
        };
        let format = if format.is_moment() {
            Cow::Borrowed(format)
        } else {
            Cow::Owned(Format::new(usual))
        };
        self.shown(format.number(serial, false))
    }

    /// Row and column of formulas that only the whole sheet shows never to have been worked out, and whether that is
    /// sure: where other formulas give something a 0 may be right.
    pub(crate) fn finish(self) -> (Vec<(u32, u32)>, bool) {
        let sure = self.results == Results::NeverComputed || !self.computed;
        (self.noughts, sure)
    }
}

/// Line breaks as `\n`.
fn line_breaks(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

/// The error as the file writes it, if it is one of a spreadsheet's and holds nothing else.
fn known_error(text: &str) -> String {
    let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "#/!?_".contains(c);
    if text.starts_with('#') && text.len() <= 16 && text.chars().all(plain) {
        text.to_owned()
    } else {
        "hidden".to_owned()
    }
}

/// The number of a date or time, and the format it usually has.
fn iso_serial(text: &str) -> Option<(f64, &'static str)> {
    use jiff::civil::{Date, DateTime, Time};
    let of_time = |time: Time| {
        let seconds = f64::from(
            i32::from(time.hour()) * 3600
                + i32::from(time.minute()) * 60
                + i32::from(time.second()),
        );
        (seconds + f64::from(time.subsec_nanosecond()) / 1e9) / 86_400.0
    };
    let text = text.trim_end_matches('Z');
    if let Ok(time) = text.trim_start_matches('T').parse::<Time>()
        && !text.contains('-')
    {
        return Some((of_time(time), "h:mm"));
    }
    let at: DateTime = text.parse().ok()?;
    let first = Date::new(1899, 12, 30).ok()?;
    let days = f64::from(at.date().since(first).ok()?.get_days());
    let midnight = at.time() == Time::midnight();
    Some((
        days + of_time(at.time()),
        if midnight {
            "d-m-yyyy"
        } else {
            "d-m-yyyy h:mm"
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: Value, code: &str) -> Read {
        let format = Format::new(code);
        let cell = Taken {
            row: 2,
            column: 1,
            value,
            format: &format,
            formula: false,
            struck: false,
        };
        Reading::new(Results::Computed, false).read(cell)
    }

    fn text(value: Value, code: &str) -> String {
        let read = read(value, code);
        assert_eq!((&read.fault, &read.warning), (&None, &None));
        read.text
    }

    #[test]
    fn a_date_of_iso_8601_is_shown_as_one_that_is_a_number() {
        let iso = |text: &str| Value::Iso(text.into());
        assert_eq!(text(iso("2023-03-15"), "General"), "15-3-2023");
        assert_eq!(
            text(iso("2023-03-15T06:00:00"), "General"),
            "15-3-2023 6:00"
        );
        assert_eq!(text(iso("2023-03-15T06:00:00Z"), "h:mm"), "6:00");
        assert_eq!(text(iso("09:30:00"), "General"), "9:30");
        assert_eq!(text(iso("09:30:00"), "hh:mm:ss"), "09:30:00");
        assert_eq!(text(iso("T09:30:00"), "h:mm"), "9:30");
        assert_eq!(text(iso("2023-03-15"), "d mmmm yyyy"), "15 maart 2023");
        assert_eq!(
            read(iso("overmorgen"), "General")
                .fault
                .unwrap()
                .code_name(),
            "list-cell-unreadable"
        );
    }

    #[test]
    fn what_is_wrong_with_a_cell_is_said_and_no_more_of_it_than_an_error() {
        let fault = |value, code| read(value, code).fault.unwrap();
        let error = |text: &str| {
            fault(Value::Error(text.into()), "General").phrase().args()[0]
                .1
                .clone()
        };
        assert_eq!(error("#SPILL!"), "#SPILL!".into());
        assert_eq!(error("#GETTING_DATA"), "#GETTING_DATA".into());
        assert_eq!(error("#\"Geheim\""), "hidden".into());
        assert_eq!(
            fault(Value::Number(-5.0), "d-m-yyyy").code_name(),
            "list-cell-no-date"
        );
        assert_eq!(
            fault(Value::Text("x".into()), ";;;").code_name(),
            "list-cell-hidden"
        );
        let bare = read(Value::Number(1.5), "# ?/?");
        assert_eq!(
            (bare.text.as_str(), bare.warning.unwrap().code_name()),
            ("1,5", "list-cell-form")
        );
        assert_eq!(text(Value::Text("a\r\nb\rc".into()), "General"), "a\nb\nc");
        assert_eq!(text(Value::Bool(true), "0"), "WAAR");
    }

    #[test]
    fn a_nought_that_nobody_computed_is_told_from_one_that_somebody_did() {
        let reported = |results, values: &[f64]| {
            let (mut reading, format) = (Reading::new(results, false), Format::default());
            for (row, value) in (2..).zip(values) {
                let value = Value::Number(*value);
                reading.read(Taken {
                    row,
                    column: 1,
                    value,
                    format: &format,
                    formula: true,
                    struck: false,
                });
            }
            reading.finish()
        };
        assert_eq!(
            reported(Results::NeverComputed, &[0.0, 22.0]),
            (vec![(2, 1)], true)
        );
        assert_eq!(
            reported(Results::ToBeComputed, &[0.0, 0.0]),
            (vec![(2, 1), (3, 1)], true)
        );
        assert_eq!(
            reported(Results::ToBeComputed, &[0.0, 22.0]),
            (vec![(2, 1)], false)
        );
        assert_eq!(reported(Results::Computed, &[0.0, 0.0]).0, []);
    }
}
