//! What separates the cells of a CSV: stated in the settings, or in the file by a `sep=` line, or
//! guessed and reported.
//!
//! Pure.

use crate::finding::{Code, Problem};

use super::records;
use crate::list::file::faults::Faults;
use crate::list::file::table_row::Row;

/// What people separate cells with.
const CANDIDATES: [u8; 4] = [b';', b',', b'\t', b'|'];

/// The rows of a CSV's text; `wanted` are headers to know it by. If the delimiter is not stated the guess is used, and reported as an error.
pub(crate) fn rows(
    text: &str,
    stated: Option<u8>,
    wanted: &[&str],
    faults: &mut Faults,
) -> Option<Vec<Row>> {
    let (announced, text) = announcement(text);
    let delimiter = match (stated, announced) {
        (Some(stated), Some(announced)) if stated != announced => {
            faults.file(differs(stated, announced));
            announced
        }
        (Some(stated), _) => {
            let guess = guess(text, wanted);
            // Headers under the guess alone, or one cell where there should be several: every column would be reported as missing.
            let (here, there) = (found(text, stated, wanted), found(text, guess, wanted));
            let is_other = there.0 > here.0 && (here.0 == 0 || there.0 == wanted.len());
            if guess != stated && (is_other || (width(text, stated) < 2 && width(text, guess) > 1))
            {
                faults.file(differs(stated, guess));
                guess
            } else {
                stated
            }
        }
        (None, Some(announced)) => announced,
        (None, None) => {
            let guess = guess(text, wanted);
            faults.file(Code::ListDelimiterNotStated.with("delimiter", name(guess)));
            guess
        }
    };
    records::split(text, delimiter)
        .map_err(|phrase| faults.file(phrase))
        .ok()
}

/// The rows of a CSV whose headers are known beforehand, so that the guess is none.
pub(crate) fn known(text: &str, headers: &[&str], faults: &mut Faults) -> Option<Vec<Row>> {
    let (announced, text) = announcement(text);
    let delimiter = announced.unwrap_or_else(|| guess(text, headers));
    records::split(text, delimiter)
        .map_err(|phrase| faults.file(phrase))
        .ok()
}

/// The first line `sep=;`, which Excel obeys and doesn't show: the row below it is row 1.
fn announcement(text: &str) -> (Option<u8>, &str) {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let line = text[..end].trim_matches('"');
    let is_sep = line
        .get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("sep="));
    match line.as_bytes() {
        [_, _, _, _, delimiter] if is_sep && delimiter.is_ascii() && *delimiter != b'"' => {
            let rest = &text[end..];
            let rest = rest
                .strip_prefix("\r\n")
                .or_else(|| rest.strip_prefix(['\r', '\n']))
                .unwrap_or(rest);
            (Some(*delimiter), rest)
        }
        _ => (None, text),
    }
}

/// The candidate that gives most of the columns that the settings name, then most cells.
fn guess(text: &str, wanted: &[&str]) -> u8 {
    let best = CANDIDATES
        .iter()
        .rev()
        .max_by_key(|delimiter| found(text, **delimiter, wanted));
    best.copied().unwrap_or(b';')
}

/// How many of the headers the best of the first rows holds, and how many cells.
fn found(text: &str, delimiter: u8, wanted: &[&str]) -> (usize, usize) {
    let counts = first_rows(text, delimiter).into_iter().map(|row| {
        let is_there = |name: &&&str| {
            row.cells
                .iter()
                .any(|cell| cell.trim().eq_ignore_ascii_case(name))
        };
        (wanted.iter().filter(is_there).count(), row.cells.len())
    });
    counts.max().unwrap_or_default()
}

/// How many cells most of the first rows have that aren't empty.
fn width(text: &str, delimiter: u8) -> usize {
    let rows = first_rows(text, delimiter);
    let widths = rows
        .iter()
        .filter(|row| !row.is_blank())
        .map(|row| row.cells.len());
    let often = |width: &usize| widths.clone().filter(|other| other == width).count();
    widths.clone().max_by_key(often).unwrap_or(0)
}

/// The header row is near the top; 16 KiB of text hold it, or it is none.
fn first_rows(text: &str, delimiter: u8) -> Vec<Row> {
    let mut end = text.len().min(16 * 1024);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    records::first(&text[..end], delimiter, 20)
}

fn differs(stated: u8, found: u8) -> Problem {
    Code::ListDelimiterDiffers
        .with("stated", name(stated))
        .with("found", name(found))
}

/// As the settings write it.
fn name(delimiter: u8) -> String {
    char::from(delimiter).escape_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Finding;

    fn read(text: &str, stated: Option<u8>) -> (u32, usize, Vec<&'static str>) {
        let wanted = ["id", "naam", "mail"];
        let mut faults = Faults::new("list.csv");
        let rows = rows(text, stated, &wanted, &mut faults).unwrap();
        (
            rows[0].number,
            rows[0].cells.len(),
            faults.all.iter().map(Finding::code_name).collect(),
        )
    }

    #[test]
    fn a_stated_delimiter_is_used_and_a_guess_is_told() {
        assert_eq!(read("id;naam;mail\n", Some(b';')), (1, 3, vec![]));
        for text in [
            "id;naam;mail",
            "id,naam,mail",
            "id\tnaam\tmail",
            "id;naam;mail;a,b,c,d,e,f",
        ] {
            assert_eq!(read(text, None).2, ["list-delimiter-not-stated"]);
            assert!(read(text, None).1 >= 3, "{text:?}");
        }
    }

    #[test]
    fn a_sep_line_states_the_delimiter_and_is_no_row() {
        assert_eq!(read("sep=,\r\nid,naam,mail", None), (1, 3, vec![]));
        assert_eq!(
            read("\"SEP=\t\"\nid\tnaam\tmail", Some(b'\t')),
            (1, 3, vec![])
        );
        assert_eq!(
            read("sep=,\nid,naam,mail", Some(b';')),
            (1, 3, vec!["list-delimiter-differs"])
        );
    }

    #[test]
    fn a_delimiter_that_separates_nothing_is_told() {
        for text in [
            "id,naam,mail",
            "id,naam,mail\n1,a;b,x",
            "id|naam|mail",
            "titel\nid,naam,mail\n1,a;b;c,x",
        ] {
            assert_eq!(
                read(text, Some(b';')).2,
                ["list-delimiter-differs"],
                "{text}"
            );
        }
        assert_eq!(
            read("x,y,z\n1,a;b,c\n2,b,c", Some(b';')).2,
            ["list-delimiter-differs"]
        );
        // Headers by other names, and commas in them.
        assert_eq!(
            read("nr;naam, plaats;mail\n1;a,b,c,d;x", Some(b';')),
            (1, 3, vec![])
        );
    }
}
