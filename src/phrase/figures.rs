//! Numbers and ids as a language writes them.

use fluent_bundle::{FluentArgs, FluentValue};

use super::Language;

/// `ID($id, word: "nr.")` in a message: the list's own id of a row, or several. The word precedes
/// an id that is a bare number, which could otherwise be read as the row number of a spreadsheet.
pub(super) fn id_with_word<'a>(
    positional: &[FluentValue<'a>],
    named: &FluentArgs<'_>,
) -> FluentValue<'a> {
    let id = match positional.first() {
        Some(FluentValue::String(id)) => id.clone(),
        Some(FluentValue::Number(id)) => id.as_string(),
        _ => return FluentValue::Error,
    };
    let first = id.split([',', ' ']).next().unwrap_or_default();
    let is_number = !first.is_empty() && first.chars().all(|c| c.is_ascii_digit());
    match named.get("word") {
        Some(FluentValue::String(word)) if is_number => FluentValue::from(format!("{word} {id}")),
        _ => FluentValue::String(id),
    }
}

pub(super) fn number_value(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        // Phrases carry whole numbers only, far below 2^53.
        FluentValue::Number(number) => Some(grouped(number.value as i64, language)),
        _ => None,
    }
}

pub(super) fn grouped(number: i64, language: Language) -> String {
    let digits = number.unsigned_abs().to_string();
    let sign = if number < 0 { "-" } else { "" };
    if digits.len() < 5 {
        return format!("{sign}{digits}");
    }
    let mut out = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(language.thousands());
        }
        out.push(digit);
    }
    out
}
