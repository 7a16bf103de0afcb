//! CSV text into rows (RFC 4180), numbered as a spreadsheet numbers them.
//!
//! Pure, and our own for three reasons: an empty line is a row in a spreadsheet (the `csv` crate passes
//! it over), an unclosed quote must be reported and not swallow the rest of the list in silence, and
//! so must text after a closing quote. The test below compares it with the `csv` crate.

use crate::finding::{Code, Problem};
use crate::list::file::cells::Cells;
use crate::list::file::limits;
use crate::list::file::limits::{MOST_COLUMNS, ReadSoFar};
use crate::list::file::table_row::Row;

/// Splits `text` into rows, up to the limits of `src/list/file/limits.rs`. `delimiter` is an ASCII character that is no quote and no
/// line end.
///
/// Line breaks in a quoted cell belong to the cell and come out as `\n`.
pub(crate) fn split(text: &str, delimiter: u8) -> Result<Vec<Row>, Problem> {
    let mut scanner = Scanner {
        text,
        at: 0,
        delimiter,
    };
    let (mut rows, mut sum) = (Vec::new(), ReadSoFar::default());
    let mut number = 0_u32;
    let mut size = (0, 0);
    while scanner.at < text.len() {
        number = number.saturating_add(1);
        let row = scanner.row(number, size);
        size = row.cells.size();
        if size.1 > MOST_COLUMNS {
            return Err(limits::too_wide());
        }
        sum.add(row.is_blank(), size)?;
        // Empty rows count, and cost nothing.
        size = if row.is_blank() { (0, 0) } else { size };
        rows.push(row);
    }
    Ok(rows)
}

/// The first rows, as far as they are within the limits.
pub(crate) fn first(text: &str, delimiter: u8, most: usize) -> Vec<Row> {
    let mut scanner = Scanner {
        text,
        at: 0,
        delimiter,
    };
    let rows =
        (1..).map_while(|number| (scanner.at < text.len()).then(|| scanner.row(number, (0, 0))));
    rows.take(most).collect()
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    delimiter: u8,
}

impl<'t> Scanner<'t> {
    fn row(&mut self, number: u32, size: (usize, usize)) -> Row {
        let mut row = Row {
            number,
            cells: Cells::like(size),
            ..Row::default()
        };
        loop {
            self.cell(&mut row);
            match self.byte() {
                Some(b'\r') => {
                    self.at += 1;
                    if self.byte() == Some(b'\n') {
                        self.at += 1;
                    }
                    return row;
                }
                Some(b'\n') => {
                    self.at += 1;
                    return row;
                }
                Some(_) => self.at += 1,
                None => return row,
            }
        }
    }

    fn cell(&mut self, row: &mut Row) {
        let column = row.cells.len();
        // Whoever reads on sees a row that is too wide.
        if column > MOST_COLUMNS {
            self.at = self.text.len();
            return;
        }
        if self.byte() != Some(b'"') {
            let (cell, is_long) = limits::shorten(self.bare());
            row.cells.push(cell);
            if is_long {
                row.faults.push((Some(column), limits::too_long()));
            }
            return;
        }
        let (mut cell, closed) = self.quoted();
        if !closed {
            row.faults
                .push((Some(column), Problem::new(Code::ListQuoteOpen)));
        }
        let behind = self.bare();
        if !behind.trim().is_empty() {
            row.faults
                .push((Some(column), Problem::new(Code::ListQuoteAfter)));
            cell.push_str(behind);
        }
        let (cell, is_long) = limits::shorten(&cell);
        row.cells.push(cell);
        if is_long {
            row.faults.push((Some(column), limits::too_long()));
        }
    }

    /// The text up to the next delimiter or line end.
    fn bare(&mut self) -> &'t str {
        let rest = &self.text[self.at..];
        let length = rest
            .bytes()
            .position(|b| b == self.delimiter || b == b'\n' || b == b'\r')
            .unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// A quoted cell without its quotes, and whether its last quote is there.
    fn quoted(&mut self) -> (String, bool) {
        self.at += 1;
        let mut cell = String::new();
        let closed = loop {
            let rest = &self.text[self.at..];
            let Some(length) = rest.find('"') else {
                cell.push_str(rest);
                self.at = self.text.len();
                break false;
            };
            cell.push_str(&rest[..length]);
            self.at += length + 1;
            if self.byte() != Some(b'"') {
                break true;
            }
            cell.push('"');
            self.at += 1;
        };
        if cell.contains('\r') {
            cell = cell.replace("\r\n", "\n").replace('\r', "\n");
        }
        (cell, closed)
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(text: &str) -> Vec<(u32, Vec<String>)> {
        split(text, b';')
            .unwrap()
            .iter()
            .map(|row| (row.number, row.cells.iter().map(str::to_owned).collect()))
            .collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (
            number,
            cells.iter().map(|cell| (*cell).to_owned()).collect(),
        )
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        let text = "id;naam\r\n1;\"De\r\nBrug\"\r\n\r\n2;\"\"\"x\"\"; y\"\r3;\n";
        let rows = [
            row(1, &["id", "naam"]),
            row(2, &["1", "De\nBrug"]),
            row(3, &[""]),
            row(4, &["2", "\"x\"; y"]),
            row(5, &["3", ""]),
        ];
        assert_eq!(cells(text), rows);
    }

    #[test]
    fn quotes_in_the_wrong_place_are_told() {
        let codes = |text| -> Vec<_> {
            split(text, b';')
                .unwrap()
                .iter()
                .flat_map(|row| row.faults.clone())
                .map(|(at, p)| (at, p.code_name()))
                .collect()
        };
        assert_eq!(codes("a;\"b\nc;d"), [(Some(1), "list-quote-open")]);
        assert_eq!(
            codes("\"De Brug\" Noord;x"),
            [(Some(0), "list-quote-after")]
        );
        assert_eq!(codes("Vereniging \"De Brug\";\"x\" ;y"), []);
    }

    proptest! {
        /// What the `csv` crate writes, we read; it is the independent writer.
        #[test]
        fn what_another_writer_wrote_is_read_back(
            rows in prop::collection::vec(prop::collection::vec("[a-zé\"; \n,]{0,6}", 3), 1..8),
        ) {
            let mut writer = csv::WriterBuilder::new()
                .delimiter(b';')
                .terminator(csv::Terminator::CRLF)
                .from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let read: Vec<_> = split(&text, b';').unwrap().iter().map(|row| row.cells.iter().map(str::to_owned).collect::<Vec<_>>()).collect();
            prop_assert_eq!(read, rows);
        }
    }
}
