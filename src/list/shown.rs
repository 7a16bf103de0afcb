//! A spreadsheet's cell as the people who made it see it.
//!
//! Pure. Excel keeps numbers and dates bare and writes them by the cell's number format (ECMA-376,
//! part 1, section 18.8.30); here they are written as Dutch regional settings do: `31-12-2024`, `1,5`.

use calamine::{DataRef, ExcelDateTime};

use crate::phrase::Phrase;

/// What stands in the cell.
///
/// # Errors
/// When it is the error of a formula, such as `#N/B`.
pub(super) fn shown(value: &DataRef<'_>, format: Option<&str>) -> Result<String, Phrase> {
    Ok(match value {
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => written(*number as f64, format),
        DataRef::Float(number) => written(*number, format),
        DataRef::Bool(true) => "WAAR".to_owned(),
        DataRef::Bool(false) => "ONWAAR".to_owned(),
        DataRef::DateTime(at) => date(*at),
        DataRef::DateTimeIso(text) => iso_date(text).unwrap_or_else(|| text.clone()),
        DataRef::Error(_) => return Err(Phrase::new("list-cell-error")),
        DataRef::Empty => String::new(),
    })
}

fn written(number: f64, format: Option<&str>) -> String {
    format.and_then(Digits::of).map_or_else(|| general(number), |digits| digits.write(number))
}

/// As a cell without a format: at most 15 digits that count, which is what Excel keeps.
fn general(number: f64) -> String {
    let kept = format!("{number:.14e}").parse().unwrap_or(number);
    if kept == 0.0 { "0".to_owned() } else { kept.to_string().replace('.', ",") }
}

/// A number format of digits alone: `0`, `0000`, `0.00`, `#,##0.0#`, `0%`.
#[derive(Debug, PartialEq, Eq)]
struct Digits {
    /// At least so many before the comma.
    whole: usize,
    /// At least and at most so many behind it.
    decimals: (usize, usize),
    thousands: bool,
    percent: bool,
}

impl Digits {
    /// `None` for a format that holds anything else; such a number is shown bare.
    fn of(format: &str) -> Option<Digits> {
        let first = format.split(';').next().unwrap_or_default();
        let (digits, percent) = match first.strip_suffix('%') {
            Some(digits) => (digits, true),
            None => (first, false),
        };
        let (whole, behind) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |text: &str, also: &str| text.chars().all(|c| "0#?".contains(c) || also.contains(c));
        if whole.is_empty() || behind.len() > 15 || !plain(whole, ",") || !plain(behind, "") {
            return None;
        }
        let zeros = |text: &str| text.matches('0').count();
        let decimals = (zeros(behind), behind.len());
        Some(Digits { whole: zeros(whole), decimals, thousands: whole.contains(','), percent })
    }

    fn write(&self, number: f64) -> String {
        let number = if self.percent { number * 100.0 } else { number };
        let bare = format!("{:.*}", self.decimals.1, number.abs());
        let (whole, behind) = bare.split_once('.').unwrap_or((&bare, ""));
        let mut behind = behind;
        while behind.len() > self.decimals.0 && behind.ends_with('0') {
            behind = &behind[..behind.len() - 1];
        }
        let whole = format!("{whole:0>width$}", width = self.whole);
        let sign = if number < 0.0 { "-" } else { "" };
        let whole = if self.thousands { in_thousands(&whole) } else { whole };
        let comma = if behind.is_empty() { "" } else { "," };
        let percent = if self.percent { "%" } else { "" };
        format!("{sign}{whole}{comma}{behind}{percent}")
    }
}

fn in_thousands(whole: &str) -> String {
    let mut out = String::with_capacity(whole.len() + whole.len() / 3);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// `31-12-2024`, with the time where there is one; `14:30` for a time without a day.
fn date(at: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, ..) = at.to_ymd_hms_milli();
    if at.is_duration() {
        let minutes = (at.as_f64() * 24.0 * 60.0).round();
        return format!("{}:{:02}", (minutes / 60.0).trunc(), (minutes % 60.0).abs());
    }
    let time = format!("{hour}:{minute:02}");
    match (at.as_f64() < 1.0, at.as_f64().fract() == 0.0) {
        (true, _) => time,
        (false, true) => format!("{day}-{month}-{year}"),
        (false, false) => format!("{day}-{month}-{year} {time}"),
    }
}

fn iso_date(text: &str) -> Option<String> {
    let at: jiff::civil::DateTime = text.trim_end_matches('Z').parse().ok()?;
    let day = format!("{}-{}-{}", at.day(), at.month(), at.year());
    let midnight = at.time() == jiff::civil::Time::midnight();
    Some(if midnight { day } else { format!("{day} {}:{:02}", at.hour(), at.minute()) })
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn numbers_are_written_as_their_format_says() {
        for (number, format, text) in [
            (2023.0, None, "2023"),
            (0.1 + 0.2, None, "0,3"),
            (-1.5, Some("General"), "-1,5"),
            (123_456_789_012_345.0, None, "123456789012345"),
            (42.0, Some("0000"), "0042"),
            (1234.5, Some("#,##0.00"), "1.234,50"),
            (1.5, Some("0.0##"), "1,5"),
            (0.25, Some("0%"), "25%"),
            (-7.0, Some("0.00;[Red]-0.00"), "-7,00"),
            (7.0, Some("\"nr \"0"), "7"),
        ] {
            assert_eq!(written(number, format), text, "{number} {format:?}");
        }
    }

    #[test]
    fn dates_are_written_the_dutch_way() {
        let at = |value| date(ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false));
        assert_eq!(at(45657.0), "31-12-2024");
        assert_eq!(at(45657.5), "31-12-2024 12:00");
        assert_eq!(at(0.25), "6:00");
        assert_eq!(iso_date("2024-12-31T00:00:00").as_deref(), Some("31-12-2024"));
        let long = ExcelDateTime::new(1.25, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(date(long), "30:00");
    }
}
