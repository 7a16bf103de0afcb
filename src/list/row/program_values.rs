//! Cells in which a program left something of its own: a spreadsheet's error, a word for an empty cell, a
//! character as HTML writes it.
//!
//! Pure. In a workbook an error is a cell of its own kind; in a CSV it is text, and would go out as text. All of it
//! may be right (somebody is called Nan), so it can be accepted with a reason.

use html5gum::{Token, Tokenizer};

use crate::finding::{Code, Problem};

/// What a program left in this cell, if it did.
pub(crate) fn at_cell(cell: &str) -> Option<Problem> {
    if is_error(cell) {
        return Some(Code::ListCellNothing.with("what", "error"));
    }
    if is_nothing(cell) {
        return Some(Code::ListCellNothing.with("what", "nothing"));
    }
    has_entity(cell).then(|| Problem::new(Code::ListCellEntity))
}

/// `#N/B`, `#VERW!`, `#DEEL/0!`, `Err:502`, `####`: what a spreadsheet shows in place of a value, in any language.
fn is_error(cell: &str) -> bool {
    // Without a mark at the end: not available, in English, Dutch, German, French, Spanish and Portuguese; LibreOffice's
    // own; and a value that is still being fetched.
    const UNMARKED: [&str; 7] = [
        "N/A",
        "N/B",
        "NV",
        "N/D",
        "N/DISP",
        "GETTING_DATA",
        "N/A N/A",
    ];
    if let Some(number) = cell
        .strip_prefix("Err:")
        .or_else(|| cell.strip_prefix("Fout:"))
    {
        return number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit());
    }
    let Some(name) = cell.strip_prefix('#') else {
        return false;
    };
    if UNMARKED.contains(&name) || (name.len() > 1 && name.bytes().all(|b| b == b'#')) {
        return true;
    }
    let marked = name.strip_suffix(['!', '?']).unwrap_or_default();
    let plain = |c: char| c.is_uppercase() || c.is_ascii_digit() || "/_".contains(c);
    (3..=16).contains(&marked.chars().count())
        && marked.starts_with(char::is_uppercase)
        && marked.chars().all(plain)
}

/// `NULL`, `nan`, `None`: what databases, pandas, Python and JavaScript write where nothing is.
fn is_nothing(cell: &str) -> bool {
    const WORDS: [&str; 11] = [
        "null",
        "nan",
        "none",
        "n/a",
        "nil",
        "undefined",
        "na",
        "nat",
        "\\n",
        "[object object]",
        "#null",
    ];
    if cell.len() > 18 || !cell.is_ascii() {
        return false;
    }
    // Between brackets, as `<NA>` and `(null)`, too.
    let bare = |open, close| {
        cell.strip_prefix(open)
            .and_then(|rest: &str| rest.strip_suffix(close))
    };
    let inner = bare('<', '>').or_else(|| bare('(', ')'));
    let word = inner.unwrap_or(cell).to_ascii_lowercase();
    match word.as_str() {
        // Short words that may be initials or a name: only as programs write them.
        "na" => inner.is_some(),
        "nat" => cell == "NaT",
        "nil" => inner.is_some() || cell == "nil",
        word => WORDS.contains(&word),
    }
}

/// `Jansen &amp; Zn.`: a character as HTML writes it, by name or by number.
fn has_entity(cell: &str) -> bool {
    cell.split('&').skip(1).any(|rest| {
        rest.split_once(';')
            .is_some_and(|(name, _)| is_entity(name))
    })
}

/// Whether HTML has a character of this name or number (WHATWG HTML, section 13.5).
fn is_entity(name: &str) -> bool {
    /// `CounterClockwiseContourIntegral`.
    const LONGEST: usize = 31;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'#';
    if name.is_empty() || name.len() > LONGEST || !name.bytes().all(plain) {
        return false;
    }
    let written = format!("&{name};");
    // A name that is none stays as it is; of one that only begins as one the end stays.
    Tokenizer::new(&written)
        .flatten()
        .all(|token| matches!(token, Token::String(read) if !read.contains(&b';')))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What spreadsheets leave in a cell they can't compute.
    const ERRORS: [&str; 16] = [
        "#N/B",
        "#N/A",
        "#VERW!",
        "#NAAM?",
        "#REF!",
        "#DEEL/0!",
        "#DIV/0!",
        "#WAARDE!",
        "#GETAL!",
        "#LEEG!",
        "#NV",
        "#ÜBERLAUF!",
        "#SPILL!",
        "Err:502",
        "Fout:508",
        "########",
    ];

    /// What programs write for "no value".
    const NOTHINGS: [&str; 16] = [
        "NULL",
        "null",
        "(null)",
        "<NULL>",
        "nan",
        "NaN",
        "None",
        "N/A",
        "n/a",
        "NaT",
        "<NA>",
        "nil",
        "undefined",
        "\\N",
        "[object Object]",
        "Nan",
    ];

    /// Text that was escaped for HTML.
    const ENTITIES: [&str; 9] = [
        "Jansen &amp; Zn.",
        "Caf&eacute;",
        "De &#39;Brug&#39;",
        "&#x2019;t Huis",
        "A&nbsp;B",
        "&Ccedil;a",
        "Stra&szlig;e",
        "A&NoBreak;B",
        "Huis &amp; Haard; Zn.",
    ];

    /// What people write.
    const RIGHT: [&str; 27] = [
        "",
        "-",
        "n.v.t.",
        "NA",
        "Nil",
        "Nat",
        "Nora",
        "Null en Zonen",
        "Stichting None",
        "#1",
        "#MeToo",
        "#12",
        "# 3",
        "#metoo!",
        "#",
        "Jansen & Zn.",
        "R&D; advies",
        "A&B;C",
        "Vis&Co; Zn.",
        "&;",
        "&#;",
        "&#x;",
        "&notit;",
        "&Amp;",
        "A &Co.; B",
        "Err:",
        "Fout: 502",
    ];

    #[test]
    fn what_a_program_left_is_told_from_what_people_write() {
        let what = |cell: &str| at_cell(cell).map(|phrase| phrase.code_name());
        for cell in ERRORS.iter().chain(&NOTHINGS) {
            assert_eq!(what(cell), Some("list-cell-nothing"), "{cell}");
        }
        for cell in ENTITIES {
            assert_eq!(what(cell), Some("list-cell-entity"), "{cell}");
        }
        for cell in RIGHT {
            assert_eq!(what(cell), None, "{cell}");
        }
    }
}
