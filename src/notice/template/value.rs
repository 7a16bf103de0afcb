//! Values as templates get them: what no value may hold, line breaks within one, and how a fault names their row.

use std::borrow::Cow;

use crate::finding::{Code, Problem};
use crate::list::Recipient;

/// Stands in a rendered text where an empty value was printed. A noncharacter (Unicode, section 23.7):
/// no template and no value may hold it.
pub(crate) const EMPTY: char = '\u{fdd0}';

/// Characters that no template and no value may hold: control characters (a line break in a value was folded
/// before) and noncharacters.
pub(crate) fn is_refused(c: char) -> bool {
    c.is_control() || matches!(c, '\u{fdd0}'..='\u{fdef}') || (c as u32) & 0xfffe == 0xfffe
}

/// A run of blanks that holds a line break becomes one space, so that a name of two lines in its cell can
/// be in a subject and in a sentence. Blanks at both ends go.
pub(crate) fn collapse_line_breaks(value: &str) -> Cow<'_, str> {
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}');
    let value = value.trim();
    if !value.contains(is_break) {
        return Cow::Borrowed(value);
    }
    let lines: Vec<&str> = value
        .split(is_break)
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    Cow::Owned(lines.join(" "))
}

/// A phrase that names the row, never its content.
pub(crate) fn row_problem(recipient: &Recipient, code: Code) -> Problem {
    Problem::new(code)
        .with("row", recipient.row.to_string())
        .with("id", recipient.id.as_str())
}
