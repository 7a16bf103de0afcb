//! The years that a cell of the period's column names.
//!
//! Pure.

/// The years in `text`: `2023, 2024`, `2023 en 2024`, `2023-2024`, `2021 t/m 2024`, dates such as
/// `12-3-2023` or `2023-03-12`. An empty text names none.
///
/// `None` when anything in it is neither a year nor a word between years: a misread year would leave an
/// organisation out, or let one in.
pub(crate) fn years(text: &str) -> Option<Vec<i16>> {
    let text = text.to_lowercase().replace(['–', '—', '‑'], "-");
    let text = text
        .replace("tot en met", "-")
        .replace("t/m", "-")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    // `2021 - 2024` is one range, whatever blanks are in it.
    let text = text.replace(" -", "-").replace("- ", "-");
    let mut years = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || ",;/&+".contains(c)) {
        if !matches!(word, "" | "en" | "and") {
            years.extend(one(word)?);
        }
    }
    Some(years)
}

/// One word: a year, a range of years, or a date.
fn one(word: &str) -> Option<Vec<i16>> {
    let parts: Vec<&str> = word.split(['-', '.']).collect();
    match parts[..] {
        [single] => year(single).map(|year| vec![year]),
        [from, to] => range(year(from)?, year(to)?),
        [day, month, last] if is_day(day, month) => year(last).map(|year| vec![year]),
        [first, month, day] if is_day(day, month) => year(first).map(|year| vec![year]),
        _ => None,
    }
}

fn range(from: i16, to: i16) -> Option<Vec<i16>> {
    (from <= to).then(|| (from..=to).collect())
}

fn year(text: &str) -> Option<i16> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits
        .then(|| text.parse().ok())
        .flatten()
        .filter(|year| (1900..2200).contains(year))
}

fn is_day(day: &str, month: &str) -> bool {
    let within = |text: &str, most: u8| text.parse().is_ok_and(|n: u8| (1..=most).contains(&n));
    within(day, 31) && within(month, 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_as_people_write_them() {
        let cases: [(&str, &[i16]); 11] = [
            ("", &[]),
            ("2023", &[2023]),
            ("2023, 2024", &[2023, 2024]),
            ("2023;2024", &[2023, 2024]),
            ("2023 en 2024", &[2023, 2024]),
            ("2023/2024", &[2023, 2024]),
            ("2021-2023", &[2021, 2022, 2023]),
            ("2022 – 2023", &[2022, 2023]),
            ("2022 t/m 2024", &[2022, 2023, 2024]),
            ("12-3-2023, 2024-01-31", &[2023, 2024]),
            ("1.2.2024", &[2024]),
        ];
        for (text, years) in cases {
            assert_eq!(super::years(text).as_deref(), Some(years), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_year_is_not_guessed_at() {
        for text in [
            "23",
            "20234",
            "ja",
            "2023?",
            "2024-2023",
            "2023 -",
            "- 2023",
            "45292",
            "2023-13-40",
            "202 3",
        ] {
            assert_eq!(years(text), None, "{text:?}");
        }
    }
}
