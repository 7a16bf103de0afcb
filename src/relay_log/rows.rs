//! Rows of a CSV file, put together from lines: a cell in quotes may have line ends (RFC 4180, section 2).
//!
//! A quote opens a cell only at its beginning, and only a delimiter or the end of the row may follow the one that closes
//! it. Rows in which that isn't so are taken line by line, so that a stray quote hides none of the rows after it.

/// A row may have so many octets; what is longer is taken line by line.
const MOST_OF_ROW: usize = 256 << 10;

/// Where in a row its text has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    CellBegins,
    Bare,
    Quoted,
    /// After a quote within quotes: the cell is closed, or the next quote is part of it.
    AfterQuote,
    /// Something follows a closed cell.
    Broken,
}

impl Place {
    fn after(self, text: &str, delimiter: u8) -> Place {
        text.bytes().fold(self, |place, byte| match (place, byte) {
            (Place::Broken, _) => Place::Broken,
            (Place::Quoted, b'"') => Place::AfterQuote,
            (Place::Quoted, _) | (Place::CellBegins | Place::AfterQuote, b'"') => Place::Quoted,
            (_, byte) if byte == delimiter => Place::CellBegins,
            (Place::AfterQuote, _) => Place::Broken,
            (Place::CellBegins | Place::Bare, _) => Place::Bare,
        })
    }
}

/// Whether the quotes of a row are right.
pub(super) fn is_sound(row: &str, delimiter: u8) -> bool {
    !matches!(
        Place::CellBegins.after(row, delimiter),
        Place::Quoted | Place::Broken
    )
}

/// A row with the number of its first line.
pub(super) type NumberedRow = (u64, String);

/// Puts lines together to rows.
#[derive(Debug)]
pub(super) struct RowBuilder {
    delimiter: u8,
    text: String,
    first: u64,
    place: Place,
}

impl RowBuilder {
    pub(super) const fn new(delimiter: u8) -> RowBuilder {
        RowBuilder {
            delimiter,
            text: String::new(),
            first: 0,
            place: Place::CellBegins,
        }
    }

    /// Whether no row is open.
    pub(super) const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds a line; returns what is complete. Of a line that was cut nobody knows where its quotes close.
    pub(super) fn add(&mut self, number: u64, line: &str, is_cut: bool) -> Vec<NumberedRow> {
        if self.text.is_empty() {
            self.first = number;
        } else {
            self.text.push('\n');
        }
        self.text.push_str(line);
        self.place = self.place.after(line, self.delimiter);
        match self.place {
            Place::Quoted if !is_cut && self.text.len() < MOST_OF_ROW => Vec::new(),
            Place::Quoted | Place::Broken => self.lines(),
            Place::CellBegins | Place::Bare | Place::AfterQuote => {
                self.place = Place::CellBegins;
                vec![(self.first, std::mem::take(&mut self.text))]
            }
        }
    }

    /// At the end of the file: what is still open, line by line.
    pub(super) fn lines(&mut self) -> Vec<NumberedRow> {
        self.place = Place::CellBegins;
        let text = std::mem::take(&mut self.text);
        let lines = text.split('\n').filter(|line| !line.is_empty());
        (self.first..).zip(lines.map(str::to_owned)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<NumberedRow> {
        let mut rows = RowBuilder::new(b',');
        let mut all = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            all.extend(rows.add(number, line, false));
        }
        all.extend(rows.lines());
        all
    }

    fn numbered(rows: &[(u64, &str)]) -> Vec<NumberedRow> {
        let one = |(number, row): &(u64, &str)| (*number, (*row).to_owned());
        rows.iter().map(one).collect()
    }

    #[test]
    fn a_quote_opens_a_cell_only_at_its_beginning_and_a_stray_one_hides_no_row() {
        for text in [
            "a,b\nc,d",
            "a,5\" pipe\nc,d",
            "a,\"b \"\"c\"\"\"\nc,d",
            "a,\"\"\nc,\"d\"",
        ] {
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!(rows(text), numbered(&[(1, lines[0]), (2, lines[1])]));
        }
        // A line end in quotes, also beside doubled ones.
        assert_eq!(
            rows("a,\"b\nc\"\nd,e"),
            numbered(&[(1, "a,\"b\nc\""), (3, "d,e")])
        );
        assert_eq!(
            rows("a,\"b \"\"c\n\"\"d\"\ne"),
            numbered(&[(1, "a,\"b \"\"c\n\"\"d\""), (3, "e")])
        );
        // A quote that nothing closes, or that a later stray one seems to close.
        assert_eq!(
            rows("a,\"5 inch\nb,c\nd"),
            numbered(&[(1, "a,\"5 inch"), (2, "b,c"), (3, "d")])
        );
        assert_eq!(
            rows("a,\"5 inch,x\nb,\"6 inch,x\nc"),
            numbered(&[(1, "a,\"5 inch,x"), (2, "b,\"6 inch,x"), (3, "c")])
        );
        let mut one = RowBuilder::new(b',');
        assert_eq!(one.add(7, "a,\"b", true), numbered(&[(7, "a,\"b")]));
        assert!(one.is_empty());
    }

    #[test]
    fn what_stays_open_for_long_is_taken_line_by_line() {
        let text = format!("a,\"b\n{}", "c,d\n".repeat(MOST_OF_ROW / 2));
        let rows = rows(&text);
        assert_eq!(rows.len(), 1 + MOST_OF_ROW / 2);
        assert_eq!(rows.last(), Some(&(rows.len() as u64, "c,d".to_owned())));
    }
}
